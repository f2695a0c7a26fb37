//! What one title or one publisher is owed for a month, as CSV that can be checked without anything else.

mod check;
mod csv;
mod parse;
mod render;

use newsstand_news::{Id, Publisher, Title};

use super::{Figures, Line, Settlement};

pub use check::{Checked, Disagreement, check, read};

/// To whom a statement goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// About one title.
    Title(Id<Title>),
    /// About all titles of a publisher.
    Publisher(Id<Publisher>),
}

/// A title in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it gets.
    pub line: Line,
}

/// A statement. It names no reader: who read is told in cells of readers who are alike, small ones folded together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// To whom it goes.
    pub addressee: Addressee,
    /// The addressee's name.
    pub name: String,
    /// The figures of the month.
    pub figures: Figures,
    /// The titles, by id.
    pub titles: Vec<Named>,
}

impl Statement {
    /// The statement of one title; `None` when the month has no such title for members.
    pub fn of_title(settlement: &Settlement, title: Id<Title>, name: &str) -> Option<Self> {
        let at = settlement.lines.binary_search_by_key(&title, |line| line.title).ok()?;
        let named = Named { name: csv::cleaned(name), line: settlement.lines.get(at)?.clone() };
        Some(Statement {
            addressee: Addressee::Title(title),
            name: csv::cleaned(name),
            figures: settlement.figures.clone(),
            titles: vec![named],
        })
    }

    /// The statement of a publisher, over all its titles for members.
    pub fn of_publisher(
        settlement: &Settlement,
        publisher: Id<Publisher>,
        name: &str,
        name_of: impl Fn(Id<Title>) -> String,
    ) -> Self {
        let own = settlement.lines.iter().filter(|line| line.publisher == publisher);
        let titles = own.map(|line| Named { name: csv::cleaned(&name_of(line.title)), line: line.clone() }).collect();
        Statement {
            addressee: Addressee::Publisher(publisher),
            name: csv::cleaned(name),
            figures: settlement.figures.clone(),
            titles,
        }
    }

    /// What is paid by it, in cents.
    pub fn paid(&self) -> i128 {
        self.titles.iter().map(|named| i128::from(named.line.paid)).sum()
    }

    /// The statement as CSV: RFC 4180, seven fields a row, the last row the SHA-256 of all rows before it.
    pub fn text(&self) -> String {
        render::text(self)
    }
}
