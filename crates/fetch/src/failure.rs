//! What went wrong, in a word for programs and a sentence for people.

use std::time::Duration;

use newsstand_news::Address;

use crate::Price;

/// Why nothing was got. The sentence never holds credentials, queries or bodies; of what a hub answers to a form it has a
/// line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// A stable word for programs; [`Failure::CODES`] has them all.
    pub code: &'static str,
    /// What happened and what it means, for people.
    pub sentence: String,
    /// How long we were asked to stay away, or still are.
    pub retry_after: Option<Duration>,
    /// Whether the server said that it is gone for good (410).
    pub gone: bool,
    /// The status, when the server gave one.
    pub status: Option<u16>,
    /// Whether it may well go right next time without anybody doing anything.
    pub transient: bool,
    /// What one request would cost, where the site said so with a 402.
    pub price: Option<Price>,
    /// Where the site's terms are, where it said so with a 402 (`Link` with `rel="license"`).
    pub licence: Option<Address>,
}

impl Failure {
    /// Every code, with what it means.
    pub const CODES: [(&'static str, &'static str); 28] = [
        ("bad-address", "the address cannot be asked for"),
        ("refused-port", "the address names a port where no web server listens"),
        ("inside", "the address leads into a private network"),
        ("asked-to-wait", "the server asked us to stay away for a while"),
        ("busy", "too many requests of ours were waiting for the host"),
        ("robots", "the site's robots.txt asks us not to read the page"),
        ("robots-unreachable", "the site's robots.txt could not be read, so the page is left alone"),
        ("no-such-host", "the name is not known"),
        ("no-connection", "the server did not take the connection"),
        ("insecure", "the connection could not be encrypted safely"),
        ("timeout", "it took too long"),
        ("silent", "the server fell silent"),
        ("cut-short", "the answer ended before its end"),
        ("bad-answer", "the answer was not HTTP"),
        ("bad-coding", "the answer's compression was broken"),
        ("too-large", "the answer is larger than the limit"),
        ("empty", "the answer was empty"),
        ("redirect-loop", "the redirects go in a circle"),
        ("too-many-redirects", "there were too many redirects"),
        ("bad-redirect", "the server redirected to something that is no web address"),
        ("not-found", "404"),
        ("gone", "410"),
        ("payment-required", "402: the site wants to be paid"),
        ("forbidden", "401, 403 or 451"),
        ("refused", "another 4xx"),
        ("server-error", "5xx"),
        ("odd-status", "a status that makes no sense here"),
        ("not-a-feed", "what came is no feed"),
    ];

    /// A lasting failure.
    pub(crate) fn lasting(code: &'static str, sentence: impl Into<String>) -> Self {
        debug_assert!(Self::CODES.iter().any(|(known, _)| *known == code), "{code}");
        Self {
            code,
            sentence: sentence.into(),
            retry_after: None,
            gone: false,
            status: None,
            transient: false,
            price: None,
            licence: None,
        }
    }

    /// A failure that may pass by itself.
    pub(crate) fn passing(code: &'static str, sentence: impl Into<String>) -> Self {
        Self { transient: true, ..Self::lasting(code, sentence) }
    }

    /// We were asked to stay away from `host` for `wait` more.
    pub(crate) fn asked_to_wait(host: &str, wait: Duration) -> Self {
        let sentence = format!("{host} asked us to come back in {}; it is left alone until then.", spoken(wait));
        Self { retry_after: Some(wait), ..Self::passing("asked-to-wait", sentence) }
    }

    /// What came was read and is no feed; `sentence` says what it is. Found out by whoever reads, not by the fetcher.
    pub fn not_a_feed(sentence: impl Into<String>, status: u16) -> Self {
        Self { status: Some(status), ..Self::lasting("not-a-feed", sentence) }
    }

    /// The site wants to be paid (402), and perhaps said what and how.
    pub(crate) fn unpaid(host: &str, price: Option<Price>, licence: Option<Address>) -> Self {
        let said = price.as_ref().map(|price| format!(", {price} a request")).unwrap_or_default();
        let sentence = format!("{host} answered 402: it wants to be paid for this{said}.");
        Self { status: Some(402), price, licence, ..Self::lasting("payment-required", sentence) }
    }

    /// A status that is neither success, redirect nor 304.
    pub(crate) fn of_status(status: u16, host: &str, retry_after: Option<Duration>) -> Self {
        let (code, meaning, transient) = match status {
            404 => ("not-found", "there is nothing at this address (any more)", false),
            410 => ("gone", "this is gone for good", false),
            402 => return Self::unpaid(host, None, None),
            401 | 403 | 451 => ("forbidden", "it does not let us read this", false),
            429 => ("asked-to-wait", "we asked too often", true),
            503 if retry_after.is_some() => ("asked-to-wait", "it is not available for a while", true),
            408 | 425 => ("refused", "it did not take the request this time", true),
            400..=499 => ("refused", "it did not accept the request", false),
            500..=599 => ("server-error", "something is broken on its side", true),
            _ => ("odd-status", "that makes no sense here", false),
        };
        let wait = retry_after.map(|wait| format!(" We were asked to come back in {}.", spoken(wait))).unwrap_or_default();
        let sentence = format!("{host} answered {status}: {meaning}.{wait}");
        Self { status: Some(status), gone: status == 410, retry_after, transient, ..Self::lasting(code, sentence) }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence)
    }
}
impl std::error::Error for Failure {}

/// A time span as people say it, rounded up: `40 seconds`, `5 minutes`, `8 hours`, `3 days`.
pub(crate) fn spoken(span: Duration) -> String {
    let seconds = span.as_secs() + u64::from(span.subsec_nanos() > 0);
    let (count, unit) = match seconds {
        0..=119 => (seconds, "second"),
        120..=7199 => (seconds.div_ceil(60), "minute"),
        7200..=172_799 => (seconds.div_ceil(3600), "hour"),
        _ => (seconds.div_ceil(86_400), "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A size as people say it: `8 MB`, `500 KB`.
pub(crate) fn spoken_size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_get_a_code_and_a_sentence() {
        let gone = Failure::of_status(410, "a.example", None);
        assert!(gone.gone && !gone.transient && gone.code == "gone");
        let wait = Failure::of_status(503, "a.example", Some(Duration::from_secs(28_800)));
        assert_eq!(
            wait.sentence,
            "a.example answered 503: it is not available for a while. We were asked to come back in 8 hours."
        );
        assert_eq!((wait.code, wait.transient), ("asked-to-wait", true));
        assert_eq!(Failure::of_status(503, "a.example", None).code, "server-error");
        let unpaid = Failure::of_status(402, "a.example", None);
        assert_eq!((unpaid.code, unpaid.transient), ("payment-required", false));
        assert_eq!(unpaid.sentence, "a.example answered 402: it wants to be paid for this.");
        for status in [100, 204, 206, 304, 399, 418, 500, 599, 999] {
            assert_eq!(Failure::of_status(status, "a", None).status, Some(status));
        }
    }

    #[test]
    fn spans_are_said_as_people_say_them() {
        let said = |seconds| spoken(Duration::from_secs(seconds));
        assert_eq!(
            [said(0), said(1), said(90), said(121), said(28_800)],
            ["0 seconds", "1 second", "90 seconds", "3 minutes", "8 hours"]
        );
        assert_eq!(said(3 * 86_400), "3 days");
        assert_eq!(spoken(Duration::from_millis(400)), "1 second");
        assert_eq!([spoken_size(12), spoken_size(512_000), spoken_size(16 << 20)], ["12 bytes", "500 KB", "16 MB"]);
    }
}
