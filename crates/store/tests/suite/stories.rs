//! Stories and editions.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_news::*;
use newsstand_store::stories::{self, Member};
use newsstand_store::{articles, editions, shares};

fn first(members: &[Member]) -> Id<Article> {
    members[0].article
}

/// Three titles, two of one owner, each with one article.
fn three(fresh: &Fresh) -> Vec<Id<Article>> {
    let owners = [Some("Saltmere Press"), Some("Saltmere Press"), None];
    owners
        .iter()
        .enumerate()
        .map(|(n, owner)| {
            let title = title(&fresh.store, &format!("Title {n}"), *owner);
            let feed = feed(&fresh.store, title, &format!("https://t{n}.example/feed"), at(0));
            let one = Article {
                published: Published::Stated(at(n as i64 - 100)),
                ..article(&format!("https://t{n}.example/a"), &format!("H{n}"), "x")
            };
            visit(&fresh.store, title, feed, &[(one, "x".into())], at(0))[0].id()
        })
        .collect()
}

fn placed(article: Id<Article>, story: i64, copy_of: Option<Id<Article>>) -> Placement {
    Placement { article, story: Id::new(story), began: false, copy_of }
}

#[test]
fn a_story_counts_owners_once_and_copies_not() {
    on_both(|fresh| {
        let ids = three(fresh);
        let placements = [placed(ids[0], 7, None), placed(ids[1], 7, None), placed(ids[2], 7, Some(ids[0]))];
        fresh.store.write_here(|tx| stories::place(tx, &placements, &[], &first)).expect("placed");
        let story = fresh.store.read_here(|tx| stories::by_id(tx, Id::new(7))).expect("reads").expect("there");
        assert_eq!((story.articles, story.titles, story.sources), (3, 3, 1), "{}", fresh.engine);
        assert_eq!((story.first, story.latest, story.lead), (at(-100), at(-98), ids[0]));
        let stored = fresh.store.read_here(|tx| articles::by_id(tx, ids[2])).expect("reads").expect("there");
        assert_eq!(stored.article.origin, Origin::CopyOf(ids[0]));
        let wholes = fresh.store.read_here(|tx| articles::wholes(tx, &[ids[2], ids[0], Id::new(9)])).expect("reads");
        assert_eq!(wholes.len(), 2, "{}", fresh.engine);
        assert!(wholes.iter().all(|whole| whole.article.body == stored.article.body), "with their texts");
        let covers = fresh.store.read_here(|tx| stories::covers(tx, &[Id::new(7)])).expect("reads");
        assert_eq!(covers.len(), 3);
    });
}

#[test]
fn a_merged_story_redirects_for_ever() {
    on_both(|fresh| {
        let ids = three(fresh);
        let placements = [placed(ids[0], 7, None), placed(ids[1], 8, None), placed(ids[2], 9, None)];
        fresh.store.write_here(|tx| stories::place(tx, &placements, &[], &first)).expect("placed");
        let maker = fresh.store.ids().clone();
        let merge = |from, into| {
            fresh.store.write_here(|tx| stories::merge(tx, &maker, Id::new(from), Id::new(into), &first, at(1))).expect("merged")
        };
        merge(9, 8);
        merge(8, 7);
        for id in [7, 8, 9] {
            let story = fresh.store.read_here(|tx| stories::by_id(tx, Id::new(id))).expect("reads").expect("there");
            assert_eq!((story.id, story.articles), (Id::new(7), 3), "{} {id}", fresh.engine);
        }
        let names = fresh.store.read_here(|tx| stories::known_as(tx, Id::new(7))).expect("reads");
        assert_eq!(names, [7, 8, 9].map(Id::new), "{}", fresh.engine);
        assert_eq!(fresh.store.read_here(|tx| stories::count_since(tx, at(-1000))).expect("reads"), 1);
    });
}

#[test]
fn related_stories_are_found_from_either_side() {
    on_both(|fresh| {
        let ids = three(fresh);
        let placements = [placed(ids[0], 7, None), placed(ids[1], 8, None), placed(ids[2], 9, None)];
        let near = [
            (Id::new(7), Id::new(8), 300),
            (Id::new(9), Id::new(7), 500),
            (Id::new(8), Id::new(7), 200),
            (Id::new(7), Id::new(8), 310),
        ];
        fresh.store.write_here(|tx| stories::place(tx, &placements, &near, &first)).expect("placed");
        let related = fresh.store.read_here(|tx| stories::related(tx, Id::new(7), 5)).expect("reads");
        assert_eq!(related.iter().map(|story| story.id.get()).collect::<Vec<_>>(), [9, 8], "{}", fresh.engine);
    });
}

#[test]
fn a_related_story_is_no_copy_of_what_is_read_and_none_that_was_merged() {
    on_both(|fresh| {
        let ids = three(fresh);
        let related = |story| -> Vec<i64> {
            let found = fresh.store.read_here(|tx| stories::related(tx, Id::new(story), 5)).expect("reads");
            found.iter().map(|story| story.id.get()).collect()
        };
        let near: Vec<_> = [(7, 8), (7, 9), (8, 9)].map(|(a, b)| (Id::new(a), Id::new(b), 500)).to_vec();
        let placements = [placed(ids[0], 7, None), placed(ids[1], 8, Some(ids[0])), placed(ids[2], 9, None)];
        fresh.store.write_here(|tx| stories::place(tx, &placements, &near, &first)).expect("placed");
        assert_eq!((related(7), related(8)), (vec![9], vec![9]), "{}: the copy stands here already", fresh.engine);
        assert_eq!(related(9).len(), 1, "{}: the same text is named once", fresh.engine);
        let maker = fresh.store.ids().clone();
        let merge = |tx: &mut newsstand_store::Tx<'_>| stories::merge(tx, &maker, Id::new(8), Id::new(7), &first, at(1));
        fresh.store.write_here(merge).expect("merged");
        assert_eq!((related(7), related(9)), (vec![9], vec![7]), "{}", fresh.engine);
    });
}

#[test]
fn placing_twice_changes_nothing() {
    on_both(|fresh| {
        let ids = three(fresh);
        let placements = [placed(ids[0], 7, None), placed(ids[1], 7, None)];
        for _ in 0..2 {
            fresh.store.write_here(|tx| stories::place(tx, &placements, &[], &first)).expect("placed");
        }
        let standing = fresh.store.read_here(|tx| stories::standing(tx, at(-1000), at(-99), 3, 10)).expect("reads");
        assert_eq!(standing.len(), 1, "{}", fresh.engine);
        let story = &standing[0];
        assert_eq!((story.story.articles, story.recent, story.prominent), (2, 1, 2), "{}", fresh.engine);
        assert_eq!(fresh.store.read_here(|tx| articles::unplaced(tx, at(0), 10)).expect("reads").len(), 1);
    });
}

#[test]
fn the_newest_edition_is_shown_and_old_ones_go() {
    on_both(|fresh| {
        let ids = fresh.store.ids().clone();
        for n in 0..210 {
            let edition =
                Edition { made: at(n), fronts: vec![(Front::TopStories, vec![]), (Front::Section(Section::World), vec![])] };
            fresh.store.write_here(|tx| editions::save(tx, &ids, &edition, at(n))).expect("saved");
        }
        let latest = fresh.store.read_here(editions::latest).expect("reads").expect("there");
        assert_eq!((latest.made, latest.fronts.len()), (at(209), 2), "{}", fresh.engine);
    });
}

#[test]
fn after_a_rebuild_every_old_address_still_leads_to_its_story() {
    on_both(|fresh| {
        let ids = three(fresh);
        let old = [placed(ids[0], 7, None), placed(ids[1], 7, None), placed(ids[2], 8, None)];
        fresh.store.write_here(|tx| stories::place(tx, &old, &[], &first)).expect("placed");
        let before = fresh.store.write_here(stories::forget_all).expect("forgotten");
        assert_eq!(before.len(), 3);
        // This time all three are one story; the id of the larger old one goes on, the other redirects.
        let new = [placed(ids[0], 70, None), placed(ids[1], 70, None), placed(ids[2], 70, None)];
        fresh.store.write_here(|tx| stories::place(tx, &new, &[], &first)).expect("placed");
        let maker = fresh.store.ids().clone();
        fresh.store.write_here(|tx| stories::keep_addresses(tx, &maker, &before, &first, at(9))).expect("kept");
        for id in [7, 8] {
            let story = fresh.store.read_here(|tx| stories::by_id(tx, Id::new(id))).expect("reads").expect("there");
            assert_eq!((story.id, story.articles), (Id::new(7), 3), "{} {id}", fresh.engine);
        }
        assert!(fresh.store.read_here(|tx| stories::by_id(tx, Id::new(70))).expect("reads").is_none());
    });
}

#[test]
fn a_rebuild_that_tells_two_stories_apart_keeps_the_larger_ones_id() {
    on_both(|fresh| {
        let ids = three(fresh);
        let old = [placed(ids[0], 7, None), placed(ids[1], 7, None), placed(ids[2], 7, None)];
        fresh.store.write_here(|tx| stories::place(tx, &old, &[], &first)).expect("placed");
        let before = fresh.store.write_here(stories::forget_all).expect("forgotten");
        let new = [placed(ids[0], 70, None), placed(ids[1], 71, None), placed(ids[2], 71, None)];
        fresh.store.write_here(|tx| stories::place(tx, &new, &[], &first)).expect("placed");
        let maker = fresh.store.ids().clone();
        fresh.store.write_here(|tx| stories::keep_addresses(tx, &maker, &before, &first, at(9))).expect("kept");
        let sizes = |id| fresh.store.read_here(|tx| stories::by_id(tx, Id::new(id))).expect("reads").map(|story| story.articles);
        assert_eq!((sizes(7), sizes(70), sizes(71)), (Some(2), Some(1), None), "{}", fresh.engine);
    });
}

#[test]
fn a_split_says_where_it_came_from() {
    on_both(|fresh| {
        let ids = three(fresh);
        let placements: Vec<_> = ids.iter().map(|id| placed(*id, 7, None)).collect();
        fresh.store.write_here(|tx| stories::place(tx, &placements, &[], &first)).expect("placed");
        let maker = fresh.store.ids().clone();
        let split = fresh.store.write_here(|tx| stories::split(tx, &maker, Id::new(7), Id::new(8), &ids[2..], &first, at(1)));
        split.expect("split");
        let story = |id| fresh.store.read_here(|tx| stories::by_id(tx, Id::new(id))).expect("reads").expect("there");
        assert_eq!((story(7).articles, story(8).articles, story(8).lead), (2, 1, ids[2]), "{}", fresh.engine);
        let moved = stories::StoryMove { at: at(1), merged: false, story: Id::new(8), other: Id::new(7) };
        for id in [7, 8] {
            assert_eq!(fresh.store.read_here(|tx| stories::moves(tx, Id::new(id), 9)).expect("reads"), [moved]);
        }
        let recent = fresh.store.read_here(|tx| stories::recent(tx, &[Id::new(7), Id::new(8)], at(-1000))).expect("reads");
        assert_eq!(recent.iter().map(|(_, _, count)| count).sum::<i64>(), 3);
        assert_eq!(fresh.store.read_here(|tx| newsstand_store::titles::brought(tx, at(-99))).expect("reads").len(), 2);
    });
}

#[test]
fn what_each_title_has_in_a_story_is_told_and_where_a_story_went() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = three(fresh);
        let placements = [placed(ids[0], 5, None), placed(ids[1], 5, Some(ids[0])), placed(ids[2], 6, None)];
        store.write_here(|tx| stories::place(tx, &placements, &[], &first)).expect("placed");
        let of = |story| store.read_here(|tx| shares::of(tx, &[Id::new(story)])).expect("reads");
        let here = of(5);
        assert_eq!(here.iter().map(|share| share.articles).sum::<u32>(), 2, "{}", fresh.engine);
        let title = |article: Id<Article>| store.read_here(|tx| articles::by_ids(tx, &[article])).expect("reads")[0].title;
        for (at, article) in [ids[0], ids[1]].into_iter().enumerate() {
            let share = here.iter().find(|share| share.title == title(article)).expect("told");
            assert_eq!(share.original, at == 0 || title(ids[0]) == title(ids[1]), "{}", fresh.engine);
        }
        let numbers = store.ids().clone();
        store.write_here(|tx| stories::merge(tx, &numbers, Id::new(6), Id::new(5), &first, at(9))).expect("merged");
        assert!(of(6).is_empty());
        let moved = store.read_here(|tx| stories::redirects(tx, &[Id::new(5), Id::new(6)])).expect("reads");
        assert_eq!(moved, [(Id::new(6), Id::new(5))], "{}", fresh.engine);
    });
}
