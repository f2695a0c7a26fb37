//! RSS 2.0 with the content, Dublin Core, Media RSS and Atom modules.

use super::{Feed, text};
use crate::markup::{cdata, escape};
use crate::page::ArticlePage;
use crate::stamp;

pub(super) fn print(feed: &Feed<'_>) -> String {
    let title = feed.desk.site.title;
    let built = feed
        .latest()
        .map(|page| format!("<lastBuildDate>{}</lastBuildDate>\n", stamp::rfc822(page.changed().moment, title.country)));
    let entries: String = feed.pages.iter().map(|page| entry(feed, page)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n<title>{}</title>\n<link>{}</link>\n<description>{}</description>\n\
         <language>{}</language>\n<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>\n{}\
         <image><url>{mark}</url><title>{}</title><link>{}</link></image>\n{entries}</channel>\n</rss>\n",
        escape(&feed.name()),
        escape(&feed.home()),
        escape(&title.tagline),
        title.language,
        escape(&feed.address()),
        built.unwrap_or_default(),
        escape(&feed.name()),
        escape(&feed.home()),
        mark = escape(&feed.desk.site.at("/mark.svg")),
    )
}

fn entry(feed: &Feed<'_>, page: &ArticlePage<'_>) -> String {
    let country = feed.desk.site.title.country;
    let creators: String =
        text::creators(page).iter().map(|name| format!("<dc:creator>{}</dc:creator>\n", cdata(name))).collect();
    let categories: String =
        text::categories(page).iter().map(|name| format!("<category>{}</category>\n", cdata(name))).collect();
    let content = text::full(page).map(|html| format!("<content:encoded>{}</content:encoded>\n", cdata(&html)));
    let updated = page.modified.iter().map(|at| format!("<atom:updated>{}</atom:updated>\n", stamp::rfc3339(at.moment, country)));
    format!(
        "<item>\n<title>{}</title>\n<link>{link}</link>\n<guid isPermaLink=\"true\">{link}</guid>\n<pubDate>{}</pubDate>\n\
         {}{creators}{categories}<description>{}</description>\n{}{}</item>\n",
        escape(page.headline()),
        stamp::rfc822(page.published.moment, country),
        updated.collect::<String>(),
        cdata(&escape(&text::summary(page))),
        content.unwrap_or_default(),
        text::media(page),
        link = escape(&page.address),
    )
}
