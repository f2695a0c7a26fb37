//! A hub (WebSub) on this machine: the stand asks it to tell of a feed, confirms, and keeps what is signed and nothing else.

mod common;

use common::{Place, Served, ask, places, stdout, until};
use ring::hmac;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the hub was asked for, by form field.
type Forms = Arc<Mutex<Vec<HashMap<String, String>>>>;

/// A server with one feed and a hub that tells of it.
struct Hub {
    port: u16,
    forms: Forms,
}

impl Hub {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let forms = Forms::default();
        let kept = Arc::clone(&forms);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let forms = Arc::clone(&kept);
                std::thread::spawn(move || answer(stream, port, &forms));
            }
        });
        Self { port, forms }
    }

    fn asked(&self, mode: &str) -> Option<HashMap<String, String>> {
        let forms = self.forms.lock().expect("whole");
        forms.iter().rfind(|form| form.get("hub.mode").is_some_and(|found| found == mode)).cloned()
    }
}

fn feed(port: u16, headline: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>The Quay</title>\
         <atom:link rel=\"hub\" href=\"http://127.0.0.1:{port}/hub\"/><atom:link rel=\"self\" href=\"http://127.0.0.1:{port}/feed\"/>\
         <item><title>{headline}</title><link>http://127.0.0.1:{port}/{headline}</link><description>One line.</description></item>\
         </channel></rss>"
    )
}

fn answer(mut stream: TcpStream, port: u16, forms: &Forms) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let (mut first, mut length) = (String::new(), 0);
    let _ = reader.read_line(&mut first);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) <= 2 {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body);
    let (status, text) = if first.starts_with("POST /hub") {
        let pairs = String::from_utf8_lossy(&body).into_owned();
        let form = pairs.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, value)| (unescape(key), unescape(value)));
        forms.lock().expect("whole").push(form.collect());
        ("202 Accepted", String::new())
    } else if first.starts_with("GET /feed") {
        ("200 OK", feed(port, "first"))
    } else {
        ("404 Not Found", String::new())
    };
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    );
}

fn unescape(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let hex = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).unwrap_or(0) as u8;
        out.push(match byte {
            b'%' => hex(bytes.next()) << 4 | hex(bytes.next()),
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(out).expect("text")
}

/// Sends a body to a callback and answers the status.
fn tell(port: u16, path: &str, signature: Option<&str>, body: &str) -> u16 {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("connects");
    let signature = signature.map(|signature| format!("X-Hub-Signature: {signature}\r\n")).unwrap_or_default();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/rss+xml\r\n{signature}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .expect("sends");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answers");
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status")
}

fn signature(secret: &str, body: &str) -> String {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), body.as_bytes());
    let digits: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={digits}")
}

#[test]
fn what_a_hub_signs_is_kept_and_nothing_else() {
    for place in places() {
        walk(&place, &Hub::open());
    }
}

fn walk(place: &Place, hub: &Hub) {
    std::fs::create_dir_all(place.data()).expect("a folder");
    let opml = place.data().join("one.opml");
    let line = format!("<opml><body><outline xmlUrl=\"http://127.0.0.1:{}/feed\"/></body></opml>", hub.port);
    std::fs::write(&opml, line).expect("writes");
    let command = |arguments: &[&str]| {
        let mut command = place.command(hub.port, arguments);
        command.args(["--allow", &format!("127.0.0.1:{}", hub.port)]);
        command
    };
    let run = |arguments: &[&str]| stdout(&command(arguments).output().expect("runs"));
    run(&["import", &opml.display().to_string()]);
    let stand = Served::start(command(&["serve", "--no-catalogue"]));

    until(Duration::from_secs(20), || hub.asked("subscribe").is_some());
    let asked = hub.asked("subscribe").expect("it was asked");
    let topic = asked["hub.topic"].clone();
    assert_eq!(topic, format!("http://127.0.0.1:{}/feed", hub.port));
    let path = asked["hub.callback"].split_once(&format!("127.0.0.1:{}", stand.port)).map(|(_, path)| path.to_owned());
    let path = path.expect("the callback is the stand's");
    let confirm = |mode: &str, topic: &str| {
        let topic = topic.replace(':', "%3A").replace('/', "%2F");
        let query = format!("?hub.mode={mode}&hub.topic={topic}&hub.challenge=abc&hub.lease_seconds=3600");
        ask(stand.port, "GET", &format!("{path}{query}"), "").map(|(status, _, body)| (status, body)).expect("is answered")
    };

    let news = feed(hub.port, "second");
    let good = signature(&asked["hub.secret"], &news);
    assert_eq!(tell(stand.port, &path, Some(&good), &news), 410, "nothing was confirmed yet");
    assert_eq!(confirm("subscribe", "http://elsewhere.example/feed").0, 404);
    assert_eq!(confirm("unsubscribe", &topic).0, 404, "nobody asked for that");
    assert_eq!(confirm("subscribe", &topic), (200, "abc".into()));

    let headlines = || {
        let lines = run(&["articles", "--json"]);
        let one =
            |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["headline"].as_str().map(str::to_owned);
        lines.lines().filter_map(one).collect::<Vec<String>>()
    };
    assert_eq!(tell(stand.port, &path, None, &news), 403);
    assert_eq!(tell(stand.port, &path, Some(&signature("guessed", &news)), &news), 403);
    assert_eq!(tell(stand.port, &format!("{path}0"), Some(&good), &news), 410);
    assert_eq!(headlines(), ["first"], "{}", place.engine);
    assert_eq!(tell(stand.port, &path, Some(&good), &news), 204);
    assert_eq!(tell(stand.port, &path, Some(&good), &news), 204, "the same once more");
    assert_eq!(headlines(), ["first", "second"], "{}: kept when it is acknowledged, once", place.engine);

    let feeds: serde_json::Value = serde_json::from_str(run(&["titles", "feeds", "--json"]).trim()).expect("JSON");
    assert!(feeds["hub_until"].is_string() && feeds["name"] == "The Quay", "{feeds}");
    let slug = feeds["title"].as_str().expect("a name").to_owned();
    run(&["titles", "remove", &slug]);
    until(Duration::from_secs(20), || hub.asked("unsubscribe").is_some());
    assert_eq!(confirm("unsubscribe", &topic), (200, "abc".into()));
    assert_eq!(tell(stand.port, &path, Some(&good), &news), 410, "the hub is to forget it");
}
