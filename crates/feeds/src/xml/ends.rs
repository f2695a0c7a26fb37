//! Where sections and comments end, without looking through anything twice.

use std::ops::Range;

use memchr::memmem::{Finder, find};

/// Where the next of some end marks is. What was looked through once is known, even after going back: that keeps the time
/// linear.
pub(super) struct Ends {
    beginning: Finder<'static>,
    mark: Finder<'static>,
    /// Between these there is none. The second is where the next stands, or `usize::MAX`.
    known: Range<usize>,
}

impl Ends {
    pub(super) fn new(beginning: &'static str, mark: &'static str) -> Self {
        Self { beginning: Finder::new(beginning), mark: Finder::new(mark), known: 0..0 }
    }

    pub(super) fn after(&mut self, text: &str, at: usize) -> Option<usize> {
        let search = |from: usize, to: usize| Some(from + self.mark.find(text.as_bytes().get(from..to.min(text.len()))?)?);
        if at > self.known.end || self.known.is_empty() {
            self.known = at..search(at, usize::MAX).unwrap_or(usize::MAX);
        } else if at < self.known.start {
            let before = search(at, self.known.start + self.mark.needle().len() - 1);
            if before.is_some() {
                return before;
            }
            self.known.start = at;
        }
        if self.known.end == usize::MAX { None } else { Some(self.known.end) }
    }

    /// Whether what ends at `end` was meant to end before: when another of its kind begins in it, and an entry ends before
    /// that.
    pub(super) fn looks_unclosed(&self, body: &str, end: usize) -> bool {
        let inside = body.as_bytes().get(..end).unwrap_or_default();
        let Some(again) = self.beginning.find(inside) else { return false };
        let before = inside.get(..again).unwrap_or_default();
        [b"</item>".as_slice(), b"</entry>"].iter().any(|close| find(before, close).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_known_after_going_back() {
        let text = "a]]>b]]>c";
        let mut ends = Ends::new("<![CDATA[", "]]>");
        for (at, end) in [
            (0, Some(1)),
            (2, Some(5)),
            (5, Some(5)),
            (0, Some(1)),
            (2, Some(5)),
            (6, None),
            (8, None),
            (5, Some(5)),
            (0, Some(1)),
        ] {
            assert_eq!(ends.after(text, at), end, "{at}");
        }
    }
}
