//! Reads lines such as `By Ana Ruiz and Jo Park, South-east Asia correspondent` into people and what they are.

use std::sync::LazyLock;

use newsstand_news::Byline;

use super::byline_words::{BY, JOINS, NOBODY, PARTICLES, ROLES, SUFFIXES};
use crate::limits::{BYLINES, NAME};
use crate::text::{Finder, begins, is_unspaced, tidy};

/// Whether a line begins with the words that say who wrote it.
pub fn says_by(line: &str) -> bool {
    let line = line.trim();
    strip_by(line).len() < line.len()
}

/// Whether a line ends with such words, so that a name must follow.
pub fn ends_with_by(line: &str) -> bool {
    let lower = line.to_lowercase();
    let last = lower.rsplit([' ', ',']).next().unwrap_or("");
    BY.contains(&last) || JOINS.iter().any(|join| join.trim() == last)
}

/// Reads one line.
pub fn read(line: &str) -> Vec<Byline> {
    let line = tidy(line);
    let line = strip_by(line.trim_matches(|c: char| matches!(c, '|' | '·' | '•' | '-' | '–' | '—' | ':' | ' ')));
    let mut people: Vec<Byline> = Vec::new();
    for part in line.split([';', '|', '•', '·', '/', '、', '，']).flat_map(|part| part.split(" - ")).take(BYLINES) {
        for (piece, after_comma) in names_and_roles(part) {
            take(&piece, after_comma, &mut people);
        }
    }
    people.truncate(BYLINES);
    people
}

/// The words that say who wrote it are cut off.
fn strip_by(line: &str) -> &str {
    let lower = line.to_lowercase();
    for word in BY {
        let Some(rest) = lower.get(word.len()..).filter(|_| begins(&lower, word)) else { continue };
        let apart = word.ends_with([':', '/', '・']) || rest.starts_with([' ', ':']);
        // Lower-casing may change a length; then the word is left alone.
        if apart && line.get(..word.len()).is_some_and(|start| start.to_lowercase() == word) {
            return strip_by(line[word.len()..].trim_start_matches([':', ' ']));
        }
    }
    line
}

/// Splits at commas and joining words: `A, B and C, editor` gives A, B, C, editor; each with whether a comma stands before it.
fn names_and_roles(part: &str) -> Vec<(String, bool)> {
    let mut pieces = vec![part.to_owned()];
    for join in JOINS {
        pieces = pieces.iter().flat_map(|piece| split_at_join(piece, join)).collect();
    }
    let cut = |piece: &String| {
        let parts = piece.split(", ").flat_map(|piece| piece.split('،')).enumerate();
        parts.map(|(at, piece)| (piece.trim().trim_end_matches(',').to_owned(), at > 0)).collect::<Vec<_>>()
    };
    pieces.iter().flat_map(cut).collect()
}

/// Roles keep their `and`: `health and science editor` is one.
fn split_at_join(piece: &str, join: &str) -> Vec<String> {
    let parts: Vec<&str> = piece.split(join).collect();
    let first = |part: &str| part.split(", ").next().unwrap_or("").split(" in ").next().unwrap_or("").trim().to_owned();
    let all_names = || parts.iter().map(|part| first(part)).all(|first| is_name(&first) && !is_role(&first));
    if parts.len() > 1 && all_names() { parts.iter().map(|part| (*part).to_owned()).collect() } else { vec![piece.to_owned()] }
}

fn take(piece: &str, after_comma: bool, people: &mut Vec<Byline>) {
    let piece = piece.trim();
    if piece.is_empty() || piece.contains('@') || piece.contains("://") || piece.len() > NAME {
        return;
    }
    if let Some((name, place)) =
        piece.split_once(" in ").filter(|(name, place)| is_name(name) && place.chars().next().is_some_and(char::is_uppercase))
    {
        return push(name, Some(format!("in {place}")), people);
    }
    if let Some((name, role)) =
        SUFFIXES.iter().find_map(|role| Some((piece.strip_suffix(role)?.trim(), *role))).filter(|(name, _)| is_name(name))
    {
        return push(name, Some(role.to_owned()), people);
    }
    if let Some((name, agency)) = before_agency(piece) {
        push(name, None, people);
        return push(agency, None, people);
    }
    let follows = people.last().is_some_and(|last| last.role.is_none());
    // After a whole name, a single word behind a comma is no second name.
    let whole = people.last().is_some_and(|last| last.name.contains(' '));
    let single = after_comma && whole && piece.chars().all(|c| c.is_alphabetic() && !is_unspaced(c));
    if holds_date(piece) {
        return;
    }
    if follows && (single || is_role(piece)) {
        for person in people.iter_mut().rev().take_while(|person| person.role.is_none()) {
            person.role = Some(piece.to_owned());
        }
    } else if is_name(piece) {
        push(piece, None, people);
    }
}

/// A name that an agency's name has run into: `Ana Ruiz Meridian Press`.
fn before_agency(piece: &str) -> Option<(&str, &str)> {
    let starts = piece.match_indices(' ').map(|(at, _)| at).skip(1).take(2);
    let mut cuts = starts.filter_map(|at| Some((piece.get(..at)?, piece.get(at + 1..)?)));
    let agency = |name: &str| name.split(' ').count() >= 2 && super::agency::is_agency(name, "");
    cuts.find(|(name, rest)| is_name(name) && !is_role(name) && agency(rest))
}

/// Whether a date has run into what should be a role; then neither is known.
fn holds_date(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 3
}

fn push(name: &str, role: Option<String>, people: &mut Vec<Byline>) {
    // A bracket behind the name holds a role, or initials that are not kept.
    let (name, inside) = name.split_once(" (").unwrap_or((name, ""));
    let inside = inside.trim_end_matches(')');
    let role = role.or_else(|| is_role(inside).then(|| inside.to_owned()));
    let role = role.filter(|role| !holds_date(role));
    let known = people.iter().any(|person| person.name.eq_ignore_ascii_case(name));
    if !known && !is_nobody(name) {
        people.push(Byline { name: name.trim().to_owned(), role });
    }
}

/// Whether a byline names no person: `Staff`, `Redaktion`.
fn is_nobody(name: &str) -> bool {
    let lower = name.to_lowercase();
    NOBODY.contains(&lower.as_str()) || BY.contains(&lower.as_str())
}

static ROLE_FINDER: LazyLock<Finder<()>> = LazyLock::new(|| Finder::of(ROLES.map(|word| (word, ()))));

/// Whether words say what somebody is: they hold a role word, or begin small.
pub fn is_role(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let small = piece.chars().next().is_some_and(char::is_lowercase) && piece.contains(' ');
    small || ROLE_FINDER.any(&lower)
}

/// Whether words may be somebody's name: short, no digits, begins with a letter that is not small, and small words only
/// where names have them.
pub fn is_name(piece: &str) -> bool {
    let words = piece.split_whitespace().count();
    let first = piece.chars().next();
    (1..=6).contains(&words)
        && piece.chars().count() <= 60
        && first.is_some_and(|c| c.is_alphabetic() && (!c.is_lowercase() || words > 1))
        && small_words_fit(piece)
        && !ends_a_sentence(piece)
        && !piece.chars().any(|c| c.is_ascii_digit() || matches!(c, '?' | '!' | '"' | '=' | '{' | '<' | '_'))
}

/// Whether every word but particles begins large; scripts without case always fit.
fn small_words_fit(piece: &str) -> bool {
    let small = |word: &&str| word.chars().find(|c| c.is_alphabetic()).is_some_and(is_small);
    let joined = |word: &str| word.contains(['\'', '’', '-']);
    let name = piece.split(" (").next().unwrap_or(piece);
    name.split_whitespace().filter(small).all(|word| joined(word) || PARTICLES.contains(&word))
}

/// Whether a letter is a small one of a script where names begin large; Georgian has none such.
fn is_small(letter: char) -> bool {
    letter.is_lowercase() && !('\u{10d0}'..='\u{10ff}').contains(&letter)
}

/// Whether a stop ends it that belongs to no initial or title: `Massachusetts.`
fn ends_a_sentence(piece: &str) -> bool {
    let Some(before) = piece.strip_suffix(['.', '…']) else { return false };
    let last = before.rsplit([' ', '.']).next().unwrap_or("");
    last.chars().count() > 3 || before.ends_with('.') && last.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        let person = |person: Byline| person.role.map_or(person.name.clone(), |role| format!("{} [{role}]", person.name));
        read(line).into_iter().map(person).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn bylines_are_people_with_roles() {
        for (line, people) in [
            ("By Ana Ruiz", "Ana Ruiz"),
            ("By Ana Ruiz, South-east Asia correspondent", "Ana Ruiz [South-east Asia correspondent]"),
            ("BY ANA RUIZ and Jo Park", "ANA RUIZ; Jo Park"),
            ("Ana Ruiz, Jo Park and Kim Lee", "Ana Ruiz; Jo Park; Kim Lee"),
            ("Ana Ruiz in Phnom Penh and Jo Park in London", "Ana Ruiz [in Phnom Penh]; Jo Park [in London]"),
            ("By Ana Ruiz, health and science editor", "Ana Ruiz [health and science editor]"),
            (
                "Von Grete Mohn und Jan Åkerø, Korrespondenten",
                "Grete Mohn [Korrespondenten]; Jan Åkerø [Korrespondenten]",
            ),
            ("By Ana Ruiz (Rates editor)", "Ana Ruiz [Rates editor]"),
            ("Ana Ruiz (ar), Kitchen", "Ana Ruiz [Kitchen]"),
            ("Par Zoé Petit, envoyée spéciale à Kiev", "Zoé Petit [envoyée spéciale à Kiev]"),
            ("Por: Inés Mar | Madrid", "Inés Mar; Madrid"),
            ("By Ana Ruiz ana@a.example", ""),
            ("Staff", ""),
            ("بقلم ليلى حداد", "ليلى حداد"),
            ("بقلم ليلى حداد، مراسلة شؤون الآثار", "ليلى حداد [مراسلة شؤون الآثار]"),
            ("文/山田花子", "山田花子"),
            ("김서연 기자", "김서연 [기자]"),
            ("Jo Park; Kim Lee; Jo Park", "Jo Park; Kim Lee"),
            ("https://a.example/jo", ""),
            ("Byron Case", "Byron Case"),
        ] {
            assert_eq!(told(line), people, "{line}");
        }
    }
}
