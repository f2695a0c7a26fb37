//! An article from its page.

use newsstand_news::{Address, Article, Body, Byline, Html, Moment, Origin, Published, Section, Wall};

use crate::body::{Found, Hints, Scorer, Text};
use crate::clean::{Base, clean};
use crate::hints::{Outcome, Part, Places, Version};
use crate::html::Tree;
use crate::meta::dateline::Dateline;
use crate::meta::jsonld::{Data, Thing};
use crate::meta::near::Near;
use crate::meta::tags::Tags;
use crate::meta::title::Headline;
use crate::meta::who::Named;
use crate::meta::{agency, dateline, kind, language, lead, licence, section, standfirst, title, wall, when, who};
use crate::source::Source;
use crate::text::{count_words, prose};

/// A body with fewer words than this, where the page's data holds the whole text, is taken from there.
const FEW_WORDS: u32 = 60;

/// A members' article with fewer words than this is taken to be cut.
const FEWEST: u32 = 200;

/// What a page tells beside what an article holds.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Who is named as author where no person is: an agency, or the title itself.
    pub named: Option<String>,
    /// The zone in which publication is stated, in seconds east of Greenwich.
    pub published_east: Option<i32>,
    /// The same for the change.
    pub modified_east: Option<i32>,
    /// The licence that the page states.
    pub licence: Option<Address>,
    /// What became of the hints it was read with.
    pub hints: Outcome,
}

/// Makes an article of a page. `address` is where it was found, `seen` when.
///
/// Everything the page says is taken from wherever it says it: JSON-LD, Open Graph, `meta`, microdata, and what is shown.
/// The body is [`Body::Preview`] when a wall cuts it.
pub fn page(html: &str, address: &Address, seen: Moment) -> Article {
    hinted(html, address, seen, None).0
}

/// [`page`], with hints for its title where there are some, and what became of them. Without, nothing differs from [`page`].
pub fn hinted(html: &str, address: &Address, seen: Moment, hint: Option<&Version>) -> (Article, Outcome) {
    let (article, told) = read(html, address, seen, Scorer::shipped(), hint);
    (article, told.hints)
}

/// The parts of a page that its title keeps for those who pay, as CSS selectors, as the page's data marks them.
pub fn marked(html: &str, address: &Address) -> Vec<String> {
    with_source(html, address, |source, _| wall::marked(source))
}

/// [`hinted`], its text chosen by `scorer`, with what else the page tells.
pub fn read(html: &str, address: &Address, seen: Moment, scorer: &Scorer, hint: Option<&Version>) -> (Article, Told) {
    with_source(html, address, |source, base| {
        let (with, told) = article(source, base, seen, scorer, hint);
        let Some(hint) = hint.filter(|_| is_empty(&with)) else { return (with, told) };
        // Whatever a hint took for headline or standfirst is no text; where that was all of it, the hints do not fit.
        let (without, plain) = article(source, base, seen, scorer, None);
        if is_empty(&without) { (with, told) } else { (without, Told { hints: hint.passed_over(), ..plain }) }
    })
}

pub(crate) fn with_source<T>(html: &str, address: &Address, read: impl FnOnce(&Source<'_>, &Address) -> T) -> T {
    let tree = Tree::read(html);
    let tags = Tags::read(&tree);
    let data = Data::read(&tree);
    let base_address = tags.base(address);
    let base = Base::new(Some(&base_address));
    read(&Source::new(&tree, &tags, &data, &base, address), &base_address)
}

fn article(source: &Source<'_>, base: &Address, seen: Moment, scorer: &Scorer, hint: Option<&Version>) -> (Article, Told) {
    let mut places = Places::of(source.tree, hint);
    let headline = places.headline(source).unwrap_or_else(|| title::read(source));
    let signed = places.named(source);
    let mut text = Text::find(source.tree, &hints_of(source, &headline), scorer);
    let pointed = point(&mut text, &mut places, source.tree);
    let centre = text.centre();
    let near = Near { head: headline.head, text: text.first_line(), end: Some(source.tree.end(centre)) };
    let under = || standfirst::standfirst(source, &headline, Some(centre));
    let standfirst = places.standfirst(source).or_else(under);
    let outside = text.left_out().to_vec();
    let found = text.read(&headline.shown, standfirst.as_deref());
    let wall = wall::wall(source);
    let (html, words) = if pointed { shown(&found.markup, base) } else { text_of(source, &found, wall, base) };
    let count = count_words(&words);
    let dateline = dateline::read(&words);
    let named = signed.unwrap_or_else(|| who::named(source, near));
    let (bylines, origin) = who_and_whence(&named, dateline.as_ref(), &source.site);
    let published = places.published(source).or_else(|| when::published(source, near));
    let modified = places.modified(source).or_else(|| when::modified(source, published));
    let modified = modified.filter(|modified| published.is_none_or(|published| modified.moment > published.moment));
    let section = places.section(source).or_else(|| section_of(source));
    let kicker = places.kicker(source).or_else(|| standfirst::kicker(source, &headline));
    let cut = is_cut(source, &found, wall, &words, count);
    let told = Told {
        named: credited(&bylines, &origin, &named),
        published_east: published.and_then(|stamp| stamp.east),
        modified_east: modified.and_then(|stamp| stamp.east),
        licence: licence::licence(source),
        hints: places.outcome(),
    };
    let article = Article {
        address: source.address.clone(),
        canonical: source.tags.canonical(source.base),
        kind: kind::kind(source, section, &html, count),
        kicker,
        standfirst,
        bylines,
        dateline: dateline.map(|line| line.place),
        section,
        language: language::language(source, &words),
        modified: modified.map(|stamp| stamp.moment),
        published: published.map_or(Published::Seen(seen), |stamp| Published::Stated(stamp.moment)),
        lead: lead::picture(source, near, &outside),
        wall: if cut && wall == Wall::Unknown { Wall::Members } else { wall },
        body: if cut { Body::Preview(html) } else { Body::Full(html) },
        origin,
        headline: headline.words,
    };
    (article, told)
}

fn is_empty(article: &Article) -> bool {
    prose(article.body.html()).is_empty()
}

/// Follows the hints about the text; tells whether they say where it stands.
fn point(text: &mut Text<'_>, places: &mut Places<'_>, tree: &Tree<'_>) -> bool {
    let pointed = text.only(&places.ranges(Part::Body, tree));
    places.note(Part::Body, pointed);
    let without = text.without(places.ranges(Part::LeaveOut, tree));
    places.note(Part::LeaveOut, without);
    // Who is on the byline is not said again in the text.
    text.without(places.held(Part::Byline, tree));
    pointed
}

/// What the page says of its article, for the text to be found by.
pub fn hints(source: &Source<'_>) -> Hints {
    hints_of(source, &title::read(source))
}

fn hints_of(source: &Source<'_>, headline: &Headline) -> Hints {
    let authors = source.article().map(|article| source.data.objects_of(article.get("author"))).unwrap_or_default();
    let names: Vec<String> = authors.into_iter().filter_map(Thing::name).collect();
    let tagged = || source.tags.first(&["author", "article:author"]).unwrap_or("").to_owned();
    Hints {
        head: headline.head,
        headline: headline.shown.clone(),
        description: standfirst::description(source).unwrap_or_default(),
        told: source.told("articleBody").unwrap_or_default(),
        authors: if names.is_empty() { tagged() } else { names.join(" ") },
        site: source.site.clone(),
    }
}

/// The people, and where the text comes from: an agency on the byline or in the dateline, or an organisation that the page
/// names as author instead of people.
fn who_and_whence(named: &Named, dateline: Option<&Dateline>, site: &str) -> (Vec<Byline>, Origin) {
    let is_organisation = |person: &Byline| named.organisation.as_ref() == Some(&person.name);
    let people = named.people.iter().filter(|person| !is_organisation(person)).cloned().collect();
    let (people, origin) = agency::split(people, dateline.and_then(|line| line.agency.as_deref()), site);
    match &named.organisation {
        Some(name) if people.is_empty() && !named.is_house && !agency::is_own_desk(name, site) => {
            (people, Origin::Wire(name.clone()))
        }
        _ => (people, origin),
    }
}

/// Whom the byline names where it names no person.
fn credited(people: &[Byline], origin: &Origin, named: &Named) -> Option<String> {
    if !people.is_empty() {
        return None;
    }
    let agency = match origin {
        Origin::Wire(agency) => Some(agency),
        Origin::Own | Origin::CopyOf(_) => None,
    };
    named.first.as_ref().or(agency).cloned()
}

/// The clean text with its own words; from the page's data when the page itself shows next to nothing. What a page keeps from
/// people who do not pay its title is not taken from its data either.
fn text_of(source: &Source<'_>, found: &Found, wall: Wall, base: &Address) -> (Html, String) {
    let (html, words) = shown(&found.markup, base);
    let told = source.article().and_then(|article| article.get("articleBody")).and_then(serde_json::Value::as_str).unwrap_or("");
    if wall == Wall::Members || told.is_empty() {
        return (html, words);
    }
    let count = count_words(&words);
    if count >= FEW_WORDS {
        return (html, words);
    }
    let whole = shown(&told.replace('\n', "<br><br>"), base);
    if count_words(&whole.1) > 2 * count { whole } else { (html, words) }
}

fn shown(markup: &str, base: &Address) -> (Html, String) {
    let html = clean(markup, Some(base));
    let words = prose(&html);
    (html, words)
}

/// Whether what is shown is only the beginning.
fn is_cut(source: &Source<'_>, found: &Found, wall: Wall, words: &str, shown: u32) -> bool {
    let short = || wall::stated_words(source).is_some_and(|stated| stated > 100 && shown * 5 < stated * 3);
    match wall {
        Wall::Open => false,
        Wall::Members => {
            found.gate || shown < FEWEST || (found.wall && shown < 2 * FEWEST) || words.trim_end().ends_with('…') || short()
        }
        Wall::Unknown => found.gate || (found.wall && short()),
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
