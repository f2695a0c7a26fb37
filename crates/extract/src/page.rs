//! An article from its page.

use newsstand_news::{Address, Article, ArticleKind, Body, Byline, Html, Language, Moment, Origin, Published, Section, Wall};

use crate::body::{self, Found, Weights};
use crate::clean::{Base, clean};
use crate::html::{Tag, Tree};
use crate::meta::dateline::Dateline;
use crate::meta::jsonld::Data;
use crate::meta::tags::Tags;
use crate::meta::{agency, dateline, lead, section, title, wall, when, who};
use crate::source::Source;
use crate::text::{count_words, prose};

/// A body with fewer words than this, where the page's data holds the whole text, is taken from there.
const FEW_WORDS: u32 = 60;

/// A members' article with fewer words than this is taken to be cut.
const FEWEST: u32 = 200;

/// Makes an article of a page. `address` is where it was found, `seen` when.
///
/// Everything the page says is taken from wherever it says it: JSON-LD, Open Graph, `meta`, microdata, and what is shown.
/// The body is [`Body::Preview`] when a wall cuts it.
pub fn page(html: &str, address: &Address, seen: Moment) -> Article {
    let tree = Tree::read(html);
    let tags = Tags::read(&tree);
    let data = Data::read(&tree);
    let base_address = tags.base(address);
    let base = Base::new(Some(&base_address));
    let source = Source::new(&tree, &tags, &data, &base, address);
    article(&source, &base_address, seen)
}

fn article(source: &Source<'_>, base: &Address, seen: Moment) -> Article {
    let headline = title::headline(source);
    let weights = Weights::of(source.tree);
    let head = title::head(source, &headline);
    let roots = body::roots(source.tree, &weights, head);
    let first = body::first_line(source.tree, &weights, &roots);
    let lead = lead::picture(source, head, first);
    let standfirst = title::standfirst(source, &headline, roots.first().copied());
    let found = body::read(source.tree, &weights, &roots, &headline, standfirst.as_deref());
    let wall = wall::wall(source);
    let html = text_of(source, &found, wall, base);
    let words = prose(&html);
    let dateline = dateline::read(&words);
    let (bylines, origin) = who_and_whence(source, who::bylines(source, head, first), dateline.as_ref());
    let published = when::published(source);
    let section = section_of(source);
    let cut = is_cut(source, &found, wall, &words);
    Article {
        address: source.address.clone(),
        canonical: source.tags.canonical(source.base),
        kind: kind(source, section, &html, &words),
        kicker: title::kicker(source, &headline),
        standfirst,
        bylines,
        dateline: dateline.map(|line| line.place),
        section,
        language: language(source),
        modified: when::modified(source, published),
        published: published.map_or(Published::Seen(seen), Published::Stated),
        lead,
        wall: if cut && wall == Wall::Unknown { Wall::Members } else { wall },
        body: if cut { Body::Preview(html) } else { Body::Full(html) },
        origin,
        headline,
    }
}

/// The people, and where the text comes from: an agency on the byline or in the dateline, or an organisation that the page
/// names as author instead of people.
fn who_and_whence(source: &Source<'_>, people: Vec<Byline>, dateline: Option<&Dateline>) -> (Vec<Byline>, Origin) {
    let organisation = who::organisation(source);
    let people = people.into_iter().filter(|person| organisation.as_ref() != Some(&person.name)).collect();
    let (people, origin) = agency::split(people, dateline.and_then(|line| line.agency.as_deref()), &source.site);
    match organisation {
        Some(name) if people.is_empty() && !agency::is_own_desk(&name, &source.site) => (people, Origin::Wire(name)),
        _ => (people, origin),
    }
}

/// The clean text; from the page's data when the page itself shows next to nothing. What a page keeps from people who do
/// not pay its title is not taken from its data either.
fn text_of(source: &Source<'_>, found: &Found, wall: Wall, base: &Address) -> Html {
    let html = clean(&found.markup, Some(base));
    if wall == Wall::Members {
        return html;
    }
    let told = source.article().and_then(|article| article.get("articleBody")).and_then(serde_json::Value::as_str).unwrap_or("");
    if told.is_empty() || count_words(&prose(&html)) >= FEW_WORDS {
        return html;
    }
    let lines = told.replace('\n', "<br><br>");
    let whole = clean(&lines, Some(base));
    if count_words(&prose(&whole)) > 2 * count_words(&prose(&html)) { whole } else { html }
}

/// Whether what is shown is only the beginning.
fn is_cut(source: &Source<'_>, found: &Found, wall: Wall, words: &str) -> bool {
    let shown = count_words(words);
    let short = wall::stated_words(source).is_some_and(|stated| stated > 100 && shown * 5 < stated * 3);
    match wall {
        Wall::Open => false,
        Wall::Members => {
            found.gate || short || shown < FEWEST || (found.wall && shown < 2 * FEWEST) || words.trim_end().ends_with('…')
        }
        Wall::Unknown => found.gate || (short && found.wall),
    }
}

fn section_of(source: &Source<'_>) -> Option<Section> {
    let labels = [
        "article:section",
        "og:article:section",
        "section",
        "parsely-section",
        "sailthru.section",
        "cxenseparse:category",
        "dc.subject",
    ];
    let told = source.told("articleSection");
    told.into_iter()
        .chain(source.tags.first(&labels).map(str::to_owned))
        .find_map(|label| section::of_label(&label))
        .or_else(|| section::of_address(source.address))
}

fn language(source: &Source<'_>) -> Language {
    let told = source.told("inLanguage");
    [source.tags.language().map(str::to_owned), told]
        .into_iter()
        .flatten()
        .map(|tag| Language::new(&tag))
        .find(|language| !language.as_str().is_empty())
        .unwrap_or_default()
}

fn kind(source: &Source<'_>, section: Option<Section>, html: &Html, words: &str) -> ArticleKind {
    let pictures = html.as_str().matches("<img ").count();
    let shared = source.tags.first(&["og:type"]).unwrap_or("").to_ascii_lowercase();
    if wall::is_type(source, &["LiveBlogPosting"]) || source.data.of_type(&["LiveBlogPosting"]).is_some() {
        ArticleKind::Live
    } else if wall::is_type(source, &["OpinionNewsArticle"]) || section == Some(Section::Opinion) {
        ArticleKind::Opinion
    } else if source.data.of_type(&["ImageGallery", "MediaGallery"]).is_some()
        || (pictures >= 4 && count_words(words) < 60 * pictures as u32)
    {
        ArticleKind::Gallery
    } else if shared.starts_with("video") || (count_words(words) < 80 && source.tree.find(0, &[Tag::Video]).next().is_some()) {
        ArticleKind::Video
    } else {
        ArticleKind::Report
    }
}
