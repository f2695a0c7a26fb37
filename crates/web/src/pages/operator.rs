//! The operator's desk: the counts that matter, and the way to everything an operator does.

pub mod audit;
pub mod deeds;
pub mod member;
pub mod members;
pub mod settings;

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_members::Mode;
use newsstand_news::Moment;
use newsstand_store::roll::{self, Counts};

use crate::door::{Trouble, Visitor, page};
use crate::parts::{Frame, Here};
use crate::routes::Routes;
use crate::state::State;
use crate::words::{self, Civil};

/// How far ahead the ends of trials are counted.
const AHEAD: Duration = Duration::from_secs(7 * 86_400);
const DAY: Duration = Duration::from_secs(86_400);

/// Where an operator goes from here. What this stand has no page for is left out.
const WAYS: &[(&str, &str, &str)] = &[
    ("/operator/members", "Members", "Who is on the stand, what they hold, what happened to it."),
    ("/people", "People", "Invitations, roles, who is let in."),
    ("/operator/orders", "Orders", "Invoices that were sent out, to be marked as paid."),
    ("/operator/plans", "Plans", "What can be bought."),
    ("/operator/coupons", "Coupons and gifts", "What makes it cheaper."),
    ("/operator/institutions", "Institutions", "Libraries and companies whose people read."),
    ("/operator/terms", "Titles and terms", "What was agreed with each title."),
    ("/operator/statements", "Statements", "Months that were settled, and what each title is paid."),
    ("/operator/corrections", "Corrections", "What publishers ask to be put right."),
    ("/titles/health", "Health", "How the titles are doing."),
    ("/desk", "Picks", "What the editors put on the front page."),
    ("/operator/audit", "Log", "Who did what."),
    ("/operator/settings", "Settings", "How this stand is run, and where that is set."),
];

/// The pages this stand has.
static PATHS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let routes = super::routes(Routes::new(Mode::Membership));
    routes.table().iter().filter(|route| route.method == "GET").map(|route| route.path).collect()
});

/// A way to go.
struct Way {
    path: &'static str,
    name: &'static str,
    about: &'static str,
}

/// The page.
#[derive(Template)]
#[template(path = "operator.html")]
struct OperatorPage {
    frame: Frame,
    counts: Vec<(String, String)>,
    ways: Vec<Way>,
}

/// Shows it.
pub async fn show(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let (now, offset) = (state.member_time(), state.offset());
    let counts = state.read(move |tx| roll::counts(tx, now, now + AHEAD, month(now, offset))).await?;
    let shelf = state.shelf().await?;
    let ways = WAYS.iter().filter(|(path, ..)| PATHS.contains(path));
    page(&OperatorPage {
        frame: Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere),
        counts: told(&counts),
        ways: ways.map(|&(path, name, about)| Way { path, name, about }).collect(),
    })
}

/// The counts in words, each with what it counts.
fn told(counts: &Counts) -> Vec<(String, String)> {
    let line = |what: &str, count: String| (what.to_owned(), count);
    let mut lines = vec![line("People", words::number(counts.people))];
    lines.extend(counts.states.iter().map(|(state, many)| line(&state_name(state), words::number(*many))));
    lines.push(line("Trials that end within seven days", words::number(counts.ending)));
    lines.extend(counts.income.iter().map(|(currency, cents)| line("Income this month", money(*cents, currency))));
    lines.push(line("Titles that are ill", words::number(counts.ill)));
    lines.push(line("Corrections nobody answered", words::number(counts.corrections)));
    lines
}

/// `On trial` of the word in the store.
fn state_name(word: &str) -> String {
    match word {
        "trial" => "On trial".to_owned(),
        "active" => "Paid".to_owned(),
        "past due" => "Past due".to_owned(),
        "lapsed" => "Lapsed".to_owned(),
        "cancelled" => "Cancelled, and reading to the end".to_owned(),
        other => other.to_owned(),
    }
}

/// `8.00 EUR`
fn money(cents: i64, currency: &str) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02} {currency}", cents / 100, cents % 100)
}

/// Where the month began that `now` is in, at the stand.
fn month(now: Moment, offset: i32) -> Moment {
    let east = i64::from(offset) * 1_000_000;
    let day = i64::try_from(DAY.as_micros()).unwrap_or(1);
    let today = (now.micros() + east).div_euclid(day);
    let first = today - Civil::of(now, offset).day + 1;
    Moment::from_micros(first * day - east)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_on_its_first() {
        // 2026-01-19T06:40:00Z, and 2026-01-01T00:00:00 two hours east.
        let now = Moment::from_seconds(1_768_804_800);
        assert_eq!(month(now, 0), Moment::from_seconds(1_767_225_600));
        assert_eq!(month(now, 7200), Moment::from_seconds(1_767_225_600 - 7200));
    }

    #[test]
    fn cents_are_told_as_money() {
        assert_eq!(money(80_005, "EUR"), "800.05 EUR");
        assert_eq!(money(-7, "JPY"), "−0.07 JPY");
    }
}
