//! An article from what a feed said of it.

use newsstand_news::{Address, Article, ArticleKind, Body, Byline, Entry, Html, Language, Moment, Picture, Published, Section, Wall};

use crate::html::{Token, Tokens};
use crate::limits::{BYLINES, HEADLINE, STANDFIRST};
use crate::meta::{agency, byline, dateline, section};
use crate::text::{count_words, plain, tidy};
use crate::clean::{beginning, clean};
use crate::text;

/// How much of an article a feed gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fullness {
    /// All of it: the page need not be fetched.
    Full,
    /// A teaser.
    Partial,
}

/// Fewest words of a full text.
const FULL_WORDS: u32 = 120;
/// Longest last paragraph, in characters, that may be a pointer to the page.
const POINTER: usize = 200;

/// What a paragraph says that only points to the page, lower case.
const POINTERS: [&str; 34] = [
    "continue reading", "read more", "read the full", "read full", "keep reading", "read the rest", "full story", "full article", "read on", "view original", "click here to read", "(more…)", "(more...)",
    "appeared first on", "first appeared on", "weiterlesen", "mehr lesen", "zum artikel", "erschien zuerst auf", "lire la suite", "lire plus", "lire l'article", "lire l’article",
    "est apparu en premier", "leer más", "seguir leyendo", "leggi tutto", "continua a leggere", "leia mais", "lees verder", "läs mer", "les mer", "читать далее", "続きを読む",
];

/// Makes an article of an entry; `None` without a link. `seen` is when the entry was first seen.
///
/// The text is [`Fullness::Full`] when the entry has a content of its own, apart from a summary, of at least 120 words that
/// does not look cut off.
pub fn entry(entry: &Entry, feed_language: &Language, seen: Moment) -> Option<(Article, Fullness)> {
    let address = entry.link.clone()?;
    let base = entry.base.as_ref().unwrap_or(&address);
    let (html, fullness) = body(entry, base);
    let words = text(&html);
    let dateline = dateline::read(&words);
    let people = people(entry);
    let site = entry.source_title.as_deref().unwrap_or("");
    let (bylines, origin) = agency::split(people, dateline.as_ref().and_then(|line| line.agency.as_deref()), site);
    let section = section_of(entry, &address);
    let article = Article {
        canonical: None,
        kind: if section == Some(Section::Opinion) { ArticleKind::Opinion } else { ArticleKind::Report },
        headline: headline(entry, &words),
        kicker: None,
        standfirst: standfirst(entry, &words, fullness),
        bylines,
        dateline: dateline.map(|line| line.place),
        section,
        language: entry.language.clone().filter(|language| !language.as_str().is_empty()).unwrap_or_else(|| feed_language.clone()),
        published: entry.published.or(entry.updated).map_or(Published::Seen(seen), Published::Stated),
        modified: entry.updated.filter(|updated| entry.published.is_some_and(|published| *updated > published)),
        lead: lead(entry, &html),
        body: match fullness {
            Fullness::Full => Body::Full(html),
            Fullness::Partial => Body::Summary(html),
        },
        wall: Wall::Unknown,
        origin,
        address,
    };
    Some((article, fullness))
}

/// The clean text of an entry and how full it is.
fn body(entry: &Entry, base: &Address) -> (Html, Fullness) {
    let content = entry.content.as_ref().map_or("", |markup| markup.0.as_str());
    let summary = entry.summary.as_ref().map_or("", |markup| markup.0.as_str());
    if content.trim().is_empty() {
        return (without_pointer(clean(summary, Some(base))), Fullness::Partial);
    }
    let html = without_pointer(clean(content, Some(base)));
    let words = text(&html);
    let own = content.trim() != summary.trim();
    let full = own && count_words(&words) >= FULL_WORDS && !looks_cut(&words);
    (html, if full { Fullness::Full } else { Fullness::Partial })
}

/// Without a last paragraph that only points to the page.
fn without_pointer(html: Html) -> Html {
    let mut cut = html.as_str();
    while let Some(shorter) = cut_pointer(cut) {
        cut = shorter;
    }
    let end = cut.len();
    if end == html.as_str().len() { html } else { beginning(&html, end) }
}

fn cut_pointer(html: &str) -> Option<&str> {
    let trimmed = html.strip_suffix("<hr>").unwrap_or(html);
    let start = trimmed.strip_suffix("</p>").and_then(|_| trimmed.rfind("<p"))?;
    let last = plain(trimmed.get(start..)?).to_lowercase();
    let short = last.chars().count() <= POINTER;
    (short && POINTERS.iter().any(|pointer| last.contains(pointer))).then(|| &html[..start])
}

/// Whether a text ends like a teaser.
fn looks_cut(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches([']', ')', '»', '›', '>', '→', ' ', '\u{a0}']);
    end.ends_with('…') || end.ends_with("...") || end.ends_with("[&hellip;")
}

fn headline(entry: &Entry, words: &str) -> String {
    let title = entry.title.as_deref().map(tidy).unwrap_or_default();
    if title.is_empty() {
        // A note without a title: its first words.
        let first = words.lines().next().unwrap_or("");
        let cut: String = first.chars().take(100).collect();
        return if cut.len() < first.len() { cut.rsplit_once(' ').map_or(cut.clone(), |(start, _)| format!("{start}…")) } else { cut };
    }
    title.chars().take(HEADLINE).collect()
}

/// The summary, when it is more than the beginning of the text.
fn standfirst(entry: &Entry, words: &str, fullness: Fullness) -> Option<String> {
    if fullness == Fullness::Partial && entry.content.is_none() {
        return None;
    }
    let summary = entry.summary.as_ref().map(|markup| plain(&markup.0))?;
    let start: String = summary.chars().take(60).collect();
    let repeats = words.split_whitespace().zip(start.split_whitespace()).take(8).all(|(one, other)| one == other);
    let long = summary.chars().count() > 400;
    (!summary.is_empty() && !repeats && !long && !looks_cut(&summary)).then(|| summary.chars().take(STANDFIRST).collect())
}

fn people(entry: &Entry) -> Vec<Byline> {
    let mut people: Vec<Byline> = Vec::new();
    for name in entry.authors.iter().filter_map(|author| author.name.as_deref()) {
        let read = byline::read(name);
        people.extend(read.into_iter().filter(|person| people.iter().all(|known| known.name != person.name)).collect::<Vec<_>>());
    }
    people.truncate(BYLINES);
    people
}

fn section_of(entry: &Entry, address: &Address) -> Option<Section> {
    entry.categories.iter().find_map(|label| section::of_label(label)).or_else(|| section::of_address(address))
}

/// The entry's own picture, an attached one, or the first in its text.
fn lead(entry: &Entry, html: &Html) -> Option<Picture> {
    let attached = || {
        let is_picture = |media: Option<&str>| media.is_some_and(|media| media.starts_with("image/"));
        entry.enclosures.iter().find(|file| is_picture(file.media_type.as_deref())).map(|file| Picture::at(file.address.clone()))
    };
    entry.picture.clone().or_else(attached).or_else(|| first_picture(html))
}

/// The first picture of clean HTML, with the caption of its figure.
pub fn first_picture(html: &Html) -> Option<Picture> {
    let markup = html.as_str();
    let at = markup.find("<img src=\"")?;
    let mut tokens = Tokens::new(markup.get(at..)?);
    let Some(Token::Start(start)) = tokens.next() else { return None };
    let address = Address::new(&start.attributes.get("src")?)?;
    let figure = markup.get(..at).and_then(|before| before.rfind("<figure")).filter(|figure| !markup[*figure..at].contains("</figure>"));
    let caption = figure.and_then(|_| markup.get(at..)?.split("</figure>").next()?.split_once("<figcaption>").map(|(_, tail)| plain(tail)));
    let number = |name: &str| start.attributes.get(name).and_then(|value| value.parse().ok());
    Some(Picture { address, caption: caption.filter(|text| !text.is_empty()), credit: None, size: number("width").zip(number("height")) })
}
