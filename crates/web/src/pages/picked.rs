//! Our picks as cards: each with its editor's line in the place of the standfirst, and why it is there.

use newsstand_news::{Edition, Front};
use newsstand_store::picks::Pick;

use super::kit::{Kit, Told, cards_of};
use crate::parts::{Card, Size, Why};
use crate::words;

/// The first so many of an edition's picks.
pub fn cards(kit: &Kit<'_>, told: &Told, edition: Option<&Edition>, picks: &[Pick], most: usize) -> Vec<Card> {
    let cards = edition.map_or(&[][..], |edition| cards_of(edition, Front::OurPicks));
    let made = cards.iter().filter_map(|card| {
        let pick = picks.iter().find(|pick| pick.story == card.story)?;
        let mut made = kit.card(told, card.story, card.article, None, Size::Plain)?;
        made.dek = pick.line.clone().or(made.dek);
        made.photo = told.articles.get(&card.article).and_then(|stored| kit.photo(stored));
        let until = words::moment_in_line(pick.until, kit.now, kit.offset);
        made.why = Some(Why::told([format!("An editor of this stand picked it. It stands here until {until}.")], None));
        Some(made)
    });
    made.take(most).collect()
}
