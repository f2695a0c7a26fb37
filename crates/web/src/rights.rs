//! What a request may be shown: what its reader holds, where they read, and when. Everything that shows text of an article
//! asks here, and here alone `members` is asked.

use newsstand_members::plan::{Held, History};
use newsstand_members::{Plain, Reader, Shown, access_under, searchable_under, teaser};
use newsstand_news::{Article, Body, Country, Html, Moment, Terms};

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
    pub fn held(&self, title: &OnShelf, article: &Article) -> Held {
        self.held_of(title.history.as_ref(), title.stored.title.terms, article.published.moment())
    }

    /// What holds of a history; of plain terms where nothing was agreed.
    fn held_of(&self, history: Option<&History>, plain: Terms, published: Moment) -> Held {
        history.map_or_else(|| Held::from(plain), |history| history.held(published, self.place, self.now))
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

/// What anybody may be told of an article, wherever they are and whatever was agreed: for cards and share previews.
pub fn told<'a>(article: &'a Article, text: &'a str) -> &'a str {
    teaser(&article.body, plain(article, text))
}

/// What a card tells: the standfirst's beginning. A card knows no text.
pub fn told_of_card(standfirst: Option<&str>) -> &str {
    teaser(&Body::Summary(Html::default()), Plain { standfirst, text: "" })
}

fn plain<'a>(article: &'a Article, text: &'a str) -> Plain<'a> {
    Plain { standfirst: article.standfirst.as_deref(), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_members::plan::{Territories, TitleTerms, Why};

    const NOW: Moment = Moment::from_seconds(100_000);

    fn rights(place: Option<&str>) -> Rights {
        Rights { holds: Reader::Visitor, place: place.and_then(Country::new), now: NOW }
    }

    #[test]
    fn plain_terms_hold_where_nothing_was_agreed() {
        let held = rights(None).held_of(None, Terms::Open, NOW);
        assert_eq!((held.terms(), held.why()), (Terms::Open, Why::Agreed));
    }

    #[test]
    fn what_was_agreed_holds_from_its_day_on_where_it_was_agreed() {
        let since = Moment::from_seconds(50_000);
        let terms = TitleTerms {
            territories: Territories::Only(vec![Country::new("ie").expect("a country")]),
            embargo_minutes: 10,
            ..TitleTerms::plain(since, Terms::Open)
        };
        let history = History::new(vec![terms]).expect("a history");
        let why = |rights: Rights, published| rights.held_of(Some(&history), Terms::Open, published).why();
        assert_eq!(why(rights(Some("ie")), since), Why::Agreed);
        assert_eq!(why(rights(Some("gb")), since), Why::Elsewhere);
        assert_eq!(why(rights(None), since), Why::Elsewhere);
        assert_eq!(why(rights(Some("ie")), NOW), Why::Embargo { until: Moment::from_seconds(100_600) });
        let before = Rights { now: Moment::from_seconds(49_999), ..rights(Some("ie")) };
        assert_eq!(why(before, since), Why::NothingAgreed, "a history is asked, and not the plain terms");
    }

    #[test]
    fn a_card_tells_the_beginning_of_the_standfirst_alone() {
        let long = "word ".repeat(100);
        assert!(told_of_card(Some(&long)).split_whitespace().count() < 100);
        assert_eq!((told_of_card(None), told_of_card(Some(" Short. "))), ("", "Short."));
    }
}
