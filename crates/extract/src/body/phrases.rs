//! Short lines that say only that something stands there, or point elsewhere, in the languages met most.

use crate::text::begins;

/// What stands over paid words, as whole short blocks, lower case, without punctuation at their ends.
const ADVERTS: [&str; 23] = [
    "advertisement",
    "advertisements",
    "advertising",
    "ad",
    "sponsored",
    "sponsored content",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "pubblicità",
    "advertentie",
    "annonse",
    "annons",
    "annonce",
    "reklama",
    "hirdetés",
    "реклама",
    "広告",
    "广告",
    "광고",
    "إعلان",
];

/// Others of their kind.
const LABELS: [&str; 41] = [
    "article continues below",
    "article continues below advertisement",
    "story continues below",
    "story continues below advertisement",
    "continue reading",
    "scroll to continue",
    "related",
    "related articles",
    "related stories",
    "related topics",
    "related news",
    "more on this story",
    "most read",
    "most popular",
    "recommended",
    "recommended for you",
    "read more",
    "read next",
    "read also",
    "also read",
    "see also",
    "share",
    "share this",
    "share this article",
    "share this story",
    "follow us",
    "comments",
    "leave a comment",
    "loading",
    "save",
    "print",
    "copy link",
    "image",
    "video",
    "photos",
    "gallery",
    "view comments",
    "広告",
    "広告の後にも続きます",
    "إعلان",
    "اقرأ أيضا",
];
/// Beginnings of short blocks that only point elsewhere, lower case.
const POINTERS: [&str; 58] = [
    "read more:",
    "read more ",
    "read also",
    "also read",
    "read:",
    "read next",
    "related:",
    "related article",
    "related stor",
    "more:",
    "more on this",
    "see also",
    "see more:",
    "watch:",
    "watch |",
    "listen:",
    "subscribe to",
    "subscribe now",
    "sign up for",
    "sign up to",
    "click here to",
    "click here for",
    "download the",
    "follow us on",
    "join our",
    "get the latest",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr zum thema",
    "auch interessant",
    "lesen sie hier",
    "à lire aussi",
    "lire aussi",
    "a lire aussi",
    "lire également",
    "voir aussi",
    "lea también",
    "lee también",
    "leer también",
    "te puede interesar",
    "le puede interesar",
    "leggi anche",
    "leia também",
    "leia mais",
    "lees ook",
    "läs också",
    "läs mer",
    "les også",
    "læs også",
    "lue myös",
    "czytaj także",
    "czytaj też",
    "zobacz także",
    "přečtěte si",
    "читайте также",
    "читать также",
    "اقرأ أيضا",
    "اقرأ أيضًا",
];

/// Whether a whole short block says only that something stands there.
pub fn is_label(words: &str) -> bool {
    let words = bare(words);
    LABELS.contains(&words.as_str()) || ADVERTS.contains(&words.as_str())
}

/// Whether a whole short block says that what follows is paid for.
pub fn is_advert(words: &str) -> bool {
    ADVERTS.contains(&bare(words).as_str())
}

fn bare(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a short block points to something else.
pub fn is_pointer(words: &str) -> bool {
    let lower = words.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    POINTERS.iter().any(|start| begins(&lower, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_pointers_are_short_and_known() {
        assert!(is_label(" ADVERTISEMENT ") && is_label("– Read more –") && !is_label("Read more about the bell"));
        assert!(is_advert("(Anzeige)") && is_label("Anzeige") && !is_advert("Read more"));
        assert!(is_pointer("Lesen Sie auch: Die Glocke") && is_pointer("» Read more: x") && !is_pointer("Readers say more"));
    }
}
