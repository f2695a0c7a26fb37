//! The whole profile in one file, for its reader to keep or to take elsewhere.

use axum::Extension;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use newsstand_news::{Moment, Topic};
use newsstand_store::{choices, readings};

use super::kit::article_path;
use crate::door::{Trouble, Visitor};
use crate::foryou::{Made, called};
use crate::json::{list, object, quoted};
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// Readings in one file at most.
const READINGS: i64 = 100_000;

/// Gives the file.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let (made, all, chosen) = state
        .read(move |tx| {
            let all = readings::since(tx, reader, Moment::from_micros(0), READINGS)?;
            Ok((Made::read(tx, reader, now)?, all, choices::all(tx, reader)?))
        })
        .await?;
    let text = written(&shelf, &made, &all, &chosen, now);
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"newsstand-profile.json\""),
    ];
    Ok((headers, text).into_response())
}

fn written(shelf: &Shelf, made: &Made, all: &[readings::Reading], chosen: &[(String, String)], now: Moment) -> String {
    let topic = |topic: &Topic| {
        [
            ("kind", quoted(topic.kind())),
            ("value", quoted(&topic.value())),
            ("called", quoted(&called(topic, shelf, &made.labels))),
        ]
    };
    let interests = made.interests.iter().map(|said| {
        let rest = [("weight", said.weight.to_string()), ("since", quoted(&words::machine(said.since)))];
        object(topic(&said.topic).into_iter().chain(rest))
    });
    let titles = shelf.by_name.iter().map(|title| &title.stored.title).filter(|title| made.titles.contains(&title.id));
    let titles = titles.map(|title| object([("slug", quoted(&title.slug)), ("name", quoted(&title.name))]));
    let readings = all.iter().map(|reading| {
        object([
            ("article", quoted(&article_path(reading.article))),
            ("headline", quoted(&reading.headline)),
            ("title", quoted(&called(&Topic::Title(reading.title), shelf, &made.labels))),
            ("section", reading.section.map_or_else(|| "null".into(), |section| quoted(section.as_str()))),
            ("opened", quoted(&words::machine(reading.opened))),
            ("seconds", reading.seconds.to_string()),
        ])
    });
    let weights = made.profile.weights().into_iter().map(|(about, weight)| {
        let stated = weight.stated.map_or_else(|| "null".into(), |stated| format!("{stated:.3}"));
        let rest = [("learnt", format!("{:.3}", weight.learnt)), ("readings", weight.readings.to_string()), ("stated", stated)];
        object(topic(about).into_iter().chain(rest))
    });
    let choices = chosen.iter().map(|(name, value)| object([("name", quoted(name)), ("value", quoted(value))]));
    let parts = [
        ("written", quoted(&words::machine(now))),
        ("interests", list(interests)),
        ("titles", list(titles)),
        ("readings", list(readings)),
        ("weights", list(weights)),
        ("choices", list(choices)),
    ];
    object(parts) + "\n"
}
