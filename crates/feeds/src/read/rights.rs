//! The licence that a feed names: `rel="license"` (RFC 4946), Creative Commons for RSS 1.0 and 2.0, Dublin Core, and Really
//! Simple Licensing (<https://rslstandard.org/rsl>).

use newsstand_news::Address;

use super::Pass;
use crate::xml::{Attributes, Element, Event, Name, Space};

impl<'a> Pass<'a, '_> {
    /// Takes an element that names a licence; `false` where it is something else. The first licence is kept.
    pub(super) fn rights(&mut self, element: &Element<'a>) -> bool {
        let address = match (element.space, element.name) {
            (Space::Creative | Space::Dc, Name::License) => self.stated(element.attributes).or_else(|| self.inside()),
            (Space::Rights, Name::Content | Name::Rsl | Name::License) => {
                let server = element.attributes.get("server").and_then(|server| self.resolve(&server));
                self.inside().or(server)
            }
            _ => return false,
        };
        self.licence(address);
        true
    }

    /// Notes the address of a licence.
    pub(super) fn licence(&mut self, address: Option<Address>) {
        self.content.licence = self.content.licence.take().or(address);
    }

    /// RDF's ways to point at something.
    fn stated(&self, attributes: Attributes<'a>) -> Option<Address> {
        let written = attributes.get("resource").or_else(|| attributes.get("about")).or_else(|| attributes.get("href"))?;
        self.resolve(&written)
    }

    /// The first address that the text of an element or of one inside is: RSL's terms, the standard licence it follows, or
    /// where a licence of one's own can be had. A licence server is asked by programs and comes last.
    fn inside(&mut self) -> Option<Address> {
        let depth = self.reader.depth();
        let (mut found, mut server) = (None, None);
        while let Some(event) = self.reader.within(depth) {
            match event {
                Event::Text(raw) | Event::Cdata(raw) if found.is_none() => {
                    found = Address::new(&self.reader.tokens().decode(raw))
                }
                Event::Start(element) if server.is_none() => {
                    server = element.attributes.get("server").and_then(|server| self.resolve(&server));
                }
                _ => {}
            }
        }
        found.or(server)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Source, read};

    fn licence(inside: &str) -> Option<String> {
        let text = format!("<rss xmlns:cc='http://web.resource.org/cc/'><channel>{inside}<title>after</title></channel></rss>");
        let content = read(&Source { bytes: text.as_bytes(), ..Source::default() }).content;
        assert_eq!(content.title.as_deref(), Some("after"), "{inside}");
        content.licence.map(String::from)
    }

    #[test]
    fn licences_are_found_wherever_they_are_named() {
        for inside in [
            "<atom:link rel='license' href='https://l.example/by'/>",
            "<atom:link rel='self license' href='https://l.example/by'/>",
            "<creativeCommons:license>https://l.example/by</creativeCommons:license>",
            "<cc:license rdf:resource='https://l.example/by'/>",
            "<dcterms:license>https://l.example/by</dcterms:license>",
            "<rsl:content url='/' server='https://l.example/by'><rsl:license><rsl:permits type='usage'>search</rsl:permits></rsl:license></rsl:content>",
            "<rsl:content url='/' server='https://server.example/'><rsl:terms>https://l.example/by</rsl:terms></rsl:content>",
            "<item><title>x</title><rsl:content url='/x'><rsl:license><rsl:payment type='purchase'><rsl:standard>https://l.example/by</rsl:standard></rsl:payment></rsl:license></rsl:content></item>",
            "<rsl:rsl><rsl:content server='https://l.example/by'/></rsl:rsl>",
        ] {
            assert_eq!(licence(inside).as_deref(), Some("https://l.example/by"), "{inside}");
        }
    }

    #[test]
    fn what_names_no_address_names_no_licence() {
        for inside in ["", "<cc:license/>", "<creativeCommons:license>All rights reserved</creativeCommons:license>"] {
            assert_eq!(licence(inside), None, "{inside}");
        }
    }
}
