//! Reads lines such as `By Ana Ruiz and Jo Park, South-east Asia correspondent` into people and what they are.

use newsstand_news::Byline;

use crate::limits::{BYLINES, NAME};
use crate::text::{is_unspaced, tidy};

/// Words before a name, lower case, longest first where one begins another.
const BY: [&str; 40] = [
    "words by",
    "written by",
    "reported by",
    "story by",
    "report by",
    "text by",
    "article by",
    "posted by",
    "analysis by",
    "by",
    "from",
    "von",
    "text:",
    "ein artikel von",
    "eine analyse von",
    "ein kommentar von",
    "par",
    "propos recueillis par",
    "texte",
    "por",
    "texto:",
    "di",
    "a cura di",
    "door",
    "av",
    "af",
    "tekst:",
    "text",
    "kirjoittanut",
    "autor:",
    "autorka:",
    "szerző:",
    "автор:",
    "текст:",
    "автор",
    "بقلم",
    "كتب",
    "כתב:",
    "文/",
    "文・",
];

/// Words that join two names.
const JOINS: [&str; 14] =
    [" and ", " & ", " und ", " et ", " y ", " e ", " och ", " og ", " en ", " i ", " и ", " ja ", " و ", " with "];

/// Parts of words that say that what stands there is no name but what somebody is.
const ROLES: [&str; 63] = [
    "correspond",
    "korrespond",
    "corrispond",
    "editor",
    "éditeur",
    "redakt",
    "rédact",
    "redact",
    "redatt",
    "report",
    "writer",
    "column",
    "kolumn",
    "chronique",
    "chief",
    "bureau",
    "büro",
    "staff",
    "journalist",
    "journaliste",
    "periodista",
    "giornalista",
    "jornalista",
    "producer",
    "analyst",
    "analista",
    "critic",
    "kritik",
    "fellow",
    "director",
    "professor",
    "lecturer",
    "photograph",
    "fotograf",
    "intern",
    "host",
    "presenter",
    "moderator",
    "author of",
    "enviad",
    "envoyé",
    "inviat",
    "special",
    "desk",
    "leiter",
    "specialist",
    "expert",
    "contributor",
    "kirjeenvaihtaja",
    "toimittaja",
    "корреспондент",
    "редактор",
    "обозреватель",
    "muhabir",
    "wartawan",
    "مراسل",
    "محرر",
    "كاتب",
    "رئيس",
    "記者",
    "編集",
    "特派員",
    "기자",
];

/// What some languages write behind a name to say what somebody is.
const SUFFIXES: [&str; 5] = ["特派員", "編集委員", "記者", "특파원", "기자"];

/// Words that make a byline nobody's.
const NOBODY: [&str; 16] = [
    "staff",
    "admin",
    "administrator",
    "editor",
    "editors",
    "newsroom",
    "redaktion",
    "redacción",
    "rédaction",
    "redazione",
    "redação",
    "news desk",
    "newsdesk",
    "web desk",
    "unknown",
    "anonymous",
];

/// Whether a line begins with the words that say who wrote it.
pub fn says_by(line: &str) -> bool {
    let line = line.trim();
    strip_by(line).len() < line.len()
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
        let Some(rest) = lower.strip_prefix(word) else { continue };
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
    let first = |part: &str| part.split(", ").next().unwrap_or("").trim().to_owned();
    let all_names = parts.iter().map(|part| first(part)).all(|first| is_name(&first) && !is_role(&first));
    if parts.len() > 1 && all_names { parts.iter().map(|part| (*part).to_owned()).collect() } else { vec![piece.to_owned()] }
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

/// Whether words say what somebody is: they hold a role word, or begin small.
fn is_role(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    let small = piece.chars().next().is_some_and(char::is_lowercase) && piece.contains(' ');
    small || ROLES.iter().any(|word| lower.contains(word))
}

/// Whether words may be somebody's name: short, no digits, begins with a letter that is not small.
pub fn is_name(piece: &str) -> bool {
    let words = piece.split_whitespace().count();
    let first = piece.chars().next();
    (1..=6).contains(&words)
        && piece.chars().count() <= 60
        && first.is_some_and(|c| c.is_alphabetic() && (!c.is_lowercase() || words > 1))
        && !piece.chars().any(|c| c.is_ascii_digit() || matches!(c, '?' | '!' | '"' | '=' | '{' | '<' | '_'))
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
