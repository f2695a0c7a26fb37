//! The profile: learnt from what is read, followed, corrected, exported, switched off, forgotten; and what is picked by it.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_news::{Article, ArticleKind, Id, Moment, Placement, Section, Topic};
use newsstand_store::mentions::Mention;
use newsstand_store::{interests, mentions, readers, readings, stories, titles};

use super::check::check;
use super::world::{NOW, World, article, keep};

/// A reader with a browser, on a stand with many stories.
struct Desk {
    world: World,
    cookie: String,
    slip: String,
    /// An article of an old story about Saltmere and Ines Okafor.
    read: i64,
}

/// The story about Saltmere that can be picked.
const PIER: i64 = 7001;
/// What its card is called.
const PIER_LINE: &str = "The pier opens again";

impl Desk {
    /// With a stand on which two stories are about Saltmere and a dozen about other towns.
    async fn new() -> Self {
        let world = World::new(Mode::Household);
        let read = world.store.write_here(|tx| {
            // Whoever follows no title is picked for by other things alone.
            for title in readers::follows(tx, world.reader)? {
                readers::unfollow(tx, world.reader, title.title)?;
            }
            let dead = titles::by_slug(tx, "dead")?.expect("there").title.id;
            let mut tell = |n: i64, headline: &str, names: &[Topic]| {
                let told = Article {
                    section: Some(if n == 0 || n == 1 { Section::Local } else { Section::Culture }),
                    kind: ArticleKind::Report,
                    ..article(&format!("dead.example/{n}"), headline, "en", "<p>In Saltmere, Ines Okafor spoke.</p>", 60)
                };
                let id = keep(tx, &world.store, dead, &told)?;
                let placed = Placement { article: id, story: Id::new(7000 + n), began: true, copy_of: None };
                stories::place(tx, &[placed], &[], &|members| members[0].article)?;
                let label = |topic: &Topic| if topic.kind() == "person" { "Ines Okafor" } else { "Saltmere" };
                let named: Vec<_> =
                    names.iter().map(|topic| Mention { article: id, topic: topic.clone(), label: label(topic).into() }).collect();
                mentions::put(tx, &[id], &named)?;
                Ok::<_, newsstand_store::Error>(id.get())
            };
            let read = tell(0, "The pier was closed", &[saltmere(), okafor()])?;
            tell(1, PIER_LINE, &[saltmere()])?;
            for n in 2..14 {
                tell(n, &format!("News of town {n}"), &[Topic::Place(format!("town {n}"))])?;
            }
            Ok(read)
        });
        let (cookie, slip) = world.seat().await;
        Self { world, cookie, slip, read: read.unwrap() }
    }

    async fn post(&self, path: &str, fields: &str) -> super::world::Answer {
        self.world.post(path, &self.cookie, &format!("slip={}&{fields}", self.slip)).await
    }

    async fn page(&self, path: &str) -> String {
        let body = self.world.get(path).await.body;
        check(path, &body);
        body
    }

    /// What is picked on the front page.
    async fn picked(&self) -> String {
        let body = self.page("/").await;
        let block = body.split("id=\"you\">").nth(1).unwrap_or_default();
        block.split("</section>").next().unwrap_or_default().to_owned()
    }

    async fn read_it(&self) {
        self.post(&format!("/article/{}/read", self.read), "").await;
        self.post(&format!("/article/{}/time", self.read), "seconds=120").await;
    }

    fn readings(&self) -> Vec<(i64, i64)> {
        let all = self.world.store.read_here(|tx| readings::since(tx, self.world.reader, Moment::from_micros(0), 99)).unwrap();
        all.iter().map(|reading| (reading.article.get(), reading.seconds)).collect()
    }

    fn weight(&self, topic: &Topic) -> Option<i64> {
        let said = self.world.store.read_here(|tx| interests::of(tx, self.world.reader)).unwrap();
        said.iter().find(|said| said.topic == *topic).map(|said| said.weight)
    }
}

fn saltmere() -> Topic {
    Topic::Place("saltmere".into())
}

fn okafor() -> Topic {
    Topic::Person("ines okafor".into())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_read_nothing_is_told_how_picks_come_about() {
    let desk = Desk::new().await;
    let front = desk.page("/").await;
    assert!(front.contains("Nothing is picked for you yet.") && !front.contains("id=\"you\""));
    let profile = desk.page("/settings/profile").await;
    for part in ["Picked for you is on", "No reading is kept.", "never leaves it", "Nothing yet. It comes from what you open"] {
        assert!(profile.contains(part), "{part} is missing");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_profile_learns_from_what_is_read_and_says_so() {
    let desk = Desk::new().await;
    desk.read_it().await;
    assert_eq!(desk.readings(), [(desk.read, 120)]);
    let profile = desk.page("/settings/profile").await;
    for part in ["Saltmere</a>", "Place, from 1 reading", "Ines Okafor</a>", "The pier was closed", "read for 2 minutes"] {
        assert!(profile.contains(part), "{part} is missing");
    }
    let picked = desk.picked().await;
    assert!(
        picked.contains(PIER_LINE) && picked.contains("You read 1 article about Saltmere lately."),
        "{picked}"
    );
    assert!(!picked.contains("The pier was closed"), "what was read is not picked");
    assert!(!picked.contains("News of town"), "what nothing is known of is not picked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_stands_on_top_anyway_is_not_picked_as_well() {
    let desk = Desk::new().await;
    let sea = desk.world.stories[0];
    desk.post("/interests", &format!("kind=story&value={sea}&weight=1000")).await;
    desk.post("/interests", &format!("kind=story&value={PIER}&weight=1000")).await;
    let picked = desk.picked().await;
    assert!(picked.contains(PIER_LINE) && !picked.contains("Ferry runs aground"), "{picked}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_story_that_was_read_is_picked_again_when_it_moved() {
    let desk = Desk::new().await;
    desk.read_it().await;
    desk.post("/interests", "kind=place&value=Saltmere&weight=1000").await;
    assert!(!desk.picked().await.contains("The pier was closed"));
    let desk = Desk::new().await;
    let (store, reader) = (&desk.world.store, desk.world.reader);
    // It was read before its article of an hour ago came out.
    store
        .write_here(|tx| {
            let before = NOW - std::time::Duration::from_secs(2 * 3600);
            readers::mark(tx, reader, Id::new(desk.read), readers::Deed::Read, before)?;
            interests::set(tx, reader, &saltmere(), "Saltmere", 1000, NOW)
        })
        .unwrap();
    let picked = desk.picked().await;
    assert!(
        picked.contains("The pier was closed") && picked.contains("1 title reported it anew since."),
        "{picked}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn less_never_and_forget_change_what_is_picked() {
    for (weight, word) in [("-500", "less"), ("-1000", "never"), ("0", "forgotten")] {
        let desk = Desk::new().await;
        desk.read_it().await;
        // What the section and the title say is left out, so that the place alone decides.
        desk.post("/interests", "kind=section&value=local&weight=0").await;
        desk.post("/interests", "kind=title&value=dead&weight=0").await;
        assert!(desk.picked().await.contains(PIER_LINE));
        let said = desk.post("/interests", &format!("kind=place&value=SALTMERE&weight={weight}")).await;
        assert!(!desk.picked().await.contains(PIER_LINE), "{word}");
        let line = desk.page(said.header("location")).await;
        assert!(line.contains(&format!("<b>{word}</b>")) && line.contains(">Undo<"), "{word}");
        let undone = desk.post("/interests", "kind=place&value=saltmere&weight=").await;
        assert_eq!(desk.weight(&saltmere()), None);
        assert!(desk.page(undone.header("location")).await.contains("Saltmere is taken back."));
        assert!(desk.picked().await.contains(PIER_LINE), "{word} taken back");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn more_counts_for_more_than_what_was_learnt() {
    let desk = Desk::new().await;
    desk.read_it().await;
    desk.post("/interests", "kind=place&value=Saltmere&weight=500").await;
    assert!(desk.picked().await.contains("You asked for more of Saltmere."));
    let json = desk.world.get("/settings/profile.json").await.body;
    let stated = json.lines().find(|line| line.contains("\"learnt\"") && line.contains("\"saltmere\"")).unwrap().to_owned();
    assert!(
        !stated.contains("\"stated\": 0.500") && !stated.contains("\"stated\": null"),
        "more than that: {stated}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn everything_can_be_followed_where_it_stands_and_taken_back() {
    let desk = Desk::new().await;
    let path = format!("/article/{}", desk.read);
    let page = desk.page(&path).await;
    for part in ["id=\"about\"", "<b>Saltmere</b> Follow<", "<b>Ines Okafor</b> Follow<", "<b>Local</b> Follow<", "data-time"] {
        assert!(page.contains(part), "{part} is missing");
    }
    let followed =
        desk.post("/interests", &format!("kind=person&value=ines+okafor&label=Ines+Okafor&weight=1000&back={path}")).await;
    assert_eq!(followed.header("location"), format!("{path}?did=person&what=ines%20okafor&was="));
    let page = desk.page(followed.header("location")).await;
    assert!(page.contains("<b>Ines Okafor</b> Following<") && page.contains("You follow Ines Okafor now."));
    assert!(desk.page("/section/local").await.contains("<b>Local</b> Follow<"));
    desk.post("/interests", "kind=section&value=local&weight=1000").await;
    assert!(desk.page("/section/local").await.contains("<b>Local</b> Following<"));
    desk.post("/interests", &format!("kind=story&value={PIER}&weight=1000")).await;
    let profile = desk.page("/settings/profile").await;
    for part in ["Ines Okafor</a>", "Section, followed since", PIER_LINE, "Story, followed since"] {
        assert!(profile.contains(part), "{part} is missing");
    }
    assert!(profile.contains("Most named this week") && profile.contains("<b>Saltmere</b> Follow<"));
    assert!(desk.picked().await.contains("You follow this story."));
    desk.post("/interests", &format!("kind=story&value={PIER}&weight=")).await;
    assert_eq!(desk.weight(&Topic::Story(Id::new(PIER))), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn to_follow_a_title_here_is_to_follow_it() {
    let desk = Desk::new().await;
    let follows = || desk.world.store.read_here(|tx| readers::follows(tx, desk.world.reader)).unwrap().len();
    desk.post("/interests", "kind=title&value=packet&weight=1000").await;
    desk.post("/interests", "kind=title&value=packet&weight=500").await;
    assert_eq!(follows(), 1);
    assert!(desk.page("/settings/profile").await.contains("And 1 title"));
    desk.post("/interests", "kind=title&value=packet&weight=").await;
    assert_eq!(follows(), 1, "only what was said is taken back");
    let stopped = desk.post("/interests", "kind=title&value=packet&weight=").await;
    assert_eq!(follows(), 0);
    let line = desk.page(stopped.header("location")).await;
    assert!(line.contains("The Saltmere Packet is taken back.") && line.contains("name=\"weight\" value=\"1000\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_makes_no_sense_is_not_kept() {
    let desk = Desk::new().await;
    let long = "x".repeat(81);
    for fields in [
        "kind=place&value=+%3C%3E+&weight=1000",
        &format!("kind=place&value={long}&weight=1000"),
        "kind=section&value=sprot&weight=1000",
        "kind=title&value=none&weight=1000",
        "kind=story&value=99&weight=1000",
        "kind=colour&value=red&weight=1000",
        "kind=place&value=saltmere&weight=7",
    ] {
        let answer = desk.post("/interests", fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        assert!(answer.body.contains("othing was changed"), "{fields}");
    }
    assert!(desk.world.store.read_here(|tx| interests::of(tx, desk.world.reader)).unwrap().is_empty());
    let odd = desk.post("/settings/profile/forget", "article=x").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn switched_off_nothing_is_kept_or_picked() {
    let desk = Desk::new().await;
    desk.read_it().await;
    desk.post("/settings/profile", "for_you=off").await;
    desk.post(&format!("/article/{}/read", desk.world.articles[2]), "").await;
    desk.post(&format!("/article/{}/time", desk.world.articles[2]), "seconds=50").await;
    desk.post(&format!("/article/{}/time", desk.read), "seconds=50").await;
    assert_eq!(desk.readings(), [(desk.read, 120)], "what was is kept as it was");
    let front = desk.page("/").await;
    assert!(!front.contains("id=\"you\"") && !front.contains("Nothing is picked for you yet."));
    let page = desk.page(&format!("/article/{}", desk.read)).await;
    assert!(!page.contains("data-time") && !page.contains("id=\"about\""));
    let profile = desk.page("/settings/profile").await;
    assert!(profile.contains("Picked for you is off") && profile.contains("1 reading of before is kept still"));
    desk.post("/settings/profile", "for_you=forget").await;
    assert!(desk.readings().is_empty());
    assert!(desk.page("/settings/profile").await.contains("Picked for you is off"));
    desk.post("/settings/profile", "for_you=on").await;
    desk.read_it().await;
    assert_eq!(desk.readings().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_export_holds_all_of_it() {
    let desk = Desk::new().await;
    desk.read_it().await;
    desk.post("/interests", "kind=person&value=Ines+%22The+Voice%22+Okafor&weight=-500").await;
    desk.post("/interests", "kind=title&value=packet&weight=1000").await;
    desk.post("/settings/copies", "copies=each").await;
    let answer = desk.world.get("/settings/profile.json").await;
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    for part in [
        "\"called\": \"Ines \\\"The Voice\\\" Okafor\", \"weight\": -500",
        "\"headline\": \"The pier was closed\"",
        "\"seconds\": 120",
        "\"kind\": \"place\", \"value\": \"saltmere\", \"called\": \"Saltmere\", \"learnt\"",
        "{\"name\": \"copies\", \"value\": \"each\"}",
        "{\"slug\": \"packet\", \"name\": \"The Saltmere Packet\"}",
    ] {
        assert!(answer.body.contains(part), "{part} is missing in {}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn one_reading_is_forgotten_and_brought_back() {
    let desk = Desk::new().await;
    desk.read_it().await;
    let gone = desk.post("/settings/profile/forget", &format!("article={}", desk.read)).await;
    assert!(desk.readings().is_empty() && desk.picked().await.is_empty());
    let page = desk.page(gone.header("location")).await;
    assert!(page.contains("Forgotten that you read “The pier was closed”."));
    let query = gone.header("location").split_once('?').unwrap().1.replace("forgot=", "article=");
    desk.post("/settings/profile/forget", &format!("{query}&undo=1")).await;
    assert_eq!(desk.readings(), [(desk.read, 120)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_reset_is_asked_for_and_leaves_nothing_of_what_was_read() {
    let desk = Desk::new().await;
    desk.read_it().await;
    desk.post("/interests", "kind=place&value=Saltmere&weight=1000").await;
    desk.post("/interests", "kind=section&value=sport&weight=-500").await;
    let asked = desk.page("/settings/profile/reset").await;
    assert!(asked.contains("1 reading:") && asked.contains("1 correction:") && asked.contains("Also the 1 thing I follow"));
    assert_eq!(desk.readings().len(), 1, "asking changes nothing");
    desk.post("/settings/profile/reset", "").await;
    assert!(desk.readings().is_empty());
    assert_eq!((desk.weight(&saltmere()), desk.weight(&Topic::Section(Section::Sport))), (Some(1000), None));
    assert!(desk.page("/settings/profile?reset=1").await.contains("All of it is forgotten."));
    desk.post("/settings/profile/reset", "follows=1").await;
    assert_eq!(desk.weight(&saltmere()), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_another_read_cannot_be_changed() {
    let desk = Desk::new().await;
    let (store, article) = (&desk.world.store, Id::new(desk.read));
    let other = store
        .write_here(|tx| {
            let other = readers::add(tx, store.ids(), "Another", NOW)?.id;
            readings::opened(tx, other, article, NOW)?;
            interests::set(tx, other, &saltmere(), "Saltmere", 1000, NOW)?;
            Ok(other)
        })
        .unwrap();
    desk.post(&format!("/article/{}/time", desk.read), "seconds=50").await;
    desk.post("/settings/profile/forget", &format!("article={}", desk.read)).await;
    desk.post("/interests", "kind=place&value=saltmere&weight=").await;
    desk.post("/settings/profile/reset", "follows=1").await;
    desk.post("/settings/profile", "for_you=forget").await;
    let of = |reader| store.read_here(|tx| Ok((readings::of(tx, reader, article)?, interests::of(tx, reader)?.len()))).unwrap();
    assert_eq!(of(other), (Some((NOW, 0)), 1));
    assert_eq!(of(desk.world.reader), (None, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn names_that_only_members_may_read_are_not_given_away() {
    let world = World::new(Mode::Membership);
    let article = Id::new(world.articles[0]);
    let named = |name: &str| Mention { article, topic: Topic::Place(name.to_lowercase()), label: name.into() };
    world.store.write_here(|tx| mentions::put(tx, &[article], &[named("Saltmere"), named(super::SECRET)])).unwrap();
    let body = world.get(&format!("/article/{article}")).await.body;
    assert!(body.contains("<b>Saltmere</b> Follow<") && !body.contains(super::SECRET));
}
