//! An article from what a feed said of it.

use newsstand_news::{
    Address, Article, ArticleKind, Body, Byline, Entry, Html, Language, Moment, Picture, Published, Section, Wall,
};

use crate::clean::{beginning, clean};
use crate::html::{Token, Tokens};
use crate::limits::{BYLINES, HEADLINE, STANDFIRST};
use crate::meta::caption::{self, Caption};
use crate::meta::{agency, byline, dateline, section};
use crate::text::{count_words, plain, prose, tidy};

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
    "continue reading",
    "read more",
    "read the full",
    "read full",
    "keep reading",
    "read the rest",
    "full story",
    "full article",
    "read on",
    "view original",
    "click here to read",
    "(more…)",
    "(more...)",
    "appeared first on",
    "first appeared on",
    "weiterlesen",
    "mehr lesen",
    "zum artikel",
    "erschien zuerst auf",
    "lire la suite",
    "lire plus",
    "lire l'article",
    "lire l’article",
    "est apparu en premier",
    "leer más",
    "seguir leyendo",
    "leggi tutto",
    "continua a leggere",
    "leia mais",
    "lees verder",
    "läs mer",
    "les mer",
    "читать далее",
    "続きを読む",
];

/// Makes an article of an entry; `None` without a link. `seen` is when the entry was first seen.
///
/// The text is [`Fullness::Full`] when the entry has a content of its own, apart from a summary, of at least 120 words that
/// does not look cut off.
pub fn entry(entry: &Entry, feed_language: &Language, seen: Moment) -> Option<(Article, Fullness)> {
    let address = entry.link.clone()?;
    let base = entry.base.as_ref().unwrap_or(&address);
    let (html, fullness) = body(entry, base);
    let words = prose(&html);
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
        language: entry
            .language
            .clone()
            .filter(|language| !language.as_str().is_empty())
            .unwrap_or_else(|| feed_language.clone()),
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
    let words = prose(&html);
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
    // Other names begin like that: `<path` in a drawing.
    let begins = |at: &usize| trimmed[at + 2..].starts_with([' ', '>']);
    let start = trimmed.strip_suffix("</p>").and_then(|_| trimmed.rmatch_indices("<p").map(|(at, _)| at).find(begins))?;
    let last = plain(trimmed.get(start..)?).to_lowercase();
    let short = last.chars().count() <= POINTER;
    (short && POINTERS.iter().any(|pointer| last.contains(pointer))).then(|| &html[..start])
}

/// Whether a text ends like a teaser.
fn looks_cut(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches([']', ')', '»', '›', '>', '→', ' ', '\u{a0}']);
    end.ends_with('…') || end.ends_with("...")
}

fn headline(entry: &Entry, words: &str) -> String {
    let title = entry.title.as_deref().map(tidy).unwrap_or_default();
    if title.is_empty() {
        // A note without a title: its first words.
        let first = words.lines().next().unwrap_or("");
        let cut: String = first.chars().take(100).collect();
        return if cut.len() < first.len() {
            cut.rsplit_once(' ').map_or(cut.clone(), |(start, _)| format!("{start}…"))
        } else {
            cut
        };
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
    let figure =
        markup.get(..at).and_then(|before| before.rfind("<figure")).filter(|figure| !markup[*figure..at].contains("</figure>"));
    let under =
        figure.and_then(|_| markup.get(at..)?.split("</figure>").next()?.split_once("<figcaption>").map(|(_, tail)| plain(tail)));
    let Caption { caption, credit } = under.map(|words| caption::split(&words)).unwrap_or_default();
    let number = |name: &str| start.attributes.get(name).and_then(|value| value.parse().ok());
    Some(Picture { address, caption, credit, size: number("width").zip(number("height")) })
}

#[cfg(test)]
mod tests {
    use newsstand_news::{Author, EntryKey, Markup, Origin};

    use super::*;

    const SENTENCE: &str =
        "The harbour board said on Tuesday that the bell had been found in a basement below its own offices after all. ";

    fn said(summary: Option<&str>, content: Option<&str>) -> Entry {
        Entry {
            key: EntryKey("1".into()),
            id: None,
            title: Some("Bell &#8220;found&#8221;\n under council".into()),
            link: Address::new("https://packet.example/saltmere/bell"),
            published: Some(Moment::from_seconds(100)),
            updated: Some(Moment::from_seconds(200)),
            authors: vec![Author { name: Some("Ines Harrow, harbour correspondent".into()), ..Author::default() }],
            language: None,
            summary: summary.map(|text| Markup(text.into())),
            content: content.map(|text| Markup(text.into())),
            base: None,
            enclosures: Vec::new(),
            categories: vec!["Bells".into(), "Local news".into()],
            picture: None,
            source_title: None,
        }
    }

    fn read(entry_said: &Entry) -> (Article, Fullness) {
        entry(entry_said, &Language::new("en"), Moment::from_seconds(7)).unwrap()
    }

    #[test]
    fn what_the_entry_says_is_in_the_article() {
        let content = format!(
            "<figure><img src=/bell.jpg width=800 height=600><figcaption>A bell. Photo: Ana Ruiz</figcaption></figure><p>SALTMERE (Meridian) — {}</p>",
            SENTENCE.repeat(8)
        );
        let (article, fullness) = read(&said(Some("A bell is back."), Some(&content)));
        assert_eq!(fullness, Fullness::Full);
        assert_eq!(article.headline, "Bell “found” under council");
        assert_eq!(article.standfirst.as_deref(), Some("A bell is back."));
        assert_eq!(article.bylines, [Byline { name: "Ines Harrow".into(), role: Some("harbour correspondent".into()) }]);
        assert_eq!((article.dateline.as_deref(), &article.origin), (Some("SALTMERE"), &Origin::Wire("Meridian".into())));
        assert_eq!((article.section, article.language.as_str()), (Some(Section::Local), "en"));
        assert_eq!(
            (article.published, article.modified),
            (Published::Stated(Moment::from_seconds(100)), Some(Moment::from_seconds(200)))
        );
        let lead = article.lead.unwrap();
        assert_eq!(lead.address.as_str(), "https://packet.example/bell.jpg");
        assert_eq!(
            (lead.caption.as_deref(), lead.credit.as_deref(), lead.size),
            (Some("A bell."), Some("Ana Ruiz"), Some((800, 600)))
        );
    }

    #[test]
    fn only_whole_texts_are_full() {
        let long = format!("<p>{}</p>", SENTENCE.repeat(8));
        let pointed = format!(
            "{long}<p><a href=/x>Continue reading</a></p>\n<p>The post <a href=/x>Bell</a> appeared first on <a href=/>The Packet</a>.</p>"
        );
        for (summary, content, fullness) in [
            (None, Some(long.as_str()), Fullness::Full),
            (Some("Short."), Some(long.as_str()), Fullness::Full),
            (None, Some(pointed.as_str()), Fullness::Full),
            (Some(long.as_str()), Some(long.as_str()), Fullness::Partial),
            (Some(long.as_str()), None, Fullness::Partial),
            (None, Some("<p>Only a few words.</p>"), Fullness::Partial),
            (None, Some(&long.replace(". </p>", " […]</p>")), Fullness::Partial),
            (None, Some(&long.replace(". </p>", "...</p>")), Fullness::Partial),
            (None, None, Fullness::Partial),
        ] {
            let (article, is) = read(&said(summary, content));
            assert_eq!(is, fullness, "{summary:?} {content:?}");
            assert_eq!(article.body.reach(), if is == Fullness::Full { "full" } else { "summary" });
            let html = article.body.html().as_str();
            assert!(!html.contains("Continue") && !html.contains("appeared"), "{html}");
        }
    }

    #[test]
    fn a_pointer_goes_with_the_drawing_in_it() {
        let markup = "<p>Words.</p><p>Continue reading <svg><path d='M0 0'/></svg></p>";
        let (article, _) = read(&said(None, Some(markup)));
        assert_eq!(article.body.html().as_str(), "<p>Words.</p>");
    }

    #[test]
    fn an_entry_without_a_link_is_no_article_and_one_without_a_title_has_a_headline() {
        let mut note = said(
            None,
            Some(
                "<p>Fog on the quay this morning, and nobody has seen the ferry yet, not even those who are on board of it now.</p>",
            ),
        );
        note.title = None;
        note.published = None;
        note.updated = None;
        let (article, _) = read(&note);
        assert_eq!(
            article.headline,
            "Fog on the quay this morning, and nobody has seen the ferry yet, not even those who are on board of…"
        );
        assert_eq!(article.published, Published::Seen(Moment::from_seconds(7)));
        note.link = None;
        assert!(entry(&note, &Language::default(), Moment::default()).is_none());
    }
}
