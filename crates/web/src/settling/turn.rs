//! Which month is settled next, by which rules, and its keeping.

use newsstand_members::settle::{Currency, Day, Month, Split, Thousandths};
use newsstand_news::Moment;
use newsstand_store::receipts::{self, Asked};
use newsstand_store::settlements::{self, Settled, Whole};
use newsstand_store::{Error, Ids, Tx};

use super::inputs::{Asking, Earlier};
use super::written::begins;
use super::{made, month_of};

/// What the operator keeps where nothing was ever said: thirty percent.
const KEEPS: u16 = 300;

/// What somebody wants settled; what is left out is as last time.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Which month.
    pub month: Month,
    /// In which currency.
    pub currency: Currency,
    /// How the pool is shared.
    pub split: Option<Split>,
    /// What the operator keeps.
    pub keeps: Option<Thousandths>,
    /// The moment it is.
    pub now: Moment,
}

impl Wish {
    /// The rules: as asked for, else as last time, else by readers and thirty percent.
    ///
    /// # Errors
    /// Where the share of last time is none.
    pub fn asking(&self, last: Option<&Settled>) -> Result<Asking, String> {
        let split = self.split.or(last.and_then(|last| last.split.parse().ok()));
        let before = last.and_then(|last| u16::try_from(last.thousandths).ok()).unwrap_or(KEEPS);
        let keeps = self.keeps.or(Thousandths::new(before)).ok_or_else(String::new)?;
        let split = split.unwrap_or(Split::ReaderCentric);
        Ok(Asking { month: self.month, currency: self.currency, split, keeps, until: self.now })
    }
}

/// Months are settled one after the other, so that money told late has one month to go to.
///
/// # Errors
/// A sentence where another month is next.
pub fn in_turn(month: Month, earlier: &[Settled]) -> Result<(), String> {
    match earlier.last().map(month_of).transpose()?.and_then(Month::next) {
        Some(next) if next != month => Err(format!("Months are settled one after the other: {next} is next.")),
        _ => Ok(()),
    }
}

/// The first month that is settled decides from when on money counts: what was paid for days before it is not passed over
/// by a slip. The earliest such day.
pub fn passed_over(tx: &mut Tx<'_>, asking: &Asking) -> Result<Option<Day>, Error> {
    let currency = asking.currency.to_string();
    let never = Moment::from_micros(i64::MAX);
    let asked = Asked {
        currency: Some(&currency),
        from: Moment::from_micros(i64::MIN),
        until: begins(asking.month.first()),
        noted: asking.until,
        late: never,
    };
    Ok(receipts::asked(tx, &asked)?.iter().map(|receipt| Day::of(receipt.from)).min())
}

/// The months before, as the inputs need them.
///
/// # Errors
/// Where a settlement is of no month.
pub fn before(earlier: &[Settled]) -> Result<Earlier, String> {
    let months = earlier.iter().map(month_of).collect::<Result<Vec<Month>, String>>()?;
    Ok(Earlier { months, made: earlier.last().map_or(Moment::from_micros(i64::MAX), |last| last.made) })
}

/// Settles a month for the first time and keeps it.
///
/// # Errors
/// A sentence where it cannot be settled, [`Error::Busy`] where somebody else settled it meanwhile.
pub fn keep(tx: &mut Tx<'_>, ids: &Ids, asking: &Asking, before: &Earlier) -> Result<Whole, Error> {
    let whole = made::first(tx, ids.next(asking.until), asking, before)?;
    if before.months.is_empty() && idle(&whole) {
        let month = asking.month;
        return Err(Error::Other(format!("{month} has no money and no reads: there is nothing to begin with.")));
    }
    if settlements::keep(tx, ids, &whole)? { Ok(whole) } else { Err(Error::Busy) }
}

/// Nobody paid and nobody read.
fn idle(whole: &Whole) -> bool {
    whole.settled.recognised == 0 && whole.lines.iter().all(|(line, _)| line.reads == 0)
}
