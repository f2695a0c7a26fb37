//! What runs look like, as numbers: their tag, their shape, sizes on a scale.

use super::blocks::{Blocks, Run};
use crate::html::Tag;

/// A size as a byte: 16 steps for each doubling.
pub fn scale(size: u32) -> u8 {
    // A float's exponent and the first bits behind it are such a scale.
    let steps = ((size as f32 + 1.0).to_bits() >> 19) - (127 << 4);
    steps.min(254) as u8
}

/// Whether a run is a heading, or set off as one is.
pub fn is_title(page: &Blocks, run: &Run) -> bool {
    page.block_of(run).tag.is_heading() || (run.stressed == run.tally.letters && run.tally.letters < 80)
}

/// A number for what a run's block and the one around it look like.
pub fn shape_of(page: &Blocks, run: &Run) -> u32 {
    let block = page.block_of(run);
    let parent = page.blocks.get(block.parent).map_or(0, |parent| parent.shape);
    block.shape.wrapping_mul(0x0100_0193) ^ parent.rotate_left(7)
}

/// Tags as numbers, those of running text first, then headings, lists, tables, boxes.
pub fn tag_code(tag: Tag) -> u8 {
    match tag {
        Tag::P => 0,
        Tag::Blockquote => 1,
        Tag::Pre => 2,
        Tag::H1 => 3,
        Tag::H2 => 4,
        Tag::H3 => 5,
        Tag::H4 | Tag::H5 | Tag::H6 => 6,
        Tag::Li => 7,
        Tag::Ul | Tag::Ol => 8,
        Tag::Dt | Tag::Dd | Tag::Dl => 9,
        Tag::Td => 10,
        Tag::Th | Tag::Tr | Tag::Caption | Tag::Table | Tag::Tbody | Tag::Thead => 11,
        Tag::Figcaption | Tag::Figure => 12,
        Tag::Div => 13,
        Tag::Section | Tag::Article | Tag::Main => 14,
        Tag::Body | Tag::Html | Tag::Other => 15,
        Tag::Header | Tag::Hgroup => 16,
        Tag::Footer | Tag::Aside | Tag::Nav => 17,
        _ => 18,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Tree;

    #[test]
    fn sizes_grow_on_the_scale() {
        assert_eq!((scale(0), scale(1), scale(3), scale(u32::MAX)), (0, 16, 32, 254));
        assert!((0..5_000).all(|size| scale(size) <= scale(size + 1)));
    }

    #[test]
    fn siblings_have_one_shape_and_headings_are_seen() {
        let tree = Tree::read("<ul><li class=a-1>x<li class=a-2>y<li class=b>z</ul><p><b>Set off</b><p>Not <b>so</b>");
        let page = Blocks::of(&tree);
        let shapes: Vec<u32> = page.runs.iter().map(|run| shape_of(&page, run)).collect();
        assert!(shapes[0] == shapes[1] && shapes[1] != shapes[2]);
        let titles: Vec<bool> = page.runs.iter().map(|run| is_title(&page, run)).collect();
        assert_eq!(titles, [false, false, false, true, false]);
    }
}
