//! Search: what was found, with the words set off, and help when nothing was.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_store::analyse;
use newsstand_store::articles::{self, Card, Stored};
use newsstand_store::{bought, search, stories};
use serde::Deserialize;

use super::kit::{Kit, article_path, dek, headline};
use crate::door::{Trouble, Visitor, page};
use crate::mine::Mine;
use crate::parts::{Frame, Here, Row, Snippet};
use crate::rights::Rights;
use crate::state::State;
use crate::words;

/// Results on a page.
const ON_PAGE: usize = 20;
/// Most characters of a question.
const QUESTION: usize = 200;
/// Characters of a text that are looked through for a snippet.
const LOOKED_THROUGH: usize = 6000;
/// Characters of a snippet.
const SNIPPET: usize = 200;

/// What is asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: usize,
}

/// The page.
#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    asked: String,
    found: String,
    words: Vec<String>,
    rows: Vec<Row>,
    /// Rows that are muted, and how many as words.
    muted: Vec<Row>,
    muted_count: String,
    earlier: Option<String>,
    later: Option<String>,
    more: bool,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let question: String = asked.q.trim().chars().take(QUESTION).collect();
    let at = asked.page.clamp(1, search::NEWEST / ON_PAGE);
    let wanted: HashSet<String> = analyse::words(&question).into_iter().map(|word| word.folded).collect();
    let (text, words) = (question.clone(), wanted.clone());
    let (reader, now, rights) = (state.reader_of(&visitor), state.now(), visitor.rights(&state));
    let (found, hidden, wholes, bought, sizes) = state
        .read(move |tx| {
            let mine = Mine::read(tx, reader, now)?;
            let found = search::find(tx, &text, (at - 1) * ON_PAGE, ON_PAGE)?;
            // Only where the line under the headline does not answer is the text itself asked for.
            let silent = found.cards.iter().filter(|card| dek(card).is_none_or(|line| around(&line, &words).is_none()));
            let mut wholes = HashMap::new();
            for card in silent {
                wholes.extend(articles::by_id(tx, card.id)?.map(|stored| (card.id, stored)));
            }
            let bought = bought::among(tx, reader, &wholes.keys().copied().collect::<Vec<_>>())?;
            let mut ids: Vec<_> = found.cards.iter().filter_map(|card| card.story).collect();
            ids.sort_unstable();
            ids.dedup();
            let told = stories::by_ids(tx, &ids)?;
            let hidden: HashSet<_> = mine.sifted(tx, found.cards.clone())?.1.into_iter().map(|(card, _)| card.id).collect();
            Ok((found, hidden, wholes, bought, mine.titles_of(tx, &told)?))
        })
        .await?;
    let kit = Kit::new(&state, &shelf);
    // What was asked for is shown, what is muted folded under it.
    let (muted, shown): (Vec<Card>, Vec<Card>) = found.cards.iter().cloned().partition(|card| hidden.contains(&card.id));
    let mut noted = HashSet::new();
    let mut lines = |cards: &[Card]| {
        let mut rows = kit.folded(cards);
        for row in &mut rows {
            let Some(card) = cards.iter().find(|card| article_path(card.id) == row.href) else { continue };
            row.headline = marked(&headline(card), &wanted);
            row.snippet = snippet(&rights, &kit, wholes.get(&card.id), bought.contains(&card.id), card, &wanted);
            let titles = card.story.filter(|story| noted.insert(*story)).and_then(|story| sizes.get(&story)).copied();
            row.note = titles
                .filter(|titles| *titles > 1)
                .map(|titles| format!("One story, {}", words::count(titles, "title", "titles")));
        }
        rows
    };
    let (rows, muted) = (lines(&shown), lines(&muted));
    let path = |page: usize| format!("/search?q={}&page={page}", words::in_query(&question));
    let articles = words::count(found.looked_at, "article", "articles");
    page(&SearchPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Search),
        found: if found.more { format!("More than {articles}") } else { articles },
        words: question.split_whitespace().take(8).map(str::to_owned).filter(|_| rows.is_empty() && muted.is_empty()).collect(),
        earlier: (at > 1).then(|| path(at - 1)),
        later: (found.looked_at > at * ON_PAGE).then(|| path(at + 1)),
        more: found.more,
        asked: question,
        muted_count: words::number(muted.len()),
        muted,
        rows,
    })
}

/// A piece around the first word that was searched for, of what this reader may see: of the line under the headline,
/// else of the text; the line's beginning where the match stands elsewhere.
fn snippet(
    rights: &Rights,
    kit: &Kit<'_>,
    whole: Option<&Stored>,
    bought: bool,
    card: &Card,
    wanted: &HashSet<String>,
) -> Option<Snippet> {
    let line = dek(card).unwrap_or_default();
    let piece = around(&line, wanted).or_else(|| {
        let article = &whole?.article;
        let text = newsstand_extract::text(article.body.html());
        let shown = rights.searchable(kit.shelf.titles.get(&card.title)?, article, &text, bought);
        around(shown, wanted).or_else(|| line.is_empty().then(|| words::shorten(shown, SNIPPET)))
    });
    let piece = piece.unwrap_or_else(|| words::shorten(&line, SNIPPET));
    (!piece.is_empty()).then(|| marked(&piece, wanted))
}

/// About [`SNIPPET`] characters around the first match.
fn around(text: &str, wanted: &HashSet<String>) -> Option<String> {
    let end = text.char_indices().nth(LOOKED_THROUGH).map_or(text.len(), |(at, _)| at);
    for line in text.get(..end)?.lines() {
        let Some((first, _)) = hits(line, wanted).into_iter().next() else { continue };
        let before: usize = line.get(..first)?.chars().count();
        let skip = before.saturating_sub(SNIPPET / 3);
        let start = line.char_indices().nth(skip).map_or(0, |(at, _)| at);
        // Begin at a word, where the script has spaces.
        let start = if skip == 0 { 0 } else { line.get(start..first)?.find(' ').map_or(start, |at| start + at + 1) };
        let piece = words::shorten(line.get(start..)?, SNIPPET);
        return Some(if start > 0 { format!("… {piece}") } else { piece });
    }
    None
}

/// Where the wanted words stand.
fn hits(text: &str, wanted: &HashSet<String>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    analyse::each_word(text, |folded, start, end| {
        if wanted.contains(folded) {
            out.push((start, end));
        }
    });
    out
}

/// The text with the wanted words set off.
fn marked(text: &str, wanted: &HashSet<String>) -> Snippet {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut at = 0;
    for (start, end) in hits(text, wanted) {
        // In scripts without spaces words overlap: what is set off already is not set off again.
        let start = start.max(at);
        if let Some(between) = text.get(at..start).filter(|between| !between.is_empty()) {
            pieces.push((between.to_owned(), false));
        }
        if let Some(hit) = text.get(start..end).filter(|hit| !hit.is_empty()) {
            match pieces.last_mut().filter(|(_, marked)| *marked) {
                Some((last, _)) => last.push_str(hit),
                None => pieces.push((hit.to_owned(), true)),
            }
        }
        at = at.max(end);
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        pieces.push((rest.to_owned(), false));
    }
    Snippet { pieces }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wanted(text: &str) -> HashSet<String> {
        analyse::words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn words_are_set_off_in_any_spelling_and_nothing_else_gets_through() {
        let show = |text: &str, query: &str| marked(text, &wanted(query)).render().unwrap();
        assert_eq!(show("Élections now", "elections"), "<mark>Élections</mark> now");
        assert_eq!(show("新幹線は速い", "新幹線"), "<mark>新幹線</mark>は速い");
        assert_eq!(show("a <b>bold</b> move", "bold"), "a &#60;b&#62;<mark>bold</mark>&#60;/b&#62; move");
    }

    #[test]
    fn a_snippet_lies_around_the_first_match() {
        let text = format!("{} the ferry Godwit ran aground {}", "word ".repeat(100), "and then ".repeat(100));
        let found = around(&text, &wanted("godwit")).unwrap();
        assert!(
            found.starts_with("… ") && found.contains("Godwit") && found.chars().count() < 2 * SNIPPET,
            "{found}"
        );
        assert_eq!(around("nothing here", &wanted("godwit")), None);
    }

    proptest! {
        #[test]
        fn marking_keeps_every_letter(text in "\\PC{0,60}", query in "[a-zé北京 ]{0,8}") {
            let all: String = marked(&text, &wanted(&query)).pieces.into_iter().map(|(piece, _)| piece).collect();
            prop_assert_eq!(all, text.clone());
            let _ = around(&text, &wanted(&query));
        }
    }
}
