//! Which stemmer a language has.

use newsstand_news::Language;
use rust_stemmers::Algorithm;

use crate::hash;

/// A language as the desk sees it: a seed that keeps its terms apart from all others, and its stemmer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tongue {
    /// Differs from language to language.
    pub seed: u64,
    /// Snowball's algorithm for it, where there is one.
    pub stemmer: Option<Algorithm>,
    /// Whether a table of its word frequencies ships.
    pub table: bool,
}

impl Tongue {
    /// The tongue of a language; regional kinds of one language are one.
    pub fn of(language: &Language) -> Self {
        Self::of_primary(language.primary())
    }

    /// The tongue of a primary language tag.
    pub fn of_primary(primary: &str) -> Self {
        let primary = match primary {
            "nb" | "nn" => "no",
            "in" => "id",
            "iw" => "he",
            other => other,
        };
        Self { seed: hash::bytes(0x6e65_7773, primary.as_bytes()), stemmer: stemmer(primary), table: primary == "en" }
    }
}

fn stemmer(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_share_a_tongue_and_languages_do_not() {
        assert_eq!(Tongue::of(&Language::new("pt-BR")), Tongue::of(&Language::new("pt")));
        assert_ne!(Tongue::of(&Language::new("pt")).seed, Tongue::of(&Language::new("es")).seed);
        assert_eq!(Tongue::of(&Language::new("nn")), Tongue::of(&Language::new("no")));
    }
}
