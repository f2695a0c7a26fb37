//! Really Simple Licensing 1.0 (<https://rslstandard.org/rsl>): what a publisher allows to be done with what, and for what.
//!
//! Read from a document of its own, from a feed with `rsl:content` in its entries, or from a page with the document inside.

mod words;

use newsstand_news::Address;

use crate::field::Field;
use crate::field::Kind;
use crate::limits::{LICENCE_RIGHTS, LICENCE_RULES, LICENCES, PLAIN_BYTES, RSL_BYTES};
use crate::xml::{Attributes, Element, Event, Name, Reader, Space};
use crate::{address, text};

/// What is said of one piece of content, or of many.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Licence {
    /// What it is about, as written: an address, a path, or a pattern with `*` and `$`.
    pub content: String,
    /// The server that gives licences to programs.
    pub server: Option<Address>,
    /// Where the terms are written down for people.
    pub terms: Option<Address>,
    /// What may be done, each with its own conditions. Empty where nothing is said.
    pub rights: Vec<Rights>,
}

/// What may and may not be done on one condition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rights {
    /// What is allowed.
    pub permits: Vec<Rule>,
    /// What is not.
    pub prohibits: Vec<Rule>,
    /// What is asked for it.
    pub payment: Option<Payment>,
}

/// One use, user or country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What the word names.
    pub kind: RuleKind,
    /// The word, in lower case: `ai-train`, `commercial`, `de`.
    pub word: String,
}

/// What a [`Rule`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// What is done with it: `all`, `ai-all`, `ai-train`, `ai-input`, `ai-index`, `search`.
    Usage,
    /// Who does it: `commercial`, `non-commercial`, `education`, `government`, `personal`.
    User,
    /// Where: a country by its code (ISO 3166-1 alpha-2).
    Place,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payment {
    /// The word for it, in lower case: `free`, `attribution`, `purchase`, `subscription`, `training`, `crawl`, `use`,
    /// `contribution`.
    pub kind: String,
    /// The price as written, and its currency (ISO 4217).
    pub amount: Option<(String, String)>,
    /// Where to ask or what it follows.
    pub address: Option<Address>,
}

/// Reads what a document says about licences. Relative addresses are relative to `base`. Never fails; a document that says
/// nothing gives nothing.
pub fn read(text: &str, base: Option<&Address>) -> Vec<Licence> {
    let mut pass = Pass { reader: Reader::new(text::cut(text, RSL_BYTES)), base, inside_rsl: false };
    let mut found = Vec::new();
    while let Some(event) = pass.reader.next() {
        let Event::Start(element) = event else { continue };
        pass.inside_rsl |= element.name == Name::Rsl;
        if pass.is_ours(&element) && element.name == Name::Content && found.len() < LICENCES {
            found.push(pass.content(&element));
        }
    }
    found
}

impl Licence {
    /// One plain English sentence for people.
    pub fn sentence(&self) -> String {
        words::sentence(self)
    }
}

struct Pass<'a, 'b> {
    reader: Reader<'a>,
    base: Option<&'b Address>,
    /// Whether a root of ours was seen, within which elements without a namespace are ours.
    inside_rsl: bool,
}

impl<'a> Pass<'a, '_> {
    fn is_ours(&self, element: &Element<'_>) -> bool {
        element.space == Space::Rights || (self.inside_rsl && matches!(element.space, Space::Plain | Space::Other))
    }

    fn resolve(&self, written: &str) -> Option<Address> {
        address::resolve(written, self.base)
    }

    fn content(&mut self, element: &Element<'a>) -> Licence {
        let depth = self.reader.depth();
        let written = element.attributes.get("url").unwrap_or_default();
        let mut licence = Licence {
            content: text::cut(&written, PLAIN_BYTES).to_owned(),
            server: element.attributes.get("server").and_then(|server| self.resolve(&server)),
            ..Licence::default()
        };
        while let Some(event) = self.reader.within(depth) {
            let Event::Start(child) = event else { continue };
            let inner = self.reader.depth();
            match child.name {
                Name::License if licence.rights.len() < LICENCE_RIGHTS => licence.rights.push(self.rights()),
                Name::Terms => licence.terms = licence.terms.take().or_else(|| self.address()),
                _ => {}
            }
            self.reader.skip(inner);
        }
        licence
    }

    fn rights(&mut self) -> Rights {
        let depth = self.reader.depth();
        let mut rights = Rights::default();
        while let Some(event) = self.reader.within(depth) {
            let Event::Start(child) = event else { continue };
            let inner = self.reader.depth();
            match child.name {
                Name::Permits => self.rules(child.attributes, &mut rights.permits),
                Name::Prohibits => self.rules(child.attributes, &mut rights.prohibits),
                Name::Payment if rights.payment.is_none() => rights.payment = Some(self.payment(child.attributes)),
                _ => {}
            }
            self.reader.skip(inner);
        }
        rights
    }

    /// Words between blanks; drafts of the standard had commas.
    fn rules(&mut self, attributes: Attributes<'a>, rules: &mut Vec<Rule>) {
        let kind = match attributes.get("type").unwrap_or_default().to_ascii_lowercase().as_str() {
            "user" => RuleKind::User,
            "geo" => RuleKind::Place,
            _ => RuleKind::Usage,
        };
        let words = self.plain().unwrap_or_default().to_lowercase();
        for word in words.split([' ', ',', ';']).filter(|word| !word.is_empty()) {
            let rule = Rule { kind, word: word.to_owned() };
            if rules.len() < LICENCE_RULES && !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }

    fn payment(&mut self, attributes: Attributes<'a>) -> Payment {
        let depth = self.reader.depth();
        let kind = attributes.get("type").unwrap_or_default().to_ascii_lowercase();
        let kind = if kind.is_empty() { "free".to_owned() } else { text::cut(&kind, PLAIN_BYTES).to_owned() };
        let mut payment = Payment { kind, ..Payment::default() };
        while let Some(event) = self.reader.within(depth) {
            let Event::Start(child) = event else { continue };
            let inner = self.reader.depth();
            match child.name {
                Name::Amount => {
                    let currency = child.attributes.get("currency").unwrap_or_default().to_ascii_uppercase();
                    payment.amount = self.plain().map(|amount| (amount, text::cut(&currency, PLAIN_BYTES).to_owned()));
                }
                Name::Standard | Name::Custom => payment.address = payment.address.take().or_else(|| self.address()),
                _ => {}
            }
            self.reader.skip(inner);
        }
        payment
    }

    fn plain(&mut self) -> Option<String> {
        Field::read(&mut self.reader, self.base, Kind::Text).plain(Kind::Text, PLAIN_BYTES)
    }

    fn address(&mut self) -> Option<Address> {
        let field = Field::read(&mut self.reader, self.base, Kind::Text);
        self.resolve(field.word())
    }
}

#[cfg(test)]
mod tests;
