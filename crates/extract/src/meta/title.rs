//! A page's headline, kicker and standfirst.

use super::headline::{of, same};
use crate::html::{NodeId, Tag};
use crate::limits::{NAME, STANDFIRST};
use crate::source::Source;
use crate::text::{fold, is_unspaced, plain};

/// The headline: what stands large on the page, when the page's data agrees, else what the data says.
pub fn headline(source: &Source<'_>) -> String {
    let tidy = |text: &str| of(text, &source.site, &source.address.host());
    let shared = source.tags.first(&["og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"]).map(tidy);
    let told = source.told("headline").map(|text| tidy(&text));
    let titled = source.tags.title().map(tidy);
    let large: Vec<String> = heads(source).map(|id| tidy(&source.words(id))).filter(|words| !words.is_empty()).collect();
    let agreed = large.iter().find(|words| [&told, &shared, &titled].into_iter().flatten().any(|other| agree(words, other)));
    let akin = || match large.as_slice() {
        [only] if told.is_none() => {
            [&told, &shared, &titled].into_iter().flatten().any(|other| akin(only, other)).then_some(only)
        }
        _ => None,
    };
    let inner =
        |words: &String| told.iter().chain(&shared).find(|other| words.ends_with(other.as_str()) && words.len() > other.len());
    agreed
        .or_else(|| large.iter().find_map(inner))
        .or_else(akin)
        .cloned()
        .or_else(|| told.clone().filter(|told| !told.ends_with('…') && !told.ends_with("...")))
        .or(if large.len() == 1 && shared.is_none() { large.first().cloned() } else { None })
        .or(shared)
        .or(told)
        .or(titled)
        .or_else(|| large.first().cloned())
        .unwrap_or_default()
}

/// The page's first-level headings, and what is marked as the headline.
pub fn heads<'s>(source: &'s Source<'_>) -> impl Iterator<Item = NodeId> + 's {
    source.tree.ids().filter(|id| {
        source.tree.tag(*id) == Some(Tag::H1)
            || (source.tree.tag(*id).is_some_and(Tag::is_heading)
                && source.tree.attribute(*id, "itemprop").as_deref() == Some("headline"))
    })
}

/// Where the headline stands on the page.
pub fn head(source: &Source<'_>, headline: &str) -> Option<NodeId> {
    heads(source).find(|id| agree(&of(&source.words(*id), &source.site, &source.address.host()), headline))
}

/// Whether two headlines are one: the same, or one the beginning of the other.
fn agree(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (one, other) = (letters(one), letters(other));
    let long = one.chars().count().min(other.chars().count()) >= 15;
    !one.is_empty() && (one == other || (long && (one.starts_with(&other) || other.starts_with(&one))))
}

/// Whether two headlines are about one thing: two longer words in common, or half of the letters of an unspaced script.
fn akin(one: &str, other: &str) -> bool {
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

/// Words in names of elements that hold a standfirst.
const STANDFIRSTS: [&str; 17] = [
    "standfirst",
    "subhead",
    "sub-head",
    "subtitle",
    "sub-title",
    "dek",
    "deck",
    "lede",
    "teaser",
    "intro",
    "chapo",
    "chapeau",
    "bajada",
    "entradilla",
    "alternativeheadline",
    "abstract",
    "sommario",
];

/// The sentence under the headline: what is marked so near it, else the page's own description when that is shown between the
/// headline and the text, which starts in `body`.
pub fn standfirst(source: &Source<'_>, headline: &str, body: Option<NodeId>) -> Option<String> {
    let head = head(source, headline)?;
    let near = source.tree.end(head)..source.tree.end(head).saturating_add(120).min(source.tree.len());
    let description = description(source).unwrap_or_default();
    for id in near {
        let Some(tag) = source.tree.tag(id).filter(|_| source.tree.end(id) - id <= 60) else { continue };
        if !matches!(
            tag,
            Tag::P | Tag::Div | Tag::H2 | Tag::H3 | Tag::H4 | Tag::Span | Tag::Strong | Tag::Section | Tag::Header
        ) {
            continue;
        }
        let name = source.name(id);
        let marked =
            STANDFIRSTS.iter().any(|word| name.split(|c: char| !c.is_alphanumeric() && c != '-').any(|part| part.contains(word)));
        let direct = matches!(tag, Tag::H2 | Tag::H3 | Tag::Div)
            || (tag == Tag::P && (body.is_some_and(|body| id < body) || is_set_off(source, id)));
        if !marked && !direct {
            continue;
        }
        let words = source.words(id);
        let fits = (20..=700).contains(&words.chars().count()) && !same(&words, headline);
        if fits && (marked || (!description.is_empty() && agree(&words, &description))) {
            return Some(words.chars().take(STANDFIRST).collect());
        }
    }
    None
}

/// Whether all words of a paragraph stand in one inner element: `<p><em>…</em></p>`.
fn is_set_off(source: &Source<'_>, id: NodeId) -> bool {
    let inner =
        source.tree.children(id).find(|inner| matches!(source.tree.tag(*inner), Some(Tag::Em | Tag::Strong | Tag::B | Tag::I)));
    inner.is_some_and(|inner| source.words(inner).len() == source.words(id).len())
}

/// What the page's head says the article is about.
pub fn description(source: &Source<'_>) -> Option<String> {
    let told = source.tags.first(&["og:description", "description", "twitter:description"]).map(plain);
    told.or_else(|| source.told("description")).filter(|text| !text.is_empty())
}

/// Words in names of elements that hold a kicker.
const KICKERS: [&str; 9] =
    ["kicker", "eyebrow", "overline", "topper", "dachzeile", "roofline", "supertitle", "headline-label", "volanta"];

/// The word or two above the headline.
pub fn kicker(source: &Source<'_>, headline: &str) -> Option<String> {
    let head = head(source, headline)?;
    let near = head.saturating_sub(60)..source.tree.end(head);
    let marked = |id: &NodeId| {
        let name = source.name(*id);
        KICKERS.iter().any(|word| name.contains(word))
    };
    let mut words = near.filter(|id| source.tree.tag(*id).is_some()).filter(marked).map(|id| fold(&source.words(id)));
    words.rfind(|words| !words.is_empty() && words.chars().count() <= NAME.min(60) && !same(words, headline))
}
