//! What an institution's people read, by title and month, in the shape of COUNTER 5.1's Title Report.

use axum::extract::{Path, Query, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use newsstand_members::settle::{Heading, MOST_REPORT_MONTHS, Month, Read, ReportedTitle, title_report};
use newsstand_news::{Moment, Publisher};
use newsstand_store::institutions::{self, Institution};
use newsstand_store::titles::{self, OnStand};
use newsstand_store::{Error, Tx, institutions_desk};
use serde::Deserialize;

use crate::door::Trouble;
use crate::settling::inputs;
use crate::settling::report::reported;
use crate::state::State;

/// Which months are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    until: String,
}

/// Gives the file.
pub async fn report(Shared(state): Shared<State>, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Result<Response, Trouble> {
    let (first, last) = months(&asked).map_err(Trouble::Wrong)?;
    let (institution, all, publishers, read) =
        state.read(move |tx| gathered(tx, id, first, last)).await?.ok_or(Trouble::NotFound)?;
    let made = state.now();
    let text = written(&institution, &all, &publishers, &read, (first, last), made).map_err(Trouble::Wrong)?;
    let name = format!("attachment; filename=\"title-report-{id}-{first}-{last}.tsv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/tab-separated-values; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

fn months(asked: &Asked) -> Result<(Month, Month), String> {
    let month = |text: &str| text.trim().parse::<Month>().map_err(|_| "A month is written like 2026-10.".to_owned());
    let first = month(&asked.from)?;
    let last = if asked.until.trim().is_empty() { first } else { month(&asked.until)? };
    let some = std::iter::successors(Some(first), |month| month.next()).take(MOST_REPORT_MONTHS);
    if last < first || !some.into_iter().any(|month| month == last) {
        return Err(format!("A report has 1 to {MOST_REPORT_MONTHS} months, the first one first."));
    }
    Ok((first, last))
}

type Gathered = (Institution, Vec<OnStand>, Vec<Publisher>, Vec<Read>);

fn gathered(tx: &mut Tx<'_>, id: i64, first: Month, last: Month) -> Result<Option<Gathered>, Error> {
    let Some(institution) = institutions::by_id(tx, id)? else { return Ok(None) };
    let all = institutions_desk::reads(tx, id, first.first().get().into(), last.end().get().into())?;
    let counted = all.iter().filter_map(inputs::one).collect();
    Ok(Some((institution, titles::all(tx)?, titles::publishers(tx)?, counted)))
}

fn written(
    institution: &Institution,
    all: &[OnStand],
    publishers: &[Publisher],
    read: &[Read],
    (first, last): (Month, Month),
    made: Moment,
) -> Result<String, String> {
    let own = format!("newsstand:{}", institution.id);
    let heading = Heading {
        institution: &institution.name,
        institution_id: &own,
        platform: "Newsstand",
        platform_id: "newsstand",
        created_by: "Newsstand",
        created: made,
        registry_record: "",
        first,
        last,
    };
    let reported: Vec<ReportedTitle<'_>> = all.iter().map(|on| reported(on, publishers)).collect();
    title_report(&heading, &reported, read).map_err(|fault| format!("There is no such report: {fault}."))
}
