//! The second pass, other half: a story that turns out to be two is split.
//!
//! Its articles are drawn to two poles (two-means, from the two that differ most). Where the halves are clearly less
//! alike than an article and a story must be to join, the larger half keeps the story's id, and the rest begins a story
//! that says where it came from. The bar is far below the one for merging, so that no pair goes to and fro.

use newsstand_news::{Article, Id, Story};

use crate::stories::{LiveStory, Spell};
use crate::weigh::Vector;
use crate::{Desk, Move, limits};

/// Articles of its own a story must have before it is looked at, and each half before it is split.
const LEAST_STORY: u32 = 8;
const LEAST_HALF: usize = 3;
/// How often the articles are drawn to their poles.
const ROUNDS: usize = 4;

/// One article of the story that is looked at.
struct Piece {
    slot: u32,
    copy: bool,
    moved: bool,
}

impl Desk {
    /// Looks at the stories that have grown by half since they were last looked at, and splits those that are clearly
    /// two. The rest of each begins a story under an id from `mint`.
    pub fn split(&mut self, mint: &mut dyn FnMut() -> Id<Story>) -> Vec<Move> {
        let mut grown = std::mem::take(&mut self.grown);
        grown.sort_unstable();
        grown.dedup();
        grown.into_iter().filter_map(|slot| self.look_inside(slot, mint)).collect()
    }

    fn look_inside(&mut self, slot: u32, mint: &mut dyn FnMut() -> Id<Story>) -> Option<Move> {
        let story = self.shelf.get(slot).filter(|story| story.listed && story.shaped >= LEAST_STORY)?;
        if story.shaped < story.examined + story.examined / 2 || story.articles as usize > limits::SPLIT_ARTICLES {
            return None;
        }
        let (newest, words) = (story.newest, story.words);
        self.shelf.touch(slot, |story| story.examined = story.shaped);
        let mut pieces: Vec<Piece> = self
            .articles
            .chain(newest)
            .map(|(slot, article)| Piece { slot, copy: article.original.is_some(), moved: false })
            .collect();
        let poles = self.poles(&mut pieces)?;
        let apart = poles.0.likeness(&poles.1) < self.settings.threshold(words) * self.settings.split_margin;
        apart.then(|| self.part(slot, &pieces, mint)).flatten()
    }

    /// Draws the articles to two poles; those at the smaller one are marked as moved. Nothing when one has too few.
    fn poles(&self, pieces: &mut [Piece]) -> Option<(Vector, Vector)> {
        let vector = |piece: &Piece| self.articles.get(piece.slot).map(|article| &article.vector);
        let centre = self.mean(pieces, |piece| !piece.copy);
        let own = || pieces.iter().filter(|piece| !piece.copy).filter_map(vector);
        let least = |of: &Vector| own().min_by(|a, b| a.likeness(of).total_cmp(&b.likeness(of))).cloned();
        let first = least(&centre)?;
        let mut poles = (least(&first)?, first);
        for _ in 0..ROUNDS {
            for piece in pieces.iter_mut() {
                let Some(vector) = self.articles.get(piece.slot).map(|article| &article.vector) else { continue };
                piece.moved = vector.likeness(&poles.1) > vector.likeness(&poles.0);
            }
            poles = (
                self.mean(pieces, |piece| !piece.copy && !piece.moved),
                self.mean(pieces, |piece| !piece.copy && piece.moved),
            );
        }
        let all = pieces.iter().filter(|piece| !piece.copy).count();
        let moved = pieces.iter().filter(|piece| !piece.copy && piece.moved).count();
        if moved.min(all - moved) < LEAST_HALF {
            return None;
        }
        if moved * 2 > all {
            pieces.iter_mut().for_each(|piece| piece.moved = !piece.moved);
        }
        self.keep_copies_with_originals(pieces);
        Some(poles)
    }

    fn keep_copies_with_originals(&self, pieces: &mut [Piece]) {
        let mut moved: Vec<u32> = pieces.iter().filter(|piece| piece.moved && !piece.copy).map(|piece| piece.slot).collect();
        moved.sort_unstable();
        for piece in pieces.iter_mut().filter(|piece| piece.copy) {
            let original = self.articles.get(piece.slot).and_then(|article| article.original);
            piece.moved = original.is_some_and(|original| moved.binary_search(&original).is_ok());
        }
    }

    /// The mean direction of some of the articles.
    fn mean(&self, pieces: &[Piece], of: impl Fn(&Piece) -> bool) -> Vector {
        let vectors = pieces.iter().filter(|piece| of(piece)).filter_map(|piece| self.articles.get(piece.slot));
        Vector::mean(vectors.map(|article| &article.vector), limits::STORY_TERMS)
    }

    /// Carries out a split.
    fn part(&mut self, slot: u32, pieces: &[Piece], mint: &mut dyn FnMut() -> Id<Story>) -> Option<Move> {
        let from = self.shelf.get(slot)?.id;
        let stays = self.gather(from, pieces, |piece| !piece.moved)?;
        let goes = self.gather(mint(), pieces, |piece| piece.moved)?;
        let into = goes.id;
        let articles = self.names(pieces);
        self.shelf.change(slot, |story| *story = stays);
        let new = self.shelf.add(goes);
        for (moved, story) in [(false, slot), (true, new)] {
            self.chain_up(story, pieces.iter().filter(|piece| piece.moved == moved).map(|piece| piece.slot));
        }
        Some(Move::Split { from, into, articles })
    }

    fn names(&self, pieces: &[Piece]) -> Vec<Id<Article>> {
        let moved = pieces.iter().rev().filter(|piece| piece.moved);
        moved.filter_map(|piece| Some(self.articles.get(piece.slot)?.id)).collect()
    }

    /// A story made of some of the articles, told in the order they came.
    fn gather(&self, id: Id<Story>, pieces: &[Piece], of: impl Fn(&Piece) -> bool) -> Option<LiveStory> {
        let mut story: Option<LiveStory> = None;
        for piece in pieces.iter().rev().filter(|piece| of(piece)) {
            let Some(article) = self.articles.get(piece.slot) else { continue };
            let words = article.words() as f32;
            match &mut story {
                None => story = Some(LiveStory::begin(id, article.vector.clone(), words, article.published, true)),
                Some(story) => {
                    if !piece.copy {
                        story.shape(&article.vector, words, self.settings.memory);
                    }
                    story.pace.tell(article.published);
                    story.spell = story.spell.with(Spell::at(article.published));
                }
            }
            if let Some(story) = &mut story {
                story.articles += 1;
            }
        }
        story.map(|story| LiveStory { examined: story.shaped, ..story })
    }

    /// Puts articles, given newest first, into the story of a slot.
    fn chain_up(&mut self, story: u32, slots: impl Iterator<Item = u32>) {
        let slots: Vec<u32> = slots.collect();
        for (at, &slot) in slots.iter().enumerate() {
            let before = slots.get(at + 1).copied();
            self.articles.change(slot, |article| (article.story, article.before) = (story, before));
        }
        self.shelf.touch(story, |story| story.newest = slots.first().copied());
    }
}
