//! Small values to keep.

use newsstand_news::*;
use newsstand_store::articles::Arrived;
use newsstand_store::entries::{NewEntry, Said};
use newsstand_store::titles::{NewTitle, Putter};
use newsstand_store::{Store, articles, entries, feeds, titles};

pub fn at(seconds: i64) -> Moment {
    Moment::from_seconds(1_790_000_000 + seconds)
}

pub fn address(text: &str) -> Address {
    Address::new(text).expect("an address")
}

pub fn title(store: &Store, name: &str, owner: Option<&str>) -> Id<Title> {
    let language = Language::new("en");
    let new = NewTitle {
        slug: name.to_lowercase().replace(' ', "-"),
        name: name.into(),
        home: Some(address(&format!("https://{}.example/", name.to_lowercase().replace(' ', "-")))),
        country: Country::new("gb"),
        mark: Mark::of_name(name, &language),
        language,
        kind: TitleKind::Daily,
        owner: owner.map(Into::into),
        wall: Wall::Unknown,
        terms: Terms::Link,
    };
    let ids = store.ids().clone();
    store.write_here(|tx| titles::add(tx, &ids, &new, Putter::Catalogue, at(0))).expect("added")
}

pub fn feed(store: &Store, title: Id<Title>, url: &str, due: Moment) -> Id<Feed> {
    let ids = store.ids().clone();
    store.write_here(|tx| feeds::add(tx, &ids, title, &address(url), Some(Section::World), due)).expect("added").0
}

pub fn article(url: &str, headline: &str, text: &str) -> Article {
    Article {
        address: address(url),
        canonical: None,
        kind: ArticleKind::Report,
        headline: headline.into(),
        kicker: None,
        standfirst: Some(format!("{headline}, in one sentence")),
        bylines: vec![Byline { name: "Ines Okafor".into(), role: Some("Harbour correspondent".into()) }],
        dateline: None,
        section: Some(Section::World),
        language: Language::new("en"),
        published: Published::Stated(at(-60)),
        modified: None,
        lead: Some(Picture {
            address: address("https://p.example/1.jpg"),
            caption: Some("A quay".into()),
            credit: Some("P. Vader".into()),
            size: Some((1200, 750)),
        }),
        body: Body::Full(Html::vouched(format!("<p>{text}</p>"))),
        wall: Wall::Open,
        origin: Origin::Own,
    }
}

pub fn entry(url: &str, headline: &str) -> Entry {
    Entry {
        key: EntryKey(url.into()),
        id: Some(url.into()),
        title: Some(headline.into()),
        link: Some(address(url)),
        published: None,
        updated: None,
        authors: vec![],
        language: None,
        summary: None,
        content: Some(Markup(format!("<p>{headline}</p>"))),
        base: None,
        enclosures: vec![],
        categories: vec![],
        picture: None,
        source_title: None,
    }
}

/// Keeps articles with their entries in one transaction, as a visit does.
pub fn visit(store: &Store, title: Id<Title>, feed: Id<Feed>, bring: &[(Article, String)], now: Moment) -> Vec<articles::Kept> {
    let ids = store.ids().clone();
    store
        .write_here(|tx| {
            let arrived: Vec<Arrived<'_>> = bring
                .iter()
                .enumerate()
                .map(|(place, (article, text))| Arrived { article, text, words: 10, want_page: false, place })
                .collect();
            let kept = articles::keep(tx, &ids, title, feed, &arrived, now)?;
            let said: Vec<Entry> =
                bring.iter().map(|(a, text)| entry(a.address.as_str(), &format!("{}{text}", a.headline))).collect();
            let new: Vec<NewEntry<'_>> = said
                .iter()
                .zip(&kept)
                .map(|(entry, kept)| NewEntry { said: Said::of(entry), entry, article: Some(kept.id()) })
                .collect();
            entries::insert(tx, &ids, title, feed, &new, now)?;
            Ok(kept)
        })
        .expect("kept")
}
