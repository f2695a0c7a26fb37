//! The desk itself: what is live, and where an arrival goes.

use newsstand_news::{Article, ArticleKind, Id, Placement, Story};

use crate::articles::{Articles, LiveArticle};
use crate::reader::{Read, Reader};
use crate::stories::{Likeness, LiveStory, SeriesBook, Shelf, Spell};
use crate::{Arrival, Placed, Settings, limits};

/// Folds copies and groups articles into stories, as they come in.
///
/// Everything is in memory and bounded by [`crate::limits`]; [`Desk::forget`] lets go of what is old. Work per arrival
/// does not grow with what is live, beyond those limits.
pub struct Desk {
    pub(crate) settings: Settings,
    reader: Reader,
    pub(crate) articles: Articles,
    pub(crate) shelf: Shelf,
    pub(crate) series: SeriesBook,
    /// Stories that an article turned since the last second pass. One that only began was compared when it did.
    pub(crate) touched: Vec<u32>,
    /// Stories that an article turned since they were last looked at whether they are two.
    pub(crate) grown: Vec<u32>,
}

/// What the desk made up its mind to do.
enum Choice {
    /// It has the text of the article in this slot.
    Copy(u32),
    /// It belongs to the story in this slot.
    Join(u32),
    /// It is news.
    Begin,
}

impl Desk {
    /// An empty desk.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            reader: Reader::new(),
            articles: Articles::default(),
            shelf: Shelf::default(),
            series: SeriesBook::default(),
            touched: Vec::new(),
            grown: Vec::new(),
        }
    }

    /// How many articles are live.
    pub fn live(&self) -> usize {
        self.articles.len()
    }

    /// Puts an arrival where it belongs: it copies an article, joins a story, or begins one under an id from `mint`.
    ///
    /// An article that is already live is put where it was.
    pub fn place(&mut self, arrival: &Arrival<'_>, mint: &mut dyn FnMut() -> Id<Story>) -> Placed {
        if let Some(placement) = self.known(arrival.article) {
            return Placed { placement, near: Vec::new() };
        }
        self.make_room(limits::LIVE_ARTICLES);
        let read = self.reader.read(arrival, &self.settings);
        let alike = self.shelf.alike(&read.vector, arrival.published, &self.settings);
        let (choice, near) = self.choose(arrival, &read, &alike);
        let (story, copy_of) = match choice {
            Choice::Copy(original) => (self.articles.story(original), Some(original)),
            Choice::Join(story) => (Some(story), None),
            Choice::Begin => (None, None),
        };
        let began = story.is_none();
        let story = self.put(arrival, read, story, copy_of, mint);
        let placement = Placement {
            article: arrival.article,
            story: self.shelf.get(story).map_or(Id::new(0), |story| story.id),
            began,
            copy_of: copy_of.and_then(|original| self.articles.get(original)).map(|original| original.id),
        };
        Placed { placement, near: self.named(&near, story) }
    }

    /// Takes up what was decided before, after a restart. Call it in the order of arrival.
    pub fn restore(&mut self, arrival: &Arrival<'_>, story: Id<Story>, copy_of: Option<Id<Article>>) {
        if self.articles.slot(arrival.article).is_some() {
            return;
        }
        self.make_room(limits::LIVE_ARTICLES);
        let read = self.reader.read(arrival, &self.settings);
        let slot = self.shelf.slot(story);
        let original = copy_of.and_then(|original| self.articles.slot(original));
        self.put(arrival, read, slot, original, &mut || story);
    }

    fn known(&self, article: Id<Article>) -> Option<Placement> {
        let live = self.articles.get(self.articles.slot(article)?)?;
        let story = self.shelf.get(live.story)?.id;
        let copy_of = live.original.and_then(|original| self.articles.get(original)).map(|original| original.id);
        Some(Placement { article, story, began: false, copy_of })
    }

    fn choose(&self, arrival: &Arrival<'_>, read: &Read, alike: &[Likeness]) -> (Choice, Vec<Likeness>) {
        let near = || alike.iter().filter(|found| found.value >= self.settings.near).copied().collect();
        // A round-up holds pieces of many stories: it is listed near them, but joins none.
        if arrival.kind == ArticleKind::Newsletter {
            return (Choice::Begin, near());
        }
        let barred: Vec<u32> =
            self.series.others(arrival.title, read.headline).filter_map(|slot| self.articles.story(slot)).collect();
        if let Some(original) = self.articles.original_of(read, &self.settings, |story| !barred.contains(&story)) {
            return (Choice::Copy(original), near());
        }
        let mut open = alike.iter().filter(|found| !barred.contains(&found.slot));
        let (best, second) = (open.next(), open.next().map_or(0.0, |found| found.value));
        let joins = best.filter(|found| found.value >= self.threshold(read, found.slot) * self.lenience(found.value, second));
        (joins.map_or(Choice::Begin, |found| Choice::Join(found.slot)), near())
    }

    /// What of the joining likeness is asked of the likeliest story: the less, the more it stands out from the next.
    /// Where many stories are as like, likeness is a matter of the subject and not of the event.
    fn lenience(&self, best: f32, second: f32) -> f32 {
        1.0 - self.settings.clear * (1.0 - second / best)
    }

    /// The likeness from which on an article joins a story: two headlines share less than two texts do, and a story of one
    /// article has no centre yet.
    fn threshold(&self, read: &Read, story: u32) -> f32 {
        let Some(story) = self.shelf.get(story) else { return 1.0 };
        let young = 1.0 + (self.settings.young - 1.0) / story.shaped.max(1) as f32;
        self.settings.threshold((read.sketch.words() as f32).min(story.words)) * young
    }

    /// Takes the article in; gives the slot of its story.
    fn put(
        &mut self,
        arrival: &Arrival<'_>,
        read: Read,
        story: Option<u32>,
        original: Option<u32>,
        mint: &mut dyn FnMut() -> Id<Story>,
    ) -> u32 {
        let story = match story {
            Some(slot) => {
                self.shape(slot, arrival, &read, original.is_some());
                slot
            }
            None => self.shelf.add(begin(mint(), arrival, &read)),
        };
        let headline = read.headline;
        let article = self.articles.add(LiveArticle::new(arrival, read, story, original));
        self.series.note(arrival.title, headline, article);
        let before = self.shelf.get(story).and_then(|story| story.newest);
        self.articles.change(article, |article| article.before = before);
        self.shelf.touch(story, |story| {
            story.newest = Some(article);
            if story.articles > 0 {
                story.pace.tell(arrival.published);
            }
            story.articles += 1;
            story.spell = story.spell.with(Spell::at(arrival.published));
        });
        story
    }

    /// Lets an article turn the story it joins. Copies say nothing new, and what grows by the hour or holds pieces of
    /// many stories would pull it along.
    fn shape(&mut self, story: u32, arrival: &Arrival<'_>, read: &Read, copy: bool) {
        if !copy && !matches!(arrival.kind, ArticleKind::Live | ArticleKind::Newsletter) {
            let (words, memory) = (read.sketch.words() as f32, self.settings.memory);
            self.shelf.change(story, |story| story.shape(&read.vector, words, memory));
            self.touched.push(story);
            if self.shelf.get(story).is_some_and(|story| story.shaped >= story.examined + story.examined / 2) {
                self.grown.push(story);
            }
        }
    }

    fn named(&self, near: &[Likeness], own: u32) -> Vec<(Id<Story>, u16)> {
        let others = near.iter().filter(|found| found.slot != own);
        let named =
            others.filter_map(|found| Some((self.shelf.get(found.slot)?.id, (found.value.clamp(0.0, 1.0) * 1000.0) as u16)));
        named.take(limits::NEAR).collect()
    }
}

fn begin(id: Id<Story>, arrival: &Arrival<'_>, read: &Read) -> LiveStory {
    let words = read.sketch.words() as f32;
    let listed = arrival.kind != ArticleKind::Newsletter;
    LiveStory::begin(id, read.vector.clone(), words, arrival.published, listed)
}
