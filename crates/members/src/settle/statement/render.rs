//! The rows of a statement, in their one order.

use super::super::{Digest, Due, FOLD, Line, Of, Round, Sharing, Split};
use super::{Addressee, Named, Statement, csv};

/// The whole text.
pub(super) fn text(statement: &Statement) -> String {
    let mut text = String::new();
    for row in rows(statement) {
        text.push_str(&row);
        text.push_str(csv::END);
    }
    let hash = csv::row(&["SHA-256".to_owned(), Digest::of_text(&text).to_string()]);
    text + &hash + csv::END
}

/// All rows but the last, without their ends.
pub(super) fn rows(statement: &Statement) -> Vec<String> {
    let mut out = Rows(Vec::new());
    head(statement, &mut out);
    statement.titles.iter().for_each(|named| title(named, &mut out));
    totals(statement, &mut out);
    out.0
}

struct Rows(Vec<String>);

impl Rows {
    fn put(&mut self, key: &str, values: &[&dyn std::fmt::Display]) {
        let mut fields = vec![key.to_owned()];
        fields.extend(values.iter().map(ToString::to_string));
        self.0.push(csv::row(&fields));
    }
}

/// Which form of a statement this is.
pub(super) const FORM: &str = "1";

fn head(statement: &Statement, out: &mut Rows) {
    let figures = &statement.figures;
    out.put("Newsstand statement", &[&FORM]);
    out.put("Month", &[&figures.month]);
    out.put("Currency", &[&figures.currency]);
    match statement.addressee {
        Addressee::Title(id) => out.put("For", &[&"title", &id, &statement.name]),
        Addressee::Publisher(id) => out.put("For", &[&"publisher", &id, &statement.name]),
    }
    out.put("Split paid", &[&figures.paid.as_str()]);
    out.put("Members' money", &[&figures.recognised]);
    out.put("Operator's thousandths", &[&figures.thousandths.get()]);
    out.put("Operator", &[&figures.operator]);
    out.put("Pool", &[&figures.pool]);
    sharing("unread", "reads", &figures.unread, out);
    round(Split::ProRata.as_str(), &figures.pro_rata, out);
    round(Split::ReaderCentric.as_str(), &figures.reader_centric, out);
    out.put("Inputs", &[&figures.inputs]);
}

fn round(split: &str, round: &Round, out: &mut Rows) {
    sharing(split, "share", &round.share, out);
    match &round.due {
        Due::Filled(rest) => sharing(split, "filled", rest, out),
        Due::Scaled(by_minimum) => sharing(split, "scaled", by_minimum, out),
    }
}

fn sharing(split: &str, of: &str, sharing: &Sharing, out: &mut Rows) {
    match sharing.cutoff {
        Some(last) => out.put("Sharing", &[&split, &of, &sharing.pool, &sharing.weight, &last.remainder, &last.title]),
        None => out.put("Sharing", &[&split, &of, &sharing.pool, &sharing.weight]),
    }
}

fn title(named: &Named, out: &mut Rows) {
    let line = &named.line;
    let id = &line.title;
    out.put("Title", &[id, &line.publisher, &named.name]);
    counts(line, out);
    out.put("Weight", &[id, &line.weight]);
    for (split, shares) in [(Split::ProRata, line.pro_rata), (Split::ReaderCentric, line.reader_centric)] {
        out.put("Share", &[id, &split.as_str(), &shares.share, &shares.due]);
    }
    out.put("Minimum", &[id, &line.minimum]);
    out.put("Shortfall", &[id, &line.shortfall]);
    out.put("Paid", &[id, &line.paid]);
}

fn counts(line: &Line, out: &mut Rows) {
    let (id, counts) = (&line.title, &line.counts);
    out.put("Reads", &[id, &counts.reads]);
    out.put("Readers", &[id, &readers(counts.readers)]);
    out.put("Seconds", &[id, &counts.seconds]);
    for part in &counts.parts {
        let (key, of) = words(part.of);
        out.put(key, &[id, &of, &part.reads]);
    }
    for cell in &counts.cells {
        out.put("Cell", &[id, &cell.money, &cell.all, &cell.own, &cell.readers, &cell.millionths]);
    }
    if let Some(folded) = counts.folded {
        out.put("Folded cell", &[id, &readers(folded.readers), &folded.reads, &folded.millionths]);
    }
}

/// A number of readers, or that it is too small to be told.
fn readers(readers: Option<u64>) -> String {
    readers.map_or_else(|| format!("under {FOLD}"), |readers| readers.to_string())
}

/// The row's key and what it is of.
fn words(of: Of) -> (&'static str, String) {
    match of {
        Of::Day(day) => ("Day", day.to_string()),
        Of::OtherDays => ("Day", FOLDED.to_owned()),
        Of::Section(section) => ("Section", section.as_str().to_owned()),
        Of::NoSection => ("Section", NONE.to_owned()),
        Of::OtherSections => ("Section", FOLDED.to_owned()),
        Of::Own => ("Origin", OWN.to_owned()),
        Of::CopyOf(title) => ("Origin", title.to_string()),
        Of::OtherOrigins => ("Origin", FOLDED.to_owned()),
    }
}

/// The word for what was folded together.
pub(super) const FOLDED: &str = "folded";

/// The word for no section.
pub(super) const NONE: &str = "none";

/// The word for what is no copy.
pub(super) const OWN: &str = "own";

fn totals(statement: &Statement, out: &mut Rows) {
    let sum = |of: &dyn Fn(&Line) -> i128| statement.titles.iter().map(|named| of(&named.line)).sum::<i128>();
    out.put("Total", &[&"reads", &sum(&|line| i128::from(line.counts.reads))]);
    out.put("Total", &[&"minimum", &sum(&|line| i128::from(line.minimum))]);
    out.put("Total", &[&"shortfall", &sum(&|line| i128::from(line.shortfall))]);
    out.put("Total", &[&"paid", &statement.paid()]);
}
