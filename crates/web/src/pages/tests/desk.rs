//! The editors' desk: picking, wording, ordering, taking back, and where the picks are seen.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_news::{Id, Moment};
use newsstand_store::picks::{self, Pick};
use newsstand_store::stories;

use super::check::check;
use super::world::{NOW, World, ago};

/// What is picked, in order.
fn current(world: &World) -> Vec<Pick> {
    world.store.read_here(|tx| picks::current(tx, NOW)).unwrap()
}

fn order(world: &World) -> Vec<i64> {
    current(world).iter().map(|pick| pick.story.get()).collect()
}

/// Puts a pick into the store as if it had been made before.
fn put(world: &World, story: i64, since: Moment, until: Moment) {
    let pick = Pick { story: Id::new(story), article: None, editor: world.reader, line: Some("Old".into()), since, until };
    assert!(world.store.write_here(|tx| picks::put(tx, &pick)).unwrap());
}

/// A browser that sits at the desk.
struct Editor<'a> {
    world: &'a World,
    cookie: String,
    slip: String,
}

impl<'a> Editor<'a> {
    async fn of(world: &'a World) -> Self {
        let (cookie, slip) = world.seat().await;
        Self { world, cookie, slip }
    }

    async fn post(&self, path: &str, fields: &str) -> super::world::Answer {
        self.world.post(path, &self.cookie, &format!("slip={}&{fields}", self.slip)).await
    }

    async fn desk(&self) -> String {
        let answer = self.world.get("/desk").await;
        assert_eq!(answer.status, StatusCode::OK);
        check("/desk", &answer.body);
        answer.body
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_story_is_picked_worded_ordered_taken_back_and_put_back() {
    let world = World::new(Mode::Household);
    let (sea, abbara, green) = (world.stories[0], world.stories[1], world.stories[2]);
    let editor = Editor::of(&world).await;
    let bare = editor.desk().await;
    assert!(bare.contains("Nothing is picked.") && bare.contains("Ferry runs aground off Saltmere"), "{bare}");
    for story in [sea, abbara, green] {
        let answer = editor.post("/desk/picks", &format!("story={story}&line=&until=&back=%2Fdesk")).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/desk"));
    }
    assert_eq!(order(&world), [green, abbara, sea], "the newest stands first");
    assert_eq!(current(&world)[0].until.since(NOW).as_secs(), 2 * 24 * 3600, "two days where nothing is said");
    let fields = format!("story={sea}&line=Read++this%0Afirst&until=2026-01-20");
    editor.post("/desk/picks", &fields).await;
    assert_eq!(order(&world), [green, abbara, sea], "a change leaves it in its place");
    let pick = current(&world).pop().unwrap();
    assert_eq!((pick.line.as_deref(), pick.until), (Some("Read this first"), Moment::from_seconds(1_768_953_600)));
    let page = editor.desk().await;
    assert!(page.contains("3 stories are picked") && page.contains("value=\"Read this first\""));
    assert!(page.contains("value=\"2026-01-20\"") && page.contains("The front page shows the first 12 of them"));

    let all = format!("order={green}+{abbara}+{sea}");
    editor.post("/desk/order", &format!("{all}&up={sea}")).await;
    assert_eq!(order(&world), [green, sea, abbara]);
    editor.post("/desk/order", &format!("order={green}+{sea}+{abbara}&down={green}")).await;
    assert_eq!(order(&world), [sea, green, abbara]);

    editor.post(&format!("/desk/picks/{green}/remove"), "").await;
    assert_eq!(order(&world), [sea, abbara]);
    assert!(editor.desk().await.contains(&format!("action=\"/desk/picks/{green}/restore\"")));
    let back = editor.post(&format!("/desk/picks/{green}/restore"), "back=%2F").await;
    assert_eq!((back.header("location"), order(&world)), ("/", vec![sea, green, abbara]));
    let again = editor.post(&format!("/desk/picks/{green}/restore"), "").await;
    assert!(again.body.contains("This pick is gone"), "{}", again.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn picks_are_seen_on_the_front_and_under_an_article_with_why() {
    let world = World::new(Mode::Household);
    let editor = Editor::of(&world).await;
    let article = format!("/article/{}", world.articles[2]);
    assert!(
        !world.get(&article).await.body.contains("Our picks"),
        "what was laid out with an old edition is not shown"
    );
    let line = "%3Cscript%3Ealert%281%29%3C%2Fscript%3E+%26+%22more%22";
    editor.post("/desk/picks", &format!("story={}&line={line}&until=week", world.stories[2])).await;
    for path in ["/", article.as_str(), "/desk"] {
        let body = world.get(path).await.body;
        check(path, &body);
        assert!(body.contains("Our picks") && !body.contains("<script>alert"), "{path}");
        assert!(body.contains("&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;more&#34;"), "{path}: {body}");
        assert_eq!(body.contains("An editor of this stand picked it."), path != "/desk", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_chosen_headline_is_shown_while_it_belongs_to_the_story() {
    let world = World::new(Mode::Household);
    let editor = Editor::of(&world).await;
    let (sea, copy) = (world.stories[0], world.articles[1]);
    editor.post("/desk/picks", &format!("story={sea}&article={copy}&until=day")).await;
    assert_eq!(current(&world)[0].article, Some(Id::new(copy)));
    assert!(editor.desk().await.contains(&format!("name=\"article\" value=\"{copy}\"")), "a change keeps it");
    let away = |tx: &mut newsstand_store::Tx<'_>| {
        let lead = |members: &[stories::Member]| members[0].article;
        stories::split(tx, world.store.ids(), Id::new(sea), Id::new(77), &[Id::new(copy)], &lead, NOW)
    };
    world.store.write_here(away).unwrap();
    let front = world.get("/").await.body;
    let picks = front.split("id=\"picks\"").nth(1).unwrap();
    assert!(picks.contains(&format!("/story/{sea}\"")), "the story's own headline stands in: {picks}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_pick_ends_by_itself_and_follows_a_merge() {
    let world = World::new(Mode::Household);
    let (sea, abbara, green) = (world.stories[0], world.stories[1], world.stories[2]);
    put(&world, green, ago(9000), ago(1));
    assert!(order(&world).is_empty() && !world.get("/").await.body.contains("Our picks"));
    put(&world, abbara, ago(60), ago(0) + std::time::Duration::from_secs(60));
    let merge = |tx: &mut newsstand_store::Tx<'_>| {
        let lead = |members: &[stories::Member]| members[0].article;
        stories::merge(tx, world.store.ids(), Id::new(abbara), Id::new(sea), &lead, NOW)
    };
    world.store.write_here(merge).unwrap();
    assert_eq!(order(&world), [sea]);
    let editor = Editor::of(&world).await;
    assert!(editor.desk().await.contains(&format!("action=\"/desk/picks/{sea}/remove\"")));
    assert!(world.get("/").await.body.contains("Our picks"));
    // Whichever id a form names, it is the one story.
    editor.post("/desk/picks", &format!("story={abbara}&line=Once&until=day")).await;
    assert_eq!(current(&world).iter().map(|pick| pick.line.as_deref()).collect::<Vec<_>>(), [Some("Once")]);
    editor.post(&format!("/desk/picks/{abbara}/remove"), "").await;
    assert!(order(&world).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_cannot_be_picked_is_said_in_a_sentence() {
    let world = World::new(Mode::Household);
    let editor = Editor::of(&world).await;
    let (sea, green) = (world.stories[0], world.stories[2]);
    for (fields, sentence) in [
        ("story=x".to_owned(), "names no story"),
        ("story=12".to_owned(), "not on the stand any more"),
        (format!("story={sea}&article={}", world.articles[3]), "does not belong to this story"),
        (format!("story={sea}&until=2026-01-18"), "is over"),
        (format!("story={sea}&until=soon"), "is not a day"),
        (format!("story={sea}&until=2030-01-01"), "60 days at most"),
        (format!("story={sea}&line={}", "x".repeat(201)), "201 characters"),
    ] {
        let answer = editor.post("/desk/picks", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        assert!(answer.body.contains(sentence), "{fields}: {}", answer.body);
        check(&fields, &answer.body);
    }
    assert_eq!(editor.post("/desk/order", "order=&up=1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(order(&world).is_empty());

    put(&world, green, ago(60), NOW + std::time::Duration::from_secs(9000));
    editor.post(&format!("/desk/picks/{green}/remove"), "").await;
    for story in 0..picks::MOST as i64 {
        put(&world, 5000 + story, ago(60), NOW + std::time::Duration::from_secs(9000));
    }
    let full = editor.post("/desk/picks", &format!("story={sea}")).await;
    assert!(full.body.contains("24 stories are picked already") && full.status == StatusCode::UNPROCESSABLE_ENTITY);
    let full = editor.post(&format!("/desk/picks/{green}/restore"), "").await;
    assert!(full.body.contains("24 stories are picked already"), "{}", full.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_story_is_searched_for_and_what_is_picked_is_not_offered_again() {
    let world = World::new(Mode::Household);
    let editor = Editor::of(&world).await;
    let found = world.get("/desk?q=ferry").await.body;
    check("/desk?q=ferry", &found);
    assert!(found.contains(">Found</h2>") && found.contains("Ferry runs aground off Saltmere"));
    editor.post("/desk/picks", &format!("story={}", world.stories[0])).await;
    let none = world.get("/desk?q=ferry").await.body;
    check("/desk?q=ferry", &none);
    assert!(none.contains("No story has these words that is not picked already"));
    let odd = world.get("/desk?q=%22%3E%3Cscript%3Ex").await.body;
    check("/desk?q=odd", &odd);
    assert!(!odd.contains("<script>x"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_may_not_pick_is_refused() {
    let world = World::new(Mode::Membership);
    let editor = Editor::of(&world).await;
    let sea = world.stories[0];
    assert_eq!(world.get("/desk").await.header("location"), "/sign-in?back=%2Fdesk");
    for path in ["/desk/picks", "/desk/order", &format!("/desk/picks/{sea}/remove"), &format!("/desk/picks/{sea}/restore")] {
        let answer = editor.post(path, &format!("story={sea}&order={sea}")).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in"), "{path}");
    }
    assert!(order(&world).is_empty());
    let story = world.get(&format!("/story/{sea}")).await.body;
    assert!(!story.contains("/desk") && story.contains("Follow this story"));
}
