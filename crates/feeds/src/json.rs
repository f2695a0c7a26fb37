//! JSON Feed 1 and 1.1, leniently: wrong types are passed over, a document cut short gives the items before the cut.

mod repair;
mod strings;

use newsstand_news::{Address, Author, Enclosure, Entry, FeedFormat, Language, Markup, Moment, Picture, dates};
use serde_json::{Map, Value};

use crate::limits::{DESCRIPTION_BYTES, ENTRIES, MARKUP_BYTES, PER_ENTRY, PLAIN_BYTES};
use crate::read::{add_hub, blank};
use crate::{NOT_A_FEED, Reading, address, text};

type Object = Map<String, Value>;

/// Reads a JSON Feed.
pub(crate) fn read(text: &str, base: Option<&Address>, reading: &mut Reading) {
    let Some(feed) = parse(text, reading) else {
        reading.complain(NOT_A_FEED, "The document begins like JSON but is none.");
        return;
    };
    let version = feed.get("version").and_then(Value::as_str).unwrap_or("");
    if !version.contains("jsonfeed.org") && !feed.get("items").is_some_and(Value::is_array) {
        reading.complain(NOT_A_FEED, "The document is JSON, but not a JSON Feed.");
        return;
    }
    let content = &mut reading.content;
    content.format = FeedFormat::Json;
    content.title = plain(&feed, "title");
    content.link = whole(&feed, "home_page_url", base);
    content.id = plain(&feed, "feed_url");
    content.description = string(&feed, "description").and_then(|text| text::of_text(text, DESCRIPTION_BYTES));
    content.language = string(&feed, "language").map(Language::new).unwrap_or_default();
    content.authors = authors(&feed, base);
    content.picture = whole(&feed, "icon", base).or_else(|| whole(&feed, "favicon", base));
    content.own_address = whole(&feed, "feed_url", base);
    let hubs = array(&feed, "hubs").iter().filter_map(Value::as_object).filter_map(|hub| whole(hub, "url", base));
    hubs.for_each(|hub| add_hub(&mut content.hubs, hub));
    let items = array(&feed, "items");
    content.entries = items.iter().filter_map(Value::as_object).take(ENTRIES).map(|item| entry(item, base)).collect();
    if items.len() > ENTRIES {
        reading.complain("too-many-entries", "The document has more entries than are taken; the first were.");
    }
}

/// Parses the document; where it is damaged, a repaired copy of it.
fn parse(text: &str, reading: &mut Reading) -> Option<Object> {
    let first = serde_json::Deserializer::from_str(text).into_iter::<Object>().next();
    if let Some(Ok(feed)) = first {
        return Some(feed);
    }
    let repaired = serde_json::from_str(&repair::repair(text)).ok()?;
    reading.complain("bad-json", "The JSON is damaged or cut short; what is whole was read.");
    Some(repaired)
}

fn entry(item: &Object, base: Option<&Address>) -> Entry {
    let mut entry = blank();
    entry.id = scalar(item, "id").filter(|id| id.len() <= PLAIN_BYTES).and_then(|id| text::of_text(&id, PLAIN_BYTES));
    entry.title = plain(item, "title");
    entry.link = whole(item, "url", base).or_else(|| whole(item, "external_url", base));
    entry.published = moment(item, "date_published");
    entry.updated = moment(item, "date_modified");
    entry.authors = authors(item, base);
    entry.language = string(item, "language").map(Language::new);
    entry.summary = string(item, "summary").and_then(shown);
    entry.content = string(item, "content_html").and_then(markup).or_else(|| string(item, "content_text").and_then(shown));
    entry.base = whole(item, "url", base).or_else(|| base.cloned());
    entry.categories = array(item, "tags")
        .iter()
        .filter_map(Value::as_str)
        .take(PER_ENTRY)
        .filter_map(|tag| text::of_text(tag, PLAIN_BYTES))
        .collect();
    entry.enclosures = array(item, "attachments")
        .iter()
        .filter_map(Value::as_object)
        .take(PER_ENTRY)
        .filter_map(|file| enclosure(file, base))
        .collect();
    entry.picture = whole(item, "image", base).or_else(|| whole(item, "banner_image", base)).map(Picture::at);
    entry
}

fn enclosure(file: &Object, base: Option<&Address>) -> Option<Enclosure> {
    let length = file.get("size_in_bytes").and_then(|size| size.as_u64().or_else(|| size.as_str()?.parse().ok()));
    Some(Enclosure { address: whole(file, "url", base)?, media_type: plain(file, "mime_type"), length })
}

/// `authors` of version 1.1, `author` of version 1; either may be an object or, wrongly, a name.
fn authors(of: &Object, base: Option<&Address>) -> Vec<Author> {
    let listed = array(of, "authors").iter().chain(of.get("author"));
    let mut authors: Vec<Author> = Vec::new();
    for author in listed.take(PER_ENTRY).filter_map(|value| author(value, base)) {
        if !authors.contains(&author) {
            authors.push(author);
        }
    }
    authors
}

fn author(value: &Value, base: Option<&Address>) -> Option<Author> {
    if let Some(name) = value.as_str() {
        return crate::person::read(name);
    }
    let value = value.as_object()?;
    let author =
        Author { name: plain(value, "name"), email: plain(value, "email"), url: whole(value, "url", base).map(String::from) };
    if author == Author::default() { None } else { Some(author) }
}

fn string<'v>(of: &'v Object, name: &str) -> Option<&'v str> {
    of.get(name)?.as_str()
}

/// A string, or a number as people write ids.
fn scalar(of: &Object, name: &str) -> Option<String> {
    match of.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn plain(of: &Object, name: &str) -> Option<String> {
    text::of_text(string(of, name)?, PLAIN_BYTES)
}

fn whole(of: &Object, name: &str, base: Option<&Address>) -> Option<Address> {
    address::resolve(string(of, name)?, base)
}

fn moment(of: &Object, name: &str) -> Option<Moment> {
    dates::read(&scalar(of, name)?)
}

fn array<'v>(of: &'v Object, name: &str) -> &'v [Value] {
    of.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn markup(html: &str) -> Option<Markup> {
    let html = text::cut(html.trim(), MARKUP_BYTES);
    if html.is_empty() { None } else { Some(Markup(html.to_owned())) }
}

fn shown(plain: &str) -> Option<Markup> {
    markup(&text::escape(plain))
}
