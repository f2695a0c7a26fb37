//! The settlement of a month: what was recognised, both splits, and what each title is paid.

use newsstand_news::{Id, Publisher, Title};

use super::minimum::Claim;
use super::readers::{Brought, brought, cells};
use super::tally::Gathered;
use super::{
    Counts, Currency, Digest, Due, Fault, Inputs, MILLIONTHS, Month, Read, Receipt, Sharing, Split, Thousandths, TitleTerms,
    Transaction,
};
use crate::Reader;

/// One split of the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// By weight alone.
    pub share: Sharing,
    /// With minimums.
    pub due: Due,
}

/// What one title has by one split, in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shares {
    /// By weight alone.
    pub share: i64,
    /// With minimums.
    pub due: i64,
}

/// The figures of a month that every statement repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The month.
    pub month: Month,
    /// The currency.
    pub currency: Currency,
    /// Which split is paid.
    pub paid: Split,
    /// The operator's share as agreed.
    pub thousandths: Thousandths,
    /// Members' money of the month in cents; below zero when more was refunded than paid.
    pub recognised: i64,
    /// What the operator keeps: the share, and everything when there is nobody to pay or nothing to pay with.
    pub operator: i64,
    /// What the titles share: the rest.
    pub pool: i64,
    /// Money of readers who read nothing, less what others were refunded beyond what they paid, in millionths of a cent:
    /// in the reader-centric split it weighs for titles by their reads.
    pub unread: Sharing,
    /// Split by reads.
    pub pro_rata: Round,
    /// Split by readers.
    pub reader_centric: Round,
    /// SHA-256 of the inputs.
    pub inputs: Digest,
}

/// What one title gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which title.
    pub title: Id<Title>,
    /// Who is paid for it.
    pub publisher: Id<Publisher>,
    /// Its minimum in cents.
    pub minimum: i64,
    /// What was read.
    pub counts: Counts,
    /// Its weight in the reader-centric split, in millionths of a cent: what its readers brought, and its part of what
    /// those brought who read nothing.
    pub weight: i128,
    /// By reads.
    pub pro_rata: Shares,
    /// By readers.
    pub reader_centric: Shares,
    /// What is paid.
    pub paid: i64,
    /// What lacks to the minimum of a title that was read.
    pub shortfall: i64,
}

/// A settled month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What all statements repeat.
    pub figures: Figures,
    /// Every title for members, by id, also those that nobody read.
    pub lines: Vec<Line>,
    /// The month's ledger.
    pub transactions: Vec<Transaction>,
}

/// Settles a month. What the titles are paid and what the operator keeps sum to what was recognised. n log n.
///
/// # Errors
/// A [`Fault`] when the inputs contradict each other or are beyond the stated limits; nothing is settled then.
pub fn settle(inputs: Inputs) -> Result<Settlement, Fault> {
    let inputs = super::tidy::tidy(inputs)?;
    let money = by_reader(&inputs.receipts, inputs.month);
    let weighed = weighed(&inputs.titles, &inputs.reads, &money);
    let figures = figures(&inputs, money.iter().map(|(_, cents)| cents).sum(), &weighed);
    let lines: Vec<Line> = inputs.titles.iter().zip(weighed).map(|(terms, weighed)| line(&figures, terms, weighed)).collect();
    let transactions = super::ledger::transactions(&figures, &lines);
    Ok(Settlement { figures, lines, transactions })
}

/// Each reader's money of the month. `receipts` come by reader.
fn by_reader(receipts: &[Receipt], month: Month) -> Vec<(Id<Reader>, i64)> {
    let runs = receipts.chunk_by(|a, b| a.reader == b.reader);
    runs.filter_map(|run| Some((run.first()?.reader, run.iter().map(|receipt| receipt.recognised(month)).sum()))).collect()
}

/// A title's counts, and the money its readers brought.
struct Weighed {
    counts: Counts,
    money: i128,
}

impl Weighed {
    fn weight(&self, title: Id<Title>, unread: &Sharing) -> i128 {
        self.money.saturating_add(unread.gives(title, i128::from(self.counts.reads)))
    }
}

fn weighed(titles: &[TitleTerms], reads: &[Read], money: &[(Id<Reader>, i64)]) -> Vec<Weighed> {
    let mut gathered = vec![Gathered::default(); titles.len()];
    for run in reads.chunk_by(|a, b| a.reader == b.reader && a.title == b.title) {
        let place = run.first().and_then(|read| titles.binary_search_by_key(&read.title, |terms| terms.title).ok());
        if let Some(gathered) = place.and_then(|at| gathered.get_mut(at)) {
            run.iter().for_each(|read| gathered.add(read));
        }
    }
    let mut brought = brought(reads, money, titles);
    brought.sort_unstable_by_key(|one| one.at);
    let mut runs = brought.chunk_by_mut(|a, b| a.at == b.at).peekable();
    let mut out = Vec::with_capacity(titles.len());
    for (at, gathered) in gathered.iter().enumerate() {
        let run: &mut [Brought] = runs.next_if(|run| run.first().is_some_and(|one| one.at == at)).unwrap_or_default();
        let (cells, folded) = cells(run);
        out.push(Weighed { counts: gathered.counts(cells, folded), money: run.iter().map(|one| one.millionths).sum() });
    }
    out
}

fn figures(inputs: &Inputs, recognised: i64, weighed: &[Weighed]) -> Figures {
    let read = weighed.iter().any(|weighed| weighed.counts.reads > 0);
    let operator = operator(recognised, inputs.operator, read);
    let pool = recognised - operator;
    let titled = || inputs.titles.iter().zip(weighed);
    let brought: i128 = weighed.iter().map(|weighed| weighed.money).sum();
    let by_reads = titled().map(|(terms, weighed)| (terms.title, i128::from(weighed.counts.reads)));
    let unread = Sharing::among(i128::from(recognised) * MILLIONTHS - brought, by_reads.clone());
    let by_readers = titled().map(|(terms, weighed)| weighed.weight(terms.title, &unread));
    let round = |weights: Vec<i128>| round(pool, &inputs.titles, weighed, &weights);
    Figures {
        month: inputs.month,
        currency: inputs.currency,
        paid: inputs.paid,
        thousandths: inputs.operator,
        recognised,
        operator,
        pool,
        pro_rata: round(by_reads.map(|(_, reads)| reads).collect()),
        reader_centric: round(by_readers.collect()),
        unread,
        inputs: Digest::of_inputs(inputs),
    }
}

/// What the operator keeps: the share rounded down. Where nobody was read, or more was refunded than paid, there is
/// nobody to pay or nothing to pay with, and all of it is the operator's.
pub(super) fn operator(recognised: i64, thousandths: Thousandths, read: bool) -> i64 {
    if read && recognised > 0 { thousandths.of(recognised) } else { recognised }
}

fn round(pool: i64, titles: &[TitleTerms], weighed: &[Weighed], weights: &[i128]) -> Round {
    let all = titles.iter().zip(weighed).zip(weights);
    let read = all.filter(|((_, weighed), _)| weighed.counts.reads > 0);
    let claims: Vec<Claim> = read
        .map(|((terms, _), weight)| Claim { title: terms.title, weight: *weight, minimum: i128::from(terms.minimum) })
        .collect();
    let share = Sharing::among(i128::from(pool), claims.iter().map(|claim| (claim.title, claim.weight)));
    Round { share, due: Due::of(i128::from(pool), claims) }
}

fn line(figures: &Figures, terms: &TitleTerms, weighed: Weighed) -> Line {
    let weight = weighed.weight(terms.title, &figures.unread);
    let line = Line {
        title: terms.title,
        publisher: terms.publisher,
        minimum: terms.minimum,
        counts: weighed.counts,
        weight,
        pro_rata: Shares::default(),
        reader_centric: Shares::default(),
        paid: 0,
        shortfall: 0,
    };
    line.computed(figures)
}

impl Round {
    fn gives(&self, title: Id<Title>, weight: i128, minimum: i64) -> Shares {
        let share = whole(self.share.gives(title, weight));
        Shares { share, due: whole(self.due.gives(title, weight, i128::from(minimum))) }
    }
}

impl Line {
    /// The line with its shares, what is paid and what lacks, computed from its reads, weight and minimum.
    pub(super) fn computed(mut self, figures: &Figures) -> Self {
        if self.counts.reads == 0 {
            return self;
        }
        self.pro_rata = figures.pro_rata.gives(self.title, i128::from(self.counts.reads), self.minimum);
        self.reader_centric = figures.reader_centric.gives(self.title, self.weight, self.minimum);
        self.paid = match figures.paid {
            Split::ProRata => self.pro_rata.due,
            Split::ReaderCentric => self.reader_centric.due,
        };
        self.shortfall = self.minimum.saturating_sub(self.paid).max(0);
        self
    }
}

/// Parts of a pool are never more than the pool, which is in range.
fn whole(cents: i128) -> i64 {
    i64::try_from(cents).unwrap_or(i64::MAX)
}
