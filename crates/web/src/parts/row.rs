//! Lines of lists: an article with its title's mark, a time, and what is folded under it.

use std::sync::Arc;

use askama::Template;
use newsstand_news::Moment;

use super::{Plate, Tongue, part};
use crate::words;

/// A time as it is shown, with the machine's form beside it.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = r#"<time datetime="{{ machine }}">{{ words }}</time>"#, ext = "html")]
pub struct Age {
    machine: String,
    words: String,
}

impl Age {
    /// How old it is.
    pub fn of(then: Moment, now: Moment, offset: i32) -> Self {
        Self { machine: words::machine(then), words: words::age(then, now, offset) }
    }
    /// In these words.
    pub fn in_words(then: Moment, words: String) -> Self {
        Self { machine: words::machine(then), words }
    }
}

/// The copies of an article, folded under it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "parts/copies.html")]
pub struct Copies {
    /// Title and address of every copy.
    pub marks: Vec<(Arc<Plate>, String)>,
    /// The agency that wrote it, where it is named.
    pub wire: Option<String>,
}

/// What a reader did with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The article's number.
    pub article: i64,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is saved.
    pub saved: bool,
}

/// A piece of a text with what was searched for set off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(
    source = r#"{% for (text, marked) in pieces %}{% if *marked %}<mark>{{ text }}</mark>{% else %}{{ text }}{% endif %}{% endfor %}"#,
    ext = "html"
)]
pub struct Snippet {
    /// Its pieces; true for those that match.
    pub pieces: Vec<(String, bool)>,
}

impl Snippet {
    /// A text without anything set off.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { pieces: vec![(text.into(), false)] }
    }
}

/// An article on a line.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/row.html")]
pub struct Row {
    /// Whose it is.
    pub plate: Option<Arc<Plate>>,
    /// Where it leads.
    pub href: String,
    /// Its headline.
    pub headline: Snippet,
    /// The language of headline and snippet.
    pub tongue: Tongue,
    /// A piece of its text.
    pub snippet: Option<Snippet>,
    /// What there is to say about it, in the pages' language.
    pub note: Option<String>,
    /// When.
    pub age: Age,
    /// Its copies.
    pub copies: Copies,
    /// What the reader did with it; none where a list does not show that.
    pub mark: Option<Mark>,
}

part!(Age, Copies, Snippet, Row);
