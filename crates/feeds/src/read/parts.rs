//! An entry while it is put together.

use newsstand_news::{Address, Author, Entry, EntryKey, Language, Markup, Moment};

use super::media::Media;
use crate::limits::PER_ENTRY;

/// A value together with how much its source is worth; the first of the best is kept.
#[derive(Debug)]
pub(super) struct Best<T>(Option<(u8, T)>);

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Best<T> {
    pub(super) fn wants(&self, rank: u8) -> bool {
        self.0.as_ref().is_none_or(|(known, _)| *known < rank)
    }
    pub(super) fn offer(&mut self, rank: u8, value: Option<T>) {
        if let Some(value) = value
            && self.wants(rank)
        {
            self.0 = Some((rank, value));
        }
    }
    pub(super) fn take(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

/// An entry as it is put together.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) id: Best<String>,
    pub(super) title: Best<String>,
    pub(super) link: Best<Address>,
    pub(super) published: Best<Moment>,
    pub(super) updated: Best<Moment>,
    pub(super) summary: Best<String>,
    /// RSS's `description`: the summary, or where there is a `summary` too, the longer text.
    pub(super) description: Best<String>,
    pub(super) content: Best<String>,
    pub(super) base: Option<Address>,
    pub(super) language: Option<Language>,
    pub(super) authors: Vec<Author>,
    /// People who only publish or helped; used when nobody wrote.
    pub(super) others: Vec<Author>,
    pub(super) categories: Vec<String>,
    pub(super) media: Media,
    pub(super) source_title: Option<String>,
}

impl Parts {
    pub(super) fn finish(mut self) -> Entry {
        let authors = if self.authors.is_empty() { self.others } else { self.authors };
        let description = self.description.take();
        if self.summary.wants(3) {
            self.summary.offer(3, description);
        } else {
            self.content.offer(0, description);
        }
        Entry {
            key: EntryKey(String::new()),
            id: self.id.take(),
            title: self.title.take(),
            link: self.link.take(),
            published: self.published.take(),
            updated: self.updated.take(),
            authors,
            language: self.language,
            summary: self.summary.take().map(Markup),
            content: self.content.take().map(Markup),
            base: self.base,
            picture: self.media.best(),
            enclosures: self.media.files,
            categories: self.categories,
            source_title: self.source_title,
        }
    }
}

/// Adds somebody; of one name once, with what is known of them together.
pub(super) fn add_author(authors: &mut Vec<Author>, author: Option<Author>) {
    let Some(author) = author else { return };
    let same = |known: &&mut Author| author.name.is_some() && known.name == author.name;
    if let Some(known) = authors.iter_mut().find(same) {
        known.email = known.email.take().or(author.email);
        known.url = known.url.take().or(author.url);
    } else if authors.len() < PER_ENTRY && !authors.contains(&author) {
        authors.push(author);
    }
}

/// Adds a category once.
pub(super) fn add_word(words: &mut Vec<String>, word: Option<String>) {
    if let Some(word) = word
        && words.len() < PER_ENTRY
        && !words.contains(&word)
    {
        words.push(word);
    }
}
