//! Mutes: what they hide, where it is shown all the same, and how they come and go.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_news::{Article, Id, Moment, Muted, Topic};
use newsstand_store::mentions::{self, Mention};
use newsstand_store::{articles, mutes, stories};

use super::super::sifted::Sifted;
use super::super::unread::Paging;
use super::check::check;
use super::world::{NOW, World};
use crate::mine::Mine;

const PACKET: &str = "The Saltmere Packet";

/// A browser that mutes.
struct Muting {
    world: World,
    cookie: String,
    slip: String,
}

impl Muting {
    async fn new() -> Self {
        let world = World::new(Mode::Household);
        let (cookie, slip) = world.seat().await;
        Self { world, cookie, slip }
    }

    /// Sends a form and answers where it leads.
    async fn post(&self, path: &str, form: &str) -> String {
        let answer = self.world.post(path, &self.cookie, &format!("slip={}&{form}", self.slip)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {form}: {}", answer.body);
        answer.header("location").to_owned()
    }

    async fn mute(&self, form: &str) -> String {
        self.post("/mutes", form).await
    }

    /// A page, which must be well formed.
    async fn page(&self, path: &str) -> String {
        let answer = self.world.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        check(path, &answer.body);
        answer.body
    }

    fn mine(&self) -> Mine {
        self.world.store.read_here(|tx| Mine::read(tx, self.world.reader, NOW)).unwrap()
    }

    fn put(&self, what: &Muted, until: Option<Moment>) {
        let (store, reader) = (&self.world.store, self.world.reader);
        let since = Moment::from_micros(NOW.micros() - 9_000_000);
        store.write_here(|tx| mutes::add(tx, store.ids(), reader, what, "Muted", since, until)).unwrap();
    }

    fn article(&self, at: usize) -> Id<Article> {
        Id::new(self.world.articles[at])
    }

    /// The number beside Unread.
    async fn unread(&self) -> String {
        let body = self.page("/unread").await;
        body.split("Unread <span class=\"n\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_muted_title_vanishes_and_its_story_stays_with_those_who_tell_it_too() {
    let muting = Muting::new().await;
    let sea = format!("href=\"/story/{}\"", muting.world.stories[0]);
    for path in ["/", "/section/world", "/unread", "/latest", "/ledgers"] {
        assert!(muting.page(path).await.contains(PACKET) || path == "/ledgers", "{path}");
    }
    assert_eq!(muting.unread().await, "5");
    muting.mute("kind=title&value=packet").await;
    for path in ["/", "/section/world", "/unread", "/latest", "/ledgers"] {
        assert!(!muting.page(path).await.contains(PACKET), "{path}");
    }
    assert_eq!(muting.unread().await, "4", "neither in the number");
    let front = muting.page("/").await;
    assert!(front.contains(&sea), "the story stays");
    assert!(
        front.contains("2 titles report it, from 1 independent source."),
        "the muted title is no source: {front}"
    );
    assert!(muting.page("/unread").await.contains("1 article left out by what you muted"));
    // Who opens another article of the story is not shown the muted one beside it.
    let other = muting.page(&format!("/article/{}", muting.world.articles[4])).await;
    assert!(!other.contains(PACKET));
    let of_story = muting.world.store.read_here(|tx| {
        let all = articles::of_story(tx, Id::new(muting.world.stories[0]), 30)?;
        muting.mine().shown(tx, all)
    });
    assert_eq!(of_story.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_asked_for_by_itself_is_shown_all_the_same() {
    let muting = Muting::new().await;
    muting.post("/marks", &format!("save={}", muting.world.articles[0])).await;
    let back = muting.mute("kind=title&value=packet&until=day&back=/title/packet").await;
    assert_eq!(back, "/title/packet");
    let title = muting.page("/title/packet").await;
    assert!(title.contains("You muted this title until Tuesday 20 January, 6.40.") && title.contains("Ferry runs aground"));
    assert!(muting.page("/saved").await.contains("Ferry runs aground"));
    assert!(muting.page(&format!("/article/{}", muting.world.articles[0])).await.contains("on board, the harbour master said"));
    let found = muting.page("/search?q=ferry").await;
    assert!(found.contains("1 more that you muted") && found.contains("<mark>Ferry</mark>"), "{found}");
    muting.mute("kind=word&value=ferry").await;
    let found = muting.page("/search?q=ferry").await;
    assert!(found.contains("1 that you muted") && !found.contains("Nothing was found"), "{found}");
    let id = title.split("action=\"/mutes/").nth(1).unwrap().split('/').next().unwrap();
    muting.post(&format!("/mutes/{id}/remove"), "back=/title/packet").await;
    let title = muting.page("/title/packet").await;
    assert!(!title.contains("You muted this title") && title.contains("<summary class=\"btn\">Mute</summary>"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn words_sections_places_people_and_stories_are_left_out() {
    for (form, gone) in [
        ("kind=word&value=Aground+OFF&until=week", 0),
        ("kind=word&value=agrou*", 0),
        ("kind=section&value=science", 3),
        ("kind=place&value=Tern+Ness", 4),
        ("kind=person&value=Ada+Quill", 2),
        ("kind=story&value=STORY", 3),
    ] {
        let muting = Muting::new().await;
        let named = [
            Mention { article: muting.article(4), topic: Topic::Place("tern ness".into()), label: "Tern Ness".into() },
            Mention { article: muting.article(2), topic: Topic::Person("ada quill".into()), label: "Ada Quill".into() },
        ];
        let ids = [muting.article(4), muting.article(2)];
        muting.world.store.write_here(|tx| mentions::put(tx, &ids, &named)).unwrap();
        let href = format!("href=\"/article/{}\"", muting.world.articles[gone]);
        assert!(muting.page("/unread").await.contains(&href), "{form}");
        muting.mute(&form.replace("STORY", &muting.world.stories[2].to_string())).await;
        // A muted section's own page shows it all the same.
        let asked = if form.contains("=science") { "/" } else { "/section/science" };
        for path in ["/", "/unread", "/latest", "/section/world", asked] {
            assert!(!muting.page(path).await.contains(&href), "{form} {path}");
        }
        assert_eq!(muting.unread().await, "4", "{form}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_muted_section_leaves_the_rail_and_the_front_page() {
    let muting = Muting::new().await;
    assert!(muting.page("/unread").await.contains("href=\"/section/world\""));
    muting.mute("kind=section&value=world").await;
    assert!(!muting.page("/unread").await.contains("href=\"/section/world\""));
    let front = muting.page("/").await;
    assert!(
        !front.contains("href=\"/section/world\"") && front.contains("2 stories left out by what you muted"),
        "{front}"
    );
    let section = muting.page("/section/world").await;
    assert!(
        section.contains("You muted this section for good.") && section.contains("Ferry runs aground"),
        "asked for"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_that_is_hidden_whole_goes_on_with_the_next() {
    let muting = Muting::new().await;
    muting.mute("kind=section&value=world").await;
    let mine = muting.mine();
    let latest = |limit| {
        muting
            .world
            .store
            .read_here(|tx| Sifted::read(tx, &mine, Paging::default(), limit, |tx, page| articles::latest(tx, page, None)))
    };
    let found = latest(2).unwrap();
    assert_eq!(found.cards.iter().map(|card| card.id).collect::<Vec<_>>(), [muting.article(3)]);
    assert_eq!((found.left_out().as_deref(), found.older), (Some("4 articles"), None));
    let first = latest(1).unwrap();
    assert!(first.hidden.len() + first.cards.len() <= 5 && first.older.is_some(), "it stops somewhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_has_ended_hides_nothing() {
    let muting = Muting::new().await;
    muting.put(&Muted::Words("ferry".into()), Some(NOW));
    assert!(muting.mine().is_plain());
    assert!(muting.page("/unread").await.contains("Ferry runs aground"));
    assert!(muting.page("/settings/mutes").await.contains("Nothing is muted."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_it_would_hide_is_what_it_hides() {
    let muting = Muting::new().await;
    let tried = muting.page("/settings/mutes?kind=word&value=ferr*&until=week").await;
    let number = "2 of the 5 articles of the last seven days";
    assert!(tried.contains(&format!("It would leave out {number}.")), "{tried}");
    assert!(tried.contains("Mute it for a week") && tried.contains("Ferry runs aground off Saltmere"));
    assert!(muting.mine().is_plain(), "looking mutes nothing");
    let told = muting.mute("kind=word&value=ferr*&until=week&back=/settings/mutes?kind=word").await;
    assert!(told.starts_with("/settings/mutes?saved="), "{told}");
    let page = muting.page(&told).await;
    assert!(page.contains(&format!("It leaves out {number}.")), "{page}");
    assert!(page.contains("until Monday 26 January, 6.40") && page.contains(&format!("Leaves out {number}.")));
    let hidden = muting.world.store.read_here(|tx| {
        let all = articles::latest(tx, articles::Page::first(99), None)?;
        Ok(muting.mine().sifted(tx, all)?.1.len())
    });
    assert_eq!(hidden.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_taken_back_can_be_put_back() {
    let muting = Muting::new().await;
    let told = muting.mute("kind=word&value=Ferr*+Runs&until=month").await;
    let id = told.split('=').nth(1).unwrap().to_owned();
    let before = muting.mine().mutes;
    let gone = muting.post(&format!("/mutes/{id}/remove"), "back=/settings/mutes").await;
    assert!(muting.mine().mutes.is_empty());
    let page = muting.page(&gone).await;
    assert!(page.contains("No longer muted: <bdi>Ferr* Runs</bdi>.") && page.contains("Put it back"));
    let query = gone.split_once('?').unwrap().1;
    muting.mute(query).await;
    let after = muting.mine().mutes;
    let told =
        |mutes: &[mutes::Mute]| mutes.iter().map(|mute| (mute.what.clone(), mute.label.clone(), mute.until)).collect::<Vec<_>>();
    assert_eq!(told(&after), told(&before));
    // Taking back what is not there does no harm.
    assert_eq!(muting.post(&format!("/mutes/{id}7/remove"), "").await, "/settings/mutes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_label_is_only_ever_text() {
    let muting = Muting::new().await;
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for path in [
        format!("/settings/mutes?kind=word&value={evil}&label={evil}&until={evil}"),
        format!("/settings/mutes?kind={evil}&value={evil}"),
        format!("/settings/mutes?gone=1&kind={evil}&value={evil}&label={evil}&until={evil}"),
        muting.mute(&format!("kind=word&value=x&label={evil}")).await,
        "/settings/mutes".to_owned(),
    ] {
        assert!(!muting.page(&path).await.contains("<script>alert"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_names_nothing_is_refused_with_a_sentence() {
    let muting = Muting::new().await;
    for (form, sentence) in [
        ("kind=word&value=", "Nothing is named yet."),
        ("kind=word&value=***", "There is no word in this."),
        ("kind=person&value=%20.", "There is no word in this."),
        ("kind=title&value=none", "No title on the stand is called so."),
        ("kind=section&value=sports", "There is no such section."),
        ("kind=story&value=12", "This story is not on the stand."),
        ("kind=colour&value=red", "Choose what it is"),
        ("kind=word&value=x&until=1", "This end is over"),
    ] {
        let answer = muting.world.post("/mutes", &muting.cookie, &format!("slip={}&{form}", muting.slip)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(sentence), "{form}: {}", answer.body);
        if !form.contains("until") {
            assert!(muting.page(&format!("/settings/mutes?{form}")).await.contains(sentence), "{form}");
        }
    }
    let strange = muting.world.post("/mutes", &muting.cookie, "slip=0&kind=word&value=x").await;
    assert_eq!(strange.status, StatusCode::FORBIDDEN);
    assert!(muting.mine().mutes.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_mute_follows_its_story_into_another() {
    let muting = Muting::new().await;
    let (from, into) = (Id::new(muting.world.stories[1]), Id::new(muting.world.stories[0]));
    muting.mute(&format!("kind=story&value={from}")).await;
    let store = &muting.world.store;
    let lead = |members: &[stories::Member]| members[0].article;
    store.write_here(|tx| stories::merge(tx, store.ids(), from, into, &lead, NOW)).unwrap();
    assert!(muting.mine().mute_of(&Muted::Topic(Topic::Story(into))).is_some());
    assert!(!muting.page("/unread").await.contains("Ferry runs aground"));
}
