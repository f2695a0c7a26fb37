//! Everything that goes wrong gets its word, its sentence, and an end.

mod server;

use flate2::Compression;
use flate2::write::GzEncoder;
use newsstand_fetch::{Failure, Fetcher, Settings, Want};
use server::{Piece, Server, bytes, code, get, head, ok, quick, request, status};
use std::io::Write;
use std::time::Duration;

fn gzip() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(b"hello hello hello").unwrap();
    encoder.finish().unwrap()
}

fn twice() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&gzip()).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn slow_servers_are_given_up() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/accept" => vec![Piece::Wait(Duration::from_secs(60))],
        "/stall" => {
            vec![Piece::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nxx".to_vec()), Piece::Wait(Duration::from_secs(60))]
        }
        _ => std::iter::once(head(""))
            .chain((0..600).flat_map(|_| [Piece::Bytes(b"x".to_vec()), Piece::Wait(Duration::from_millis(20))]))
            .collect(),
    })
    .await;
    let quick = Settings {
        connect_timeout: Duration::from_millis(200),
        idle_timeout: Duration::from_millis(700),
        total_timeout: Duration::from_millis(2000),
        ..server.settings()
    };
    let fetcher = Fetcher::new(quick).unwrap();
    assert_eq!(code(&fetcher, &server.url("/accept"), Want::Feed).await, "silent");
    assert_eq!(code(&fetcher, &server.url("/stall"), Want::Feed).await, "silent");
    let drip = get(&fetcher, &server.url("/drip")).await.unwrap_err();
    assert_eq!((drip.code, drip.transient), ("timeout", true));
}

/// Asks eight times at once a server that takes `answering` for each, and gives the codes.
async fn crowd(answering: Duration, total_timeout: Duration, queue_timeout: Duration) -> Vec<&'static str> {
    let server = Server::start(move |_| vec![Piece::Wait(answering), ok("", "x").remove(0)]).await;
    let fetcher = Fetcher::new(Settings { total_timeout, queue_timeout, ..server.settings() }).unwrap();
    let ask = |number: usize| {
        let (fetcher, url) = (fetcher.clone(), server.url(&format!("/{number}")));
        tokio::spawn(async move { code(&fetcher, &url, Want::Feed).await })
    };
    let tasks: Vec<_> = (0..8).map(ask).collect();
    let mut codes = Vec::new();
    for task in tasks {
        codes.push(task.await.unwrap());
    }
    codes
}

#[tokio::test]
async fn waiting_for_a_turn_is_not_counted_but_has_its_own_end() {
    // Together they take longer than one may.
    let [short, long] = [200, 1200].map(Duration::from_millis);
    assert_eq!(crowd(short, long, long * 20).await, ["ok"; 8]);
    let codes = crowd(long, long * 20, short).await;
    assert_eq!(codes.iter().filter(|code| **code == "ok").count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == "busy").count(), 7, "{codes:?}");
}

#[tokio::test]
async fn broken_answers_are_no_answers() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/short" => vec![Piece::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf".to_vec()), Piece::Close],
        "/chunk" => {
            vec![Piece::Bytes(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n".to_vec()), Piece::Close]
        }
        "/gzip" => ok("Content-Encoding: gzip\r\n", &gzip()[..gzip().len() - 9]),
        "/noise" => ok("Content-Encoding: br\r\n", "this is no brotli at all"),
        "/two" => ok("Content-Encoding: gzip, br\r\n", gzip()),
        "/empty" => ok("", ""),
        "/204" => status("204 Nothing", "", ""),
        "/206" => status("206 Part", "", "x"),
        "/ssh" => vec![Piece::Bytes(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec()), Piece::Close],
        _ => vec![Piece::Close],
    })
    .await;
    let fetcher = server.fetcher();
    let cases = [
        ("/short", "cut-short"),
        ("/chunk", "cut-short"),
        ("/gzip", "cut-short"),
        ("/noise", "bad-coding"),
        ("/two", "bad-coding"),
        ("/empty", "empty"),
        ("/204", "empty"),
        ("/206", "odd-status"),
        ("/ssh", "bad-answer"),
        ("/gone", "cut-short"),
    ];
    for (path, want) in cases {
        assert_eq!(code(&fetcher, &server.url(path), Want::Feed).await, want, "{path}");
    }
    let stats = fetcher.stats();
    assert_eq!((stats.failures["cut-short"], stats.failures["bad-coding"], stats.refused), (4, 2, 0));
}

#[tokio::test]
async fn bodies_are_read_however_they_are_labelled() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/gzip" => ok("Content-Encoding: gzip\r\n", gzip()),
        "/lie" => ok("Content-Encoding: gzip\r\n", "hello hello hello"),
        "/unlabelled" => ok("Content-Type: application/x-gzip\r\n", gzip()),
        "/twice" => ok("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", twice()),
        "/stacked" => ok("Content-Encoding: gzip, zstd\r\n", zstd::bulk::compress(&gzip(), 3).unwrap()),
        "/file-in-gzip" => ok("Content-Encoding: gzip\r\n", twice()),
        "/more-than-said" => {
            vec![Piece::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\nhello hello hello and a lie".to_vec()), Piece::Close]
        }
        "/odd" => ok("Content-Encoding: UTF-8\r\n", "hello hello hello"),
        _ => vec![head(""), Piece::Bytes(b"hello hello hello".to_vec()), Piece::Close],
    })
    .await;
    let fetcher = server.fetcher();
    let paths =
        ["/gzip", "/lie", "/unlabelled", "/twice", "/stacked", "/file-in-gzip", "/more-than-said", "/odd", "/until-closed"];
    for path in paths {
        assert_eq!(bytes(get(&fetcher, &server.url(path)).await.unwrap()), b"hello hello hello", "{path}");
    }
}

#[tokio::test]
async fn statuses_become_codes() {
    let server = Server::start(|asked| status(&format!("{} X", asked.path.trim_start_matches('/')), "", "x")).await;
    let fetcher = server.fetcher();
    let cases = [
        (200, "ok"),
        (203, "ok"),
        (300, "odd-status"),
        (305, "odd-status"),
        (400, "refused"),
        (401, "forbidden"),
        (402, "payment-required"),
        (403, "forbidden"),
        (404, "not-found"),
        (410, "gone"),
        (418, "refused"),
        (451, "forbidden"),
        (429, "asked-to-wait"),
        (500, "server-error"),
        (503, "server-error"),
        (599, "server-error"),
        (999, "odd-status"),
    ];
    for (number, want) in cases {
        assert_eq!(code(&fetcher, &server.url(&format!("/{number}")), Want::Feed).await, want, "{number}");
    }
    let gone = get(&fetcher, &server.url("/410")).await.unwrap_err();
    assert!(gone.gone && !gone.transient);
}

#[tokio::test]
async fn what_cannot_be_reached_says_why() {
    // A server that speaks at once and knows no TLS.
    let plain = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = plain.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.unwrap();
        let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"220 mail.example ESMTP\r\n").await;
        let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut [0; 4096]).await;
    });
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let allow = vec!["127.0.0.1".parse().unwrap()];
    let fetcher = Fetcher::new(Settings { allow, ..quick() }).unwrap();
    assert_eq!(code(&fetcher, &format!("http://127.0.0.1:{closed}/"), Want::Feed).await, "no-connection");
    assert_eq!(code(&fetcher, "http://no-such-name.invalid/", Want::Feed).await, "no-such-host");
    assert_eq!(code(&fetcher, "http://a..b/", Want::Feed).await, "no-such-host");
    let tls = get(&fetcher, &format!("https://127.0.0.1:{port}/")).await.unwrap_err();
    assert_eq!(
        tls.sentence,
        format!("The connection to 127.0.0.1:{port} could not be encrypted safely: the two sides could not agree on how.")
    );
    let failure = fetcher.get(&request("http://127.0.0.2/x?key=secret", Want::Page)).await.unwrap_err();
    assert_eq!(
        failure.sentence,
        "127.0.0.2 leads to an address which is this machine itself; only public addresses are asked."
    );
}

#[tokio::test]
async fn every_code_is_listed_once() {
    let mut codes: Vec<_> = Failure::CODES.iter().map(|(code, _)| *code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Failure::CODES.len());
    assert!(Fetcher::new(Settings { user_agent: "a\nb".to_owned(), ..quick() }).is_err());
}
