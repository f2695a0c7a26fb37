//! What a request may be shown: what its reader holds, where they read, and when. Everything that shows text of an article
//! asks here, and here alone `members` is asked.

use newsstand_members::plan::Held;
use newsstand_members::{Plain, Reader, Shown, access_under, searchable_under};
use newsstand_news::{Article, Country, Moment};

use crate::shelf::OnShelf;

/// Whoever asks, as far as the decision on what may be shown needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// What they hold.
    pub holds: Reader,
    /// Where they read.
    pub place: Option<Country>,
    /// The time as memberships see it.
    pub now: Moment,
}

impl Rights {
    /// What holds of a title's terms for this request and article.
    pub fn held(&self, title: &OnShelf, _article: &Article) -> Held {
        Held::from(title.stored.title.terms)
    }

    /// What is shown of an article. `text` is its body in plain text; `bought`: whether this one article was paid for.
    pub fn access<'a>(&self, title: &OnShelf, article: &'a Article, text: &'a str, bought: bool) -> Shown<'a> {
        let held = self.held(title, article);
        access_under(&held, &article.body, plain(article, text), article.wall, &self.holds, bought, self.now)
    }

    /// The text that may be searched, cut and read for claims: never more than [`Rights::access`] shows.
    pub fn searchable<'a>(&self, title: &OnShelf, article: &'a Article, text: &'a str, bought: bool) -> &'a str {
        let held = self.held(title, article);
        searchable_under(&held, &article.body, plain(article, text), &self.holds, bought, self.now)
    }
}

fn plain<'a>(article: &'a Article, text: &'a str) -> Plain<'a> {
    Plain { standfirst: article.standfirst.as_deref(), text }
}
