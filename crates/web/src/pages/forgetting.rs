//! The profile switched on and off, and what it knows forgotten: one reading, or all of it.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_news::{Article, Id, Moment};
use newsstand_store::interests::FOLLOWED;
use newsstand_store::{Error, Tx, choices, interests, readings};

use super::kit::whole;
use crate::door::{Trouble, Visitor, go, page};
use crate::foryou::Made;
use crate::guard::form::Form;
use crate::mine::name;
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

/// Switches Picked for you on or off; what it knows is forgotten where that is asked for too.
pub async fn switch(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = state.reader_of(&form.visitor);
    let (on, forget) = match form.field("for_you") {
        "on" => (true, false),
        "off" => (false, false),
        "forget" => (false, true),
        _ => {
            return Err(Trouble::Wrong(
                "The form does not say whether to switch it on or off. Go back and try again.".into(),
            ));
        }
    };
    state
        .store
        .write(move |tx| {
            match on {
                true => choices::unset(tx, reader, name::FOR_YOU)?,
                false => choices::set(tx, reader, name::FOR_YOU, "off")?,
            }
            if forget { forget_all(tx, reader, false) } else { Ok(()) }
        })
        .await?;
    Ok(go("/settings/profile"))
}

/// Forgets one reading, or takes that back.
pub async fn one(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let article: Id<Article> = form
        .field("article")
        .parse()
        .map_err(|_| Trouble::Wrong("The form names no reading. Nothing was forgotten; go back and try again.".into()))?;
    let (reader, now) = (state.reader_of(&form.visitor), state.now());
    let number = |name: &str| form.field(name).parse::<i64>().unwrap_or(0);
    if !form.field("undo").is_empty() {
        let (opened, seconds) = (Moment::from_micros(number("opened")).min(now), number("seconds"));
        state
            .store
            .write(move |tx| {
                readings::opened(tx, reader, article, opened)?;
                readings::read_for(tx, reader, article, seconds)
            })
            .await?;
        return Ok(go("/settings/profile"));
    }
    let gone = state
        .store
        .write(move |tx| {
            let known = readings::of(tx, reader, article)?;
            readings::forget(tx, reader, Some(article))?;
            Ok(known)
        })
        .await?;
    let undo = gone.map(|(opened, seconds)| format!("?forgot={article}&opened={}&seconds={seconds}", opened.micros()));
    Ok(go(&format!("/settings/profile{}", undo.unwrap_or_default())))
}

/// What goes when the profile is reset.
#[derive(Template)]
#[template(path = "profile_reset.html")]
struct ResetPage {
    frame: Frame,
    readings: String,
    corrections: String,
    followed: Option<String>,
}

/// Says what goes, and asks.
pub async fn ask(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&visitor), state.now());
    let (readings, made) = state.read(move |tx| Ok((readings::count(tx, reader)?, Made::read(tx, reader, now)?))).await?;
    let followed = made.interests.iter().filter(|interest| interest.weight == FOLLOWED).count();
    page(&ResetPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        readings: words::count(readings, "reading", "readings"),
        corrections: words::count(whole(made.interests.len() - followed), "correction", "corrections"),
        followed: (followed > 0).then(|| words::count(followed, "thing", "things")),
    })
}

/// Forgets all of it.
pub async fn reset(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = state.reader_of(&form.visitor);
    let follows_too = !form.field("follows").is_empty();
    state.store.write(move |tx| forget_all(tx, reader, follows_too)).await?;
    Ok(go("/settings/profile?reset=1"))
}

/// Forgets what was read and corrected, and, where that is asked for, what is followed beside titles.
fn forget_all(tx: &mut Tx<'_>, reader: i64, follows_too: bool) -> Result<(), Error> {
    readings::forget(tx, reader, None)?;
    interests::reset(tx, reader)?;
    if follows_too {
        for interest in interests::of(tx, reader)? {
            interests::unset(tx, reader, &interest.topic)?;
        }
    }
    Ok(())
}
