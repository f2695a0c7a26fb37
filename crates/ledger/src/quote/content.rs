//! Puts attributions together: a cue, its source on one side, what was said on the other.

use crate::doc::{Doc, Part};
use crate::limits::WINDOW;
use crate::token::Kind;
use crate::words::class::*;

use super::Attribution;
use super::cue::{self, Cue};
use super::noun;
use super::verb::{Tail, tail};

/// Adds the attributions of one sentence to `found`.
pub(super) fn read(doc: &Doc<'_>, sentence: Part, found: &mut Vec<Attribution>) {
    let mut reader = Reader { doc, from: opening(doc, &sentence), sentence: sentence.clone(), last: None };
    for cue in cue::find(doc, &sentence) {
        let read = if cue.class == 0 { reader.phrase(&cue) } else { reader.verb(&cue) };
        if let Some(attribution) = read {
            reader.last = attribution.source.clone().or(reader.last);
            found.push(attribution);
        }
    }
}

/// Where a sentence begins once joints and bullets before it are left out.
fn opening(doc: &Doc<'_>, sentence: &Part) -> usize {
    let mut at = sentence.start;
    while at < sentence.end
        && doc.quotation(at).is_none()
        && (doc.is(at, CONJ) && !doc.is(at, PREP | DET) || matches!(doc.mark(at), Some('*' | '-' | '—' | '–' | '•' | ',')))
    {
        at += 1;
    }
    at
}

struct Reader<'d, 't> {
    doc: &'d Doc<'t>,
    sentence: Part,
    /// Where what was said may begin, when it stands before its cue.
    from: usize,
    /// The last source named in this sentence.
    last: Option<Part>,
}

impl Reader<'_, '_> {
    fn high(&self) -> usize {
        self.sentence.end
    }

    /// `According to Ruiz, the boat sank` or `The boat sank, according to Ruiz`.
    fn phrase(&mut self, cue: &Cue) -> Option<Attribution> {
        let doc = self.doc;
        if !doc.lexicon.topic.is_empty() {
            // The phrase follows its source: `港によると、…`.
            let source = self.sentence.start..cue.part.start;
            let start = cue.part.end + usize::from(doc.mark(cue.part.end).is_some());
            return self.attribution(Some(start..self.unmarked(self.high())), cue, (!source.is_empty()).then_some(source), 880);
        }
        let source = noun::right(doc, cue.part.end, self.high())?;
        let leads = cue.part.start <= self.from + 1 || self.from >= cue.part.start;
        let content = if leads {
            let comma = (source.end..self.high()).take(WINDOW).find(|at| matches!(doc.mark(*at), Some(',' | '，' | '、')));
            comma.map_or(source.end, |at| at + 1)..self.until(source.end, cue.head)
        } else {
            self.from..self.unmarked(cue.part.start)
        };
        let attribution = self.attribution(Some(content), cue, Some(source.clone()), 880)?;
        if !leads {
            self.from = source.end;
        }
        Some(attribution)
    }

    fn verb(&mut self, cue: &Cue) -> Option<Attribution> {
        if cue.is(SAY_NOUN) {
            return self.noun(cue);
        }
        if !self.doc.lexicon.topic.is_empty() {
            return self.verb_last(cue);
        }
        if let Some(attribution) = self.before(cue).or_else(|| self.leading(cue)) {
            return Some(attribution);
        }
        let source = self.source(cue)?;
        let (start, confidence) = self.said(cue)?;
        let mut content = start..self.until(start, cue.head);
        if !cue.is(SAY | HOLD | SAYING) || confidence == 550 {
            content.end = self.object_end(&content);
        }
        let attribution = self.attribution(Some(content), cue, Some(source), confidence)?;
        Some(attribution)
    }

    /// `水先人は「…」と述べた`: who, what, said.
    fn verb_last(&self, cue: &Cue) -> Option<Attribution> {
        let doc = self.doc;
        let near = cue.part.start.saturating_sub(3).max(self.sentence.start)..cue.part.start;
        let last = near.rev().find(|at| doc.quotation(*at).is_some())?;
        let content = doc.quotation(last)?.part.clone();
        let end = content.start - usize::from(content.start > self.sentence.start && doc.mark(content.start - 1).is_some());
        let end =
            end - usize::from(end > self.sentence.start && doc.lexicon.topic.iter().any(|topic| doc.word(end - 1) == *topic));
        let start = (self.sentence.start..end).rev().take_while(|at| doc.is_word(*at)).last()?;
        self.attribution(Some(content), cue, Some(start..end), 850)
    }

    /// `Okell’s claim that the boat sank`.
    fn noun(&self, cue: &Cue) -> Option<Attribution> {
        let owner = cue.part.start.checked_sub(1)?;
        let source = if self.doc.is(owner, POSSESSIVE) {
            Some(owner..owner + 1)
        } else {
            noun::left(self.doc, self.sentence.start, owner + 1)
        };
        let start = cue.part.end;
        let end = self.until(start, cue.head);
        // The second verb is the sentence's own: `the claim that it sank could not be checked`.
        let mut verbs =
            (start..end).filter(|at| self.doc.is(*at, AUX) && self.doc.quotation(*at).is_none() && !self.doc.is(at - 1, AUX));
        let end = verbs.nth(1).unwrap_or(end);
        self.attribution(Some(start..end), cue, Some(source?), 750)
    }

    /// `Said Ruiz: “…”`.
    fn leading(&self, cue: &Cue) -> Option<Attribution> {
        if cue.part.start > self.from || !cue.is(SAY) {
            return None;
        }
        let source = noun::right(self.doc, cue.part.end, self.high())?;
        let colon = (source.end..self.high()).take(WINDOW).find(|at| matches!(self.doc.mark(*at), Some(':' | ',')))?;
        let content = colon + 1..self.unmarked(self.high());
        let quoted = self.doc.quotation(content.start).is_some();
        if quoted { self.attribution(Some(content), cue, Some(source), 900) } else { None }
    }

    /// An object ends with its first comma outside quotations.
    fn object_end(&self, content: &Part) -> usize {
        let doc = self.doc;
        content.clone().find(|at| doc.mark(*at) == Some(',') && doc.quotation(*at).is_none()).unwrap_or(content.end)
    }

    /// What was said stands before the cue: `“…,” said Ruiz`, `the boat sank, Ruiz said`.
    fn before(&mut self, cue: &Cue) -> Option<Attribution> {
        let (source, edge, end) = self.inverted(cue).or_else(|| self.closing(cue))?;
        let content = self.from..self.unmarked(edge);
        let mut parts = vec![content];
        // What was said goes on after its attribution: `“…,” said Ruiz, “…”`.
        if let Some(more) = self.continued(end).or_else(|| self.interrupted(edge, end)) {
            self.from = more.end;
            parts.push(more);
        } else {
            self.from = end;
        }
        self.attribution(parts, cue, Some(source), 900)
    }

    /// `…, said Ruiz`: the source follows its verb. Gives the source, where what was said ends, and the end of it all.
    fn inverted(&self, cue: &Cue) -> Option<(Part, usize, usize)> {
        let doc = self.doc;
        let before = cue.part.start.checked_sub(1).filter(|at| *at > self.from)?;
        let quoted = doc.quotation(before).is_some();
        let comma = quoted || matches!(doc.mark(before), Some(',' | '?' | '!' | '—' | '–' | '，'));
        let comma = comma || doc.mark(before).is_some() && before.checked_sub(1).is_some_and(|at| doc.quotation(at).is_some());
        if !comma || !cue.is(SAY | TELL) {
            return None;
        }
        let source = noun::right(doc, cue.part.end, self.high())?;
        let behind_quotation = quoted || doc.quotation(before - 1).is_some();
        let ends = source.end >= self.high()
            || !doc.is_word(source.end)
            || doc.is(source.end, PREP | DAY | ADVERB | CONJ | TO | SAYING | RELATIVE);
        let tells = matches!(tail(doc, cue, self.high()), Tail::That(_) | Tail::Quoted(_)) && !behind_quotation;
        // `Ana Ruiz, a pilot, said the boat sank`: what follows is a clause, not a name.
        let ends =
            ends && (behind_quotation || noun::left(doc, self.from, cue.part.start).is_none_or(|name| name.start > self.from));
        (ends && !tells).then(|| (source.clone(), cue.part.start, source.end))
    }

    /// `…, Ruiz said`: source and verb close the sentence or the clause.
    fn closing(&self, cue: &Cue) -> Option<(Part, usize, usize)> {
        let doc = self.doc;
        let source = noun::left(doc, self.from, cue.part.start)?;
        let before = source.start.checked_sub(1).filter(|at| *at > self.from)?;
        // `…, as Ruiz put it`
        let before = if doc.reads(before, "as") && before > self.from + 1 { before - 1 } else { before };
        let quoted = doc.quotation(before).is_some()
            || doc.mark(before).is_some() && before.checked_sub(1).is_some_and(|at| doc.quotation(at).is_some());
        let comma = quoted || matches!(doc.mark(before), Some(',' | '—' | '–' | '?' | '!' | '，'));
        // A verb that says little by itself needs a quotation before it.
        if !comma || !quoted && !cue.is(SAY | HOLD | TELL) {
            return None;
        }
        let closes = match tail(doc, cue, self.high()) {
            Tail::Nothing => true,
            Tail::Quoted(at) => quoted || doc.mark(at - 1) == Some(',') && self.from + 3 < before,
            Tail::Forward => false,
            Tail::Clause(_) | Tail::Infinitive(_) => quoted && cue.is(SAY | TELL),
            Tail::That(_) => false,
        };
        closes.then(|| (source, before + usize::from(doc.quotation(before).is_some()), cue.part.end))
    }

    /// The source of a cue that stands before what was said.
    fn source(&self, cue: &Cue) -> Option<Part> {
        let doc = self.doc;
        let before = cue.part.start.checked_sub(1).filter(|at| *at >= self.sentence.start);
        let joined = before.is_some_and(|at| doc.is(at, AND | CONJ) || doc.mark(at) == Some(','));
        let aside = before.is_some_and(|at| !doc.is_word(at) || doc.is(at, AND | CONJ | PREP));
        if cue.is(SAYING) && !cue.is(SAY) && !aside {
            return None;
        }
        if cue.is(SAYING) && !cue.is(SAY) || joined && self.last.is_some() {
            return self
                .last
                .clone()
                .or_else(|| noun::subject(doc, &self.sentence))
                .filter(|source| source.end <= cue.part.start);
        }
        let joint = before.is_some_and(|at| doc.is(at, AND));
        noun::left(doc, self.sentence.start, cue.part.start)
            .or_else(|| noun::subject(doc, &self.sentence).filter(|source| joint && source.end <= cue.part.start))
    }

    /// Where what was said begins after the cue, and how sure that is.
    fn said(&self, cue: &Cue) -> Option<(usize, u16)> {
        let doc = self.doc;
        match tail(doc, cue, self.high()) {
            Tail::Quoted(at) => Some((at, 930)),
            Tail::That(at) => Some((at, if cue.is(SAY) { 920 } else { 820 })),
            Tail::Infinitive(at) if cue.is(WILL) => Some((at, 650)),
            Tail::Clause(at) if cue.is(SAY) => Some((at, 800)),
            Tail::Clause(at) if cue.is(SAYING) => Some((at, 700)),
            Tail::Clause(at) if cue.is(HOLD) && self.clause(at) => Some((at, 600)),
            Tail::Clause(at) if cue.is(STANCE) => Some((at, 550)),
            _ => None,
        }
    }

    /// Whether a subject and a verb follow, not only an object: `found the boat had sunk`, not `found the boat`.
    fn clause(&self, from: usize) -> bool {
        let doc = self.doc;
        if doc.is(from, AUX) {
            return false;
        }
        let near = (from + 1..self.high()).take(WINDOW).take_while(|at| !matches!(doc.mark(*at), Some(',' | ';' | '.')));
        near.take_while(|at| !doc.is(*at, RELATIVE)).any(|at| doc.is(at, AUX | VERB) && doc.is_word(at))
    }

    /// A quotation that goes on behind an attribution in the same sentence.
    fn continued(&self, end: usize) -> Option<Part> {
        let doc = self.doc;
        let near = (end..self.high()).take(WINDOW + 6);
        let start = near.take_while(|at| !doc.is(*at, SAY | SAYING)).find(|at| doc.quotation(*at).is_some())?;
        let quotation = doc.quotation(start)?;
        let led = start.checked_sub(1).is_some_and(|at| matches!(doc.mark(at), Some(',' | ':' | '.' | ';' | '—' | '–')));
        let led = led || start - end < 5 && (end..start).any(|at| doc.is(at, AND | CONJ));
        (led && quotation.part.len() > 3).then(|| quotation.part.clone())
    }

    /// Reported words that go on after an attribution between commas: `The crew, Ruiz said on Monday, were safe`.
    fn interrupted(&self, edge: usize, end: usize) -> Option<Part> {
        let doc = self.doc;
        let inside = (self.from..edge).any(|at| doc.quotation(at).is_some());
        let comma = (end..self.high()).take(WINDOW).find(|at| doc.mark(*at) == Some(','))?;
        let between = (end..comma).all(|at| doc.is_word(at) && !doc.is(at, THAT | SAY | AUX));
        let next = comma + 1;
        let goes_on = doc.is_word(next) && !doc.is(next, SAYING | RELATIVE | PREP | CONJ) && !doc.word(next).ends_with("ing")
            || doc.is(next, AUX);
        let content = next..self.until(next, edge);
        (!inside && between && goes_on && content.len() > 1).then_some(content)
    }

    /// Where reported words that begin at `start` end: with the sentence, or where another attribution takes over.
    fn until(&self, start: usize, head: usize) -> usize {
        let doc = self.doc;
        let end =
            (start + 1..self.high()).find(|at| doc.quotation(*at).is_none() && self.breaks(*at, head)).unwrap_or(self.high());
        self.unmarked(end).max(start)
    }

    fn breaks(&self, at: usize, head: usize) -> bool {
        let doc = self.doc;
        let next = at + 1;
        match doc.mark(at) {
            Some(';') => self.another(next) || (next..next + 5).any(|at| doc.is(at, STANCE | HOLD) && !doc.is(at, NOUN_TOO)),
            Some(',' | '，') => {
                doc.is(next, SAYING)
                    || doc.lexicon.according.iter().any(|phrase| doc.phrase(next, phrase) > 0)
                    || doc.is(next, CONJ) && self.another(next + 1)
                    || ["as", "while", "whereas", "although", "though"].iter().any(|word| doc.reads(next, word))
            }
            _ => {
                doc.is(at, AND)
                    && at > head
                    && (doc.is(next, SAY) && !doc.capital(next) || doc.is(next, ADVERB) && doc.is(next + 1, SAY))
            }
        }
    }

    /// Whether another verb of the same subject or another attribution begins: `, but offered no proof`, `, but Ruiz said`.
    fn another(&self, at: usize) -> bool {
        let doc = self.doc;
        let verb = doc.is(at, SAY | HOLD | WILL | STANCE | VERB) && !doc.is(at, NOUN_TOO) && doc.word(at).ends_with("ed");
        let said = (at..at + 6)
            .take_while(|next| doc.is_word(*next) && doc.quotation(*next).is_none())
            .any(|next| doc.is(next, SAY) && !doc.is(next, NOUN_TOO));
        verb || said
    }

    /// `end` moved before the marks and joints that close a clause, but never into a quotation.
    fn unmarked(&self, end: usize) -> usize {
        let doc = self.doc;
        let mut end = end;
        while end > self.sentence.start
            && doc.quotation(end - 1).is_none()
            && matches!(doc.kind(end - 1), Some(Kind::Mark(',' | '.' | ';' | ':' | '—' | '–' | '，' | '。' | '、')))
        {
            end -= 1;
        }
        end
    }

    /// An attribution, if anything that can be said is left in it.
    fn attribution(
        &self,
        content: impl IntoIterator<Item = Part>,
        cue: &Cue,
        source: Option<Part>,
        confidence: u16,
    ) -> Option<Attribution> {
        let content: Vec<Part> = content.into_iter().filter(|part| part.start < part.end).collect();
        let words: usize =
            content.iter().cloned().flatten().filter(|at| matches!(self.doc.kind(*at), Some(Kind::Word | Kind::Number))).count();
        (words > 0).then(|| Attribution { content, cue: Some(cue.part.clone()), source, confidence })
    }
}
