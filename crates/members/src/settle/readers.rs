//! Each reader's money over what that reader read, in millionths of a cent.

use newsstand_news::Id;

use super::fold::{Tally, fold, told};
use super::{Cell, FoldedCell, MILLIONTHS, Read, Sharing, TitleTerms};
use crate::Reader;

/// What one reader brings one title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brought {
    /// Place of the title among the terms.
    pub(super) at: usize,
    /// The reader's money, never below zero.
    money: i64,
    all: u32,
    own: u32,
    pub(super) millionths: i128,
}

/// What every reader brings every title that this reader read. A reader's millionths sum to the reader's money.
///
/// `reads` come by reader and title, `money` by reader, `titles` by title.
pub(super) fn brought(reads: &[Read], money: &[(Id<Reader>, i64)], titles: &[TitleTerms]) -> Vec<Brought> {
    let mut out = Vec::new();
    let mut money = money.iter().peekable();
    for of_reader in reads.chunk_by(|a, b| a.reader == b.reader) {
        let Some(first) = of_reader.first() else { continue };
        while money.next_if(|(reader, _)| *reader < first.reader).is_some() {}
        let cents = money.next_if(|(reader, _)| *reader == first.reader).map_or(0, |(_, cents)| (*cents).max(0));
        one_reader(of_reader, cents, titles, &mut out);
    }
    out
}

fn one_reader(reads: &[Read], money: i64, titles: &[TitleTerms], out: &mut Vec<Brought>) {
    let by_title = || {
        reads.chunk_by(|a, b| a.title == b.title).filter_map(|run| Some((run.first()?.title, i128::try_from(run.len()).ok()?)))
    };
    let sharing = Sharing::among(i128::from(money) * MILLIONTHS, by_title());
    for (title, own) in by_title() {
        // Every title of a read has terms: tidy sees to it.
        let Ok(at) = titles.binary_search_by_key(&title, |terms| terms.title) else { continue };
        let number = |n: i128| u32::try_from(n).unwrap_or(u32::MAX);
        let (all, millionths) = (number(sharing.weight), sharing.gives(title, own));
        out.push(Brought { at, money, all, own: number(own), millionths });
    }
}

/// The readers of one title as cells, those of too few readers folded together. Brings its part of [`brought`] into the
/// order of the cells.
pub(super) fn cells(of_title: &mut [Brought]) -> (Vec<Cell>, Option<FoldedCell>) {
    let key = |one: &Brought| (one.money, one.all, one.own);
    of_title.sort_unstable_by_key(key);
    let alike = of_title.chunk_by(|a, b| key(a) == key(b)).filter_map(|run| Some((key(run.first()?), tally(run))));
    let (shown, rest) = fold(alike.collect());
    let cell = |((money, all, own), tally): ((i64, u32, u32), Tally)| Cell {
        money,
        all: u64::from(all),
        own: u64::from(own),
        readers: tally.readers,
        millionths: tally.millionths,
    };
    let rest = rest.map(|rest| FoldedCell { readers: told(rest.readers), reads: rest.reads, millionths: rest.millionths });
    (shown.into_iter().map(cell).collect(), rest)
}

fn tally(run: &[Brought]) -> Tally {
    run.iter().fold(Tally::default(), |sum, one| Tally {
        readers: sum.readers + 1,
        reads: sum.reads + u64::from(one.own),
        millionths: sum.millionths + one.millionths,
    })
}
