//! From what a feed says to what is kept: new entries become articles, and both are kept in one transaction.

use newsstand_extract::Fullness;
use newsstand_news::{Address, Article, Entry, Feed, FeedContent, Language, Moment};
use newsstand_store::articles::{self, Arrived, Kept};
use newsstand_store::entries::{self, NewEntry, Said};
use newsstand_store::{Store, Tx, titles};

use super::Brought;
use crate::sections;
use crate::stand::Stand;
use crate::steps::Step;
use crate::steps::entry::with_address;

/// Entries of one visit that are looked at; feeds that hold more are cut, newest first as they stand.
const ENTRIES: usize = 5_000;

/// The entries of one reading that are new, with the articles made of them.
pub struct Intake<'a> {
    fresh: Vec<Fresh<'a>>,
    /// How many entries the feed holds.
    pub entries: usize,
}

/// An entry that was not known.
struct Fresh<'a> {
    said: Said,
    entry: &'a Entry,
    made: Option<Made>,
}

/// An article made of an entry, before it is kept.
struct Made {
    article: Article,
    text: String,
    words: u32,
    want_page: bool,
    place: usize,
}

impl<'a> Intake<'a> {
    /// Finds what is new, and makes articles of that; known entries are skipped before any work on their markup.
    pub fn of(stand: &Stand, feed: &Feed, content: &'a FeedContent, now: Moment) -> Step<Self> {
        let title = stand.store.read_here(|tx| titles::by_id(tx, feed.title))?;
        let language = title.map_or_else(|| content.language.clone(), |on| on.title.language);
        let entries = &content.entries[..content.entries.len().min(ENTRIES)];
        let said: Vec<Said> = entries.iter().map(Said::of).collect();
        let known = stand.store.read_here(|tx| entries::known(tx, feed.title, &said))?;
        let fresh = said.iter().zip(entries).enumerate().filter(|(_, (said, _))| !known.contains(said));
        let fresh = fresh.map(|(place, (said, entry))| Fresh {
            said: *said,
            entry,
            made: make(stand, feed, place, entry, &language, now),
        });
        Ok(Self { fresh: fresh.collect(), entries: entries.len() })
    }

    /// Whether there is nothing new.
    pub fn is_empty(&self) -> bool {
        self.fresh.is_empty()
    }

    /// Keeps what is new.
    pub fn keep(&self, tx: &mut Tx<'_>, store: &Store, feed: &Feed, now: Moment) -> Step<Brought> {
        // Oldest first, so that ids grow with time within a feed too.
        let backwards: Vec<Arrived<'_>> = self.fresh.iter().rev().filter_map(|fresh| fresh.made.as_ref()).map(arrived).collect();
        let mut kept = articles::keep(tx, store.ids(), feed.title, feed.id, &backwards, now)?;
        kept.reverse();
        let mut ids = kept.iter().map(|kept| kept.id());
        let new: Vec<NewEntry<'_>> = self
            .fresh
            .iter()
            .map(|fresh| NewEntry { said: fresh.said, entry: fresh.entry, article: fresh.made.as_ref().and_then(|_| ids.next()) })
            .collect();
        entries::insert(tx, store.ids(), feed.title, feed.id, &new, now)?;
        let articles = kept.iter().filter(|kept| matches!(kept, Kept::New(_))).count();
        let changed = kept.iter().filter(|kept| matches!(kept, Kept::Changed(_))).count();
        if articles > 0 {
            let made = self.fresh.iter().filter_map(|fresh| fresh.made.as_ref());
            let latest = made.map(|made| made.article.published.moment().min(now)).max();
            titles::arrived(tx, feed.title, articles as i64, latest.unwrap_or(now))?;
        }
        Ok(Brought { articles, changed, failed: false })
    }
}

fn make(stand: &Stand, feed: &Feed, place: usize, entry: &Entry, language: &Language, now: Moment) -> Option<Made> {
    let home: &Address = &feed.address;
    let (mut article, fullness) = newsstand_extract::entry(&with_address(entry, home), language, now)?;
    article.section = sections::of_article(&article, feed.section, &entry.categories, language);
    let text = newsstand_extract::text(article.body.html());
    let words = newsstand_extract::count_words(&text);
    let want_page = stand.config.fetch.pages && fullness == Fullness::Partial && entry.link.is_some();
    Some(Made { article, text, words, want_page, place })
}

fn arrived(made: &Made) -> Arrived<'_> {
    Arrived { article: &made.article, text: &made.text, words: made.words, want_page: made.want_page, place: made.place }
}
