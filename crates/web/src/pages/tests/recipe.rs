//! The recipe of the front page: looked at, saved, reset; and what copies do.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_news::{Id, Placement};
use newsstand_store::{choices, stories, titles};

use super::check::check;
use super::world::{World, article, keep};

/// A stand with one story more: fresher than the ferry, and with one source only.
fn with_a_fresh_story() -> World {
    let world = World::new(Mode::Household);
    world
        .store
        .write_here(|tx| {
            let packet = titles::by_slug(tx, "packet")?.expect("there").title.id;
            let gull = article("packet.example/gull", "Gull steals chips", "en", "<p>A gull.</p>", 2);
            let gull = keep(tx, &world.store, packet, &gull)?;
            let placed = Placement { article: gull, story: Id::new(4242), began: true, copy_of: None };
            stories::place(tx, &[placed], &[], &|members| members[0].article)
        })
        .unwrap();
    world
}

fn kept(world: &World) -> Vec<(String, String)> {
    world.store.read_here(|tx| choices::all(tx, world.reader)).unwrap()
}

fn before(body: &str, first: &str, second: &str) -> bool {
    let at = |text: &str| body.find(text).unwrap_or_else(|| panic!("{text} is missing"));
    at(first) < at(second)
}

const FERRY: &str = "Ferry runs aground off Saltmere</a>";
const GULL: &str = "Gull steals chips</a>";

/// What ranks the freshest first, and what ranks those with most sources first.
const FRESH: &str = "sources=0&velocity=0&prominence=0&freshness=3&half_life=1&gate=1";
const SOURCES: &str = "sources=3&velocity=0&prominence=0&freshness=0&half_life=12&gate=1";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_recipe_is_looked_at_without_being_kept() {
    let world = with_a_fresh_story();
    let (cookie, slip) = world.seat().await;
    let fresh = world.get(&format!("/settings/front?{FRESH}")).await;
    check("/settings/front", &fresh.body);
    assert!(fresh.body.contains("How it would stand") && before(&fresh.body, GULL, FERRY));
    let sources = world.get(&format!("/settings/front?{SOURCES}")).await.body;
    assert!(before(&sources, FERRY, GULL), "two sources before one");
    let looked = world.post("/settings/front", &cookie, &format!("slip={slip}&{FRESH}&preview=1")).await;
    assert_eq!(
        (looked.status, looked.header("location")),
        (StatusCode::SEE_OTHER, format!("/settings/front?{FRESH}").as_str())
    );
    assert!(kept(&world).is_empty(), "looking keeps nothing");
    assert!(world.get("/settings/front").await.body.contains("With everybody’s numbers"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_saved_recipe_turns_the_front_page_and_a_reset_turns_it_back() {
    let world = with_a_fresh_story();
    let (cookie, slip) = world.seat().await;
    let save = async |numbers: &str| world.post("/settings/front", &cookie, &format!("slip={slip}&{numbers}")).await;
    assert_eq!(save(FRESH).await.header("location"), "/settings/front?done=saved");
    assert!(before(&world.get("/").await.body, GULL, FERRY));
    save(SOURCES).await;
    assert!(before(&world.get("/").await.body, FERRY, GULL));
    assert_eq!(
        kept(&world),
        [("recipe".to_owned(), "sources=3 velocity=0 prominence=0 decay=0 half_life=12 gate=1".to_owned())]
    );
    let page = world.get("/settings/front").await.body;
    assert!(
        page.contains("With your numbers") && page.contains("name=\"sources\" min=\"0\" max=\"3\" step=\"0.1\" value=\"3.0\"")
    );

    let reset = save("reset=1").await;
    assert!(kept(&world).is_empty());
    let after = world.get(reset.header("location")).await.body;
    check("/settings/front", &after);
    assert!(
        after.contains("Everybody’s order holds again") && after.contains("value=\"3.0\""),
        "what one had can be saved again"
    );
    assert_eq!(save("reset=1").await.header("location"), "/settings/front");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_no_number_is_not_saved_and_what_is_too_large_is_brought_back() {
    let world = World::new(Mode::Household);
    let (cookie, slip) = world.seat().await;
    let wrong = world.post("/settings/front", &cookie, &format!("slip={slip}&freshness=much")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Freshness must be a number."));
    assert!(kept(&world).is_empty());
    world.post("/settings/front", &cookie, &format!("slip={slip}&sources=99&gate=0")).await;
    assert!(kept(&world)[0].1.starts_with("sources=3 ") && kept(&world)[0].1.ends_with("gate=1"));
    world.post("/settings/front", &cookie, &format!("slip={slip}&sources=1&gate=2")).await;
    assert!(kept(&world).is_empty(), "everybody's numbers are no choice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn whether_one_copy_marks_all_is_chosen() {
    let world = World::new(Mode::Household);
    let (cookie, slip) = world.seat().await;
    let read = |id: i64| {
        let ids = [newsstand_news::Id::new(id)];
        world.store.read_here(|tx| newsstand_store::readers::marks(tx, world.reader, &ids)).unwrap().iter().any(|mark| mark.1)
    };
    let (original, copy) = (world.articles[0], world.articles[1]);
    world.post("/settings/copies", &cookie, &format!("slip={slip}&copies=each")).await;
    world.post(&format!("/article/{original}/read"), &cookie, &format!("slip={slip}")).await;
    assert!(read(original) && !read(copy));
    world.post("/settings/copies", &cookie, &format!("slip={slip}&copies=together")).await;
    world.post(&format!("/article/{original}/read"), &cookie, &format!("slip={slip}")).await;
    assert!(read(copy));
    let odd = world.post("/settings/copies", &cookie, &format!("slip={slip}&copies=7")).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}
