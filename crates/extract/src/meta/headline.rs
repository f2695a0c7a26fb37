//! Headlines without the site's name.

use crate::limits::{HEADLINE, head};
use crate::text::{is_unspaced, tidy};

/// What separates a headline from the site's name.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • ", " / "];

/// A headline as given, tidied and without `site`'s name at its end.
pub fn of(text: &str, site: &str, host: &str) -> String {
    let mut headline = tidy(text);
    while let Some(length) = without_site(&headline, site, host) {
        headline.truncate(length);
    }
    head(&headline, HEADLINE * 4).chars().take(HEADLINE).collect::<String>().trim().to_owned()
}

/// Where the headline ends when its last part is the site's name.
fn without_site(headline: &str, site: &str, host: &str) -> Option<usize> {
    let (at, separator) = SEPARATORS.iter().filter_map(|separator| Some((headline.rfind(separator)?, separator))).max()?;
    let last = headline.get(at + separator.len()..)?;
    (at > 0 && is_site(last, site, host)).then(|| headline[..at].trim_end().len())
}

/// Whether words are the site's name, by what it calls itself or by its address.
fn is_site(words: &str, site: &str, host: &str) -> bool {
    let (words, site) = (letters(words), letters(site));
    if words.is_empty() {
        return true;
    }
    let named = !site.is_empty()
        && (words == site || (site.len() > 3 && words.contains(&site)) || (words.len() > 3 && site.contains(&words)));
    let label = host.trim_start_matches("www.").split('.').map(letters).max_by_key(String::len).unwrap_or_default();
    let hosted = label.len() > 3 && (words.contains(&label) || (words.len() > 3 && label.contains(&words)));
    named || hosted
}

fn letters(text: &str) -> String {
    letters_of(text).collect()
}

fn letters_of(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two headlines are the same but for case, punctuation and spacing.
pub fn same(one: &str, other: &str) -> bool {
    letters_of(one).next().is_some() && letters_of(one).eq(letters_of(other))
}

/// Letters of a headline that is another's beginning by more than chance.
const LONG: usize = 15;

/// Whether two headlines are one: the same, or one the beginning of the other.
pub fn agree(one: &str, other: &str) -> bool {
    let common = letters_of(one).zip(letters_of(other)).take_while(|(one, other)| one == other).count();
    let (ends, other_ends) = (letters_of(one).nth(common).is_none(), letters_of(other).nth(common).is_none());
    common > 0 && ((ends && other_ends) || (common >= LONG && (ends || other_ends)))
}

/// Whether two headlines are about one thing: two longer words in common, or half of the letters of an unspaced script.
pub fn akin(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= 4)
            .map(str::to_owned)
            .collect()
    };
    let (one_words, other_words) = (words(one), words(other));
    let common = one_words.iter().filter(|word| other_words.contains(word)).count();
    let letters: Vec<char> = one.chars().filter(|c| is_unspaced(*c)).collect();
    let shared = letters.iter().filter(|c| other.contains(**c)).count();
    common >= 2 || (letters.len() >= 8 && shared * 2 > letters.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_name_goes() {
        for (text, expected) in [
            ("Bell found - The Saltmere Packet", "Bell found"),
            ("Bell found | News | Saltmere Packet", "Bell found | News"),
            ("Bell found – saltmerepacket.example", "Bell found"),
            ("Bell - a story of loss", "Bell - a story of loss"),
            ("The Saltmere Packet", "The Saltmere Packet"),
            ("  Tom &amp; Jerry ", "Tom & Jerry"),
        ] {
            assert_eq!(of(text, "The Saltmere Packet", "www.saltmerepacket.example"), expected, "{text}");
        }
        assert!(same("Bell “found”!", "bell found") && !same("", "") && !same("a", "b"));
    }
}
