//! Finds the words that attribute: verbs of saying and phrases such as `according to`.

use crate::doc::{Doc, Part};
use crate::limits::CUES_A_SENTENCE;
use crate::words::class::*;

/// A word or phrase that attributes.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// With the auxiliaries and adverbs that belong to it: `has also said`.
    pub part: Part,
    /// The verb's own place; the phrase's first word.
    pub head: usize,
    /// What the verb can do; 0 for a phrase before a source.
    pub class: u64,
}

impl Cue {
    pub(super) fn is(&self, classes: u64) -> bool {
        self.class & classes != 0
    }
}

/// The cues of a sentence outside its quotations, in order.
pub(super) fn find(doc: &Doc<'_>, sentence: &Part) -> Vec<Cue> {
    let outside = sentence.clone().filter(|at| doc.quotation(*at).is_none());
    let cue = |at| phrase(doc, at).or_else(|| verb(doc, sentence.start, at)).or_else(|| noun(doc, sentence.start, at));
    outside.filter_map(cue).take(CUES_A_SENTENCE).collect()
}

fn phrase(doc: &Doc<'_>, at: usize) -> Option<Cue> {
    let length = doc.lexicon.according.iter().map(|phrase| doc.phrase(at, phrase)).max().unwrap_or(0);
    (length > 0).then(|| Cue { part: at..at + length, head: at, class: 0 })
}

/// `Okell’s claim that`: a noun of saying that somebody owns and a clause follows.
fn noun(doc: &Doc<'_>, low: usize, at: usize) -> Option<Cue> {
    let owner = at.checked_sub(1).filter(|owner| *owner >= low)?;
    let owned = doc.kind(owner) == Some(crate::token::Kind::Clitic) || doc.is(owner, POSSESSIVE);
    (owned && doc.is(at, SAY_NOUN) && doc.is(at + 1, THAT)).then(|| Cue { part: at..at + 1, head: at, class: SAY_NOUN })
}

/// The verb at `at` when it is used as one and not denied.
fn verb(doc: &Doc<'_>, low: usize, at: usize) -> Option<Cue> {
    let mut class = doc.tokens.get(at)?.class & (SAY | HOLD | SAYING | WILL | STANCE | TELL);
    if class & (SAY | HOLD | SAYING | WILL | STANCE) == 0 {
        return None;
    }
    let start = with_auxiliaries(doc, low, at);
    let before = start.checked_sub(1).filter(|before| *before >= low);
    let helpers = start..at;
    if helpers.clone().any(|helper| doc.is(helper, NOT)) {
        return None;
    }
    if helpers.clone().any(|helper| doc.is(helper, BE)) {
        if class & SAYING == 0 {
            return None;
        }
        // `is warning that` says it outright.
        class = class & !SAYING | SAY;
    }
    if before.is_some_and(|before| noun_follows(doc, before, at, class)) {
        return None;
    }
    let name = doc.capital(at) && at > low && doc.capital(at - 1) && (doc.is(at, NOUN_TOO) || !doc.is(at, SAY));
    if name || doc.is(at, NOUN_TOO) && helpers.is_empty() && before.is_some_and(|before| !subject_ends(doc, before)) {
        return None;
    }
    Some(Cue { part: start..at + 1, head: at, class })
}

/// Whether the word before makes a noun of the one at `at`: `the reports`, `their claims`, `of fears`, `to say`.
fn noun_follows(doc: &Doc<'_>, before: usize, at: usize, class: u64) -> bool {
    if class & SAYING != 0 {
        return doc.is(before, DET | POSSESSIVE);
    }
    let possessive = doc.kind(before) == Some(crate::token::Kind::Clitic) && class & SAY == 0;
    // `this shows`, `some say`: a pronoun as well as an article. A capital after an article is a name: `The Times reports`.
    let article = doc.is(before, DET) && !standing_alone(doc, before, at);
    article || possessive || doc.is(before, PREP | TO)
}

fn standing_alone(doc: &Doc<'_>, before: usize, at: usize) -> bool {
    let finite = doc.word(at).ends_with('s') || doc.word(at).ends_with("ed") || doc.is(at, SAY);
    let pronoun = ["this", "that", "some", "many", "all", "both", "another"].iter().any(|word| doc.reads(before, word));
    pronoun && finite
}

/// Whether a word can be the last of a subject, so that a verb and not a noun follows: `experts claim`, `Okell plans`.
fn subject_ends(doc: &Doc<'_>, at: usize) -> bool {
    let name = doc.capital(at) || !doc.is_word(at) || doc.is(at, PRONOUN | RELATIVE | ADVERB | AND | THAT);
    name || doc.is(at, SOURCE | ROLE | ORG | PEOPLE | ESTIMATE)
        || !doc.lexicon.capital_nouns && doc.word(at).ends_with('s') && doc.is(at + 2, THAT | TO)
}

/// Where the verb begins with its auxiliaries and adverbs.
fn with_auxiliaries(doc: &Doc<'_>, low: usize, at: usize) -> usize {
    let mut start = at;
    while start > low && at - start < 6 && doc.quotation(start - 1).is_none() && helper(doc, start - 1) {
        start -= 1;
    }
    start
}

fn helper(doc: &Doc<'_>, at: usize) -> bool {
    let clitic = doc.kind(at) == Some(crate::token::Kind::Clitic);
    let manner = doc.word(at).len() > 4 && doc.word(at).ends_with("ly") && !doc.capital(at) && doc.lexicon.english;
    let year = doc.lexicon.capital_nouns && doc.kind(at) == Some(crate::token::Kind::Number) && doc.word(at).len() == 4;
    manner || year || !clitic && doc.is(at, AUX | ADVERB | NOT) && !doc.is(at, PRONOUN | DAY)
}
