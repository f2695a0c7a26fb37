//! The second pass: stories that have grown into one are merged, and what is old is let go. `split.rs` is its other half.

use newsstand_news::{Article, Id, Moment, Story};

use crate::articles::{Articles, LiveArticle};
use crate::stories::{Likeness, SeriesBook, Spell};
use crate::{Desk, Move};

/// Half-lives after which a story that is touched is no longer looked at again.
const COLD: f32 = 3.0;

impl Desk {
    /// Looks again at the stories that took an article in since the last pass, and merges those that are clearly one. The larger one
    /// keeps its id, the older one where both are of a size. The moves are in the order they were made: a story that
    /// took another in may itself be taken in later in the list.
    pub fn tidy(&mut self, now: Moment) -> Vec<Move> {
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().filter_map(|slot| self.look_again(slot, now)).collect()
    }

    fn look_again(&mut self, slot: u32, now: Moment) -> Option<Move> {
        let story = self.shelf.get(slot).filter(|story| story.listed)?;
        if story.spell.hours_from(Spell::at(now)) > COLD * self.settings.half_life_hours {
            return None;
        }
        let (centre, middle) = (story.centre.clone(), story.pace.middle());
        let alike = self.shelf.alike(&centre, middle, &self.settings);
        let other = alike
            .iter()
            .filter(|found| found.slot != slot)
            .find(|found| self.are_one(slot, found) && !self.one_series(slot, found.slot))?;
        self.merge(slot, other.slot)
    }

    /// Whether a story is so like another that the two are one. Time is asked from both sides: a story that was over
    /// must not be woken by one that goes on.
    fn are_one(&self, slot: u32, found: &Likeness) -> bool {
        let (Some(story), Some(other)) = (self.shelf.get(slot), self.shelf.get(found.slot)) else { return false };
        let (settings, fewer) = (&self.settings, story.shaped.min(other.shaped).max(1));
        let margin = settings.merge_margin + (settings.merge_young - settings.merge_margin) / fewer as f32;
        let back = story.pace.near(other.pace.middle(), settings);
        found.value * back >= settings.threshold(story.words.min(other.words)) * margin
    }

    /// Whether articles of the two stories are episodes of one series.
    fn one_series(&self, one: u32, other: u32) -> bool {
        let articles = |slot| self.articles.chain(self.shelf.get(slot).and_then(|story| story.newest));
        let (small, large) = if self.size(one) < self.size(other) { (one, other) } else { (other, one) };
        articles(small).any(|(_, article)| {
            self.series.others(article.title, article.headline).any(|slot| self.articles.story(slot) == Some(large))
        })
    }

    fn size(&self, slot: u32) -> u32 {
        self.shelf.get(slot).map_or(0, |story| story.articles)
    }

    /// Puts the smaller of two stories into the larger one.
    fn merge(&mut self, one: u32, other: u32) -> Option<Move> {
        let rank = |slot| self.shelf.get(slot).map(|story| (story.articles, std::cmp::Reverse((story.spell.first, story.id))));
        let (from, into) = if rank(one)? < rank(other)? { (one, other) } else { (other, one) };
        let chain: Vec<u32> = self.articles.chain(self.shelf.get(from)?.newest).map(|(slot, _)| slot).collect();
        let newest = self.shelf.get(into)?.newest;
        for &slot in &chain {
            self.articles.change(slot, |article| article.story = into);
        }
        if let Some(&last) = chain.last() {
            self.articles.change(last, |article| article.before = newest);
        }
        let moved = Move::Merged { from: self.shelf.get(from)?.id, into: self.shelf.get(into)?.id };
        let ended = self.shelf.end(from)?;
        self.shelf.change(into, |story| {
            story.absorb(&ended);
            story.newest = chain.first().copied().or(newest);
        });
        self.touched.push(into);
        Some(moved)
    }

    /// Lets go of the articles published before a moment and of the stories whose latest article was. What is let go
    /// keeps its id with the caller; here, nothing finds it any more.
    pub fn forget(&mut self, before: Moment) {
        let stories = self.shelf.drain();
        let moved: Vec<Option<u32>> = stories
            .into_iter()
            .map(|mut story| {
                let keep = story.articles > 0 && story.spell.latest >= before;
                story.newest = None;
                keep.then(|| self.shelf.add(story))
            })
            .collect();
        let story_of = |old: u32| moved.get(old as usize).copied().flatten();
        self.touched = self.touched.iter().filter_map(|&slot| story_of(slot)).collect();
        self.grown = self.grown.iter().filter_map(|&slot| story_of(slot)).collect();
        self.series = SeriesBook::default();
        let kept = keep(
            &mut self.articles,
            |article| if article.published >= before { story_of(article.story) } else { None },
        );
        for article in kept {
            self.take_back(article);
        }
    }

    fn take_back(&mut self, mut article: LiveArticle) {
        let (story, title, headline) = (article.story, article.title, article.headline);
        article.before = self.shelf.get(story).and_then(|story| story.newest);
        let slot = self.articles.add(article);
        self.series.note(title, headline, slot);
        self.shelf.touch(story, |story| story.newest = Some(slot));
    }

    /// Makes room for one more article where `limit` are live: the oldest eighth goes.
    pub(crate) fn make_room(&mut self, limit: usize) {
        if self.articles.len() < limit {
            return;
        }
        let mut moments: Vec<Moment> = self.articles.iter().map(|article| article.published).collect();
        let eighth = moments.len() / 8;
        let (_, &mut oldest, _) = moments.select_nth_unstable(eighth);
        self.forget(Moment::from_micros(oldest.micros().saturating_add(1)));
    }

    /// The story an article is in now.
    pub fn story_of(&self, article: Id<Article>) -> Option<Id<Story>> {
        let story = self.articles.story(self.articles.slot(article)?)?;
        self.shelf.get(story).map(|story| story.id)
    }
}

/// Takes out the articles that have a story left, with their stories and originals renumbered. A copy whose original
/// is let go stands for itself.
fn keep(articles: &mut Articles, story_of: impl Fn(&LiveArticle) -> Option<u32>) -> Vec<LiveArticle> {
    let mut slots: Vec<Option<u32>> = Vec::new();
    let mut kept: Vec<LiveArticle> = Vec::new();
    for mut article in articles.drain() {
        let Some(story) = story_of(&article) else {
            slots.push(None);
            continue;
        };
        article.story = story;
        article.original = article.original.and_then(|original| slots.get(original as usize).copied().flatten());
        slots.push(u32::try_from(kept.len()).ok());
        kept.push(article);
    }
    kept
}

#[cfg(test)]
mod tests {
    use newsstand_news::{ArticleKind, Language};

    use super::*;
    use crate::{Arrival, Settings};

    #[test]
    fn a_full_desk_lets_the_oldest_go() {
        let (mut desk, english) = (Desk::new(Settings::default()), Language::new("en"));
        for number in 0..100 {
            let headline = format!("Headline{number} about thing{number}");
            let arrival = Arrival {
                article: Id::new(number),
                title: Id::new(1),
                publisher: None,
                language: &english,
                headline: &headline,
                text: "",
                published: Moment::from_seconds(number % 50),
                kind: ArticleKind::Report,
                section: None,
                wire: None,
            };
            desk.make_room(40);
            desk.place(&arrival, &mut || Id::new(number));
            assert!(desk.live() <= 40);
        }
        assert!(desk.live() > 30);
        assert_eq!(desk.story_of(Id::new(99)), Some(Id::new(99)));
        assert_eq!(desk.story_of(Id::new(0)), None);
    }
}
