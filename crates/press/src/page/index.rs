//! Front and section pages: a list of teasers.

use super::{Desk, Figure, Stamp};
use crate::world::{Article, Shelf, Story, Today, Wall};

/// What a list shows of an article.
#[derive(Debug, Clone)]
pub(crate) struct Teaser<'w> {
    /// The article.
    pub article: &'w Article,
    /// The story it belongs to.
    pub story: &'w str,
    /// Its headline.
    pub headline: String,
    /// Its page.
    pub address: String,
    /// The title's name for its section.
    pub shelf: &'w str,
    /// Its picture.
    pub picture: Option<Figure>,
    /// When it came out.
    pub stamp: Stamp,
    /// Who may read it.
    pub wall: Wall,
}

impl<'w> Teaser<'w> {
    pub(super) fn of(desk: &Desk<'w>, story: &'w Story, article: &'w Article, headline: &str) -> Self {
        let shelf = desk.site.title.shelf(article.section);
        Self {
            article,
            story: &story.slug,
            headline: headline.to_owned(),
            address: desk.site.article(article),
            shelf: shelf.map_or("", |shelf| shelf.label.as_str()),
            picture: article.lead.as_ref().map(|drawn| Figure::of(desk, article.picture_id(0), drawn)),
            stamp: desk.stamp(article.hours),
            wall: desk.wall(article),
        }
    }

    /// The sentence under the headline; empty when there is none.
    pub fn standfirst(&self) -> &'w str {
        self.article.standfirst.as_deref().unwrap_or("")
    }
}

/// A front page or a section's page.
#[derive(Debug)]
pub(crate) struct IndexPage<'w> {
    /// Whose.
    pub desk: Desk<'w>,
    /// Which section; none for the front page.
    pub shelf: Option<&'w Shelf>,
    /// What it lists, newest first.
    pub teasers: Vec<Teaser<'w>>,
}

impl<'w> IndexPage<'w> {
    /// The front page, or a section's.
    pub fn new(desk: Desk<'w>, shelf: Option<&'w Shelf>, today: &Today<'w>) -> Self {
        let mine = today.of_title(&desk.site.title.id);
        let wanted = mine.filter(|current| shelf.is_none_or(|shelf| shelf.section == current.article.section));
        Self { desk, shelf, teasers: wanted.map(|current| desk.teaser(current)).collect() }
    }

    /// Its address.
    pub fn address(&self) -> String {
        self.shelf.map_or_else(|| self.desk.site.home(), |shelf| self.desk.site.section(shelf))
    }

    /// What the window's title says.
    pub fn name(&self) -> String {
        let title = self.desk.site.title;
        self.shelf.map_or_else(
            || format!("{} – {}", title.name, title.tagline),
            |shelf| format!("{} | {}", shelf.label, title.name),
        )
    }
}
