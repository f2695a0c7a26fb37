//! Tells a news agency's name from a person's, by what such names are made of; no agency is known by name.

use newsstand_news::{Byline, Origin};

/// Parts of agencies' names in many languages, lower case.
const WORDS: [&str; 26] = [
    "press",
    "agency",
    "agencies",
    "newswire",
    "wire",
    "news service",
    "agence",
    "agences",
    "agencia",
    "agencias",
    "agência",
    "agências",
    "agenzia",
    "agentur",
    "nachrichtenagentur",
    "agentúra",
    "agentura",
    "agencja",
    "ügynökség",
    "byrå",
    "bureau",
    "агентство",
    "وكالة",
    "وكالات",
    "通信社",
    "通讯社",
];
/// Words that make such a name a title's own people.
const OWN: [&str; 15] = [
    "staff",
    "editor",
    "editors",
    "team",
    "reporter",
    "correspondent",
    "office",
    "free press",
    "redaktion",
    "redacción",
    "rédaction",
    "redazione",
    "redação",
    "newsroom",
    "desk",
];

/// Takes agencies out of bylines: what is left are people, and the first agency is where the text comes from.
/// `site` is the title's own name, which is no agency to itself.
pub fn split(bylines: Vec<Byline>, dateline: Option<&str>, site: &str) -> (Vec<Byline>, Origin) {
    // A name that stands in the dateline's bracket is an agency's, whatever it is made of.
    let credited = |name: &str| dateline.is_some_and(|agency| name.to_lowercase().contains(&agency.to_lowercase()));
    let (agencies, people): (Vec<Byline>, Vec<Byline>) = bylines
        .into_iter()
        .partition(|byline| is_agency(&byline.name, site) || (credited(&byline.name) && !is_own(&byline.name, site)));
    let named = agencies.into_iter().map(|agency| agency.name).next();
    let dateline = dateline.filter(|name| !is_own(name, site)).map(str::to_owned);
    (people, named.or(dateline).map_or(Origin::Own, Origin::Wire))
}

/// Whether a name is an agency's: it says so, or it is an abbreviation of two to five capitals.
pub fn is_agency(name: &str, site: &str) -> bool {
    let lower = name.to_lowercase();
    let letters = name.chars().count();
    let short = is_short(name) || ((2..=5).contains(&letters) && name.chars().all(char::is_uppercase));
    let says = WORDS.iter().any(|word| {
        lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word) || (word.contains(' ') && lower.contains(word))
    });
    let unspaced = lower.contains("通信社") || lower.contains("通讯社") || lower.contains("通訊社");
    let few = name.split_whitespace().count() <= 4;
    (short || says || unspaced) && few && !OWN.iter().any(|word| lower.contains(word)) && !is_own(name, site)
}

/// Most letters of an agency's initials that are written small.
const INITIALS: usize = 3;

/// Whether a name is an agency's initials written small: two or three letters, `nba`.
pub fn is_short(name: &str) -> bool {
    let name = name.trim();
    (2..=INITIALS).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Words of which one makes a short name a desk's, lower case.
const DESKS: [&str; 22] = [
    "redaktion",
    "redaktionen",
    "redaksjonen",
    "redaktionsteam",
    "redazione",
    "redacción",
    "redaccion",
    "redação",
    "redacao",
    "rédaction",
    "redaktsiya",
    "newsroom",
    "newsdesk",
    "desk",
    "staff",
    "team",
    "editors",
    "editorial",
    "editorial board",
    "toimitus",
    "редакция",
    "编辑部",
];

/// Whether a name is a newsroom's: one of its words says so.
pub fn is_desk(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words = |word: &&str| lower.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word);
    lower.split_whitespace().count() <= 4 && (DESKS.iter().any(words) || lower.contains("编辑部") || lower.contains("編集部"))
}

/// Whether a name is the title's own newsroom.
pub fn is_own_desk(name: &str, site: &str) -> bool {
    let lower = name.to_lowercase();
    is_own(name, site) || OWN.iter().any(|word| lower.contains(word))
}

fn is_own(name: &str, site: &str) -> bool {
    let (name, site) = (name.to_lowercase(), site.to_lowercase());
    !site.is_empty() && (site.contains(&name) || name.contains(&site))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(name: &str) -> Byline {
        Byline { name: name.to_owned(), role: None }
    }

    #[test]
    fn agencies_are_no_people() {
        for name in ["Meridian Press", "Agence Cardinal", "NBA", "Nordbild Agentur", "Wire services", "南洋通信社"] {
            assert!(is_agency(name, "The Packet"), "{name}");
        }
        for name in ["Ana Ruiz", "Press staff", "J. Presser", "Wireman Joe", "Jo"] {
            assert!(!is_agency(name, "The Packet"), "{name}");
        }
        assert!(!is_agency("Meridian Press", "Meridian Press"));
    }

    #[test]
    fn the_first_agency_is_the_origin() {
        let (people, origin) = split(vec![by("Ana Ruiz"), by("Meridian Press")], None, "The Packet");
        assert_eq!((people, origin), (vec![by("Ana Ruiz")], Origin::Wire("Meridian Press".into())));
        let (people, origin) = split(vec![by("Línea Sur")], Some("Línea Sur"), "The Packet");
        assert_eq!((people, origin), (Vec::new(), Origin::Wire("Línea Sur".into())));
        let (people, origin) = split(vec![by("Ana Ruiz")], Some("Meridian"), "The Packet");
        assert_eq!((people.len(), origin), (1, Origin::Wire("Meridian".into())));
        assert_eq!(split(Vec::new(), Some("Packet"), "The Packet").1, Origin::Own);
    }
}
