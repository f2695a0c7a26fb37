//! Decides which runs of a page are the article's text: two readings by the scorer, then the choice that is best on the whole.

use std::collections::HashMap;

use super::blocks::{Blocks, Run};
use super::context;
use super::features;
use super::forest::{Scorer, chance};
use super::frames::Frames;
use super::said::Said;
use crate::html::Tree;

/// The first score up to which a run is not read again.
const NEXT_TO_NONE: u8 = 1;
/// Letters of a run that is not said twice by chance.
const LONG: u32 = 100;
/// A row of the second reading: the features of both.
const ROW: usize = features::COUNT + context::COUNT;

/// The chance that a run is text, for each. What is in another article on the page has none, and what has next to none after
/// the first reading is not read again.
pub fn chances(tree: &Tree<'_>, page: &Blocks, frames: &Frames, said: &Said, scorer: &Scorer) -> Vec<f32> {
    let rows = features::read(tree, page, frames, said);
    let own = |(run, score): (&Run, i32)| if frames.at(run.block).another { 0.0 } else { chance(score) };
    let first = page.runs.iter().zip(scorer.first.scores(&rows)).map(own);
    let first: Vec<u8> = first.map(|chance| (chance * 255.0).round() as u8).collect();
    let again: Vec<usize> = (0..rows.len()).filter(|at| first[*at] > NEXT_TO_NONE).collect();
    let contexts = context::read_of(page, &first, &again);
    let rows = again.iter().zip(&contexts).map(|(at, context)| join(&rows[*at], context));
    let mut chances = vec![0.0; page.runs.len()];
    for (at, score) in again.iter().zip(scorer.second.scores(rows)) {
        chances[*at] = own((&page.runs[*at], score));
    }
    chances
}

/// The features of both readings as one row.
pub fn join(one: &features::Features, two: &context::Context) -> [u8; ROW] {
    let mut row = [0; ROW];
    let (head, tail) = row.split_at_mut(features::COUNT);
    head.copy_from_slice(one);
    tail.copy_from_slice(two);
    row
}

/// The runs to keep: those of the highest chance, as many as make the expected agreement with the true text (F1 in words) best.
pub fn choose(page: &Blocks, chances: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..page.runs.len()).collect();
    order.sort_by(|one, other| chances[*other].total_cmp(&chances[*one]));
    let words = |at: usize| page.runs[at].tally.words.max(1) as f32;
    let expected: f32 = order.iter().map(|at| chances[*at] * words(*at)).sum();
    let (mut right, mut taken, mut best, mut count) = (0.0, 0.0, 0.0, 0);
    for (place, at) in order.iter().enumerate() {
        right += chances[*at] * words(*at);
        taken += words(*at);
        let agreement = 2.0 * right / (taken + expected);
        if agreement > best {
            (best, count) = (agreement, place + 1);
        }
    }
    let mut kept = vec![false; page.runs.len()];
    for at in order.into_iter().take(count) {
        kept[at] = true;
    }
    say_once(page, &mut kept);
    kept
}

/// Leaves out what is on the page twice, for narrow screens and for wide ones: a longer run with the same letters as one that is
/// kept, and shorter ones that follow both.
fn say_once(page: &Blocks, kept: &mut [bool]) {
    let mut seen: HashMap<(u32, u32), usize> = HashMap::new();
    let mut next = None;
    for (place, (run, kept)) in page.runs.iter().zip(kept).filter(|(_, kept)| **kept).enumerate() {
        let first = *seen.entry((run.tally.print, run.tally.letters)).or_insert(place);
        let again = first < place && (next == Some(first) || run.tally.letters >= LONG);
        next = again.then_some(first + 1);
        *kept = !again;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(page: &str, chances: &[f32]) -> Vec<bool> {
        let tree = Tree::read(page);
        choose(&Blocks::of(&tree), chances)
    }

    #[test]
    fn the_choice_is_best_on_the_whole() {
        let page = "<p>a b c d e f g h<p>i j k l m n o p<p>q r<p>s t u v w x y z";
        assert_eq!(kept(page, &[0.9, 0.8, 0.6, 0.1]), [true, true, true, false]);
        // Where nothing is likely, the likeliest is kept all the same.
        assert_eq!(kept(page, &[0.02, 0.2, 0.0, 0.01]), [false, true, false, false]);
        assert_eq!(kept(page, &[0.0; 4]), [false; 4]);
        assert_eq!(kept("", &[]), [false; 0]);
    }

    #[test]
    fn a_text_that_is_there_twice_is_kept_once() {
        let long = "This paragraph is long enough that nobody would write it twice in one article by chance; it goes on and on, \
            past one comma and another, until it has said everything there is to say about a bell.";
        let page = format!("<p>{long}<p>Short.<p>Other.<p>{long}<p>Short.<p>Short.");
        assert_eq!(kept(&page, &[0.9; 6]), [true, true, true, false, false, true]);
    }
}
