//! The open recipe of the front page: what counts how much, set by each reader, with a preview before anything is kept.

mod asked;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_desk::rank::{GATES, HALF_LIVES, POWERS, Recipe};
use newsstand_news::{Card as Placed, Front};
use newsstand_store::choices;

use super::kit::{Told, cards_of, headline, story_path};
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::mine::{Mine, name};
use crate::parts::{Frame, Here, Tongue, Why};
use crate::state::State;
use crate::{edition, words};
use asked::{Asked, query};

/// Stories in the preview.
const STORIES: usize = 10;

/// A slider.
struct Slider {
    name: &'static str,
    label: &'static str,
    sentence: &'static str,
    value: String,
    everybodys: String,
}

/// A story in the preview.
struct Line {
    place: usize,
    headline: String,
    href: String,
    tongue: Tongue,
    /// Where it stands for everybody, in words.
    before: String,
    moved: bool,
    why: Why,
}

/// The page.
#[derive(Template)]
#[template(path = "front_recipe.html")]
struct RecipePage {
    frame: Frame,
    done: &'static str,
    sliders: Vec<Slider>,
    half_life: f64,
    gate: u32,
    usual: Recipe,
    /// These numbers are only looked at.
    trial: bool,
    /// The numbers that are kept differ from everybody's.
    own: bool,
    lines: Vec<Line>,
    left: Vec<(String, Tongue)>,
    empty: bool,
}

/// Shows it; with numbers in the address, how the page would stand with these.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let (reading, wanted) = (state.clone(), asked.clone());
    let (kept, shown, ours, everybodys, told) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let shown = Mine { recipe: wanted.over(&mine.recipe), ..mine.clone() };
            let usual = Mine { recipe: Recipe::default(), ..mine.clone() };
            let top = |own: Option<edition::Own>| {
                own.map_or(Vec::new(), |own| cards_of(&own.edition, Front::TopStories).iter().take(STORIES).cloned().collect())
            };
            let ours: Vec<Placed> = top(edition::read(tx, &reading.standings, &shown, now)?);
            let everybodys: Vec<Placed> = top(edition::read(tx, &reading.standings, &usual, now)?);
            let all: Vec<_> = ours.iter().chain(&everybodys).map(|card| (card.story, card.article)).collect();
            Ok((mine.recipe, shown.recipe, ours, everybodys, Told::read(tx, &all)?))
        })
        .await?;
    page(&RecipePage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        done: done(&asked.done),
        sliders: sliders(&shown),
        half_life: shown.half_life_hours,
        gate: shown.gate,
        usual: Recipe::default(),
        trial: !asked.is_empty() && shown != kept,
        own: kept != Recipe::default(),
        lines: lines(&told, &ours, &everybodys),
        left: left(&told, &ours, &everybodys),
        empty: ours.is_empty(),
    })
}

fn done(word: &str) -> &'static str {
    match word {
        "saved" => "Saved. Your front page stands in this order now.",
        "reset" => "Everybody’s order holds again. The numbers below are those you had; Save brings them back.",
        _ => "",
    }
}

fn sliders(recipe: &Recipe) -> Vec<Slider> {
    let usual = Recipe::default();
    let slider = |name, label, sentence, value: f64, everybodys: f64| Slider {
        name,
        label,
        sentence,
        value: format!("{value:.1}"),
        everybodys: format!("{everybodys:.1}"),
    };
    vec![
        slider(
            "sources",
            "Independent sources",
            "How many titles report it out of their own work. Copies and titles of one owner count once.",
            recipe.sources,
            usual.sources,
        ),
        slider(
            "velocity",
            "How fast it grows",
            "Articles of the last six hours. Where a title usually writes much, each of its articles counts for less.",
            recipe.velocity,
            usual.velocity,
        ),
        slider(
            "prominence",
            "What titles put first",
            "How many titles had it among the first three of a feed of theirs.",
            recipe.prominence,
            usual.prominence,
        ),
        slider(
            "freshness",
            "Freshness",
            "How much a story loses while nothing new comes in. At 0 its age counts for nothing.",
            recipe.decay,
            usual.decay,
        ),
    ]
}

fn lines(told: &Told, ours: &[Placed], everybodys: &[Placed]) -> Vec<Line> {
    let line = |(at, card): (usize, &Placed)| {
        let stored = told.articles.get(&card.article)?;
        let before = everybodys.iter().position(|other| other.story == card.story);
        let titles = told.covers.get(&card.story).map_or(1, Vec::len);
        Some(Line {
            place: at + 1,
            headline: headline(stored),
            href: story_path(card.story),
            tongue: Tongue::of(&stored.language),
            before: before.map_or_else(|| "not on top".to_owned(), |before| words::number(before + 1)),
            moved: before != Some(at),
            why: Why::of(&card.why, titles).without_change(),
        })
    };
    ours.iter().enumerate().filter_map(line).collect()
}

/// What stands on top for everybody and would not here.
fn left(told: &Told, ours: &[Placed], everybodys: &[Placed]) -> Vec<(String, Tongue)> {
    let gone = everybodys.iter().filter(|card| !ours.iter().any(|own| own.story == card.story));
    let named = gone.filter_map(|card| told.articles.get(&card.article));
    named.map(|stored| (headline(stored), Tongue::of(&stored.language))).collect()
}

/// Keeps the numbers, goes back to everybody's, or only shows what would come of them.
pub async fn save(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = state.reader_of(&form.visitor);
    let now = state.now();
    let kept = state.read(move |tx| Ok(Mine::read(tx, reader, now)?.recipe)).await?;
    if !form.field("reset").is_empty() {
        if kept == Recipe::default() {
            return Ok(go("/settings/front"));
        }
        state.store.write(move |tx| choices::unset(tx, reader, name::RECIPE)).await?;
        return Ok(go(&format!("/settings/front?{}&done=reset", query(&kept))));
    }
    let asked = Asked::of(&form);
    if let Some(wrong) = asked.wrong() {
        return Err(Trouble::Wrong(format!("{wrong} must be a number. Nothing was saved; go back and try again.")));
    }
    let recipe = asked.over(&kept);
    if !form.field("preview").is_empty() {
        return Ok(go(&format!("/settings/front?{}", query(&recipe))));
    }
    state
        .store
        .write(move |tx| match recipe == Recipe::default() {
            true => choices::unset(tx, reader, name::RECIPE),
            false => choices::set(tx, reader, name::RECIPE, &recipe.to_string()),
        })
        .await?;
    Ok(go("/settings/front?done=saved"))
}
