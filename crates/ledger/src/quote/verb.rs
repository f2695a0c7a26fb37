//! Reads what follows a verb of saying: nothing, a `that`, a clause, a quotation or a colon.

use crate::doc::Doc;
use crate::limits::WINDOW;
use crate::token::Kind;
use crate::words::class::*;

use super::cue::Cue;

/// What follows a verb of saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing of what was said: the sentence or clause ends, or tells where and when it was said.
    Nothing,
    /// A colon that ends the sentence: what was said comes in the next.
    Forward,
    /// Reported words, from a `that` or a question word on.
    That(usize),
    /// A clause without a `that`.
    Clause(usize),
    /// A quotation or what follows a colon.
    Quoted(usize),
    /// An infinitive, from its `to` on.
    Infinitive(usize),
}

/// Reads on from a cue to `high`, the end of its sentence.
pub(super) fn tail(doc: &Doc<'_>, cue: &Cue, high: usize) -> Tail {
    let mut at = cue.part.end;
    while at < high && skipped(doc, at) {
        at += 1;
    }
    if at >= high {
        return Tail::Nothing;
    }
    if let Some(found) = explicit(doc, at, high) {
        return found;
    }
    if cue.is(WILL) && doc.is(at, TO) {
        return Tail::Infinitive(at);
    }
    let far = at + WINDOW + 2;
    if doc.mark(at) == Some('，') {
        return Tail::Clause(at + 1);
    }
    if doc.lexicon.bounds.iter().any(|(_, phrase)| {
        doc.phrase(at, phrase) > 0
            && doc.tokens.get(at + phrase.len()).is_some_and(|t| t.kind == Kind::Number || t.class & NUMBER != 0)
    }) {
        return Tail::Clause(at);
    }
    if !cue.is(SAY | SAYING | TELL) && doc.is(at, PREP) {
        return if cue.is(STANCE) { Tail::Clause(at + 1) } else { Tail::Nothing };
    }
    if cue.is(TELL) || doc.is(at, PREP | TO) || doc.mark(at) == Some(',') {
        // Whom, where or when first: what was said begins at the next sure sign of it.
        let sign = (at + 1..high.min(far)).take_while(|next| !ends_clause(doc, *next, doc.mark(at) == Some(',')));
        let infinitive = cue.is(WILL) && cue.is(TELL);
        for next in sign {
            if let Some(found) = explicit(doc, next, high) {
                return found;
            }
            if infinitive && doc.is(next, TO) {
                return Tail::Infinitive(next);
            }
        }
        return after_addressee(doc, cue, at, high);
    }
    if doc.is_word(at) || matches!(doc.kind(at), Some(Kind::Number)) || matches!(doc.mark(at), Some('$' | '€' | '£')) {
        return Tail::Clause(at);
    }
    Tail::Nothing
}

/// Adverbs and days: `said on Monday`, `said later`.
fn skipped(doc: &Doc<'_>, at: usize) -> bool {
    let owner = doc.kind(at + 1) == Some(Kind::Clitic);
    if doc.is(at, PREP) && dated(doc, at + 1) || at > 0 && doc.is(at - 1, PREP) && dated(doc, at) {
        return true;
    }
    (doc.is(at, ADVERB | DAY) && !doc.is(at, DET | THAT)
        || doc.reads(at, "out")
        || doc.reads(at, "mit") && doc.mark(at + 1) == Some(','))
        && !owner
        || doc.is(at, PREP) && doc.is(at + 1, DAY)
}

/// A year or month: `said in 2023 that`.
fn dated(doc: &Doc<'_>, at: usize) -> bool {
    let year = doc.kind(at) == Some(Kind::Number) && doc.word(at).len() == 4 && doc.word(at).starts_with(['1', '2']);
    (year || doc.is(at, MONTH)) && !doc.is(at + 1, PEOPLE)
}

/// A sure sign that what was said begins here.
fn explicit(doc: &Doc<'_>, at: usize, high: usize) -> Option<Tail> {
    if doc.quotation(at).is_some_and(|q| q.part.start == at) {
        return Some(Tail::Quoted(at));
    }
    if matches!(doc.mark(at), Some(':' | '：')) {
        return Some(if at + 1 >= high { Tail::Forward } else { Tail::Quoted(at + 1) });
    }
    let comma_then_quotation =
        matches!(doc.mark(at), Some(',' | '，')) && doc.quotation(at + 1).is_some_and(|q| q.part.start == at + 1);
    if comma_then_quotation {
        return Some(Tail::Quoted(at + 1));
    }
    (doc.is(at, THAT) || doc.is(at, RELATIVE) && !doc.reads(at, "who") && !doc.reads(at, "which")).then_some(Tail::That(at))
}

fn ends_clause(doc: &Doc<'_>, at: usize, past_comma: bool) -> bool {
    matches!(doc.mark(at), Some(';' | '.' | '—'))
        || doc.mark(at) == Some(',') && !past_comma && doc.quotation(at + 1).is_none_or(|q| q.part.start != at + 1)
}

/// After `told`: one word or name is the addressee, a clause may follow it. After a preposition nothing is sure.
fn after_addressee(doc: &Doc<'_>, cue: &Cue, at: usize, high: usize) -> Tail {
    // German sets a comma before reported words without a `dass`: `erklärte, das Boot sei gesunken`.
    if doc.lexicon.capital_nouns && doc.mark(at) == Some(',') && doc.is_word(at + 1) && !doc.is(at + 1, CONJ | AND | RELATIVE) {
        return Tail::Clause(at + 1);
    }
    if !cue.is(TELL) || doc.is(at, PREP) {
        return Tail::Nothing;
    }
    let mut next = at + 1;
    if doc.capital(at) || doc.is(at, DET) {
        while next < high && (doc.capital(next) || doc.is(at, DET) && next == at + 1) {
            next += 1;
        }
    }
    while next < high && skipped(doc, next) {
        next += 1;
    }
    if next + 2 < high && doc.is_word(next) && !doc.is(next, PREP | TO) { Tail::Clause(next) } else { Tail::Nothing }
}
