//! The ledgers: stories that several titles tell, with the figures found in them.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_news::Front;

use super::kit::{Kit, Told, cards_of, story_path};
use crate::door::{Trouble, Visitor, page};
use crate::edition;
use crate::mine::Mine;
use crate::parts::{Card, Frame, Here, Said, Size};
use crate::state::State;

/// Stories that are looked through.
const STORIES: usize = 24;

/// Figures of each.
const FIGURES: usize = 3;

/// A story with its slip.
struct Ledger {
    card: Card,
    said: Said,
}

/// The page.
#[derive(Template)]
#[template(path = "ledgers.html")]
struct LedgersPage {
    frame: Frame,
    ledgers: Vec<Ledger>,
}

/// Shows them.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now, asking) = (state.reader_of(&visitor), state.now(), state.clone());
    let (edition, told, mine) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let edition = edition::read(tx, &asking.standings, &mine, now)?.map(|own| own.edition);
            let cards = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::TopStories));
            let shown: Vec<_> = cards.iter().take(STORIES).map(|card| (card.story, card.article)).collect();
            let told = Told::read(tx, &shown)?.without(&mine);
            Ok((edition, told, mine))
        })
        .await?;
    let kit = Kit::new(&state, &shelf);
    let cards = edition.as_ref().map_or(&[][..], |edition| cards_of(edition, Front::TopStories));
    let mut ledgers = Vec::new();
    for card in cards.iter().take(STORIES) {
        let (Some(story), Some(made)) =
            (told.stories.get(&card.story), kit.card(&told, card.story, card.article, None, Size::Plain))
        else {
            continue;
        };
        let entries = mine.ledger(&state.ledgers.of_story(&state, &shelf, story, visitor.rights(&state)).await?);
        let book = Some(format!("{}#ledger", story_path(story.id)));
        ledgers.extend(
            kit.said("What is said", &entries, FIGURES)
                .map(|said| Ledger { card: made, said: Said { key: story.id.get(), book, ..said } }),
        );
    }
    page(&LedgersPage { frame: Frame::new(&state, &visitor, Some(&shelf), Here::Ledgers), ledgers })
}
