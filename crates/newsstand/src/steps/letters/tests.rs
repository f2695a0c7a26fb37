//! Letters over a small mail server on loopback.

use std::sync::{Arc, Mutex};

use newsstand_store::letters::Letter;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use super::*;

/// What the server answers to a recipient.
#[derive(Clone, Copy)]
enum Mood {
    Takes,
    Later,
    Never,
}

/// Listens until it is dropped; what it was told is kept.
async fn server_in(mood: Mood) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, mood, Arc::clone(&kept)));
        }
    });
    (port, heard)
}

async fn talk(stream: tokio::net::TcpStream, mood: Mood, heard: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mail.example\r\n").await.unwrap();
    let mut data = false;
    while let Ok(Some(line)) = lines.next_line().await {
        heard.lock().unwrap().push(line.clone());
        let answer = match (data, line.split([' ', ':']).next().unwrap_or("")) {
            (true, _) if line == "." => "250 taken",
            (true, _) => continue,
            (_, "EHLO") => "250 mail.example",
            (_, "RCPT") => match mood {
                Mood::Takes => "250 yes",
                Mood::Later => "451 ada@paper.example is busy",
                Mood::Never => "550 ada@paper.example is unknown",
            },
            (_, "DATA") => "354 go on",
            (_, "QUIT") => "221 bye",
            _ => "250 yes",
        };
        data = answer.starts_with("354");
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

fn config(folder: &std::path::Path, server: &str) -> Config {
    let mut config = Config { data: folder.to_path_buf(), ..Config::default() };
    config.mail.server = server.into();
    config.mail.from = "Newsstand <stand@news.example>".into();
    config
}

fn letter(address: &str, subject: &str) -> Letter {
    Letter {
        reader: None,
        address: address.into(),
        kind: "renews".into(),
        subject: subject.into(),
        body: "Hello Ada,\n\n.\nGrüße\n".into(),
    }
}

async fn queued(stand: &Stand, letter: Letter) {
    let (ids, at) = (stand.store.ids().clone(), now());
    stand.store.write(move |tx| letters::queue(tx, &ids, &letter, at)).await.unwrap();
}

async fn open(server: &str) -> (tempfile::TempDir, Stand, Post) {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path(), server);
    let post = Post::of(&config).unwrap().unwrap();
    let stand = tokio::task::spawn_blocking(move || Stand::open(config)).await.unwrap().unwrap();
    (folder, stand, post)
}

async fn past(stand: &Stand) -> letters::Past {
    stand.store.read(|tx| letters::newest(tx, 1)).await.unwrap().remove(0)
}

#[tokio::test]
async fn a_letter_goes_out_once_and_adds_no_line_to_its_head() {
    let (port, heard) = server_in(Mood::Takes).await;
    let (_folder, stand, post) = open(&format!("smtp://127.0.0.1:{port}")).await;
    queued(&stand, letter("ada@paper.example", "Your days\r\nBcc: eve@evil.example\r\n\r\nGrüße")).await;
    assert_eq!(send_due(&stand, &post).await.unwrap(), 1);
    assert_eq!(send_due(&stand, &post).await.unwrap(), 0, "once");
    let heard = heard.lock().unwrap().clone();
    assert!(heard.iter().any(|line| line.starts_with("MAIL FROM:<stand@news.example>")), "{heard:?}");
    let recipients: Vec<&String> = heard.iter().filter(|line| line.starts_with("RCPT")).collect();
    assert_eq!(recipients, ["RCPT TO:<ada@paper.example>"]);
    assert!(!heard.iter().any(|line| line.starts_with("Bcc")), "{heard:?}");
    assert_eq!(heard.iter().filter(|line| *line == ".").count(), 1, "a dot in it ends no letter: {heard:?}");
    let past = past(&stand).await;
    assert!(past.sent.is_some() && past.failed.is_none() && past.letter.body.is_empty());
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up_and_the_rest_tried_again() {
    for (mood, given_up) in [(Mood::Never, true), (Mood::Later, false)] {
        let (port, _) = server_in(mood).await;
        let (_folder, stand, post) = open(&format!("smtp://127.0.0.1:{port}")).await;
        queued(&stand, letter("ada@paper.example", "Your days")).await;
        assert_eq!(send_due(&stand, &post).await.unwrap(), 0);
        let past = past(&stand).await;
        let failed = past.failed.unwrap();
        assert!(failed.starts_with("The mail server") && !failed.contains("ada@"), "{failed}");
        assert_eq!((past.sent.is_some(), past.letter.body.is_empty()), (given_up, given_up));
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_not_sent_to() {
    let (port, heard) = server_in(Mood::Takes).await;
    let (_folder, stand, post) = open(&format!("smtp://127.0.0.1:{port}")).await;
    queued(&stand, letter("ada@paper.example>\r\nRCPT TO:<eve@evil.example", "Hello")).await;
    assert_eq!(send_due(&stand, &post).await.unwrap(), 0);
    assert!(heard.lock().unwrap().is_empty());
    assert!(past(&stand).await.sent.is_some(), "it is given up");
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_again_later() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let (_folder, stand, post) = open(&format!("smtp://127.0.0.1:{port}")).await;
    queued(&stand, letter("ada@paper.example", "Hello")).await;
    assert_eq!(send_due(&stand, &post).await.unwrap(), 0);
    assert!(past(&stand).await.sent.is_none());
    assert_eq!(send_due(&stand, &post).await.unwrap(), 0, "not at once");
}

#[test]
fn pauses_grow_up_to_a_day() {
    let made = Moment::from_seconds(1_000_000);
    let due = |tries| Due { id: 1, tries, made, letter: letter("ada@paper.example", "") };
    let (mut at, mut pauses) = (made, Vec::new());
    for tries in 1..100 {
        let Some(next) = again(&due(tries), at) else { break };
        pauses.push((next.micros() - at.micros()) / 60_000_000);
        at = next;
    }
    assert_eq!(pauses, [1, 4, 16, 64, 256, 360, 360, 360]);
}

#[test]
fn nothing_leaves_this_machine_in_the_clear() {
    assert_eq!(server("smtp://a:b@mail.example").unwrap(), "smtp://a:b@mail.example?tls=required");
    assert_eq!(server("smtps://a%40b:c@mail.example:4650").unwrap(), "smtps://a%40b:c@mail.example:4650");
    for local in ["smtp://localhost:25", "smtp://127.0.0.1:2525", "smtp://[::1]:25"] {
        assert_eq!(server(local).unwrap(), local);
    }
    for far in ["smtp://127.0.0.1.evil.example", "smtp://localhost.example:25", "smtp://10.0.0.1:25"] {
        assert!(server(far).unwrap().ends_with("?tls=required"), "{far}");
    }
    for bad in ["", "mail.example", "http://mail.example", "smtps://", "smtp://mail.example?tls=none", "smtp://mail.example/x#y"]
    {
        assert!(server(bad).is_err(), "{bad}");
    }
}

#[test]
fn settings_that_cannot_be_used_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Post::of(&config(folder.path(), "")).unwrap().is_none());
    assert!(Post::of(&config(folder.path(), "smtp//mail.example")).is_err());
    let mut nameless = config(folder.path(), "smtps://a:b@mail.example");
    assert!(Post::of(&nameless).unwrap().is_some());
    nameless.mail.from = "nobody".into();
    assert!(Post::of(&nameless).is_err_and(|why| why.starts_with("mail.from")));
    assert!(letters_on(&nameless, false) && letters_on(&Config::default(), true) && !letters_on(&Config::default(), false));
}
