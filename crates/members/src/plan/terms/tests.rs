//! What holds when, where and for which article.

use super::*;
use crate::plan::{Currency, EMBARGO_MOST};
use proptest::prelude::*;

fn at(seconds: i64) -> Moment {
    Moment::from_seconds(seconds)
}
fn country(code: &str) -> Country {
    Country::new(code).unwrap()
}
fn agreed() -> TitleTerms {
    TitleTerms {
        territories: Territories::Only(vec![country("SE"), country("NO")]),
        embargo_minutes: 10,
        ..TitleTerms::plain(at(1000), Terms::Members)
    }
}

#[test]
fn what_holds_depends_on_place_age_and_moment() {
    let later = TitleTerms::plain(at(5000), Terms::Open);
    let history = History::new(vec![later, agreed()]).unwrap();
    let held = |published, place: Option<&str>, now| {
        let held = history.held(at(published), place.map(country), at(now));
        (held.terms(), held.why())
    };
    assert_eq!(held(0, Some("SE"), 999), (Terms::Link, Why::NothingAgreed));
    assert_eq!(held(0, Some("SE"), 1000), (Terms::Members, Why::Agreed));
    assert_eq!(held(0, Some("DE"), 1000), (Terms::Link, Why::Elsewhere));
    assert_eq!(held(0, None, 1000), (Terms::Link, Why::Elsewhere));
    assert_eq!(held(1000, Some("NO"), 1599), (Terms::Link, Why::Embargo { until: at(1600) }));
    assert_eq!(held(1000, Some("NO"), 1600), (Terms::Members, Why::Agreed));
    assert_eq!(held(4999, None, 5000), (Terms::Open, Why::Agreed));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let price = |cents| Price::new(cents, Currency::new("EUR").unwrap()).ok();
    let one = |terms| History::new(vec![terms]).unwrap_err();
    assert_eq!(one(TitleTerms { embargo_minutes: EMBARGO_MOST + 1, ..agreed() }), BadTerms::Embargo);
    assert_eq!(one(TitleTerms { territories: Territories::Only(vec![]), ..agreed() }), BadTerms::Territories);
    let many = vec![country("SE"); TERRITORIES_MOST + 1];
    assert_eq!(one(TitleTerms { territories: Territories::Only(many), ..agreed() }), BadTerms::Territories);
    assert_eq!(one(TitleTerms { article: price(0), ..agreed() }), BadTerms::Article);
    assert_eq!(one(TitleTerms { article: price(99), terms: Terms::Open, ..agreed() }), BadTerms::Article);
    assert_eq!(History::new(vec![agreed(), agreed()]), Err(BadTerms::Twice));
    assert_eq!(History::new(vec![agreed(); HISTORY_MOST + 1]), Err(BadTerms::Many));
    assert_eq!((Preview::words(39), Preview::words(1001)), (None, None));
}

proptest! {
    #[test]
    fn the_last_to_begin_holds(starts in proptest::collection::btree_set(0i64..1000, 0..20), now in 0i64..1000) {
        let history = History::new(starts.iter().map(|start| TitleTerms::plain(at(*start), Terms::Open)).collect()).unwrap();
        let want = starts.iter().rev().find(|start| **start <= now).map(|start| at(*start));
        prop_assert_eq!(history.agreed(at(now)).map(|terms| terms.since), want);
    }
}
