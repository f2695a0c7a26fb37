//! Gives quotations without a cue of their own to the speaker they go on from.

use crate::doc::{Doc, Part};
use crate::token::Kind;
use crate::words::class::*;

use super::{Attribution, noun};

/// The shortest quotation that can stand for itself, in words.
const WORDS: usize = 5;

/// What is remembered from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Linker {
    /// The last attribution that quotes, as a place in the list.
    speaking: Option<usize>,
    /// Quotations that run on without a speaker yet.
    waiting: Vec<Part>,
}

impl Linker {
    /// Looks at the sentence `number`, whose own attributions are `found[first..]`.
    pub(super) fn join(&mut self, doc: &Doc<'_>, number: usize, first: usize, found: &mut Vec<Attribution>) {
        let Some(sentence) = doc.sentences.get(number).cloned() else { return };
        let mut at = sentence.start;
        while at < sentence.end {
            let Some(quotation) = doc.quotation(at) else {
                at += 1;
                continue;
            };
            let (part, closed) = (quotation.part.clone(), quotation.closed);
            at = part.end.max(at + 1);
            if let Some(owner) = found.iter().skip(first).position(|a| a.covers(part.start)) {
                self.speaking = Some(first + owner);
                self.take_waiting(found);
            } else if stands_alone(doc, &part, closed) {
                self.free(doc, number, &sentence, part, found);
            }
        }
    }

    /// What waited for its speaker now has one.
    fn take_waiting(&mut self, found: &mut [Attribution]) {
        if let Some(owner) = self.speaking.and_then(|at| found.get_mut(at)) {
            let mut content = std::mem::take(&mut self.waiting);
            content.append(&mut owner.content);
            owner.content = content;
        }
        self.waiting.clear();
    }

    /// A quotation without a cue in its sentence.
    fn free(&mut self, doc: &Doc<'_>, number: usize, sentence: &Part, part: Part, found: &mut Vec<Attribution>) {
        let leads = part.start <= sentence.start + 1;
        if let Some(source) = scripted(doc, &part) {
            self.speaking = Some(found.len());
            found.push(Attribution { content: vec![part], cue: None, source: Some(source), confidence: 800 });
            return;
        }
        if leads && let Some(owner) = self.speaking.and_then(|at| found.get_mut(at)).filter(|a| goes_on(doc, a, &part)) {
            owner.content.push(part);
            return;
        }
        if let Some(source) = signed(doc, &part).filter(|_| leads) {
            self.speaking = Some(found.len());
            let cue = part.end..part.end + 1;
            let cue = doc.mark(cue.start).is_some().then_some(cue);
            found.push(Attribution { content: vec![part], cue, source: Some(source), confidence: 800 });
            self.take_waiting(found);
            return;
        }
        let forward = leads.then(|| announced(doc, number)).flatten();
        let colon = part.start.checked_sub(1).filter(|at| *at >= sentence.start && doc.mark(*at) == Some(':'));
        let named = |colon: usize| {
            noun::left(doc, sentence.start, colon.saturating_sub(1))
                .filter(|name| name.clone().any(|at| doc.capital(at) || doc.is(at, PRONOUN | ROLE)))
        };
        let within = colon.and_then(|colon| named(colon).or_else(|| noun::subject(doc, sentence)));
        let (cue, source, confidence) = match (forward, within) {
            (Some((cue, source)), _) => (Some(cue), source, 880),
            (None, Some(source)) => (None, Some(source), 600),
            (None, None) if leads => {
                if doc.quotation(part.start).is_some_and(|q| !q.closed) {
                    self.waiting.push(part);
                    return;
                }
                (None, self.speaking.and_then(|at| found.get(at)).and_then(|a| a.source.clone()), 400)
            }
            _ => return,
        };
        self.speaking = Some(found.len());
        found.push(Attribution { content: vec![part], cue, source, confidence });
        self.take_waiting(found);
    }
}

/// The name that signs a quotation: `“…” — Ana Ruiz` at a line's end, or any verb after the name: `“…,” Ruiz sang`.
fn signed(doc: &Doc<'_>, part: &Part) -> Option<Part> {
    let dash = matches!(doc.mark(part.end), Some('—' | '–' | '―' | '-'));
    let start = part.end + usize::from(dash);
    let name = crate::names::run(doc, start, start + 8);
    if dash {
        let name = name?;
        let alone = matches!(doc.kind(name.end), None | Some(Kind::Break | Kind::Mark('.' | ',')));
        return alone.then_some(name);
    }
    let spoken = matches!(doc.mark(part.end.saturating_sub(2)), Some(',' | '?' | '!'));
    let pronoun = doc.is(start, PRONOUN).then_some(start..start + 1);
    let who = name.or(pronoun).filter(|_| spoken)?;
    let verb = doc.is_word(who.end) && !doc.capital(who.end) && !doc.is(who.end, PREP | CONJ | AND);
    verb.then_some(who)
}

/// The speaker's name at the head of a transcript's line: `RUIZ: It was dark.`
fn scripted(doc: &Doc<'_>, part: &Part) -> Option<Part> {
    let start = part.start + 1;
    let shouted =
        |at: usize| doc.is_word(at) && doc.word(at).chars().count() > 1 && doc.word(at).chars().all(|c| !c.is_lowercase());
    let end = (start..start + 5).find(|at| !shouted(*at) && doc.mark(*at) != Some('.'))?;
    (end > start && doc.mark(end) == Some(':')).then_some(start..end)
}

/// Whether a quotation is speech rather than a title or a word under tongs.
fn stands_alone(doc: &Doc<'_>, part: &Part, closed: bool) -> bool {
    let words = part.clone().filter(|at| doc.is_word(*at)).count();
    let ended = matches!(doc.mark(part.end.saturating_sub(2)), Some('.' | '!' | '?' | ',' | '…' | '。'));
    words >= WORDS || !closed || ended && words >= 2
}

/// Whether a quotation goes on from an attribution: in the same paragraph, or after an open end in the next.
fn goes_on(doc: &Doc<'_>, owner: &Attribution, part: &Part) -> bool {
    let Some(last) = owner.content.last() else { return false };
    let quoted =
        owner.content.iter().any(|c| doc.quotation(c.start).is_some() || doc.quotation(c.end.saturating_sub(1)).is_some());
    let from = last.end.max(owner.source.as_ref().map_or(0, |s| s.end)).max(owner.cue.as_ref().map_or(0, |c| c.end));
    let between = from..part.start;
    if !quoted || between.len() > 60 {
        return false;
    }
    let breaks = between.clone().filter(|at| doc.kind(*at) == Some(Kind::Break)).count();
    let open = doc.quotation(last.end.saturating_sub(1)).is_some_and(|q| !q.closed);
    // Nothing but the end of the sentence that attributes may stand between.
    let sentences = between.filter(|at| matches!(doc.mark(*at), Some('.' | '!' | '?'))).count();
    breaks == 0 && sentences <= 1 || breaks == 1 && open
}

/// The source and cue of the sentence before, when it ends in a colon: `Ruiz added:`.
fn announced(doc: &Doc<'_>, number: usize) -> Option<(Part, Option<Part>)> {
    let before = doc.sentences.get(number.checked_sub(1)?)?;
    let colon = before.end.checked_sub(1)?;
    if doc.mark(colon) != Some(':') {
        return None;
    }
    let cue = before.clone().rev().find(|at| doc.quotation(*at).is_none() && doc.is(*at, SAY | SAYING | HOLD | STANCE));
    let source = cue.and_then(|at| noun::left(doc, before.start, at)).or_else(|| noun::subject(doc, before));
    Some((cue.map_or(colon..colon + 1, |at| at..at + 1), source))
}
