//! The audit log in pages, of all deeds or of one.

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::response::Response;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use crate::door::{Trouble, Visitor, page};
use crate::pages::sentences::sentence;
use crate::parts::{Frame, Here};
use crate::state::State;
use crate::words;

/// Lines on a page.
const PAGE: usize = 100;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    deed: String,
    before: String,
}

/// The page.
#[derive(Template)]
#[template(path = "operator_audit.html")]
struct AuditPage {
    frame: Frame,
    /// The word of each deed, and whether it is the one asked for.
    deeds: Vec<(&'static str, bool)>,
    lines: Vec<(String, String)>,
    days: u64,
    later: Option<String>,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    let deed: Option<Deed> = asked.deed.parse().ok();
    let before = asked.before.parse().unwrap_or(i64::MAX);
    let (rows, names) = state.read(move |tx| read(tx, deed, before)).await?;
    let name = |id: Option<ReaderId>| id.and_then(|id| names.get(&id)).map_or("Somebody", String::as_str);
    let (now, offset) = (state.now(), state.offset());
    let line = |line: &Line| (words::since(line.at, now, offset), sentence(line, name(line.reader), name(line.other)));
    let later = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE).map(|(last, _)| {
        let deed = deed.map(|deed| format!("&deed={}", deed.as_str())).unwrap_or_default();
        format!("/operator/audit?before={last}{deed}")
    });
    let shelf = state.shelf().await?;
    page(&AuditPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        deeds: Deed::ALL.iter().map(|one| (one.as_str(), Some(*one) == deed)).collect(),
        lines: rows.iter().take(PAGE).map(|(_, one)| line(one)).collect(),
        days: audit::KEPT.as_secs() / 86_400,
        later,
    })
}

type Rows = (Vec<(i64, Line)>, HashMap<ReaderId, String>);

fn read(tx: &mut Tx<'_>, deed: Option<Deed>, before: i64) -> Result<Rows, Error> {
    let most = i64::try_from(PAGE + 1).unwrap_or(1);
    let rows = audit::before(tx, deed, before, most)?;
    let mut names = HashMap::new();
    for id in rows.iter().flat_map(|(_, line)| [line.reader, line.other]).flatten() {
        if let std::collections::hash_map::Entry::Vacant(free) = names.entry(id)
            && let Some(account) = accounts::by_id(tx, id)?
        {
            free.insert(account.name);
        }
    }
    Ok((rows, names))
}
