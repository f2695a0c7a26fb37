//! What a feed says about one thing: the fields of `item` and `entry`, in all vocabularies at once.

use newsstand_news::{Address, Author, Enclosure, Language, dates};

use super::channel::relations;
use super::parts::{Parts, add_author, add_word};
use super::{Pass, construct};
use crate::field::Kind;
use crate::limits::PLAIN_BYTES;
use crate::text;
use crate::xml::{Attributes, Element, Event, Name, Space};

impl<'a> Pass<'a, '_> {
    /// Reads the entry that has just begun.
    pub(super) fn entry(&mut self, element: &Element<'a>) {
        let depth = self.reader.depth();
        let mut parts = Parts { language: self.reader.language().map(Language::new), ..Parts::default() };
        self.entry_attributes(element.attributes, &mut parts);
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(element) = event {
                let depth = self.reader.depth();
                self.entry_element(&element, &mut parts);
                self.reader.skip(depth);
            }
        }
        parts.base = parts.base.or_else(|| self.base());
        self.content.entries.push(parts.finish());
    }

    /// RDF's `about`; CDF's address and date.
    fn entry_attributes(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        if attributes.0.is_empty() {
            return;
        }
        if let Some(about) = attributes.get("rdf:about") {
            parts.id.offer(1, self.identity(&about));
            parts.link.offer(1, self.resolve(&about));
        }
        if let Some(link) = attributes.get("href") {
            parts.link.offer(3, self.resolve(&link));
        }
        if let Some(date) = attributes.get("lastmod") {
            parts.updated.offer(3, dates::read(&date));
        }
    }

    fn entry_element(&mut self, element: &Element<'a>, parts: &mut Parts) {
        match (element.space, element.name) {
            (Space::Plain | Space::Atom, Name::Link) => self.entry_link(element.attributes, parts),
            (Space::Plain | Space::Atom, Name::Author)
            | (Space::Dc, Name::Creator | Name::Author)
            | (Space::Itunes, Name::Author) => {
                let itunes = element.space == Space::Itunes;
                let author = self.author();
                add_author(if itunes { &mut parts.others } else { &mut parts.authors }, author);
            }
            (Space::Plain | Space::Atom | Space::Dc, Name::Contributor | Name::Publisher) => {
                let author = self.author();
                add_author(&mut parts.others, author);
            }
            (Space::Plain | Space::Atom, Name::Category) | (Space::Dc, Name::Subject) => self.category(element, parts),
            (Space::Plain, Name::Enclosure) => self.enclosure(element.attributes, parts),
            (Space::Plain | Space::Atom, Name::Source) => self.source(parts),
            (Space::Plain, Name::Image) => self.entry_image(element.attributes, parts),
            (Space::Itunes, Name::Image) => self.cover(element.attributes, parts),
            (Space::Podcast, Name::Person) => self.host(element.attributes, parts),
            (Space::Media, _) => self.media(element, parts),
            // Really Simple Licensing has it with the entries, for all of them alike.
            (Space::Rights, _) if self.content.licence.is_none() => drop(self.rights(element)),
            _ => self.entry_field(element, parts),
        }
    }

    /// Fields that hold one text.
    fn entry_field(&mut self, element: &Element<'a>, parts: &mut Parts) {
        match (element.space, element.name) {
            (Space::Plain | Space::Atom, Name::Title) => self.title(element, 3, parts),
            (Space::Dc, Name::Title) => self.title(element, 2, parts),
            (Space::Itunes, Name::Title) => self.title(element, 0, parts),
            (Space::Plain | Space::Atom, Name::Summary | Name::Abstract | Name::Tagline) => self.summary(element, 3, parts),
            (Space::Plain | Space::Atom, Name::Description) => self.description(element, parts),
            (Space::Dc, Name::Description | Name::Abstract) => self.summary(element, 2, parts),
            (Space::Itunes, Name::Summary) => self.summary(element, 1, parts),
            (Space::Itunes, Name::Subtitle) => self.summary(element, 0, parts),
            (Space::Content, Name::Encoded) => self.body(element, 4, parts),
            (Space::Plain | Space::Atom, Name::Content) => self.body(element, 3, parts),
            (Space::Xhtml | Space::Plain, Name::Body | Name::Div) => self.body(element, 2, parts),
            (Space::Plain, Name::FullItem) => self.body(element, 1, parts),
            (Space::Plain | Space::Atom, Name::Id) => self.id(3, parts),
            (Space::Plain, Name::Guid) => self.guid(element.attributes, parts),
            (Space::Dc, Name::Identifier) => self.id(0, parts),
            (Space::Plain | Space::Atom, Name::PubDate | Name::Published) => parts.published.offer(4, self.date()),
            (Space::Plain | Space::Atom | Space::Dc, Name::Issued) => parts.published.offer(3, self.date()),
            (Space::Plain | Space::Atom | Space::Dc, Name::Created | Name::Available) => parts.published.offer(2, self.date()),
            (Space::Plain | Space::Dc, Name::Date) => parts.published.offer(1, self.date()),
            (Space::Plain | Space::Atom | Space::Dc, Name::Updated | Name::Modified | Name::LastMod | Name::LastBuildDate) => {
                parts.updated.offer(3, self.date());
            }
            (Space::Feedburner, Name::OrigLink) => {
                let field = self.field();
                parts.link.offer(5, self.resolve(field.word()));
            }
            _ => {}
        }
    }

    pub(super) fn title(&mut self, element: &Element<'a>, rank: u8, parts: &mut Parts) {
        if parts.title.wants(rank) {
            let kind = construct::kind(element, self.old_atom);
            let title = self.field_of(kind).plain(kind, PLAIN_BYTES);
            parts.title.offer(rank, title.filter(|_| !self.reader.truncated));
        }
    }

    fn summary(&mut self, element: &Element<'a>, rank: u8, parts: &mut Parts) {
        if parts.summary.wants(rank) {
            self.own_base(parts, false);
            let kind = construct::kind(element, self.old_atom);
            parts.summary.offer(rank, self.field_of(kind).markup(kind));
        }
    }

    fn description(&mut self, element: &Element<'a>, parts: &mut Parts) {
        if parts.description.wants(0) {
            self.own_base(parts, false);
            let kind = construct::kind(element, self.old_atom);
            parts.description.offer(0, self.field_of(kind).markup(kind));
        }
    }

    fn body(&mut self, element: &Element<'a>, rank: u8, parts: &mut Parts) {
        if let Some(address) = element.attributes.get("src").and_then(|src| self.resolve(&src)) {
            self.out_of_line(element.attributes, address, parts);
        }
        if parts.content.wants(rank) {
            self.own_base(parts, true);
            let kind = construct::kind(element, self.old_atom);
            parts.content.offer(rank, self.field_of(kind).markup(kind));
        }
    }

    /// Atom content that is elsewhere: a page to read or a file.
    fn out_of_line(&mut self, attributes: Attributes<'a>, address: Address, parts: &mut Parts) {
        match attributes.get("type") {
            Some(kind) if kind.contains('/') && !kind.contains("html") => {
                parts.media.file(Enclosure { address, media_type: Some(kind.into_owned()), length: None });
            }
            _ => parts.link.offer(0, Some(address)),
        }
    }

    /// Notes the `xml:base` of summary or content; the content's counts for both.
    fn own_base(&mut self, parts: &mut Parts, content: bool) {
        if !self.reader.bases().is_empty() && (content || parts.base.is_none()) {
            parts.base = self.base();
        }
    }

    fn id(&mut self, rank: u8, parts: &mut Parts) {
        let field = self.field();
        parts.id.offer(rank, self.identity(field.word()));
    }

    /// RSS: a guid is also the address, unless it says that it is not.
    fn guid(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        let field = self.field();
        let permalink = attributes.get("ispermalink").is_none_or(|word| !word.eq_ignore_ascii_case("false"));
        if permalink {
            let written = field.word();
            let address = if written.contains(':') || written.starts_with('/') { self.resolve(written) } else { None };
            parts.link.offer(2, address);
        }
        parts.id.offer(3, self.identity(field.word()));
    }

    fn entry_link(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        let Some(href) = attributes.get("href") else {
            let field = self.field();
            return parts.link.offer(3, self.resolve(field.word()));
        };
        let Some(address) = self.resolve(&href) else { return };
        let relations = relations(attributes);
        let is = |relation: &str| relations.split_ascii_whitespace().any(|word| word == relation);
        if is("alternate") {
            let page = attributes.get("type").is_none_or(|kind| kind.contains("html"));
            parts.link.offer(if page { 4 } else { 3 }, Some(address));
        } else if is("enclosure") {
            self.attach(attributes, address, parts);
        } else if is("related") {
            // Better than none: link blogs have nothing else.
            parts.link.offer(0, Some(address));
        }
    }

    fn category(&mut self, element: &Element<'a>, parts: &mut Parts) {
        let term = element.attributes.get("term");
        let label = element.attributes.get("label");
        let word = match (term, label) {
            (Some(term), Some(label)) if term.contains("://") => text::of_text(&label, PLAIN_BYTES),
            (Some(term), _) => text::of_text(&term, PLAIN_BYTES),
            (None, Some(label)) => text::of_text(&label, PLAIN_BYTES),
            (None, None) => self.field().plain(Kind::Either, PLAIN_BYTES),
        };
        add_word(&mut parts.categories, word);
    }

    /// Somebody in a podcast; guests did not make it.
    fn host(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        let host = attributes.get("role").is_none_or(|role| role.is_empty() || role.eq_ignore_ascii_case("host"));
        let url = attributes.get("href").and_then(|href| self.resolve(&href)).map(String::from);
        let name = self.field().plain(Kind::Either, PLAIN_BYTES);
        if host && name.is_some() {
            add_author(&mut parts.others, Some(Author { name, email: None, url }));
        }
    }

    /// Where the entry was taken from: RSS has a name, Atom a feed within.
    fn source(&mut self, parts: &mut Parts) {
        let depth = self.reader.depth();
        while let Some(event) = self.reader.within(depth) {
            match event {
                Event::Start(child) => self.source_field(&child, parts),
                Event::Text(raw) | Event::Cdata(raw) if parts.source_title.is_none() => {
                    let decoded = self.reader.tokens().decode(raw);
                    parts.source_title = text::of_either(&decoded, PLAIN_BYTES);
                }
                _ => {}
            }
        }
    }

    fn source_field(&mut self, child: &Element<'a>, parts: &mut Parts) {
        let depth = self.reader.depth();
        match child.name {
            Name::Title => {
                let kind = construct::kind(child, self.old_atom);
                parts.source_title = self.field_of(kind).plain(kind, PLAIN_BYTES);
            }
            Name::Author => {
                let author = self.author();
                add_author(&mut parts.others, author);
            }
            _ => {}
        }
        self.reader.skip(depth);
    }
}
