//! What sites say about being read: the text of their `robots.txt`, the licences in it, and what they want to be paid.

mod server;

use newsstand_fetch::{Failure, Fetcher, Want};
use newsstand_news::Address;
use server::{Server, code, get, ok, status, to};

const FILE: &str = "License: https://a.example/terms.xml\nUser-agent: *\nDisallow: /x\nSitemap: https://a.example/news.xml\n";

fn address(url: &str) -> Address {
    Address::new(url).unwrap()
}

async fn text(fetcher: &Fetcher, url: &str) -> Result<Option<String>, Failure> {
    fetcher.robots(&address(url)).await
}

#[tokio::test]
async fn the_text_of_robots_txt_is_asked_for_once() {
    let server = Server::start(|_| ok("", FILE)).await;
    let fetcher = server.fetcher();
    for path in ["/", "/deep/page?x=1", "/robots.txt"] {
        assert_eq!(text(&fetcher, &server.url(path)).await.unwrap().as_deref(), Some(FILE));
    }
    assert_eq!(code(&fetcher, &server.url("/x"), Want::Page).await, "robots", "the rules are known as well");
    assert_eq!(server.paths(), ["/robots.txt"]);
}

#[tokio::test]
async fn a_site_without_one_says_so_and_one_that_fails_fails() {
    let server = Server::start(|_| status("404 None", "", "")).await;
    let fetcher = server.fetcher();
    for _ in 0..2 {
        assert_eq!(text(&fetcher, &server.url("/")).await, Ok(None));
    }
    assert_eq!(server.paths(), ["/robots.txt"]);
    assert_eq!(fetcher.licences(&address(&server.url("/"))), Some(Vec::new()));
    let broken = Server::start(|_| status("500 Broken", "", "")).await;
    let fetcher = broken.fetcher();
    for _ in 0..2 {
        assert_eq!(text(&fetcher, &broken.url("/")).await.unwrap_err().code, "server-error");
    }
    assert_eq!((broken.paths().len(), fetcher.licences(&address(&broken.url("/")))), (1, None));
    assert_eq!(text(&fetcher, "http://10.0.0.1/").await.unwrap_err().code, "inside");
    assert_eq!(text(&fetcher, "http://a.example:25/").await.unwrap_err().code, "refused-port");
}

#[tokio::test]
async fn licences_are_known_once_the_file_was_read_and_not_before() {
    let server = Server::start(|asked| if asked.path == "/robots.txt" { ok("", FILE) } else { ok("", "x") }).await;
    let fetcher = server.fetcher();
    let known = |path: &str| fetcher.licences(&address(&server.url(path)));
    assert_eq!(known("/"), None);
    assert!(server.paths().is_empty(), "nobody is asked");
    assert_eq!(code(&fetcher, &server.url("/page"), Want::Page).await, "ok");
    assert_eq!(known("/other"), Some(vec![address("https://a.example/terms.xml")]));
    assert_eq!(fetcher.licences(&address("https://elsewhere.example/")), None);
    assert_eq!(fetcher.licences(&address("http://10.0.0.1/")), None);
}

#[tokio::test]
async fn who_wants_to_be_paid_is_quoted() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/moved" => to(302, "/there/feed"),
        "/there/feed" => status("402 Pay", "Crawler-Price: USD 0.01\r\nLink: <terms.xml>; rel=\"license\"\r\n", "pay"),
        "/odd" => status("402 Pay", "Crawler-Price: lots\r\nLink: <javascript:1>; rel=license\r\n", "pay"),
        _ => status("402 Pay", "", "pay"),
    })
    .await;
    let fetcher = server.fetcher();
    let failure = get(&fetcher, &server.url("/moved")).await.unwrap_err();
    let host = format!("127.0.0.1:{}", server.port);
    assert_eq!(failure.sentence, format!("{host} answered 402: it wants to be paid for this, USD 0.01 a request."));
    assert_eq!((failure.code, failure.status, failure.transient), ("payment-required", Some(402), false));
    assert_eq!(failure.price.unwrap().to_string(), "USD 0.01");
    assert_eq!(failure.licence, Some(address(&server.url("/there/terms.xml"))));
    for path in ["/odd", "/bare"] {
        let failure = get(&fetcher, &server.url(path)).await.unwrap_err();
        assert_eq!((failure.code, failure.price, failure.licence), ("payment-required", None, None), "{path}");
    }
}
