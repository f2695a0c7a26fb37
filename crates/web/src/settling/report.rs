//! Requests of every title in the shape of COUNTER 5.1's Title Report, out of the store.

use std::collections::BTreeSet;

use newsstand_members::settle::{Heading, MOST_REPORT_MONTHS, Month, Read, ReportedTitle, title_report};
use newsstand_news::Publisher;
use newsstand_store::titles::{self, OnStand};
use newsstand_store::{Error, Tx};

use super::inputs::qualified;

/// The report over the metered reads of these readers; of everybody's where none are named.
///
/// # Errors
/// A sentence where there is no such report.
pub fn text(tx: &mut Tx<'_>, heading: &Heading<'_>, only: Option<&BTreeSet<i64>>) -> Result<String, Error> {
    let mut reads: Vec<Read> = Vec::new();
    for month in months(heading.first, heading.last) {
        reads.extend(qualified(tx, month)?);
    }
    reads.retain(|read| only.is_none_or(|only| only.contains(&read.reader.get())));
    let (all, publishers) = (titles::all(tx)?, titles::publishers(tx)?);
    let reported: Vec<ReportedTitle<'_>> = all.iter().map(|on| reported(on, &publishers)).collect();
    title_report(heading, &reported, &reads).map_err(|fault| Error::Other(format!("There is no such report: {fault}.")))
}

/// At most one more than a report has, which refuses more.
fn months(first: Month, last: Month) -> impl Iterator<Item = Month> {
    std::iter::successors(Some(first), |month| month.next()).take_while(move |month| *month <= last).take(MOST_REPORT_MONTHS + 1)
}

/// A title as the report names it.
pub fn reported<'a>(on: &'a OnStand, publishers: &'a [Publisher]) -> ReportedTitle<'a> {
    let owner = publishers.iter().find(|known| Some(known.id) == on.title.publisher);
    ReportedTitle {
        title: on.title.id,
        name: &on.title.name,
        publisher: owner.map_or("", |owner| &owner.name),
        publisher_id: "",
        print_issn: "",
        online_issn: "",
        address: on.title.home.as_ref().map_or("", |home| home.as_str()),
    }
}
