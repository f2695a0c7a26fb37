//! Every combination of terms, reader and body, and the promise of the wall.

use super::*;
use crate::{Membership, Mode};
use proptest::prelude::*;

const NOW: Moment = Moment::from_seconds(1_000_000);
const LATER: Moment = Moment::from_seconds(1_000_001);

fn html() -> Html {
    Html::vouched("<p>held</p>".into())
}

fn all_words(text: &str) -> usize {
    count(text, usize::MAX)
}

/// Sixty sentences of five words each.
fn long() -> String {
    (0..60).map(|n| format!("Boat number{n} left the harbour.\n")).collect()
}

fn readers() -> Vec<(Reader, bool)> {
    let member = Reader::Member;
    vec![
        (Reader::Visitor, false),
        (member(Membership::Trial { until: LATER }), true),
        (member(Membership::Trial { until: NOW }), false),
        (member(Membership::Active { until: LATER }), true),
        (member(Membership::Active { until: NOW }), false),
        (member(Membership::PastDue { until: LATER }), false),
        (member(Membership::PastDue { until: NOW }), false),
        (member(Membership::Lapsed), false),
        (member(Membership::Cancelled { until: LATER }), true),
        (member(Membership::Cancelled { until: NOW }), false),
    ]
}

fn bodies() -> [Body; 3] {
    [Body::Full(html()), Body::Preview(html()), Body::Summary(html())]
}

fn held<'a>(body: &'a Body, wall: Wall) -> Shown<'a> {
    match body {
        Body::Full(html) => Shown::Full(html),
        _ => Shown::Part { html: body.html(), walled: wall == Wall::Members },
    }
}

const WALLS: [Wall; 3] = [Wall::Open, Wall::Members, Wall::Unknown];

#[test]
fn a_household_sees_everything_held_on_any_terms() {
    let text = long();
    let plain = Plain { standfirst: None, text: &text };
    for (terms, wall) in Terms::ALL.into_iter().flat_map(|terms| WALLS.map(|wall| (terms, wall))) {
        for body in bodies() {
            assert_eq!(access(terms, &body, plain, wall, &Reader::Household, NOW), held(&body, wall));
            assert_eq!(searchable(terms, &body, plain, &Reader::Household, NOW), text);
        }
    }
}

#[test]
fn every_combination_in_a_membership() {
    let text = long();
    let plain = Plain { standfirst: Some("What left, and when."), text: &text };
    for (reader, reads) in readers() {
        for (body, wall) in bodies().into_iter().flat_map(|body| WALLS.map(|wall| (body.clone(), wall))) {
            let open = access(Terms::Open, &body, plain, wall, &reader, NOW);
            assert_eq!(open, held(&body, wall), "open, {reader:?}");

            let link = access(Terms::Link, &body, plain, wall, &reader, NOW);
            assert_eq!(link, Shown::Teaser("What left, and when.".into()), "link, {reader:?}");

            let members = access(Terms::Members, &body, plain, wall, &reader, NOW);
            match (reads, members) {
                (true, shown) => assert_eq!(shown, held(&body, wall), "members, {reader:?}"),
                (false, Shown::Preview(paragraphs)) => {
                    assert_eq!(paragraphs.len(), 24, "{reader:?}");
                    assert_eq!(paragraphs.last().map(String::as_str), Some("Boat number23 left the harbour."));
                }
                (false, shown) => panic!("{reader:?} was shown {shown:?}"),
            }
        }
    }
}

#[test]
fn a_short_members_article_is_not_given_away() {
    let text = "Nine boats left. The tenth carried the gold.";
    let plain = Plain { standfirst: None, text };
    let body = Body::Full(html());
    let shown = access(Terms::Members, &body, plain, Wall::Open, &Reader::Visitor, NOW);
    assert_eq!(shown, Shown::Preview(vec!["Nine boats left.".into()]));
    assert_eq!(teaser(&body, plain), "Nine boats left.");
    assert!(shown.members_only());
}

#[test]
fn what_the_title_gives_away_may_be_shown_whole() {
    let plain = Plain { standfirst: None, text: "Nine boats left. The tenth stayed." };
    let body = Body::Summary(html());
    let shown = access(Terms::Members, &body, plain, Wall::Members, &Reader::Visitor, NOW);
    assert_eq!(shown, Shown::Preview(vec![plain.text.into()]));
}

#[test]
fn a_teaser_is_the_standfirst_or_the_first_sentences() {
    let (text, body) = (long(), Body::Full(html()));
    assert_eq!(teaser(&body, Plain { standfirst: Some("  Short. "), text: &text }), "Short.");
    assert_eq!(teaser(&body, Plain { standfirst: Some("  "), text: &text }), "Boat number0 left the harbour.");
    let wordy = "word ".repeat(500);
    assert_eq!(all_words(teaser(&body, Plain { standfirst: Some(&wordy), text: "" })), TEASER_WORDS);
    assert_eq!(teaser(&body, Plain::default()), "");
}

#[test]
fn the_mode_decides_before_the_wall_does() {
    let text = long();
    let plain = Plain { standfirst: None, text: &text };
    let body = Body::Full(html());
    let show = |mode: Mode| access(Terms::Members, &body, plain, Wall::Members, &mode.reader(None), NOW);
    assert_eq!(show(Mode::Household), Shown::Full(body.html()));
    assert!(show(Mode::Membership).members_only());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// A secret that stands after the preview's words is shown to no one who does not read, on any way out.
    #[test]
    fn a_non_member_never_gets_a_word_beyond_the_preview(
        words in proptest::collection::vec("[a-zé港の]{1,9}[.!?。]?[\n]?", 0..400),
        which in 0_usize..10,
        reach in 0_usize..3,
    ) {
        let (reader, reads) = readers()[which];
        let body = bodies()[reach].clone();
        let mut text = words.join(" ");
        let most = PREVIEW_WORDS.min(if reach == 0 { all_words(&text) / 2 } else { usize::MAX });
        // Half of a whole text, the two words to come counted.
        let beyond = all_words(&text) >= PREVIEW_WORDS || (reach == 0 && all_words(&text) >= 2);
        text.push_str(" SECRET1 SECRET2");
        let plain = Plain { standfirst: None, text: &text };
        let shown = access(Terms::Members, &body, plain, Wall::Unknown, &reader, NOW);
        let snippet = searchable(Terms::Members, &body, plain, &reader, NOW);
        if reads {
            prop_assert!(!shown.members_only());
            return Ok(());
        }
        let Shown::Preview(paragraphs) = shown else { return Err(TestCaseError::fail("no preview")) };
        let all: Vec<&str> = paragraphs.iter().flat_map(|p| p.split_whitespace()).collect();
        prop_assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").starts_with(&all.join(" ")));
        prop_assert!(all_words(&all.join(" ")) <= most + 1);
        prop_assert!(all_words(&all.join(" ")) <= PREVIEW_WORDS);
        prop_assert_eq!(snippet.split_whitespace().collect::<Vec<_>>(), all);
        if beyond {
            prop_assert!(!snippet.contains("SECRET1"), "{}", snippet);
            prop_assert!(!teaser(&body, plain).contains("SECRET"));
        }
    }

    #[test]
    fn any_text_is_cut_without_a_panic(text in "\\PC{0,300}", words in 0_usize..60) {
        let cut = beginning(&text, words);
        prop_assert!(text.starts_with(cut));
        prop_assert!(all_words(cut) <= words);
    }
}
