//! A secret planted in an article for members is found by nobody who may not read it: over every route that is written down,
//! with every answer to a form, in headers and in what is logged.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use newsstand_members::roles::Act;
use newsstand_members::{Event, Mode};
use newsstand_news::{Address, Article, Body, Html, Id, Terms, Topic};
use newsstand_store::mentions::{self, Mention};

use super::person::{Person, again, agree, membership, offer, reader, trial};
use super::world::{Answer, NOW, SECRET, World, ago, article, keep};
use crate::pages;
use crate::routes::Routes;

/// What a form is sent with: whatever any handler may look for.
const FIELDS: &str = "back=%2F&title=packet&q=ferry&seconds=5&follow=1&kind=word&value=ferry&until=week&light=dark&name=Bo&\
     copies=each&for_you=on&login=bo&password=godwit+on+the+bar&code=0000&role=reader&what=world&address=https%3A%2F%2Fa.example";

/// An article for members in which the secret stands wherever something can stand that is for members alone: in the text, in a
/// figure with who said it, in an earlier version, at the end of a long standfirst.
fn plant(world: &World) -> i64 {
    let filler = "The island school opened its kitchen and cooked for everybody who came ashore that night. ".repeat(20);
    let end = format!("<p>There were 4,321 {SECRET} people aboard, the {SECRET} minister said.</p>");
    let article = |more: &str| Article {
        standfirst: Some(format!("{} {SECRET}", "a word and ".repeat(40))),
        canonical: Address::new("https://packet.example/planted"),
        body: Body::Full(Html::vouched(format!("<p>The harbour was full.</p><p>{filler}</p>{end}{more}"))),
        ..article("packet.example/planted", "The harbour was full", "en", "", 20)
    };
    let work = |tx: &mut newsstand_store::Tx<'_>| {
        let packet = newsstand_store::titles::by_slug(tx, "packet")?.expect("there").title.id;
        let earlier = article(&format!("<p>Nobody knew the {SECRET} then.</p>"));
        keep(tx, &world.store, packet, &earlier)?;
        let id = keep(tx, &world.store, packet, &article(""))?;
        let place = |id: i64| newsstand_news::Placement {
            article: Id::new(id),
            story: Id::new(world.stories[0]),
            began: false,
            copy_of: None,
        };
        newsstand_store::stories::place(tx, &[place(id.get())], &[], &|members| members[0].article)?;
        let named = Mention { article: id, topic: Topic::Place(SECRET.into()), label: SECRET.into() };
        mentions::put(tx, &[id], &[named])?;
        Ok(id.get())
    };
    world.store.write_here(work).unwrap()
}

/// Every address of a route that can be made of what is in the world. A placeholder that nobody has thought of fails: whoever adds
/// one says here what stands in its place.
fn addresses(world: &World, planted: i64, path: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for piece in path.split('/').skip(1) {
        let names = match piece.strip_prefix('{').and_then(|piece| piece.strip_suffix('}')) {
            None => vec![piece.to_owned()],
            Some(name) => fill(world, planted, path, name),
        };
        out = out.iter().flat_map(|start| names.iter().map(move |name| format!("{start}/{name}"))).collect();
    }
    out
}

fn fill(world: &World, planted: i64, path: &str, name: &str) -> Vec<String> {
    let numbers = |all: &[i64]| all.iter().map(i64::to_string).collect();
    match name {
        "id" if path.starts_with("/article/") => numbers(&[planted, world.articles[0], world.articles[1]]),
        "id" if path.starts_with("/story/") => numbers(&world.stories),
        "id" => numbers(&[planted, world.reader]),
        "story" => numbers(&world.stories),
        "section" => vec!["world".into(), "science".into()],
        "slug" => vec!["packet".into(), "minato".into()],
        "name" if path == "/{name}" => {
            ["robots.txt", "app.webmanifest", "favicon.ico", "marks-0.css"].map(str::to_owned).to_vec()
        }
        "name" => vec!["icon-192.png".into()],
        "token" => vec!["known".into()],
        // Nothing was settled in this world.
        "settlement" | "publisher" => vec!["1".into()],
        "title" => numbers(&[planted, 1]),
        "reader" => numbers(&[world.reader]),
        "signature" | "address" => vec!["x".into()],
        _ => panic!("{path}: nobody has said what stands in the place of {{{name}}}"),
    }
}

/// Asks everything there is, and answers how often the secret was found.
async fn asks_for_everything(person: &Person<'_>, planted: i64) -> usize {
    hear();
    let world = person.world;
    let routes = pages::routes(Routes::new(Mode::Membership));
    let (mut found, mut asked) = (0, 0);
    let mut look = |path: &str, answer: &Answer| {
        asked += 1;
        let times = answer.whole().matches(SECRET).count();
        if times > 0 {
            let whole = answer.whole();
            let around: Vec<&str> = whole.lines().filter(|line| line.contains(SECRET)).collect();
            println!("{path} holds the secret {times} times: {around:#?}");
        }
        found += times;
    };
    for route in routes.table().iter().filter(|route| route.method == "GET") {
        for path in addresses(world, planted, route.path) {
            look(&path, &person.get(&path).await);
        }
    }
    // What was asked for is echoed in capitals; what stands in a text does not.
    let asked_for = SECRET.to_uppercase();
    let more = [
        format!("/search?q={asked_for}"),
        format!("/search?q=harbour+{asked_for}"),
        "/search?q=ferry".into(),
        "/titles?q=packet".into(),
    ];
    for path in super::all_pages(world).into_iter().chain(more) {
        look(&path, &person.get(&path).await);
    }
    // Whoever deletes themselves is nobody afterwards, and asks nothing more.
    let stays = |act: Act| !matches!(act, Act::DeleteMine | Act::DeleteMember);
    for route in routes.table().iter().filter(|route| route.method == "POST" && stays(route.act)) {
        for path in addresses(world, planted, route.path) {
            let fields = format!("{FIELDS}&save={planted}&story={}&article={planted}", world.stories[0]);
            look(&path, &person.again().post(&path, &fields).await);
            look(&path, &person.again().post(&path, "").await);
        }
    }
    for path in super::all_pages(world) {
        look(&path, &person.again().get(&path).await);
    }
    println!("{asked} answers of {} routes were looked through", routes.table().len());
    assert!(asked > routes.table().len() * 2, "{asked} answers are not all there are");
    assert_eq!(HEARD.secrets.load(Ordering::SeqCst), 0, "the secret was logged");
    found
}

/// A membership with the secret in it.
fn world() -> (World, i64) {
    let world = membership();
    offer(&world, Some(14));
    let planted = plant(&world);
    (again(world), planted)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_visitor_never_finds_it() {
    let (world, planted) = world();
    assert_eq!(asks_for_everything(&Person::visitor(&world), planted).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_is_signed_in_without_a_membership_never_finds_it() {
    let (world, planted) = world();
    let bo = reader(&world, &[]);
    assert_eq!(asks_for_everything(&Person::signed_in(&world, bo), planted).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn whose_membership_has_lapsed_never_finds_it() {
    let (world, planted) = world();
    let bo = reader(&world, &[trial(20)]);
    assert_eq!(asks_for_everything(&Person::signed_in(&world, bo), planted).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_operator_without_a_membership_never_finds_it() {
    let (world, planted) = world();
    let ada = Person::signed_in(&world, world.reader);
    assert_eq!(asks_for_everything(&ada, planted).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_member_outside_the_territory_never_finds_it() {
    let (world, planted) = world();
    for slug in ["packet", "minato"] {
        agree(&world, slug, Terms::Members, |agreed| newsstand_store::terms::Agreed {
            territories: Some("IE".into()),
            ..agreed
        });
    }
    let world = again(world);
    let bo = reader(&world, &[trial(2)]);
    assert_eq!(asks_for_everything(&Person::signed_in(&world, bo), planted).await, 0);
    assert_eq!(asks_for_everything(&Person::signed_in(&world, bo).from("nowhere"), planted).await, 0);
    let at_home = Person::signed_in(&world, bo).from("ie").get(&format!("/article/{planted}")).await;
    assert!(at_home.body.contains(SECRET), "a member within it reads");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_member_never_finds_it_under_embargo() {
    let (world, planted) = world();
    agree(&world, "packet", Terms::Members, |agreed| newsstand_store::terms::Agreed { embargo: 45, ..agreed });
    let world = again(world);
    let bo = reader(&world, &[(Event::Bought { until: NOW + std::time::Duration::from_secs(86_400) }, ago(3000))]);
    assert_eq!(asks_for_everything(&Person::signed_in(&world, bo), planted).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_member_finds_it_wherever_it_stands() {
    let (world, planted) = world();
    let bo = Person::signed_in(&world, reader(&world, &[trial(2)]));
    let page = bo.get(&format!("/article/{planted}")).await.body;
    for part in [
        format!("Nobody knew the {SECRET} then"),
        format!("the {SECRET} minister said.</p>"),
        format!("a word and  {SECRET}</p>"),
        format!("<b>{SECRET}</b> Follow"),
    ] {
        assert!(page.contains(&part), "{part} is missing");
    }
    for path in [format!("/story/{}", world.stories[0]), format!("/search?q={}", SECRET.to_uppercase())] {
        assert!(bo.get(&path).await.body.contains(SECRET), "{path}");
    }
    assert!(asks_for_everything(&bo, planted).await > 5, "the search for it finds it");
}

/// What was logged by any test, as far as it matters here.
struct Heard {
    lines: AtomicUsize,
    secrets: AtomicUsize,
}

static HEARD: Heard = Heard { lines: AtomicUsize::new(0), secrets: AtomicUsize::new(0) };

/// Listens to everything that is logged.
struct Ear;

impl tracing::Subscriber for Ear {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        let mut line = Line::default();
        span.record(&mut line);
        line.heard();
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        let mut line = Line::default();
        values.record(&mut line);
        line.heard();
    }
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        line.heard();
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[derive(Default)]
struct Line(String);

impl Line {
    fn heard(&self) {
        HEARD.lines.fetch_add(1, Ordering::SeqCst);
        HEARD.secrets.fetch_add(self.0.matches(SECRET).count(), Ordering::SeqCst);
    }
}

impl tracing::field::Visit for Line {
    fn record_debug(&mut self, _: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{value:?} ");
    }
}

fn hear() {
    // Another test may listen already, with the same ear.
    let _ = tracing::subscriber::set_global_default(Ear);
    let before = HEARD.lines.load(Ordering::SeqCst);
    tracing::info!("listening");
    assert!(HEARD.lines.load(Ordering::SeqCst) > before, "nobody listens");
}
