//! JSON Feed 1.1.

use serde_json::{Value, json};

use super::{Feed, text};
use crate::page::ArticlePage;

pub(super) fn print(feed: &Feed<'_>) -> String {
    let title = feed.desk.site.title;
    let out = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.name(),
        "description": title.tagline,
        "home_page_url": feed.home(),
        "feed_url": feed.address(),
        "icon": feed.desk.site.at("/mark.svg"),
        "language": title.language.as_str(),
        "items": feed.pages.iter().map(entry).collect::<Vec<_>>(),
    });
    format!("{out:#}\n")
}

fn entry(page: &ArticlePage<'_>) -> Value {
    let mut out = json!({
        "id": page.address,
        "url": page.address,
        "title": page.headline(),
        "summary": text::summary(page),
        "date_published": page.published.machine,
        "authors": text::creators(page).iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "tags": text::categories(page),
        "language": page.desk.site.title.language.as_str(),
    });
    match text::full(page) {
        Some(html) => out["content_html"] = json!(html),
        None => out["content_text"] = json!(text::summary(page)),
    }
    if let Some(changed) = &page.modified {
        out["date_modified"] = json!(changed.machine);
    }
    if let Some(lead) = &page.lead {
        out["image"] = json!(lead.address);
    }
    out
}
