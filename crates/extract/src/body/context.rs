//! What a run's neighbourhood looks like once every run has a first score: the second reading's features.

use std::collections::HashMap;

use super::blocks::{Blocks, Run};
use super::frames::{NONE, share, way_to};
use super::shape::{is_title, scale, shape_of};

/// How many features the second reading adds.
pub const COUNT: usize = 33;
/// A run's features of the second reading.
pub type Context = [u8; COUNT];

/// Words of a run that count at most.
const HEAVY: u32 = 60;
/// Score from which a run of some words is thought to be text.
const SURE: u8 = 153;
/// Fewest words of such a run.
const WORDS: u32 = 8;

/// A weighted sum of scores.
#[derive(Default, Clone, Copy)]
struct Mass {
    weight: u64,
    score: u64,
}

impl Mass {
    fn add(&mut self, weight: u32, score: u8) {
        self.weight += u64::from(weight);
        self.score += u64::from(weight) * u64::from(score);
    }

    fn without(self, weight: u32, score: u8) -> Mass {
        Mass { weight: self.weight - u64::from(weight), score: self.score - u64::from(weight) * u64::from(score) }
    }

    fn since(self, before: Mass) -> Mass {
        Mass { weight: self.weight - before.weight, score: self.score - before.score }
    }

    /// The mean score; [`NONE`] of nothing.
    fn mean(self) -> u8 {
        self.score.checked_div(self.weight).map_or(NONE, |mean| mean.min(254) as u8)
    }

    /// Its part of another's score, of 200.
    fn part_of(self, whole: Mass) -> u8 {
        (self.score * 200).checked_div(whole.score).unwrap_or(0).min(254) as u8
    }
}

/// The second features of every run, from the first scores.
pub fn read(page: &Blocks, scores: &[u8]) -> Vec<Context> {
    read_of(page, scores, &(0..page.runs.len()).collect::<Vec<_>>())
}

/// The second features of some runs.
pub fn read_of(page: &Blocks, scores: &[u8], runs: &[usize]) -> Vec<Context> {
    let reader = Reader::new(page, scores);
    runs.iter().map(|at| reader.context(*at)).collect()
}

struct Reader<'a> {
    page: &'a Blocks,
    scores: &'a [u8],
    /// Sums over the runs before each.
    before: Vec<Mass>,
    letters_before: Vec<u32>,
    /// The last sure run before each and the first behind it.
    sure: Vec<(Option<usize>, Option<usize>)>,
    blocks: Vec<Mass>,
    shapes: HashMap<u32, Mass>,
    /// The section of each run, what is in each section but its heading, and that heading's score.
    section: Vec<usize>,
    sections: Vec<(Mass, u8)>,
    /// How deep each block meets the smallest block with 60 and with 90 of a hundred of the mass.
    meets: Vec<[u32; 2]>,
    depths: [u32; 2],
    sure_words: u32,
    decided: u64,
}

fn weight(run: &Run) -> u32 {
    run.tally.words.clamp(1, HEAVY)
}

impl<'a> Reader<'a> {
    fn new(page: &'a Blocks, scores: &'a [u8]) -> Self {
        let mut reader = Reader {
            page,
            scores,
            before: vec![Mass::default()],
            letters_before: vec![0],
            sure: vec![(None, None); page.runs.len()],
            blocks: vec![Mass::default(); page.blocks.len()],
            shapes: HashMap::new(),
            section: Vec::new(),
            sections: vec![(Mass::default(), NONE)],
            meets: vec![[0; 2]; page.blocks.len()],
            depths: [0; 2],
            sure_words: 0,
            decided: 0,
        };
        let (mut mass, mut letters, mut last) = (Mass::default(), 0, None);
        for (at, run) in page.runs.iter().enumerate() {
            let score = reader.score(at);
            mass.add(weight(run), score);
            letters += run.tally.letters;
            reader.before.push(mass);
            reader.letters_before.push(letters);
            reader.blocks[run.block].add(weight(run), score);
            reader.shapes.entry(shape_of(page, run)).or_default().add(weight(run), score);
            reader.sure[at].0 = last;
            if reader.is_sure(at) {
                last = Some(at);
            }
            reader.sure_words += if score > 127 { weight(run) } else { 0 };
            reader.decided += u64::from(weight(run)) * u64::from(score.abs_diff(127));
            reader.take_section(at, run);
        }
        let mut next = None;
        for at in (0..page.runs.len()).rev() {
            reader.sure[at].1 = next;
            if reader.is_sure(at) {
                next = Some(at);
            }
        }
        reader.sum_up();
        reader
    }

    fn score(&self, at: usize) -> u8 {
        self.scores.get(at).copied().unwrap_or(0)
    }

    fn is_sure(&self, at: usize) -> bool {
        self.score(at) > SURE && self.page.runs[at].tally.words >= WORDS
    }

    fn take_section(&mut self, at: usize, run: &Run) {
        let score = self.score(at);
        if is_title(self.page, run) {
            self.sections.push((Mass::default(), score));
        } else if let Some((mass, _)) = self.sections.last_mut() {
            mass.add(weight(run), score);
        }
        self.section.push(self.sections.len() - 1);
    }

    /// Sums up blocks, and finds where most of the mass is.
    fn sum_up(&mut self) {
        for at in (1..self.blocks.len()).rev() {
            let (mass, parent) = (self.blocks[at], self.page.blocks[at].parent);
            self.blocks[parent].weight += mass.weight;
            self.blocks[parent].score += mass.score;
        }
        let whole = self.blocks[0].score;
        for (slot, part) in [6, 9].into_iter().enumerate() {
            let centre = (0..self.blocks.len()).rev().find(|at| self.blocks[*at].score * 10 >= whole * part).unwrap_or(0);
            self.depths[slot] = self.page.blocks[centre].depth;
            let on_way = way_to(self.page, centre);
            for (at, block) in self.page.blocks.iter().enumerate().skip(1) {
                let above = self.meets[block.parent][slot];
                self.meets[at][slot] = if on_way[at] { block.depth } else { above };
            }
        }
    }

    fn context(&self, at: usize) -> Context {
        let run = &self.page.runs[at];
        let mut out = [0; COUNT];
        let mut slot = 0;
        let mut put = |value: u8| {
            if let Some(place) = out.get_mut(slot) {
                *place = value;
            }
            slot += 1;
        };
        let score = self.score(at);
        put(score);
        for step in [-3isize, -2, -1, 1, 2, 3] {
            put(at.checked_add_signed(step).map_or(0, |other| self.score(other)));
        }
        for (from, to) in [(-5isize, 0isize), (1, 6), (-12, 0), (1, 13)] {
            put(self.window(at, from, to).mean());
        }
        let whole = self.before[self.page.runs.len()];
        put(self.before[at].part_of(whole));
        put(whole.since(self.before[at + 1]).part_of(whole));
        let (last, next) = self.sure[at];
        put(last.map_or(NONE, |last| scale((at - last) as u32)));
        put(next.map_or(NONE, |next| scale((next - at) as u32)));
        put(last.map_or(NONE, |last| scale(self.letters_before[at] - self.letters_before[last + 1])));
        put(next.map_or(NONE, |next| scale(self.letters_before[next] - self.letters_before[at + 1])));
        let mut block = run.block;
        for _ in 0..4 {
            block = self.page.blocks[block].parent;
            put(self.blocks[block].without(weight(run), score).mean());
        }
        let depth = self.page.blocks[run.block].depth;
        for (meets, centre) in self.meets[run.block].into_iter().zip(self.depths) {
            put((centre - meets.min(centre)).min(254) as u8);
            put((depth - meets.min(depth)).min(254) as u8);
        }
        let shape = self.shapes.get(&shape_of(self.page, run)).copied().unwrap_or_default();
        put(shape.without(weight(run).min(shape.weight as u32), score).mean());
        let (section, heading) = self.sections[self.section[at]];
        put(if is_title(self.page, run) { section.mean() } else { section.without(weight(run), score).mean() });
        put(heading);
        put(self.sections.get(self.section[at] + 1).map_or(NONE, |(_, heading)| *heading));
        put(scale((whole.score / 255) as u32));
        put(share(self.sure_words, whole.weight as u32, 200));
        put((self.decided * 200 / (127 * whole.weight.max(1))).min(254) as u8);
        out
    }

    fn window(&self, at: usize, from: isize, to: isize) -> Mass {
        let clip = |step: isize| at.saturating_add_signed(step).min(self.page.runs.len());
        self.before[clip(to)].since(self.before[clip(from)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Tree;

    #[test]
    fn neighbours_and_masses_are_told() {
        let line = "one two three four five six seven eight nine";
        let page = format!("<div><h2>Head</h2><p>{line}<p>{line}</div><div><p>{line}</div>");
        let tree = Tree::read(&page);
        let page = Blocks::of(&tree);
        let rows = read(&page, &[200, 250, 240, 10]);
        let [_, one, _, last] = rows[..] else { panic!("{}", rows.len()) };
        // Its own score, three before, three behind.
        assert_eq!(one[..7], [250, 0, 0, 200, 240, 10, 0]);
        // The last sure run before and the first behind it, in runs.
        assert_eq!((one[13], one[14], last[13], last[14]), (NONE, scale(1), scale(1), NONE));
        // The mean around it, without itself; in its section, with the score of the heading above.
        assert_eq!((one[17], last[17]), (236, NONE));
        assert_eq!((one[26], one[27], one[28]), (125, 200, NONE));
    }

    #[test]
    fn nothing_is_read_of_nothing() {
        assert!(read(&Blocks::of(&Tree::read("")), &[]).is_empty());
    }
}
