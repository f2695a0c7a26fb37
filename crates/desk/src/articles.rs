//! What the desk remembers of each live article, and how it finds the original of a copy.

use newsstand_news::{Article, ArticleKind, Id, Moment, Title};

use crate::copies::{self, Probe, Sketch, Table};
use crate::hash::FastMap;
use crate::reader::{Headline, Read};
use crate::weigh::Vector;
use crate::{Arrival, Settings, limits};

/// What a number that only one article has weighs in looking for an original.
const WHOLE: u32 = 1 << 12;

/// A live article.
#[derive(Debug)]
pub(crate) struct LiveArticle {
    /// Which article.
    pub id: Id<Article>,
    /// The slot of its story.
    pub story: u32,
    /// The slot of the article it copies.
    pub original: Option<u32>,
    /// When it came out.
    pub published: Moment,
    /// Who carries it.
    pub title: Id<Title>,
    /// The shape of its headline.
    pub headline: Headline,
    /// Its weighted terms.
    pub vector: Vector,
    /// The article that came to its story before it.
    pub before: Option<u32>,
    /// Whether copies of it may be found.
    listed: bool,
    sketch: Sketch,
    tongue: u32,
}

impl LiveArticle {
    /// An article that was put somewhere.
    pub fn new(arrival: &Arrival<'_>, read: Read, story: u32, original: Option<u32>) -> Self {
        Self {
            id: arrival.article,
            story,
            original,
            published: arrival.published,
            title: arrival.title,
            headline: read.headline,
            vector: read.vector,
            before: None,
            listed: arrival.kind != ArticleKind::Newsletter,
            sketch: read.sketch,
            tongue: read.tongue,
        }
    }

    /// Length of its text in words.
    pub fn words(&self) -> u32 {
        self.sketch.words()
    }

    /// Whether a text read in the same language under this headline is the same as this one's; how much of it, if so.
    fn copied_by(&self, read: &Read, probe: &Probe<'_>, settings: &Settings) -> Option<f32> {
        if self.tongue != read.tongue {
            return None;
        }
        let words = self.sketch.words().min(read.sketch.words());
        let same_headline = self.headline == read.headline && self.headline.skeleton != 0;
        let overlap = copies::both(probe, &self.sketch);
        copies::copied(&overlap, words, same_headline, settings).then_some(overlap.contained)
    }
}

/// The live articles by slot.
#[derive(Default)]
pub(crate) struct Articles {
    articles: Vec<LiveArticle>,
    slots: FastMap<i64, u32>,
    numbers: Table,
}

impl Articles {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// The slot of an article.
    pub fn slot(&self, id: Id<Article>) -> Option<u32> {
        self.slots.get(&id.get()).copied()
    }

    /// The article in a slot.
    pub fn get(&self, slot: u32) -> Option<&LiveArticle> {
        self.articles.get(slot as usize)
    }

    /// The story of the article in a slot.
    pub fn story(&self, slot: u32) -> Option<u32> {
        self.get(slot).map(|article| article.story)
    }

    /// All of them, in the order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = &LiveArticle> {
        self.articles.iter()
    }

    /// Takes an article in.
    pub fn add(&mut self, article: LiveArticle) -> u32 {
        let slot = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        self.slots.insert(article.id.get(), slot);
        if article.listed && article.sketch.words() >= copies::LEAST_WORDS {
            for number in article.sketch.keys() {
                self.numbers.insert(number, slot);
            }
        }
        self.articles.push(article);
        slot
    }

    /// The original of a text: of the live articles that hold the same text, in a story that is `open` to it, the one
    /// they were copied from.
    pub fn original_of(&self, read: &Read, settings: &Settings, open: impl Fn(u32) -> bool) -> Option<u32> {
        let (candidates, common) = self.candidates(&read.sketch);
        let probe = Probe::new(&read.sketch, &common);
        let candidates = candidates.into_iter().filter_map(|slot| {
            let article = self.get(slot)?;
            let contained = open(article.story).then(|| article.copied_by(read, &probe, settings)).flatten()?;
            // What is like a copy must be like the original too, else texts could follow one another far away from it.
            let original = article.original.unwrap_or(slot);
            let holds = original == slot || self.get(original)?.copied_by(read, &probe, settings).is_some();
            holds.then_some((contained, original))
        });
        candidates.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, original)| original)
    }

    /// Slots of the articles that share most numbers with a sketch, and the numbers that too many have to tell anything.
    fn candidates(&self, sketch: &Sketch) -> (Vec<u32>, Vec<u32>) {
        let (mut hits, mut common) = (Vec::<(u32, u32)>::new(), Vec::new());
        self.numbers.fetch(sketch.probes());
        for number in sketch.probes() {
            let before = hits.len();
            hits.extend(self.numbers.of(number).map(|slot| (slot, 0)));
            let sharing = hits.get_mut(before..).unwrap_or_default();
            let weight = WHOLE / u32::try_from(sharing.len().max(1)).unwrap_or(WHOLE);
            sharing.iter_mut().for_each(|hit| hit.1 = weight);
            if self.stories(sharing) >= limits::COMMON {
                common.push(number);
            }
        }
        hits.sort_unstable();
        let mut counted: Vec<(u32, u32)> = hits
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| Some((same.iter().map(|hit| hit.1).sum(), same.first()?.0)))
            .collect();
        counted.sort_unstable_by_key(|&(count, slot)| (std::cmp::Reverse(count), slot));
        (counted.into_iter().take(limits::COPIES_COMPARED).map(|(_, slot)| slot).collect(), common)
    }

    /// In how many stories articles stand; counted only where there are many.
    fn stories(&self, articles: &[(u32, u32)]) -> usize {
        if articles.len() < limits::COMMON {
            return 0;
        }
        let mut stories: Vec<u32> = articles.iter().filter_map(|&(slot, _)| self.story(slot)).collect();
        stories.sort_unstable();
        stories.dedup();
        stories.len()
    }

    /// Changes the article in a slot, in nothing it is found by.
    pub fn change(&mut self, slot: u32, change: impl FnOnce(&mut LiveArticle)) {
        if let Some(article) = self.articles.get_mut(slot as usize) {
            change(article);
        }
    }

    /// The articles of a story, from the one in slot `newest` back.
    pub fn chain(&self, newest: Option<u32>) -> impl Iterator<Item = (u32, &LiveArticle)> {
        let mut at = newest;
        // Links only ever lead to lower slots or across a merge; the count keeps a broken chain from turning for ever.
        (0..self.articles.len()).map_while(move |_| {
            let slot = at?;
            let article = self.get(slot)?;
            at = article.before;
            Some((slot, article))
        })
    }

    /// Takes all articles out, in the order of arrival.
    pub fn drain(&mut self) -> Vec<LiveArticle> {
        self.slots = FastMap::default();
        self.numbers = Table::default();
        std::mem::take(&mut self.articles)
    }
}
