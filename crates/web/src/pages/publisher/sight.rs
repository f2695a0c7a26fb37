//! Whose statements a request may see.

use newsstand_members::roles::Role;
use newsstand_news::{Id, Publisher};
use newsstand_store::settlements::{self, Line, Settled};
use newsstand_store::{Error, Tx, publisher_people};

use crate::door::{Trouble, Visitor};
use crate::shelf::Shelf;
use crate::state::State;

/// Whose statements somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Everybody's: the operator settles them.
    All,
    /// Those of these publishers.
    Own(Vec<Id<Publisher>>),
}

impl Sight {
    /// A visitor's.
    pub async fn of(state: &State, visitor: &Visitor) -> Result<Self, Error> {
        match (visitor.role, visitor.reader) {
            (Role::Operator, _) => Ok(Sight::All),
            (Role::Publisher, Some(reader)) => {
                Ok(Sight::Own(state.read(move |tx| publisher_people::of_reader(tx, reader)).await?))
            }
            _ => Ok(Sight::Own(Vec::new())),
        }
    }

    /// Whether it reaches a publisher.
    pub fn reaches(&self, publisher: Id<Publisher>) -> bool {
        match self {
            Sight::All => true,
            Sight::Own(own) => own.contains(&publisher),
        }
    }

    /// A settlement with its lines that are seen; none where there are none.
    pub fn month(&self, tx: &mut Tx<'_>, settlement: Id<Settled>) -> Result<Option<(Settled, Vec<Line>)>, Error> {
        let Some(settled) = settlements::by_id(tx, settlement)? else { return Ok(None) };
        let mut lines = settlements::lines(tx, settlement)?;
        lines.retain(|line| self.reaches(line.publisher));
        Ok((!lines.is_empty()).then_some((settled, lines)))
    }
}

/// One title's line of a settlement, and the text of its statement, where they are seen.
pub async fn one(
    state: &State,
    visitor: &Visitor,
    shelf: &Shelf,
    settlement: &str,
    slug: &str,
) -> Result<(Settled, Line, String), Trouble> {
    let sight = Sight::of(state, visitor).await?;
    let settlement: Id<Settled> = settlement.parse().map_err(|_| Trouble::NotFound)?;
    let title = shelf.by_slug(slug).ok_or(Trouble::NotFound)?.stored.title.id;
    let found = state.read(move |tx| {
        let Some((settled, lines)) = sight.month(tx, settlement)? else { return Ok(None) };
        let line = lines.into_iter().find(|line| line.title == title);
        let text = if line.is_some() { settlements::statement(tx, settlement, title)? } else { None };
        Ok(line.zip(text).map(|(line, text)| (settled, line, text)))
    });
    found.await?.ok_or(Trouble::NotFound)
}
