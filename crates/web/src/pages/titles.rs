//! The catalogue: titles by country, language and section, to follow or to leave.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_news::{Country, Id, Language, Section, Title};
use newsstand_store::{feeds, readers};
use serde::Deserialize;

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::names;
use crate::parts::{Frame, Here, Plate};
use crate::shelf::{OnShelf, Shelf};
use crate::state::State;
use crate::words;

/// Titles on a page.
const ON_PAGE: usize = 60;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    country: String,
    language: String,
    section: String,
    mine: String,
    page: usize,
}

/// One choice of a list.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A title on the shelf.
struct Shown {
    plate: Arc<Plate>,
    slug: String,
    about: String,
    followed: bool,
    on: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "titles.html")]
struct TitlesPage {
    frame: Frame,
    wanted: Wanted,
    countries: Vec<Choice>,
    languages: Vec<Choice>,
    sections: Vec<Choice>,
    found: String,
    followed: String,
    titles: Vec<Shown>,
    earlier: Option<String>,
    later: Option<String>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let reader = state.reader_of(&visitor);
    let section: Option<Section> = wanted.section.parse().ok();
    let (follows, carrying) = state
        .read(move |tx| {
            let carrying = section.map(|section| carrying(tx, section)).transpose()?;
            Ok((readers::follows(tx, reader)?, carrying))
        })
        .await?;
    let followed: HashSet<Id<Title>> = follows.iter().map(|follow| follow.title).collect();
    let fits = |title: &&Arc<OnShelf>| {
        wanted.fits(title)
            && carrying.as_ref().is_none_or(|ids| ids.contains(&title.stored.title.id))
            && (wanted.mine.is_empty() || followed.contains(&title.stored.title.id))
    };
    let found: Vec<&Arc<OnShelf>> = shelf.by_name.iter().filter(fits).collect();
    let pages = found.len().div_ceil(ON_PAGE).max(1);
    let at = wanted.page.clamp(1, pages);
    let titles = found.iter().skip((at - 1) * ON_PAGE).take(ON_PAGE).map(|title| shown(title, &followed)).collect();
    page(&TitlesPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Titles),
        countries: countries(&shelf, &wanted),
        languages: languages(&shelf, &wanted),
        sections: sections(&wanted),
        found: words::count(found.len(), "title", "titles"),
        followed: words::number(followed.len()),
        titles,
        earlier: (at > 1).then(|| wanted.query(at - 1)),
        later: (at < pages).then(|| wanted.query(at + 1)),
        wanted,
    })
}

/// Titles that have a feed for a section.
fn carrying(tx: &mut newsstand_store::Tx<'_>, section: Section) -> Result<HashSet<Id<Title>>, newsstand_store::Error> {
    let health = feeds::health(tx, None)?;
    Ok(health.into_iter().filter(|feed| feed.feed.section == Some(section)).map(|feed| feed.feed.title).collect())
}

impl Wanted {
    fn fits(&self, title: &OnShelf) -> bool {
        let title = &title.stored.title;
        let asked = self.q.trim().to_lowercase();
        (asked.is_empty() || title.name.to_lowercase().contains(&asked) || title.slug.contains(&asked))
            && (self.country.is_empty() || title.country.is_some_and(|country| country.as_str() == self.country))
            && (self.language.is_empty() || title.language.primary() == self.language)
    }

    /// The address of another page of the same.
    fn query(&self, page: usize) -> String {
        let mut query = format!("/titles?page={page}");
        for (name, value) in [
            ("q", &self.q),
            ("country", &self.country),
            ("language", &self.language),
            ("section", &self.section),
            ("mine", &self.mine),
        ] {
            if !value.is_empty() {
                query.push_str(&format!("&{name}={}", words::in_query(value)));
            }
        }
        query
    }
}

fn shown(title: &Arc<OnShelf>, followed: &HashSet<Id<Title>>) -> Shown {
    let stored = &title.stored;
    let mut about = vec![names::kind(stored.title.kind).to_owned()];
    about.extend(stored.title.country.map(names::country));
    about.extend(Some(names::language(&stored.title.language)).filter(|name| !name.is_empty()));
    Shown {
        plate: Arc::clone(&title.plate),
        slug: stored.title.slug.clone(),
        about: about.join(", "),
        followed: followed.contains(&stored.title.id),
        on: stored.on,
    }
}

fn choices(counted: BTreeMap<String, (String, i64)>, chosen: &str) -> Vec<Choice> {
    let choice = |(label, (value, count)): (String, (String, i64))| Choice {
        label: format!("{label} ({})", words::number(count)),
        chosen: value == chosen,
        value,
    };
    counted.into_iter().map(choice).collect()
}

fn countries(shelf: &Shelf, wanted: &Wanted) -> Vec<Choice> {
    let mut counted: BTreeMap<String, (String, i64)> = BTreeMap::new();
    for country in shelf.by_name.iter().filter_map(|title| title.stored.title.country) {
        let country: Country = country;
        counted.entry(names::country(country)).or_insert_with(|| (country.as_str().to_owned(), 0)).1 += 1;
    }
    choices(counted, &wanted.country)
}

fn languages(shelf: &Shelf, wanted: &Wanted) -> Vec<Choice> {
    let mut counted: BTreeMap<String, (String, i64)> = BTreeMap::new();
    for title in &shelf.by_name {
        let language: &Language = &title.stored.title.language;
        if !language.as_str().is_empty() {
            counted.entry(names::language(language)).or_insert_with(|| (language.primary().to_owned(), 0)).1 += 1;
        }
    }
    choices(counted, &wanted.language)
}

fn sections(wanted: &Wanted) -> Vec<Choice> {
    let choice = |section: Section| Choice {
        value: section.as_str().to_owned(),
        label: names::section(section).to_owned(),
        chosen: section.as_str() == wanted.section,
    };
    Section::ALL.into_iter().map(choice).collect()
}

/// Follows a title, or no more.
pub async fn follow(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let title = shelf.by_slug(form.field("title")).ok_or(Trouble::NotFound)?.stored.title.id;
    let (reader, now) = (state.reader_of(&form.visitor), state.now());
    if form.field("stop").is_empty() {
        state.store.write(move |tx| readers::follow(tx, reader, title, None, now)).await?;
    } else {
        state.store.write(move |tx| readers::unfollow(tx, reader, title)).await?;
    }
    Ok(go(&form.back("/titles")))
}
