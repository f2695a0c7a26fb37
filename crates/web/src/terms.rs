//! What was agreed with each title, out of the store's rows and into the rules' values.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use newsstand_members::plan::{Currency, History, Preview, Price, Territories, TitleTerms};
use newsstand_news::{Country, Id, Moment, Title};
use newsstand_store::terms::{Agreed, Amount};

/// The histories of all titles with which something was agreed. `rows` come by title.
pub fn histories(rows: &[Agreed]) -> HashMap<Id<Title>, History> {
    let by_title = rows.chunk_by(|a, b| a.title == b.title);
    by_title.filter_map(|agreed| Some((agreed.first()?.title, history(agreed)))).collect()
}

/// A history that cannot be is none: without terms a title is a link, so that nothing is shown that was not agreed.
fn history(agreed: &[Agreed]) -> History {
    History::new(agreed.iter().map(one).collect()).unwrap_or_else(|error| {
        tracing::error!(title = agreed.first().map(|agreed| agreed.title.get()), "what was agreed cannot be: {error}");
        History::default()
    })
}

fn one(agreed: &Agreed) -> TitleTerms {
    TitleTerms {
        territories: territories(agreed.territories.as_deref()),
        embargo_minutes: u32::try_from(agreed.embargo.max(0)).unwrap_or(u32::MAX),
        preview: preview(agreed.preview),
        article: agreed.article.as_ref().and_then(price),
        ..TitleTerms::plain(agreed.since, agreed.terms)
    }
}

/// A word that is no country holds nowhere.
fn territories(words: Option<&str>) -> Territories {
    match words {
        None => Territories::Everywhere,
        Some(words) => Territories::Only(words.split(',').filter_map(|word| Country::new(word.trim())).collect()),
    }
}

/// A number of words that cannot be shows the teaser alone.
fn preview(words: Option<i64>) -> Preview {
    match words {
        None => Preview::Usual,
        Some(words) => u16::try_from(words).ok().and_then(Preview::words).unwrap_or(Preview::Teaser),
    }
}

fn price(single: &Amount) -> Option<Price> {
    Price::new(single.cents, Currency::new(&single.currency)?).ok()
}

/// A number that changes when what may be shown of any title does.
pub fn print(rows: &[Agreed], titles: &[newsstand_store::titles::OnStand]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for agreed in rows {
        (agreed.title.get(), agreed.since.micros()).hash(&mut hasher);
    }
    for title in titles {
        (title.title.id.get(), title.title.terms.as_str()).hash(&mut hasher);
    }
    hasher.finish()
}

/// What holds of a history before anything else is known: for pages that only name a title's terms.
pub fn now(history: &History, at: Moment) -> newsstand_news::Terms {
    history.agreed(at).map_or(newsstand_news::Terms::Link, |agreed| agreed.terms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_members::plan::Why;
    use newsstand_news::Terms;

    fn agreed(since: i64) -> Agreed {
        Agreed {
            title: Id::new(1),
            since: Moment::from_seconds(since),
            terms: Terms::Members,
            publisher: Id::new(2),
            minimum: None,
            territories: Some("gb,IE".into()),
            embargo: 30,
            preview: Some(80),
            article: Some(Amount { cents: 80, currency: "EUR".into() }),
        }
    }

    #[test]
    fn a_row_holds_as_it_was_agreed() {
        let all = histories(&[agreed(0), Agreed { terms: Terms::Open, article: None, ..agreed(90_000) }]);
        let history = &all[&Id::new(1)];
        let at = Moment::from_seconds;
        let held = history.held(at(0), Country::new("ie"), at(1800));
        assert_eq!((held.terms(), Preview::words(80)), (Terms::Members, Some(held.preview())));
        assert_eq!(held.article().map(Price::cents), Some(80));
        assert_eq!(history.held(at(0), Country::new("ie"), at(1799)).why(), Why::Embargo { until: at(1800) });
        assert_eq!(history.held(at(0), None, at(1800)).why(), Why::Elsewhere);
        assert_eq!((now(history, at(5)), now(history, at(90_000))), (Terms::Members, Terms::Open));
    }

    #[test]
    fn what_cannot_be_shows_nothing() {
        for wrong in [
            Agreed { embargo: 1 << 40, ..agreed(0) },
            Agreed { territories: Some("nowhere".into()), ..agreed(0) },
            Agreed { terms: Terms::Open, ..agreed(0) },
        ] {
            let held = histories(&[wrong])[&Id::new(1)].held(Moment::default(), Country::new("gb"), Moment::from_seconds(9000));
            assert_eq!((held.terms(), held.why()), (Terms::Link, Why::NothingAgreed));
        }
        assert_eq!(
            (preview(Some(5)), preview(Some(-1)), preview(Some(0))),
            (Preview::Teaser, Preview::Teaser, Preview::Teaser)
        );
    }

    #[test]
    fn other_terms_have_another_print() {
        assert_ne!(print(&[agreed(0)], &[]), print(&[agreed(0), agreed(9)], &[]));
    }
}
