//! Buying a single article, where it is sold.

use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::Shown;
use newsstand_news::{Article, Id};

use super::kit::article_path;
use super::reading::Reading;
use crate::door::{Trouble, go};
use crate::guard::form::Form;
use crate::pay::{self, What};
use crate::state::State;

/// Sends a reader to where they pay for it. Whoever may read it already goes back to it.
pub async fn begin(Shared(state): Shared<State>, Path(number): Path<String>, form: Form) -> Result<Response, Trouble> {
    let id: Id<Article> = number.parse().map_err(|_| Trouble::NotFound)?;
    let reader = form.visitor.reader.ok_or(Trouble::Refused)?;
    let shelf = state.shelf().await?;
    let visitor = form.visitor.clone();
    let reading = state.read(move |tx| Reading::of(tx, &visitor, id)).await?.ok_or(Trouble::NotFound)?;
    let title = shelf.titles.get(&reading.whole.title).ok_or(Trouble::NotFound)?;
    let rights = form.visitor.rights(&state);
    if !matches!(reading.shown(&rights, title), Shown::Preview(_)) {
        return Ok(go(&article_path(id)));
    }
    if rights.held(title, &reading.whole.article).article().is_none() {
        return Err(Trouble::Wrong("This article is not sold by itself. A membership opens it with every other.".into()));
    }
    pay::begin(&state, reader, What::Article { article: id.get() }, &article_path(id)).await
}
