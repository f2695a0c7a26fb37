//! What sort of article a page holds: live, opinion, gallery, video, newsletter, or a report like most.

use newsstand_news::{ArticleKind, Html, Section};

use super::jsonld::is_a;
use crate::html::Tag;
use crate::source::Source;

/// Fewest pictures of a gallery.
const PICTURES: u32 = 4;
/// Words to a picture from which on pictures go with a text and not the other way round.
const WORDS: u32 = 60;
/// Words from which on a film goes with a text.
const FILM: u32 = 80;

/// Tells the kind from what the page calls itself, else from what it holds.
pub fn kind(source: &Source<'_>, section: Option<Section>, html: &Html, words: u32) -> ArticleKind {
    let is = |kinds: &[&str]| source.article().is_some_and(|article| kinds.iter().any(|kind| is_a(article, kind)));
    let holds = |kinds: &[&str]| source.data.of_type(kinds).is_some();
    let path = source.address.as_str().splitn(4, '/').nth(3).unwrap_or("").to_ascii_lowercase();
    let folder = |names: &[&str]| path.split(['/', '?']).any(|part| names.contains(&part));
    let pictures = u32::try_from(html.as_str().matches("<img ").count()).unwrap_or(u32::MAX);
    if holds(&["LiveBlogPosting"]) {
        ArticleKind::Live
    } else if is(&["OpinionNewsArticle"]) || section == Some(Section::Opinion) {
        ArticleKind::Opinion
    } else if folder(&["newsletter", "newsletters", "briefing", "briefings"]) {
        ArticleKind::Newsletter
    } else if holds(&["ImageGallery", "MediaGallery"]) || (pictures >= PICTURES && words < WORDS.saturating_mul(pictures)) {
        ArticleKind::Gallery
    } else if is_film(source, words) {
        ArticleKind::Video
    } else {
        ArticleKind::Report
    }
}

fn is_film(source: &Source<'_>, words: u32) -> bool {
    let shared = source.tags.first(&["og:type"]).unwrap_or("");
    let says = shared.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("video"));
    says || (words < FILM && source.tree.find(0, &[Tag::Video]).next().is_some())
}

#[cfg(test)]
mod tests {
    use newsstand_news::{Address, ArticleKind, Moment};

    use crate::page::page;

    #[test]
    fn kinds_are_told_apart() {
        let text = "<p>The bell that rang the fleet home until it vanished has been found in a basement below the council.</p>"
            .repeat(6);
        for (path, head, kind) in [
            ("news/bell", "", ArticleKind::Report),
            ("newsletters/morning", "", ArticleKind::Newsletter),
            ("news/bell", "<meta property=og:type content=Video.other>", ArticleKind::Video),
            (
                "news/bell",
                "<script type=application/ld+json>{\"@type\":\"OpinionNewsArticle\",\"headline\":\"Bell\"}</script>",
                ArticleKind::Opinion,
            ),
            (
                "news/bell",
                "<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Bell\"}</script>",
                ArticleKind::Live,
            ),
            (
                "news/bell",
                "<script type=application/ld+json>{\"@type\":\"ImageGallery\",\"name\":\"Bell\"}</script>",
                ArticleKind::Gallery,
            ),
        ] {
            let at = Address::new(&format!("https://www.saltmerepacket.example/{path}")).unwrap();
            assert_eq!(page(&format!("{head}<h1>Bell</h1>{text}"), &at, Moment::default()).kind, kind, "{path} {head}");
        }
    }
}
