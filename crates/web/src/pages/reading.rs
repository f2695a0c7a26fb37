//! An article as one reader may see it: its text, and whether they paid for this one.

use newsstand_members::Shown;
use newsstand_news::{Article, Id, Terms};
use newsstand_store::articles::{self, Stored as Whole};
use newsstand_store::{Error, Tx, bought};

use crate::door::Visitor;
use crate::rights::Rights;
use crate::shelf::OnShelf;

/// It.
pub struct Reading {
    /// The article as it is kept.
    pub whole: Whole,
    /// Its text, without markup.
    pub text: String,
    /// Whether this reader paid for it by itself.
    pub bought: bool,
}

impl Reading {
    /// Reads it; none where there is no such article.
    pub fn of(tx: &mut Tx<'_>, visitor: &Visitor, id: Id<Article>) -> Result<Option<Self>, Error> {
        let Some(whole) = articles::by_id(tx, id)? else { return Ok(None) };
        let bought = visitor.reader.map_or(Ok(false), |reader| bought::has(tx, reader, id))?;
        Ok(Some(Self { text: newsstand_extract::text(whole.article.body.html()), whole, bought }))
    }

    /// What is shown of it.
    pub fn shown(&self, rights: &Rights, title: &OnShelf) -> Shown<'_> {
        rights.access(title, &self.whole.article, &self.text, self.bought)
    }

    /// Whether reading it counts for its title: all of it is shown, and it is for members.
    pub fn counts(&self, rights: &Rights, title: &OnShelf) -> bool {
        let members = rights.held(title, &self.whole.article).terms() == Terms::Members;
        members && matches!(self.shown(rights, title), Shown::Full(_))
    }
}
