//! What is published at an hour: which articles, in which version, with which live posts.

use super::{Article, Block, Story, Title, Update, Version, World, blocks, load::edit};

/// What is on the stands at an hour.
#[derive(Debug)]
pub struct Today<'w> {
    /// The hour.
    pub hours: f64,
    /// All published articles, newest first.
    pub articles: Vec<Current<'w>>,
}

/// An article as it stands at an hour.
#[derive(Debug, Clone, Copy)]
pub struct Current<'w> {
    /// Whose it is.
    pub title: &'w Title,
    /// The story it belongs to.
    pub story: &'w Story,
    /// The article as first written.
    pub article: &'w Article,
    /// How many of its versions have come out.
    pub version: usize,
    /// How many of its live posts have come out.
    pub updates: usize,
}

impl World {
    /// What is published at an hour.
    pub fn at(&self, hours: f64) -> Today<'_> {
        let mut articles: Vec<_> = self
            .articles()
            .filter(|(_, article)| article.hours <= hours)
            .filter_map(|(story, article)| Some(Current::new(self.title(&article.title)?, story, article, hours)))
            .collect();
        articles.sort_by(|a, b| b.article.hours.total_cmp(&a.article.hours).then_with(|| a.article.slug.cmp(&b.article.slug)));
        Today { hours, articles }
    }
}

impl<'w> Today<'w> {
    /// A title's articles, newest first.
    pub fn of_title(&self, id: &str) -> impl Iterator<Item = &Current<'w>> {
        self.articles.iter().filter(move |current| current.title.id == id)
    }
}

impl<'w> Current<'w> {
    fn new(title: &'w Title, story: &'w Story, article: &'w Article, hours: f64) -> Self {
        let version = article.versions.iter().take_while(|version| version.hours <= hours).count();
        let updates = article.updates.iter().take_while(|update| update.hours <= hours).count();
        Self { title, story, article, version, updates }
    }

    fn versions(&self) -> impl DoubleEndedIterator<Item = &'w Version> + use<'w> {
        self.article.versions.iter().take(self.version)
    }

    /// The headline as it now reads.
    pub fn headline(&self) -> &'w str {
        self.versions().rev().find_map(|version| version.headline.as_deref()).unwrap_or(&self.article.headline)
    }

    /// The text as it now reads.
    pub fn blocks(&self) -> Vec<Block> {
        let body = self.versions().fold(self.article.body.clone(), |body, version| edit(&body, &version.replace));
        blocks(&body)
    }

    /// What the page says about its corrections, oldest first.
    pub fn notes(&self) -> Vec<&'w str> {
        self.versions().filter_map(|version| version.note.as_deref()).collect()
    }

    /// The live posts, newest first.
    pub fn updates(&self) -> impl Iterator<Item = &'w Update> + use<'w> {
        self.article.updates.iter().take(self.updates).rev()
    }

    /// The hour in which it last changed; its hour of publication when it never did.
    pub fn changed(&self) -> f64 {
        let version = self.versions().next_back().map_or(f64::MIN, |version| version.hours);
        let update = self.updates().next().map_or(f64::MIN, |update| update.hours);
        self.article.hours.max(version).max(update)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WORLD;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn nothing_is_out_before_its_hour() {
        assert_eq!(WORLD.at(-200.0).articles.len(), 0);
        assert!(WORLD.at(0.0).articles.iter().all(|current| current.article.hours <= 0.0));
        assert_eq!(WORLD.at(6.0).articles.len(), WORLD.articles().count());
    }

    #[test]
    fn a_correction_changes_the_text_at_its_hour() {
        for (_, article) in WORLD.articles().filter(|(_, article)| !article.versions.is_empty()) {
            let version = &article.versions[0];
            let text = |hours| {
                let today = WORLD.at(hours);
                let current = today.articles.iter().find(|current| std::ptr::eq(current.article, article)).unwrap();
                (current.headline().to_owned(), format!("{:?}", current.blocks()), current.notes().len())
            };
            assert_ne!(text(version.hours - 0.01), text(version.hours), "{}", article.key());
        }
    }

    #[test]
    fn live_posts_come_one_by_one_newest_first() {
        let (_, live) = WORLD.articles().find(|(_, article)| !article.updates.is_empty()).unwrap();
        for (count, update) in live.updates.iter().enumerate() {
            let today = WORLD.at(update.hours);
            let current = today.articles.iter().find(|current| std::ptr::eq(current.article, live)).unwrap();
            assert_eq!(current.updates().count(), count + 1);
            assert_eq!(current.updates().next().unwrap().headline, update.headline);
            assert!(current.changed() >= update.hours);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn time_only_adds(a in -95.0f64..6.0, b in -95.0f64..6.0) {
            let (early, late) = (a.min(b), a.max(b));
            let keys = |hours| WORLD.at(hours).articles.iter().map(|current| current.article.key()).collect::<BTreeSet<_>>();
            prop_assert!(keys(early).is_subset(&keys(late)));
            let today = WORLD.at(late);
            prop_assert!(today.articles.iter().all(|current| current.changed() <= late));
            prop_assert!(today.articles.is_sorted_by(|a, b| a.article.hours >= b.article.hours));
        }
    }
}
