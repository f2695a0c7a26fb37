//! News sitemaps and sitemap indexes: the sitemap protocol with its news and image extensions.

use newsstand_news::{Entry, EntryKey, Language};

use super::Pass;
use super::media::{Draft, Media, Rank};
use super::parts::add_word;
use crate::field::Kind;
use crate::limits::{ENTRIES, PLAIN_BYTES, SITEMAPS};
use crate::xml::{Element, Event, Name, Space};

impl<'a> Pass<'a, '_> {
    /// Reads the `url`s of a sitemap.
    pub(super) fn urlset(&mut self) {
        let depth = self.reader.depth();
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(element) = event {
                let inner = self.reader.depth();
                match element.name {
                    Name::Url if self.content.entries.len() < ENTRIES => self.url(),
                    Name::Url => self.overflow = true,
                    _ => {}
                }
                self.reader.skip(inner);
            }
        }
    }

    /// Reads where a sitemap index points to.
    pub(super) fn sitemap_index(&mut self) {
        let depth = self.reader.depth();
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(element) = event
                && element.name == Name::Loc
            {
                let field = self.field();
                let address = self.resolve(field.word());
                if self.content.sitemaps.len() < SITEMAPS {
                    self.content.sitemaps.extend(address);
                } else {
                    self.overflow = true;
                }
            }
        }
    }

    fn url(&mut self) {
        let depth = self.reader.depth();
        let mut entry = blank();
        let mut media = Media::default();
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(element) = event {
                let inner = self.reader.depth();
                match (element.space, element.name) {
                    (Space::Image, Name::Image) => {
                        let draft = self.sitemap_image();
                        media.picture(draft);
                    }
                    // What is inside this one is read by the same loop.
                    (Space::News, Name::News | Name::Publication) => continue,
                    _ => self.url_field(&element, &mut entry),
                }
                self.reader.skip(inner);
            }
        }
        entry.picture = media.best();
        entry.base = entry.link.clone();
        self.content.entries.push(entry);
    }

    fn url_field(&mut self, element: &Element<'a>, entry: &mut Entry) {
        match (element.space, element.name) {
            (Space::Plain, Name::Loc) => {
                let field = self.field();
                entry.link = self.resolve(field.word());
            }
            (Space::Plain, Name::LastMod) => entry.updated = self.date(),
            (Space::News, Name::PublicationDate) => entry.published = self.date(),
            (Space::News, Name::Title) => entry.title = self.field().plain(Kind::Either, PLAIN_BYTES),
            (Space::News, Name::Called) => {
                entry.source_title = self.field().plain(Kind::Either, PLAIN_BYTES);
                self.content.title = self.content.title.take().or_else(|| entry.source_title.clone());
            }
            (Space::News, Name::Language) => {
                let language = Language::new(self.field().word());
                if self.content.language == Language::default() {
                    self.content.language = language.clone();
                }
                entry.language = Some(language);
            }
            (Space::News, Name::Keywords) => {
                let words = self.field().plain(Kind::Either, PLAIN_BYTES).unwrap_or_default();
                words
                    .split(',')
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                    .for_each(|word| add_word(&mut entry.categories, Some(word.to_owned())));
            }
            _ => {}
        }
    }

    fn sitemap_image(&mut self) -> Draft {
        let depth = self.reader.depth();
        let mut draft = Draft { rank: Rank::Content, ..Draft::default() };
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(child) = event {
                let field = self.field();
                match child.name {
                    Name::Loc => draft.address = self.resolve(field.word()),
                    Name::Caption => draft.caption = field.plain(Kind::Either, PLAIN_BYTES),
                    Name::Title => draft.title = field.plain(Kind::Either, PLAIN_BYTES),
                    _ => {}
                }
            }
        }
        draft
    }
}

/// An entry that says nothing yet.
pub(crate) fn blank() -> Entry {
    Entry {
        key: EntryKey(String::new()),
        id: None,
        title: None,
        link: None,
        published: None,
        updated: None,
        authors: Vec::new(),
        language: None,
        summary: None,
        content: None,
        base: None,
        enclosures: Vec::new(),
        categories: Vec::new(),
        picture: None,
        source_title: None,
    }
}
