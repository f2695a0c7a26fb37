//! Trees of decisions that score runs. `forest.bin` holds two forests, made by `scripts/extract/train.py`.
//!
//! A forest is the number of its trees (`u16`) and its base (`i16`), then the trees: each [`NODES`] pairs of bytes (a feature's
//! number and a cut: at most the cut goes left) in the order of a complete binary tree, then [`LEAVES`] numbers (`i16`).
//! Numbers are little endian, in 1/256 of a logit. A run's score is the base and the leaf it comes to in every tree.

use std::sync::LazyLock;

/// How deep a tree is.
const DEPTH: usize = 5;
const NODES: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;
/// Bytes of a tree.
const BYTES: usize = 2 * NODES + 2 * LEAVES;

static SHIPPED: LazyLock<Scorer> = LazyLock::new(|| Scorer::read(include_bytes!("forest.bin")));

/// The two forests.
#[derive(Debug, Default)]
pub struct Scorer {
    /// For the first reading.
    pub first: Forest,
    /// For the second.
    pub second: Forest,
}

/// A forest.
#[derive(Debug, Default)]
pub struct Forest {
    base: i32,
    trees: Vec<Tree>,
}

#[derive(Debug, Clone)]
struct Tree {
    nodes: [(u8, u8); NODES],
    leaves: [i16; LEAVES],
}

impl Scorer {
    /// The one that ships.
    pub fn shipped() -> &'static Scorer {
        &SHIPPED
    }

    /// Reads two forests; what is cut off is left out.
    pub fn read(bytes: &[u8]) -> Self {
        let (first, rest) = Forest::read(bytes);
        let (second, _) = Forest::read(rest);
        Self { first, second }
    }
}

impl Forest {
    fn read(bytes: &[u8]) -> (Self, &[u8]) {
        let Some((head, mut rest)) = bytes.split_at_checked(4) else { return (Self::default(), &[]) };
        let mut forest = Forest { base: number(&head[2..]).into(), trees: Vec::new() };
        for _ in 0..number(head) {
            let Some((tree, tail)) = rest.split_at_checked(BYTES) else { break };
            forest.trees.push(Tree::read(tree));
            rest = tail;
        }
        (forest, rest)
    }

    /// The logit of every row, in 1/256.
    pub fn scores<const N: usize>(&self, rows: &[[u8; N]]) -> Vec<i32> {
        let mut scores = vec![self.base; rows.len()];
        for tree in &self.trees {
            for (score, row) in scores.iter_mut().zip(rows) {
                *score += i32::from(tree.leaf(row));
            }
        }
        scores
    }
}

impl Tree {
    fn read(bytes: &[u8]) -> Self {
        let (nodes, leaves) = bytes.split_at(2 * NODES);
        let mut tree = Tree { nodes: [(0, 0); NODES], leaves: [0; LEAVES] };
        for (node, pair) in tree.nodes.iter_mut().zip(nodes.chunks_exact(2)) {
            *node = (pair[0], pair[1]);
        }
        for (leaf, pair) in tree.leaves.iter_mut().zip(leaves.chunks_exact(2)) {
            *leaf = number(pair);
        }
        tree
    }

    /// The leaf that a row comes to. A feature that the row has not is 0.
    fn leaf<const N: usize>(&self, row: &[u8; N]) -> i16 {
        let mut at = 0;
        for _ in 0..DEPTH {
            let (feature, cut) = self.nodes[at];
            let value = row.get(usize::from(feature)).copied().unwrap_or(0);
            at = 2 * at + 1 + usize::from(value > cut);
        }
        self.leaves[at - NODES]
    }
}

fn number(bytes: &[u8]) -> i16 {
    bytes.first_chunk().map_or(0, |pair| i16::from_le_bytes(*pair))
}

/// The chance that belongs to a logit in 1/256.
pub fn chance(logit: i32) -> f32 {
    1.0 / (1.0 + (-(logit as f32) / 256.0).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A forest of one tree that asks only whether feature 1 is above 7.
    fn one() -> Vec<u8> {
        let mut bytes = vec![1, 0, 10, 0];
        bytes.extend([1, 7].repeat(NODES));
        bytes.extend([0u8, 0].repeat(LEAVES - 1));
        bytes.extend([0, 1]);
        bytes
    }

    #[test]
    fn a_row_comes_to_its_leaf() {
        let scorer = Scorer::read(&one());
        assert_eq!(scorer.first.scores(&[[9, 7], [0, 8]]), [10, 266]);
        assert!(scorer.second.trees.is_empty());
        assert!((chance(256) - 0.731).abs() < 0.001 && chance(0) == 0.5);
    }

    #[test]
    fn what_is_cut_off_is_left_out() {
        for length in 0..one().len() {
            assert!(Scorer::read(&one()[..length]).first.trees.is_empty());
        }
    }

    #[test]
    fn the_shipped_forests_are_whole() {
        let scorer = Scorer::shipped();
        assert!(scorer.first.trees.len() >= 20 && scorer.second.trees.len() >= 20);
    }
}
