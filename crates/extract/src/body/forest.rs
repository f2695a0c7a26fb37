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
/// Rows that are scored together.
const LANES: usize = 16;
/// Most features of a row.
const FEATURES: usize = 256;
/// One byte for each of these rows.
type Lanes = [u8; LANES];
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

    /// The logit of every row, in 1/256. A feature that a row has not is 0.
    pub fn scores<R: AsRef<[u8]>>(&self, rows: impl IntoIterator<Item = R>) -> Vec<i32> {
        let mut rows = rows.into_iter();
        let mut scores = Vec::with_capacity(rows.size_hint().0);
        let mut columns = [[0; LANES]; FEATURES];
        loop {
            let mut lanes = 0;
            for row in rows.by_ref().take(LANES) {
                for (column, value) in columns.iter_mut().zip(row.as_ref()) {
                    column[lanes] = *value;
                }
                lanes += 1;
            }
            if lanes == 0 {
                return scores;
            }
            scores.extend(self.totals(&columns).into_iter().take(lanes));
        }
    }

    fn totals(&self, columns: &[Lanes; FEATURES]) -> [i32; LANES] {
        let mut totals = [self.base; LANES];
        for tree in &self.trees {
            for (total, leaf) in totals.iter_mut().zip(tree.leaves_of(columns)) {
                *total += i32::from(tree.leaves[usize::from(leaf) % LEAVES]);
            }
        }
        totals
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

    /// The numbers of the leaves that rows come to. Every node is asked for all of them at once, which takes fewer steps than
    /// going down with each; then each level's answer is chosen by those above it.
    fn leaves_of(&self, columns: &[Lanes; FEATURES]) -> Lanes {
        let one = |at: usize| -> Lanes {
            let (feature, cut) = self.nodes[at];
            columns[usize::from(feature)].map(|value| if value > cut { u8::MAX } else { 0 })
        };
        let two = |at: usize, last: &Lanes| choose(last, &one(at), &one(at + 1));
        let four = |at: usize, [way, last]: [&Lanes; 2]| choose(way, &two(at, last), &two(at + 2, last));
        let eight = |at: usize, [way, rest @ ..]: [&Lanes; 3]| choose(way, &four(at, rest), &four(at + 4, rest));
        let sixteen = |at: usize, [way, rest @ ..]: [&Lanes; 4]| choose(way, &eight(at, rest), &eight(at + 8, rest));
        let root = one(0);
        let second = two(1, &root);
        let third = four(3, [&root, &second]);
        let fourth = eight(7, [&root, &second, &third]);
        let fifth = sixteen(15, [&root, &second, &third, &fourth]);
        std::array::from_fn(|lane| root[lane] & 16 | second[lane] & 8 | third[lane] & 4 | fourth[lane] & 2 | fifth[lane] & 1)
    }
}

/// In each lane the left or the right value, by whether the way goes right.
fn choose(way: &Lanes, left: &Lanes, right: &Lanes) -> Lanes {
    std::array::from_fn(|lane| (right[lane] & way[lane]) | (left[lane] & !way[lane]))
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
        assert_eq!(scorer.first.scores([[9u8, 7], [0, 8]]), [10, 266]);
        assert!(scorer.second.trees.is_empty());
        assert!((chance(256) - 0.731).abs() < 0.001 && chance(0) == 0.5);
    }

    #[test]
    fn every_row_of_many_goes_its_own_way() {
        let forest = &Scorer::shipped().second;
        let rows: Vec<[u8; 200]> = (0..50usize).map(|row| std::array::from_fn(|at| (row * 89 + at * 57) as u8)).collect();
        let score = |row: &[u8; 200]| {
            let way = |tree: &Tree| {
                (0..DEPTH).fold(0, |at, _| {
                    let (feature, cut) = tree.nodes[at];
                    2 * at + 1 + usize::from(row.get(usize::from(feature)).is_some_and(|value| *value > cut))
                })
            };
            forest.base + forest.trees.iter().map(|tree| i32::from(tree.leaves[way(tree) - NODES])).sum::<i32>()
        };
        assert_eq!(forest.scores(&rows), rows.iter().map(score).collect::<Vec<_>>());
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
