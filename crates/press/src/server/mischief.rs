//! A host that misbehaves on request, to try how a reader takes it. Nothing links to it.
//!
//! `http://mischief.localhost:PORT/<case>`; see [`CASES`].

use super::Answer;

/// Its host's name before `.localhost`.
pub(super) const HOST: &str = "mischief";

/// Every case and what it does.
pub(super) const CASES: [(&str, &str); 10] = [
    ("html-instead-of-feed", "200, but a web page"),
    ("truncated-xml", "200, RSS that ends in the middle of its third entry"),
    ("twenty-megabytes", "200, RSS whose second entry is 20 MiB long"),
    ("redirect-loop", "302 to an address that leads back"),
    ("slow", "200, a byte a second"),
    ("gone", "410"),
    ("moved", "301 to the feed of the Saltmere Packet"),
    ("busy", "503, come back in 120 seconds"),
    ("latin1", "200, says UTF-8 but is ISO 8859-1"),
    ("not-found", "404"),
];

const RSS: &str = "application/rss+xml; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const LONG: usize = 20 * 1024 * 1024;

/// The answer for a path.
pub(super) fn answer(path: &str, port: u16) -> Answer {
    let ok = |kind: &str, text: String| Answer::new(200, kind, text.into_bytes());
    match path.trim_start_matches('/') {
        "html-instead-of-feed" => {
            ok(HTML, "<!doctype html><title>Feeds have moved</title><p>Our feeds are taking a rest.</p>".into())
        }
        "truncated-xml" => ok(RSS, truncated()),
        "twenty-megabytes" => ok(RSS, long()),
        "redirect-loop" => Answer::redirect(302, "/redirect-loop/again"),
        "redirect-loop/again" => Answer::redirect(302, "/redirect-loop"),
        "slow" => Answer { slow: true, ..ok(RSS, feed(&[entry("Late", "One byte after the other.")])) },
        "gone" => Answer::new(410, HTML, b"<!doctype html><title>Gone</title><p>This feed has ended.</p>".to_vec()),
        "moved" => Answer::redirect(301, &format!("http://packet.localhost:{port}/feed")),
        "busy" => {
            Answer::new(503, HTML, b"<!doctype html><title>Busy</title><p>Later, please.</p>".to_vec()).with("Retry-After", "120")
        }
        "latin1" => Answer::new(200, RSS, latin1()),
        "" => ok("text/plain; charset=utf-8", CASES.iter().map(|(name, what)| format!("/{name}: {what}\n")).collect()),
        _ => Answer::new(404, HTML, b"<!doctype html><title>Not found</title><p>Nothing here.</p>".to_vec()),
    }
}

fn feed(entries: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Mischief</title>\
         <link>http://{HOST}.localhost/</link><description>A feed with a fault</description>\n{}</channel></rss>\n",
        entries.concat()
    )
}

fn entry(title: &str, text: &str) -> String {
    let link = title.to_lowercase().replace(' ', "-");
    format!(
        "<item><title>{title}</title><link>http://{HOST}.localhost/{link}</link><guid>{link}</guid><description>{text}</description></item>\n"
    )
}

fn truncated() -> String {
    let whole = feed(&[
        entry("First one", "Whole."),
        entry("Second one", "Whole too."),
        entry("Third one", "Cut off somewhere in this text."),
    ]);
    let end = whole.find("somewhere").unwrap_or(whole.len());
    whole.chars().take(end).collect()
}

fn long() -> String {
    let text = "so much of it that nobody reads on ";
    feed(&[entry("Short", "Short."), entry("Long", &text.repeat(LONG / text.len() + 1))])
}

/// Every character of this text is one byte in ISO 8859-1.
fn latin1() -> Vec<u8> {
    let text = feed(&[entry("Señal débil", "Où l’été s’achève à l'île".replace('’', "'").as_str())]);
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_answers_as_it_says() {
        for (name, what) in CASES {
            let answer = answer(&format!("/{name}"), 80);
            assert!(what.starts_with(&answer.status.to_string()), "{name}: {}", answer.status);
        }
        assert_eq!(answer("/busy", 80).header("Retry-After"), Some("120"));
        assert_eq!(answer("/moved", 81).header("Location"), Some("http://packet.localhost:81/feed"));
        assert!(answer("/twenty-megabytes", 80).body.len() > LONG);
        assert!(String::from_utf8(answer("/latin1", 80).body).is_err());
        assert!(roxmltree::Document::parse(&answer("/truncated-xml", 80).text()).is_err());
        assert!(answer("/slow", 80).slow);
    }
}
