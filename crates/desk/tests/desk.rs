//! What the desk promises, told with small made-up articles.

use newsstand_desk::{Arrival, Desk, Move, Placed, Settings, limits};
use newsstand_news::{Article, ArticleKind, Id, Language, Moment, Story};
use proptest::prelude::*;

const FERRY: &str = "The ferry Godwit ran aground on the Saltmere bar on Tuesday morning with 212 people on board after its \
    steering failed, the harbour office said. Lifeboats from Saltmere and Pillow Bank took off all passengers within two hours. \
    Captain Wren Tolliver stayed aboard with six of the crew and said the tide would lift the ship again by midnight. \
    Divers found a bent rudder stock and a torn mooring rope wound round it. The Tolliver line, which owns the Godwit, said \
    it would pay every passenger forty pounds.";
const FERRY_OWN: &str = "Passengers told on the quay at Saltmere how the Godwit came to rest on the bar. A school class from Pillow \
    Bank sang until the lifeboats came. The ferry had lost its steering a mile out, and Captain Wren Tolliver ordered everybody \
    on deck. The harbour office counted 212 people ashore by noon and sent the ship's cook back for his cat.";
const TIN: &str = "Tin closed at its highest for nine months after the smelter at Bukit Lada said that a furnace would be out for \
    repair. Dealers put the lost output at four thousand tonnes. Cocoa fell on news of a better harvest in the forest belt, and \
    the wheat market did not move in either direction all afternoon.";

struct Try {
    desk: Desk,
    minted: i64,
    arrived: i64,
}

#[derive(Clone, Copy)]
struct Sent<'a> {
    title: i64,
    hours: i64,
    language: &'a str,
    headline: &'a str,
    text: &'a str,
    kind: ArticleKind,
}

const fn sent<'a>(title: i64, hours: i64, headline: &'a str, text: &'a str) -> Sent<'a> {
    Sent { title, hours, language: "en", headline, text, kind: ArticleKind::Report }
}

fn at(hours: i64) -> Moment {
    Moment::from_seconds(1_760_000_000 + hours * 3600)
}

impl Try {
    fn new() -> Self {
        Self { desk: Desk::new(Settings::default()), minted: 0, arrived: 0 }
    }

    fn with<T>(&mut self, id: i64, sent: &Sent<'_>, act: impl FnOnce(&mut Desk, &Arrival<'_>, &mut i64) -> T) -> T {
        let language = Language::new(sent.language);
        let arrival = Arrival {
            article: Id::new(id),
            title: Id::new(sent.title),
            publisher: None,
            language: &language,
            headline: sent.headline,
            text: sent.text,
            published: at(sent.hours),
            kind: sent.kind,
            section: None,
            wire: None,
        };
        act(&mut self.desk, &arrival, &mut self.minted)
    }

    fn place_as(&mut self, id: i64, sent: &Sent<'_>) -> Placed {
        self.with(id, sent, |desk, arrival, minted| {
            desk.place(arrival, &mut || {
                *minted += 1;
                Id::new(*minted)
            })
        })
    }

    fn place(&mut self, sent: &Sent<'_>) -> Placed {
        self.arrived += 1;
        self.place_as(self.arrived, sent)
    }

    fn story(&mut self, sent: &Sent<'_>) -> Id<Story> {
        self.place(sent).placement.story
    }

    fn restore(&mut self, id: i64, sent: &Sent<'_>, placed: &Placed) {
        let (story, copy_of) = (placed.placement.story, placed.placement.copy_of);
        self.with(id, sent, |desk, arrival, _| desk.restore(arrival, story, copy_of));
    }
}

const FIRST: Sent<'_> = sent(1, 0, "Ferry Godwit runs aground off Saltmere", FERRY);
const SECOND: Sent<'_> = sent(2, 3, "212 taken off ferry stranded on Saltmere bar", FERRY_OWN);
const OTHER: Sent<'_> = sent(3, 4, "Tin at a nine-month high", TIN);

#[test]
fn an_article_begins_a_story_and_another_on_the_same_event_joins_it() {
    let mut desk = Try::new();
    let first = desk.place(&FIRST);
    assert!(first.placement.began && first.placement.copy_of.is_none());
    let second = desk.place(&SECOND);
    assert_eq!((second.placement.story, second.placement.began), (first.placement.story, false));
    assert_eq!(second.placement.copy_of, None, "its own words");
    assert!(desk.place(&OTHER).placement.began);
    assert_eq!((desk.minted, desk.desk.live()), (2, 3));
}

#[test]
fn the_same_article_again_stays_where_it_was() {
    let mut desk = Try::new();
    let first = desk.place_as(7, &FIRST);
    desk.place_as(8, &SECOND);
    let again = desk.place_as(7, &OTHER);
    assert_eq!(again.placement.story, first.placement.story);
    assert_eq!((desk.minted, desk.desk.live()), (1, 2));
}

#[test]
fn a_wire_copy_is_folded_under_the_first_original() {
    let mut desk = Try::new();
    let first = desk.place(&FIRST);
    let edited = FERRY.replace("the harbour office said", "officials said").replace("forty pounds", "£40");
    let shortened: String = edited.split(" Divers").next().unwrap().to_owned();
    for (title, text) in [(2, &edited), (3, &shortened)] {
        let copy = desk.place(&sent(title, title, "Ship stuck in the mud", text));
        assert_eq!(copy.placement.copy_of, Some(first.placement.article), "copies point to the original, not to copies");
        assert_eq!(copy.placement.story, first.placement.story);
    }
}

#[test]
fn short_texts_are_not_copies_by_their_text_alone() {
    let mut desk = Try::new();
    let text = "The council meets on Thursday at seven in the old corn hall; the public is welcome and may ask questions.";
    desk.place(&sent(1, 0, "Council meets on Thursday", text));
    assert_eq!(desk.place(&sent(2, 1, "Bring a cushion to the corn hall", text)).placement.copy_of, None);
    assert!(
        desk.place(&sent(3, 2, "Council meets on Thursday", text)).placement.copy_of.is_some(),
        "same headline, same text"
    );
}

#[test]
fn a_quotation_is_not_a_copy() {
    let mut desk = Try::new();
    desk.place(&FIRST);
    let quoting =
        format!("{FERRY_OWN} Captain Wren Tolliver stayed aboard with six of the crew and said the tide would lift the ship.");
    assert_eq!(desk.place(&Sent { text: &quoting, ..SECOND }).placement.copy_of, None);
}

#[test]
fn languages_never_share_a_story() {
    let mut desk = Try::new();
    let first = desk.story(&FIRST);
    assert_ne!(desk.story(&Sent { language: "de", ..FIRST }), first);
    assert_eq!(desk.story(&Sent { language: "en-GB", ..SECOND }), first);
}

#[test]
fn episodes_of_a_series_never_join_each_other() {
    let mut desk = Try::new();
    let text = |n: u32| format!("{TIN} The Old Docks index stood at {n} at the close of trade, the exchange said on its board.");
    let first = desk.place(&sent(3, 0, "Close: tin ends at 34,180", &text(4377)));
    let next = desk.place(&sent(3, 24, "Close: tin ends at 33,900", &text(4350)));
    assert_ne!(next.placement.story, first.placement.story);
    assert_eq!(next.placement.copy_of, None);
    let elsewhere = desk.place(&sent(4, 1, "Tin ends at 34,180", &text(4377)));
    assert_eq!(elsewhere.placement.story, first.placement.story, "another title's report of the same close");
    desk.desk.tidy(at(25));
    assert_eq!(desk.desk.story_of(next.placement.article), Some(next.placement.story), "nor are they merged later");
}

#[test]
fn round_ups_neither_join_nor_attract() {
    let mut desk = Try::new();
    let first = desk.place(&FIRST);
    let all = format!("{FERRY} {TIN}");
    let letter = desk.place(&Sent { kind: ArticleKind::Newsletter, ..sent(5, 1, "Your morning letter", &all) });
    assert!(letter.placement.began);
    assert_eq!(letter.near.first().map(|near| near.0), Some(first.placement.story), "but it is near them");
    assert_eq!(desk.story(&SECOND), first.placement.story);
    assert!(desk.place(&OTHER).placement.began);
}

#[test]
fn a_story_fades() {
    let mut desk = Try::new();
    let first = desk.story(&FIRST);
    assert_ne!(desk.story(&Sent { hours: 24 * 30, ..SECOND }), first);
}

#[test]
fn related_stories_are_named() {
    let mut desk = Try::new();
    desk.desk = Desk::new(Settings { join: 0.9, join_headline: 0.9, young: 1.0, clear: 0.0, ..Settings::default() });
    let first = desk.story(&FIRST);
    desk.story(&OTHER);
    let near = desk.place(&SECOND).near;
    assert!(
        matches!(near[..], [(story, likeness)] if story == first && likeness < 900),
        "tin is not near: {near:?}"
    );
}

#[test]
fn after_a_restart_it_goes_on_as_before() {
    let stream = [FIRST, OTHER, Sent { title: 9, hours: 1, headline: "Ship stuck", ..FIRST }, SECOND];
    let mut whole = Try::new();
    let placed: Vec<Placed> = stream.iter().map(|sent| whole.place(sent)).collect();
    let mut again = Try::new();
    for (id, (sent, placed)) in (1..).zip(stream.iter().zip(&placed).take(3)) {
        again.restore(id, sent, placed);
    }
    again.restore(1, &stream[0], &placed[0]);
    assert_eq!(again.desk.live(), 3);
    assert_eq!(again.place_as(4, &stream[3]).placement, placed[3].placement);
    assert_eq!(again.minted, 0);
}

#[test]
fn two_stories_that_are_one_are_merged_and_the_larger_keeps_its_id() {
    let mut desk = Try::new();
    let (large, small) = (Id::new(500), Id::new(400));
    let restored =
        |desk: &mut Try, id, sent: &Sent<'_>, story| desk.with(id, sent, |desk, arrival, _| desk.restore(arrival, story, None));
    restored(&mut desk, 1, &FIRST, small);
    restored(&mut desk, 2, &SECOND, large);
    restored(&mut desk, 3, &Sent { title: 6, headline: "Ferry passengers ashore at Saltmere", ..FIRST }, large);
    assert_eq!(desk.desk.tidy(at(5)), [Move::Merged { from: small, into: large }]);
    assert_eq!(desk.desk.tidy(at(5)), []);
    for article in 1..=3 {
        assert_eq!(desk.desk.story_of(Id::new(article)), Some(large));
    }
    assert_eq!(desk.story(&Sent { title: 7, ..SECOND }), large, "what comes next joins it");
}

#[test]
fn of_two_stories_of_a_size_the_older_keeps_its_id() {
    let mut desk = Try::new();
    let restored = |desk: &mut Try, id, sent: &Sent<'_>, story| {
        desk.with(id, sent, |desk, arrival, _| desk.restore(arrival, Id::new(story), None))
    };
    for (id, hours, story) in [(1, 2, 10), (2, 3, 10), (3, 0, 20), (4, 5, 20)] {
        restored(&mut desk, id, &Sent { hours, title: id, ..FIRST }, story);
    }
    assert_eq!(desk.desk.tidy(at(5)), [Move::Merged { from: Id::new(10), into: Id::new(20) }]);
}

/// A story that was told of two events, by the same number of articles more or less.
fn two_in_one(ferries: i64, tins: i64) -> Try {
    let mut desk = Try::new();
    for id in 1..=ferries + tins {
        let (headline, text) = match (id > ferries, id % 2 == 0) {
            (false, false) => (FIRST.headline, FERRY),
            (false, true) => (SECOND.headline, FERRY_OWN),
            (true, _) => (OTHER.headline, TIN),
        };
        let sent = sent(id, id, headline, text);
        desk.with(id, &sent, |desk, arrival, _| desk.restore(arrival, Id::new(700), None));
    }
    desk.minted = 800;
    desk
}

impl Try {
    fn split(&mut self) -> Vec<Move> {
        let minted = &mut self.minted;
        self.desk.split(&mut || {
            *minted += 1;
            Id::new(*minted)
        })
    }
}

#[test]
fn a_story_that_is_two_is_split_and_the_majority_keeps_its_id() {
    for (ferries, tins) in [(8, 4), (4, 8)] {
        let mut desk = two_in_one(ferries, tins);
        let small = if ferries < tins { 1..=ferries } else { ferries + 1..=ferries + tins };
        let articles: Vec<Id<Article>> = small.clone().map(Id::new).collect();
        assert_eq!(desk.split(), [Move::Split { from: Id::new(700), into: Id::new(801), articles }]);
        for id in 1..=ferries + tins {
            let story = if small.contains(&id) { 801 } else { 700 };
            assert_eq!(desk.desk.story_of(Id::new(id)), Some(Id::new(story)), "{id}");
        }
        assert_eq!(desk.split(), [], "it is looked at once");
        assert_eq!(desk.desk.tidy(at(13)), [], "and not merged again");
        let (ferry, tin) = if ferries < tins { (801, 700) } else { (700, 801) };
        assert_eq!(desk.story(&Sent { title: 90, hours: 13, ..SECOND }), Id::new(ferry));
        assert_eq!(desk.place_as(91, &Sent { title: 91, hours: 13, ..OTHER }).placement.story, Id::new(tin));
    }
}

#[test]
fn a_story_that_is_one_or_has_one_stray_article_is_not_split() {
    for (ferries, tins) in [(12, 0), (10, 1)] {
        let mut desk = two_in_one(ferries, tins);
        assert_eq!(desk.split(), [], "{ferries} {tins}");
        assert_eq!(desk.minted, 800);
    }
}

#[test]
fn what_is_old_is_forgotten_and_the_rest_goes_on() {
    let mut desk = Try::new();
    desk.place(&OTHER);
    let old = desk.place(&FIRST);
    let newer = desk.place(&Sent { hours: 20, ..SECOND });
    desk.desk.forget(at(10));
    assert_eq!(desk.desk.live(), 1);
    assert_eq!(desk.desk.story_of(old.placement.article), None);
    let copy = desk.place(&sent(8, 21, "Singing on the bar", FERRY_OWN));
    assert_eq!(
        (copy.placement.story, copy.placement.copy_of),
        (newer.placement.story, Some(newer.placement.article))
    );
    desk.desk.forget(at(1000));
    assert_eq!(desk.desk.live(), 0);
    assert!(desk.place(&Sent { hours: 1001, ..SECOND }).placement.began);
}

#[test]
fn empty_articles_each_begin_a_story() {
    let mut desk = Try::new();
    let nothing = sent(1, 0, "", "");
    assert_ne!(desk.story(&nothing), desk.story(&nothing));
    assert_ne!(desk.story(&Sent { language: "", ..nothing }), desk.story(&Sent { language: "zz", ..nothing }));
    desk.desk.tidy(at(0));
    desk.desk.forget(at(0));
    assert_eq!(desk.desk.live(), 4);
}

#[test]
fn a_desk_can_be_handed_to_another_thread() {
    fn handed<T: Send + 'static>(_: &T) {}
    handed(&Desk::new(Settings::default()));
}

/// Texts of made-up words, each drawn from few, so that they meet.
fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-f]{3}|[A-C][a-f]{2}|[0-9]{1,5}|[鉄道夜行潮]{1,4}|\\PC", 0..60).prop_map(|words| words.join(" "))
}

fn language() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["en", "de", "ar", "ja", "th", "ta", "tr", "", "el", "fi"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whatever_comes_the_answers_hold(
        stream in proptest::collection::vec((words(), words(), language(), 0_i64..4, -9_i64..200), 1..25),
        kind in 0_usize..6,
    ) {
        let mut desk = Try::new();
        let mut known: Vec<(Id<Article>, Option<Id<Story>>)> = Vec::new();
        for (headline, text, language, title, hours) in &stream {
            let kind = if *title == 0 { ArticleKind::ALL[kind] } else { ArticleKind::Report };
            let placed = desk.place(&Sent { title: *title, hours: *hours, language, headline, text, kind });
            prop_assert!(placed.near.len() <= limits::NEAR);
            prop_assert!(placed.near.iter().all(|near| near.0 != placed.placement.story && near.1 <= 1000));
            prop_assert!(placed.near.is_sorted_by(|a, b| a.1 >= b.1));
            if let Some(original) = placed.placement.copy_of {
                prop_assert_eq!(desk.desk.story_of(original), Some(placed.placement.story));
                prop_assert!(!placed.placement.began);
            }
            known.push((placed.placement.article, desk.desk.story_of(placed.placement.article)));
            prop_assert_eq!(known.last().and_then(|known| known.1), Some(placed.placement.story));
        }
        for moved in desk.desk.tidy(at(200)) {
            let Move::Merged { from, into } = moved else { continue };
            prop_assert_ne!(from, into);
            known.iter_mut().filter(|known| known.1 == Some(from)).for_each(|known| known.1 = Some(into));
        }
        for moved in desk.split() {
            let Move::Split { from, into, articles } = moved else { continue };
            prop_assert_ne!(from, into);
            known.iter_mut().filter(|known| articles.contains(&known.0)).for_each(|known| known.1 = Some(into));
            prop_assert!(known.iter().any(|known| known.1 == Some(from)), "the majority stays");
        }
        for (article, story) in &known {
            prop_assert_eq!(desk.desk.story_of(*article), *story, "moves tell all");
        }
        desk.desk.forget(at(100));
        prop_assert!(desk.desk.live() <= stream.len());
        desk.place(&FIRST);
    }

    #[test]
    fn edited_and_shortened_texts_are_copies_and_other_texts_are_not(seed in 0_u64..1_000_000, drop in 0_usize..40, edits in 0_usize..4) {
        let text = |seed: u64| (0..120_u64).map(|n| format!("w{}", (seed + n).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52)).collect::<Vec<_>>();
        let original = text(seed);
        let mut copy = original[..120 - drop].to_vec();
        for edit in 0..edits {
            let place = (seed as usize + edit * 29) % copy.len();
            copy[place] = "edited".to_owned();
        }
        let mut desk = Try::new();
        let first = desk.place(&sent(1, 0, "One", &original.join(" ")));
        let other = desk.place(&sent(3, 0, "Other", &text(seed + 5_000_000).join(" ")));
        let folded = desk.place(&sent(2, 1, "Two", &copy.join(" ")));
        prop_assert_eq!(folded.placement.copy_of, Some(first.placement.article));
        prop_assert_eq!(other.placement.copy_of, None);
    }
}
