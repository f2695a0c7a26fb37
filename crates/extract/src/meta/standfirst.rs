//! What stands around a headline: the kicker above it and the standfirst below.

use super::headline::{agree, same};
use super::marks::{KICKER, STANDFIRST};
use super::title::Headline;
use crate::html::{NodeId, Tag};
use crate::limits;
use crate::source::Source;
use crate::text::{fold, plain};

/// The sentence under the headline: what is marked so near it, else the page's own description when that is shown between the
/// headline and the text, which starts in `body`.
pub fn standfirst(source: &Source<'_>, headline: &Headline, body: Option<NodeId>) -> Option<String> {
    let head = headline.head?;
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
        let marked = source.marks.is(id, STANDFIRST);
        let direct = matches!(tag, Tag::H2 | Tag::H3 | Tag::Div)
            || (tag == Tag::P && (body.is_some_and(|body| id < body) || is_set_off(source, id)));
        if !marked && !direct {
            continue;
        }
        let words = source.words(id);
        let fits =
            (20..=700).contains(&words.chars().count()) && !same(&words, &headline.words) && !same(&words, &headline.shown);
        if fits && (marked || (!description.is_empty() && agree(&words, &description))) {
            return Some(words.chars().take(limits::STANDFIRST).collect());
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

/// Longest kicker, in characters.
const KICKER_LENGTH: usize = 60;

/// The word or two above the headline.
pub fn kicker(source: &Source<'_>, headline: &Headline) -> Option<String> {
    let head = headline.head?;
    let near = head.saturating_sub(60)..source.tree.end(head);
    let marked = |id: &NodeId| source.marks.is(*id, KICKER);
    let mut words = near.filter(|id| source.tree.tag(*id).is_some()).filter(marked).map(|id| fold(&source.words(id)));
    words.rfind(|words| !words.is_empty() && words.chars().count() <= KICKER_LENGTH && !same(words, &headline.shown))
}
