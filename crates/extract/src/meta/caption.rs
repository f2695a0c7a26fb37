//! Captions and credits of pictures, as they stand under them.

pub use super::credit::split;
use super::credit::{is_credit, says_credit, some, strip_before, without};
use crate::html::{NodeId, Tag, Tree};
use crate::limits::{NAME, STANDFIRST};
use crate::look::words_of;

/// What is said of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// What is to be seen.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// Nodes of the largest element that is read as a credit.
const LINE: usize = 40;

/// Words in names of elements that hold a credit.
const CREDITS: [&str; 14] = [
    "credit",
    "copyright",
    "photographer",
    "rights",
    "source",
    "attribution",
    "provider",
    "agency",
    "byline",
    "quelle",
    "fotograf",
    "courtesy",
    "autor",
    "licen",
];
/// Reads the caption of a figure.
pub fn of_figure(tree: &Tree<'_>, figure: NodeId) -> Caption {
    let holder = tree
        .find(figure, &[Tag::Figcaption])
        .next()
        .or_else(|| tree.below(figure).find(|id| named(tree, *id, &["caption", "legend", "cutline"])));
    let Some(holder) = holder else {
        let credit = credit_in(tree, figure).or_else(|| said_credit(tree, figure));
        return Caption { caption: None, credit: credit.and_then(|credit| some(&strip_before(&credit), NAME)) };
    };
    let whole = words_of(tree, holder);
    match credit_in(tree, holder).or_else(|| credit_in(tree, figure)) {
        Some(credit) => {
            let rest = after(&whole, &credit);
            let caption = without(&whole, &format!("{credit}{rest}"));
            Caption { caption: some(&caption, STANDFIRST), credit: some(&strip_before(&format!("{credit}{rest}")), NAME) }
        }
        None => {
            let found = last_part(tree, holder, &whole).unwrap_or_else(|| split(&whole));
            let beside = || said_credit(tree, figure).and_then(|credit| some(&strip_before(&credit), NAME));
            Caption { credit: found.credit.or_else(beside), ..found }
        }
    }
}

/// What goes on with a credit behind a slash: `Ana Ruiz` of `Ana Ruiz /Meridian`.
fn after<'w>(whole: &'w str, credit: &str) -> &'w str {
    let rest = whole.rfind(credit).and_then(|at| whole.get(at + credit.len()..)).unwrap_or("");
    let goes_on = rest.trim_start().starts_with('/') && rest.chars().count() <= NAME / 2;
    if goes_on { rest } else { "" }
}

/// A line of its own in a figure that begins as credits do, or the figure's footer.
fn said_credit(tree: &Tree<'_>, figure: NodeId) -> Option<String> {
    let lines = tree.below(figure).filter(|id| {
        matches!(
            tree.tag(*id),
            Some(Tag::Span | Tag::Div | Tag::P | Tag::Small | Tag::Footer | Tag::Cite | Tag::Figcaption)
        )
    });
    let lines = lines.filter(|id| tree.end(*id) - id <= LINE);
    let mut lines = lines.map(|id| (id, words_of(tree, id))).filter(|(_, words)| (1..=NAME).contains(&words.len()));
    lines
        .find(|(id, words)| says_credit(words) || (tree.tag(*id) == Some(Tag::Footer) && is_credit(words)))
        .map(|(_, words)| words)
}

/// Reads a caption that stands beside a picture, in lines of their own.
pub fn of_lines(tree: &Tree<'_>, holder: NodeId) -> Caption {
    let whole = words_of(tree, holder);
    match credit_in(tree, holder).or_else(|| said_credit(tree, holder)) {
        Some(credit) => {
            Caption { caption: some(&without(&whole, &credit), STANDFIRST), credit: some(&strip_before(&credit), NAME) }
        }
        None => last_line(tree, holder, &whole).unwrap_or_else(|| split(&whole)),
    }
}

/// The last line of several, where it reads like a name.
fn last_line(tree: &Tree<'_>, holder: NodeId, whole: &str) -> Option<Caption> {
    let leaves = tree.below(holder).filter(|id| tree.tag(*id).is_some() && tree.end(*id) == *id + 2);
    let credit = leaves.map(|id| words_of(tree, id)).rfind(|words| !words.is_empty())?;
    (credit.len() < whole.len() && is_credit(&credit))
        .then(|| Caption { caption: some(&without(whole, &credit), STANDFIRST), credit: some(&strip_before(&credit), NAME) })
}

/// A caption whose last part stands in an element of its own and reads like a name: that is the credit.
fn last_part(tree: &Tree<'_>, holder: NodeId, whole: &str) -> Option<Caption> {
    let parts: Vec<NodeId> = tree.children(holder).filter(|id| tree.tag(*id).is_some()).collect();
    let inner = match parts.as_slice() {
        [only] => tree.children(*only).filter(|id| tree.tag(*id).is_some()).last()?,
        parts => *parts.last()?,
    };
    if !matches!(tree.tag(inner), Some(Tag::Span | Tag::Div | Tag::Small | Tag::Em | Tag::I | Tag::Cite | Tag::P)) {
        return None;
    }
    let credit = words_of(tree, inner);
    let large = credit.chars().next().is_some_and(|c| !c.is_lowercase());
    let name =
        large && !credit.ends_with(['.', '!', '?', '。']) && credit.split_whitespace().count() <= 8 && credit.len() < whole.len();
    (name && !credit.is_empty())
        .then(|| Caption { caption: some(&without(whole, &credit), STANDFIRST), credit: some(&strip_before(&credit), NAME) })
}

/// The words of the part that is named as a credit.
fn credit_in(tree: &Tree<'_>, id: NodeId) -> Option<String> {
    let part = tree
        .below(id)
        .filter(|id| tree.tag(*id).is_some_and(|tag| tag != Tag::Img && tag != Tag::Source))
        .filter(|id| tree.end(*id) - id <= LINE && named(tree, *id, &CREDITS));
    // An element may hold nothing but the word for what follows it.
    let mut parts = part.map(|id| words_of(tree, id)).filter(|words| words.len() <= NAME);
    parts.find(|words| some(&strip_before(words), NAME).is_some_and(|credit| !says_credit(&credit)))
}

fn named(tree: &Tree<'_>, id: NodeId, words: &[&str]) -> bool {
    tree.attributes(id).iter().any(|(name, value)| {
        let known = ["class", "itemprop", "id", "data-testid"].iter().any(|known| name.eq_ignore_ascii_case(known));
        known && {
            let value = value.to_lowercase();
            words.iter().any(|word| value.contains(word))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::ROOT;

    #[test]
    fn figures_mark_their_credit() {
        let tree = Tree::read(
            "<figure><img src=a><figcaption>A bell <span class='c-credit'>(Photograph: Ana Ruiz / Meridian)</span></figcaption></figure>",
        );
        let found = of_figure(&tree, ROOT);
        assert_eq!((found.caption.as_deref(), found.credit.as_deref()), (Some("A bell"), Some("Ana Ruiz / Meridian")));
        let tree = Tree::read("<figure><img src=a><figcaption><span>A bell.</span><span>Ana Ruiz</span></figcaption></figure>");
        let found = of_figure(&tree, ROOT);
        assert_eq!((found.caption.as_deref(), found.credit.as_deref()), (Some("A bell."), Some("Ana Ruiz")));
    }
}
