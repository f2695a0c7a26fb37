//! What an operator can do about a failure: one plain sentence for each code.

use crate::Failure;

/// Code and sentence, in the order of [`Failure::CODES`].
const ADVICE: [(&str, &str); 28] = [
    ("bad-address", "Correct the address of the feed."),
    ("refused-port", "Correct the port in the address; web servers are mostly reached without one."),
    (
        "inside",
        "If the server is yours and meant to be read, name it under fetch.allow; else correct the address.",
    ),
    ("asked-to-wait", "Do nothing: the title is asked again when the time it asked for is over."),
    ("busy", "Do nothing; if it happens often, follow fewer feeds of this host."),
    (
        "robots",
        "Do nothing: what the feed itself says is shown. The publisher can allow more in its robots.txt.",
    ),
    (
        "robots-unreachable",
        "Do nothing: it is tried again. If it stays, tell the publisher that its robots.txt fails.",
    ),
    (
        "no-such-host",
        "Look for a spelling mistake, or look up where the title is now; if many titles have this, look at your own network.",
    ),
    (
        "no-connection",
        "Wait a day; if many titles have this, look at your own network and firewall, else the title's server is down.",
    ),
    (
        "insecure",
        "Tell the title, which alone can renew its certificate; if many titles have this, look at the clock of this machine.",
    ),
    ("timeout", "Wait: it is tried again. If it stays, look for a smaller feed of the title."),
    (
        "silent",
        "Wait: it is tried again. If it stays, the title's server is overloaded or keeps programs out.",
    ),
    ("cut-short", "Wait: it is tried again. If it stays, tell the title that its answer breaks off."),
    ("bad-answer", "Open the address in a browser: something other than a web server answers there."),
    ("bad-coding", "Wait: it is tried again. If it stays, tell the title that its compression is broken."),
    ("too-large", "Look for a smaller feed of the title, for instance one of a single section."),
    ("empty", "Wait: it is tried again. If it stays, look for another feed of the title."),
    ("redirect-loop", "Open the title's home page and look for the feed's new address."),
    ("too-many-redirects", "Open the title's home page and look for the feed's new address."),
    ("bad-redirect", "Open the title's home page and look for the feed's new address."),
    (
        "not-found",
        "The title's home page is searched for a new feed once a day; if you know the feed's new address, add it.",
    ),
    (
        "gone",
        "This one is not asked again. The title's home page is searched for another once a day; if you know one, add it.",
    ),
    (
        "payment-required",
        "Ask the title for terms, or read it there: it is only delivered against payment.",
    ),
    ("forbidden", "Ask the title to let this stand in, or look for a feed that is open to all."),
    (
        "refused",
        "Open the address in a browser; if the feed is there, ask the title why programs are turned away.",
    ),
    ("server-error", "Wait: only the title can mend this, and it is tried again."),
    (
        "odd-status",
        "Open the address in a browser; if the feed is there, tell the title that its server answers oddly.",
    ),
    (
        "not-a-feed",
        "The title's home page is searched for a feed once a day; or open the address in a browser and look for one.",
    ),
];

impl Failure {
    /// What the operator can do about it, in one plain sentence or two.
    pub fn advice(&self) -> &'static str {
        Self::advice_of(self.code)
    }

    /// The same for a failure of which only the code was kept. Codes that are not known get a sentence as well.
    pub fn advice_of(code: &str) -> &'static str {
        let known = ADVICE.iter().find(|(known, _)| *known == code);
        known.map_or("Wait: it is tried again. If it stays, open the address in a browser.", |(_, advice)| advice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_advice_and_no_other_has() {
        assert_eq!(ADVICE.map(|(code, _)| code), Failure::CODES.map(|(code, _)| code));
        for (code, advice) in ADVICE {
            assert!(advice.ends_with('.') && advice.len() > 20 && advice.len() < 150, "{code}: {advice}");
            assert_eq!(Failure::advice_of(code), advice);
        }
        assert_eq!(Failure::not_a_feed("It is a page.", 200).advice(), Failure::advice_of("not-a-feed"));
        assert!(Failure::advice_of("a-code-of-long-ago").ends_with('.'));
    }
}
