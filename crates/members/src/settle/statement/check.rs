//! Computes a statement again from its own rows and says where it disagrees.

use super::super::{Cell, Counts, Digest, Due, FOLD, Figures, Line, MILLIONTHS, MOST_TEXT, Month, Of, Part, Round, Sharing};
use super::{Addressee, Statement, csv, parse, render};

/// A statement that agrees with itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// To whom it goes.
    pub addressee: Addressee,
    /// Of which month.
    pub month: Month,
    /// How many titles it is about.
    pub titles: usize,
    /// What it pays, in cents.
    pub paid: i128,
    /// SHA-256 of the month's inputs, as it says.
    pub inputs: Digest,
    /// SHA-256 of its rows.
    pub rows: Digest,
}

/// A place where a statement does not follow from itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The row, counted from 1.
    pub row: usize,
    /// The row as it is; `None` where no row alone is wrong.
    pub says: Option<String>,
    /// The row as it follows from the others, or what should hold.
    pub should: String,
}

impl std::fmt::Display for Disagreement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.says {
            Some(says) => write!(f, "row {} says {says:?}; from the others follows {:?}", self.row, self.should),
            None => write!(f, "row {}: there should be {}", self.row, self.should),
        }
    }
}

/// The most disagreements that are told.
const MOST_TOLD: usize = 100;

/// Checks the text of a statement: the hash of its rows; every sum; both shares of every title, from the figures of the
/// month and the title's own reads and cells; the minimums; what is paid. Whatever follows from other rows is computed
/// and written anew, and the two texts are compared row by row. Linear in the text.
///
/// # Errors
/// Where the statement disagrees with itself, at most 100 places, by row.
pub fn check(text: &str) -> Result<Checked, Vec<Disagreement>> {
    read(text).map(|(statement, rows)| checked(&statement, rows))
}

/// The statement that a text is, with the SHA-256 of its rows: checked, as [`check`] does.
///
/// # Errors
/// As [`check`].
pub fn read(text: &str) -> Result<(Statement, Digest), Vec<Disagreement>> {
    let (rows, hash) = rows(text).map_err(|wrong| vec![wrong])?;
    let computed = Digest::of_text(text.get(..hash.begins).unwrap_or(""));
    let mut wrong = Vec::new();
    let should = csv::row(&["SHA-256".to_owned(), computed.to_string()]);
    if hash.says != should {
        wrong.push(Disagreement { row: rows.len() + 1, says: Some(hash.says.to_owned()), should });
    }
    match parse::statement(&rows) {
        Err(unread) => wrong.push(unread),
        Ok((statement, places)) => {
            differences(&rows, &statement, &mut wrong);
            contradictions(&statement, &places, &mut wrong);
            if wrong.is_empty() {
                return Ok((statement, computed));
            }
        }
    }
    wrong.sort_by_key(|wrong| wrong.row);
    wrong.truncate(MOST_TOLD);
    Err(wrong)
}

fn checked(statement: &Statement, rows: Digest) -> Checked {
    Checked {
        addressee: statement.addressee,
        month: statement.figures.month,
        titles: statement.titles.len(),
        paid: statement.paid(),
        inputs: statement.figures.inputs,
        rows,
    }
}

/// The last row, and the byte it begins at.
struct Hash<'a> {
    says: &'a str,
    begins: usize,
}

/// The rows without the last, and the last.
fn rows(text: &str) -> Result<(Vec<&str>, Hash<'_>), Disagreement> {
    let refused = |should: &str| Disagreement { row: 1, says: None, should: should.to_owned() };
    if text.len() > MOST_TEXT {
        return Err(refused("a statement of at most 64 MiB"));
    }
    let whole = text.strip_suffix(csv::END).ok_or_else(|| refused("rows that each end with CR LF"))?;
    let mut rows: Vec<&str> = whole.split(csv::END).collect();
    let says = rows.pop().unwrap_or("");
    Ok((rows, Hash { says, begins: whole.len() - says.len() }))
}

/// Rows that are not as they are computed.
fn differences(rows: &[&str], statement: &Statement, wrong: &mut Vec<Disagreement>) {
    for (at, (says, should)) in rows.iter().zip(render::rows(statement)).enumerate() {
        if *says != should {
            wrong.push(Disagreement { row: at + 1, says: Some((*says).to_owned()), should });
        }
    }
}

/// What no row says, and all of them together must not break.
fn contradictions(statement: &Statement, places: &[usize], wrong: &mut Vec<Disagreement>) {
    let mut told = |row: usize, holds: bool, should: &str| {
        if !holds {
            wrong.push(Disagreement { row, says: None, should: should.to_owned() });
        }
    };
    let figures = &statement.figures;
    told(1, statement.paid() <= i128::from(figures.pool.max(0)), "no more paid than the pool");
    for round in [&figures.pro_rata, &figures.reader_centric] {
        told(1, sound(round), "minimums and roundings within the pool");
    }
    told(1, weighed(figures), "weights that sum to the members' money");
    told(1, addressed(statement), "the addressee's own titles, by id, once each");
    for (named, row) in statement.titles.iter().zip(places) {
        let (line, counts) = (&named.line, &named.line.counts);
        told(*row, counts.parts.windows(2).all(in_order), "days, sections and origins in order, once each");
        told(*row, counts.parts.iter().all(|part| of_month(part, figures.month)), "days of the month");
        told(*row, parts_sum(counts), "sections and origins that each sum to the reads");
        told(*row, counts.cells.iter().all(sound_cell), "cells of readers who bring money × own ÷ all each");
        told(*row, cells_sum(counts), "cells that sum to the reads and readers");
        told(*row, weighs(line, figures), "no more weight than all titles together");
    }
}

/// A remainder is less than the whole weight.
fn rounded(sharing: &Sharing) -> bool {
    sharing.cutoff.is_none_or(|last| last.remainder < sharing.weight)
}

/// The weights of all titles by readers are the members' money, to the millionth of a cent; more only where what was
/// refunded beyond what was paid ate up the money of those who read nothing.
fn weighed(figures: &Figures) -> bool {
    let (weights, money) = (figures.reader_centric.share.weight, i128::from(figures.recognised) * MILLIONTHS);
    let all = match (figures.pro_rata.share.weight, figures.unread.pool) {
        (0, _) => weights == 0,
        (_, 0) => weights >= money,
        _ => weights == money,
    };
    all && rounded(&figures.unread)
}

fn sound(round: &Round) -> bool {
    let due = round.due.sharing();
    let within = match round.due {
        Due::Filled(rest) => (0..=round.share.pool).contains(&rest.pool) && rest.weight <= round.share.weight,
        Due::Scaled(by_minimum) => by_minimum.pool == round.share.pool && by_minimum.weight > by_minimum.pool,
    };
    rounded(&round.share) && rounded(due) && within
}

fn addressed(statement: &Statement) -> bool {
    let ordered = statement.titles.windows(2).all(|pair| matches!(pair, [a, b] if a.line.title < b.line.title));
    ordered
        && match statement.addressee {
            Addressee::Title(title) => {
                let [only] = statement.titles.as_slice() else { return false };
                only.line.title == title && only.name == statement.name
            }
            Addressee::Publisher(publisher) => statement.titles.iter().all(|named| named.line.publisher == publisher),
        }
}

/// Parts are ordered as they are named: days, what is left of them, sections, what is left of them, origins.
fn in_order(pair: &[Part]) -> bool {
    matches!(pair, [a, b] if a.of < b.of)
}

fn of_month(part: &Part, month: Month) -> bool {
    match part.of {
        Of::Day(day) => month.has(day),
        _ => true,
    }
}

/// The days are what the reads were summed from; sections and origins must sum to the same.
fn parts_sum(counts: &Counts) -> bool {
    let sum = |of: fn(&Of) -> bool| -> i128 {
        counts.parts.iter().filter(|part| of(&part.of)).map(|part| i128::from(part.reads)).sum()
    };
    let sections = sum(|of| matches!(of, Of::Section(_) | Of::NoSection | Of::OtherSections));
    let origins = sum(|of| matches!(of, Of::Own | Of::CopyOf(_) | Of::OtherOrigins));
    sections == i128::from(counts.reads) && origins == sections
}

/// A reader's part is rounded, so a cell of n readers lies between n times the part rounded down and rounded up.
fn sound_cell(cell: &Cell) -> bool {
    if cell.readers < FOLD || cell.own == 0 || cell.own > cell.all || cell.money < 0 {
        return false;
    }
    let whole = i128::from(cell.money) * MILLIONTHS * i128::from(cell.own);
    let (all, readers) = (i128::from(cell.all), i128::from(cell.readers));
    let (down, up) = (whole / all, whole / all + i128::from(whole % all > 0));
    (down * readers..=up * readers).contains(&cell.millionths)
}

fn cells_sum(counts: &Counts) -> bool {
    let cell = |cell: &Cell| (i128::from(cell.readers), i128::from(cell.readers) * i128::from(cell.own));
    let add = |a: (i128, i128), b: (i128, i128)| (a.0 + b.0, a.1 + b.1);
    let shown = counts.cells.iter().map(cell).fold((0, 0), add);
    let folded_reads = counts.folded.map_or(0, |folded| i128::from(folded.reads));
    let few = counts.folded.is_some_and(|folded| folded.readers.is_none());
    let folded_readers = counts.folded.and_then(|folded| folded.readers).map_or(0, i128::from);
    let readers = shown.0 + folded_readers;
    let told = match counts.readers {
        None => counts.cells.is_empty() && folded_readers == 0,
        Some(told) => !few && i128::from(told) == readers && told >= FOLD,
    };
    told && shown.1 + folded_reads == i128::from(counts.reads)
}

fn weighs(line: &Line, figures: &Figures) -> bool {
    i128::from(line.counts.reads) <= figures.pro_rata.share.weight && line.weight <= figures.reader_centric.share.weight
}
