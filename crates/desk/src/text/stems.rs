//! Words to terms: each surface form is stemmed once and remembered.

use rust_stemmers::Stemmer;

use super::Tongue;
use crate::hash;

/// Places in the memory of stems; a form that falls on a taken place replaces what was there.
const PLACES: usize = 1 << 16;
const NOTHING: (u64, u32) = (0, 0);

/// A bounded memory from surface forms to terms.
///
/// A term is a hash of 32 bits of language and stem. Among 300,000 terms some ten pairs share one; no string is kept.
pub(crate) struct Stems {
    places: Vec<(u64, u32)>,
}

impl Stems {
    /// An empty memory.
    pub fn new() -> Self {
        Self { places: vec![NOTHING; PLACES] }
    }

    /// The term of a word.
    pub fn term(&mut self, tongue: Tongue, form: u64, folded: &str) -> u32 {
        let Some(algorithm) = tongue.stemmer else { return plain(tongue, form) };
        let key = hash::mix(form ^ tongue.seed);
        let place = key as usize & (PLACES - 1);
        match self.places.get(place) {
            Some(&(known, term)) if known == key => term,
            _ => {
                let term = hash::upper(hash::bytes(tongue.seed, Stemmer::create(algorithm).stem(folded).as_bytes()));
                if let Some(slot) = self.places.get_mut(place) {
                    *slot = (key, term);
                }
                term
            }
        }
    }
}

/// The term of a form that is not stemmed: a figure, a run of glyphs, a language without a stemmer.
pub(crate) fn plain(tongue: Tongue, form: u64) -> u32 {
    hash::upper(hash::mix(form ^ tongue.seed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::scan;

    fn term(stems: &mut Stems, language: &str, word: &str) -> u32 {
        let mut term = 0;
        scan(word, &mut |found| term = stems.term(Tongue::of_primary(language), found.form, found.folded));
        term
    }

    #[test]
    fn forms_of_one_word_share_a_term_within_a_language() {
        let mut stems = Stems::new();
        assert_eq!(term(&mut stems, "en", "ferries"), term(&mut stems, "en", "Ferry"));
        assert_eq!(term(&mut stems, "de", "Brücken"), term(&mut stems, "de", "Brücke"));
        assert_ne!(term(&mut stems, "en", "ferry"), term(&mut stems, "en", "fairy"));
        assert_ne!(term(&mut stems, "en", "die"), term(&mut stems, "de", "die"));
        assert_eq!(term(&mut stems, "en", "ferries"), term(&mut stems, "en", "ferry"), "the second time from memory");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(150))]
        #[test]
        fn no_word_stops_a_stemmer(word in "[a-zäöüßéèçñşğıåøæőű]{1,14}|[а-яёіїє]{1,12}|[ء-ي]{1,10}|[α-ώ]{1,12}|[அ-ௌ]{1,10}|\\PC{1,10}") {
            let mut stems = Stems::new();
            for language in ["ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"] {
                proptest::prop_assert_eq!(term(&mut stems, language, &word), term(&mut stems, language, &word));
            }
        }
    }
}
