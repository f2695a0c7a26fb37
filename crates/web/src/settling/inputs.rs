//! What a month is settled from, out of the store.
//!
//! The same settlement read again later has the same inputs: receipts that were noted after it are not of it, reads of
//! a settled month do not change, and its titles, publishers and minimums are those it was settled with.

use std::collections::BTreeMap;

use newsstand_members::settle::{
    Currency, Day, Inputs, Month, Period, Read, Receipt, ReceiptKind, Split, Thousandths, TitleTerms, counted_seconds, qualifies,
    recognised,
};
use newsstand_news::{Id, Moment, Terms, Title};
use newsstand_store::receipts::{self, Asked, Kind};
use newsstand_store::settlements::{self, Settled};
use newsstand_store::terms::{self, Agreed};
use newsstand_store::titles::{self, OnStand};
use newsstand_store::{Error, Tx, reads};

use super::written::begins;

/// What is settled, and by which rules.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    /// The month.
    pub month: Month,
    /// Receipts in this currency.
    pub currency: Currency,
    /// The split that is paid.
    pub split: Split,
    /// What the operator keeps.
    pub keeps: Thousandths,
    /// Receipts that were noted later belong to a later settlement.
    pub until: Moment,
}

/// The settlements of the same currency before it.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Their months.
    pub months: Vec<Month>,
    /// When the last one was made.
    pub made: Moment,
}

/// The inputs of a month. `terms` are by title; reads of other titles count for nothing.
pub fn of(
    tx: &mut Tx<'_>,
    asking: &Asking,
    earlier: &Earlier,
    terms: Vec<TitleTerms>,
    mut reads: Vec<Read>,
) -> Result<Inputs, Error> {
    reads.retain(|read| terms.binary_search_by_key(&read.title, |terms| terms.title).is_ok());
    Ok(Inputs {
        month: asking.month,
        currency: asking.currency,
        receipts: money(tx, asking, earlier)?,
        titles: terms,
        reads,
        operator: asking.keeps,
        paid: asking.split,
    })
}

/// The reads of a month that count.
pub fn qualified(tx: &mut Tx<'_>, month: Month) -> Result<Vec<Read>, Error> {
    let all = reads::of_days(tx, month.first().get().into(), month.end().get().into())?;
    Ok(all.iter().filter_map(one).collect())
}

/// A read that counts; none where it was too short.
pub fn one(read: &reads::Read) -> Option<Read> {
    let words = u32::try_from(read.words.max(0)).unwrap_or(u32::MAX);
    let seconds = u32::try_from(read.seconds.max(0)).unwrap_or(u32::MAX);
    qualifies(seconds, words).then(|| Read {
        reader: Id::new(read.reader),
        title: read.title,
        article: read.address_key,
        day: Day::new(i32::try_from(read.day).unwrap_or(i32::MAX)),
        seconds: counted_seconds(seconds, words),
        section: read.section,
        original: read.original,
    })
}

/// The month's receipts. What was told after the last settlement and pays for months that are closed counts now: a month
/// that was paid out is not opened again, and no cent is lost.
fn money(tx: &mut Tx<'_>, asking: &Asking, earlier: &Earlier) -> Result<Vec<Receipt>, Error> {
    let currency = asking.currency.to_string();
    let asked = Asked {
        currency: Some(&currency),
        from: begins(asking.month.first()),
        until: begins(asking.month.end()),
        noted: asking.until,
        late: earlier.made,
    };
    let mut out = Vec::new();
    for kept in receipts::asked(tx, &asked)? {
        let receipt = receipt(&kept, asking.currency).map_err(Error::Other)?;
        if kept.noted > earlier.made {
            out.extend(late(&receipt, &earlier.months, asking.month));
        }
        out.push(receipt);
    }
    Ok(out)
}

fn receipt(kept: &receipts::Receipt, currency: Currency) -> Result<Receipt, String> {
    let period = Period::between(kept.from, kept.until)
        .map_err(|fault| format!("The receipt {:?} cannot be settled: {fault}.", kept.reference))?;
    let kind = match kept.kind {
        Kind::Paid => ReceiptKind::Paid,
        Kind::Refunded => ReceiptKind::Refunded,
        Kind::Given => ReceiptKind::Given,
    };
    Ok(Receipt { reader: Id::new(kept.reader), cents: kept.cents, currency, period, kind })
}

/// The part of a receipt that belongs to closed months, as a receipt of this one.
fn late(receipt: &Receipt, settled: &[Month], month: Month) -> Option<Receipt> {
    let cents: i64 = settled.iter().map(|closed| recognised(receipt.cents, receipt.period, *closed)).sum();
    let period = Period::new(month.first(), month.end()).ok()?;
    (cents != 0).then_some(Receipt { cents, period, ..*receipt })
}

/// The terms of a month that is settled for the first time: of every title that was for members on one of its days, by
/// title.
pub fn terms(tx: &mut Tx<'_>, asking: &Asking, reads: &[Read]) -> Result<Vec<TitleTerms>, Error> {
    let begun = terms::begun(tx, begins(asking.month.end()))?;
    let mut agreed = BTreeMap::new();
    for history in begun.chunk_by(|a, b| a.title == b.title) {
        let Some(first) = history.first() else { continue };
        agreed.insert(first.title, in_month(history, asking.month).map(|terms| settled_by(terms, asking.currency)));
    }
    let all = titles::all(tx)?;
    if let Some(title) = all.iter().find(|on| unagreed(on, &agreed, reads)) {
        return Err(Error::Other(format!(
            "{0} is for members and was read, and nothing was agreed with it: `newsstand terms set {1} --since {2}` says who is paid.",
            title.title.name,
            title.title.slug,
            asking.month.first(),
        )));
    }
    Ok(agreed.into_values().flatten().collect())
}

/// Nothing was ever agreed with it, and it was read.
fn unagreed(on: &OnStand, agreed: &BTreeMap<Id<Title>, Option<TitleTerms>>, reads: &[Read]) -> bool {
    let title = on.title.id;
    on.title.terms == Terms::Members && !agreed.contains_key(&title) && reads.iter().any(|read| read.title == title)
}

/// The last terms for members that held on a day of the month. `history` is by beginning, and all of it began before the
/// month's end.
fn in_month(history: &[Agreed], month: Month) -> Option<&Agreed> {
    let ends = history.iter().skip(1).map(|next| next.since).chain([begins(month.end())]);
    let held = history.iter().zip(ends).filter(|(_, end)| *end > begins(month.first()));
    held.map(|(agreed, _)| agreed).filter(|agreed| agreed.terms == Terms::Members).last()
}

/// A minimum in another currency is not of this settlement.
fn settled_by(agreed: &Agreed, currency: Currency) -> TitleTerms {
    let minimum = agreed.minimum.as_ref().filter(|minimum| minimum.currency == currency.to_string());
    TitleTerms {
        title: agreed.title,
        publisher: agreed.publisher,
        terms: Terms::Members,
        minimum: minimum.map_or(0, |minimum| minimum.cents),
    }
}

/// The terms a month was settled with.
pub fn kept_terms(tx: &mut Tx<'_>, settled: &Settled) -> Result<Vec<TitleTerms>, Error> {
    let terms = |line: settlements::Line| TitleTerms {
        title: line.title,
        publisher: line.publisher,
        terms: Terms::Members,
        minimum: line.minimum,
    };
    Ok(settlements::lines(tx, settled.id)?.into_iter().map(terms).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    fn agreed(day: i32, terms: Terms, publisher: i64) -> Agreed {
        let since = begins(Day::new(month("2026-10").first().get() + day));
        Agreed {
            title: Id::new(1),
            since,
            terms,
            publisher: Id::new(publisher),
            minimum: None,
            territories: None,
            embargo: 0,
            preview: None,
            article: None,
        }
    }

    #[test]
    fn a_title_that_was_for_members_on_one_day_is_settled_by_the_last_such_terms() {
        let publisher = |history: &[Agreed]| in_month(history, month("2026-10")).map(|agreed| agreed.publisher.get());
        assert_eq!(publisher(&[agreed(-40, Terms::Members, 1)]), Some(1));
        assert_eq!(publisher(&[agreed(-40, Terms::Members, 1), agreed(-9, Terms::Open, 2)]), None);
        assert_eq!(publisher(&[agreed(-40, Terms::Members, 1), agreed(0, Terms::Open, 2)]), None);
        assert_eq!(publisher(&[agreed(-40, Terms::Members, 1), agreed(5, Terms::Open, 2)]), Some(1));
        assert_eq!(publisher(&[agreed(-40, Terms::Members, 1), agreed(5, Terms::Members, 2)]), Some(2));
        assert_eq!(publisher(&[agreed(3, Terms::Link, 1)]), None);
    }

    #[test]
    fn what_came_late_counts_in_the_month_that_is_open() {
        let (september, october) = (month("2026-09"), month("2026-10"));
        let period = Period::new(september.first(), october.end()).expect("a period");
        let receipt = Receipt {
            reader: Id::new(1),
            cents: 6101,
            currency: "EUR".parse().expect("a currency"),
            period,
            kind: ReceiptKind::Refunded,
        };
        let late = late(&receipt, &[september], october).expect("a part");
        assert_eq!(late.recognised(october) + receipt.recognised(october), -6101, "all of it counts now");
        assert_eq!(super::late(&receipt, &[], october), None);
    }
}
