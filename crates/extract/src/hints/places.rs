//! Where a version's hints point to on one page, and what is read there.

use std::ops::Range;

use newsstand_news::Section;

use super::{Outcome, Part, Version, walk};
use crate::html::{NodeId, Tree};
use crate::limits::{BYLINES, NAME, STANDFIRST};
use crate::meta::title::Headline;
use crate::meta::when::Stamp;
use crate::meta::who::Named;
use crate::meta::{byline, headline, section, when};
use crate::source::Source;

/// Elements in which one value is looked for.
const LOOKED: usize = 20;

/// The elements that a version's hints find on a page; nothing without a version.
#[derive(Debug, Default)]
pub struct Places<'v> {
    version: Option<&'v Version>,
    found: Vec<Vec<NodeId>>,
    outcome: Outcome,
}

impl<'v> Places<'v> {
    /// Looks for everything that `version` points to.
    pub fn of(tree: &Tree<'_>, version: Option<&'v Version>) -> Self {
        let Some(known) = version else { return Self::default() };
        let outcome = Outcome { from: known.day.clone(), ..Outcome::default() };
        Self { version, found: walk::find(tree, &known.lists), outcome }
    }

    /// What became of the hints.
    pub fn outcome(self) -> Outcome {
        self.outcome
    }

    fn at(&self, part: Part) -> &[NodeId] {
        self.found.get(part as usize).map_or(&[], Vec::as_slice)
    }

    /// Notes what became of a part that the version points to.
    pub fn note(&mut self, part: Part, held: bool) {
        if self.version.is_some_and(|version| !version.lists[part as usize].is_empty()) {
            self.outcome.note(part, held);
        }
    }

    /// The elements of a part as ranges of nodes, none inside another.
    pub fn ranges(&self, part: Part, tree: &Tree<'_>) -> Vec<Range<NodeId>> {
        let mut ranges: Vec<Range<NodeId>> = Vec::new();
        for id in self.at(part) {
            if ranges.last().is_none_or(|last| last.end <= *id) {
                ranges.push(*id..tree.end(*id));
            }
        }
        ranges
    }

    /// The same for a part that held; none for one that was passed over.
    pub fn held(&self, part: Part, tree: &Tree<'_>) -> Vec<Range<NodeId>> {
        if self.outcome.held.contains(&part) { self.ranges(part, tree) } else { Vec::new() }
    }

    /// The first value that can be read from an element of the part.
    fn first<T>(&mut self, part: Part, read: impl FnMut(NodeId) -> Option<T>) -> Option<T> {
        let value = self.at(part).iter().take(LOOKED).copied().find_map(read);
        self.note(part, value.is_some());
        value
    }

    /// The headline.
    pub fn headline(&mut self, source: &Source<'_>) -> Option<Headline> {
        let host = source.address.host();
        self.first(Part::Headline, |id| {
            let words = headline::of(&source.words(id), &source.site, &host);
            (!words.is_empty()).then(|| Headline { shown: words.clone(), words, head: Some(id) })
        })
    }

    /// The word or two above the headline.
    pub fn kicker(&mut self, source: &Source<'_>) -> Option<String> {
        self.first(Part::Kicker, |id| words(source, id, NAME))
    }

    /// The sentence under the headline.
    pub fn standfirst(&mut self, source: &Source<'_>) -> Option<String> {
        self.first(Part::Standfirst, |id| words(source, id, STANDFIRST))
    }

    /// The people, from every element of the hint.
    pub fn named(&mut self, source: &Source<'_>) -> Option<Named> {
        let read = self.at(Part::Byline).iter().take(LOOKED).flat_map(|id| byline::read(&source.words(*id)));
        let mut people = Vec::new();
        for person in read.take(BYLINES) {
            if people.iter().all(|known: &newsstand_news::Byline| known.name != person.name) {
                people.push(person);
            }
        }
        self.note(Part::Byline, !people.is_empty());
        (!people.is_empty()).then(|| Named { people, ..Named::default() })
    }

    /// The section.
    pub fn section(&mut self, source: &Source<'_>) -> Option<Section> {
        self.first(Part::Section, |id| section::of_label(&source.words(id)))
    }

    /// When it came out.
    pub fn published(&mut self, source: &Source<'_>) -> Option<Stamp> {
        self.first(Part::Published, |id| when::at(source, id))
    }

    /// When it was changed.
    pub fn modified(&mut self, source: &Source<'_>) -> Option<Stamp> {
        self.first(Part::Modified, |id| when::at(source, id))
    }
}

fn words(source: &Source<'_>, id: NodeId, limit: usize) -> Option<String> {
    let words: String = source.words(id).chars().take(limit).collect();
    (!words.is_empty()).then_some(words)
}

/// Whether one of the ranges, which stand in order, holds both nodes.
pub fn holds(ranges: &[Range<NodeId>], first: NodeId, last: NodeId) -> bool {
    let at = ranges.partition_point(|range| range.end <= first);
    ranges.get(at).is_some_and(|range| range.start <= first && last < range.end)
}
