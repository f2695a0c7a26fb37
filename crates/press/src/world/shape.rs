//! Stories and articles, as the files in `world/stories` give them.

use newsstand_news::Section;
use serde::Deserialize;

use super::{Block, Kind, Wall, blocks};
use crate::draw::{Motif, PictureId};

/// One event, told by one or more titles.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Its name, unique.
    pub slug: String,
    /// Where it belongs.
    pub section: Section,
    /// Its articles.
    #[serde(rename = "article")]
    pub articles: Vec<Article>,
}

/// One title's article.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The id of its title.
    pub title: String,
    /// Its part of the address, unique within the title.
    pub slug: String,
    /// Which of the title's sections carries it.
    pub section: Section,
    /// When it comes out, in hours from the press's start.
    pub hours: f64,
    /// What sort of article it is.
    #[serde(default)]
    pub kind: Kind,
    /// The headline.
    pub headline: String,
    /// The sentence under it.
    pub standfirst: Option<String>,
    /// A word or two above it.
    pub kicker: Option<String>,
    /// Who wrote it; empty for an agency's.
    #[serde(default)]
    pub byline: Vec<Writer>,
    /// Where it was written.
    pub dateline: Option<String>,
    /// Who may read it, where that differs from the title's habit.
    pub wall: Option<Wall>,
    /// The picture on top.
    pub lead: Option<Drawn>,
    /// Its text in the format of `FORMAT.md`. For a copy: the original's, with its edits made.
    #[serde(default)]
    pub body: String,
    /// The article whose text it took: `title/slug`.
    pub copy_of: Option<String>,
    /// The id of the agency that wrote it.
    pub agency: Option<String>,
    /// How many paragraphs a copy leaves out at the end.
    #[serde(default)]
    pub drop: usize,
    /// A copy's small edits.
    #[serde(default)]
    pub replace: Vec<Edit>,
    /// Corrections and updates after publication, in order.
    #[serde(default, rename = "version")]
    pub versions: Vec<Version>,
    /// A live page's dated posts, oldest first.
    #[serde(default, rename = "post")]
    pub updates: Vec<Update>,
    /// A gallery's pictures.
    #[serde(default, rename = "picture")]
    pub pictures: Vec<Drawn>,
}

/// One person on the byline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writer {
    /// The name as printed.
    pub name: String,
    /// What the title says they are or where.
    pub role: Option<String>,
}

/// A piece of text and what takes its place.
pub type Edit = (String, String);

/// A picture drawn by program, with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// What it shows.
    pub motif: Motif,
    /// What is said about it.
    pub caption: String,
    /// Whose it is.
    pub credit: String,
}

/// A change after publication.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// When, in hours from the press's start.
    pub hours: f64,
    /// What the page says about it; nothing for a silent change.
    pub note: Option<String>,
    /// The new headline, if it changed.
    pub headline: Option<String>,
    /// The changes to the text.
    #[serde(default)]
    pub replace: Vec<Edit>,
}

/// A dated post of a live page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// When, in hours from the press's start.
    pub hours: f64,
    /// Its headline.
    pub headline: String,
    /// One or two paragraphs.
    pub text: String,
}

impl Article {
    /// `title/slug`, unique in the world.
    pub fn key(&self) -> String {
        format!("{}/{}", self.title, self.slug)
    }

    /// The name of its picture number `at`: 0 is the lead, then those in the text, then the gallery's.
    pub fn picture_id(&self, at: usize) -> PictureId {
        PictureId::of(&format!("{}/{at}", self.key()))
    }

    /// All its pictures with their names.
    pub fn drawings(&self) -> impl Iterator<Item = (PictureId, Drawn)> {
        let inside = blocks(&self.body).into_iter().filter_map(|block| match block {
            Block::Picture(drawn) => Some(drawn),
            _ => None,
        });
        let rest = inside.chain(self.pictures.iter().cloned());
        let all = self.lead.iter().cloned().map(|drawn| (0, drawn)).chain(rest.enumerate().map(|(at, drawn)| (at + 1, drawn)));
        all.map(|(at, drawn)| (self.picture_id(at), drawn)).collect::<Vec<_>>().into_iter()
    }
}
