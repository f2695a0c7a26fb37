//! What the desk remembers of each live article, and how it finds the original of a copy.

use newsstand_news::{Article, ArticleKind, Id, Moment, Title};

use crate::chains::Chains;
use crate::copies::Sketch;
use crate::hash::FastMap;
use crate::reader::{Headline, Read};
use crate::{Arrival, Settings, limits};

/// A text of fewer words is never a copy by its text alone.
const SHORT_WORDS: u32 = 30;
/// Below this many words a text is no text.
const LEAST_WORDS: u32 = 8;
/// Shingles the two sketches must have in view.
const LEAST_EVIDENCE: u32 = 6;
/// Where the shorter text is less than this part of the longer one, more of it must be the same: a quotation is not a copy.
const EXCERPT: f32 = 0.3;

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
            before: None,
            listed: arrival.kind != ArticleKind::Newsletter,
            sketch: read.sketch,
            tongue: read.tongue,
        }
    }

    /// Whether a text read in the same language under this headline is the same as this one's; how much of it, if so.
    fn copied_by(&self, read: &Read, settings: &Settings) -> Option<f32> {
        let words = self.sketch.words().min(read.sketch.words());
        let same_headline = self.headline == read.headline && self.headline.skeleton != 0;
        let overlap = self.sketch.overlap(&read.sketch);
        let short = words < SHORT_WORDS;
        if self.tongue != read.tongue || words < LEAST_WORDS || (short && !same_headline) || overlap.evidence < LEAST_EVIDENCE {
            return None;
        }
        let needed = if short || overlap.ratio < EXCERPT { settings.copy.max(0.8) } else { settings.copy };
        (overlap.contained >= needed).then_some(overlap.contained)
    }
}

/// The live articles by slot.
#[derive(Default)]
pub(crate) struct Articles {
    articles: Vec<LiveArticle>,
    slots: FastMap<i64, u32>,
    numbers: Chains,
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
        if article.listed && article.sketch.words() >= LEAST_WORDS {
            for &number in article.sketch.numbers().iter().take(limits::SKETCH_INDEXED) {
                self.numbers.push(number, slot);
            }
        }
        self.articles.push(article);
        slot
    }

    /// The original of a text: of the live articles that hold the same text, in a story that is `open` to it, the one
    /// they were copied from.
    pub fn original_of(&self, read: &Read, settings: &Settings, open: impl Fn(u32) -> bool) -> Option<u32> {
        let candidates = self.candidates(&read.sketch).into_iter().filter_map(|slot| {
            let article = self.get(slot)?;
            let contained = open(article.story).then(|| article.copied_by(read, settings)).flatten()?;
            Some((contained, slot))
        });
        let (_, slot) = candidates.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        self.get(slot).map(|article| article.original.unwrap_or(slot))
    }

    /// Slots of the articles that share most numbers with a sketch.
    fn candidates(&self, sketch: &Sketch) -> Vec<u32> {
        let mut hits: Vec<u32> =
            sketch.numbers().iter().flat_map(|&number| self.numbers.of(number).take(limits::SKETCH_TEXTS)).collect();
        hits.sort_unstable();
        let mut counted: Vec<(usize, u32)> =
            hits.chunk_by(|a, b| a == b).filter_map(|same| Some((same.len(), *same.first()?))).collect();
        counted.sort_unstable_by_key(|&(count, slot)| (std::cmp::Reverse(count), slot));
        counted.into_iter().take(limits::COPIES_COMPARED).map(|(_, slot)| slot).collect()
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
        self.numbers = Chains::default();
        std::mem::take(&mut self.articles)
    }
}
