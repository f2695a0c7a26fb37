//! Losing power at any moment loses nothing that was acknowledged: the real binary is killed at twenty random moments
//! while it takes a press in, and in the end everything is there, once.

mod common;

use common::{Place, Press, places};
use newsstand_store::{articles, entries};
use std::collections::HashMap;
use std::process::Stdio;
use std::time::Duration;

const KILLS: u64 = 20;

#[test]
fn killed_at_twenty_moments_it_loses_nothing_and_shows_nothing_twice() {
    let press = Press::open(0.0);
    for place in places() {
        killed(&press, &place);
    }
}

fn killed(press: &Press, place: &Place) {
    let opml = place.folder.path().join("press.opml");
    std::fs::write(&opml, press.opml()).expect("writes");
    let imported = place.run(press.port, &["import", opml.to_str().expect("a path")]);
    assert!(imported.status.success(), "{}", common::stderr(&imported));
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock").subsec_nanos();
    println!("{}: moments drawn from {seed}", place.engine);
    let mut draw = u64::from(seed);
    for _ in 0..KILLS {
        draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = Duration::from_millis(20 + (draw >> 33) % 700);
        let mut child =
            place.command(press.port, &["fetch"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        std::thread::sleep(moment);
        child.kill().expect("kills");
        child.wait().expect("ends");
    }
    for _ in 0..2 {
        let done = place.run(press.port, &["fetch", "--all"]);
        assert!(done.status.success(), "{}: {}{}", place.engine, common::stdout(&done), common::stderr(&done));
    }
    everything_is_there_once(press, place);
}

fn everything_is_there_once(press: &Press, place: &Place) {
    let store = place.store();
    let expected = press.world.at(0.0).articles.len() as i64;
    let (said, kept) = store.read_here(|tx| Ok((entries::count(tx)?, articles::count(tx)?))).expect("counts");
    assert_eq!((said, kept), (expected, expected), "{}", place.engine);
    let cards = store.read_here(|tx| articles::latest(tx, articles::Page::first(10_000), None)).expect("reads");
    let mut seen: HashMap<String, u32> = HashMap::new();
    for card in &cards {
        *seen.entry(card.address.to_string()).or_default() += 1;
        assert!(card.story.is_some(), "{}: {} has no story", place.engine, card.headline);
    }
    assert!(seen.values().all(|count| *count == 1), "{}: something is shown twice", place.engine);
    for current in press.world.at(0.0).articles {
        let headline = current.headline().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            cards.iter().any(|card| card.headline == headline),
            "{}: {} is lost",
            place.engine,
            current.headline()
        );
    }
    let counted: i64 = store.read_here(newsstand_store::titles::all).expect("reads").iter().map(|on| on.arrived).sum();
    assert_eq!(counted, expected, "{}: titles count what they brought", place.engine);
    assert!(store.check().expect("checks").is_empty());
}
