//! Reads per title and month for an institution, in the shape of COUNTER 5.1's Title Report (TR).
//!
//! Tab-separated, thirteen rows of heading, an empty row, then the columns, as the COUNTER Code of Practice, release 5.1,
//! sections 3.2 and 4.3, has them.

use std::collections::BTreeMap;

use newsstand_news::{Id, Moment, Title};

use super::limits::MOST_REPORT_MONTHS;
use super::{Day, Fault, Month, Read};

/// What stands above a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'a> {
    /// The institution whose readers are counted.
    pub institution: &'a str,
    /// Its identifiers as `namespace:value`, separated by `; `; may be empty.
    pub institution_id: &'a str,
    /// The stand's name, under Platform.
    pub platform: &'a str,
    /// The stand's short name, the namespace of its own ids.
    pub platform_id: &'a str,
    /// Who made the report.
    pub created_by: &'a str,
    /// When.
    pub created: Moment,
    /// Where the stand is registered; may be empty.
    pub registry_record: &'a str,
    /// The first month.
    pub first: Month,
    /// The last month.
    pub last: Month,
}

/// A title of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedTitle<'a> {
    /// Which.
    pub title: Id<Title>,
    /// Its name.
    pub name: &'a str,
    /// Its publisher's name.
    pub publisher: &'a str,
    /// Its publisher's identifiers; may be empty.
    pub publisher_id: &'a str,
    /// Its ISSN in print; may be empty.
    pub print_issn: &'a str,
    /// Its ISSN online; may be empty.
    pub online_issn: &'a str,
    /// Its front door; may be empty.
    pub address: &'a str,
}

/// Requests of a title in each month of the report.
#[derive(Debug, Clone, Default)]
struct Requests {
    total: Vec<u64>,
    unique: Vec<u64>,
}

/// The report over the reads of an institution's readers. Every read given counts into `Total_Item_Requests`; the same
/// article by the same reader on the same day counts once into `Unique_Item_Requests` (a reader's day stands for the
/// session). Reads outside the months are left out, titles without reads as well. n log n.
///
/// # Errors
/// [`Fault::TooMany`] when the months are none or more than [`MOST_REPORT_MONTHS`], [`Fault::NoTerms`] when a read is of
/// a title that is not among those given.
pub fn title_report(heading: &Heading<'_>, titles: &[ReportedTitle<'_>], reads: &[Read]) -> Result<String, Fault> {
    let months = months(heading)?;
    let requests = requests(titles, reads, &months)?;
    let mut out = head(heading);
    out.push_str(&columns(&months));
    let mut titles: Vec<&ReportedTitle<'_>> = titles.iter().collect();
    titles.sort_by_key(|title| (title.name, title.title));
    for title in titles {
        let Some(requests) = requests.get(&title.title) else { continue };
        out.push_str(&line(heading, title, "Total_Item_Requests", &requests.total));
        out.push_str(&line(heading, title, "Unique_Item_Requests", &requests.unique));
    }
    Ok(out)
}

fn months(heading: &Heading<'_>) -> Result<Vec<Month>, Fault> {
    let all = std::iter::successors(Some(heading.first), |month| month.next()).take_while(|month| *month <= heading.last);
    let months: Vec<Month> = all.take(MOST_REPORT_MONTHS + 1).collect();
    if months.is_empty() || months.len() > MOST_REPORT_MONTHS {
        return Err(Fault::TooMany { what: "months in the report, or none", most: MOST_REPORT_MONTHS });
    }
    Ok(months)
}

fn requests(titles: &[ReportedTitle<'_>], reads: &[Read], months: &[Month]) -> Result<BTreeMap<Id<Title>, Requests>, Fault> {
    let known: std::collections::BTreeSet<Id<Title>> = titles.iter().map(|title| title.title).collect();
    let mut keys = Vec::with_capacity(reads.len());
    for read in reads {
        if !known.contains(&read.title) {
            return Err(Fault::NoTerms(read.title));
        }
        keys.push((read.title, read.day, read.reader, read.article));
    }
    keys.sort_unstable();
    let mut out = BTreeMap::new();
    for same in keys.chunk_by(|a, b| a == b) {
        let Some((title, day, ..)) = same.first() else { continue };
        let Some(at) = place(months, *day) else { continue };
        let none = || vec![0; months.len()];
        let requests = out.entry(*title).or_insert_with(|| Requests { total: none(), unique: none() });
        add(&mut requests.total, at, same.len());
        add(&mut requests.unique, at, 1);
    }
    Ok(out)
}

fn place(months: &[Month], day: Day) -> Option<usize> {
    months.binary_search(&day.month()?).ok()
}

fn add(counts: &mut [u64], at: usize, more: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count = count.saturating_add(u64::try_from(more).unwrap_or(u64::MAX));
    }
}

fn head(heading: &Heading<'_>) -> String {
    let last = Day::new(heading.last.end().get() - 1);
    let period = format!("Begin_Date={}; End_Date={last}", heading.first.first());
    let created = created(heading.created);
    let rows = [
        ("Report_Name", "Title Report"),
        ("Report_ID", "TR"),
        ("Release", "5.1"),
        ("Institution_Name", heading.institution),
        ("Institution_ID", heading.institution_id),
        ("Metric_Types", "Total_Item_Requests; Unique_Item_Requests"),
        ("Report_Filters", ""),
        ("Report_Attributes", "Attributes_To_Show=Access_Type|Access_Method"),
        ("Exceptions", ""),
        ("Reporting_Period", &period),
        ("Created", &created),
        ("Created_By", heading.created_by),
        ("Registry_Record", heading.registry_record),
    ];
    rows.iter().map(|(name, value)| row(&[*name, *value])).collect::<String>() + "\n"
}

/// A moment as RFC 3339 has it.
fn created(at: Moment) -> String {
    let second = at.seconds().rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", Day::of(at), second / 3600, second / 60 % 60, second % 60)
}

const COLUMNS: [&str; 15] = [
    "Title",
    "Publisher",
    "Publisher_ID",
    "Platform",
    "DOI",
    "Proprietary_ID",
    "ISBN",
    "Print_ISSN",
    "Online_ISSN",
    "URI",
    "Data_Type",
    "Access_Type",
    "Access_Method",
    "Metric_Type",
    "Reporting_Period_Total",
];

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn columns(months: &[Month]) -> String {
    let name = |month: &Month| format!("{}-{:04}", MONTHS.get(usize::from(month.number()) - 1).unwrap_or(&""), month.year());
    let months: Vec<String> = months.iter().map(name).collect();
    row(&COLUMNS.iter().copied().chain(months.iter().map(String::as_str)).collect::<Vec<_>>())
}

fn line(heading: &Heading<'_>, title: &ReportedTitle<'_>, metric: &str, counts: &[u64]) -> String {
    let own = format!("{}:{}", heading.platform_id, title.title);
    let total = counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count)).to_string();
    let counts: Vec<String> = counts.iter().map(u64::to_string).collect();
    let mut fields = vec![title.name, title.publisher, title.publisher_id, heading.platform, "", &own, ""];
    fields.extend([title.print_issn, title.online_issn, title.address, "Newspaper_or_Newsletter"]);
    fields.extend(["Controlled", "Regular", metric, &total]);
    fields.extend(counts.iter().map(String::as_str));
    row(&fields)
}

/// Fields with a tab between them; what would break a row becomes a blank.
fn row(fields: &[&str]) -> String {
    let clean = |field: &&str| field.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>();
    fields.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n"
}
