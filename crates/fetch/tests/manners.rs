//! Good manners: what we send, when, and to whom we do not.

mod server;

use newsstand_fetch::{Body, Fetcher, Settings, Validators, Want};
use server::{Answer, Asked, Piece, Server, bytes, code, get, ok, quick, request, status, to};
use std::time::Duration;

#[tokio::test]
async fn the_head_of_a_request_is_exactly_this() {
    let server = Server::start(|_| ok("Set-Cookie: track=1; Path=/\r\n", "<rss/>")).await;
    let fetcher = server.fetcher();
    for _ in 0..2 {
        get(&fetcher, &server.url("/feed?x=%C3%A9&y=é#part")).await.unwrap();
    }
    let want = format!(
        "GET /feed?x=%C3%A9&y=%C3%A9 HTTP/1.1\r\n\
         accept: application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
         application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5\r\n\
         accept-encoding: gzip, br, zstd, deflate\r\n\
         user-agent: Newsstand/0.1 (+https://stand.example/about)\r\n\
         host: 127.0.0.1:{}\r\n\r\n",
        server.port
    );
    let asked = server.asked();
    assert_eq!(asked.iter().map(|asked| asked.head.as_str()).collect::<Vec<_>>(), [&want, &want]);
    assert_eq!(server.connections(), 1, "the connection is used again");
}

#[tokio::test]
async fn validators_go_back_byte_for_byte() {
    // Unquoted, weak, suffixed, not a date, bytes beyond ASCII: they mean nothing to us.
    let pairs = [
        ("W/\"a-gzip\"", "2026-01-05 10:00:00 +0200"),
        ("unquoted", "Mon, 05 Jan 2026 10:00:00 GMT"),
        ("\"caf\u{e9}\u{ff}\"", "x"),
    ];
    let server = Server::start(move |asked| {
        let (etag, date) = pairs[asked.path.trim_start_matches('/').parse::<usize>().unwrap()];
        if asked.before > 0 {
            let same = asked.header("if-none-match") == Some(etag) && asked.header("if-modified-since") == Some(date);
            return if same { status("304 Not Modified", "ETag: \"next\"\r\n", "") } else { status("400 Wrong", "", "") };
        }
        let text = format!("HTTP/1.1 200 OK\r\nETag: {etag}\r\nLast-Modified: {date}\r\nContent-Length: 1\r\n\r\nx");
        vec![Piece::Bytes(text.chars().map(|c| c as u8).collect())]
    })
    .await;
    let fetcher = server.fetcher();
    for number in 0..pairs.len() {
        let mut request = request(&server.url(&format!("/{number}")), Want::Feed);
        let first = fetcher.get(&request).await.unwrap();
        request.validators = first.validators.clone();
        let second = fetcher.get(&request).await.unwrap();
        assert_eq!((second.status, second.body), (304, Body::NotModified));
        let kept = second.validators.or(first.validators.clone());
        assert_eq!(
            kept,
            Validators { etag: Some("\"next\"".to_owned()), last_modified: first.validators.last_modified }
        );
    }
    assert_eq!(fetcher.stats().not_modified, 3);
}

#[tokio::test]
async fn nothing_is_invented_when_nothing_was_given() {
    let server =
        Server::start(|asked| ok(if asked.path == "/e" { "ETag: \"1\"\r\n" } else { "Last-Modified: now\r\n" }, "x")).await;
    let fetcher = server.fetcher();
    for path in ["/e", "/d"] {
        let mut request = request(&server.url(path), Want::Feed);
        request.validators = fetcher.get(&request).await.unwrap().validators;
        fetcher.get(&request).await.unwrap();
    }
    let sent: Vec<_> =
        server.asked().iter().map(|a| (a.header("if-none-match").is_some(), a.header("if-modified-since").is_some())).collect();
    assert_eq!(sent, [(false, false), (true, false), (false, false), (false, true)]);
}

#[tokio::test]
async fn a_304_that_nobody_asked_for_is_odd() {
    let server = Server::start(|_| status("304 Not Modified", "", "")).await;
    assert_eq!(code(&server.fetcher(), &server.url("/"), Want::Feed).await, "odd-status");
}

async fn at_once(per_host: usize) -> usize {
    let server = Server::start(|_| vec![Piece::Wait(Duration::from_millis(20)), ok("", "x").remove(0)]).await;
    let fetcher = Fetcher::new(Settings { per_host, ..server.settings() }).unwrap();
    let tasks: Vec<_> = (0..12)
        .map(|number| {
            let (fetcher, url) = (fetcher.clone(), server.url(&format!("/{number}")));
            tokio::spawn(async move { get(&fetcher, &url).await.map(|_| ()) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(server.paths().len(), 12);
    server.most_at_once()
}

#[tokio::test]
async fn a_host_sees_as_many_requests_at_once_as_set() {
    assert_eq!(at_once(1).await, 1);
    assert_eq!(at_once(2).await, 2);
    assert_eq!(at_once(0).await, 1, "nobody would ever be asked");
    assert_eq!(at_once(50).await, 2, "nobody sets more");
}

#[tokio::test]
async fn two_hosts_do_not_wait_for_each_other() {
    // Each answers only when both have been asked.
    let barrier = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let script = move |_: &Asked| -> Answer {
        barrier.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let waits = (0..100).map(|_| Piece::Wait(Duration::from_millis(2)));
        waits.chain(ok("", "x")).collect()
    };
    let server = Server::start(script).await;
    let fetcher = Fetcher::new(Settings { allow: vec!["127.0.0.0/8".parse().unwrap()], ..quick() }).unwrap();
    let [a, b] = ["a", "b"].map(|name| format!("http://{name}.localhost:{}/", server.port));
    let (a, b) = tokio::join!(get(&fetcher, &a), get(&fetcher, &b));
    assert!(a.is_ok() && b.is_ok());
    assert_eq!(server.most_at_once(), 2);
}

fn slow_down(asked: &Asked) -> Answer {
    match (asked.path.as_str(), asked.before) {
        ("/429", 0) => status("429 Too Many", "Retry-After: 3600\r\n", ""),
        ("/503", 0) => status("503 Not Now", "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT\r\n", ""),
        ("/bare", 0) => status("429 Too Many", "", ""),
        _ => ok("", "x"),
    }
}

#[tokio::test]
async fn who_asks_to_be_left_alone_is_left_alone() {
    let server = Server::start(slow_down).await;
    let fetcher = Fetcher::new(Settings { allow: vec!["127.0.0.0/8".parse().unwrap()], ..quick() }).unwrap();
    let url = |name: &str, path: &str| format!("http://{name}.localhost:{}{path}", server.port);
    let first = get(&fetcher, &url("a", "/429")).await.unwrap_err();
    assert_eq!(
        (first.code, first.status, first.retry_after),
        ("asked-to-wait", Some(429), Some(Duration::from_secs(3600)))
    );
    let late = get(&fetcher, &url("b", "/503")).await.unwrap_err();
    assert_eq!((late.status, late.retry_after), (Some(503), Some(newsstand_fetch::pace::WAIT_LIMIT)));
    let asked = server.paths().len();
    for again in [url("a", "/429"), url("a", "/other"), url("b", "/503")] {
        let held = get(&fetcher, &again).await.unwrap_err();
        assert!(
            held.code == "asked-to-wait" && held.status.is_none() && held.retry_after > Some(Duration::from_secs(3500)),
            "{held:?}"
        );
    }
    assert_eq!(server.paths().len(), asked, "nobody was asked again");
    assert!(get(&fetcher, &url("c", "/")).await.is_ok(), "another host is not held");
    assert_eq!(get(&fetcher, &url("c", "/bare")).await.unwrap_err().retry_after, None);
    assert!(get(&fetcher, &url("c", "/bare")).await.is_ok(), "without a time the next visit's pace decides");
}

#[tokio::test]
async fn on_the_operators_own_host_one_address_is_held_and_not_all() {
    let server = Server::start(slow_down).await;
    let fetcher = server.fetcher();
    assert_eq!(code(&fetcher, &server.url("/429"), Want::Feed).await, "asked-to-wait");
    assert_eq!(code(&fetcher, &server.url("/429"), Want::Feed).await, "asked-to-wait");
    assert_eq!(code(&fetcher, &server.url("/other"), Want::Feed).await, "ok");
    assert_eq!(server.paths(), ["/429", "/other"]);
    // The same for a machine that the operator named, whatever address its name leads to.
    let allow = vec![format!("packet.localhost:{}", server.port).parse().unwrap()];
    let fetcher = Fetcher::new(Settings { allow, ..quick() }).unwrap();
    let url = |path: &str| format!("http://packet.localhost:{}{path}", server.port);
    assert_eq!(code(&fetcher, &url("/503"), Want::Feed).await, "asked-to-wait");
    assert_eq!(code(&fetcher, &url("/503"), Want::Feed).await, "asked-to-wait");
    assert_eq!(code(&fetcher, &url("/other"), Want::Feed).await, "ok");
    assert_eq!(server.paths(), ["/429", "/other", "/503", "/other"]);
}

#[tokio::test]
async fn robots_txt_is_asked_once_and_before_pages_only() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => ok("", "User-agent: newsstand\nDisallow: /private\n"),
        "/moved" => to(302, "/private/2"),
        _ => ok("Content-Type: text/html\r\n", "<p>x"),
    })
    .await;
    let fetcher = server.fetcher();
    assert_eq!(code(&fetcher, &server.url("/private/feed"), Want::Feed).await, "ok");
    assert_eq!(code(&fetcher, &server.url("/private/1.png"), Want::Picture).await, "ok");
    let (a, b) = (server.url("/a"), server.url("/b"));
    assert_eq!(tokio::join!(code(&fetcher, &a, Want::Page), code(&fetcher, &b, Want::Page)), ("ok", "ok"));
    assert_eq!(code(&fetcher, &server.url("/private/1"), Want::Page).await, "robots");
    assert_eq!(code(&fetcher, &server.url("/moved"), Want::Page).await, "robots", "each hop is asked for");
    let mut paths = server.paths();
    paths.sort_unstable();
    assert_eq!(paths, ["/a", "/b", "/moved", "/private/1.png", "/private/feed", "/robots.txt"]);
}

#[tokio::test]
async fn without_robots_txt_pages_are_open_and_without_an_answer_closed() {
    for (answer, want) in [
        ("404 Not Found", "ok"),
        ("403 Forbidden", "ok"),
        ("503 Later", "robots-unreachable"),
        ("429 Later", "robots-unreachable"),
    ] {
        let server =
            Server::start(move |asked| if asked.path == "/robots.txt" { status(answer, "", "x") } else { ok("", "x") }).await;
        let fetcher = server.fetcher();
        for _ in 0..2 {
            assert_eq!(code(&fetcher, &server.url("/page"), Want::Page).await, want, "{answer}");
        }
        assert_eq!(server.paths().iter().filter(|path| *path == "/robots.txt").count(), 1, "{answer}");
    }
}

#[tokio::test]
async fn a_huge_robots_txt_is_read_to_its_limit() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => {
            let mut text = b"User-agent: *\nDisallow: /x\n".to_vec();
            text.resize(2 << 20, b'#');
            ok("", text)
        }
        _ => ok("", "x"),
    })
    .await;
    let fetcher = server.fetcher();
    assert_eq!(code(&fetcher, &server.url("/x"), Want::Page).await, "robots");
    assert_eq!(code(&fetcher, &server.url("/y"), Want::Page).await, "ok");
}

#[tokio::test]
async fn credentials_go_to_their_host_only_and_never_into_sentences() {
    let elsewhere = Server::start(|_| status("403 No", "", "")).await;
    let there = elsewhere.url("/there?token=secret");
    let server = Server::start(move |asked| if asked.path == "/x" { to(302, "/y") } else { to(302, &there) }).await;
    let allow = [&server, &elsewhere].map(|server| format!("127.0.0.1:{}", server.port).parse().unwrap()).to_vec();
    let fetcher = Fetcher::new(Settings { allow, ..quick() }).unwrap();
    let failure = get(&fetcher, &format!("http://me:secret@127.0.0.1:{}/x", server.port)).await.unwrap_err();
    assert_eq!(failure.code, "forbidden");
    assert!(!failure.sentence.contains("secret") && !failure.sentence.contains("me:"), "{failure}");
    assert!(server.asked().iter().all(|asked| asked.header("authorization") == Some("Basic bWU6c2VjcmV0")));
    assert_eq!(elsewhere.asked()[0].header("authorization"), None);
    assert_eq!(elsewhere.asked()[0].header("referer"), None);
}

#[tokio::test]
async fn what_an_answer_says_is_handed_on() {
    let headers = "Content-Type: text/xml; charset=koi8-r\r\nContent-Location: /real\r\nContent-Language: ru\r\n\
                   Link: </hub>; rel=hub\r\nLink: </self>; rel=self\r\nCache-Control: max-age=600\r\nBad Header: x\r\n";
    let server = Server::start(move |_| ok(headers, "<rss/>")).await;
    let response = get(&server.fetcher(), &server.url("/f#x")).await.unwrap();
    assert_eq!(response.content_type.as_deref(), Some("text/xml; charset=koi8-r"));
    assert_eq!(response.content_location.as_deref(), Some("/real"));
    assert_eq!(response.content_language.as_deref(), Some("ru"));
    assert_eq!(response.link.as_deref(), Some("</hub>; rel=hub, </self>; rel=self"));
    let links = |rel: &str| response.links(rel).map(String::from).collect::<Vec<_>>();
    assert_eq!((links("hub"), links("self")), (vec![server.url("/hub")], vec![server.url("/self")]));
    assert_eq!(response.freshness.lifetime(), Some(Duration::from_secs(600)));
    assert_eq!((response.moved.clone(), response.address.as_str()), (None, server.url("/f#x").as_str()));
    assert_eq!(bytes(response), b"<rss/>");
}
