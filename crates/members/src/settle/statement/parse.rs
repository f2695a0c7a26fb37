//! Reads what a statement says and computes from it what must follow.

use std::str::FromStr;

use newsstand_news::Id;

use super::super::settlement::operator;
use super::super::{
    Cell, Counts, Cutoff, Day, Due, FOLD, Figures, FoldedCell, Line, MILLIONTHS, MOST_CENTS, Month, Of, Part, Round, Shares,
    Sharing, Split, Thousandths,
};
use super::render::{FOLDED, FORM, NONE, OWN};
use super::{Addressee, Disagreement, Named, Statement, csv};

/// The highest count that is believed. Products of the figures of a row stay within 128 bits.
const MOST_COUNT: i128 = 1_000_000_000_000;

/// The highest weight: all money there can be, in millionths of a cent.
const MOST_WEIGHT: i128 = MOST_CENTS as i128 * MILLIONTHS;

/// A statement in which everything that follows from something else is computed, not read; and the row of each title.
pub(super) fn statement(rows: &[&str]) -> Result<(Statement, Vec<usize>), Disagreement> {
    let mut rows = Rows { rows, at: 0 };
    let (addressee, name, figures) = head(&mut rows)?;
    let (mut titles, mut places) = (Vec::new(), Vec::new());
    while rows.is("Title") {
        places.push(rows.at + 1);
        titles.push(title(&mut rows, &figures)?);
    }
    for total in ["reads", "minimum", "shortfall", "paid"] {
        rows.fixed("Total", total)?;
    }
    if rows.at < rows.rows.len() {
        rows.refuse("nothing more")
    } else {
        Ok((Statement { addressee, name, figures, titles }, places))
    }
}

struct Rows<'a> {
    rows: &'a [&'a str],
    at: usize,
}

/// The fields of a row behind its key.
type Values = [String; csv::FIELDS];

impl Rows<'_> {
    fn is(&self, key: &str) -> bool {
        self.rows.get(self.at).is_some_and(|row| row.strip_prefix(key).is_some_and(|rest| rest.starts_with(',')))
    }

    fn refuse<T>(&self, should: impl Into<String>) -> Result<T, Disagreement> {
        let says = self.rows.get(self.at).map(|row| (*row).to_owned());
        Err(Disagreement { row: self.at + 1, says, should: should.into() })
    }

    /// Reads the row of a key.
    fn read<T>(&mut self, key: &str, read: impl FnOnce(&Values) -> Option<T>) -> Result<T, Disagreement> {
        let values = self.rows.get(self.at).and_then(|row| csv::fields(row)).filter(|values| values[0] == key);
        match values.and_then(|values| read(&values)) {
            Some(value) => {
                self.at += 1;
                Ok(value)
            }
            None => self.refuse(format!("a row {key:?} as statements have it")),
        }
    }

    /// Passes a row that follows from others, or has one value.
    fn fixed(&mut self, key: &str, first: &str) -> Result<(), Disagreement> {
        self.read(key, |values| (values[1] == first).then_some(()))
    }

    fn passed(&mut self, key: &str) -> Result<(), Disagreement> {
        self.read(key, |_| Some(()))
    }
}

fn cents(text: &str) -> Option<i64> {
    text.parse().ok().filter(|cents| (-MOST_CENTS..=MOST_CENTS).contains(cents))
}

fn weight(text: &str) -> Option<i128> {
    text.parse().ok().filter(|weight| (0..=MOST_WEIGHT).contains(weight))
}

fn count(text: &str) -> Option<u64> {
    text.parse().ok().filter(|count| i128::from(*count) <= MOST_COUNT)
}

fn id<T>(text: &str) -> Option<Id<T>> {
    Id::from_str(text).ok()
}

/// A number of readers: `None` within when it is too small to be told.
fn readers(text: &str) -> Option<Option<u64>> {
    if text == format!("under {FOLD}") { Some(None) } else { count(text).map(Some) }
}

fn head(rows: &mut Rows<'_>) -> Result<(Addressee, String, Figures), Disagreement> {
    rows.fixed("Newsstand statement", FORM)?;
    let month = rows.read("Month", |values| values[1].parse::<Month>().ok())?;
    let currency = rows.read("Currency", |values| values[1].parse().ok())?;
    let (addressee, name) = rows.read("For", addressee)?;
    let paid = rows.read("Split paid", |values| values[1].parse().ok())?;
    let recognised = rows.read("Members' money", |values| cents(&values[1]))?;
    let thousandths = rows.read("Operator's thousandths", |values| Thousandths::new(values[1].parse().ok()?))?;
    rows.passed("Operator")?;
    rows.passed("Pool")?;
    let mut unread = rows.read("Sharing", |values| sharing("unread", values).filter(|_| values[2] == "reads"))?;
    let mut pro_rata = round(rows, Split::ProRata.as_str())?;
    let mut reader_centric = round(rows, Split::ReaderCentric.as_str())?;
    let inputs = rows.read("Inputs", |values| values[1].parse().ok())?;
    let operator = operator(recognised, thousandths, pro_rata.share.weight > 0);
    let pool = recognised - operator;
    for round in [&mut pro_rata, &mut reader_centric] {
        round.share.pool = i128::from(pool);
    }
    unread.weight = pro_rata.share.weight;
    let figures =
        Figures { month, currency, paid, thousandths, recognised, operator, pool, unread, pro_rata, reader_centric, inputs };
    Ok((addressee, name, figures))
}

fn addressee(values: &Values) -> Option<(Addressee, String)> {
    let addressee = match values[1].as_str() {
        "title" => Addressee::Title(id(&values[2])?),
        "publisher" => Addressee::Publisher(id(&values[2])?),
        _ => return None,
    };
    Some((addressee, csv::cleaned(&values[3])))
}

fn round(rows: &mut Rows<'_>, split: &str) -> Result<Round, Disagreement> {
    let share = rows.read("Sharing", |values| sharing(split, values).filter(|_| values[2] == "share"))?;
    let due = rows.read("Sharing", |values| {
        let sharing = sharing(split, values)?;
        match values[2].as_str() {
            "filled" => Some(Due::Filled(sharing)),
            "scaled" => Some(Due::Scaled(sharing)),
            _ => None,
        }
    })?;
    Ok(Round { share, due })
}

fn sharing(split: &str, values: &Values) -> Option<Sharing> {
    let cutoff = match (values[5].as_str(), values[6].as_str()) {
        ("", "") => None,
        (remainder, title) => Some(Cutoff { remainder: weight(remainder)?, title: id(title)? }),
    };
    let sharing = Sharing { pool: weight(&values[3])?, weight: weight(&values[4])?, cutoff };
    (values[1] == split).then_some(sharing)
}

fn title(rows: &mut Rows<'_>, figures: &Figures) -> Result<Named, Disagreement> {
    let (title, publisher, name) =
        rows.read("Title", |values| Some((id(&values[1])?, id(&values[2])?, csv::cleaned(&values[3]))))?;
    let (counts, money) = counts(rows)?;
    rows.passed("Weight")?;
    rows.passed("Share")?;
    rows.passed("Share")?;
    let minimum = rows.read("Minimum", |values| cents(&values[2]).filter(|minimum| *minimum >= 0))?;
    rows.passed("Shortfall")?;
    rows.passed("Paid")?;
    let weight = money.saturating_add(figures.unread.gives(title, i128::from(counts.reads)));
    let (pro_rata, reader_centric) = (Shares::default(), Shares::default());
    let line = Line { title, publisher, minimum, counts, weight, pro_rata, reader_centric, paid: 0, shortfall: 0 };
    Ok(Named { name, line: line.computed(figures) })
}

/// The counts of a title, its reads summed from its days, and what its readers brought.
fn counts(rows: &mut Rows<'_>) -> Result<(Counts, i128), Disagreement> {
    rows.passed("Reads")?;
    let mut counts = Counts { readers: rows.read("Readers", |values| readers(&values[2]))?, ..Counts::default() };
    counts.seconds = rows.read("Seconds", |values| count(&values[2]))?;
    for key in ["Day", "Section", "Origin"] {
        while rows.is(key) {
            counts.parts.push(rows.read(key, |values| Some(Part { of: of(key, &values[2])?, reads: count(&values[3])? }))?);
        }
    }
    while rows.is("Cell") {
        counts.cells.push(rows.read("Cell", cell)?);
    }
    if rows.is("Folded cell") {
        counts.folded = Some(rows.read("Folded cell", folded)?);
    }
    let days = counts.parts.iter().filter(|part| matches!(part.of, Of::Day(_) | Of::OtherDays));
    counts.reads = days.fold(0, |sum, part| sum.saturating_add(part.reads));
    let money = counts.cells.iter().map(|cell| cell.millionths).chain(counts.folded.map(|cell| cell.millionths)).sum();
    Ok((counts, money))
}

fn of(key: &str, word: &str) -> Option<Of> {
    Some(match (key, word) {
        ("Day", FOLDED) => Of::OtherDays,
        ("Day", date) => Of::Day(day(date)?),
        ("Section", FOLDED) => Of::OtherSections,
        ("Section", NONE) => Of::NoSection,
        ("Section", section) => Of::Section(section.parse().ok()?),
        (_, FOLDED) => Of::OtherOrigins,
        (_, OWN) => Of::Own,
        (_, title) => Of::CopyOf(id(title)?),
    })
}

fn day(date: &str) -> Option<Day> {
    let (month, number) = date.rsplit_once('-')?;
    let month: Month = month.parse().ok()?;
    let day = Day::new(month.first().get() + number.parse::<u8>().ok().and_then(|number| number.checked_sub(1)).map(i32::from)?);
    month.has(day).then_some(day)
}

fn cell(values: &Values) -> Option<Cell> {
    Some(Cell {
        money: cents(&values[2])?,
        all: count(&values[3])?,
        own: count(&values[4])?,
        readers: count(&values[5])?,
        millionths: weight(&values[6])?,
    })
}

fn folded(values: &Values) -> Option<FoldedCell> {
    Some(FoldedCell { readers: readers(&values[2])?, reads: count(&values[3])?, millionths: weight(&values[4])? })
}
