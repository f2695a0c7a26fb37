//! What stands in `<head>`: each layout says more or less about an article there.

use super::ld;
use crate::markup::{escape, plain, script_json};
use crate::page::{ArticlePage, Desk, IndexPage};
use crate::world::{Block, Speaks, Wall};

/// How a layout states an article's facts for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facts {
    /// A script with one object, and Open Graph.
    Json,
    /// A script with a graph of objects, and Open Graph.
    JsonGraph,
    /// Microdata in the markup, and a little Open Graph.
    Microdata,
    /// Only Open Graph.
    OpenGraph,
}

/// A whole document.
pub(super) fn document(desk: &Desk<'_>, head: &str, body: &str) -> String {
    let language = &desk.site.title.language;
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{}\">\n<head>\n{head}</head>\n{body}\n</html>\n",
        language.direction()
    )
}

/// The head of an article's page. `paywall` is the CSS selector of what is behind its wall.
pub(super) fn article(page: &ArticlePage<'_>, facts: Facts, paywall: &str, css: &str) -> String {
    let title = page.desk.site.title;
    let mut out = start(&page.desk, &format!("{} | {}", plain(page.headline()), title.name), css);
    let mut line = |text: String| out.extend([text.as_str(), "\n"]);
    line(format!("<link rel=\"canonical\" href=\"{}\">", escape(&page.address)));
    if facts != Facts::OpenGraph {
        line(meta("name", "description", &description(page)));
    }
    let mut og = |name: &str, value: &str| line(meta("property", name, value));
    og("og:type", "article");
    og("og:site_name", &title.name);
    og("og:title", page.headline());
    og("og:url", &page.address);
    og("og:description", &description(page));
    if let Some(lead) = &page.lead {
        og("og:image", &lead.address);
        og("og:image:width", "1200");
        og("og:image:alt", &lead.caption);
    }
    if facts != Facts::Microdata {
        og("article:published_time", &page.published.machine);
        page.modified.iter().for_each(|at| og("article:modified_time", &at.machine));
        og("article:section", &page.shelf.label);
        page.current.article.byline.iter().for_each(|writer| og("article:author", &writer.name));
    }
    if facts == Facts::OpenGraph && page.wall != Wall::Open {
        og("article:content_tier", if page.wall == Wall::Members { "locked" } else { "metered" });
    }
    line(meta("name", "twitter:card", "summary_large_image"));
    if let Some(json) = script(page, facts, paywall) {
        line(json);
    }
    out
}

/// The head of a front or section page.
pub(super) fn index(page: &IndexPage<'_>, css: &str) -> String {
    let mut out = start(&page.desk, &page.name(), css);
    let title = page.desk.site.title;
    out.push_str(&format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&page.address())));
    out.push_str(&meta("name", "description", &title.tagline));
    out.push('\n');
    if let (Some(shelf), Some(kind)) = (page.shelf, feed_type(title.feed)) {
        let name = format!("{} – {}", title.name, shelf.label);
        out.push_str(&alternate(kind, &name, &format!("/{}/feed", shelf.slug)));
    }
    out.push_str(&meta("property", "og:type", "website"));
    out.push('\n');
    out
}

fn start(desk: &Desk<'_>, name: &str, css: &str) -> String {
    let title = desk.site.title;
    let mark = &title.mark;
    let feed = feed_type(title.feed).map(|kind| alternate(kind, &title.name, "/feed")).unwrap_or_default();
    format!(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"/mark.svg\">\n{feed}\
         <meta name=\"theme-color\" content=\"{ground}\">\n<style>:root{{--ground:{ground};--ink:{ink}}}{css}</style>\n",
        escape(name),
        ground = mark.ground,
        ink = mark.ink,
    )
}

/// The media type of a title's feeds; none where there is no feed.
pub(crate) fn feed_type(speaks: Speaks) -> Option<&'static str> {
    match speaks {
        Speaks::Rss => Some("application/rss+xml"),
        Speaks::Atom => Some("application/atom+xml"),
        Speaks::Rdf => Some("application/rdf+xml"),
        Speaks::Json => Some("application/feed+json"),
        Speaks::Sitemap => None,
    }
}

fn alternate(kind: &str, name: &str, href: &str) -> String {
    format!("<link rel=\"alternate\" type=\"{kind}\" title=\"{}\" href=\"{href}\">\n", escape(name))
}

fn meta(key: &str, name: &str, value: &str) -> String {
    format!("<meta {key}=\"{name}\" content=\"{}\">", escape(value))
}

/// The standfirst, or the first paragraph.
pub(super) fn description(page: &ArticlePage<'_>) -> String {
    let first = || page.shown.iter().find_map(|block| if let Block::Paragraph(text) = block { Some(plain(text)) } else { None });
    page.standfirst().map(str::to_owned).or_else(first).unwrap_or_default()
}

fn script(page: &ArticlePage<'_>, facts: Facts, paywall: &str) -> Option<String> {
    let article = ld::article(page, paywall);
    let json = match facts {
        Facts::Json => ld::alone(article),
        Facts::JsonGraph => ld::graph(page, article),
        Facts::Microdata | Facts::OpenGraph => return None,
    };
    Some(format!("<script type=\"application/ld+json\">{}</script>", script_json(&json)))
}
