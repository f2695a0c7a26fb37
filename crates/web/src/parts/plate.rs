//! Marks on a page, and the language of a text.

use std::fmt;
use std::sync::Arc;

use askama::Template;
use newsstand_news::Language;

use super::part;

/// The language that pages themselves are written in.
const PAGES: &str = "en";

/// ` lang="…" dir="…"` for a text that is not in the pages' language; nothing for one that is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tongue(Option<Language>);

impl Tongue {
    /// The attributes for a text in this language.
    pub fn of(language: &Language) -> Self {
        let foreign = !language.as_str().is_empty() && language.primary() != PAGES;
        Self(foreign.then(|| language.clone()))
    }
}

impl fmt::Display for Tongue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            // A language tag is letters, digits and hyphens by construction.
            Some(language) => write!(f, " lang=\"{}\" dir=\"{}\"", language.as_str(), language.direction()),
            None => Ok(()),
        }
    }
}

/// A title's mark: its name in its own lettering.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/plate.html")]
pub struct Plate {
    /// The name.
    pub name: String,
    /// The title's page here.
    pub path: String,
    /// The classes of its lettering.
    pub classes: String,
    /// The language of the name.
    pub tongue: Tongue,
}

/// Who covers a story: two marks at most, then how many more.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "parts/covers.html")]
pub struct Covers {
    marks: Vec<Arc<Plate>>,
    more: usize,
}

impl Covers {
    /// From all titles that carry it, the most original first.
    pub fn of(mut plates: Vec<Arc<Plate>>) -> Self {
        let more = plates.len().saturating_sub(2);
        plates.truncate(2);
        Self { marks: plates, more }
    }
    /// From one title.
    pub fn one(plate: Option<Arc<Plate>>) -> Self {
        Self { marks: plate.into_iter().collect(), more: 0 }
    }
}

part!(Tongue, Plate, Covers);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_other_languages_are_named() {
        assert_eq!(Tongue::of(&Language::new("en-GB")).to_string(), "");
        assert_eq!(Tongue::of(&Language::new("")).to_string(), "");
        assert_eq!(Tongue::of(&Language::new("ar")).to_string(), " lang=\"ar\" dir=\"rtl\"");
        assert_eq!(Tongue::of(&Language::new("ja")).to_string(), " lang=\"ja\" dir=\"ltr\"");
    }

    #[test]
    fn two_marks_then_a_number() {
        let plate = |name: &str| {
            Arc::new(Plate { name: name.into(), path: "/title/x".into(), classes: "k".into(), tongue: Tongue::default() })
        };
        let covers = Covers::of(vec![plate("A & B"), plate("C"), plate("D"), plate("E")]).render().unwrap();
        assert!(covers.contains("A &#38; B") && covers.contains(">+2<") && !covers.contains(">D<"), "{covers}");
    }
}
