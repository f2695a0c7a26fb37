//! A title's feeds in the format it speaks.

mod atom;
mod json;
mod rdf;
mod rss;
mod sitemap;
mod text;

pub(crate) use sitemap::sitemap;

use crate::page::{ArticlePage, Desk};
use crate::world::{Shelf, Speaks, Today};

/// How many articles a feed carries, newest first.
const LENGTH: usize = 40;

/// A feed: all of a title's news, or a section's.
pub(crate) struct Feed<'w> {
    desk: Desk<'w>,
    shelf: Option<&'w Shelf>,
    pages: Vec<ArticlePage<'w>>,
}

/// A feed as sent.
pub(crate) struct Printed {
    /// Its media type.
    pub kind: &'static str,
    /// Its text.
    pub text: String,
}

impl<'w> Feed<'w> {
    /// What a title's feed holds now.
    pub fn new(desk: Desk<'w>, shelf: Option<&'w Shelf>, today: &Today<'w>) -> Self {
        let mine = today.of_title(&desk.site.title.id);
        let wanted = mine.filter(|current| shelf.is_none_or(|shelf| shelf.section == current.article.section));
        Self { desk, shelf, pages: wanted.take(LENGTH).filter_map(|current| ArticlePage::new(desk, *current)).collect() }
    }

    /// The feed in the title's format; `None` where it has no feeds.
    pub fn print(&self) -> Option<Printed> {
        let (kind, text) = match self.desk.site.title.feed {
            Speaks::Rss => ("application/rss+xml; charset=utf-8", rss::print(self)),
            Speaks::Atom => ("application/atom+xml; charset=utf-8", atom::print(self)),
            Speaks::Rdf => ("application/rdf+xml; charset=utf-8", rdf::print(self)),
            Speaks::Json => ("application/feed+json", json::print(self)),
            Speaks::Sitemap => return None,
        };
        Some(Printed { kind, text })
    }

    fn name(&self) -> String {
        let title = &self.desk.site.title.name;
        self.shelf.map_or_else(|| title.clone(), |shelf| format!("{title} – {}", shelf.label))
    }

    fn home(&self) -> String {
        self.shelf.map_or_else(|| self.desk.site.home(), |shelf| self.desk.site.section(shelf))
    }

    fn address(&self) -> String {
        self.shelf.map_or_else(|| self.desk.site.at("/feed"), |shelf| self.desk.site.section_feed(shelf))
    }

    /// The article that changed last.
    fn latest(&self) -> Option<&ArticlePage<'w>> {
        self.pages.iter().max_by_key(|page| page.changed().moment)
    }
}
