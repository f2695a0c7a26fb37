//! An article's page: its parts, and how far a wall lets them be seen.

use super::{Desk, Stamp, Teaser};
use crate::draw::PictureId;
use crate::markup;
use crate::world::{Block, Current, Drawn, Kind, Shelf, Wall};

/// How many paragraphs a members' page shows before its wall.
const PREVIEW_PARAGRAPHS: usize = 2;
/// How many articles the boxes beside a page link to.
const RELATED: usize = 4;
const MOST_READ: usize = 5;

/// A picture with its words.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// The picture, 1200 × 750.
    pub address: String,
    /// The picture, 600 × 375.
    pub small: String,
    /// What it shows.
    pub caption: String,
    /// Whose it is.
    pub credit: String,
}

impl Figure {
    pub(super) fn of(desk: &Desk<'_>, id: PictureId, drawn: &Drawn) -> Self {
        Self {
            address: desk.site.picture(id),
            small: desk.site.small_picture(id),
            caption: drawn.caption.clone(),
            credit: drawn.credit.clone(),
        }
    }
}

/// A dated post of a live page.
#[derive(Debug)]
pub(crate) struct LiveUpdate<'w> {
    /// When.
    pub stamp: Stamp,
    /// Its headline.
    pub headline: &'w str,
    /// Its paragraphs.
    pub blocks: Vec<Block>,
}

/// An article's page.
#[derive(Debug)]
pub(crate) struct ArticlePage<'w> {
    /// Whose page.
    pub desk: Desk<'w>,
    /// The article as it stands.
    pub current: Current<'w>,
    /// Where it lives.
    pub address: String,
    /// Its section.
    pub shelf: &'w Shelf,
    /// Who may read it.
    pub wall: Wall,
    /// When it came out.
    pub published: Stamp,
    /// When it last changed, if it did.
    pub modified: Option<Stamp>,
    /// The picture on top.
    pub lead: Option<Figure>,
    /// What everybody sees of the text.
    pub shown: Vec<Block>,
    /// Whether there is more behind the wall.
    pub cut: bool,
    /// Pictures inside the text or the gallery, in order.
    pub figures: Vec<Figure>,
    /// Live posts, newest first.
    pub updates: Vec<LiveUpdate<'w>>,
    /// Older articles of this title: of this story first, then of this section, then any.
    pub related: Vec<Teaser<'w>>,
    /// Older articles of this title.
    pub most_read: Vec<Teaser<'w>>,
}

impl<'w> ArticlePage<'w> {
    /// The page of an article; `None` when its title has no such section, which a checked world rules out.
    pub fn new(desk: Desk<'w>, current: Current<'w>) -> Option<Self> {
        let article = current.article;
        let wall = desk.wall(article);
        let blocks = current.blocks();
        let (shown, rest) = if wall == Wall::Members { preview(blocks) } else { (blocks, false) };
        let cut = rest || (wall == Wall::Members && !(article.updates.is_empty() && article.pictures.is_empty()));
        let changed = current.changed();
        let drawings = article.drawings().skip(usize::from(article.lead.is_some()));
        let shown_pictures = shown.iter().filter(|block| matches!(block, Block::Picture(_))).count();
        let figures = drawings.map(|(id, drawn)| Figure::of(&desk, id, &drawn));
        let figures: Vec<_> = if cut { figures.take(shown_pictures).collect() } else { figures.collect() };
        let updates = current.updates().map(|update| LiveUpdate {
            stamp: desk.stamp(update.hours),
            headline: &update.headline,
            blocks: crate::world::blocks(&update.text),
        });
        let (related, most_read) = beside(&desk, &current);
        Some(Self {
            address: desk.site.article(article),
            shelf: desk.site.title.shelf(article.section)?,
            wall,
            published: desk.stamp(article.hours),
            modified: (changed > article.hours).then(|| desk.stamp(changed)),
            lead: article.lead.as_ref().map(|drawn| Figure::of(&desk, article.picture_id(0), drawn)),
            updates: if cut { Vec::new() } else { updates.collect() },
            shown,
            cut,
            figures,
            related,
            most_read,
            desk,
            current,
        })
    }

    /// The headline.
    pub fn headline(&self) -> &'w str {
        self.current.headline()
    }

    /// The sentence under the headline.
    pub fn standfirst(&self) -> Option<&'w str> {
        self.current.article.standfirst.as_deref()
    }

    /// When it last changed.
    pub fn changed(&self) -> &Stamp {
        self.modified.as_ref().unwrap_or(&self.published)
    }

    /// The visible text as HTML, one string per block; `figure` draws the pictures; `opening` goes before the first
    /// paragraph's words.
    pub fn body(&self, figure: impl Fn(&Figure) -> String, opening: &str) -> Vec<String> {
        let mut figures = self.figures.iter();
        let mut opening = Some(opening);
        let mut out: Vec<_> = Vec::new();
        for block in &self.shown {
            let html = markup::block(block).or_else(|| figures.next().map(&figure)).unwrap_or_default();
            match (block, opening) {
                (Block::Paragraph(_), Some(words)) => {
                    out.push(html.replacen("<p>", &format!("<p>{words}"), 1));
                    opening = None;
                }
                _ => out.push(html),
            }
        }
        out
    }

    /// A gallery's pictures: those that do not stand inside the text.
    pub fn gallery(&self) -> &[Figure] {
        let inside = self.shown.iter().filter(|block| matches!(block, Block::Picture(_))).count();
        self.figures.get(inside..).unwrap_or(&[])
    }

    /// The schema.org type of the article.
    pub fn schema_type(&self) -> &'static str {
        match self.current.article.kind {
            Kind::Report | Kind::Interview => "NewsArticle",
            Kind::Gallery => "ReportageNewsArticle",
            Kind::Opinion => "OpinionNewsArticle",
            Kind::Analysis => "AnalysisNewsArticle",
            Kind::Live => "LiveBlogPosting",
        }
    }
}

/// The beginning of a text, and whether anything is left.
fn preview(blocks: Vec<Block>) -> (Vec<Block>, bool) {
    let paragraphs = blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Paragraph(_)));
    let end = paragraphs.map(|(at, _)| at + 1).nth(PREVIEW_PARAGRAPHS - 1).unwrap_or(blocks.len());
    let cut = end < blocks.len();
    (blocks.into_iter().take(end).collect(), cut)
}

fn beside<'w>(desk: &Desk<'w>, current: &Current<'w>) -> (Vec<Teaser<'w>>, Vec<Teaser<'w>>) {
    let older = desk.before(current.article.hours);
    let mut related = older.clone();
    related.sort_by_key(|teaser| (teaser.story != current.story.slug, teaser.article.section != current.article.section));
    related.truncate(RELATED);
    // A stable order that is not the order of time: longer headlines are read more, so to say.
    let mut most_read = older;
    most_read.sort_by_key(|teaser| std::cmp::Reverse(teaser.headline.chars().count()));
    most_read.truncate(MOST_READ);
    (related, most_read)
}
