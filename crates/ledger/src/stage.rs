//! `newsstand stage ledger`: one JSON line in, one JSON line out. Offsets are Unicode scalar values of `text`.

use newsstand_news::{Bound, Language, Quote, QuoteKind, Span};
use serde::{Deserialize, Serialize};

use crate::figure::unit_name;
use crate::place::Place;
use crate::read::{Person, read_all};

/// What is asked. Unknown fields are left alone.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Request {
    /// Given back as it came.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The headline.
    #[serde(default)]
    pub title: String,
    /// The text that all offsets are of.
    #[serde(default)]
    pub text: String,
    /// A BCP 47 tag; empty when unknown.
    #[serde(default)]
    pub language: String,
}

/// What was read.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// As it came.
    pub id: serde_json::Value,
    /// Who said which words.
    pub quotes: Vec<QuoteLine>,
    /// Who gives which numbers.
    pub figures: Vec<FigureLine>,
    /// Places named.
    pub places: Vec<PlaceLine>,
    /// People named with a role or speaking.
    pub people: Vec<PersonLine>,
}

/// A quote.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteLine {
    /// What was said.
    pub content: Vec<Span>,
    /// The word that attributes it.
    pub cue: Vec<Span>,
    /// Who is named as the source.
    pub source: Vec<Span>,
    /// The speaker's name, resolved within the text.
    pub speaker: Option<String>,
    /// What the speaker is.
    pub role: Option<String>,
    /// How literal it is.
    pub kind: QuoteKind,
    /// Whether the speaker holds or denies it; not read yet, always null.
    pub stance: Option<String>,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
}

/// A figure.
#[derive(Debug, Clone, Serialize)]
pub struct FigureLine {
    /// Where it stands.
    pub span: Span,
    /// A number, or the lowest and the highest of a range.
    pub value: serde_json::Value,
    /// How it is bounded.
    pub bound: Bound,
    /// The unit's name in English (`dollar`, `percentage`) or a noun; `-` when none is said.
    pub unit: String,
    /// What is measured, in the text's words.
    pub measure: String,
    /// Who is named as the source.
    pub source: Vec<Span>,
    /// The speaker's name, resolved within the text.
    pub speaker: Option<String>,
}

/// A place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceLine {
    /// Where it is named.
    pub span: Span,
    /// Its name in English.
    pub name: &'static str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
}

/// A person.
#[derive(Debug, Clone, Serialize)]
pub struct PersonLine {
    /// Where the fullest name first stands.
    pub span: Span,
    /// The name as printed.
    pub name: String,
    /// What the person is.
    pub role: Option<String>,
}

/// Reads one article.
pub fn answer(request: &Request) -> Answer {
    let reading = read_all(&request.title, &request.text, &Language::new(&request.language));
    let figures = reading.figures.into_iter().filter_map(figure_line).collect();
    Answer {
        id: request.id.clone(),
        quotes: reading.quotes.into_iter().map(quote_line).collect(),
        figures,
        places: reading.places.into_iter().map(place_line).collect(),
        people: reading.people.into_iter().map(person_line).collect(),
    }
}

/// Answers one line of JSON with one line of JSON; a line that cannot be read with `{"error": …}`.
pub fn answer_line(line: &str) -> String {
    let answered = serde_json::from_str::<Request>(line).and_then(|request| serde_json::to_string(&answer(&request)));
    answered.unwrap_or_else(|error| serde_json::json!({ "error": format!("not a ledger request: {error}") }).to_string())
}

fn quote_line(quote: Quote) -> QuoteLine {
    let Quote { content, cue, source, speaker, role, kind, confidence } = quote;
    QuoteLine { content, cue, source, speaker, role, kind, stance: None, confidence: f64::from(confidence) / 1000.0 }
}

fn figure_line(figure: newsstand_news::Figure) -> Option<FigureLine> {
    let low: f64 = figure.value.0.parse().ok()?;
    let high: f64 = figure.value.1.parse().ok()?;
    let value = if figure.value.0 == figure.value.1 { serde_json::json!(low) } else { serde_json::json!([low, high]) };
    let unit = if figure.unit.is_empty() { "-".to_owned() } else { unit_name(&figure.unit) };
    Some(FigureLine {
        span: figure.span,
        value,
        bound: figure.bound,
        unit,
        measure: figure.measure,
        source: figure.source,
        speaker: figure.speaker,
    })
}

fn place_line(place: Place) -> PlaceLine {
    let Place { span, name, lat, lon, country } = place;
    PlaceLine { span, name, lat, lon, country }
}

fn person_line(person: Person) -> PersonLine {
    PersonLine { span: person.span, name: person.name, role: person.role }
}
