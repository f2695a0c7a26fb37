//! Counts of a title's reads: in all, by day, by section, and by origin.

use std::collections::BTreeMap;

use newsstand_news::{Id, Section, Title};

use super::fold::{Tally, fold, told};
use super::{Cell, Day, FoldedCell, Of, Part, Read};
use crate::Reader;

/// What a title was read, as its statement tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Qualified reads.
    pub reads: u64,
    /// Readers; `None` when they are fewer than [`super::FOLD`].
    pub readers: Option<u64>,
    /// Seconds that count.
    pub seconds: u64,
    /// Reads by day, by section, and by origin: the days, the sections and the origins each sum to the reads.
    pub parts: Vec<Part>,
    /// Readers who are alike.
    pub cells: Vec<Cell>,
    /// All other readers.
    pub folded: Option<FoldedCell>,
}

/// A count while reads come in by reader.
#[derive(Debug, Clone, Copy, Default)]
struct Running {
    tally: Tally,
    last: Option<Id<Reader>>,
}

impl Running {
    fn add(&mut self, reader: Id<Reader>) {
        self.tally.reads += 1;
        if self.last != Some(reader) {
            (self.last, self.tally.readers) = (Some(reader), self.tally.readers + 1);
        }
    }
}

/// The counts of a title while reads come in. A reader's reads must come one after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    all: Running,
    seconds: u64,
    days: BTreeMap<Day, Running>,
    sections: BTreeMap<Option<Section>, Running>,
    origins: BTreeMap<Option<Id<Title>>, Running>,
}

impl Gathered {
    pub(super) fn add(&mut self, read: &Read) {
        self.all.add(read.reader);
        self.seconds += u64::from(read.seconds);
        self.days.entry(read.day).or_default().add(read.reader);
        self.sections.entry(read.section).or_default().add(read.reader);
        self.origins.entry(read.original).or_default().add(read.reader);
    }

    /// The counts, folded; the cells come from elsewhere.
    pub(super) fn counts(&self, cells: Vec<Cell>, folded: Option<FoldedCell>) -> Counts {
        let mut parts = folded_parts(&self.days, |day| Of::Day(*day), Of::OtherDays);
        parts.extend(folded_parts(
            &self.sections,
            |section| section.map_or(Of::NoSection, Of::Section),
            Of::OtherSections,
        ));
        parts.extend(folded_parts(&self.origins, |origin| origin.map_or(Of::Own, Of::CopyOf), Of::OtherOrigins));
        let readers = told(self.all.tally.readers);
        Counts { reads: self.all.tally.reads, readers, seconds: self.seconds, parts, cells, folded }
    }
}

fn folded_parts<K>(counts: &BTreeMap<K, Running>, of: impl Fn(&K) -> Of, others: Of) -> Vec<Part> {
    let (shown, rest) = fold(counts.iter().map(|(key, running)| (of(key), running.tally)).collect());
    let rest = rest.map(|rest| (others, rest));
    shown.into_iter().chain(rest).map(|(of, tally)| Part { of, reads: tally.reads }).collect()
}
