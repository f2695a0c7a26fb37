//! Names in running text: runs of words with capitals, and whether they are a person's.

use std::collections::HashMap;

use crate::doc::{Doc, Part};
use crate::limits::{NAMES, SOURCE_TOKENS};
use crate::place::is_place;
use crate::token::Kind;
use crate::words::class::*;

/// The longest name of a person, in tokens.
const NAME_TOKENS: usize = 7;

/// The run of capitals that begins at `at`: `Ana Ruiz`, `Ludwig van Okell`, `G. K. Brandt`. Titles before it stay out.
pub(crate) fn run(doc: &Doc<'_>, at: usize, high: usize) -> Option<Part> {
    if !begins(doc, at) {
        return None;
    }
    let mut end = at + 1;
    while end < high && end - at < NAME_TOKENS {
        let step = continues(doc, end, high);
        if step == 0 {
            break;
        }
        end += step;
    }
    Some(at..end)
}

fn begins(doc: &Doc<'_>, at: usize) -> bool {
    let small = DET | PREP | PRONOUN | CONJ | AND | AUX | ADVERB | DAY | MONTH | THAT | RELATIVE | SAYING;
    doc.capital(at)
        && !doc.is(at, HONORIFIC)
        && !(doc.is(at, small) && doc.lexicon.class(&doc.word(at).to_lowercase()) & small != 0)
}

/// How many tokens from `at` on continue a name.
fn continues(doc: &Doc<'_>, at: usize, high: usize) -> usize {
    if doc.capital(at) && doc.spaced(at) && !doc.is(at, DAY | MONTH | PRONOUN) {
        return 1;
    }
    // An initial's full stop, if the name goes on.
    let initial = doc.mark(at) == Some('.')
        && !doc.spaced(at)
        && at.checked_sub(1).is_some_and(|before| doc.word(before).chars().count() <= 2);
    if initial && at + 1 < high && doc.capital(at + 1) {
        return 1;
    }
    let particle = [
        "de", "da", "do", "dos", "del", "della", "di", "van", "von", "der", "den", "al", "bin", "ibn", "la", "le", "el", "ten",
        "zu",
    ];
    let particles = (at..high.min(at + 2)).take_while(|next| particle.iter().any(|word| doc.word(*next) == *word)).count();
    if particles > 0 && doc.capital(at + particles) && at + particles < high { particles + 1 } else { 0 }
}

/// A person named in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    /// Where the fullest name first stands.
    pub part: Part,
    pub name: String,
    pub role: Option<String>,
    pub gender: Option<Gender>,
}

/// What a pronoun can tell of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    She,
    He,
}

/// The people of a text by their names.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub all: Vec<Named>,
    by_last: HashMap<String, usize>,
}

impl People {
    /// Looks through a text for people: names with a role or a title beside them.
    pub(crate) fn find(doc: &Doc<'_>) -> Self {
        let mut people = Self::default();
        let mut at = 0;
        while at < doc.tokens.len() && people.all.len() < NAMES {
            let high = doc.sentence(at).end.max(at + 1);
            match run(doc, at, high) {
                Some(part) => {
                    at = part.end;
                    people.meet(doc, part);
                }
                None => at += 1,
            }
        }
        people
    }

    /// Takes a run of capitals for a person where its surroundings say so.
    fn meet(&mut self, doc: &Doc<'_>, part: Part) {
        let part = without_role(doc, part);
        let (role, gender) = role(doc, &part);
        let full = part.clone().filter(|at| doc.is_word(*at)).count() >= 2;
        if (role.is_some() || gender.is_some()) && could_be_person(doc, &part) && (full || gender.is_some()) {
            self.add(doc, part, role, gender);
        }
    }

    /// Adds a person, or what is new about one already known.
    pub(crate) fn add(&mut self, doc: &Doc<'_>, part: Part, role: Option<String>, gender: Option<Gender>) {
        let name = doc.words(&part).to_owned();
        let Some(last) = name.split_whitespace().next_back().map(str::to_owned) else { return };
        let Some(known) = self.by_last.get(&last).and_then(|at| self.all.get_mut(*at)) else {
            if self.all.len() < NAMES {
                self.by_last.insert(last, self.all.len());
                self.all.push(Named { part, name, role, gender });
            }
            return;
        };
        if known.name == name || known.name.ends_with(&format!(" {name}")) {
            known.role = known.role.take().or(role);
            known.gender = known.gender.or(gender);
        } else if name.ends_with(&format!(" {}", known.name)) {
            // The full name of someone named by surname so far.
            known.role = role.or(known.role.take());
            known.gender = known.gender.or(gender);
            (known.name, known.part) = (name, part);
        } else if self.all.len() < NAMES {
            self.all.push(Named { part, name, role, gender });
        }
    }

    /// The person that a surname or a full name means.
    pub(crate) fn called(&self, name: &str) -> Option<&Named> {
        let last = name.split_whitespace().next_back()?;
        let named = self.by_last.get(last).and_then(|at| self.all.get(*at))?;
        (named.name == name || named.name.ends_with(&format!(" {name}")) || name.ends_with(&format!(" {}", named.name)))
            .then_some(named)
    }
}

/// Whether a run of capitals can be a person's name at all.
pub(crate) fn could_be_person(doc: &Doc<'_>, part: &Part) -> bool {
    let name = doc.words(part);
    let before = part.start.checked_sub(1);
    let the = before.is_some_and(|at| doc.is(at, DET) && doc.is_word(at) && !doc.lexicon.capital_nouns);
    let body = part.clone().any(|at| doc.is(at, ORG) && !doc.is(at, HONORIFIC | ROLE));
    let shouted = name.chars().filter(|c| c.is_alphabetic()).count() > 3 && !name.chars().any(char::is_lowercase);
    let owns = doc.kind(part.end) == Some(Kind::Clitic) && part.len() == 1;
    !the && !body && !shouted && !owns && !is_place(name) && !name.contains('\n')
}

/// A role with a capital before a name is no part of it: `Harbour Master Ana Ruiz`.
fn without_role(doc: &Doc<'_>, part: Part) -> Part {
    let role = part.clone().rev().find(|at| doc.is(*at, ROLE | HONORIFIC));
    match role {
        Some(at) if at + 1 < part.end => at + 1..part.end,
        _ => part,
    }
}

/// What stands beside a name: a role before it or after a comma, and what a title tells of the gender.
pub(crate) fn role(doc: &Doc<'_>, name: &Part) -> (Option<String>, Option<Gender>) {
    let before = before(doc, name.start);
    let gender = title_gender(doc, name.start);
    let role = after(doc, name).or(before);
    let told = role.as_deref().and_then(gender_of_role);
    (role, gender.or(told))
}

fn title_gender(doc: &Doc<'_>, start: usize) -> Option<Gender> {
    let last = start.checked_sub(1)?;
    let at = if doc.mark(last) == Some('.') { last.checked_sub(1)? } else { last };
    let is = |words: &[&str]| words.iter().any(|word| doc.reads(at, word));
    if is(&["mr", "sir", "lord", "herr", "m", "señor", "sr", "don", "senhor", "king", "prince"]) && doc.capital(at) {
        return Some(Gender::He);
    }
    is(&["mrs", "ms", "miss", "dame", "lady", "frau", "mme", "mlle", "señora", "sra", "doña", "senhora", "queen", "princess"])
        .then_some(Gender::She)
}

fn gender_of_role(role: &str) -> Option<Gender> {
    let last = role.split_whitespace().find(|word| {
        word.ends_with("man")
            || word.ends_with("woman")
            || ["mother", "father", "sister", "brother", "daughter", "son", "wife", "husband", "actress", "widow"].contains(word)
    })?;
    let she = last.ends_with("woman") || ["mother", "sister", "daughter", "wife", "actress", "widow"].contains(&last);
    Some(if she { Gender::She } else { Gender::He })
}

/// A role straight before a name: `harbour pilot Ana Ruiz`, `Prime Minister Hun Manet`.
fn before(doc: &Doc<'_>, start: usize) -> Option<String> {
    let mut end = start;
    // `Sen. Okell`: the full stop of the title.
    if end > 1 && doc.mark(end - 1) == Some('.') && doc.is(end - 2, HONORIFIC) {
        end -= 1;
    }
    // `the chairman, Ana Ruiz`: the role names itself first.
    let comma = end > 1 && doc.mark(end - 1) == Some(',') && doc.is(end - 2, ROLE);
    let end = end - usize::from(comma);
    let last = end.checked_sub(1)?;
    if !doc.is(last, ROLE | HONORIFIC) || doc.quotation(last) != doc.quotation(start) {
        return None;
    }
    let mut first = last;
    while first > 0 && last - first < 4 && role_word(doc, first - 1) {
        first -= 1;
    }
    let words = doc.words(&(first..end));
    let plain = ["mr", "mrs", "ms", "miss", "dr", "herr", "frau", "m", "mme", "sr", "sra"]
        .iter()
        .any(|title| words.eq_ignore_ascii_case(title));
    (!plain && !words.contains('\n')).then(|| words.to_owned())
}

fn role_word(doc: &Doc<'_>, at: usize) -> bool {
    let joint = DET | PREP | PRONOUN | CONJ | AND | AUX | ADVERB | DAY | MONTH | THAT | RELATIVE | SAY | HOLD | VERB | SAYING;
    doc.is_word(at) && !doc.is(at, joint) && doc.spaced(at + 1)
}

/// A role after a comma: `Ana Ruiz, a harbour pilot,`, `Okell, 41, head of the port`.
fn after(doc: &Doc<'_>, name: &Part) -> Option<String> {
    let mut comma = name.end;
    if doc.mark(comma) == Some(',') && doc.kind(comma + 1) == Some(Kind::Number) && doc.mark(comma + 2) == Some(',') {
        comma += 2;
    }
    if doc.mark(comma) != Some(',') || doc.quotation(comma) != doc.quotation(name.start) {
        return None;
    }
    let start = comma + 1 + usize::from(doc.is(comma + 1, DET) || doc.is(comma + 1, AUX));
    let close = (start..start + SOURCE_TOKENS).find(|at| {
        doc.kind(*at).is_none_or(|kind| kind == Kind::Break || matches!(kind, Kind::Mark(c) if !matches!(c, '-' | '’' | '\'')))
            || doc.is(*at, AUX | SAY | RELATIVE | SAYING)
    })?;
    let part = start..close;
    let role = part.clone().take(6).any(|at| doc.is(at, ROLE));
    (role && !doc.is(start, PRONOUN | CONJ | AUX) && !part.is_empty()).then(|| doc.words(&part).to_owned())
}
