//! The commonest words of languages for which no table of frequencies ships, so that the first article of a language
//! is not compared by its articles and prepositions.

/// One language per line: its tag, then words that stand in a large part of all its articles.
pub(crate) const LISTS: &str = include_str!("function_words.txt");
/// How many imagined articles the lists stand for.
pub(crate) const LISTED_DOCUMENTS: u32 = 120;
/// In how many of them a listed word stands.
pub(crate) const LISTED_SHARE: u16 = 70;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_language_and_its_words() {
        let mut last = "";
        for line in LISTS.lines() {
            let mut words = line.split(' ');
            let tag = words.next().unwrap();
            assert_eq!(tag.len(), 2, "{line}");
            assert!(tag > last, "{tag} is out of order");
            assert!(words.clone().count() >= 15, "{tag}");
            assert!(words.all(|word| !word.is_empty() && !word.chars().any(char::is_uppercase)), "{tag}");
            last = tag;
        }
    }
}
