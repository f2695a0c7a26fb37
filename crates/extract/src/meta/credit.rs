//! Words under a picture, split into what is to be seen and who made it.

use super::caption::Caption;
use super::credit_words::{BEFORE, BEFORE_UNSPACED, BEHIND, RESERVED};
use crate::limits::{NAME, STANDFIRST};
use crate::text::fold;

/// Splits words that hold caption and credit: `A bell. Photo: Ana Ruiz`, `A bell (Ana Ruiz/Meridian)`, `A bell © Meridian`.
pub fn split(whole: &str) -> Caption {
    let whole = fold(whole);
    let lower = whole.to_lowercase();
    let same_shape = lower.len() == whole.len();
    let marked = before().filter_map(|word| Some((at_word(&lower, word)?, word.len()))).min().filter(|_| same_shape);
    if let Some((at, length)) = marked {
        let credit = whole.get(at + length..).unwrap_or("");
        if credit.chars().count() <= 120 {
            return Caption {
                caption: some(whole.get(..at).unwrap_or(""), STANDFIRST),
                credit: some(&strip_before(credit), NAME),
            };
        }
    }
    if let Some((caption, credit)) = whole.rsplit_once('©') {
        return Caption { caption: some(caption, STANDFIRST), credit: some(&strip_before(credit), NAME) };
    }
    if let Some((caption, credit)) = whole.rsplit_once(" | ").filter(|(_, credit)| is_credit(credit)) {
        return Caption { caption: some(caption, STANDFIRST), credit: some(&strip_before(credit), NAME) };
    }
    if let Some((caption, credit)) = after_slash(&whole) {
        return Caption { caption: some(caption, STANDFIRST), credit: some(&strip_before(credit), NAME) };
    }
    if let Some((caption, credit)) = in_brackets(&whole) {
        return Caption { caption: some(caption, STANDFIRST), credit: some(&strip_before(credit), NAME) };
    }
    if let Some((caption, credit)) = after_stop(&whole) {
        return Caption { caption: some(caption, STANDFIRST), credit: some(&strip_before(credit), NAME) };
    }
    Caption { caption: some(&whole, STANDFIRST), credit: None }
}

fn before() -> impl Iterator<Item = &'static &'static str> {
    BEFORE.iter().chain(&BEFORE_UNSPACED)
}

/// Most words of a credit that nothing but its place tells.
const FEW: usize = 5;

/// Whether words may name a maker: few, large, no sentence.
pub fn is_credit(words: &str) -> bool {
    let words = words.trim();
    let large = |word: &str| {
        word.chars().next().is_some_and(|c| !c.is_lowercase())
            || ["via", "for", "de", "van", "von", "og", "und", "and", "/"].contains(&word)
    };
    let count = words.split_whitespace().count();
    (1..=8).contains(&count) && !words.ends_with(['.', '!', '?', '。', ':']) && words.split_whitespace().all(large)
}

/// `A bell in a basement. Supplied`: a last sentence of few large words that no stop ends.
fn after_stop(whole: &str) -> Option<(&str, &str)> {
    let at = whole.rfind(". ")?;
    let (caption, credit) = whole.split_at(at + 1);
    // A stop behind initials ends no sentence.
    let last = caption.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    let ends = last.chars().count() > 3 || last.starts_with(char::is_lowercase);
    (ends && credit.split_whitespace().count() <= FEW && is_credit(credit)).then_some((caption, credit))
}

/// Whether a line begins with words that stand before a credit.
pub fn says_credit(line: &str) -> bool {
    let lower = line.trim_start_matches(['(', '[', '（']).trim_start().to_lowercase();
    lower.starts_with('©') || before().any(|word| lower.starts_with(*word))
}

/// Where `word` stands at a word's beginning.
fn at_word(text: &str, word: &str) -> Option<usize> {
    let bound = word.starts_with(char::is_alphanumeric);
    let begins = |at: &usize| !bound || text[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word).map(|(at, _)| at).find(begins)
}

/// `A bell. Ana Ruiz / Meridian`: what follows the last sentence and holds a slash between names.
fn after_slash(whole: &str) -> Option<(&str, &str)> {
    let at = whole.rfind(['.', '!', '?', '”', '»'])?;
    let (caption, credit) = whole.split_at(at + whole.get(at..)?.chars().next()?.len_utf8());
    let names = credit.contains('/')
        && credit
            .split(['/', ' '])
            .filter(|word| !word.is_empty())
            .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()));
    (names && credit.chars().count() <= 60).then_some((caption, credit))
}

/// A last bracket that names a maker: it has a slash, or is short and begins large.
fn in_brackets(whole: &str) -> Option<(&str, &str)> {
    let inner = whole.strip_suffix([')', ']', '）'])?;
    let (caption, credit) = inner.rsplit_once(['(', '[', '（'])?;
    let names =
        credit.contains('/') || credit.split_whitespace().all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()));
    (credit.chars().count() <= 80 && names && !caption.trim().is_empty()).then_some((caption, credit))
}

/// A credit without the words around it that are no name.
pub fn strip_before(credit: &str) -> String {
    let edges = |c: char| matches!(c, '(' | ')' | '[' | ']' | '|' | '©' | ' ' | '–' | '—' | '-' | ';' | ',' | '\u{a0}' | '/');
    let mut rest = credit.trim_matches(edges);
    for _ in 0..2 {
        let lower = rest.to_lowercase();
        let found = before().find(|word| lower.starts_with(**word) && lower.len() == rest.len());
        rest = found.and_then(|word| rest.get(word.len()..)).unwrap_or(rest).trim_matches(edges);
    }
    let lower = rest.to_lowercase();
    let reserved = RESERVED.iter().filter_map(|word| lower.find(word)).min().filter(|at| *at > 0 && lower.len() == rest.len());
    let rest = reserved.and_then(|at| rest.get(..at)).unwrap_or(rest).trim_matches(edges);
    BEHIND.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest).trim().to_owned()
}

/// A caption without its credit.
pub fn without(whole: &str, credit: &str) -> String {
    match whole.rfind(credit) {
        Some(at) => format!("{} {}", without_before(&whole[..at]), &whole[at + credit.len()..]),
        None => whole.to_owned(),
    }
}

/// Without the words before a credit that has been taken away: `A bell. Photograph:`.
fn without_before(caption: &str) -> &str {
    let trimmed = caption.trim_end();
    let lower = trimmed.to_lowercase();
    let found = before().find(|word| lower.ends_with(**word) && lower.len() == trimmed.len());
    found.and_then(|word| trimmed.get(..trimmed.len() - word.len())).unwrap_or(caption)
}

/// Words without what joined them to others, if any are left.
pub fn some(text: &str, limit: usize) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '–' | '—' | '-' | '·'));
    let text = text.trim_end_matches(['(', '[']);
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    // A bracket that lost its other half with the credit.
    let text = if text.ends_with(')') && !text.contains('(') { text.trim_end_matches(')') } else { text };
    let text: String = fold(text).chars().take(limit).collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_into_caption_and_credit() {
        for (whole, caption, credit) in [
            ("A bell in a basement. Photo: Ana Ruiz", "A bell in a basement.", "Ana Ruiz"),
            ("A bell © Meridian", "A bell", "Meridian"),
            ("A bell (Ana Ruiz/Meridian)", "A bell", "Ana Ruiz/Meridian"),
            ("A bell. Ana Ruiz / Meridian", "A bell.", "Ana Ruiz / Meridian"),
            ("Die Glocke. Foto: nba", "Die Glocke.", "nba"),
            ("A bell (found in 1871 by a diver)", "A bell (found in 1871 by a diver)", ""),
            ("Credit: Ana Ruiz", "", "Ana Ruiz"),
            ("The telephoto: a history", "The telephoto: a history", ""),
            ("A bell. | Ana Ruiz/Meridian Images", "A bell.", "Ana Ruiz/Meridian Images"),
            ("A bell from the ground up. Supplied", "A bell from the ground up.", "Supplied"),
            ("A bell of the St. Mary", "A bell of the St. Mary", ""),
            ("A bell, Foto: Nordbild", "A bell,", "Nordbild"),
            ("Image Credits: Ana Ruiz", "", "Ana Ruiz"),
            ("鐘（代表撮影）", "鐘", "代表"),
            ("鐘（Ｃ）南洋通信社", "鐘", "南洋通信社"),
            ("종 [사진 출처 = 남양]", "종", "남양"),
        ] {
            let found = split(whole);
            assert_eq!(
                (found.caption.as_deref().unwrap_or(""), found.credit.as_deref().unwrap_or("")),
                (caption, credit),
                "{whole}"
            );
        }
    }

    #[test]
    fn credits_lose_what_is_no_name() {
        for (credit, name) in [
            ("Ana Ruiz/Copyright 2026 Meridian. All rights reserved.", "Ana Ruiz"),
            ("Foto: © Nordbild", "Nordbild"),
            ("(Photograph by Ana Ruiz)", "Ana Ruiz"),
            ("Copyright", ""),
            ("Bild: Ana Ruiz;", "Ana Ruiz"),
        ] {
            assert_eq!(strip_before(credit), name, "{credit}");
        }
    }
}
