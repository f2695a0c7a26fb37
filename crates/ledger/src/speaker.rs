//! Who is meant: turns the words that name a source into a speaker's name and role, within one text.

use std::collections::HashMap;

use crate::doc::{Doc, Part};
use crate::limits::NAMES;
use crate::names::{self, Gender, People};
use crate::place::is_place;
use crate::token::Kind;
use crate::words::class::*;

/// How far back a pronoun or an owner is looked for, in tokens.
const NEAR: usize = 60;

/// A speaker as resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Speaker {
    pub name: Option<String>,
    pub role: Option<String>,
}

/// Reads sources in the order of the text and remembers who spoke.
pub(crate) struct Resolver<'d, 't> {
    doc: &'d Doc<'t>,
    pub people: People,
    /// The last speakers: people by what a pronoun can say of them, and bodies.
    last_person: Option<String>,
    last_body: Option<String>,
    /// Bodies by their head noun and by their first word: `the embassy` is `Indonesia’s embassy`.
    bodies: HashMap<String, String>,
}

impl<'d, 't> Resolver<'d, 't> {
    pub(crate) fn new(doc: &'d Doc<'t>) -> Self {
        Self { doc, people: People::find(doc), last_person: None, last_body: None, bodies: HashMap::new() }
    }

    /// Who the words of `source` mean.
    pub(crate) fn resolve(&mut self, source: &Part) -> Speaker {
        let doc = self.doc;
        if source.len() == 1 && doc.is(source.start, PRONOUN | POSSESSIVE) {
            return self.pronoun(source.start);
        }
        let head = self.told_by(self.head(source));
        match self.person(&head) {
            Some(name) => self.someone(source, name),
            None => self.body(&head),
        }
    }

    /// The source without what stands after a comma or bracket.
    fn head(&self, source: &Part) -> Part {
        let doc = self.doc;
        let close = source.clone().skip(1).find(|at| matches!(doc.mark(*at), Some(',' | '(' | '—' | '–')));
        let head = source.start..close.unwrap_or(source.end);
        // `the prime minister, Hun Manet`: the name comes second.
        let named = close
            .and_then(|at| names::run(doc, at + 1, source.end))
            .filter(|name| name.len() >= 2 && name.end == source.end && names::could_be_person(doc, name));
        match named {
            Some(name) if !head.clone().any(|at| doc.capital(at) && !doc.is(at, ROLE | HONORIFIC | DET)) => name,
            _ => head,
        }
    }

    /// Without the possessive's mark, and of `a United Nations estimate` only who made it.
    fn told_by(&self, head: Part) -> Part {
        let doc = self.doc;
        let mut end = head.end;
        let proper = |end: usize| (head.start + 1..end).any(|at| doc.capital(at) && !doc.is(at, DET));
        while end > head.start + 1
            && (doc.kind(end - 1) == Some(Kind::Clitic) || doc.is(end - 1, ESTIMATE) && !doc.capital(end - 1) && proper(end - 1))
        {
            end -= 1;
        }
        head.start..end
    }

    fn pronoun(&mut self, at: usize) -> Speaker {
        let doc = self.doc;
        let is = |words: &[&str]| words.iter().any(|word| doc.reads(at, word));
        if is(&["his", "her", "he", "she", "er", "sie", "il", "elle", "él", "ella", "ele", "ela", "他", "她", "彼", "彼女"])
        {
            let she = is(&["her", "she", "sie", "elle", "ella", "ela", "她", "彼女"]);
            let gender = if she { Gender::She } else { Gender::He };
            let name = self.last_person.clone().filter(|name| self.fits(name, gender)).or_else(|| self.named_before(at, gender));
            self.last_person = name.clone().or(self.last_person.take());
            let role = name.as_deref().and_then(|name| self.people.called(name)).and_then(|p| p.role.clone());
            return Speaker { name, role };
        }
        let it = is(&["it", "its", "es"]);
        let they = is(&["they", "their"]);
        let body = self.last_body.clone().or_else(|| self.body_before(at).filter(|_| it));
        Speaker { name: body.filter(|_| it || they), role: None }
    }

    /// The body named last in the two sentences before a place.
    fn body_before(&self, at: usize) -> Option<String> {
        let doc = self.doc;
        let near = at.saturating_sub(NEAR)..at;
        let noun = near
            .rev()
            .take_while(|at| doc.kind(*at) != Some(Kind::Break))
            .find(|at| doc.is(*at, ORG | SOURCE) && !doc.is(*at, SAY))?;
        let low = doc.sentence(noun).start;
        let inside = |at: usize| doc.capital(at) || doc.kind(at) == Some(Kind::Clitic) || doc.is(at, DET | ORG);
        let first = (low..noun).rev().take_while(|at| inside(*at) && !doc.is(*at, PREP)).last().unwrap_or(noun);
        let part = first..noun + 1;
        let start = part.start + usize::from(doc.is(part.start, DET) && part.len() > 1);
        Some(doc.words(&(start..part.end)).to_owned())
    }

    fn fits(&self, name: &str, gender: Gender) -> bool {
        self.people.called(name).and_then(|p| p.gender).is_none_or(|known| known == gender)
    }

    /// The person named last before a place in the text.
    fn named_before(&self, at: usize, gender: Gender) -> Option<String> {
        let before = self.people.all.iter().filter(|p| p.part.start < at && p.gender.is_none_or(|g| g == gender));
        before.max_by_key(|p| p.part.start).map(|p| p.name.clone())
    }

    /// The person's name in a source, if it names one: the last run of capitals that no preposition leads.
    fn person(&self, head: &Part) -> Option<Part> {
        let doc = self.doc;
        let mut at = head.start;
        let mut found = None;
        while at < head.end {
            let Some(run) = names::run(doc, at, head.end) else {
                at += 1;
                continue;
            };
            at = run.end;
            let led = run.start.checked_sub(1).is_some_and(|before| before >= head.start && doc.is(before, PREP));
            let title = run
                .clone()
                .rev()
                .find(|at| doc.is(*at, ROLE | HONORIFIC))
                .filter(|at| at + 1 < run.end)
                .map_or(run.start, |at| at + 1);
            let run = title..run.end;
            let known = self.people.called(doc.words(&run)).is_some();
            let full = run.clone().filter(|at| doc.is_word(*at)).count() >= 2;
            let title_before = run.start.checked_sub(1).is_some_and(|before| doc.is(before, HONORIFIC | ROLE))
                || run.start.checked_sub(2).is_some_and(|before| doc.is(before, HONORIFIC) && doc.mark(before + 1) == Some('.'));
            if !led && names::could_be_person(doc, &run) && (known || full || title_before) && run.end == head.end {
                found = Some(run);
            }
        }
        found
    }

    fn someone(&mut self, source: &Part, name: Part) -> Speaker {
        let doc = self.doc;
        let (role, gender) = names::role(doc, &name);
        let words = doc.words(&name).to_owned();
        let full = name.clone().filter(|at| doc.is_word(*at)).count() >= 2;
        if full || role.is_some() || gender.is_some() {
            self.people.add(doc, name, role.clone(), gender);
        }
        let known = self.people.called(&words);
        let speaker = known.map_or(words, |p| p.name.clone());
        let role = role.or_else(|| known.and_then(|p| p.role.clone())).filter(|_| !source.is_empty());
        self.last_person = Some(speaker.clone());
        Speaker { name: Some(speaker), role }
    }

    /// A body, a group or a person without a name.
    fn body(&mut self, head: &Part) -> Speaker {
        let doc = self.doc;
        let mut start = head.start;
        let owned = doc.is(start, POSSESSIVE) && !doc.capital(start + 1);
        while start + 1 < head.end && doc.is(start, DET) && !owned {
            start += 1;
        }
        let words = doc.words(&(start..head.end)).to_owned();
        if words.is_empty() || words.contains('\n') {
            return Speaker::default();
        }
        let proper = (start..head.end).any(|at| doc.capital(at) && at > doc.sentence(at).start || is_place(doc.word(at)));
        let name = if owned {
            self.owned(head, start)
        } else if proper {
            self.full(&words)
        } else {
            self.meant(head, start, words)
        };
        let person = !proper && (start..head.end).any(|at| doc.is(at, ROLE));
        if proper || owned {
            self.remember(head, start, &name);
        }
        if person {
            self.last_person = Some(name.clone())
        } else {
            self.last_body = Some(name.clone())
        }
        Speaker { name: Some(name), role: None }
    }

    /// `Its embassy` after `Indonesia` is `Indonesia’s embassy`.
    fn owned(&self, head: &Part, start: usize) -> String {
        let doc = self.doc;
        let rest = doc.words(&(start + 1..head.end));
        let own = ["its", "their"].iter().any(|word| doc.reads(start, word));
        let near = (start.saturating_sub(NEAR)..start).rev();
        let owner = near.take_while(|at| doc.kind(*at) != Some(Kind::Break)).find(|at| own && is_place(doc.word(*at)));
        let person = if own { None } else { self.last_person.as_deref() };
        match (owner.map(|at| doc.word(at)), person) {
            (Some(owner), _) | (None, Some(owner)) => format!("{owner}’s {rest}"),
            (None, None) => doc.words(head).to_owned(),
        }
    }

    /// `Amnesty` after `Amnesty International`.
    fn full(&self, words: &str) -> String {
        self.bodies.get(words).filter(|full| full.starts_with(words)).cloned().unwrap_or_else(|| words.to_owned())
    }

    /// `the embassy` after `Indonesia’s embassy`; anything else stays as it is called.
    fn meant(&self, head: &Part, start: usize, words: String) -> String {
        let definite = start > head.start
            && ["the", "der", "die", "das", "le", "la", "l'", "el", "o", "a"].iter().any(|word| self.doc.reads(start - 1, word));
        let single = start + 1 == head.end;
        self.bodies.get(&words.to_lowercase()).filter(|_| definite && single).cloned().unwrap_or(words)
    }

    fn remember(&mut self, head: &Part, start: usize, name: &str) {
        if self.bodies.len() >= NAMES {
            return;
        }
        let doc = self.doc;
        // The head noun stands before the first preposition: `Indonesia’s embassy in Phnom Penh`.
        let noun = (start..head.end).take_while(|at| !doc.is(*at, PREP)).last();
        if let Some(at) = noun.filter(|at| !doc.capital(*at) || doc.is(*at, ORG)) {
            self.bodies.entry(doc.word(at).to_lowercase()).or_insert_with(|| name.to_owned());
        }
        if let Some(first) =
            name.split_whitespace().next().filter(|first| first.len() < name.len() && doc.capital(start) && !is_place(first))
        {
            self.bodies.entry(first.to_owned()).or_insert_with(|| name.to_owned());
        }
    }
}
