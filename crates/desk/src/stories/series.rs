//! Recurring series: one title, one headline skeleton, other figures (`Close: tin at 34,180`, `Close: tin at 33,900`).

use newsstand_news::{Id, Title};

use crate::hash::{self, FastMap};
use crate::limits;
use crate::reader::Headline;

/// Which headlines a title has used, and which articles had them.
#[derive(Default)]
pub(crate) struct SeriesBook {
    episodes: FastMap<u64, Vec<Episode>>,
}

/// One article of what may be a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Episode {
    article: u32,
    figures: u32,
}

fn key(title: Id<Title>, headline: Headline) -> Option<u64> {
    (headline.skeleton != 0 && headline.figures != 0).then(|| hash::step(headline.skeleton, title.get() as u64))
}

impl SeriesBook {
    /// Articles (their slots) that are other episodes of the series this headline belongs to.
    pub fn others(&self, title: Id<Title>, headline: Headline) -> impl Iterator<Item = u32> + '_ {
        let known = key(title, headline).and_then(|key| self.episodes.get(&key));
        known.into_iter().flatten().filter(move |episode| episode.figures != headline.figures).map(|episode| episode.article)
    }

    /// Notes an article.
    pub fn note(&mut self, title: Id<Title>, headline: Headline, article: u32) {
        let Some(key) = key(title, headline) else { return };
        let episodes = self.episodes.entry(key).or_default();
        if episodes.len() >= limits::SERIES_LENGTH {
            episodes.remove(0);
        }
        episodes.push(Episode { article, figures: headline.figures });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_title_with_other_figures_is_a_series() {
        let mut book = SeriesBook::default();
        let headline = |skeleton, figures| Headline { skeleton, figures };
        book.note(Id::new(1), headline(5, 10), 0);
        let others = |title, headline| book.others(Id::new(title), headline).collect::<Vec<_>>();
        assert_eq!(others(1, headline(5, 11)), [0]);
        assert!(others(1, headline(5, 10)).is_empty(), "the same again is no other episode");
        assert!(others(2, headline(5, 11)).is_empty(), "another title");
        assert!(others(1, headline(6, 11)).is_empty(), "another skeleton");
        assert!(others(1, headline(5, 0)).is_empty(), "no figures at all");
    }

    #[test]
    fn a_long_series_stays_bounded() {
        let mut book = SeriesBook::default();
        for figures in 1..100 {
            book.note(Id::new(1), Headline { skeleton: 5, figures }, figures);
        }
        assert_eq!(book.others(Id::new(1), Headline { skeleton: 5, figures: 1000 }).count(), limits::SERIES_LENGTH);
    }
}
