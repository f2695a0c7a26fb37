//! What readers who were shown an article did, decaying, and which sections one reads: the prior of [`crate::taste`].

use newsstand_news::{Article, Id, Moment, Section};

use crate::hash::FastMap;

/// Hours in which what readers did comes to count half.
const HALF_LIFE_HOURS: f64 = 8.0;
/// Times an article must have been shown before its own figures weigh as much as those of its section.
const PRIOR_SHOWN: f64 = 15.0;
/// The part of what is shown that is opened, before anything is known.
const PRIOR_RATE: f64 = 0.04;
/// How much a section that one reads all the time raises an article's score: by this part of it.
const TASTE: f64 = 0.5;
/// Articles with figures; beyond it those that were shown least of late are forgotten.
const COUNTED: usize = 50_000;

/// An article that may be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Which article.
    pub article: Id<Article>,
    /// Its section.
    pub section: Option<Section>,
}

/// What one reader opened, by section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taste {
    sections: [u32; Section::ALL.len()],
    all: u32,
}

impl Taste {
    /// Notes that the reader opened something in a section.
    pub fn opened(&mut self, section: Section) {
        if let Some(count) = self.sections.get_mut(section as usize) {
            *count += 1;
            self.all += 1;
        }
    }

    /// The part of what the reader opened that was in a section, 0 to 1.
    pub fn share(&self, section: Section) -> f64 {
        let count = self.sections.get(section as usize).copied().unwrap_or(0);
        f64::from(count) / f64::from(self.all.max(1))
    }
}

/// How often something was shown and opened, both decaying.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    shown: f64,
    opened: f64,
    at: Moment,
}

impl Tally {
    fn decayed(self, now: Moment) -> Self {
        let part = (-now.since(self.at).as_secs_f64() / 3600.0 / HALF_LIFE_HOURS).exp2();
        Self { shown: self.shown * part, opened: self.opened * part, at: self.at.max(now) }
    }

    /// The rate at which it is opened, pulled towards `prior` while little is known (a beta prior).
    fn rate(self, prior: f64) -> f64 {
        (self.opened + PRIOR_SHOWN * prior) / (self.shown + PRIOR_SHOWN)
    }
}

/// What all readers did lately.
#[derive(Debug, Default)]
pub struct Popularity {
    articles: FastMap<i64, Tally>,
    sections: [Tally; Section::ALL.len()],
}

impl Popularity {
    /// Nothing known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that an article was shown to a reader.
    pub fn shown(&mut self, candidate: Candidate, now: Moment) {
        self.count(candidate, now, |tally| tally.shown += 1.0);
        if self.articles.len() > COUNTED {
            self.thin(now);
        }
    }

    /// Notes that a reader opened an article that was shown.
    pub fn opened(&mut self, candidate: Candidate, now: Moment) {
        self.count(candidate, now, |tally| tally.opened += 1.0);
    }

    fn count(&mut self, candidate: Candidate, now: Moment, count: impl Fn(&mut Tally)) {
        let own = Some(self.articles.entry(candidate.article.get()).or_default());
        let section = candidate.section.and_then(|section| self.sections.get_mut(section as usize));
        for tally in own.into_iter().chain(section) {
            *tally = tally.decayed(now);
            count(tally);
        }
    }

    /// Forgets the half that was shown least of late.
    fn thin(&mut self, now: Moment) {
        let mut shown: Vec<f64> = self.articles.values().map(|tally| tally.decayed(now).shown).collect();
        let half = shown.len() / 2;
        let (_, &mut middle, _) = shown.select_nth_unstable_by(half, f64::total_cmp);
        let mut room = COUNTED / 2;
        self.articles.retain(|_, tally| {
            let keep = tally.decayed(now).shown >= middle && room > 0;
            room -= usize::from(keep);
            keep
        });
    }

    /// How likely any reader is to open an article, against what is likely before anything is known: 1 there.
    pub fn lift(&self, candidate: Candidate, now: Moment) -> f64 {
        self.score(candidate, &Taste::default(), now) / PRIOR_RATE
    }

    /// How likely a reader is to open an article: what others did with it, else with its section, raised by the
    /// reader's own taste for that section. Only the order means something.
    pub fn score(&self, candidate: Candidate, taste: &Taste, now: Moment) -> f64 {
        let section = candidate.section.and_then(|section| Some((section, *self.sections.get(section as usize)?)));
        let prior = section.map_or(PRIOR_RATE, |(_, tally)| tally.decayed(now).rate(PRIOR_RATE));
        let own = self.articles.get(&candidate.article.get()).copied().unwrap_or_default();
        let liked = section.map_or(0.0, |(section, _)| taste.share(section));
        own.decayed(now).rate(prior) * (1.0 + TASTE * liked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Moment {
        Moment::from_seconds(1_700_000_000 + hours * 3600)
    }

    fn candidate(article: i64, section: Option<Section>) -> Candidate {
        Candidate { article: Id::new(article), section }
    }

    fn shown_and_opened(popularity: &mut Popularity, candidate: Candidate, shown: u32, opened: u32) {
        (0..shown).for_each(|_| popularity.shown(candidate, at(0)));
        (0..opened).for_each(|_| popularity.opened(candidate, at(0)));
    }

    #[test]
    fn what_others_open_goes_up_and_what_they_pass_over_goes_down() {
        let mut popularity = Popularity::new();
        let (good, bad, new) = (candidate(1, None), candidate(2, None), candidate(3, None));
        shown_and_opened(&mut popularity, good, 50, 10);
        shown_and_opened(&mut popularity, bad, 50, 0);
        let score = |of| popularity.score(of, &Taste::default(), at(1));
        assert!(score(good) > score(new) && score(new) > score(bad));
    }

    #[test]
    fn what_others_did_fades() {
        let mut popularity = Popularity::new();
        let good = candidate(1, None);
        shown_and_opened(&mut popularity, good, 50, 10);
        let score = |hours| popularity.score(good, &Taste::default(), at(hours));
        assert!(score(1) > score(24) && score(24) > score(240));
        assert!((score(2400) - PRIOR_RATE).abs() < 1e-6);
    }

    #[test]
    fn a_new_article_has_the_rate_of_its_section_and_the_readers_taste() {
        let mut popularity = Popularity::new();
        shown_and_opened(&mut popularity, candidate(1, Some(Section::Sport)), 100, 20);
        let (sport, culture) = (candidate(8, Some(Section::Sport)), candidate(9, Some(Section::Culture)));
        let mut taste = Taste::default();
        assert!(popularity.score(sport, &taste, at(0)) > popularity.score(culture, &taste, at(0)));
        let before = popularity.score(culture, &taste, at(0));
        taste.opened(Section::Culture);
        assert!(popularity.score(culture, &taste, at(0)) > before);
    }

    #[test]
    fn memory_is_bounded() {
        let mut popularity = Popularity::new();
        for article in 0..COUNTED as i64 + 10 {
            popularity.shown(candidate(article, None), at(0));
        }
        assert!(popularity.articles.len() <= COUNTED);
        assert!(!popularity.articles.is_empty());
    }

    #[test]
    fn clocks_that_run_backwards_do_no_harm() {
        let mut popularity = Popularity::new();
        popularity.shown(candidate(1, None), at(5));
        popularity.opened(candidate(1, None), at(-500));
        assert!(popularity.score(candidate(1, None), &Taste::default(), Moment::from_micros(i64::MIN)).is_finite());
    }
}
