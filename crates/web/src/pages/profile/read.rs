//! The readings of a profile, and the line that takes back that one was forgotten.

use std::collections::HashMap;
use std::sync::Arc;

use newsstand_news::{Article, Id};
use newsstand_store::articles::{self, Card as Stored};
use newsstand_store::readings::{self, Reading};
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use crate::foryou::Made;
use crate::pages::Kit;
use crate::pages::kit::{article_path, headline};
use crate::pages::said::Done;
use crate::parts::{Age, Plate, Tongue};
use crate::words;

/// Something that was read.
pub struct Opened {
    /// Its number.
    pub article: i64,
    /// Whose it is.
    pub plate: Option<Arc<Plate>>,
    /// Where it is read.
    pub href: String,
    /// Its headline.
    pub headline: String,
    /// The headline's language.
    pub tongue: Tongue,
    /// When it was opened last.
    pub age: Age,
    /// `for 2 minutes`
    pub time: String,
}

/// The latest readings.
pub fn opened(kit: &Kit<'_>, made: &Made, cards: &[Stored]) -> Vec<Opened> {
    let by_id: HashMap<_, _> = cards.iter().map(|card| (card.id, card)).collect();
    let one = |reading: &Reading| {
        let card = by_id.get(&reading.article)?;
        Some(Opened {
            article: card.id.get(),
            plate: kit.shelf.plate(card.title),
            href: article_path(card.id),
            headline: headline(card),
            tongue: Tongue::of(&card.language),
            age: kit.age(reading.opened),
            time: time(reading.seconds),
        })
    };
    made.readings.iter().filter_map(one).collect()
}

fn time(seconds: i64) -> String {
    match seconds {
        ..=0 => "opened".to_owned(),
        1..60 => format!("read for {}", words::count(seconds, "second", "seconds")),
        _ => format!("read for {}", words::count((seconds + 30) / 60, "minute", "minutes")),
    }
}

/// What was forgotten last, out of the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Forgot {
    forgot: String,
    opened: String,
    seconds: String,
    reset: String,
}

impl Forgot {
    /// Whether all of it was forgotten.
    pub fn is_anew(&self) -> bool {
        !self.reset.is_empty()
    }

    /// The line for it; none where nothing was forgotten, or it is there again.
    pub fn line(&self, tx: &mut Tx<'_>, reader: i64) -> Result<Option<Done>, Error> {
        let Ok(article) = self.forgot.parse::<Id<Article>>() else { return Ok(None) };
        let known = readings::of(tx, reader, article)?.is_some();
        let Some(card) = articles::by_ids(tx, &[article])?.pop().filter(|_| !known) else { return Ok(None) };
        let fields = vec![
            ("article", article.to_string()),
            ("opened", self.opened.clone()),
            ("seconds", self.seconds.clone()),
            ("undo", "1".to_owned()),
        ];
        let sentence = format!("Forgotten that you read “{}”.", words::shorten(&headline(&card), 80));
        Ok(Some(Done { sentence, action: "/settings/profile/forget", fields }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_times_are_said_in_words() {
        assert_eq!(time(0), "opened");
        assert_eq!(time(1), "read for 1 second");
        assert_eq!(time(100), "read for 2 minutes");
    }
}
