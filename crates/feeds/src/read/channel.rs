//! What a feed says about itself: the fields of `channel` and `feed`, in all vocabularies at once.

use std::borrow::Cow;

use newsstand_news::{Author, FeedFormat, Language, Moment, dates};

use super::parts::add_author;
use super::{Pass, construct};
use crate::field::{Field, Kind};
use crate::limits::{DESCRIPTION_BYTES, ENTRIES, PLAIN_BYTES};
use crate::xml::{Attributes, Element, Event, Space};
use crate::{person, text};

impl<'a> Pass<'a, '_> {
    /// Reads everything inside the root.
    pub(super) fn read(&mut self, format: FeedFormat, root: &Element<'a>) {
        match format {
            FeedFormat::Sitemap => self.urlset(),
            FeedFormat::SitemapIndex => self.sitemap_index(),
            _ if matches!(root.local(), "item" | "entry") => self.entry(root),
            _ => self.container(root),
        }
    }

    /// Reads a `channel`, a `feed` or what stands around them.
    fn container(&mut self, element: &Element<'a>) {
        let depth = self.reader.depth();
        self.own_attributes(element);
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(element) = event {
                self.feed_element(&element);
            }
        }
    }

    fn own_attributes(&mut self, element: &Element<'a>) {
        let attributes = element.attributes;
        if element.local() == "feed" && attributes.get("version").is_some_and(|version| version.starts_with("0.")) {
            self.old_atom = true;
        }
        if let Some(namespace) = attributes.raw("xmlns")
            && namespace.contains("purl.org/atom/ns")
        {
            self.old_atom = true;
        }
        if let Some(language) = self.reader.language()
            && self.content.language == Language::default()
        {
            self.content.language = Language::new(language);
        }
        if element.local() == "channel" {
            self.channel_attributes(attributes);
        }
    }

    /// RDF's `about`; CDF's address and date.
    fn channel_attributes(&mut self, attributes: Attributes<'a>) {
        self.content.id = self.content.id.take().or_else(|| attributes.get("rdf:about").and_then(|id| self.identity(&id)));
        if let Some(link) = attributes.get("href") {
            self.content.link = self.content.link.take().or_else(|| self.resolve(&link));
        }
        if let Some(date) = attributes.get("lastmod") {
            self.content.updated = self.content.updated.or_else(|| dates::read(&date));
        }
    }

    fn feed_element(&mut self, element: &Element<'a>) {
        let depth = self.reader.depth();
        match (element.space, element.local()) {
            (Space::Plain, "channel") => self.container(element),
            (Space::Plain | Space::Atom, "item" | "entry") if self.content.entries.len() < ENTRIES => self.entry(element),
            (Space::Plain | Space::Atom, "item" | "entry") => self.overflow = true,
            (Space::Plain | Space::Atom, "link") => self.feed_link(element),
            (Space::Plain, "image") => self.feed_image(element),
            (Space::Itunes, "image") => self.feed_picture(element.attributes.get("href").as_deref()),
            (Space::Plain | Space::Atom, "author" | "managingeditor" | "contributor")
            | (Space::Dc, "creator" | "author" | "publisher")
            | (Space::Itunes, "author" | "owner") => {
                let author = self.author();
                add_author(&mut self.content.authors, author);
            }
            _ => self.feed_field(element),
        }
        self.reader.skip(depth);
    }

    /// Fields that hold one text.
    fn feed_field(&mut self, element: &Element<'a>) {
        let kind = construct::kind(element, self.old_atom);
        match (element.space, element.local()) {
            (Space::Plain | Space::Atom | Space::Dc, "title") if self.content.title.is_none() => {
                self.content.title = self.field_of(kind).plain(kind, PLAIN_BYTES);
            }
            (Space::Plain | Space::Atom | Space::Dc, "description" | "subtitle" | "tagline" | "abstract")
            | (Space::Itunes, "summary" | "subtitle")
                if self.content.description.is_none() =>
            {
                self.content.description = self.field_of(kind).plain(kind, DESCRIPTION_BYTES);
            }
            (Space::Plain | Space::Dc, "language") => {
                let language = Language::new(self.field().word());
                if language != Language::default() {
                    self.content.language = language;
                }
            }
            (Space::Plain | Space::Atom, "id" | "guid") => {
                let field = self.field();
                self.content.id = self.identity(field.word()).or(self.content.id.take());
            }
            (Space::Plain | Space::Atom, "pubdate" | "published" | "issued") | (Space::Dc, "issued" | "created") => {
                self.content.published = self.date().or(self.content.published);
            }
            (Space::Plain | Space::Atom, "lastbuilddate" | "updated" | "modified" | "lastmod")
            | (Space::Dc, "date" | "modified") => {
                self.content.updated = self.date().or(self.content.updated);
            }
            (Space::Atom, "logo" | "icon") => {
                let field = self.field();
                self.feed_picture(Some(field.word()));
            }
            (Space::Plain, "ttl") => {
                let minutes = self.field().word().parse::<u32>().ok();
                self.content.ttl_seconds = minutes.map(|minutes| minutes.saturating_mul(60)).or(self.content.ttl_seconds);
            }
            (Space::Syndication, "updateperiod") => {
                let period = period(self.field().word());
                self.content.ttl_seconds = self.content.ttl_seconds.or(period);
            }
            (Space::Syndication, "updatefrequency") => {
                let times = self.field().word().parse::<u32>().ok().filter(|times| *times > 0);
                self.content.ttl_seconds = self.content.ttl_seconds.map(|seconds| seconds / times.unwrap_or(1));
            }
            _ => {}
        }
    }

    /// Reads the element that has just begun. Where the document ends in it there is nothing: half an address is a
    /// wrong address.
    pub(super) fn field(&mut self) -> Field<'a> {
        let field = self.field_of(Kind::Either);
        if self.reader.truncated { Field::Text(Cow::Borrowed("")) } else { field }
    }

    /// Reads the element that has just begun as a date.
    pub(super) fn date(&mut self) -> Option<Moment> {
        let field = self.field();
        let moment = dates::read(field.word());
        self.bad_date |= moment.is_none() && !field.word().is_empty();
        moment
    }

    /// Reads the element that has just begun and that says of what kind its text is.
    pub(super) fn field_of(&mut self, kind: Kind) -> Field<'a> {
        Field::read(&mut self.reader, self.document, kind)
    }

    /// An id as given; a path, which says nothing by itself, made whole. One that is longer than any name is none.
    pub(super) fn identity(&self, written: &str) -> Option<String> {
        let id = if written.len() > PLAIN_BYTES { None } else { text::of_text(written, PLAIN_BYTES) }?;
        if id.starts_with('/') && !id.starts_with("//") {
            return Some(self.resolve(&id).map_or(id, String::from));
        }
        Some(id)
    }

    fn feed_link(&mut self, element: &Element<'a>) {
        let Some(href) = element.attributes.get("href") else {
            let field = self.field();
            let link = self.resolve(field.word());
            self.content.link = link.or(self.content.link.take());
            return;
        };
        let address = self.resolve(&href);
        match relation(element.attributes).as_str() {
            "alternate" => self.content.link = self.content.link.take().or(address),
            "hub" => self.content.hubs.extend(address),
            _ => {}
        }
    }

    fn feed_image(&mut self, element: &Element<'a>) {
        let depth = self.reader.depth();
        self.feed_picture(element.attributes.get("href").as_deref());
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(child) = event {
                let field = self.field();
                if child.local() == "url" {
                    self.feed_picture(Some(field.word()));
                }
            }
        }
    }

    fn feed_picture(&mut self, written: Option<&str>) {
        let address = written.and_then(|written| self.resolve(written));
        self.content.picture = self.content.picture.take().or(address);
    }

    /// Reads a person, written as elements or as one text.
    pub(super) fn author(&mut self) -> Option<Author> {
        let depth = self.reader.depth();
        let beginning = self.reader.mark();
        let mut author = Author::default();
        while let Some(event) = self.reader.within(depth) {
            match event {
                Event::Start(child) => {
                    let field = self.field();
                    match child.local() {
                        "name" => author.name = field.plain(Kind::Either, PLAIN_BYTES),
                        "email" => author.email = text::of_text(field.word(), PLAIN_BYTES),
                        "uri" | "url" | "homepage" => author.url = self.resolve(field.word()).map(String::from),
                        _ => {}
                    }
                }
                Event::Text(raw) | Event::Cdata(raw) if !raw.trim().is_empty() && author == Author::default() => {
                    self.reader.back(beginning);
                    let field = self.field();
                    return match field {
                        Field::Text(text) => person::read(&text),
                        Field::Inline(html) => person::read(&text::of_html(&html, PLAIN_BYTES)?),
                    };
                }
                _ => {}
            }
        }
        if author == Author::default() { None } else { Some(author) }
    }
}

/// What a link is for: `alternate` when nothing is said; the last word of a registered address.
pub(super) fn relation(attributes: Attributes<'_>) -> String {
    let relation = attributes.get("rel").unwrap_or_default();
    let relation = relation.rsplit('/').next().unwrap_or("").to_ascii_lowercase();
    if relation.is_empty() { "alternate".to_owned() } else { relation }
}

/// Seconds of a `sy:updatePeriod`.
fn period(word: &str) -> Option<u32> {
    match word.to_ascii_lowercase().as_str() {
        "hourly" => Some(3_600),
        "daily" => Some(86_400),
        "weekly" => Some(7 * 86_400),
        "monthly" => Some(30 * 86_400),
        "yearly" => Some(365 * 86_400),
        _ => None,
    }
}
