//! One reading of an article: quotes, figures, people and places, as spans of its text.

use std::collections::HashMap;

use newsstand_news::{Claim, Figure, Language, Quote, Span};

use crate::doc::{Doc, Part, beginning};
use crate::figure::{self, Found};
use crate::limits::{CLAIMS, HEADLINE_BYTES};
use crate::names::People;
use crate::place::{self, Place};
use crate::quote::{self, Attribution};
use crate::source;
use crate::speaker::{Resolver, Speaker};

/// How many attributions before a figure are looked at for the one it stands in.
const NEAR: usize = 24;

/// Everything read in one article. All spans are of its text, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Who said which words, in the order of the text.
    pub quotes: Vec<Quote>,
    /// Who gives which numbers, in the order of the text.
    pub figures: Vec<Figure>,
    /// Who is named with a role or speaks.
    pub people: Vec<Person>,
    /// Places named.
    pub places: Vec<Place>,
}

/// A person named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Where the fullest name first stands.
    pub span: Span,
    /// The name as printed there.
    pub name: String,
    /// What the person is: `a harbour pilot` gives `harbour pilot`.
    pub role: Option<String>,
}

/// Reads the claims of an article: its quotes, then its figures, each in the order of the text.
pub fn read(headline: &str, text: &str, language: &Language) -> Vec<Claim> {
    let reading = read_all(headline, text, language);
    let quotes = reading.quotes.into_iter().map(Claim::Quote);
    quotes.chain(reading.figures.into_iter().map(Claim::Figure)).collect()
}

/// Reads everything the ledger knows to read. The headline only lends names: no span points into it.
pub fn read_all(headline: &str, text: &str, language: &Language) -> Reading {
    let doc = Doc::new(text, language.primary());
    let attributions = quote::find(&doc);
    let found = figure::find(&doc);
    let origins: Vec<Origin> = found.iter().map(|f| origin(&doc, f, &attributions)).collect();
    let mut resolver = Resolver::new(&doc);
    let said = attributions.iter().filter_map(|a| a.source.clone());
    let given = origins.iter().filter_map(|o| if let Origin::Given(source) = o { Some(source.clone()) } else { None });
    let speakers = speakers(said.chain(given).collect(), &mut resolver);
    let quotes = attributions.iter().filter_map(|a| quote(&doc, a, &speakers)).take(CLAIMS).collect();
    let figures = found.iter().zip(&origins).filter_map(|(f, o)| figure(&doc, f, o.source(&attributions), &speakers)).collect();
    let headline = Doc::new(beginning(headline, HEADLINE_BYTES), language.primary());
    let people = people(&doc, &resolver.people, &headline);
    Reading { quotes, figures, people, places: place::find(&doc) }
}

/// Who and where a text speaks of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Named {
    /// Who is named, where the name alone tells it.
    pub people: Vec<Person>,
    /// Places named.
    pub places: Vec<Place>,
}

/// Reads the people and places alone, at a fraction of what [`read_all`] costs: the same places, and the same people but for
/// those that only being quoted tells to be people.
pub fn named(headline: &str, text: &str, language: &Language) -> Named {
    let doc = Doc::new(text, language.primary());
    let headline = Doc::new(beginning(headline, HEADLINE_BYTES), language.primary());
    Named { people: people(&doc, &People::find(&doc), &headline), places: place::find(&doc) }
}

/// Whose figure it is.
enum Origin {
    /// It stands in the words of an attribution, by its place in the list.
    Said(usize),
    /// Its own sentence names who gives it.
    Given(Part),
    /// Nobody is named.
    Unnamed,
}

impl Origin {
    fn source<'a>(&'a self, attributions: &'a [Attribution]) -> Option<&'a Part> {
        match self {
            Origin::Said(at) => attributions.get(*at).and_then(|a| a.source.as_ref()),
            Origin::Given(source) => Some(source),
            Origin::Unnamed => None,
        }
    }
}

/// A figure belongs to who said the words it stands in, of several the closest, else to who is named as giving it.
fn origin(doc: &Doc<'_>, found: &Found, attributions: &[Attribution]) -> Origin {
    let before = attributions.partition_point(|a| a.content.first().is_some_and(|part| part.start <= found.part.start));
    let near = attributions.iter().enumerate().take(before).rev().take(NEAR);
    let said = near.filter(|(_, a)| a.covers(found.part.start) && a.source.is_some());
    let closest = said.min_by_key(|(_, a)| a.content.iter().map(ExactSizeIterator::len).sum::<usize>());
    closest
        .map(|(at, _)| Origin::Said(at))
        .or_else(|| source::given(doc, &found.part).map(Origin::Given))
        .unwrap_or(Origin::Unnamed)
}

/// The speakers that sources mean, read in the order in which they are named.
fn speakers(mut sources: Vec<Part>, resolver: &mut Resolver<'_, '_>) -> HashMap<Part, Speaker> {
    sources.sort_by_key(|source| (source.start, source.end));
    sources.dedup();
    sources.into_iter().map(|source| (source.clone(), resolver.resolve(&source))).collect()
}

fn spans<'p>(doc: &Doc<'_>, parts: impl IntoIterator<Item = &'p Part>) -> Vec<Span> {
    parts.into_iter().filter_map(|part| doc.span(part)).collect()
}

fn quote(doc: &Doc<'_>, attribution: &Attribution, speakers: &HashMap<Part, Speaker>) -> Option<Quote> {
    let content = spans(doc, &attribution.content);
    let speaker = attribution.source.as_ref().and_then(|source| speakers.get(source)).cloned().unwrap_or_default();
    (!content.is_empty()).then(|| Quote {
        content,
        cue: spans(doc, &attribution.cue),
        source: spans(doc, &attribution.source),
        speaker: speaker.name,
        role: speaker.role,
        kind: attribution.kind(doc),
        confidence: attribution.confidence,
    })
}

fn figure(doc: &Doc<'_>, found: &Found, source: Option<&Part>, speakers: &HashMap<Part, Speaker>) -> Option<Figure> {
    Some(Figure {
        span: doc.span(&found.part)?,
        value: (found.value.0.to_string(), found.value.1.to_string()),
        bound: found.bound,
        unit: found.unit.clone(),
        measure: found.measure.clone(),
        source: spans(doc, source),
        speaker: source.and_then(|source| speakers.get(source)).and_then(|speaker| speaker.name.clone()),
    })
}

/// The people of the text, with what the headline adds to their roles.
fn people(doc: &Doc<'_>, people: &People, headline: &Doc<'_>) -> Vec<Person> {
    let above = People::find(headline);
    let mut all: Vec<Person> = people
        .all
        .iter()
        .filter_map(|named| {
            let role = named.role.clone().or_else(|| above.called(&named.name).and_then(|n| n.role.clone()));
            Some(Person { span: doc.span(&named.part)?, name: named.name.clone(), role })
        })
        .collect();
    all.sort_by_key(|person| person.span);
    all
}
