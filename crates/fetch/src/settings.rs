//! How the fetcher behaves, and every limit it keeps, in one place.

use std::time::Duration;

use crate::Allowed;

/// The longest address we ask for, in bytes.
pub const ADDRESS_LIMIT: usize = 8 * 1024;
/// The most bytes of a `robots.txt` that are read (RFC 9309 asks for at least this many).
pub const ROBOTS_LIMIT: usize = 500 * 1024;
/// How long an answer to `robots.txt` is kept (RFC 9309: not more than a day).
pub const ROBOTS_KEPT: Duration = Duration::from_secs(24 * 3600);
/// How long it is kept that a `robots.txt` could not be had.
pub const ROBOTS_FAILURE_KEPT: Duration = Duration::from_secs(15 * 60);
/// How long the text of a `robots.txt` is kept for those who look for sitemaps in it.
pub const ROBOTS_TEXT_KEPT: Duration = Duration::from_secs(10 * 60);
/// The most texts of `robots.txt` that are kept at once.
pub const ROBOTS_TEXTS: usize = 8;
/// The most origins whose `robots.txt` is kept.
pub const ROBOTS_ORIGINS: usize = 2048;
/// The longest that one answer holds back a whole host. A single feed's wait may be longer (see [`crate::pace`]).
pub const HOLD_LIMIT: Duration = Duration::from_secs(24 * 3600);
/// After a request its host is given this part of the time it took to answer before the next one takes the turn …
pub const REST_PART: u32 = 4;
/// … but not more than this.
pub const REST_LIMIT: Duration = Duration::from_secs(1);
/// The most hosts and addresses that are remembered for being left alone.
pub const HOLDS: usize = 10_000;
/// The most idle queues that are remembered.
pub const QUEUES: usize = 4096;
/// The most requests at once to one host, whatever the settings say.
pub const PER_HOST_LIMIT: usize = 2;
/// The most bytes read of an answer to a form; the rest is cut off.
pub const POSTED_LIMIT: usize = 64 * 1024;
/// The most bytes of an answer of a service of the operator's.
pub const ERRAND_LIMIT: usize = 1024 * 1024;
/// The most characters of an answer to a form that are handed on.
pub const POSTED_TEXT: usize = 500;
/// The longest value of a header that is handed on, in bytes; longer ones are taken as absent.
pub const HEADER_LIMIT: usize = 8 * 1024;
/// The largest window a zstd body may ask for, as a power of two (RFC 9659: 8 MiB).
pub const ZSTD_WINDOW_LOG: u32 = 23;

/// How the fetcher behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name given to servers; see [`Settings::named`].
    pub user_agent: String,
    /// Hosts and networks that may be reached although they are not public. Empty by default.
    pub allow: Vec<Allowed>,
    /// The most requests at once to one host: 1 or 2 ([`PER_HOST_LIMIT`]); anything else is taken as the nearer of them.
    pub per_host: usize,
    /// The longest that one [`crate::Fetcher::get`] may take, redirects included, waiting for its turn not included.
    pub total_timeout: Duration,
    /// The longest silence in the middle of an answer, and before it.
    pub idle_timeout: Duration,
    /// The longest that looking up a name, connecting and agreeing on encryption may take together.
    pub connect_timeout: Duration,
    /// The longest that a request waits for its turn at a host.
    pub queue_timeout: Duration,
    /// The most redirects followed for one request.
    pub max_redirects: usize,
    /// The largest bodies.
    pub limits: Limits,
    /// How long a finished connection is kept for the next request to the same host.
    pub keep_connection: Duration,
}

/// The largest bodies, in bytes after decompression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A feed, sitemap or OPML file.
    pub feed: usize,
    /// A page.
    pub page: usize,
    /// A picture.
    pub picture: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { feed: 16 << 20, page: 8 << 20, picture: 12 << 20 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: Settings::named(None),
            allow: Vec::new(),
            per_host: 1,
            total_timeout: Duration::from_secs(40),
            idle_timeout: Duration::from_secs(15),
            connect_timeout: Duration::from_secs(10),
            queue_timeout: Duration::from_secs(300),
            max_redirects: 5,
            limits: Limits::default(),
            keep_connection: Duration::from_secs(15),
        }
    }
}

impl Settings {
    /// The name given to servers, with the address of whoever runs this stand (a web page or an e-mail address), so
    /// that a publisher who is bothered knows whom to write to.
    pub fn named(contact: Option<&str>) -> String {
        let name = concat!("Newsstand/", env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
        let plain = |c: &char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | '\\');
        let contact: String = contact.unwrap_or("").chars().filter(plain).take(200).collect();
        match contact {
            none if none.is_empty() => name.to_owned(),
            mail if mail.contains('@') && !mail.contains(':') => format!("{name} (+mailto:{mail})"),
            page => format!("{name} (+{page})"),
        }
    }
}

/// Why a fetcher could not be made from its settings; the sentence is for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupError(pub String);

impl std::fmt::Display for SetupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for SetupError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_carries_a_contact_and_nothing_that_breaks_a_header() {
        assert_eq!(Settings::named(None), "Newsstand/0.1");
        assert_eq!(Settings::named(Some("https://news.example/about")), "Newsstand/0.1 (+https://news.example/about)");
        assert_eq!(Settings::named(Some("me@news.example")), "Newsstand/0.1 (+mailto:me@news.example)");
        assert_eq!(Settings::named(Some("a\r\nX-Evil: (1)")), "Newsstand/0.1 (+aX-Evil:1)");
    }
}
