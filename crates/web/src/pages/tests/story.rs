//! A story's page: its timeline, what the reader muted, how it came to be.

use newsstand_members::Mode;
use newsstand_news::{Article, ArticleKind, Id, Muted, Placement, Story, Topic};
use newsstand_store::articles::{self, Card};
use newsstand_store::interests::{self, FOLLOWED};
use newsstand_store::{mutes, stories};

use super::check::check;
use super::world::{NOW, World, ago, article, keep};

fn first(members: &[stories::Member]) -> Id<Article> {
    members[0].article
}

/// The title of one of the world's articles.
fn card(world: &World, at: usize) -> Card {
    world.store.read_here(|tx| articles::by_ids(tx, &[Id::new(world.articles[at])])).unwrap().remove(0)
}

/// Adds an article of the title of `like` to a story.
fn add(world: &World, like: usize, story: i64, said: &Article, copy_of: Option<Id<Article>>) -> Id<Article> {
    let (store, title) = (&world.store, card(world, like).title);
    store
        .write_here(|tx| {
            let id = keep(tx, store, title, said)?;
            let placed = [Placement { article: id, story: Id::new(story), began: false, copy_of }];
            stories::place(tx, &placed, &[], &first)?;
            Ok(id)
        })
        .unwrap()
}

/// The list of the timeline, without the rest of the page.
async fn timeline(world: &World, story: i64) -> String {
    let path = format!("/story/{story}");
    let body = world.get(&path).await.body;
    check(&path, &body);
    body.split("<ol class=\"line\">").nth(1).and_then(|rest| rest.split("</ol>").next()).unwrap_or("").to_owned()
}

/// Half of it is the story so far, the other half is new.
fn news(new: &str) -> String {
    let known = "There were 212 people on board the ferry Godwit, which runs aground off Saltmere, the harbour master said. ";
    format!("<p>{}</p><p>{new}</p>", known.repeat(2))
}

const INQUIRY: &str = "Northline told Mara Quill that Pilot Osgood Tamm stood watch alone for 19 hours between Gullwick and Stannock without relief from Captain Brandt or Mate Keller, documents from Lisbon and Trondheim confirm.";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_real_change_makes_a_line_and_a_copy_or_an_opinion_none() {
    let world = World::new(Mode::Household);
    let sea = world.stories[0];
    let before = timeline(&world, sea).await;
    assert!(before.contains("Ferry runs aground off Saltmere") && before.contains("had it first"), "{before}");
    let pilot = article("barid.example/pilot", "Northline pilot Osgood Tamm stood alone", "en", &news(INQUIRY), 20);
    let id = add(&world, 2, sea, &pilot, None);
    let copy = article("minato.example/pilot", "Osgood Tamm, the copy", "en", &news(INQUIRY), 15);
    add(&world, 3, sea, &copy, Some(id));
    let opinion = Article {
        kind: ArticleKind::Opinion,
        ..article(
            "minato.example/view",
            "Why Zebedee Quarrick of Oslo despairs",
            "en",
            "<p>Zebedee Quarrick, Oslo, Bergen.</p>",
            10,
        )
    };
    add(&world, 3, sea, &opinion, None);
    let again = article("minato.example/again", "Ferry aground off Saltmere", "en", &news(""), 5);
    add(&world, 3, sea, &again, None);
    let after = timeline(&world, sea).await;
    assert!(
        after.contains("Northline pilot Osgood Tamm stood alone") && after.contains("the latest change"),
        "{after}"
    );
    for none in ["the copy", "Zebedee", "Ferry aground off"] {
        assert!(!after.contains(none), "{none} is no change: {after}");
    }
    assert!(after.find("had it first").unwrap() < after.find("Osgood").unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_timeline_knows_no_more_than_the_reader_may_see() {
    for (mode, seen) in [(Mode::Household, true), (Mode::Membership, false)] {
        let world = World::new(mode);
        let sea = world.stories[0];
        let hidden = article("packet.example/late", "Ferry runs aground off Saltmere: what is known", "en", &news(INQUIRY), 3);
        add(&world, 0, sea, &hidden, None);
        let line = timeline(&world, sea).await;
        assert_eq!(line.contains("what is known"), seen, "{mode:?}: the change lies beyond the preview: {line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_muted_is_left_out_and_said() {
    let world = World::new(Mode::Household);
    let (sea, packet) = (world.stories[0], card(&world, 0).title);
    let mute = |what: Muted| {
        let ids = world.store.ids();
        world.store.write_here(|tx| mutes::add(tx, ids, world.reader, &what, "x", NOW, None)).unwrap()
    };
    let path = format!("/story/{sea}");
    assert!(!world.get(&path).await.body.contains("left out by what you muted"));
    mute(Muted::Topic(Topic::Title(packet)));
    let body = world.get(&path).await.body;
    check(&path, &body);
    assert!(body.contains("1 article left out by what you muted") && body.contains("href=\"/settings/mutes\""));
    assert!(!timeline(&world, sea).await.contains("Saltmere Packet"));

    let id = mute(Muted::Topic(Topic::Story(Id::new(sea))));
    let body = world.get(&path).await.body;
    check(&path, &body);
    assert!(body.contains("You muted this story") && body.contains(&format!("action=\"/mutes/{id}/remove\"")));
    assert!(body.contains("1 article left out"), "its own mute does not hide it on its own page");
    for at in [1, 2] {
        mute(Muted::Topic(Topic::Title(card(&world, at).title)));
    }
    let body = world.get(&path).await.body;
    check(&path, &body);
    assert!(body.contains("Nothing of this story is left.") && body.contains("3 articles left out"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn following_muting_and_picking_stand_in_one_row() {
    let world = World::new(Mode::Household);
    let sea = world.stories[0];
    let path = format!("/story/{sea}");
    let body = world.get(&path).await.body;
    for part in ["action=\"/interests\"", "action=\"/mutes\"", "action=\"/desk/picks\"", "name=\"weight\" value=\"1000\""] {
        assert!(body.contains(part), "{part}");
    }
    let topic = Topic::Story(Id::new(sea));
    world.store.write_here(|tx| interests::set(tx, world.reader, &topic, "x", FOLLOWED, NOW)).unwrap();
    let body = world.get(&path).await.body;
    check(&path, &body);
    assert!(body.contains("Following") && body.contains("name=\"weight\" value=\"\""));
    let (cookie, slip) = world.seat().await;
    let back = format!("slip={slip}&story={sea}&until=day&line=Look&back=%2Fstory%2F{sea}");
    assert_eq!(world.post("/desk/picks", &cookie, &back).await.header("location"), path);
    let body = world.get(&path).await.body;
    check(&path, &body);
    assert!(body.contains("value=\"Look\"") && body.contains(&format!("/desk/picks/{sea}/remove")));
    world.post(&format!("/desk/picks/{sea}/remove"), &cookie, &format!("slip={slip}")).await;
    assert!(world.get(&path).await.body.contains("Put the pick back"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn merges_and_splits_are_told_and_a_merged_story_is_not_near() {
    let world = World::new(Mode::Household);
    let (sea, abbara, green): (Id<Story>, Id<Story>, Id<Story>) =
        (Id::new(world.stories[0]), Id::new(world.stories[1]), Id::new(world.stories[2]));
    let store = &world.store;
    let path = format!("/story/{sea}");
    assert!(world.get(&path).await.body.contains("Near this story"));
    store.write_here(|tx| stories::merge(tx, store.ids(), abbara, sea, &first, NOW)).unwrap();
    let body = world.get(&path).await.body;
    check(&path, &body);
    assert!(body.contains("Two stories became this one on 19 January."));
    assert!(!body.contains("Near this story"), "the merged story was the only one near it");

    let new: Id<Story> = store.ids().next(NOW);
    let moved = [Id::new(world.articles[2])];
    store.write_here(|tx| stories::split(tx, store.ids(), sea, new, &moved, &first, ago(0))).unwrap();
    let old = world.get(&path).await.body;
    check(&path, &old);
    assert!(old.contains(&format!("<a href=\"/story/{new}\">")) && old.contains("was split from this story on 19 January."));
    let path = format!("/story/{new}");
    let body = world.get(&path).await.body;
    check(&path, &body);
    assert!(body.contains("This story was split from <a") && body.contains(&format!("href=\"/story/{sea}\"")));
    assert!(!world.get(&format!("/story/{green}")).await.body.contains("How this story came to be"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn near_stories_are_named_once_and_without_copies_of_what_stands_here() {
    let world = World::new(Mode::Household);
    let (sea, green): (Id<Story>, Id<Story>) = (Id::new(world.stories[0]), Id::new(world.stories[2]));
    let store = &world.store;
    // A story that is nothing but a copy of what is read here.
    let copy = article("minato.example/lone", "The lone copy", "en", "<p>x</p>", 8);
    let lone: Id<Story> = store.ids().next(NOW);
    add(&world, 3, lone.get(), &copy, Some(Id::new(world.articles[0])));
    let near = [(sea, lone, 900), (sea, green, 400), (green, sea, 300)];
    store.write_here(|tx| stories::place(tx, &[], &near, &first)).unwrap();
    let body = world.get(&format!("/story/{sea}")).await.body;
    let near = body.split("id=\"near\"").nth(1).unwrap();
    assert!(!near.contains("The lone copy"));
    assert_eq!(near.matches(&format!("/article/{}\"", world.articles[3])).count(), 1, "{near}");
}
