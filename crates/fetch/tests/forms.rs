//! Forms for hubs: sent as asked, guarded and bounded like everything else.

mod server;

use std::time::Duration;

use newsstand_fetch::{Failure, Fetcher, Posted, Settings};
use newsstand_news::Address;
use server::{Piece, Server, head, ok, quick, status, to};

const FIELDS: [(&str, &str); 3] =
    [("hub.mode", "subscribe"), ("hub.topic", "https://a.example/feed?x=1&y=é"), ("hub.secret", "a b+c")];
const FORM: &str = "hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2Ffeed%3Fx%3D1%26y%3D%C3%A9&hub.secret=a+b%2Bc";

async fn post(fetcher: &Fetcher, url: &str) -> Result<Posted, Failure> {
    fetcher.post_form(&Address::new(url).unwrap(), &FIELDS).await
}

async fn code(fetcher: &Fetcher, url: &str) -> &'static str {
    post(fetcher, url).await.map_or_else(|failure| failure.code, |_| "ok")
}

#[tokio::test]
async fn a_form_is_sent_as_it_is_and_the_answer_handed_on() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/hub" => status("202 Accepted", "Set-Cookie: a=b\r\n", "queued\n"),
        "/echo" => status("403 No", "", "secret: a b+c"),
        "/no" => status("400 Bad Request", "", "hub.topic:\r\n\tnot  known \u{7}here"),
        _ => status("500 Broken", "", "x".repeat(90_000)),
    })
    .await;
    let fetcher = server.fetcher();
    let taken = post(&fetcher, &server.url("/hub")).await.unwrap();
    assert_eq!((taken.status, taken.text.as_str()), (202, "queued"));
    let refused = post(&fetcher, &server.url("/no")).await.unwrap_err();
    let host = format!("127.0.0.1:{}", server.port);
    let want = format!("{host} answered 400: it did not accept the request. It said: “hub.topic: not known here”");
    assert_eq!((refused.code, refused.status, refused.sentence), ("refused", Some(400), want));
    let told = post(&fetcher, &server.url("/echo")).await.unwrap_err();
    assert_eq!(
        told.sentence,
        format!("{host} answered 403: it does not let us read this."),
        "no secret is said again"
    );
    let long = post(&fetcher, &server.url("/long")).await.unwrap_err();
    assert!(long.transient && long.sentence.len() < newsstand_fetch::settings::POSTED_TEXT + 100);
    let asked = server.asked();
    let want = format!(
        "POST /hub HTTP/1.1\r\n\
         content-type: application/x-www-form-urlencoded\r\n\
         accept: */*\r\n\
         user-agent: Newsstand/0.1 (+https://stand.example/about)\r\n\
         host: 127.0.0.1:{}\r\n\
         content-length: {}\r\n\r\n",
        server.port,
        FORM.len()
    );
    assert_eq!(asked[0].head, want);
    assert!(asked.iter().all(|asked| asked.body == FORM && asked.header("cookie").is_none()));
    assert_eq!(fetcher.stats().failures.values().sum::<u64>(), 3);
}

#[tokio::test]
async fn only_redirects_that_keep_the_form_are_followed() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/hub" => status("202 Accepted", "", ""),
        "/loop" => to(307, "/loop"),
        "/nowhere" => status("307 Elsewhere", "", ""),
        path => to(path[1..].parse().unwrap(), "/hub"),
    })
    .await;
    let fetcher = server.fetcher();
    for path in ["/307", "/308"] {
        let posted = post(&fetcher, &server.url(path)).await.unwrap();
        assert_eq!((posted.status, posted.address.as_str()), (202, server.url("/hub").as_str()), "{path}");
    }
    let before = server.asked().len();
    for path in ["/301", "/302", "/303"] {
        let failure = post(&fetcher, &server.url(path)).await.unwrap_err();
        assert!(failure.code == "bad-redirect" && failure.sentence.contains("lose it"), "{path}: {failure}");
    }
    assert_eq!(server.asked().len() - before, 3, "and nobody else was asked");
    assert_eq!(code(&fetcher, &server.url("/loop")).await, "redirect-loop");
    assert_eq!(code(&fetcher, &server.url("/nowhere")).await, "bad-redirect");
    let sent = server.asked();
    assert!(
        sent.iter().all(|asked| asked.head.starts_with("POST ") && asked.body == FORM),
        "the form goes along"
    );
    assert_eq!(fetcher.stats().failures["bad-redirect"], 4);
}

#[tokio::test]
async fn hubs_are_guarded_on_every_hop() {
    let trap = Server::start(|_| ok("", "secret")).await;
    let port = trap.port;
    let inside = ["http://127.0.0.1:{}/", "http://2130706433:{}/", "http://hub.localhost:{}/", "http://[::ffff:127.0.0.1]:{}/"];
    let locations: Vec<String> = inside.iter().map(|text| text.replace("{}", &port.to_string())).collect();
    let script = locations.clone();
    let server = Server::start(move |asked| to(307, &script[asked.path[1..].parse::<usize>().unwrap()])).await;
    let fetcher = server.fetcher();
    for (number, location) in locations.iter().enumerate() {
        assert_eq!(code(&fetcher, location).await, "inside", "{location}");
        assert_eq!(code(&fetcher, &server.url(&format!("/{number}"))).await, "inside", "{location}");
    }
    assert_eq!(trap.connections(), 0);
    assert_eq!(code(&fetcher, "http://a.example:25/").await, "refused-port");
}

#[tokio::test]
async fn hubs_that_ask_for_rest_get_it_and_slow_ones_are_given_up() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/429" => status("429 Later", "Retry-After: 60\r\n", "slow down"),
        "/stall" => {
            vec![Piece::Bytes(b"HTTP/1.1 202 OK\r\nContent-Length: 9\r\n\r\nxx".to_vec()), Piece::Wait(Duration::from_secs(60))]
        }
        "/endless" => vec![head(""), Piece::Times(vec![b'x'; 1 << 16], 1 << 16), Piece::Close],
        _ => vec![Piece::Wait(Duration::from_secs(60))],
    })
    .await;
    let [connect_timeout, idle_timeout] = [200, 500].map(Duration::from_millis);
    let fetcher = Fetcher::new(Settings { connect_timeout, idle_timeout, ..server.settings() }).unwrap();
    let rest = post(&fetcher, &server.url("/429")).await.unwrap_err();
    assert_eq!(
        (rest.code, rest.status, rest.retry_after),
        ("asked-to-wait", Some(429), Some(Duration::from_secs(60)))
    );
    assert!(rest.sentence.ends_with("“slow down”"), "{rest}");
    assert_eq!(code(&fetcher, &server.url("/429")).await, "asked-to-wait");
    assert_eq!(code(&fetcher, &server.url("/stall")).await, "silent");
    assert_eq!(code(&fetcher, &server.url("/silent")).await, "silent");
    let endless = post(&fetcher, &server.url("/endless")).await.unwrap();
    assert_eq!(endless.text.len(), newsstand_fetch::settings::POSTED_TEXT);
    assert_eq!(server.asked().iter().filter(|asked| asked.path == "/429").count(), 1);
}

#[tokio::test]
async fn forms_wait_for_their_turn_like_everything_else() {
    let server = Server::start(|_| vec![Piece::Wait(Duration::from_millis(20)), status("202 Accepted", "", "").remove(0)]).await;
    let fetcher = Fetcher::new(Settings { allow: server.settings().allow, ..quick() }).unwrap();
    let tasks: Vec<_> = (0..6)
        .map(|number| {
            let (fetcher, url) = (fetcher.clone(), server.url(&format!("/{number}")));
            tokio::spawn(async move { code(&fetcher, &url).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), "ok");
    }
    assert_eq!(server.most_at_once(), 1);
}
