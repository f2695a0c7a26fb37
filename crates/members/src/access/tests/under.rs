//! What a title's own terms add: previews of its own, embargoes and territories, articles bought one by one.

use super::*;
use crate::cut::count as words_of;
use crate::plan::{History, Preview, Territories, TitleTerms};
use crate::{Membership, PREVIEW_WORDS};
use newsstand_news::Country;
use proptest::prelude::*;

const NOW: Moment = Moment::from_seconds(1_000_000);
const VISITOR: Reader = Reader::Visitor;
const MEMBER: Reader = Reader::Member(Membership::Active { until: Moment::from_seconds(2_000_000) });

fn body() -> Body {
    Body::Full(Html::vouched("<p>held</p>".into()))
}

fn long() -> String {
    (0..400).map(|n| format!("Boat number{n} left the harbour.\n")).collect()
}

fn held(preview: Preview) -> Held {
    let terms = TitleTerms { preview, ..TitleTerms::plain(Moment::default(), Terms::Members) };
    History::new(vec![terms]).unwrap().held(Moment::default(), None, NOW)
}

fn preview_words(preview: Preview) -> usize {
    let (body, text) = (body(), long());
    let plain = Plain { standfirst: Some("A standfirst."), text: &text };
    match access_under(&held(preview), &body, plain, Wall::Open, &VISITOR, false, NOW) {
        Shown::Preview(paragraphs) => words_of(&paragraphs.join("\n"), usize::MAX),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_title_sets_its_preview() {
    assert!(preview_words(Preview::words(600).unwrap()) > 500);
    let usual = preview_words(Preview::Usual);
    assert!(usual > 100 && usual <= PREVIEW_WORDS);
    assert_eq!(preview_words(Preview::Teaser), 2, "the standfirst, and it is for members");
}

#[test]
fn a_bought_article_opens_for_members_terms_alone() {
    let body = body();
    let bought = |held: &Held| access_under(held, &body, Plain::default(), Wall::Open, &VISITOR, true, NOW);
    assert!(matches!(bought(&held(Preview::Usual)), Shown::Full(_)));
    assert!(matches!(bought(&Held::from(Terms::Link)), Shown::Teaser(_)));
}

#[test]
fn an_embargo_and_a_territory_keep_it_from_members_too() {
    let body = body();
    let terms = TitleTerms {
        embargo_minutes: 60,
        territories: Territories::Only(vec![Country::new("SE").unwrap()]),
        ..TitleTerms::plain(Moment::default(), Terms::Members)
    };
    let history = History::new(vec![terms]).unwrap();
    let shown = |published, place: &str| {
        let held = history.held(published, Country::new(place), NOW);
        access_under(&held, &body, Plain::default(), Wall::Open, &MEMBER, false, NOW)
    };
    let old = Moment::default();
    assert!(matches!(shown(old, "SE"), Shown::Full(_)));
    assert!(matches!(shown(old, "DE"), Shown::Teaser(_)));
    assert!(matches!(shown(NOW, "SE"), Shown::Teaser(_)));
}

proptest! {
    /// A snippet is never cut from more than is shown.
    #[test]
    fn no_snippet_tells_more_than_the_page(words in 40u16..=1000, sentences in 1usize..200, bought: bool, member: bool) {
        let text: String = (0..sentences).map(|n| format!("Boat number{n} left the harbour.\n")).collect();
        let (body, plain) = (body(), Plain { standfirst: None, text: &text });
        let (held, reader) = (held(Preview::words(words).unwrap()), if member { MEMBER } else { VISITOR });
        let told = searchable_under(&held, &body, plain, &reader, bought, NOW);
        match access_under(&held, &body, plain, Wall::Open, &reader, bought, NOW) {
            Shown::Preview(paragraphs) => {
                prop_assert!(!bought && !member);
                prop_assert_eq!(paragraphs.join("\n"), told.trim_end());
                prop_assert!(words_of(told, usize::MAX) <= usize::from(words));
                prop_assert!(told.len() <= text.len() / 2 + text.len() / sentences, "at most half");
            }
            _ => prop_assert!(bought || member),
        }
    }
}
