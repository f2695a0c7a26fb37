//! What a reader does not want to see, applied to what could be shown.

use std::collections::HashMap;

use newsstand_news::{Id, Muted, Section, Story, Title, Topic};

use crate::text::scan;
use crate::words::{fold, head};

/// What is known of an article when it could be shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Whose it is.
    pub title: Id<Title>,
    /// Where it belongs.
    pub section: Option<Section>,
    /// Its story.
    pub story: Option<Id<Story>>,
    /// Its headline.
    pub headline: &'a str,
    /// The sentence under it.
    pub standfirst: Option<&'a str>,
    /// The places and people it names, where [`Sieve::needs_names`].
    pub names: &'a [Topic],
}

/// All that one reader muted, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    topics: HashMap<Topic, i64>,
    phrases: Vec<(i64, Vec<Pattern>)>,
    names: bool,
}

/// One word of a phrase; with a star it is a beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    word: String,
    beginning: bool,
}

impl Pattern {
    fn fits(&self, word: &str) -> bool {
        if self.beginning { word.starts_with(&self.word) } else { word == self.word }
    }
}

/// Words to be muted as they are kept: folded, a star after a word meaning every word that begins so.
///
/// ```
/// assert_eq!(newsstand_desk::mute::words("By-Election*  Results"), "by election* results");
/// ```
pub fn words(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for part in head(text).split_whitespace() {
        let mut folded = fold(part);
        if part.ends_with('*') && !folded.is_empty() {
            folded.push('*');
        }
        out.push(folded);
    }
    out.retain(|word| !word.is_empty());
    out.join(" ")
}

impl Sieve {
    /// From mutes and the numbers they are known by.
    pub fn new(mutes: impl IntoIterator<Item = (i64, Muted)>) -> Self {
        let mut sieve = Self::default();
        for (id, muted) in mutes {
            match muted {
                Muted::Words(words) => sieve.phrase(id, &words),
                Muted::Topic(topic) => {
                    // A name is looked for in the headline too: not every one is found by the ledger.
                    if let Topic::Place(name) | Topic::Person(name) = &topic {
                        sieve.phrase(id, name);
                        sieve.names = true;
                    }
                    sieve.topics.insert(topic, id);
                }
            }
        }
        sieve
    }

    fn phrase(&mut self, id: i64, words: &str) {
        let pattern = |word: &str| match word.strip_suffix('*') {
            Some(beginning) => Pattern { word: beginning.to_owned(), beginning: true },
            None => Pattern { word: word.to_owned(), beginning: false },
        };
        let patterns: Vec<Pattern> = words.split_whitespace().map(pattern).filter(|p| !p.word.is_empty()).collect();
        if !patterns.is_empty() {
            self.phrases.push((id, patterns));
        }
    }

    /// Nothing is muted.
    pub fn is_empty(&self) -> bool {
        self.topics.is_empty() && self.phrases.is_empty()
    }

    /// Whether it asks for the places and people of an article.
    pub fn needs_names(&self) -> bool {
        self.names
    }

    /// Whether everything of a title is hidden.
    pub fn hides_title(&self, title: Id<Title>) -> bool {
        self.topics.contains_key(&Topic::Title(title))
    }

    /// Whether everything of a section is hidden.
    pub fn hides_section(&self, section: Section) -> bool {
        self.topics.contains_key(&Topic::Section(section))
    }

    /// The number of a mute that hides the article; none where it may be shown.
    pub fn hides(&self, shown: &Shown<'_>) -> Option<i64> {
        if self.is_empty() {
            return None;
        }
        let own = [Some(Topic::Title(shown.title)), shown.section.map(Topic::Section), shown.story.map(Topic::Story)];
        let by_topic = own.iter().flatten().chain(shown.names).find_map(|topic| self.topics.get(topic)).copied();
        by_topic.or_else(|| self.by_words(shown))
    }

    fn by_words(&self, shown: &Shown<'_>) -> Option<i64> {
        if self.phrases.is_empty() {
            return None;
        }
        let texts = texts(shown);
        self.phrases.iter().find(|(_, phrase)| stands(phrase, &texts)).map(|(id, _)| *id)
    }

    /// The numbers of all mutes that hide the article, each once: what every one of them would hide by itself.
    pub fn all(&self, shown: &Shown<'_>) -> Vec<i64> {
        let own = [Some(Topic::Title(shown.title)), shown.section.map(Topic::Section), shown.story.map(Topic::Story)];
        let mut found: Vec<i64> =
            own.iter().flatten().chain(shown.names).filter_map(|topic| self.topics.get(topic)).copied().collect();
        if !self.phrases.is_empty() {
            let texts = texts(shown);
            found.extend(self.phrases.iter().filter(|(_, phrase)| stands(phrase, &texts)).map(|(id, _)| *id));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The words of headline and standfirst.
fn texts(shown: &Shown<'_>) -> Vec<Vec<String>> {
    let words = |text: &str| {
        let mut words = Vec::new();
        scan(head(text), &mut |word| words.push(word.folded.to_owned()));
        words
    };
    [Some(shown.headline), shown.standfirst].into_iter().flatten().map(words).collect()
}

/// Whether a phrase stands in one of these texts.
fn stands(phrase: &[Pattern], texts: &[Vec<String>]) -> bool {
    let here = |words: &[String]| phrase.iter().zip(words).all(|(pattern, word)| pattern.fits(word));
    texts.iter().any(|words| words.windows(phrase.len()).any(here))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(headline: &str) -> Shown<'_> {
        Shown {
            title: Id::new(1),
            section: Some(Section::World),
            story: Some(Id::new(5)),
            headline,
            standfirst: Some("Crews worked through the night."),
            names: &[],
        }
    }

    fn muting(text: &str) -> Sieve {
        Sieve::new([(9, Muted::Words(words(text)))])
    }

    #[test]
    fn words_are_found_whole_in_any_case_and_as_phrases() {
        for (muted, headline, hidden) in [
            ("derby", "Derby ends in a draw", true),
            ("derby", "Derbyshire votes", false),
            ("derby*", "Derbyshire votes", true),
            ("by-election", "The by election is called", true),
            ("by-election", "Called by an election officer", false),
            ("SÃO paulo", "São Paulo floods", true),
            ("through the night", "A storm", true),
            ("港", "港口关闭", true),
            ("闭港", "港口关闭", false),
            ("", "Anything", false),
            ("*", "Anything", false),
        ] {
            assert_eq!(muting(muted).hides(&shown(headline)).is_some(), hidden, "{muted:?} in {headline:?}");
        }
    }

    #[test]
    fn topics_hide_what_is_of_them() {
        let place = Topic::Place("saltmere".into());
        for topic in [Topic::Title(Id::new(1)), Topic::Section(Section::World), Topic::Story(Id::new(5)), place.clone()] {
            let sieve = Sieve::new([(3, Muted::Topic(topic.clone()))]);
            let names = [place.clone()];
            assert_eq!(sieve.hides(&Shown { names: &names, ..shown("A ferry") }), Some(3), "{topic:?}");
            let other = Shown { title: Id::new(2), section: None, story: None, ..shown("A ferry") };
            assert_eq!(sieve.hides(&other), None, "{topic:?}");
        }
        let sieve = Sieve::new([(3, Muted::Topic(place))]);
        assert!(sieve.needs_names());
        assert_eq!(sieve.hides(&shown("Saltmere bar closed")), Some(3), "named in the headline");
    }

    #[test]
    fn every_mute_that_hides_is_told_once() {
        let place = Topic::Place("saltmere".into());
        let sieve = Sieve::new([
            (4, Muted::Words(words("ferr*"))),
            (3, Muted::Topic(place.clone())),
            (2, Muted::Topic(Topic::Title(Id::new(1)))),
            (1, Muted::Topic(Topic::Section(Section::Sport))),
        ]);
        let names = [place];
        assert_eq!(sieve.all(&Shown { names: &names, ..shown("Saltmere ferry aground") }), [2, 3, 4]);
        assert!(Sieve::default().all(&shown("x")).is_empty());
    }

    #[test]
    fn nothing_muted_hides_nothing() {
        assert!(Sieve::default().is_empty());
        assert_eq!(Sieve::default().hides(&shown("x")), None);
    }
}
