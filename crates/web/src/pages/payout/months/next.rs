//! Which month is the next to be settled, in every currency that money came in.

use std::collections::BTreeMap;

use newsstand_members::settle::{Day, Month};
use newsstand_news::Moment;
use newsstand_store::settlements::Settled;
use newsstand_store::{Error, Tx, receipts};

use super::name;
use crate::settling::month_of;
use crate::settling::written::{begins, in_percent};

/// The next month of a currency.
pub struct Next {
    /// The month.
    pub month: Month,
    /// `December 2025`
    pub name: String,
    /// The currency.
    pub currency: String,
    /// Whether it is over.
    pub over: bool,
    /// The split of last time, or that is looked at.
    pub by_reads: bool,
    /// What the operator kept last time, or would keep, in percent.
    pub keeps: String,
}

/// Each currency's.
pub fn all(tx: &mut Tx<'_>, settled: &[Settled], now: Moment) -> Result<Vec<Next>, Error> {
    let mut first: BTreeMap<String, Month> = BTreeMap::new();
    for (currency, from) in receipts::begins(tx)? {
        if let Some(month) = Day::of(from).month() {
            first.insert(currency, month);
        }
    }
    let mut last: BTreeMap<&str, &Settled> = BTreeMap::new();
    for one in settled {
        last.insert(&one.currency, one);
        if let Some(next) = month_of(one).map_err(Error::Damaged)?.next() {
            first.insert(one.currency.clone(), next);
        }
    }
    Ok(first.into_iter().map(|(currency, month)| next(month, last.get(currency.as_str()).copied(), &currency, now)).collect())
}

fn next(month: Month, last: Option<&Settled>, currency: &str, now: Moment) -> Next {
    Next {
        month,
        name: name(month),
        currency: currency.to_owned(),
        over: now >= begins(month.end()),
        by_reads: last.is_some_and(|last| last.split == "pro-rata"),
        keeps: in_percent(last.map_or(300, |last| last.thousandths)),
    }
}
