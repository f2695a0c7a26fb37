//! Muting something, and taking it back.

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_store::mutes::{self, Mute};

use super::{PATH, asked};
use crate::door::{Trouble, go};
use crate::guard::form::{Form, own_path};
use crate::state::State;
use crate::words::in_query;

/// Mutes something; on the page of mutes it is said what that hides.
pub async fn add(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (reader, now) = (state.reader_of(&form.visitor), state.now());
    let asked = asked::read(&shelf, form.field("kind"), form.field("value"), form.field("label")).map_err(Trouble::Wrong)?;
    let until = asked::until(form.field("until"), now).map_err(Trouble::Wrong)?;
    let ids = std::sync::Arc::clone(state.store.ids());
    let kept = state
        .store
        .write(move |tx| {
            let Some(asked) = asked.clone().settled(tx)? else { return Ok(Err(asked::NO_STORY.to_owned())) };
            if mutes::full(tx, reader, &asked.what, now)? {
                let most = mutes::MOST;
                return Ok(Err(format!("You have muted {most} things, which is the most there can be. Remove one first.")));
            }
            Ok(Ok(mutes::add(tx, &ids, reader, &asked.what, &asked.label, now, until)?))
        })
        .await?;
    let id = kept.map_err(Trouble::Wrong)?;
    Ok(go(&telling(form.back(PATH), &[format!("saved={id}")])))
}

/// Takes a mute back; on the page of mutes it can be put back.
pub async fn remove(Shared(state): Shared<State>, Path(id): Path<i64>, form: Form) -> Result<Response, Trouble> {
    let reader = state.reader_of(&form.visitor);
    let gone = state.store.write(move |tx| mutes::remove(tx, reader, id)).await?;
    let queries = gone.as_ref().map(gone_queries).unwrap_or_default();
    Ok(go(&telling(form.back(PATH), &queries)))
}

/// What puts a mute back; the shorter one where the longer one is too long for an address.
fn gone_queries(mute: &Mute) -> Vec<String> {
    let until = mute.until.map(|until| until.micros().to_string()).unwrap_or_default();
    let short = format!("gone=1&kind={}&value={}&until={until}", mute.what.kind(), in_query(&mute.what.value()));
    vec![format!("{short}&label={}", in_query(&mute.label)), short]
}

/// The page of mutes with the first of these queries that fits into an address; other pages as they are.
fn telling(back: String, queries: &[String]) -> String {
    if back.split('?').next() != Some(PATH) {
        return back;
    }
    let told = queries.iter().map(|query| format!("{PATH}?{query}")).find(|path| own_path(path).is_some());
    told.unwrap_or_else(|| PATH.to_owned())
}
