//! A page's headline: what a reader would call the article.
//!
//! A page has up to four voices: what stands large on it, `headline` in its structured data, the words for sharing
//! (`og:title`), and the document's title. Most pages agree with themselves. Where they do not, the document's title is the
//! version written for search engines; the title's own words are those that differ from it and are no longer.

use super::headline::{agree, akin, of, same};
use crate::html::{NodeId, Tag};
use crate::source::Source;

/// A headline and where it stands.
#[derive(Debug, Clone, Default)]
pub struct Headline {
    /// The article's headline.
    pub words: String,
    /// The version that stands large on the page; the same words where the page has none.
    pub shown: String,
    /// The heading that holds it.
    pub head: Option<NodeId>,
}

/// What a page calls its article, by voice.
struct Voices {
    large: Vec<(NodeId, String)>,
    told: Option<String>,
    shared: Option<String>,
    /// The same for cards of another network.
    carded: Option<String>,
    titled: Option<String>,
}

/// Reads the headline.
pub fn read(source: &Source<'_>) -> Headline {
    let voices = Voices::hear(source);
    let large = voices.agreed().or_else(|| voices.inner()).or_else(|| voices.akin());
    let Some((head, shown)) = large else {
        let words = voices.unseen();
        let head = voices.large.iter().find(|(_, large)| agree(large, &words)).map(|(id, _)| *id);
        return Headline { shown: words.clone(), words, head };
    };
    Headline { words: voices.own_words(shown).unwrap_or(shown).to_owned(), shown: shown.to_owned(), head: Some(head) }
}

impl Voices {
    fn hear(source: &Source<'_>) -> Self {
        let host = source.address.host();
        let tidy = |text: &str| of(text, &source.site, &host);
        let some = |text: String| (!text.is_empty()).then_some(text);
        let shared = source.tags.first(&["og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"]);
        let large = heads(source).map(|id| (id, tidy(&source.words(id)))).filter(|(_, words)| !words.is_empty());
        Self {
            large: large.collect(),
            told: source.told("headline").and_then(|text| some(tidy(&text))),
            shared: shared.and_then(|text| some(tidy(text))),
            carded: source.tags.first(&["twitter:title"]).and_then(|text| some(tidy(text))),
            titled: source.tags.title().and_then(|text| some(tidy(text))),
        }
    }

    fn others(&self) -> impl Iterator<Item = &str> {
        [&self.told, &self.shared, &self.titled].into_iter().flatten().map(String::as_str)
    }

    /// The first heading that another voice repeats, word for word or else at its beginning.
    fn agreed(&self) -> Option<(NodeId, &str)> {
        let by =
            |alike: fn(&str, &str) -> bool| self.large.iter().find(|(_, words)| self.others().any(|other| alike(words, other)));
        by(same).or_else(|| by(agree)).map(|(id, words)| (*id, words.as_str()))
    }

    /// The headline within a heading that holds more: `Harbour: Bell found` beside `Bell found`. The other way round, the
    /// label stands in the data.
    fn inner(&self) -> Option<(NodeId, &str)> {
        self.large.iter().find_map(|(id, words)| {
            let mut data = self.told.iter().chain(&self.shared);
            let less = data.find(|other| words.ends_with(other.as_str())).map(String::as_str);
            let labelled = || self.others().any(|other| without_label(other) == Some(words)).then_some(words.as_str());
            Some((*id, less.or_else(labelled)?))
        })
    }

    /// A lone heading that is about the same thing.
    fn akin(&self) -> Option<(NodeId, &str)> {
        match self.large.as_slice() {
            [(id, words)] if self.told.is_none() => self.others().any(|other| akin(words, other)).then_some((*id, words)),
            _ => None,
        }
    }

    /// The title's own words where what stands large is the version for search engines, or is cut short.
    fn own_words<'v>(&'v self, shown: &'v str) -> Option<&'v str> {
        let (shared, titled) = (self.shared.as_deref()?, self.titled.as_deref()?);
        let for_search = same(shown, titled);
        // Without structured data, two networks must be told the same.
        let Some(told) = self.told.as_deref() else {
            let twice = self.carded.as_deref().is_some_and(|carded| same(carded, shared));
            let shorter = shared.chars().count() < shown.chars().count();
            return (for_search && twice && shorter && !same(shared, shown) && akin(shared, shown)).then_some(shared);
        };
        let (tells, shares) = (!same(told, shown), !same(shared, shown));
        let shorter = |other: &str| other.chars().count() <= shown.chars().count();
        match (for_search, tells, shares) {
            // Data and sharing agree against it.
            (true, true, true) => same(told, shared).then_some(shared),
            (true, true, false) => (shorter(told) && is_headline(told)).then_some(told),
            (true, false, true) => (is_headline(shared) && akin(shared, shown)).then_some(shared),
            // All others say the same, and more of it.
            (false, true, true) => (same(told, shared) && same(told, titled) && agree(shown, told)).then_some(told),
            _ => None,
        }
    }

    /// The headline of a page that shows none: the voices in the order of trust.
    fn unseen(&self) -> String {
        let whole = |told: &&String| {
            !told.ends_with('…') && !told.ends_with("...") && !self.shared.iter().any(|shared| is_cut(told, shared))
        };
        let told = self.told.as_ref();
        let only = (self.large.len() == 1 && self.shared.is_none()).then(|| self.large.first().map(|(_, words)| words)).flatten();
        let found = told.filter(whole).or(only).or(self.shared.as_ref()).or(told).or(self.titled.as_ref());
        found.or_else(|| self.large.first().map(|(_, words)| words)).cloned().unwrap_or_default()
    }
}

/// Fewest letters of a headline that may stand for the one that is shown.
const FEWEST: usize = 15;

fn is_headline(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST
        || text.chars().filter(|c| crate::text::is_unspaced(*c)).count() >= 6
}

/// Whether `one` is `other` cut in the middle of a sentence.
fn is_cut(one: &str, other: &str) -> bool {
    other.strip_prefix(one).and_then(|rest| rest.trim_start_matches(' ').chars().next()).is_some_and(char::is_alphanumeric)
}

/// A headline without the label before it: `Opinion | A bell is found`.
fn without_label(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(" | ").or_else(|| text.split_once(": "))?;
    (label.split_whitespace().count() <= 2).then_some(rest)
}

/// The page's first-level headings, and what is marked as the headline.
fn heads<'s>(source: &'s Source<'_>) -> impl Iterator<Item = NodeId> + 's {
    source.tree.ids().filter(|id| match source.tree.tag(*id) {
        Some(Tag::H1) => true,
        Some(tag) if tag.is_heading() => source.tree.attribute(*id, "itemprop").as_deref() == Some("headline"),
        _ => false,
    })
}
