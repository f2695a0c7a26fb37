//! `newsstand statement settle`: a month's money is shared out, once.

use newsstand_members::settle::{Currency, Month, Split, Thousandths};
use newsstand_news::{Id, Moment};
use newsstand_store::receipts::{self, Asked};
use newsstand_store::settlements::{self, Settled, Whole};
use newsstand_web::settling::inputs::Asking;
use newsstand_web::settling::{self, Wish, before, in_turn, made, passed_over};
use std::collections::BTreeSet;

use super::super::money::{begins, currency, percent};
use super::{called, month_of, number, show, split_of};
use crate::cli::exit;
use crate::cli::money::Settle;
use crate::commands::{Failure, Outcome, print_json};
use crate::stand::{Stand, now};

/// Settles the month, or computes a settled one again.
pub fn run(stand: &Stand, command: &Settle, json: bool) -> Outcome {
    let settled = stand.store.read_here(settlements::all)?;
    let currency = match &command.currency {
        Some(word) => currency(word)?,
        None => of_receipts(stand, command.month, &settled)?,
    };
    let mut earlier: Vec<Settled> = settled.into_iter().filter(|known| known.currency == currency.to_string()).collect();
    let at = earlier.iter().position(|known| known.month == number(command.month));
    match at {
        Some(at) => {
            earlier.truncate(at + 1);
            let Some(kept) = earlier.pop() else { return Ok(exit::FAILED) };
            again(stand, command, &kept, &earlier, json)
        }
        None => first(stand, command, currency, &earlier, json),
    }
}

/// The currency of the receipts that pay for days of the month, else of the settlements so far, when there is one alone.
fn of_receipts(stand: &Stand, month: Month, settled: &[Settled]) -> Result<Currency, Failure> {
    let asked = Asked {
        currency: None,
        from: begins(month.first()),
        until: begins(month.end()),
        noted: Moment::from_micros(i64::MAX),
        late: Moment::from_micros(i64::MAX),
    };
    let receipts = stand.store.read_here(|tx| receipts::asked(tx, &asked))?;
    let mut found: BTreeSet<String> = receipts.into_iter().map(|receipt| receipt.currency).collect();
    if found.is_empty() {
        found.extend(settled.iter().map(|known| known.currency.clone()));
    }
    match (found.pop_first(), found.len()) {
        (Some(only), 0) => Ok(currency(&only)?),
        (None, _) => Err(format!("No receipt pays for a day of {month}. Name a --currency to settle it all the same.").into()),
        _ => Err(format!("Receipts of {month} are in more than one currency. Each is settled alone: name a --currency.").into()),
    }
}

fn first(stand: &Stand, command: &Settle, currency: Currency, earlier: &[Settled], json: bool) -> Outcome {
    let asking = wish(command, currency)?.asking(earlier.last())?;
    over(command)?;
    in_turn(command.month, earlier)?;
    if earlier.is_empty() && !command.begin {
        nothing_before(stand, &asking)?;
    }
    let before = before(earlier)?;
    if command.dry_run {
        let whole = stand.store.read_here(|tx| made::first(tx, Id::new(0), &asking, &before))?;
        return told(&whole, "dry run", json);
    }
    let ids = stand.store.ids().clone();
    let whole = stand.store.write_here(|tx| settling::keep(tx, &ids, &asking, &before))?;
    told(&whole, "settled", json)
}

fn wish(command: &Settle, currency: Currency) -> Result<Wish, Failure> {
    let keeps = command.keeps.as_deref().map(percent).transpose()?;
    Ok(Wish { month: command.month, currency, split: command.split.map(split_of), keeps, now: now() })
}

fn over(command: &Settle) -> Result<(), Failure> {
    let month = command.month;
    if !command.dry_run && now() < begins(month.end()) {
        return Err(format!("{month} is not over yet; --dry-run shows what it comes to so far.").into());
    }
    Ok(())
}

fn nothing_before(stand: &Stand, asking: &Asking) -> Result<(), Failure> {
    let month = asking.month;
    match stand.store.read_here(|tx| passed_over(tx, asking))? {
        None => Ok(()),
        Some(day) => Err(format!(
            "Receipts pay for days before {month}, the earliest for {day}. Settle the months one after the other, or say --begin: then days before {month} count nowhere."
        )
        .into()),
    }
}

/// Computes a settled month again, and says whether every byte is the same.
fn again(stand: &Stand, command: &Settle, kept: &Settled, earlier: &[Settled], json: bool) -> Outcome {
    let asking = as_settled(command, kept)?;
    let before = before(earlier)?;
    let (whole, differences) = stand.store.read_here(|tx| {
        let whole = made::again(tx, kept, &asking, &before)?;
        let differences = made::differences(tx, kept, &whole)?;
        Ok((whole, differences))
    })?;
    if let Some(first) = differences.first() {
        return Err(format!("{} was settled before, and computed again it differs: {first}.", command.month).into());
    }
    told(&whole, "settled before", json)
}

/// The rules it was settled by; others are refused.
fn as_settled(command: &Settle, kept: &Settled) -> Result<Asking, Failure> {
    let month = command.month;
    let split: Split = kept.split.parse()?;
    let keeps = u16::try_from(kept.thousandths).ok().and_then(Thousandths::new);
    let keeps = keeps.ok_or("The settlement's share of the operator is damaged.")?;
    if command.split.is_some_and(|word| split_of(word) != split) {
        return Err(
            format!("{month} was settled {} and stays as it is; both shares are in its statements.", called(split)).into(),
        );
    }
    if command.keeps.as_deref().map(percent).transpose()?.is_some_and(|asked| asked != keeps) {
        let percent = format!("{}.{}", keeps.get() / 10, keeps.get() % 10);
        return Err(format!("{month} was settled with {percent} percent for the operator and stays as it is.").into());
    }
    Ok(Asking { month, currency: currency(&kept.currency)?, split, keeps, until: kept.made })
}

fn told(whole: &Whole, state: &str, json: bool) -> Outcome {
    let settled = &whole.settled;
    let paid: i64 = whole.lines.iter().map(|(line, _)| line.paid).sum();
    let lacks: i64 = whole.lines.iter().map(|(line, _)| line.shortfall).sum();
    if json {
        print_json(&serde_json::json!({
            "month": month_of(settled)?.to_string(), "state": state, "currency": settled.currency, "split": settled.split,
            "keeps_thousandths": settled.thousandths, "recognised": settled.recognised, "operator": settled.operator,
            "pool": settled.pool, "paid": paid, "shortfall": lacks, "titles": whole.lines.len(),
            "inputs": show::hexadecimal(&settled.inputs),
        }))?;
        return Ok(exit::OK);
    }
    show::month(settled, whole.lines.iter().map(|(line, _)| line))?;
    match state {
        "settled" => say!("Settled. `newsstand statement show {} TITLE --csv` writes a title's statement.", month_of(settled)?),
        "dry run" => say!("A dry run: nothing was kept."),
        _ => say!("It was settled before; computed again, every byte is the same."),
    }
    Ok(exit::OK)
}
