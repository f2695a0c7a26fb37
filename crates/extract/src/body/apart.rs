//! What says of itself that it is not the article: boxes under the word for paid matter, and buttons.

use super::blocks::Blocks;
use super::frames::Frames;
use super::gate::range_of;
use super::phrases::is_advert;
use super::said::words;
use crate::html::{Tag, Tree};

/// Letters of the longest label.
const LABEL: u32 = 24;
/// Letters of the largest box under one.
const BOX: u32 = 450;
/// Elements above a word that are looked at for a button.
const ABOVE: usize = 8;
/// Bytes of a label that are read.
const BYTES: usize = 120;

/// Keeps nothing of small boxes that begin with such a label.
pub fn adverts(tree: &Tree<'_>, page: &Blocks, frames: &Frames, kept: &mut [bool]) {
    for (at, run) in page.runs.iter().enumerate() {
        if (1..=LABEL).contains(&run.tally.letters) && is_advert(&words(tree, run, BYTES)) {
            kept[at] = false;
            kept[around(tree, page, frames, at)].fill(false);
        }
    }
}

/// Keeps nothing that stands in a button.
pub fn buttons(tree: &Tree<'_>, page: &Blocks, kept: &mut [bool]) {
    for (run, kept) in page.runs.iter().zip(kept).filter(|(_, kept)| **kept) {
        let inside = tree.ancestors(run.first).take(ABOVE).find(|id| tree.tag(*id) == Some(Tag::Button));
        *kept = inside.is_none_or(|button| run.last >= tree.end(button));
    }
}

/// The runs of the largest small block that the label at `at` begins.
fn around(tree: &Tree<'_>, page: &Blocks, frames: &Frames, at: usize) -> std::ops::Range<usize> {
    let mut inside = at..at + 1;
    let mut block = page.runs[at].block;
    while block > 0 && frames.at(block).sum.letters <= BOX {
        let range = range_of(tree, page, block);
        if range.start != at {
            break;
        }
        inside = range;
        block = page.blocks[block].parent;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_box_under_a_label_goes_and_a_large_one_stays() {
        let read = |html: &str| {
            let tree = Tree::read(html);
            let page = Blocks::of(&tree);
            let mut kept = vec![true; page.runs.len()];
            adverts(&tree, &page, &Frames::of(&page, None), &mut kept);
            kept
        };
        let text = "The quay was rebuilt in nine years. ".repeat(20);
        assert_eq!(
            read("<div><p>a<div><small>Advertisement</small><p>Rope, cut to length.</div><p>b</div>"),
            [true, false, false, true]
        );
        assert_eq!(read(&format!("<div><p>Anzeige<p>{text}<p>c</div>")), [false, true, true]);
        assert_eq!(read("<div><p>a<p>Our ad for rope<p>b</div>"), [true, true, true]);
    }

    #[test]
    fn buttons_are_no_text_and_text_beside_one_is() {
        let tree = Tree::read(
            "<ul><li><button><span>Copy link</span></button><li><button>Email</button></ul><p>The quay <button>more</button> is new.",
        );
        let page = Blocks::of(&tree);
        let mut kept = vec![true; page.runs.len()];
        buttons(&tree, &page, &mut kept);
        assert_eq!(kept, [false, false, true]);
    }
}
