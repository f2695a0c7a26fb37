//! What elements of feeds and entries alike hold: texts, dates, ids, people.

use std::borrow::Cow;

use newsstand_news::{Author, Moment, dates};

use super::Pass;
use crate::field::{Field, Kind};
use crate::limits::PLAIN_BYTES;
use crate::xml::{Event, Name};
use crate::{person, text};

impl<'a> Pass<'a, '_> {
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

    /// Reads a person, written as elements or as one text.
    pub(super) fn author(&mut self) -> Option<Author> {
        let depth = self.reader.depth();
        let beginning = self.reader.mark();
        let mut author = Author::default();
        while let Some(event) = self.reader.within(depth) {
            match event {
                Event::Start(child) => {
                    let field = self.field();
                    match child.name {
                        Name::Called => author.name = field.plain(Kind::Either, PLAIN_BYTES),
                        Name::Email => author.email = text::of_text(field.word(), PLAIN_BYTES),
                        Name::Uri | Name::Url | Name::Homepage => author.url = self.resolve(field.word()).map(String::from),
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
