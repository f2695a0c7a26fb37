//! Adding a feed or a site by its address: ask, see what was found, follow.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_news::{Address, Language};
use newsstand_store::subscriptions::{Subscription, subscribe};

use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::parts::{Frame, Here, Tongue};
use crate::state::State;
use crate::{FoundFeed, names, words};

/// A feed that was found.
struct Found {
    feed: FoundFeed,
    name: String,
    about: String,
    tongue: Tongue,
}

/// The form, and what was found.
#[derive(Template)]
#[template(path = "add.html")]
struct AddPage {
    frame: Frame,
    asked: String,
    found: Vec<Found>,
    trouble: Option<String>,
}

impl AddPage {
    fn empty(state: &State, visitor: &Visitor, shelf: &crate::shelf::Shelf) -> Self {
        let frame = Frame::new(state, visitor, Some(shelf), Here::Titles);
        Self { frame: Frame { path: "/titles/add".into(), ..frame }, asked: String::new(), found: Vec::new(), trouble: None }
    }
}

/// Shows the form.
pub async fn form(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    page(&AddPage::empty(&state, &visitor, state.shelf().await?.as_ref()))
}

/// Looks for feeds at an address. A POST, because it makes the stand go out.
pub async fn look(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>, form: Form) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let mut found = AddPage::empty(&state, &visitor, &shelf);
    found.asked = form.field("address").trim().to_owned();
    match address(&found.asked) {
        None => {
            found.trouble =
                Some("This is not an address on the web. It looks like news.example or https://news.example/feed.".into())
        }
        Some(address) => match state.outside.look(address).await {
            Ok(feeds) => found.found = feeds.into_iter().map(Found::of).collect(),
            Err(sentence) => found.trouble = Some(sentence),
        },
    }
    if found.trouble.is_none() && found.found.is_empty() {
        found.trouble = Some("No feed was found there. If you know the feed's own address, try that.".into());
    }
    page(&found)
}

impl Found {
    fn of(feed: FoundFeed) -> Self {
        let entries = words::count(feed.entries, "article in it now", "articles in it now");
        let language = names::language(&feed.language);
        let about = if language.is_empty() { entries } else { format!("{language}, {entries}") };
        let name = feed.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| feed.address.host());
        Self { about, name, tongue: Tongue::of(&feed.language), feed }
    }
}

/// What a person typed as an address: https is put before a bare name.
fn address(typed: &str) -> Option<Address> {
    let typed = typed.strip_prefix("feed:").map_or(typed, |rest| rest.trim_start_matches("//"));
    if typed.contains("://") {
        return Address::new(typed);
    }
    typed.contains('.').then(|| Address::new(&format!("https://{typed}"))).flatten()
}

/// Follows a found feed.
pub async fn add(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let unusable = || Trouble::Wrong("The form names no feed that can be added. Look for it once more.".into());
    let wanted = Subscription {
        feed: Address::new(form.field("feed")).ok_or_else(unusable)?,
        name: form.field("name").to_owned(),
        home: Address::new(form.field("home")),
        language: Language::new(form.field("language")),
        folders: Vec::new(),
    };
    let (reader, now, ids) = (state.reader_of(&form.visitor), state.now(), state.store.ids().clone());
    let (title, _) = state.store.write(move |tx| subscribe(tx, &ids, reader, &wanted, now)).await?;
    state.titles_changed();
    state.outside.visit_now(title).await;
    let shelf = state.shelf().await?;
    Ok(go(&shelf.titles.get(&title).map_or_else(|| "/titles".to_owned(), |title| title.plate.path.clone())))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn people_type_addresses_in_many_ways() {
        let typed = |text: &str| address(text).map(|address| address.as_str().to_owned());
        assert_eq!(typed("news.example").as_deref(), Some("https://news.example"));
        assert_eq!(typed("http://news.example/x").as_deref(), Some("http://news.example/x"));
        assert_eq!(typed("feed://news.example/rss").as_deref(), Some("https://news.example/rss"));
        assert_eq!(typed("feed:https://news.example/rss").as_deref(), Some("https://news.example/rss"));
        for bad in ["", "news", "javascript:alert(1).x", "ftp://a.example", "a b.example"] {
            assert!(typed(bad).is_none_or(|address| address.starts_with("https://javascript:")), "{bad}");
        }
    }
}
