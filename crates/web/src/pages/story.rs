//! A story: its ledger, its articles with copies folded, its timeline, what is near it and how it came to be.

mod moves;
mod stance;
mod timeline;

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_desk::timeline::Line;
use newsstand_news::{Article, Id, Story};
use newsstand_store::articles::{self, Card as Stored};
use newsstand_store::{Error, Tx, stories};

use super::desk;
use super::kit::{Kit, Told, dek, headline, reach, story_path};
use crate::door::{Trouble, Visitor, moved, page};
use crate::ledger::Entry;
use crate::mine::Mine;
use crate::names;
use crate::parts::{Card, Figure, Frame, Here, Photo, Picking, Row, Size, Tongue};
use crate::rights::Rights;
use crate::shelf::Shelf;
use crate::state::State;
use crate::words::{self, Civil};
use moves::Moved;
use stance::Stance;
use timeline::Step;

/// Most articles of one story on its page.
const ARTICLES: i64 = 200;
/// Lines of its ledger.
const FIGURES: usize = 14;
/// Stories near it.
const NEAR: i64 = 6;

/// What the page reads.
struct Rows {
    story: Story,
    /// Its articles, newest first, without what the reader muted.
    cards: Vec<Stored>,
    /// How many were left out.
    hidden: usize,
    line: Vec<Line>,
    moves: Vec<moves::Known>,
    stance: Stance,
    near: Vec<Story>,
    told: Told,
    mine: Mine,
}

impl Rows {
    fn read(
        tx: &mut Tx<'_>,
        state: &State,
        rights: &Rights,
        shelf: &Shelf,
        reader: i64,
        id: Id<Story>,
    ) -> Result<Option<Self>, Error> {
        let now = state.now();
        let Some(story) = stories::by_id(tx, id)? else { return Ok(None) };
        let mine = Mine::read(tx, reader, now)?;
        let stance = Stance::read(tx, &mine, reader, story.id, now)?;
        // Who opens the page of a muted story wants to see it once.
        let mine = stance.muted.map_or_else(|| mine.clone(), |mute| mine.except(mute));
        let all = articles::of_story(tx, story.id, ARTICLES)?;
        let (cards, hidden) = mine.sifted(tx, all)?;
        let near = stories::related(tx, story.id, NEAR)?;
        let near = mine.told(tx, near)?;
        Ok(Some(Self {
            line: timeline::read(tx, shelf, rights, &cards)?,
            moves: moves::read(tx, story.id)?,
            told: Told::of_stories(tx, &near)?.without(&mine),
            hidden: hidden.len(),
            story,
            cards,
            stance,
            near,
            mine,
        }))
    }
}

/// The page of a story.
#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage {
    frame: Frame,
    id: i64,
    section: Option<(&'static str, String)>,
    reach: String,
    first: String,
    headline: String,
    dek: Option<String>,
    tongue: Tongue,
    stance: Stance,
    /// The form that picks it; none for who may not.
    picking: Option<Picking>,
    photo: Option<Photo>,
    figures: Vec<Figure>,
    rows: Vec<Row>,
    folded: String,
    hidden: Option<String>,
    steps: Vec<Step>,
    moves: Vec<Moved>,
    near: Vec<Card>,
}

/// Shows it; a story that was merged leads on to the one it is part of now.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(number): Path<String>,
) -> Result<Response, Trouble> {
    let id: Id<Story> = number.parse().map_err(|_| Trouble::NotFound)?;
    let shelf = state.shelf().await?;
    let (asking, titles, reader) = (state.clone(), Arc::clone(&shelf), state.reader_of(&visitor));
    let rights = visitor.rights(&state);
    let rows = state.read(move |tx| Rows::read(tx, &asking, &rights, &titles, reader, id)).await?.ok_or(Trouble::NotFound)?;
    if rows.story.id != id {
        return Ok(moved(&story_path(rows.story.id)));
    }
    let lead = match rows.cards.iter().find(|card| card.id == rows.story.lead).or_else(|| rows.cards.first()) {
        Some(lead) => lead.clone(),
        None => lead_of(&state, rows.story.lead).await?,
    };
    let entries = rows.mine.ledger(&state.ledgers.of_story(&state, &shelf, &rows.story, visitor.rights(&state)).await?);
    let kit = Kit::new(&state, &shelf);
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    let editor = desk::may_edit(&visitor);
    page(&StoryPage::of(&kit, frame, rows, &lead, &entries, editor))
}

/// Where everything of a story is muted, its lead is still its name.
async fn lead_of(state: &State, lead: Id<Article>) -> Result<Stored, Trouble> {
    let found = state.read(move |tx| articles::by_ids(tx, &[lead])).await?;
    found.into_iter().next().ok_or(Trouble::NotFound)
}

impl StoryPage {
    fn of(kit: &Kit<'_>, frame: Frame, rows: Rows, lead: &Stored, entries: &[Entry], editor: bool) -> Self {
        let Rows { story, cards, hidden, line, moves, stance, near, told, mine: _ } = rows;
        let today = Civil::of(kit.now, kit.offset);
        let languages: HashSet<&str> = cards.iter().map(|card| card.language.primary()).collect();
        let pictured = Some(lead).filter(|card| card.lead.is_some()).or_else(|| cards.iter().find(|card| card.lead.is_some()));
        let picture = pictured.and_then(|card| Some((card.lead.as_ref()?, Tongue::of(&card.language))));
        let copies = cards.iter().filter(|card| card.copy_of.is_some()).count();
        let titles: HashSet<_> = cards.iter().map(|card| card.title).collect();
        let headline = headline(lead);
        Self {
            id: story.id.get(),
            section: story.section.map(|section| (names::section(section), format!("/section/{section}"))),
            reach: reach(story.titles as usize, languages.len()),
            first: Civil::of(story.first, kit.offset).day_and_month(today.year),
            dek: dek(lead),
            tongue: Tongue::of(&lead.language),
            picking: editor.then(|| desk::form(kit, &frame, story.id, &headline, stance.pick.as_ref())),
            photo: picture.map(|(picture, tongue)| Photo::large(picture, &tongue, kit.secret)),
            figures: kit.figures(entries, FIGURES),
            rows: lines(kit, &cards),
            folded: folded(titles.len(), copies),
            hidden: (hidden > 0).then(|| words::count(hidden, "article", "articles")),
            // One title alone changes its own text; that is told on the article's page.
            steps: if titles.len() > 1 { timeline::steps(kit, &cards, &line) } else { Vec::new() },
            moves: moves::sentences(kit, story.id, &moves),
            near: near.iter().filter_map(|story| kit.card(&told, story.id, story.lead, None, Size::Small)).collect(),
            headline,
            stance,
            frame,
        }
    }
}

/// Lines with what an English reader wants to know of them: another language, the kind, the agency.
fn lines(kit: &Kit<'_>, cards: &[Stored]) -> Vec<Row> {
    let mut rows = kit.folded(cards);
    for row in &mut rows {
        let stored = cards.iter().find(|card| super::kit::article_path(card.id) == row.href);
        row.note = stored.and_then(note);
    }
    rows
}

fn note(stored: &Stored) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if stored.language.primary() != "en" && !stored.language.as_str().is_empty() {
        parts.push(names::language(&stored.language));
    }
    parts.extend(names::article_kind(stored.kind).map(str::to_owned));
    parts.extend(stored.wire.clone());
    parts.extend((stored.wall == newsstand_news::Wall::Members).then(|| "for subscribers".to_owned()));
    (!parts.is_empty()).then(|| words::sentence(&parts.join(", ")))
}

fn folded(titles: usize, copies: usize) -> String {
    let titles = words::count(titles, "title", "titles");
    match copies {
        0 => titles,
        1 => format!("{titles}; 1 copy is folded under its original"),
        many => format!("{titles}; {} copies are folded under their originals", words::number(many)),
    }
}
