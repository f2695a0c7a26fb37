//! Reads the pictures and files of an entry: Media RSS, enclosures, podcast covers, `image`.

use newsstand_news::{Address, Enclosure};

use super::media::{Draft, Rank, add_credit, is_picture, size};
use super::parts::Parts;
use super::{Pass, construct};
use crate::field::Kind;
use crate::limits::{PER_ENTRY, PLAIN_BYTES};
use crate::text;
use crate::xml::{Attributes, Element, Event, Name, Space};

impl<'a> Pass<'a, '_> {
    pub(super) fn enclosure(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        let written = attributes.get("url").or_else(|| attributes.get("href"));
        if let Some(address) = written.and_then(|written| self.resolve(&written)) {
            self.attach(attributes, address, parts);
        }
    }

    /// Takes an attached file; a picture also as a picture.
    pub(super) fn attach(&mut self, attributes: Attributes<'a>, address: Address, parts: &mut Parts) {
        let media_type = attributes.get("type").filter(|kind| !kind.is_empty());
        if is_picture(media_type.as_deref(), None, address.as_str()) {
            parts.media.picture(Draft { address: Some(address.clone()), rank: Rank::Enclosure, ..Draft::default() });
        }
        let length = attributes.get("length").or_else(|| attributes.get("filesize")).and_then(|length| length.parse().ok());
        parts.media.file(Enclosure {
            address,
            media_type: media_type.map(|kind| text::cut(&kind, PLAIN_BYTES).to_owned()),
            length,
        });
    }

    pub(super) fn entry_image(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        let depth = self.reader.depth();
        let mut draft = Draft { rank: Rank::Content, ..Draft::default() };
        draft.address = attributes.get("href").or_else(|| attributes.get("url")).and_then(|written| self.resolve(&written));
        while let Some(event) = self.reader.within(depth) {
            match event {
                Event::Start(child) => {
                    let field = self.field();
                    match child.name {
                        Name::Url => draft.address = self.resolve(field.word()).or(draft.address),
                        Name::Title => draft.title = field.plain(Kind::Either, PLAIN_BYTES),
                        Name::Description | Name::Caption => draft.caption = field.plain(Kind::Either, PLAIN_BYTES),
                        Name::Credit | Name::Copyright => draft.credit = field.plain(Kind::Either, PLAIN_BYTES),
                        _ => {}
                    }
                }
                Event::Text(raw) | Event::Cdata(raw) if draft.address.is_none() => {
                    let decoded = self.reader.tokens().decode(raw);
                    draft.address = self.resolve(&decoded);
                }
                _ => {}
            }
        }
        parts.media.picture(draft);
    }

    pub(super) fn cover(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        let address = attributes.get("href").and_then(|written| self.resolve(&written));
        parts.media.picture(Draft { address, rank: Rank::Cover, ..Draft::default() });
    }

    /// Media RSS outside `content`: words for the entry as a whole, thumbnails, groups.
    pub(super) fn media(&mut self, element: &Element<'a>, parts: &mut Parts) {
        match element.name {
            Name::Group => {
                let depth = self.reader.depth();
                while let Some(event) = self.reader.within(depth) {
                    if let Event::Start(child) = event
                        && child.space == Space::Media
                    {
                        let inner = self.reader.depth();
                        self.media(&child, parts);
                        self.reader.skip(inner);
                    }
                }
            }
            Name::Content => self.media_content(element.attributes, parts),
            Name::Thumbnail => {
                let draft = self.media_draft(element.attributes, Rank::Thumbnail);
                parts.media.picture(draft);
            }
            Name::Title => self.title(element, 1, parts),
            Name::Description | Name::Text => {
                let kind = construct::kind(element, self.old_atom);
                let field = self.field();
                parts.media.caption = parts.media.caption.take().or_else(|| field.plain(kind, PLAIN_BYTES));
                parts.summary.offer(0, field.markup(kind));
            }
            Name::Credit | Name::Copyright if element.name == Name::Credit || parts.media.credit.is_none() => {
                if let Some(credit) = self.field().plain(Kind::Either, PLAIN_BYTES) {
                    add_credit(&mut parts.media.credit, credit);
                }
            }
            _ => {}
        }
    }

    fn media_draft(&self, attributes: Attributes<'a>, rank: Rank) -> Draft {
        let address = attributes.get("url").and_then(|written| self.resolve(&written));
        let size = size(attributes.raw("width"), attributes.raw("height"));
        Draft { address, size, rank, ..Draft::default() }
    }

    /// One `media:content` with the words about it.
    fn media_content(&mut self, attributes: Attributes<'a>, parts: &mut Parts) {
        let depth = self.reader.depth();
        let mut draft = self.media_draft(attributes, Rank::Content);
        let mut thumbnails = Vec::new();
        while let Some(event) = self.reader.within(depth) {
            let Event::Start(child) = event else { continue };
            let kind = construct::kind(&child, self.old_atom);
            match child.name {
                Name::Title => draft.title = self.field_of(kind).plain(kind, PLAIN_BYTES),
                Name::Description | Name::Text => draft.caption = draft.caption.or(self.field_of(kind).plain(kind, PLAIN_BYTES)),
                Name::Credit => {
                    if let Some(credit) = self.field().plain(Kind::Either, PLAIN_BYTES) {
                        add_credit(&mut draft.credit, credit);
                    }
                }
                Name::Copyright => draft.credit = draft.credit.or(self.field().plain(Kind::Either, PLAIN_BYTES)),
                Name::Thumbnail if thumbnails.len() < PER_ENTRY => {
                    thumbnails.push(self.media_draft(child.attributes, Rank::Thumbnail))
                }
                _ => {}
            }
        }
        self.sort_content(attributes, draft, parts);
        thumbnails.into_iter().for_each(|draft| parts.media.picture(draft));
    }

    fn sort_content(&mut self, attributes: Attributes<'a>, draft: Draft, parts: &mut Parts) {
        let Some(address) = draft.address.clone() else {
            parts.media.caption = parts.media.caption.take().or(draft.caption);
            parts.media.credit = parts.media.credit.take().or(draft.credit);
            return;
        };
        let (media_type, medium) = (attributes.get("type"), attributes.get("medium"));
        let said_nothing = media_type.is_none() && medium.is_none();
        if is_picture(media_type.as_deref(), medium.as_deref(), address.as_str()) {
            parts.media.picture(draft);
        } else if said_nothing && (draft.size.is_some() || draft.credit.is_some()) && attributes.raw("duration").is_none() {
            // Something with a size or a credit and no other word about it is nearly always a picture.
            parts.media.picture(Draft { rank: Rank::Enclosure, ..draft });
        } else {
            self.attach(attributes, address, parts);
        }
    }
}
