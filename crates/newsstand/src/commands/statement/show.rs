//! `newsstand statement show`: what a settled month came to, or one title's statement.

use newsstand_members::settle::{Month, Split};
use newsstand_news::{Id, Title};
use newsstand_store::settlements::{self, Line, Settled};
use newsstand_store::titles;
use std::collections::HashMap;

use super::super::money::shown;
use super::super::titles::find_title;
use super::{called, month_of, number};
use crate::cli::exit;
use crate::cli::money::Show;
use crate::commands::{Failure, Outcome, print_json};
use crate::stand::Stand;

/// Shows the month, or one title.
pub fn run(stand: &Stand, command: &Show, json: bool) -> Outcome {
    let settled = find(stand, command.month, command.currency.as_deref())?;
    let Some(slug) = &command.title else { return all(stand, &settled, json) };
    let title = find_title(stand, slug)?.title;
    let (lines, text) = stand
        .store
        .read_here(|tx| Ok((settlements::lines(tx, settled.id)?, settlements::statement(tx, settled.id, title.id)?)))?;
    let line = lines.into_iter().find(|line| line.title == title.id).zip(text);
    let Some((line, text)) = line else {
        return Err(format!("{} was not for members in {}: it has no statement.", title.name, command.month).into());
    };
    if command.csv {
        say_on!("{text}");
    } else if json {
        print_json(&as_json(&settled, &line, &title.slug)?)?;
    } else {
        one(&settled, &line)?;
    }
    Ok(exit::OK)
}

/// The settlement of a month; the currency is needed where there are several.
pub fn find(stand: &Stand, month: Month, currency: Option<&str>) -> Result<Settled, Failure> {
    let currency = currency.map(super::super::money::currency).transpose()?;
    let wanted = |known: &Settled| currency.is_none_or(|currency| currency.to_string() == known.currency);
    let all = stand.store.read_here(settlements::all)?;
    let mut found = all.into_iter().filter(|known| known.month == number(month) && wanted(known));
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(format!("{month} was not settled yet: `newsstand statement settle {month}` does.").into()),
        _ => Err(format!("{month} was settled in more than one currency: name a --currency.").into()),
    }
}

fn all(stand: &Stand, settled: &Settled, json: bool) -> Outcome {
    let (lines, all) = stand.store.read_here(|tx| Ok((settlements::lines(tx, settled.id)?, titles::all(tx)?)))?;
    if !json {
        month(settled, lines.iter())?;
        return Ok(exit::OK);
    }
    let slugs: HashMap<Id<Title>, String> = all.into_iter().map(|on| (on.title.id, on.title.slug)).collect();
    for line in &lines {
        print_json(&as_json(settled, line, slugs.get(&line.title).map_or("", String::as_str))?)?;
    }
    Ok(exit::OK)
}

/// A month with a row for each title.
pub fn month<'a>(settled: &Settled, lines: impl Iterator<Item = &'a Line> + Clone) -> Result<(), Failure> {
    let Settled { currency, recognised, operator, pool, .. } = settled;
    let percent = format!("{}.{}", settled.thousandths / 10, settled.thousandths % 10);
    say!("{}, paid {}", month_of(settled)?, called(settled.split.parse()?));
    say!("Members' money  {:>14} {currency}", shown(*recognised));
    say!("The operator    {:>14} {currency} ({percent} percent)", shown(*operator));
    say!("The titles      {:>14} {currency}", shown(*pool));
    say!("Inputs          {}", hexadecimal(&settled.inputs));
    let width = lines.clone().map(|line| line.name.chars().count()).max().unwrap_or(0).clamp(5, 40);
    say!(
        "\n{:width$} {:>9} {:>8} {:>12} {:>12} {:>12}",
        "title",
        "reads",
        "readers",
        "by reads",
        "by readers",
        "paid"
    );
    for line in lines {
        let (reads, readers) = (line.reads, readers(line));
        let money = [line.pro_rata, line.reader_centric, line.paid].map(shown);
        let lacks = if line.shortfall > 0 { format!("  lacks {}", shown(line.shortfall)) } else { String::new() };
        say!(
            "{:width$} {reads:>9} {readers:>8} {:>12} {:>12} {:>12}{lacks}",
            line.name,
            money[0],
            money[1],
            money[2]
        );
    }
    Ok(())
}

fn readers(line: &Line) -> String {
    line.readers.map_or_else(|| format!("under {}", newsstand_members::settle::FOLD), |readers| readers.to_string())
}

fn one(settled: &Settled, line: &Line) -> Result<(), Failure> {
    let currency = &settled.currency;
    let paid: Split = settled.split.parse()?;
    say!("{}, {}", line.name, month_of(settled)?);
    say!("Reads        {:>12} by {} readers, {} s", line.reads, readers(line), line.seconds);
    for (split, cents) in [(Split::ProRata, line.pro_rata), (Split::ReaderCentric, line.reader_centric)] {
        let is_paid = if split == paid { ", which is paid" } else { "" };
        say!("{:12} {:>12} {currency}{is_paid}", called(split), shown(cents));
    }
    say!("Minimum      {:>12} {currency}", shown(line.minimum));
    if line.shortfall > 0 {
        say!("Lacks        {:>12} {currency}", shown(line.shortfall));
    }
    say!("Paid         {:>12} {currency}", shown(line.paid));
    say!("Inputs       {}", hexadecimal(&settled.inputs));
    Ok(())
}

fn as_json(settled: &Settled, line: &Line, slug: &str) -> Result<serde_json::Value, Failure> {
    Ok(serde_json::json!({
        "month": month_of(settled)?.to_string(), "currency": settled.currency, "split": settled.split, "slug": slug,
        "title": line.name, "title_id": line.title.get(), "publisher_id": line.publisher.get(), "reads": line.reads,
        "readers": line.readers, "seconds": line.seconds, "minimum": line.minimum, "pro_rata": line.pro_rata,
        "reader_centric": line.reader_centric, "paid": line.paid, "shortfall": line.shortfall,
        "inputs": hexadecimal(&settled.inputs),
    }))
}

/// A hash as statements have it.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
