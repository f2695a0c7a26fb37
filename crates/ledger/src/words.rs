//! What the languages know: small lists of our own of words that attribute, count, bound and join.

mod de;
mod en;
mod es;
mod fr;
mod ja;
mod other;
mod pt;
mod zh;

use std::collections::HashMap;
use std::sync::OnceLock;

use newsstand_news::Bound;

/// What a word can be. A word may be several.
pub(crate) mod class {
    /// Classes that a word can have besides, for nothing but attribution.
    pub const SAY_NOUN: u64 = 1 << 32;
    /// Rises and falls: what stands `from … to …` after it is two values, no range.
    pub const CHANGE: u64 = 1 << 34;
    /// Counts or finds: whoever does it gives the figure.
    pub const COUNT: u64 = 1 << 35;
    /// A verb that is as often a noun: plans.
    pub const NOUN_TOO: u64 = 1 << 33;
    /// A verb that attributes with or without a `that`: said.
    pub const SAY: u64 = 1;
    /// A verb that attributes only before a `that`, a colon, a quotation or a clause: found.
    pub const HOLD: u64 = 1 << 1;
    /// A form that continues an attribution: adding.
    pub const SAYING: u64 = 1 << 2;
    /// A verb before an infinitive: pledged.
    pub const WILL: u64 = 1 << 3;
    /// A verb whose object is what was said: denied.
    pub const STANCE: u64 = 1 << 4;
    /// A verb that names whom it is said to: told.
    pub const TELL: u64 = 1 << 5;
    pub const THAT: u64 = 1 << 6;
    pub const DET: u64 = 1 << 7;
    pub const PRONOUN: u64 = 1 << 8;
    pub const PREP: u64 = 1 << 9;
    pub const CONJ: u64 = 1 << 10;
    pub const AUX: u64 = 1 << 11;
    pub const ADVERB: u64 = 1 << 12;
    /// A day or another word of time: Monday, yesterday.
    pub const DAY: u64 = 1 << 13;
    pub const MONTH: u64 = 1 << 14;
    /// Stands before a name: Mr, President.
    pub const HONORIFIC: u64 = 1 << 15;
    /// What a person can be: pilot.
    pub const ROLE: u64 = 1 << 16;
    /// Part of the name of a body, never of a person: Ministry.
    pub const ORG: u64 = 1 << 17;
    /// Other verbs, which end a name to their left.
    pub const VERB: u64 = 1 << 18;
    pub const RELATIVE: u64 = 1 << 19;
    /// His, her, its, their.
    pub const POSSESSIVE: u64 = 1 << 20;
    /// A document or body that says: report, police.
    pub const SOURCE: u64 = 1 << 21;
    /// What holds a figure: estimate.
    pub const ESTIMATE: u64 = 1 << 22;
    /// Puts: `put the number at`.
    pub const PUT: u64 = 1 << 23;
    /// A number in letters, see [`super::Lexicon::numbers`].
    pub const NUMBER: u64 = 1 << 24;
    /// Million and its kin.
    pub const SCALE: u64 = 1 << 25;
    pub const AND: u64 = 1 << 26;
    /// A word for a person of some sort: people, citizens.
    pub const PEOPLE: u64 = 1 << 27;
    /// Part of a phrase or unit, so that it is found where no blanks stand.
    pub const KNOWN: u64 = 1 << 28;
    /// Forms of to be, which make a passive.
    pub const BE: u64 = 1 << 29;
    pub const NOT: u64 = 1 << 30;
    /// Stands before an infinitive: to.
    pub const TO: u64 = 1 << 31;
}

/// A value in letters: `value × 10^power`, and the class it counts for.
pub(crate) type Scale = (&'static str, u32);

/// The words of one language as written down.
pub(crate) struct Words {
    /// Words by class, separated by blanks.
    pub classes: &'static [(u64, &'static str)],
    /// Phrases before a source: `according to`.
    pub according: &'static [&'static str],
    /// Phrases before a number that bound it.
    pub bounds: &'static [(Bound, &'static [&'static str])],
    /// Phrases after a number that bound it.
    pub bounds_after: &'static [(Bound, &'static [&'static str])],
    /// Small numbers in letters.
    pub numbers: &'static [(&'static str, u32)],
    /// Powers of ten in letters.
    pub scales: &'static [Scale],
    /// Numbers in the plural, which name only a size: `thousands of`; the least that is meant.
    pub vague: &'static [(&'static str, u64)],
    /// Parts of a whole in letters, in millionths: `third`.
    pub fractions: &'static [(&'static str, u32)],
    /// Between the two ends of a range: `to`.
    pub range: &'static [&'static str],
    /// Before the two ends of a range whose ends an `and` joins: `between`.
    pub between: &'static [&'static str],
    /// Words for units: unit code and words.
    pub units: &'static [(&'static str, &'static str)],
    /// Whether the comma is the decimal mark.
    pub decimal_comma: bool,
    /// Whether a plain blank separates thousands.
    pub spaced_thousands: bool,
    /// Whether articles join their noun by an apostrophe.
    pub elides: bool,
    /// Whether every noun is written with a capital.
    pub capital_nouns: bool,
    /// Whether English endings tell what a word is: -ed, -ing, -ly, a plural's -s.
    pub english: bool,
    /// Particles that mark who does it, in languages whose verb comes last: the source stands before what it said.
    pub topic: &'static [&'static str],
}

impl Words {
    /// Every phrase and unit that is one word without blanks.
    fn whole(&self) -> impl Iterator<Item = &'static str> {
        let bounds = self.bounds.iter().chain(self.bounds_after).flat_map(|(_, list)| list.iter().copied());
        let units = self.units.iter().flat_map(|(_, list)| list.split(',').map(str::trim));
        let phrases = self.according.iter().chain(self.range).copied();
        bounds.chain(units).chain(phrases).filter(|word| word.chars().all(crate::token::without_blanks))
    }
}

/// The words of one language, ready to be looked up.
pub(crate) struct Lexicon {
    classes: HashMap<&'static str, u64>,
    pub numbers: HashMap<&'static str, u32>,
    pub scales: HashMap<&'static str, u32>,
    pub vague: HashMap<&'static str, u64>,
    pub fractions: HashMap<&'static str, u32>,
    pub units: HashMap<&'static str, &'static str>,
    pub according: Vec<Vec<&'static str>>,
    pub bounds: Vec<(Bound, Vec<&'static str>)>,
    pub bounds_after: Vec<(Bound, Vec<&'static str>)>,
    pub range: &'static [&'static str],
    pub between: &'static [&'static str],
    pub decimal_comma: bool,
    pub spaced_thousands: bool,
    pub elides: bool,
    pub capital_nouns: bool,
    pub english: bool,
    pub topic: &'static [&'static str],
}

impl Lexicon {
    fn new(words: &Words) -> Self {
        let mut classes: HashMap<&'static str, u64> = HashMap::new();
        for (class, list) in words.classes {
            for word in list.split_whitespace() {
                *classes.entry(word).or_default() |= class;
            }
        }
        for (word, _) in words.numbers {
            *classes.entry(word).or_default() |= class::NUMBER;
        }
        for (word, _) in words.scales {
            *classes.entry(word).or_default() |= class::SCALE;
        }
        let vague = words.vague.iter().map(|(word, _)| word);
        for word in vague.chain(words.fractions.iter().map(|(word, _)| word)) {
            *classes.entry(word).or_default() |= class::NUMBER;
        }
        for word in words.whole() {
            *classes.entry(word).or_default() |= class::KNOWN;
        }
        let units = words.units.iter().flat_map(|(code, list)| list.split(',').map(|word| (word.trim(), *code))).collect();
        Self {
            classes,
            numbers: words.numbers.iter().copied().collect(),
            scales: words.scales.iter().copied().collect(),
            vague: words.vague.iter().copied().collect(),
            fractions: words.fractions.iter().copied().collect(),
            units,
            according: words.according.iter().map(|phrase| phrase.split(' ').collect()).collect(),
            bounds: phrases(words.bounds),
            bounds_after: phrases(words.bounds_after),
            range: words.range,
            between: words.between,
            decimal_comma: words.decimal_comma,
            spaced_thousands: words.spaced_thousands,
            elides: words.elides,
            capital_nouns: words.capital_nouns,
            english: words.english,
            topic: words.topic,
        }
    }

    /// Whether the language has no words of its own here.
    pub(crate) fn knows_nothing(&self) -> bool {
        self.classes.is_empty()
    }

    /// What a word in lower case can be; 0 when nothing is known.
    pub(crate) fn class(&self, word: &str) -> u64 {
        self.classes.get(word).copied().unwrap_or(0)
    }
}

/// Longest phrases first, so that `no more than` is not read as `more than`.
fn phrases(lists: &'static [(Bound, &'static [&'static str])]) -> Vec<(Bound, Vec<&'static str>)> {
    let mut all: Vec<(Bound, Vec<&str>)> =
        lists.iter().flat_map(|(bound, list)| list.iter().map(|phrase| (*bound, phrase.split(' ').collect()))).collect();
    all.sort_by_key(|(_, phrase)| std::cmp::Reverse(phrase.len()));
    all
}

/// The words of a language by its primary tag. A language without a list of its own, or an unknown one, has numbers
/// with their signs and quotations, but no words that attribute.
pub(crate) fn of(primary: &str) -> &'static Lexicon {
    static ALL: [OnceLock<Lexicon>; 9] = [const { OnceLock::new() }; 9];
    let (at, words) = match primary {
        "en" => (0, &en::WORDS),
        "de" => (1, &de::WORDS),
        "fr" => (2, &fr::WORDS),
        "es" => (3, &es::WORDS),
        "pt" => (4, &pt::WORDS),
        "zh" => (5, &zh::WORDS),
        "ja" => (6, &ja::WORDS),
        tag if other::COMMA_LANGUAGES.contains(&tag) => (7, &other::COMMA),
        _ => (8, &other::POINT),
    };
    ALL[at].get_or_init(|| Lexicon::new(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_well_formed() {
        for tag in ["en", "de", "fr", "es", "pt", "zh", "ja", "it", "xx"] {
            let lexicon = of(tag);
            for word in lexicon.classes.keys() {
                assert_eq!(*word, word.to_lowercase(), "{tag}");
            }
            for (_, phrase) in lexicon.bounds.iter().chain(&lexicon.bounds_after) {
                assert!(phrase.iter().all(|word| !word.is_empty()), "{tag} {phrase:?}");
            }
            assert!(lexicon.bounds.is_sorted_by_key(|(_, phrase)| std::cmp::Reverse(phrase.len())));
        }
        assert_eq!(of("en").class("said"), class::SAY);
        assert_eq!(of("xx").class("said"), 0);
    }
}
