//! Atom 1.0 (RFC 4287).

use super::{Feed, text};
use crate::markup::escape;
use crate::page::ArticlePage;

pub(super) fn print(feed: &Feed<'_>) -> String {
    let title = feed.desk.site.title;
    // RFC 4287 wants a date even for an empty feed: the press's beginning then.
    let updated = feed.latest().map_or_else(|| feed.desk.stamp(-96.0).machine, |page| page.changed().machine.clone());
    let entries: String = feed.pages.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\" xml:lang=\"{}\">\n\
         <id>{address}</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{address}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <icon>{}</icon>\n<author><name>{}</name></author>\n{entries}</feed>\n",
        title.language,
        escape(&feed.name()),
        escape(&title.tagline),
        escape(&feed.home()),
        escape(&feed.desk.site.at("/mark.svg")),
        escape(&title.name),
        address = escape(&feed.address()),
    )
}

fn entry(page: &ArticlePage<'_>) -> String {
    let authors: String =
        text::creators(page).iter().map(|name| format!("<author><name>{}</name></author>\n", escape(name))).collect();
    let categories: String =
        text::categories(page).iter().map(|name| format!("<category term=\"{0}\" label=\"{0}\"/>\n", escape(name))).collect();
    let content = text::full(page).map(|html| format!("<content type=\"html\">{}</content>\n", escape(&html)));
    format!(
        "<entry>\n<id>{id}</id>\n<title type=\"text\">{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <published>{}</published>\n<updated>{}</updated>\n{authors}{categories}<summary type=\"text\">{}</summary>\n{}{}</entry>\n",
        escape(page.headline()),
        escape(&page.address),
        page.published.machine,
        page.changed().machine,
        escape(&text::summary(page)),
        content.unwrap_or_default(),
        text::media(page),
        id = tag(page),
    )
}

/// An id that is not the address, as RFC 4151 makes them.
fn tag(page: &ArticlePage<'_>) -> String {
    let article = page.current.article;
    format!("tag:{}.localhost,2026:{}", article.title, article.slug)
}
