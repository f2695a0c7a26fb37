//! What an article tells programs that look at its page: share previews, and JSON-LD. Nothing here says more than anybody
//! may be told.

use newsstand_news::{Article, Moment, Terms, Wall};

use crate::json::{object, quoted};
use crate::parts::picture_path;
use crate::rights::told;
use crate::shelf::OnShelf;
use crate::state::State;
use crate::words;

/// The class of what stands behind the wall, or of the wall in its place.
const KEPT: &str = ".kept";
/// The width of the picture in a share preview.
const WIDTH: u32 = 960;

/// It.
pub struct Share {
    /// The headline.
    pub headline: String,
    /// The teaser.
    pub teaser: String,
    /// Where the stand shows it.
    pub here: String,
    /// Where the title has it.
    pub there: String,
    /// The lead picture, from the stand's own cache.
    pub picture: Option<String>,
    /// When it was published.
    pub published: String,
    /// What is asked of those who index pages.
    pub robots: Option<&'static str>,
    /// Whether anybody may read all of it.
    pub free: bool,
    /// JSON-LD, safe to stand in a script element.
    pub data: String,
}

impl Share {
    /// Of an article, by the terms that hold. `thin`: whether the page shows a teaser and no more.
    pub fn of(state: &State, title: &OnShelf, id: i64, headline: &str, article: &Article, text: &str, thin: bool) -> Self {
        let origin = state.settings.public_address.as_str();
        let terms = title.terms(state.member_time());
        let picture = article.lead.as_ref().map(|picture| {
            let path = picture_path(&picture.address, &state.secret);
            format!("{origin}{path}?w={WIDTH}")
        });
        let there = article.canonical.as_ref().unwrap_or(&article.address).as_str().to_owned();
        let free = free(terms, article.wall);
        let data = data(title, headline, article, free, &there, picture.as_deref());
        Self {
            headline: headline.to_owned(),
            teaser: told(article, text).to_owned(),
            here: format!("{origin}/article/{id}"),
            there,
            picture,
            published: words::machine(article.published.moment()),
            robots: match (terms, thin) {
                (_, true) => Some("noindex, noarchive"),
                (Terms::Members, false) => Some("noarchive"),
                _ => None,
            },
            free,
            data,
        }
    }
}

/// `NewsArticle` of schema.org.
fn data(title: &OnShelf, headline: &str, article: &Article, free: bool, there: &str, picture: Option<&str>) -> String {
    let time = |moment: Moment| quoted(&words::machine(moment));
    let mut fields = vec![
        ("@context", quoted("https://schema.org")),
        ("@type", quoted("NewsArticle")),
        ("headline", quoted(headline)),
        ("url", quoted(there)),
        ("datePublished", time(article.published.moment())),
    ];
    fields.extend(article.modified.map(|modified| ("dateModified", time(modified))));
    let authors = article.bylines.iter().map(|byline| object([("@type", quoted("Person")), ("name", quoted(&byline.name))]));
    let authors: Vec<String> = authors.collect();
    fields.extend((!authors.is_empty()).then(|| ("author", format!("[{}]", authors.join(", ")))));
    let publisher = [("@type", quoted("NewsMediaOrganization")), ("name", quoted(&title.stored.title.name))];
    fields.push(("publisher", object(publisher)));
    fields.extend(picture.map(|picture| ("image", format!("[{}]", quoted(picture)))));
    let language = article.language.as_str();
    fields.extend((!language.is_empty()).then(|| ("inLanguage", quoted(language))));
    fields.push(("isAccessibleForFree", free.to_string()));
    if !free {
        let part =
            [("@type", quoted("WebPageElement")), ("isAccessibleForFree", "false".to_owned()), ("cssSelector", quoted(KEPT))];
        fields.push(("hasPart", object(part)));
    }
    object(fields)
}

/// Whether anybody may read all of it: here, or at the title where it is a link.
fn free(terms: Terms, wall: Wall) -> bool {
    match terms {
        Terms::Open => true,
        Terms::Members => false,
        Terms::Link => wall != Wall::Members,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_members_article_is_not_free_wherever_its_own_wall_stands() {
        for wall in [Wall::Open, Wall::Members, Wall::Unknown] {
            assert!(free(Terms::Open, wall) && !free(Terms::Members, wall));
        }
        assert!(free(Terms::Link, Wall::Open) && !free(Terms::Link, Wall::Members));
    }
}
