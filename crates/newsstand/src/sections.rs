//! Which of the stand's sections a title's own words mean.

use newsstand_news::{Article, Language, Section};
use std::collections::HashMap;
use std::sync::LazyLock;

static WORDS: &str = include_str!("../../../catalogue/sections.tsv");

type Words = HashMap<(&'static str, &'static str), Section>;

static MAP: LazyLock<Words> = LazyLock::new(|| {
    let rows = WORDS.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some(((cells.next()?, cells.next()?), cells.next()?.trim().parse().ok()?))
    });
    rows.collect()
});

/// The section that a word of a title means, in its language or in English.
pub fn of_word(word: &str, language: &Language) -> Option<Section> {
    let word = word.trim().to_lowercase();
    let find = |language: &str| MAP.get(&(language, word.as_str()) as &(&str, &str)).copied();
    find(language.primary()).or_else(|| find("en")).filter(|section| *section != Section::Top)
}

/// The section an article belongs to: what its page said; else what its feed carries; else the first of its categories
/// that means one; else a folder of its address that does.
pub fn of_article(article: &Article, feed: Option<Section>, categories: &[String], language: &Language) -> Option<Section> {
    let own = article.section.filter(|section| *section != Section::Top);
    let feed = feed.filter(|section| *section != Section::Top);
    own.or(feed)
        .or_else(|| categories.iter().take(8).find_map(|word| of_word(word, language)))
        .or_else(|| of_address(article.address.as_str(), language))
}

fn of_address(address: &str, language: &Language) -> Option<Section> {
    let path = address.split_once("://").map_or("", |(_, rest)| rest).split(['?', '#']).next().unwrap_or("");
    let mut folders: Vec<&str> = path.split('/').skip(1).collect();
    folders.pop();
    folders.into_iter().take(4).find_map(|folder| of_word(&folder.replace(['-', '_'], " "), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_languages_mean_sections() {
        for (word, language, section) in [
            ("Sport", "de", Section::Sport),
            ("Wirtschaft", "de", Section::Business),
            ("économie", "fr", Section::Business),
            ("Deportes", "es", Section::Sport),
            ("world", "ja", Section::World),
        ] {
            assert_eq!(of_word(word, &Language::new(language)), Some(section), "{word}");
        }
        assert_eq!(of_word("zebra", &Language::new("en")), None);
    }

    #[test]
    fn folders_of_an_address_count_and_its_last_part_does_not() {
        let en = Language::new("en");
        assert_eq!(of_address("https://a.example/news/science/x-y.html", &en), Some(Section::Science));
        assert_eq!(of_address("https://a.example/sport", &en), None);
    }
}
