//! What a page says, before a layout decides how it looks.

mod article;
mod byline;
mod index;

pub(crate) use article::{ArticlePage, Figure, LiveUpdate};
pub(crate) use byline::{agency_line, by_line, dateline};
pub(crate) use index::{IndexPage, Teaser};

use newsstand_news::Moment;

use crate::clock::Clock;
use crate::layout::words::{Words, words};
use crate::site::Site;
use crate::stamp;
use crate::world::{Article, Current, Wall, World};

/// What every page of a title needs to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk<'w> {
    /// Everything there is.
    pub world: &'w World,
    /// When it comes out.
    pub clock: Clock,
    /// Whose page it is.
    pub site: Site<'w>,
}

/// A moment for machines and for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// When.
    pub moment: Moment,
    /// RFC 3339.
    pub machine: String,
    /// As the title's readers read it.
    pub people: String,
}

impl<'w> Desk<'w> {
    /// The furniture words of the title's language.
    pub fn words(&self) -> &'static Words {
        words(self.site.title.language.primary())
    }

    /// An hour of the world as the title prints it.
    pub fn stamp(&self, hours: f64) -> Stamp {
        let title = self.site.title;
        let moment = self.clock.moment(hours);
        Stamp {
            moment,
            machine: stamp::rfc3339(moment, title.country),
            people: stamp::people(moment, title.country, title.language.primary()),
        }
    }

    /// Who may read an article.
    pub fn wall(&self, article: &Article) -> Wall {
        article.wall.unwrap_or(self.site.title.wall)
    }

    /// The agency's full name and its short form, for an article that an agency wrote.
    pub fn agency(&self, article: &Article) -> Option<(&'w str, &'w str)> {
        let agency = self.world.agency(article.agency.as_deref()?)?;
        Some((&agency.name, &agency.credit))
    }

    /// The title's articles that came out before an hour, newest first, with the headlines they came out with: what
    /// the boxes beside an article link to. They never change, so neither does the page.
    pub fn before(&self, hours: f64) -> Vec<Teaser<'w>> {
        let mine = self.world.articles().filter(|(_, article)| article.title == self.site.title.id);
        let mut older: Vec<_> = mine.filter(|(_, article)| article.hours < hours).collect();
        older.sort_by(|a, b| b.1.hours.total_cmp(&a.1.hours));
        older.into_iter().map(|(story, article)| Teaser::of(self, story, article, &article.headline)).collect()
    }

    /// A teaser of an article as it now stands.
    pub fn teaser(&self, current: &Current<'w>) -> Teaser<'w> {
        Teaser::of(self, current.story, current.article, current.headline())
    }
}
