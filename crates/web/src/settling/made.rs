//! A month's settlement as the store keeps it: made for the first time, made again, and both held against each other.

use newsstand_members::settle::statement::Statement;
use newsstand_members::settle::{Inputs, Settlement, Transaction, settle};
use newsstand_news::{Id, Title};
use newsstand_store::settlements::{self, Line, Moved, Settled, Whole};
use newsstand_store::{Error, Tx, titles};
use std::collections::HashMap;

use super::inputs::{self, Asking, Earlier};
use super::number;

/// The month, settled for the first time.
pub fn first(tx: &mut Tx<'_>, id: Id<Settled>, asking: &Asking, earlier: &Earlier) -> Result<Whole, Error> {
    let reads = inputs::qualified(tx, asking.month)?;
    let terms = inputs::terms(tx, asking, &reads)?;
    let inputs = inputs::of(tx, asking, earlier, terms, reads)?;
    let names = titles::all(tx)?.into_iter().map(|on| (on.title.id, on.title.name)).collect();
    whole(id, asking, inputs, &names)
}

/// The month, settled again with what it was settled with.
pub fn again(tx: &mut Tx<'_>, kept: &Settled, asking: &Asking, earlier: &Earlier) -> Result<Whole, Error> {
    let terms = inputs::kept_terms(tx, kept)?;
    let reads = inputs::qualified(tx, asking.month)?;
    let inputs = inputs::of(tx, asking, earlier, terms, reads)?;
    let names = settlements::lines(tx, kept.id)?.into_iter().map(|line| (line.title, line.name)).collect();
    whole(kept.id, asking, inputs, &names)
}

fn whole(id: Id<Settled>, asking: &Asking, inputs: Inputs, names: &HashMap<Id<Title>, String>) -> Result<Whole, Error> {
    let settlement = settle(inputs).map_err(|fault| Error::Other(format!("{} cannot be settled: {fault}.", asking.month)))?;
    let name = |title| names.get(&title).map_or("", String::as_str);
    let lines = settlement.lines.iter().filter_map(|line| one(&settlement, line, name(line.title))).collect();
    let moved = settlement.transactions.iter().map(moved).collect();
    Ok(Whole { settled: settled(id, asking, &settlement), lines, moved })
}

fn settled(id: Id<Settled>, asking: &Asking, settlement: &Settlement) -> Settled {
    let figures = &settlement.figures;
    Settled {
        id,
        month: number(figures.month),
        from_day: figures.month.first().get().into(),
        until_day: figures.month.end().get().into(),
        currency: figures.currency.to_string(),
        split: figures.paid.as_str().to_owned(),
        thousandths: figures.thousandths.get().into(),
        made: asking.until,
        inputs: *figures.inputs.bytes(),
        recognised: figures.recognised,
        operator: figures.operator,
        pool: figures.pool,
    }
}

fn one(settlement: &Settlement, line: &newsstand_members::settle::Line, name: &str) -> Option<(Line, String)> {
    let statement = Statement::of_title(settlement, line.title, name)?;
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let kept = Line {
        title: line.title,
        publisher: line.publisher,
        name: name.to_owned(),
        minimum: line.minimum,
        reads: count(line.counts.reads),
        readers: line.counts.readers.map(count),
        seconds: count(line.counts.seconds),
        pro_rata: line.pro_rata.due,
        reader_centric: line.reader_centric.due,
        paid: line.paid,
        shortfall: line.shortfall,
    };
    Some((kept, statement.text()))
}

fn moved(transaction: &Transaction) -> Moved {
    let postings = transaction.postings().iter().map(|posting| (posting.account.to_string(), posting.cents));
    let mut postings: Vec<(String, i64)> = postings.collect();
    // As the store gives them back.
    postings.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Moved { memo: transaction.memo().to_owned(), postings }
}

/// Where a settlement that was made again differs from the one that is kept, a sentence each.
pub fn differences(tx: &mut Tx<'_>, kept: &Settled, whole: &Whole) -> Result<Vec<String>, Error> {
    let mut out = Vec::new();
    if *kept != whole.settled {
        out.push(if kept.inputs == whole.settled.inputs { "the figures of the month" } else { "its inputs" }.to_owned());
    }
    if settlements::lines(tx, kept.id)?.len() != whole.lines.len() {
        out.push("the titles".to_owned());
    }
    for (line, text) in &whole.lines {
        if settlements::statement(tx, kept.id, line.title)?.as_ref() != Some(text) {
            out.push(format!("the statement of {}", line.name));
        }
    }
    if settlements::moved(tx, kept.id)? != whole.moved {
        out.push("the ledger".to_owned());
    }
    Ok(out)
}
