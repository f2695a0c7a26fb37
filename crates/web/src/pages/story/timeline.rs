//! A story's timeline: what was first reported when and by whom, one line for every real change.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use newsstand_desk::timeline::{Line, Report, lines};
use newsstand_news::{Article, Id};
use newsstand_store::articles::{self, Card as Stored, Stored as Whole};
use newsstand_store::{Error, Tx};

use crate::pages::kit::{Kit, article_path, headline};
use crate::parts::{Age, Plate, Tongue};
use crate::rights::Rights;
use crate::shelf::Shelf;
use crate::words;

/// Most originals whose texts are read.
const TEXTS: usize = 60;

/// A line of it.
pub struct Step {
    /// When.
    pub age: Age,
    /// Where it is read.
    pub href: String,
    /// What was new, as the headline says it.
    pub headline: String,
    /// Its language.
    pub tongue: Tongue,
    /// Who had it first.
    pub plate: Option<Arc<Plate>>,
    /// What there is to say of the first and the last line.
    pub note: Option<&'static str>,
    /// It is how things stand now.
    pub now: bool,
}

/// Reads a story's lines from what this reader may see of its originals and nothing else. `cards` come newest first.
pub fn read(tx: &mut Tx<'_>, shelf: &Shelf, rights: &Rights, cards: &[Stored]) -> Result<Vec<Line>, Error> {
    let here: HashSet<Id<Article>> = cards.iter().map(|card| card.id).collect();
    // A copy whose original is not among them says what it says.
    let originals = cards.iter().rev().filter(|card| card.copy_of.is_none_or(|original| !here.contains(&original)));
    let ids: Vec<Id<Article>> = spread(&originals.map(|card| card.id).collect::<Vec<_>>(), TEXTS);
    let wholes = articles::wholes(tx, &ids)?;
    let openings: Vec<String> = wholes.iter().map(|whole| visible(shelf, whole, rights)).collect();
    let reports: Vec<Report<'_>> = wholes.iter().zip(&openings).map(|(whole, text)| report(whole, text)).collect();
    Ok(lines(&reports))
}

fn report<'a>(whole: &'a Whole, text: &'a str) -> Report<'a> {
    let article = &whole.article;
    Report {
        article: whole.id,
        copy: false,
        kind: article.kind,
        published: article.published.moment(),
        language: &article.language,
        headline: &article.headline,
        text,
    }
}

fn visible(shelf: &Shelf, whole: &Whole, rights: &Rights) -> String {
    let Some(title) = shelf.titles.get(&whole.title) else { return String::new() };
    let text = newsstand_extract::text(whole.article.body.html());
    rights.searchable(title, &whole.article, &text, false).to_owned()
}

/// At most so many of them, evenly over all; the first and the last are always among them.
fn spread<T: Copy>(all: &[T], most: usize) -> Vec<T> {
    if all.len() <= most {
        return all.to_vec();
    }
    (0..most).filter_map(|n| all.get(n * (all.len() - 1) / (most - 1)).copied()).collect()
}

/// Its lines as they are shown, oldest first.
pub fn steps(kit: &Kit<'_>, cards: &[Stored], lines: &[Line]) -> Vec<Step> {
    let by_id: HashMap<Id<Article>, &Stored> = cards.iter().map(|card| (card.id, card)).collect();
    let known: Vec<&Stored> = lines.iter().filter_map(|line| by_id.get(&line.article).copied()).collect();
    let last = known.len().saturating_sub(1);
    let step = |(at, card): (usize, &&Stored)| Step {
        age: Age::in_words(card.published, words::moment_in_line(card.published, kit.now, kit.offset)),
        href: article_path(card.id),
        headline: headline(card),
        tongue: Tongue::of(&card.language),
        plate: kit.shelf.plate(card.title),
        note: match at {
            0 => Some("had it first"),
            at if at == last => Some("the latest change"),
            _ => None,
        },
        now: at == last,
    };
    known.iter().enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_story_is_read_evenly_from_its_first_to_its_last() {
        let all: Vec<usize> = (0..1000).collect();
        let some = spread(&all, TEXTS);
        assert_eq!((some.len(), some[0], some[TEXTS - 1]), (TEXTS, 0, 999));
        assert!(some.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(spread(&all[..TEXTS], TEXTS), all[..TEXTS]);
        assert!(spread::<usize>(&[], TEXTS).is_empty());
    }
}
