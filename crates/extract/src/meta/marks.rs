//! What an element's names (class, id, rel, itemprop, test id) say that it holds, read once for the whole page.
//!
//! Every later question is a look at a few bits. A name is searched for all words in one pass.

use std::sync::LazyLock;

use crate::html::{Attributes, Names, NodeId, Tree};
use crate::recent::Recent;
use crate::text::Finder;

/// One bit for each thing that names can say.
pub type Mark = u32;

/// Nine words for bylines, best first; the lowest bit that is set is the rank.
pub const BYLINE: Mark = 0x1ff;
/// What somebody is.
pub const ROLE: Mark = 1 << 9;
/// A caption.
pub const CAPTION: Mark = 1 << 10;
/// Who made a picture.
pub const CREDIT: Mark = 1 << 11;
/// A date.
pub const DATE: Mark = 1 << 12;
/// The day of publication.
pub const PUBLISHED: Mark = 1 << 13;
/// The words above a headline.
pub const KICKER: Mark = 1 << 14;
/// The sentence below a headline.
pub const STANDFIRST: Mark = 1 << 15;
/// A small picture that belongs to the page: a logo, an icon, a face.
pub const SMALL: Mark = 1 << 16;
/// Other articles, readers' comments, advertisements.
pub const APART: Mark = 1 << 17;
/// Something to press.
pub const BUTTON: Mark = 1 << 18;

/// A picture.
pub const PICTURE: Mark = 1 << 19;

/// Words and what they mean, lower case, at least two letters.
const WORDS: [(Mark, &str); 20] = [
    (1, "byline"),
    (1 << 1, "author"),
    (1 << 2, "autor"),
    (1 << 3, "auteur"),
    (1 << 4, "redakt"),
    (1 << 5, "writer"),
    (1 << 6, "firma"),
    (1 << 7, "journalist"),
    (1 << 8, "contributor reporter skribent verfasser"),
    (ROLE, "role job position author-title authortitle designation function"),
    (
        CAPTION,
        "caption legend cutline img-description image-description mediainfo bildtext bildunter bildtitel pie-foto piefoto didascalia",
    ),
    (
        CREDIT,
        "credit copyright photographer rights source attribution provider agency byline quelle fotograf courtesy autor licen \
         author urheber",
    ),
    (DATE, "date publish posted-on timestamp datum fecha meta info time"),
    (PUBLISHED, "publi entry-date"),
    (KICKER, "kicker eyebrow overline topper dachzeile roofline supertitle headline-label volanta"),
    (
        STANDFIRST,
        "standfirst subhead sub-head subtitle sub-title dek deck lede teaser intro chapo chapeau bajada entradilla \
         alternativeheadline abstract sommario",
    ),
    (
        SMALL,
        "logo icon avatar author byline profile headshot thumb portrait emoji badge signature autor writer",
    ),
    (APART, "comment related recommend teaser promo sponsor newsletter most-read mostread sidebar footer"),
    (PICTURE, "bild photo foto image picture gallery"),
    (BUTTON, "button btn follow subscribe signin sign-in share social"),
];

static FINDER: LazyLock<Finder<Mark>> =
    LazyLock::new(|| Finder::of(WORDS.iter().flat_map(|(mark, words)| words.split_ascii_whitespace().map(|word| (word, *mark)))));

/// The marks of every element of a page.
#[derive(Debug, Clone, Default)]
pub struct Marks(Vec<Mark>);

/// Longest value that is searched, in bytes.
const LONGEST: usize = 400;
/// Attributes that name an element.
const NAMING: [&str; 5] = ["class", "id", "rel", "itemprop", "data-testid"];
/// The same as a set.
const NAMES: Names = Names::of_all(&NAMING);

impl Marks {
    /// Reads the names of every element.
    pub fn read(tree: &Tree<'_>) -> Self {
        let (finder, mut recent) = (&*FINDER, Recent::new());
        Self(tree.ids().map(|id| of(tree.attributes(id), finder, &mut recent)).collect())
    }

    /// What an element's names say.
    pub fn at(&self, id: NodeId) -> Mark {
        self.0.get(id).copied().unwrap_or_default()
    }

    /// Whether an element's names say one of these.
    pub fn is(&self, id: NodeId, marks: Mark) -> bool {
        self.at(id) & marks != 0
    }
}

fn of<'t>(attributes: Attributes<'t>, finder: &Finder<Mark>, recent: &mut Recent<'t, Mark>) -> Mark {
    if !attributes.may_hold(NAMES) {
        return 0;
    }
    let naming =
        |name: &str| matches!(name.len(), 2 | 3 | 5 | 8 | 11) && NAMING.iter().any(|known| name.eq_ignore_ascii_case(known));
    let values = attributes.iter().filter(|(name, _)| naming(name));
    values.fold(0, |marks, (_, value)| marks | recent.of(value, |value| said(value, finder)))
}

fn said(value: &str, finder: &Finder<Mark>) -> Mark {
    let bytes = value.as_bytes().get(..LONGEST).unwrap_or(value.as_bytes());
    finder.all(bytes).fold(0, |marks, mark| marks | mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{ROOT, Tag};

    #[test]
    fn names_say_what_elements_hold() {
        for (markup, marks) in [
            ("<p class=Article-ByLine>", 1 | CREDIT | SMALL),
            ("<p itemprop=datePublished>", DATE | PUBLISHED),
            ("<p class='x' id=sub-head>", STANDFIRST),
            ("<p data-testid=figcaption__text>", CAPTION),
            ("<p title=byline>", 0),
            ("<p class=ü>", 0),
            ("<p>", 0),
        ] {
            let tree = Tree::read(markup);
            let id = tree.find(ROOT, &[Tag::P]).next().unwrap();
            assert_eq!(Marks::read(&tree).at(id), marks, "{markup}");
        }
    }
}
