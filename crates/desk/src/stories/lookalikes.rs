//! Look-alikes: daily reports of one kind (markets, weather, fixtures) that differ in their day, and two titles'
//! reports of one day. A likeness that tells them apart ranks pairs of one day above pairs of two days.

use newsstand_news::{ArticleKind, Id, Language, Moment};

use super::{LiveStory, Shelf};
use crate::reader::Reader;
use crate::{Arrival, Settings};

/// Days that are reported on.
const DAYS: u64 = 40;
/// How many days apart two reports of different days may be.
const APART: u64 = 4;

struct Report {
    day: u64,
    kind: usize,
    title: i64,
    headline: String,
    text: String,
    published: Moment,
}

/// A number that looks drawn by chance but is the same every time.
fn drawn(kind: usize, day: u64, which: u64, from: u64, to: u64) -> u64 {
    from + crate::hash::mix(crate::hash::step(crate::hash::step(kind as u64 + 1, day), which)) % (to - from)
}

fn of<'a>(words: &[&'a str], kind: usize, day: u64, which: u64) -> &'a str {
    words.get(drawn(kind, day, which, 0, words.len() as u64) as usize).copied().unwrap_or("")
}

const FIRMS: [&str; 12] = [
    "Hallestad Lines",
    "Kwan Teck",
    "Bukit Lada Tin",
    "Merrow Power",
    "Pillow Bank Trust",
    "Ostrava Glass",
    "Carrow Ferries",
    "Tolliver Rope",
    "Arlen Tramways",
    "Sarrano Mills",
    "Dunmore Grain",
    "Vaalkrans Optics",
];
const REASONS: [&str; 8] = [
    "a profit warning",
    "talk of a merger",
    "a strike at its largest yard",
    "a larger dividend",
    "the loss of a state contract",
    "a fire at its warehouse",
    "better freight rates",
    "the resignation of its chairman",
];
const TOWNS: [&str; 10] =
    ["Saltmere", "Pillow Bank", "Arlen", "Cold Stainby", "Kessock", "Dunmore", "Harrow Sound", "Merrow", "Hollinfjell", "Carrow"];
const SKIES: [&str; 8] =
    ["sleet", "thick fog", "thunderstorms", "bright spells", "gales", "drizzle", "a hard frost", "scattered showers"];
const CLUBS: [&str; 10] =
    ["Mariners", "Athletic", "Rovers", "Harriers", "Tramways", "Wanderers", "Colliers", "Lifeboatmen", "Sappers", "Victoria"];
const PLAYERS: [&str; 10] = ["Odell", "Brannigan", "Moss", "Ferreira", "Lund", "Okafor", "Pascoe", "Teller", "Quist", "Abara"];

fn markets(day: u64, second: bool) -> (String, String) {
    let index = drawn(0, day, 0, 4_100, 4_600);
    let change = drawn(0, day, 1, 2, 190);
    let (up, firm, reason) = (drawn(0, day, 2, 0, 2) == 0, of(&FIRMS, 0, day, 3), of(&REASONS, 0, day, 4));
    let (other, why, tin) = (of(&FIRMS, 0, day, 5), of(&REASONS, 0, day, 6), drawn(0, day, 7, 32_000, 35_000));
    let way = if up { "rises" } else { "falls" };
    if second {
        let headline = format!("Old Docks {way} to {index} as {firm} moves on {reason}");
        let text = format!(
            "Shares on the Old Docks exchange ended at {index}, after moving by {}.{} per cent. Most was said of {firm}, which traders \
             marked on {reason}. {other} followed on {why}. In metals, tin stood at {tin} a tonne. Bonds and the currency hardly \
             stirred, and turnover was near its average for the season.",
            change / 100,
            change % 100
        );
        return (headline, text);
    }
    let headline = format!("Market close: shares {}, {firm} in focus", if up { "up" } else { "down" });
    let text = format!(
        "The Old Docks index closed at {index} points on the day, a change of {}.{} per cent. {firm} led the board after {reason}, while \
         {other} was traded heavily on {why}. Tin settled at {tin} a tonne. Dealers said that volumes were ordinary, that \
         investors were waiting for the central bank, and that the government bond market was quiet in the afternoon.",
        change / 100,
        change % 100
    );
    (headline, text)
}

fn weather(day: u64, second: bool) -> (String, String) {
    let (town, sky) = (of(&TOWNS, 1, day, 0), of(&SKIES, 1, day, 1));
    let (other, later) = (of(&TOWNS, 1, day, 2), of(&SKIES, 1, day, 3));
    let (high, wind) = (drawn(1, day, 4, 3, 29), drawn(1, day, 5, 15, 95));
    if second {
        let headline = format!("Forecast: {sky} for {town}");
        let text = format!(
            "Forecasters expect {sky} around {town} and {later} towards {other}, with a top temperature of {high} degrees and gusts \
             to {wind} kilometres an hour. Drivers on the coast road are asked to leave more time, and the ferries will run as the \
             wind allows."
        );
        return (headline, text);
    }
    let headline = format!("Weather today: {sky} in {town}, {later} in {other}");
    let text = format!(
        "The day begins with {sky} over {town}, the met office says. {later} will reach {other} by evening. Temperatures rise to \
         {high} degrees, and the wind blows at up to {wind} kilometres an hour along the coast. The outlook for the rest of the week \
         is mixed, and small boats should listen to the harbour office before they put out."
    );
    (headline, text)
}

fn fixtures(day: u64, second: bool) -> (String, String) {
    let (home, away) = (of(&CLUBS, 2, day, 0), of(&CLUBS, 2, day + 1_000, 0));
    let (town, scorer) = (of(&TOWNS, 2, day, 1), of(&PLAYERS, 2, day, 2));
    let (goals, minute, crowd) = (drawn(2, day, 3, 1, 5), drawn(2, day, 4, 3, 90), drawn(2, day, 5, 2_100, 31_000));
    if second {
        let headline = format!("{scorer} decides it for {home} at {town}");
        let text = format!(
            "{home} beat {away} at {town} with {goals} goals, the last of them by {scorer} in minute {minute}. {crowd} people saw it. The \
             manager praised his defenders and said the league was far from decided; the visitors thought they should have had a \
             penalty in the second half."
        );
        return (headline, text);
    }
    let headline = format!("{home} {goals}-0 {away}: league report");
    let text = format!(
        "A goal by {scorer} after {minute} minutes sent {home} on their way against {away} in the league at {town}. A crowd of {crowd} \
         watched {goals} go in. The coach spoke of a good performance in the second half, his goalkeeper had little to do, and the \
         table at the top of the league stays as close as it was before the match."
    );
    (headline, text)
}

fn report(kind: usize, day: u64, second: bool) -> Report {
    let (headline, text) = [markets, weather, fixtures].get(kind).map(|write| write(day, second)).unwrap_or_default();
    let hour = [17, 5, 22].get(kind).copied().unwrap_or(0) + if second { drawn(kind, day, 99, 0, 5) } else { 0 };
    let seconds = 1_760_000_000 + i64::try_from((day * 24 + hour) * 3_600).unwrap_or(0);
    let title = 10 * kind as i64 + i64::from(second);
    Report { day, kind, title, headline, text, published: Moment::from_seconds(seconds) }
}

fn arrival<'a>(report: &'a Report, language: &'a Language) -> Arrival<'a> {
    Arrival {
        article: Id::new(1),
        title: Id::new(report.title),
        publisher: None,
        language,
        headline: &report.headline,
        text: &report.text,
        published: report.published,
        kind: ArticleKind::Report,
        section: None,
        wire: None,
    }
}

/// How alike the second report is to a story that begins with the first.
fn likeness(one: &Report, other: &Report, reader: &mut Reader, settings: &Settings) -> f32 {
    let english = Language::new("en");
    let read = reader.read(&arrival(one, &english), settings);
    let words = read.sketch.words() as f32;
    let mut shelf = Shelf::default();
    shelf.add(LiveStory::begin(Id::new(1), read.vector, words, one.published, true));
    let read = reader.read(&arrival(other, &english), settings);
    shelf.alike(&read.vector, other.published, settings).first().map_or(0.0, |found| found.value)
}

/// The part of pairs of a true and a false likeness in which the true one is larger (area under the curve).
fn area(same: &[f32], different: &[f32]) -> f64 {
    let won: f64 = same
        .iter()
        .flat_map(|one| {
            different.iter().map(move |other| {
                if one > other {
                    1.0
                } else if one < other {
                    0.0
                } else {
                    0.5
                }
            })
        })
        .sum();
    won / (same.len() * different.len()) as f64
}

#[test]
fn reports_of_one_day_are_liker_than_reports_of_two() {
    let (settings, mut reader) = (Settings::default(), Reader::new());
    let timeless = Settings { half_life_hours: 1e6, ..settings.clone() };
    for kind in 0..3 {
        let (mut same, mut different, mut same_text, mut different_text) = (vec![], vec![], vec![], vec![]);
        for day in 0..DAYS {
            let (one, other) = (report(kind, day, false), report(kind, day, true));
            assert_eq!((one.day, one.kind), (other.day, other.kind));
            same.push(likeness(&one, &other, &mut reader, &settings));
            same_text.push(likeness(&one, &other, &mut reader, &timeless));
            for later in 1..=APART {
                for second in [false, true] {
                    let next = report(kind, day + later, second);
                    different.push(likeness(&one, &next, &mut reader, &settings));
                    different_text.push(likeness(&one, &next, &mut reader, &timeless));
                }
            }
        }
        let (with, without) = (area(&same, &different), area(&same_text, &different_text));
        assert!(with >= 0.95, "kind {kind}: {with:.3} with time, {without:.3} without");
    }
}
