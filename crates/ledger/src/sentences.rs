//! Cuts a text into sentences. A quotation is never cut in two, so a sentence may hold several quoted ones.

use crate::doc::{Doc, Part};
use crate::limits::SENTENCE_TOKENS;
use crate::token::Kind;
use crate::words::class;

/// The sentences in order. Line breaks belong to none.
pub(crate) fn find(doc: &Doc<'_>) -> Vec<Part> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..doc.tokens.len() {
        let ends = if doc.kind(at) == Some(Kind::Break) { Some(at) } else { ends(doc, at).then_some(at + 1) };
        let end = ends.or((at + 1 - start >= SENTENCE_TOKENS).then_some(at + 1));
        if let Some(end) = end {
            if end > start {
                sentences.push(start..end);
            }
            start = at + 1;
        }
    }
    if start < doc.tokens.len() {
        sentences.push(start..doc.tokens.len());
    }
    sentences
}

/// Whether a sentence ends with this token.
fn ends(doc: &Doc<'_>, at: usize) -> bool {
    match doc.quotation(at) {
        Some(quotation) if at + 1 < quotation.part.end => false,
        Some(quotation) => quotation_ends(doc, quotation.inner().end, at),
        None => mark_ends(doc, at) && starts(doc, at + 1),
    }
}

/// Whether a closed quotation ends its sentence: it ends in a full stop and what follows is not its attribution.
fn quotation_ends(doc: &Doc<'_>, inner_end: usize, at: usize) -> bool {
    let last = inner_end.saturating_sub(1);
    let stopped = matches!(doc.mark(last), Some('.' | '!' | '?' | '…' | '。' | '！' | '？'));
    stopped && starts(doc, at + 1) && !attribution_follows(doc, at + 1)
}

/// Whether a word of saying stands within the first words outside any quotation.
fn attribution_follows(doc: &Doc<'_>, from: usize) -> bool {
    let near = from..from + 7;
    let words = near.take_while(|at| doc.quotation(*at).is_none() && !matches!(doc.kind(*at), None | Some(Kind::Break)));
    words.take_while(|at| !matches!(doc.mark(*at), Some('.' | ':' | ';' | '?' | '!'))).any(|at| {
        // `said:` leads to the next quotation, not back to this one.
        doc.is(at, class::SAY) && doc.mark(at + 1) != Some(':') && doc.quotation(at + 1).is_none() && !doc.is(at + 1, class::THAT)
    })
}

fn mark_ends(doc: &Doc<'_>, at: usize) -> bool {
    match doc.mark(at) {
        Some('!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။' | '។') => true,
        Some('.') => !abbreviates(doc, at),
        _ => false,
    }
}

/// Whether the full stop at `at` belongs to an abbreviation: an initial, a title before a name, a month before a day.
fn abbreviates(doc: &Doc<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if !doc.is_word(before) || doc.spaced(at) {
        return false;
    }
    let word = doc.word(before);
    let letters = word.chars().count();
    let initial = letters == 1 && doc.capital(before);
    let short_title = letters <= 4 && doc.is(before, class::HONORIFIC);
    let month = letters <= 4 && doc.is(before, class::MONTH) && doc.kind(at + 1) == Some(Kind::Number);
    let known = ["no", "vs", "st", "etc", "jr", "sr", "inc", "corp", "co", "ltd", "approx", "ca", "mio", "mrd", "nr", "art"];
    let short = known.iter().any(|k| doc.reads(before, k));
    // `U.S. officials`: after the last initial a sentence may end, and does when a word of beginning follows.
    initial && !begins_plainly(doc, at + 1) || short_title || month || short && !begins_plainly(doc, at + 1)
}

/// Whether a sentence surely begins here: a capital on a word that is small inside sentences.
fn begins_plainly(doc: &Doc<'_>, at: usize) -> bool {
    doc.capital(at) && doc.is(at, class::DET | class::PRONOUN | class::PREP | class::CONJ | class::RELATIVE | class::ADVERB)
}

/// Whether a sentence can begin with this token.
fn starts(doc: &Doc<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens.get(at) else { return true };
    let word = doc.word(at);
    let no_case = word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    match token.kind {
        Kind::Break => true,
        Kind::Word => no_case,
        Kind::Number => token.spaced,
        Kind::Mark(c) => matches!(
            c,
            '“' | '„'
                | '«'
                | '»'
                | '"'
                | '\''
                | '‘'
                | '「'
                | '『'
                | '”'
                | '('
                | '['
                | '—'
                | '–'
                | '*'
                | '¿'
                | '¡'
                | '$'
                | '€'
                | '£'
                | '…'
                | '.'
        ),
        Kind::Clitic => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let doc = Doc::new(text, "en");
        doc.sentences.iter().map(|s| doc.words(s).to_owned()).collect()
    }

    #[test]
    fn full_stops_and_abbreviations() {
        assert_eq!(
            sentences("Dr. Okell left. The U.S. fleet stayed on Oct. 3. Then it rained."),
            ["Dr. Okell left.", "The U.S. fleet stayed on Oct. 3.", "Then it rained."]
        );
    }

    #[test]
    fn a_quotation_keeps_its_attribution() {
        assert_eq!(
            sentences("“It sank. We swam.” Okell said. “It was cold.” Nobody else spoke."),
            ["“It sank. We swam.” Okell said.", "“It was cold.”", "Nobody else spoke."]
        );
        assert_eq!(
            sentences("“Did it sink?” she asked. “Yes.”\n\nLater"),
            ["“Did it sink?” she asked.", "“Yes.”", "Later"]
        );
    }

    #[test]
    fn a_text_without_stops_is_cut_somewhere() {
        let text = "word ".repeat(5_000);
        assert!(sentences(&text).len() > 5);
    }
}
