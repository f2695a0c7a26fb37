//! What readers choose for themselves: mutes, interests, readings, small choices. What editors pick.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_news::*;
use newsstand_store::interests::FOLLOWED;
use newsstand_store::mentions::Mention;
use newsstand_store::picks::Pick;
use newsstand_store::{choices, interests, mentions, mutes, picks, readers, readings, stories};

fn reader(fresh: &Fresh) -> i64 {
    let ids = fresh.store.ids().clone();
    fresh.store.write_here(|tx| readers::household(tx, &ids, at(0))).expect("made").id
}

/// One title with so many articles, each in a story of its own: 101, 102, …
fn articles_of(fresh: &Fresh, count: i64) -> Vec<Id<Article>> {
    let title = title(&fresh.store, "The Packet", None);
    let feed = feed(&fresh.store, title, "https://p.example/feed", at(0));
    let bring: Vec<_> =
        (0..count).map(|n| (article(&format!("https://p.example/{n}"), &format!("H{n}"), "x"), "x".into())).collect();
    let ids: Vec<_> = visit(&fresh.store, title, feed, &bring, at(0)).iter().map(|kept| kept.id()).collect();
    let placements: Vec<_> = (101..)
        .zip(&ids)
        .map(|(story, article)| Placement { article: *article, story: Id::new(story), began: true, copy_of: None })
        .collect();
    let lead = |members: &[stories::Member]| members[0].article;
    fresh.store.write_here(|tx| stories::place(tx, &placements, &[], &lead)).expect("placed");
    ids
}

#[test]
fn mutes_hold_until_their_end_and_can_be_taken_back() {
    on_both(|fresh| {
        let (store, reader) = (&fresh.store, reader(fresh));
        let ids = store.ids().clone();
        let add = |what: Muted, until| store.write_here(|tx| mutes::add(tx, &ids, reader, &what, "As written", at(0), until));
        let word = add(Muted::Words("by election".into()), None).expect("kept");
        let again = add(Muted::Words("by election".into()), Some(at(50))).expect("kept");
        assert_eq!(word, again, "{}: the same thing is muted once", fresh.engine);
        add(Muted::Topic(Topic::Section(Section::Sport)), None).expect("kept");
        let of = |seconds| store.read_here(|tx| mutes::of(tx, reader, at(seconds))).expect("reads");
        assert_eq!(of(10).len(), 2);
        assert_eq!(of(10)[1].until, Some(at(50)));
        assert_eq!(
            of(50).iter().map(|mute| mute.what.clone()).collect::<Vec<_>>(),
            [Muted::Topic(Topic::Section(Section::Sport))]
        );
        let gone = store.write_here(|tx| mutes::remove(tx, reader, word)).expect("removed").expect("was there");
        assert_eq!((gone.label.as_str(), gone.what), ("As written", Muted::Words("by election".into())));
        assert_eq!(store.write_here(|tx| mutes::remove(tx, reader, word)).expect("nothing"), None);
        assert_eq!(
            store.write_here(|tx| mutes::remove(tx, reader + 1, of(10)[0].id)).expect("nothing"),
            None,
            "another's"
        );
        assert_eq!(of(10).len(), 1);
    });
}

#[test]
fn who_holds_as_many_mutes_as_can_be_may_still_change_one() {
    on_both(|fresh| {
        let (store, reader) = (&fresh.store, reader(fresh));
        let ids = store.ids().clone();
        let word = |n: usize| Muted::Words(format!("word{n}"));
        let add = |n, until| store.write_here(|tx| mutes::add(tx, &ids, reader, &word(n), "W", at(0), until));
        store
            .write_here(|tx| {
                (0..mutes::MOST).try_for_each(|n| mutes::add(tx, &ids, reader, &word(n), "W", at(0), None).map(|_| ()))
            })
            .expect("kept");
        let full = |n| store.read_here(|tx| mutes::full(tx, reader, &word(n), at(1))).expect("reads");
        assert!(full(mutes::MOST) && !full(3), "{}", fresh.engine);
        assert!(add(mutes::MOST, None).is_err());
        add(3, Some(at(5))).expect("changed");
        assert!(
            !store.read_here(|tx| mutes::full(tx, reader, &word(mutes::MOST), at(6))).expect("reads"),
            "one has ended"
        );
    });
}

#[test]
fn interests_are_said_changed_and_reset() {
    on_both(|fresh| {
        let (store, reader) = (&fresh.store, reader(fresh));
        let say = |topic: &Topic, weight| {
            store.write_here(|tx| interests::set(tx, reader, topic, "L", weight, at(1))).expect("kept");
        };
        let (place, section) = (Topic::Place("saltmere".into()), Topic::Section(Section::Sport));
        say(&place, FOLLOWED);
        say(&section, 300);
        say(&section, -500);
        let of = || store.read_here(|tx| interests::of(tx, reader)).expect("reads");
        assert_eq!(
            of().iter().map(|i| (i.topic.clone(), i.weight)).collect::<Vec<_>>(),
            [(place.clone(), 1000), (section, -500)]
        );
        store.write_here(|tx| interests::reset(tx, reader)).expect("reset");
        assert_eq!(of().len(), 1, "{}: what is followed stays", fresh.engine);
        store.write_here(|tx| interests::unset(tx, reader, &place)).expect("unset");
        assert!(of().is_empty());
    });
}

#[test]
fn readings_add_up_and_are_forgotten() {
    on_both(|fresh| {
        let (store, reader) = (&fresh.store, reader(fresh));
        let ids = articles_of(fresh, 3);
        store
            .write_here(|tx| {
                readings::read_for(tx, reader, ids[0], 40)?; // not opened yet: counts nothing
                readings::opened(tx, reader, ids[0], at(5))?;
                readings::read_for(tx, reader, ids[0], 40)?;
                readings::read_for(tx, reader, ids[0], -9)?;
                readings::opened(tx, reader, ids[0], at(9))?;
                readings::read_for(tx, reader, ids[0], i64::MAX)?;
                readings::opened(tx, reader, ids[1], at(7))?;
                readings::opened(tx, reader, Id::new(77), at(7))
            })
            .expect("kept");
        let since = |seconds| store.read_here(|tx| readings::since(tx, reader, at(seconds), 9)).expect("reads");
        let all = since(0);
        assert_eq!(
            all.iter().map(|r| (r.article, r.seconds)).collect::<Vec<_>>(),
            [(ids[0], readings::LONGEST), (ids[1], 0)]
        );
        assert_eq!((all[0].section, all[0].story, all[0].opened), (Some(Section::World), Some(Id::new(101)), at(9)));
        assert_eq!(since(8).len(), 1, "{}", fresh.engine);
        let of = |article| store.read_here(|tx| readings::of(tx, reader, article)).expect("reads");
        assert_eq!((of(ids[1]), of(ids[2])), (Some((at(7), 0)), None));
        let count = |reader| store.read_here(|tx| readings::count(tx, reader)).expect("reads");
        assert_eq!((count(reader), count(reader + 1)), (2, 0));
        store.write_here(|tx| readings::forget(tx, reader, Some(ids[0]))).expect("forgotten");
        assert_eq!(since(0).len(), 1);
        store.write_here(|tx| readings::forget(tx, reader, None)).expect("forgotten");
        assert!(since(0).is_empty());
    });
}

#[test]
fn names_are_kept_by_article_and_the_most_named_found() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = articles_of(fresh, 3);
        let place = |article, name: &str| Mention { article, topic: Topic::Place(name.to_lowercase()), label: name.into() };
        let person = Mention { article: ids[1], topic: Topic::Person("ines okafor".into()), label: "Ines Okafor".into() };
        let all = [place(ids[0], "Saltmere"), place(ids[1], "Saltmere"), place(ids[1], "SALTMERE"), person.clone()];
        store.write_here(|tx| mentions::put(tx, &ids, &all)).expect("kept");
        let of = store.read_here(|tx| mentions::of(tx, &ids[1..])).expect("reads");
        assert_eq!(of.len(), 2, "{}: a name once an article", fresh.engine);
        assert!(of.contains(&person));
        let common = store.read_here(|tx| mentions::common(tx, at(-1000), 9)).expect("reads");
        assert_eq!(common, [(Topic::Place("saltmere".into()), "Saltmere".into(), 2)]);
        let label = |topic: Topic| store.read_here(|tx| mentions::label(tx, &topic)).expect("reads");
        assert_eq!(label(Topic::Person("ines okafor".into())).as_deref(), Some("Ines Okafor"));
        assert_eq!(label(Topic::Place("ines okafor".into())), None, "a person is no place");
        store.write_here(|tx| mentions::put(tx, &ids[1..2], &[])).expect("kept");
        assert!(store.read_here(|tx| mentions::of(tx, &ids[1..2])).expect("reads").is_empty());
    });
}

#[test]
fn choices_are_kept_by_name() {
    on_both(|fresh| {
        let (store, reader) = (&fresh.store, reader(fresh));
        store
            .write_here(|tx| {
                choices::set(tx, reader, "recipe", "a")?;
                choices::set(tx, reader, "recipe", "b")?;
                choices::set(tx, reader, "copies", "no")?;
                choices::unset(tx, reader, "copies")
            })
            .expect("kept");
        let all = store.read_here(|tx| choices::all(tx, reader)).expect("reads");
        assert_eq!(all, [("recipe".to_owned(), "b".to_owned())], "{}", fresh.engine);
    });
}

#[test]
fn picks_keep_their_order_end_by_themselves_and_follow_a_merge() {
    on_both(|fresh| {
        let (store, editor) = (&fresh.store, reader(fresh));
        articles_of(fresh, 4);
        let pick = |story, until| pick(editor, story, until);
        let put = |pick: Pick| assert!(store.write_here(|tx| picks::put(tx, &pick)).expect("kept"));
        let order = |now| -> Vec<i64> {
            store.read_here(|tx| picks::current(tx, at(now))).expect("reads").iter().map(|pick| pick.story.get()).collect()
        };
        put(pick(101, 100));
        put(pick(102, 50));
        put(pick(103, 100));
        put(Pick { line: None, ..pick(102, 60) });
        assert_eq!(order(1), [103, 102, 101], "{}: the newest first, changed in its place", fresh.engine);
        store.write_here(|tx| picks::order(tx, &[Id::new(101), Id::new(103)], at(1))).expect("ordered");
        assert_eq!(order(1), [101, 103, 102]);
        assert_eq!(order(60), [101, 103]);
        let ids = store.ids().clone();
        let lead = |members: &[stories::Member]| members[0].article;
        store.write_here(|tx| stories::merge(tx, &ids, Id::new(103), Id::new(104), &lead, at(2))).expect("merged");
        assert_eq!(order(60), [101, 104]);
        store.write_here(|tx| picks::remove(tx, Id::new(104), at(3))).expect("removed");
        assert_eq!(order(4), [101, 102]);
    });
}

/// A pick of a story, for a while.
fn pick(editor: i64, story: i64, until: i64) -> Pick {
    Pick { story: Id::new(story), article: None, editor, line: Some("Because".into()), since: at(0), until: at(until) }
}

#[test]
fn a_pick_that_was_taken_back_can_be_put_back_for_a_day() {
    on_both(|fresh| {
        let (store, editor) = (&fresh.store, reader(fresh));
        articles_of(fresh, 4);
        let far = 10 * 24 * 3600;
        for (story, until) in [(101, far), (102, far), (103, 50)] {
            assert!(store.write_here(|tx| picks::put(tx, &pick(editor, story, until))).expect("kept"));
        }
        let stories = |list: Vec<Pick>| list.iter().map(|pick| pick.story.get()).collect::<Vec<_>>();
        let current = |now| stories(store.read_here(|tx| picks::current(tx, at(now))).expect("reads"));
        let taken = |now| store.read_here(|tx| picks::taken(tx, at(now))).expect("reads");
        for (story, now) in [(102, 10), (103, 11)] {
            store.write_here(|tx| picks::remove(tx, Id::new(story), at(now))).expect("taken");
        }
        assert_eq!((current(12), stories(taken(12))), (vec![101], vec![103, 102]), "{}", fresh.engine);
        assert_eq!(taken(12)[0].until, at(50));
        assert_eq!(stories(taken(51)), [102], "what would have ended is gone");
        assert!(taken(24 * 3600 + 10).is_empty(), "a day later it is gone");
        let restore = |story, now| store.write_here(|tx| picks::restore(tx, Id::new(story), at(now))).expect("restores");
        assert!(restore(102, 20) && !restore(102, 20) && !restore(104, 20) && !restore(103, 60));
        assert_eq!(current(21), [102, 101], "where it stood");
        let ids = store.ids().clone();
        let lead = |members: &[stories::Member]| members[0].article;
        store.write_here(|tx| picks::remove(tx, Id::new(102), at(22))).expect("taken");
        store.write_here(|tx| stories::merge(tx, &ids, Id::new(101), Id::new(102), &lead, at(23))).expect("merged");
        assert!(
            store.write_here(|tx| picks::put(tx, &pick(editor, 102, far))).expect("kept"),
            "changes the one that followed"
        );
        assert_eq!((current(24), taken(24)), (vec![102], vec![]), "what holds is worth more than what was taken back");
    });
}

#[test]
fn so_many_picks_and_no_more() {
    on_both(|fresh| {
        let (store, editor) = (&fresh.store, reader(fresh));
        for story in 0..=picks::MOST as i64 {
            let room = store.write_here(|tx| picks::put(tx, &pick(editor, 1000 + story, 90))).expect("tried");
            assert_eq!(room, story < picks::MOST as i64, "{} {story}", fresh.engine);
        }
        assert!(
            store.write_here(|tx| picks::put(tx, &pick(editor, 1000, 80))).expect("tried"),
            "a change needs no room"
        );
        let later = Pick { since: at(91), ..pick(editor, 2000, 200) };
        assert!(store.write_here(|tx| picks::put(tx, &later)).expect("tried"), "what ended makes room");
    });
}
