//! An article's facts as JSON-LD in the words of schema.org, with its wall marked as search engines ask for it.

use serde_json::{Value, json};

use super::head::description;
use crate::markup::plain;
use crate::page::{ArticlePage, Figure, LiveUpdate};
use crate::world::{Block, Wall};

/// An article without its context.
pub(super) fn article(page: &ArticlePage<'_>, paywall: &str) -> Value {
    let title = page.desk.site.title;
    let article = page.current.article;
    let mut out = json!({
        "@type": page.schema_type(),
        "mainEntityOfPage": { "@type": "WebPage", "@id": page.address },
        "headline": page.headline(),
        "description": description(page),
        "url": page.address,
        "datePublished": page.published.machine,
        "dateModified": page.changed().machine,
        "articleSection": page.shelf.label,
        "inLanguage": title.language.as_str(),
        "author": authors(page),
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": title.name,
            "url": page.desk.site.home(),
            "logo": { "@type": "ImageObject", "url": page.desk.site.at("/mark.svg") },
        },
        "isAccessibleForFree": page.wall == Wall::Open,
    });
    let mut put = |key: &str, value: Value| out[key] = value;
    if let Some(lead) = &page.lead {
        put("image", json!([image(lead)]));
    }
    if let Some(place) = &article.dateline {
        put("dateline", json!(place));
    }
    if page.wall != Wall::Open {
        put(
            "hasPart",
            json!({ "@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": paywall }),
        );
    }
    let notes = page.current.notes();
    if !notes.is_empty() {
        put("correction", json!(notes));
    }
    if !page.updates.is_empty() {
        put("coverageStartTime", json!(page.published.machine));
        put("liveBlogUpdate", page.updates.iter().map(|update| live_update(page, update)).collect());
    }
    out
}

/// One object.
pub(super) fn alone(mut article: Value) -> Value {
    article["@context"] = json!("https://schema.org");
    article
}

/// A graph as content managers print it: the site, the page, the trail, the article.
pub(super) fn graph(page: &ArticlePage<'_>, article: Value) -> Value {
    let site = &page.desk.site;
    let crumb = |position: u32, name: &str, item: String| json!({ "@type": "ListItem", "position": position, "name": name, "item": item });
    json!({
        "@context": "https://schema.org",
        "@graph": [
            { "@type": "WebSite", "@id": format!("{}#website", site.home()), "url": site.home(), "name": site.title.name },
            { "@type": "WebPage", "@id": page.address, "url": page.address, "name": page.headline(), "inLanguage": site.title.language.as_str() },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    crumb(1, page.desk.words().home, site.home()),
                    crumb(2, &page.shelf.label, site.section(page.shelf)),
                ],
            },
            article,
        ],
    })
}

fn authors(page: &ArticlePage<'_>) -> Value {
    let person = |writer: &crate::world::Writer| match &writer.role {
        Some(role) => json!({ "@type": "Person", "name": writer.name, "jobTitle": role }),
        None => json!({ "@type": "Person", "name": writer.name }),
    };
    let byline = &page.current.article.byline;
    match page.desk.agency(page.current.article) {
        Some((agency, _)) if byline.is_empty() => json!([{ "@type": "Organization", "name": agency }]),
        _ if byline.is_empty() => json!([{ "@type": "Organization", "name": page.desk.site.title.name }]),
        _ => byline.iter().map(person).collect(),
    }
}

fn image(figure: &Figure) -> Value {
    json!({
        "@type": "ImageObject",
        "url": figure.address,
        "width": 1200,
        "height": 750,
        "caption": figure.caption,
        "creditText": figure.credit,
    })
}

fn live_update(page: &ArticlePage<'_>, update: &LiveUpdate<'_>) -> Value {
    let text = update.blocks.iter().filter_map(|block| if let Block::Paragraph(text) = block { Some(plain(text)) } else { None });
    json!({
        "@type": "BlogPosting",
        "headline": update.headline,
        "datePublished": update.stamp.machine,
        "articleBody": text.collect::<Vec<_>>().join("\n\n"),
        "url": format!("{}#t{}", page.address, update.stamp.moment.seconds()),
    })
}
