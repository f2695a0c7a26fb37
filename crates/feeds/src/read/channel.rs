//! What a feed says about itself: the fields of `channel` and `feed`, in all vocabularies at once.

use std::borrow::Cow;

use newsstand_news::{Address, FeedFormat, Language, dates};

use super::parts::add_author;
use super::{Pass, construct};
use crate::limits::{DESCRIPTION_BYTES, ENTRIES, HUBS, PLAIN_BYTES};
use crate::xml::{Attributes, Element, Event, Name, Space};

impl<'a> Pass<'a, '_> {
    /// Reads everything inside the root.
    pub(super) fn read(&mut self, format: FeedFormat, root: &Element<'a>) {
        match format {
            FeedFormat::Sitemap => self.urlset(),
            FeedFormat::SitemapIndex => self.sitemap_index(),
            _ if matches!(root.name, Name::Item | Name::Entry) => {
                self.entry(root);
                // Where the root is missing, others follow.
                while let Some(event) = self.reader.next() {
                    if let Event::Start(element) = event {
                        self.feed_element(&element);
                    }
                }
            }
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
        if element.name == Name::Feed && attributes.get("version").is_some_and(|version| version.starts_with("0.")) {
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
        if element.name == Name::Channel {
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
        match (element.space, element.name) {
            (Space::Plain, Name::Channel) => self.container(element),
            (Space::Plain | Space::Atom, Name::Item | Name::Entry) if self.content.entries.len() < ENTRIES => self.entry(element),
            (Space::Plain | Space::Atom, Name::Item | Name::Entry) => self.overflow = true,
            (Space::Plain | Space::Atom, Name::Link) => self.feed_link(element),
            (Space::Plain, Name::Image) => self.feed_image(element),
            (Space::Itunes, Name::Image) => self.feed_picture(element.attributes.get("href").as_deref()),
            (Space::Plain | Space::Atom, Name::Author | Name::ManagingEditor | Name::Contributor)
            | (Space::Dc, Name::Creator | Name::Author | Name::Publisher)
            | (Space::Itunes, Name::Author | Name::Owner) => {
                let author = self.author();
                add_author(&mut self.content.authors, author);
            }
            _ if self.timing(element) || self.rights(element) => {}
            _ => self.feed_field(element),
        }
        self.entries_within(depth);
    }

    /// Passes over the rest of an element, except for entries, which some put into something.
    fn entries_within(&mut self, depth: usize) {
        while let Some(event) = self.reader.within(depth) {
            match event {
                Event::Start(element) if element.space.is_feed() && matches!(element.name, Name::Item | Name::Entry) => {
                    self.feed_element(&element);
                }
                _ => {}
            }
        }
    }

    /// Fields that hold one text.
    fn feed_field(&mut self, element: &Element<'a>) {
        let kind = construct::kind(element, self.old_atom);
        match (element.space, element.name) {
            (Space::Plain | Space::Atom | Space::Dc, Name::Title) if self.content.title.is_none() => {
                self.content.title = self.field_of(kind).plain(kind, PLAIN_BYTES);
            }
            (Space::Plain | Space::Atom | Space::Dc, Name::Description | Name::Subtitle | Name::Tagline | Name::Abstract)
            | (Space::Itunes, Name::Summary | Name::Subtitle)
                if self.content.description.is_none() =>
            {
                self.content.description = self.field_of(kind).plain(kind, DESCRIPTION_BYTES);
            }
            (Space::Plain | Space::Dc, Name::Language) => {
                let language = Language::new(self.field().word());
                if language != Language::default() {
                    self.content.language = language;
                }
            }
            (Space::Plain | Space::Atom, Name::Id | Name::Guid) => {
                let field = self.field();
                self.content.id = self.identity(field.word()).or(self.content.id.take());
            }
            (Space::Plain | Space::Atom, Name::PubDate | Name::Published | Name::Issued)
            | (Space::Dc, Name::Issued | Name::Created) => {
                self.content.published = self.date().or(self.content.published);
            }
            (Space::Plain | Space::Atom, Name::LastBuildDate | Name::Updated | Name::Modified | Name::LastMod)
            | (Space::Dc, Name::Date | Name::Modified) => {
                self.content.updated = self.date().or(self.content.updated);
            }
            (Space::Atom, Name::Logo | Name::Icon) => {
                let field = self.field();
                self.feed_picture(Some(field.word()));
            }
            _ => {}
        }
    }

    fn feed_link(&mut self, element: &Element<'a>) {
        let Some(href) = element.attributes.get("href") else {
            let field = self.field();
            let link = self.resolve(field.word());
            self.content.link = link.or(self.content.link.take());
            return;
        };
        let Some(address) = self.resolve(&href) else { return };
        let relations = relations(element.attributes);
        for relation in relations.split_ascii_whitespace() {
            match relation {
                "alternate" if self.content.link.is_none() => self.content.link = Some(address.clone()),
                "self" if self.content.own_address.is_none() => self.content.own_address = Some(address.clone()),
                "hub" => add_hub(&mut self.content.hubs, address.clone()),
                "license" => self.licence(Some(address.clone())),
                _ => {}
            }
        }
    }

    fn feed_image(&mut self, element: &Element<'a>) {
        let depth = self.reader.depth();
        self.feed_picture(element.attributes.get("href").as_deref());
        while let Some(event) = self.reader.within(depth) {
            if let Event::Start(child) = event {
                let field = self.field();
                if child.name == Name::Url {
                    self.feed_picture(Some(field.word()));
                }
            }
        }
    }

    fn feed_picture(&mut self, written: Option<&str>) {
        let address = written.and_then(|written| self.resolve(written));
        self.content.picture = self.content.picture.take().or(address);
    }
}

/// What a link is for, words in lower case: `alternate` when nothing is said; of a registered address the last word.
pub(super) fn relations(attributes: Attributes<'_>) -> Cow<'_, str> {
    match attributes.get("rel") {
        None => Cow::Borrowed("alternate"),
        Some(relations) if relations.is_empty() => Cow::Borrowed("alternate"),
        Some(relations) if relations.bytes().all(|b| b.is_ascii_lowercase()) => relations,
        Some(relations) => {
            let last = |word: &str| word.rsplit('/').next().unwrap_or("").to_ascii_lowercase();
            Cow::Owned(relations.split_ascii_whitespace().map(last).collect::<Vec<_>>().join(" "))
        }
    }
}

/// Adds a hub once, as many as are taken.
pub(crate) fn add_hub(hubs: &mut Vec<Address>, hub: Address) {
    if hubs.len() < HUBS && !hubs.contains(&hub) {
        hubs.push(hub);
    }
}

#[cfg(test)]
mod tests {
    use newsstand_news::{Address, FeedContent};

    use crate::{Source, read};

    fn content(text: &str) -> FeedContent {
        let address = Address::new("https://a.example/dir/feed");
        read(&Source { bytes: text.as_bytes(), address: address.as_ref(), ..Source::default() }).content
    }

    fn told(text: &str) -> (Vec<String>, Option<String>, Option<String>) {
        let content = content(text);
        let hubs = content.hubs.into_iter().map(String::from).collect();
        (hubs, content.own_address.map(String::from), content.link.map(String::from))
    }

    #[test]
    fn hubs_and_own_address_are_told_in_every_format() {
        let links = "<link rel='self' href='/feed'/><link rel='hub' href='https://hub.example/'/><link href='/'/>\
            <link rel='HUB' href='https://hub.example/'/><link rel='http://www.iana.org/assignments/relation/hub' href='https://second.example/'/>";
        let prefixed = links.replace("<link", "<a:link");
        for text in [
            format!("<feed xmlns='http://www.w3.org/2005/Atom'>{links}<entry/></feed>"),
            format!("<rss xmlns:a='http://www.w3.org/2005/Atom'><channel>{prefixed}<item/></channel></rss>"),
            format!("<rss xmlns:a='http://www.w3.org/2005/Atom'>{prefixed}<channel><item/></channel></rss>"),
            format!(
                "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:a='http://www.w3.org/2005/Atom'><channel>{prefixed}</channel></rdf:RDF>"
            ),
            r#"{"version":"https://jsonfeed.org/version/1.1","feed_url":"/feed","home_page_url":"/","items":[],"hubs":[{"type":"WebSub",
               "url":"https://hub.example/"},{"url":"https://hub.example/"},{"url":"https://second.example/"},{"url":"x:y"},7]}"#
                .to_owned(),
        ] {
            let expected = (
                vec!["https://hub.example/".to_owned(), "https://second.example/".to_owned()],
                Some("https://a.example/feed".to_owned()),
                Some("https://a.example/".to_owned()),
            );
            assert_eq!(told(&text), expected, "{text}");
        }
    }

    #[test]
    fn hubs_are_few() {
        let links: String = (0..9).map(|hub| format!("<atom:link rel='hub' href='https://{hub}.example/'/>")).collect();
        assert_eq!(content(&format!("<rss><channel>{links}")).hubs.len(), crate::limits::HUBS);
    }
}
