//! Captions and credits of pictures, as they stand under them.

use crate::html::{NodeId, Tag, Tree};
use crate::limits::{NAME, STANDFIRST};
use crate::look::words_of;
use crate::text::fold;

/// What is said of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// What is to be seen.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

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
/// Words before a credit, lower case.
const BEFORE: [&str; 50] = [
    "fotografia:",
    "fotografía:",
    "fotó:",
    "photographie :",
    "photographie:",
    "تصوير:",
    "صورة:",
    "写真＝",
    "写真=",
    "撮影：",
    "photo credit:",
    "photograph:",
    "photographer:",
    "photography:",
    "photograph by",
    "photo by",
    "photos by",
    "photo:",
    "photos:",
    "image credit:",
    "image:",
    "images:",
    "picture:",
    "credit:",
    "courtesy of",
    "source:",
    "illustration:",
    "illustration by",
    "foto:",
    "fotos:",
    "bild:",
    "bilder:",
    "bildquelle:",
    "quelle:",
    "crédit photo :",
    "crédit photo:",
    "crédit :",
    "crédits :",
    "crédit:",
    "photo :",
    "crédito:",
    "imagen:",
    "fuente:",
    "foto di",
    "fonte:",
    "beeld:",
    "zdjęcie:",
    "fot.",
    "фото:",
    "写真:",
];

/// Reads the caption of a figure.
pub fn of_figure(tree: &Tree<'_>, figure: NodeId) -> Caption {
    let holder = tree
        .find(figure, &[Tag::Figcaption])
        .next()
        .or_else(|| tree.below(figure).find(|id| named(tree, *id, &["caption", "legend", "cutline"])));
    let Some(holder) = holder else { return Caption { caption: None, credit: credit_in(tree, figure) } };
    let whole = words_of(tree, holder);
    match credit_in(tree, holder).or_else(|| credit_in(tree, figure)) {
        Some(credit) => {
            Caption { caption: some(&without(&whole, &credit), STANDFIRST), credit: some(&strip_before(&credit), NAME) }
        }
        None => last_part(tree, holder, &whole).unwrap_or_else(|| split(&whole)),
    }
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
        .find(|id| named(tree, *id, &CREDITS));
    part.map(|id| words_of(tree, id)).filter(|words| !words.is_empty() && words.len() <= NAME)
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

/// Splits words that hold caption and credit: `A bell. Photo: Ana Ruiz`, `A bell (Ana Ruiz/Meridian)`, `A bell © Meridian`.
pub fn split(whole: &str) -> Caption {
    let whole = fold(whole);
    let lower = whole.to_lowercase();
    let same_shape = lower.len() == whole.len();
    let marked = BEFORE.iter().filter_map(|word| Some((at_word(&lower, word)?, word.len()))).min().filter(|_| same_shape);
    if let Some((at, length)) = marked {
        let credit = whole.get(at + length..).unwrap_or("");
        if credit.chars().count() <= 120 {
            return Caption { caption: some(whole.get(..at).unwrap_or(""), STANDFIRST), credit: some(credit, NAME) };
        }
    }
    if let Some((caption, credit)) = whole.rsplit_once('©') {
        return Caption { caption: some(caption, STANDFIRST), credit: some(credit, NAME) };
    }
    if let Some((caption, credit)) = after_slash(&whole) {
        return Caption { caption: some(caption, STANDFIRST), credit: some(credit, NAME) };
    }
    if let Some((caption, credit)) = in_brackets(&whole) {
        return Caption { caption: some(caption, STANDFIRST), credit: some(credit, NAME) };
    }
    Caption { caption: some(&whole, STANDFIRST), credit: None }
}

/// Where `word` stands at a word's beginning.
fn at_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| text[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()))
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

fn strip_before(credit: &str) -> String {
    let trimmed = credit.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '|' | '©' | ' ' | '–' | '—'));
    let lower = trimmed.to_lowercase();
    let found = BEFORE.iter().find(|word| lower.starts_with(**word) && lower.len() == trimmed.len());
    found.and_then(|word| trimmed.get(word.len()..)).unwrap_or(trimmed).trim().to_owned()
}

fn without(whole: &str, credit: &str) -> String {
    match whole.rfind(credit) {
        Some(at) => format!("{} {}", without_before(&whole[..at]), &whole[at + credit.len()..]),
        None => whole.to_owned(),
    }
}

/// Without the words before a credit that has been taken away: `A bell. Photograph:`.
fn without_before(caption: &str) -> &str {
    let trimmed = caption.trim_end();
    let lower = trimmed.to_lowercase();
    let found = BEFORE.iter().find(|word| lower.ends_with(**word) && lower.len() == trimmed.len());
    found.and_then(|word| trimmed.get(..trimmed.len() - word.len())).unwrap_or(caption)
}

fn some(text: &str, limit: usize) -> Option<String> {
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
    use crate::html::ROOT;

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
