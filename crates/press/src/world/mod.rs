//! The world of the press: its titles, agencies and stories, and what of them is published at an hour.

mod at;
mod blocks;
mod check;
mod kinds;
mod load;
mod shape;
mod title;

pub use at::{Current, Today};
pub use blocks::{Block, blocks};
pub use kinds::{Kind, Reach, Speaks, Style, Wall};
pub use load::Problems;
pub use shape::{Article, Drawn, Edit, Story, Update, Version, Writer};
pub use title::{Agency, Shelf, Title};

use crate::draw::PictureId;

/// All titles, agencies and stories, checked.
#[derive(Debug)]
pub struct World {
    titles: Vec<Title>,
    agencies: Vec<Agency>,
    stories: Vec<Story>,
}

impl World {
    /// The titles, in the order of `titles.toml`.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// The stories, in the order of their files.
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// All articles with the story they belong to.
    pub fn articles(&self) -> impl Iterator<Item = (&Story, &Article)> {
        self.stories.iter().flat_map(|story| story.articles.iter().map(move |article| (story, article)))
    }

    /// The title of that id.
    pub fn title(&self, id: &str) -> Option<&Title> {
        self.titles.iter().find(|title| title.id == id)
    }

    /// The agency of that id.
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    /// The article, and the motif of the picture, that a picture's name stands for.
    pub fn picture(&self, title: &str, id: PictureId) -> Option<(&Article, crate::draw::Motif)> {
        let mine = self.articles().map(|(_, article)| article).filter(|article| article.title == title);
        mine.flat_map(|article| article.drawings().map(move |(its, drawn)| (article, its, drawn.motif)))
            .find(|(_, its, _)| *its == id)
            .map(|(article, _, motif)| (article, motif))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::World;
    use std::sync::{Arc, LazyLock};

    /// The shipped world, read once for all tests.
    pub(crate) static WORLD: LazyLock<Arc<World>> = LazyLock::new(|| match World::embedded() {
        Ok(world) => Arc::new(world),
        Err(problems) => panic!("{problems}"),
    });
}
