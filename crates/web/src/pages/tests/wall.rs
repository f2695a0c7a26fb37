//! The wall, what stands in its place, what is metered, and what programs are told of an article.

use axum::http::StatusCode;
use newsstand_members::{Event, Mode};
use newsstand_news::{Article, Id, Section, Terms};
use newsstand_store::terms::{Agreed, Amount};
use newsstand_store::{bought, reads};

use super::check::check;
use super::person::{Person, again, agree, membership, offer, reader, trial};
use super::world::{NOW, SECRET, World, ago, article, keep};

fn ferry(world: &World) -> String {
    format!("/article/{}", world.articles[0])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_visitor_meets_the_coupon_of_the_look() {
    let world = membership();
    offer(&world, Some(14));
    let world = again(world);
    let page = Person::visitor(&world).get(&ferry(&world)).await;
    check("the wall", &page.body);
    for part in [
        "Sign up to read this article",
        "<h2 id=\"wall\">Fourteen days free</h2>",
        "Nothing to pay before 2 February, and nothing at all if you stop by then.",
        "action=\"/sign-up\"",
        "type=\"email\" name=\"email\"",
        &format!("name=\"back\" value=\"{}\"", ferry(&world)),
        "Already a member? <a href=\"/sign-in?back=%2Farticle%2F",
        "is paid for every minute you read",
        "class=\"body cut",
        "Top stories right now",
        " titles, one sign-in</b>Fourteen days free",
    ] {
        assert!(page.body.contains(part), "{part} is missing");
    }
    assert!(!page.body.contains("/buy"), "it is not sold by itself");
    assert!(page.body.contains("class=\"acct\" href=\"/sign-in\">Sign in<"));
    assert!(Person::visitor(&world).get("/").await.body.contains(", one sign-in</b>Fourteen days free"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_a_plan_the_wall_says_so() {
    let world = membership();
    let page = Person::visitor(&world).get(&ferry(&world)).await.body;
    check("the wall", &page);
    assert!(page.contains("No plan is on offer on this stand") && !page.contains("/sign-up"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_wall_knows_who_stands_before_it() {
    let world = membership();
    offer(&world, Some(14));
    let world = again(world);
    let of = |happened: &[(Event, newsstand_news::Moment)]| Person::signed_in(&world, reader(&world, happened));
    let new = of(&[]).get(&ferry(&world)).await.body;
    check("new", &new);
    assert!(
        new.contains("href=\"/plans\">Begin your fourteen days<")
            && new.contains("href=\"/settings/membership\">Your membership<")
    );
    let lapsed = of(&[trial(20)]).get(&ferry(&world)).await.body;
    check("lapsed", &lapsed);
    assert!(lapsed.contains("Your membership has ended") && lapsed.contains("href=\"/plans\">See the plans<"));
    let member = of(&[trial(8)]).get(&ferry(&world)).await;
    check("member", &member.body);
    assert!(member.body.contains(SECRET) && !member.body.contains("class=\"coupon"));
    assert!(member.body.contains("href=\"/settings/membership\">Day 9 of 14 free<"));
    assert_eq!((member.header("cache-control"), member.header("vary")), ("private, no-store", "Cookie"));
    let operator = Person::signed_in(&world, world.reader).get("/").await.body;
    assert!(operator.contains("class=\"acct\" href=\"/settings\">Settings<"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_link_says_why_it_is_one() {
    let world = membership();
    offer(&world, Some(14));
    agree(&world, "packet", Terms::Members, |agreed| Agreed {
        territories: Some("IE".into()),
        embargo: 60,
        ..agreed
    });
    let world = again(world);
    let bo = reader(&world, &[trial(2)]);
    let see = async |country| Person::signed_in(&world, bo).from(country).get(&ferry(&world)).await.body;
    for (country, why) in [
        ("gb", "in some countries only, and yours is none of them"),
        ("", "the stand does not know which one you are in"),
        ("ie", "This one comes here on Monday 19 January at 7.00."),
    ] {
        let page = see(country).await;
        check(country, &page);
        assert!(page.contains(why) && !page.contains("Your email"), "{country}: {why}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_title_sets_how_much_everybody_sees() {
    let world = membership();
    agree(&world, "packet", Terms::Members, |agreed| Agreed { preview: Some(0), ..agreed });
    let world = again(world);
    let page = Person::visitor(&world).get(&ferry(&world)).await.body;
    assert!(!page.contains("The island school opened"), "the teaser alone is shown");
    agree(&world, "packet", Terms::Open, |agreed| Agreed { since: ago(10), ..agreed });
    let world = again(world);
    assert!(
        Person::visitor(&world).get(&ferry(&world)).await.body.contains(SECRET),
        "later terms take the place of earlier ones"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_single_article_can_be_bought_where_it_is_sold() {
    let world = membership();
    offer(&world, None);
    agree(&world, "packet", Terms::Members, |agreed| Agreed {
        article: Some(Amount { cents: 80, currency: "EUR".into() }),
        ..agreed
    });
    let world = again(world);
    let bo = reader(&world, &[]);
    let buy = format!("{}/buy", ferry(&world));
    let visitor = Person::visitor(&world);
    assert!(visitor.get(&ferry(&world)).await.body.contains("by itself for 0.80 EUR, once you are signed in"));
    assert_eq!(visitor.post(&buy, "").await.header("location"), "/sign-in");
    let person = Person::signed_in(&world, bo);
    let page = person.get(&ferry(&world)).await.body;
    check("sold", &page);
    assert!(page.contains(&format!("action=\"{buy}\"")) && page.contains("Buy it for 0.80 EUR"));
    assert_ne!(person.post(&buy, "").await.status, StatusCode::NOT_FOUND);
    let unsold = person.post(&format!("/article/{}/buy", world.articles[3]), "").await;
    assert_eq!(unsold.header("location"), format!("/article/{}", world.articles[3]), "nobody pays for a link");
    let id: Id<Article> = Id::new(world.articles[0]);
    world.store.write_here(|tx| bought::add(tx, bo, id, NOW, "order")).unwrap();
    assert!(person.get(&ferry(&world)).await.body.contains(SECRET), "it is open to who paid for it");
    assert!(person.get(&format!("/search?q={}", SECRET.to_uppercase())).await.body.contains(&format!("<mark>{SECRET}")));
    assert_eq!(person.post(&buy, "").await.header("location"), ferry(&world), "nobody pays twice");
    let other = Person::signed_in(&world, reader(&world, &[]));
    assert!(!other.get(&ferry(&world)).await.body.contains(SECRET));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn reads_of_members_are_metered_and_nobody_elses() {
    let world = membership();
    let bo = reader(&world, &[trial(2)]);
    let time = format!("{}/time", ferry(&world));
    let kept = || world.store.read_here(|tx| reads::of_days(tx, 0, 99_999)).unwrap();
    let member = Person::signed_in(&world, bo);
    let page = member.get(&ferry(&world)).await.body;
    assert!(page.contains("data-time data-opened"), "the script tells that it was opened");
    assert_eq!(kept().len(), 0, "looking is no read");
    member.post(&time, "seconds=0").await;
    assert_eq!(kept().iter().map(|read| (read.reader, read.seconds)).collect::<Vec<_>>(), [(bo, 0)]);
    member.post(&time, "seconds=20").await;
    for wild in ["seconds=900", "seconds=99999999", "seconds=-5", "seconds=x"] {
        member.post(&time, wild).await;
    }
    // The world's articles count 60 words, which take 36 seconds at most.
    assert_eq!(
        kept().iter().map(|read| (read.seconds, read.section)).collect::<Vec<_>>(),
        [(36, Some(Section::World))]
    );
    for other in [&[][..], &[trial(20)]] {
        let person = Person::signed_in(&world, reader(&world, other));
        assert!(!person.get(&ferry(&world)).await.body.contains("data-opened"));
        person.post(&time, "seconds=20").await;
    }
    Person::visitor(&world).post(&time, "seconds=20").await;
    member.post(&format!("/article/{}/time", world.articles[2]), "seconds=20").await;
    assert_eq!(kept().len(), 1, "an open title is not metered, nor who is no member");
    let world = World::new(Mode::Household);
    let (cookie, slip) = world.seat().await;
    world.post(&format!("{}/time", ferry(&world)), &cookie, &format!("slip={slip}&seconds=20")).await;
    assert_eq!(
        world.store.read_here(|tx| reads::of_days(tx, 0, 99_999)).unwrap().len(),
        0,
        "a household meters nothing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn programs_are_told_what_everybody_may_be_told() {
    let world = membership();
    let headline = "</script><script>alert(1)</script> & \"so on\"";
    let work = |tx: &mut newsstand_store::Tx<'_>| {
        let packet = newsstand_store::titles::by_slug(tx, "packet")?.expect("there").title.id;
        keep(
            tx,
            &world.store,
            packet,
            &article("packet.example/wild", headline, "en", "<p>One two three four. Five six.</p>", 5),
        )
    };
    let wild = world.store.write_here(work).unwrap();
    let visitor = Person::visitor(&world);
    let page = visitor.get(&format!("/article/{wild}")).await.body;
    check("wild", &page);
    assert!(page.contains("\"headline\": \"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)"));
    assert_eq!(page.matches("<script").count(), 2, "the stand's own and the data");
    let page = visitor.get(&ferry(&world)).await.body;
    for part in [
        "\"@type\": \"NewsArticle\"",
        "\"datePublished\": \"2026-01-19T06:00:00Z\"",
        "\"dateModified\": \"2026-01-19T06:30:00Z\"",
        "\"name\": \"Ada Quill\"",
        "\"publisher\": {\"@type\": \"NewsMediaOrganization\", \"name\": \"The Saltmere Packet\"}",
        "\"image\": [\"http://127.0.0.1:8765/picture/",
        "\"inLanguage\": \"en\"",
        "\"isAccessibleForFree\": false, \"hasPart\": {\"@type\": \"WebPageElement\", \"isAccessibleForFree\": false, \"cssSelector\": \".kept\"}",
        "class=\"coupon kept\"",
        "<meta property=\"og:description\" content=\"Everybody is well.\">",
        "<meta name=\"robots\" content=\"noarchive\">",
        "<link rel=\"canonical\" href=\"https://packet.example/ferry\">",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    let open = visitor.get(&format!("/article/{}", world.articles[2])).await.body;
    assert!(open.contains("\"isAccessibleForFree\": true}") && !open.contains("hasPart") && !open.contains("noarchive"));
}
