//! Side by side: the figures of a story's articles that measure the same thing, each with who gives it.
//!
//! Two figures share a line only when their units are the same and either all that the shorter measure says is said by
//! the longer, or the value itself, exact to three digits or from the same speaker, tells that it is the same. Where
//! that is not sure they are left out: a line with one row says nothing that the article does not say itself.

use std::collections::HashSet;

use newsstand_news::{Article, Bound, Claim, Figure, Id, Span};

use crate::figure::singular;
use crate::limits::{GROUPS, LINES, ROWS};

/// Figures of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is measured, in the words of the first article that says it.
    pub measure: String,
    /// The unit that all rows share; `people` where people are counted by whatever name.
    pub unit: String,
    /// Who says what, in the order of the articles. At least two rows, by at least two articles or speakers.
    pub rows: Vec<Row>,
}

/// One figure and who gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The lowest and highest value, as decimal text.
    pub value: (String, String),
    /// How it is bounded.
    pub bound: Bound,
    /// Who gives it; `None` where the article says it in its own voice.
    pub speaker: Option<String>,
    /// Where it is said.
    pub article: Id<Article>,
    /// Where in that article's text.
    pub span: Span,
}

/// A figure with the words that tell it apart.
#[derive(Clone)]
struct Told<'c> {
    article: Id<Article>,
    figure: &'c Figure,
    unit: String,
    words: HashSet<String>,
}

/// Groups the figures of many articles, given in the order in which rows shall stand.
pub fn side_by_side<'c>(articles: impl IntoIterator<Item = (Id<Article>, &'c [Claim])>) -> Vec<Line> {
    let mut groups: Vec<Vec<Told<'c>>> = Vec::new();
    for (article, claims) in articles {
        for told in claims.iter().filter_map(|claim| told(article, claim)) {
            match groups.iter().position(|group| belongs(group, &told)) {
                Some(at) => {
                    groups.get_mut(at).into_iter().filter(|group| group.len() < ROWS).for_each(|group| group.push(told.clone()))
                }
                None if groups.len() < GROUPS => groups.push(vec![told]),
                None => {}
            }
        }
    }
    groups.iter().filter_map(|group| line(group)).take(LINES).collect()
}

/// A figure worth comparing: it has a unit and words for what it measures.
fn told(article: Id<Article>, claim: &Claim) -> Option<Told<'_>> {
    let Claim::Figure(figure) = claim else { return None };
    let unit = kind(&figure.unit);
    let mut words = content_words(&figure.measure);
    // What is counted is the unit's part; the words are what is said of it.
    words.retain(|word| kind(word) != unit && !figure.unit.split(' ').any(|part| stem(part) == *word));
    let dates = ["yr", "mo", "wk", "d", "h", "min", "s", "year old"].contains(&figure.unit.as_str());
    (!unit.is_empty() && !dates).then_some(Told { article, figure, unit, words })
}

/// The unit without what makes no difference: a count's last word; people by any name are people.
fn kind(unit: &str) -> String {
    if unit.contains(" per ") || unit.is_empty() {
        return unit.to_owned();
    }
    let last = unit.rsplit(' ').next().unwrap_or(unit);
    if is_people(last) { "people".to_owned() } else { last.to_owned() }
}

/// Words for people: a few of our own, and names of a nation's members.
fn is_people(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "people",
        "person",
        "man",
        "woman",
        "child",
        "national",
        "citizen",
        "resident",
        "worker",
        "migrant",
        "refugee",
        "passenger",
        "soldier",
        "student",
        "patient",
        "victim",
        "survivor",
        "detainee",
        "prisoner",
        "foreigner",
        "villager",
        "civilian",
    ];
    let nation = word.len() > 5 && (word.ends_with("ian") || word.ends_with("ean") || word.ends_with("ese"));
    WORDS.contains(&word) || nation
}

/// What a measure says beyond small words and the kind itself, each word in its shortest form.
fn content_words(measure: &str) -> HashSet<String> {
    const SMALL: [&str; 44] = [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "by",
        "to",
        "and",
        "or",
        "who",
        "that",
        "which",
        "had",
        "has",
        "have",
        "was",
        "were",
        "is",
        "are",
        "been",
        "be",
        "its",
        "their",
        "his",
        "her",
        "such",
        "there",
        "other",
        "more",
        "than",
        "this",
        "it",
        "as",
        "after",
        "different",
        "about",
        "some",
        "year",
        "number",
    ];
    let words = measure.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    let words = words.map(|word| stem(&word.to_lowercase()));
    words.filter(|word| !SMALL.contains(&word.as_str()) && !word.chars().all(|c| c.is_ascii_digit())).collect()
}

/// Cuts the commonest endings, so that `leaving` and `leave` meet.
fn stem(word: &str) -> String {
    let one = singular(word);
    let cut = ["ing", "ed", "e"].iter().find_map(|end| one.strip_suffix(end).filter(|rest| rest.len() > 3));
    cut.unwrap_or(&one).to_owned()
}

/// Whether a figure measures what every row of a group measures.
fn belongs(group: &[Told<'_>], told: &Told<'_>) -> bool {
    group.iter().all(|other| other.unit == told.unit && (alike(other, told) || identical(other, told)))
}

/// All that the shorter measure says is said by the longer; values a thousandfold apart measure different things.
fn alike(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let ratio = number(a).max(number(b)) / number(a).min(number(b));
    let tells = short.words.iter().any(|word| !GENERAL.contains(&word.as_str()));
    tells && short.words.is_subset(&long.words) && ratio < 1000.0
}

/// Words, as [`stem`] cuts them, that measure anything: alone they tell nothing.
const GENERAL: [&str; 30] = [
    "cost", "pay", "paid", "spent", "spend", "worth", "price", "pric", "total", "weigh", "need", "ris", "rose", "fall", "fell",
    "lost", "grow", "grew", "cut", "said", "say", "put", "made", "make", "took", "were", "found", "valu", "value", "would",
];

fn number(told: &Told<'_>) -> f64 {
    told.figure.value.0.parse::<f64>().unwrap_or(0.0).abs().max(1e-9)
}

/// The same value of the same unit: one speaker's, or so exact that chance is out.
fn identical(a: &Told<'_>, b: &Told<'_>) -> bool {
    let digits = a.figure.value.0.chars().filter(char::is_ascii_digit).collect::<String>();
    let exact = digits.trim_matches('0').len() >= 3;
    let speaker = a.figure.speaker.is_some() && a.figure.speaker == b.figure.speaker;
    let related = a.words.is_empty() || b.words.is_empty() || !a.words.is_disjoint(&b.words);
    a.figure.value == b.figure.value && (exact || speaker && related)
}

/// A line, when at least two articles or two speakers have something to say in it. One article's repetitions of the
/// same value by the same speaker are one row.
fn line(group: &[Told<'_>]) -> Option<Line> {
    let first = group.first()?;
    let mut rows: Vec<Row> = Vec::new();
    for told in group {
        let Figure { value, bound, speaker, span, .. } = told.figure;
        let known = rows.iter().any(|row| row.article == told.article && row.value == *value && row.speaker == *speaker);
        if !known {
            rows.push(Row { value: value.clone(), bound: *bound, speaker: speaker.clone(), article: told.article, span: *span });
        }
    }
    let voices: HashSet<_> = rows.iter().map(|row| (row.article, row.speaker.as_deref())).collect();
    (voices.len() > 1).then(|| Line { measure: first.figure.measure.clone(), unit: first.unit.clone(), rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_news::Language;

    /// A line's unit and the value and speaker of its rows.
    type Shown = (String, Vec<(String, Option<String>)>);

    fn lines(articles: &[&str]) -> Vec<Shown> {
        let claims: Vec<Vec<Claim>> = articles.iter().map(|text| crate::read("", text, &Language::new("en"))).collect();
        let numbered = claims.iter().enumerate().map(|(n, claims)| (Id::new(i64::try_from(n).unwrap()), claims.as_slice()));
        let rows = |line: Line| line.rows.into_iter().map(|row| (row.value.0, row.speaker)).collect();
        side_by_side(numbered).into_iter().map(|line| (line.unit.clone(), rows(line))).collect()
    }

    #[test]
    fn the_same_thing_by_different_speakers_shares_a_line() {
        let found = lines(&[
            "The harbour office said 40 boats sank in the storm.",
            "Okell’s Institute said at least 52 boats sank in the storm on Friday.",
        ]);
        assert_eq!(
            found,
            [(
                "boat".to_owned(),
                vec![
                    ("40".to_owned(), Some("harbour office".to_owned())),
                    ("52".to_owned(), Some("Okell’s Institute".to_owned())),
                ]
            )]
        );
    }

    #[test]
    fn different_measures_never_share_a_line() {
        assert_eq!(
            lines(&["The port said 40 boats sank in the storm.", "The port said 40 boats were built in Lisbon last year."]),
            []
        );
        assert_eq!(
            lines(&["The ministry said the bridge cost $40 million.", "The ministry said the tunnel cost €40 million."]),
            []
        );
        assert_eq!(
            lines(&[
                "Police said 40 people were killed in the Lisbon storm.",
                "Police said 52 people were injured in the Lisbon storm."
            ]),
            []
        );
        assert_eq!(
            lines(&["The ministry said the old bridge cost $40 million.", "The ministry said the new tunnel cost $44 million."]),
            []
        );
    }

    #[test]
    fn an_exact_value_of_one_unit_is_the_same_however_it_is_told() {
        let found = lines(&[
            "The embassy said 1,447 of its nationals had come for help.",
            "The embassy counts 1,447 Norwegians who left, it said.",
            "Norway’s mission said 1,447 people were safe.",
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1.len(), 3);
    }

    #[test]
    fn the_compounds_side_by_side() {
        let found =
            lines(&[include_str!("../tests/cases/compounds.en.txt"), include_str!("../tests/cases/compounds-otherwise.en.txt")]);
        let un = |value: &str| (value.to_owned(), Some("United Nations".to_owned()));
        assert!(found.contains(&("people".to_owned(), vec![un("100000"), un("100000")])), "{found:?}");
        // The embassy's two counts, the clips and the compounds are each told in words too far apart, and left out.
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn one_voice_alone_makes_no_line() {
        assert_eq!(lines(&["The port said 40 boats sank in the storm. The port said 40 boats sank in the storm."]), []);
    }
}
