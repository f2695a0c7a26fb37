//! The title report of an institution.

use super::*;
use newsstand_news::Moment;

fn heading() -> Heading<'static> {
    Heading {
        institution: "Town Library",
        institution_id: "ISIL:XX-1",
        platform: "Stand",
        platform_id: "stand",
        created_by: "Stand",
        created: Moment::from_seconds(1_793_000_000),
        registry_record: "",
        first: Month::new(2026, 9).unwrap(),
        last: october(),
    }
}

fn gazette() -> ReportedTitle<'static> {
    ReportedTitle {
        title: Id::new(1),
        name: "The\tGazette",
        publisher: "House",
        publisher_id: "",
        print_issn: "",
        online_issn: "1234-5679",
        address: "https://gazette.example/",
    }
}

#[test]
fn a_report_has_its_heading_columns_and_counts() {
    let twice = vec![read(1, 1, 1, 1), read(1, 1, 1, 1), read(1, 1, 1, 2), read(2, 1, 1, 1)];
    let report = title_report(&heading(), &[gazette()], &twice).unwrap();
    let rows: Vec<Vec<&str>> = report.lines().map(|row| row.split('\t').collect()).collect();
    assert_eq!(rows[2], ["Release", "5.1"]);
    assert_eq!(rows[9], ["Reporting_Period", "Begin_Date=2026-09-01; End_Date=2026-10-31"]);
    assert_eq!(rows[10], ["Created", "2026-10-26T07:33:20Z"]);
    assert_eq!(rows[13], [""]);
    assert_eq!(rows[14].last(), Some(&"Oct-2026"));
    assert!(rows[14..].iter().all(|row| row.len() == 17));
    assert_eq!(rows[15][0], "The Gazette");
    assert_eq!(rows[15][5], "stand:1");
    assert_eq!(rows[15][13..], ["Total_Item_Requests", "4", "0", "4"]);
    assert_eq!(rows[16][13..], ["Unique_Item_Requests", "3", "0", "3"]);
}

#[test]
fn what_is_outside_the_months_is_left_out() {
    let before = Read { day: Day::new(0), ..read(1, 1, 1, 1) };
    let report = title_report(&heading(), &[gazette()], &[before]).unwrap();
    assert_eq!(report.lines().count(), 15);
}

#[test]
fn what_cannot_be_reported_is_refused() {
    let backwards = Heading { first: october(), last: Month::new(2026, 9).unwrap(), ..heading() };
    assert!(title_report(&backwards, &[gazette()], &[]).is_err());
    let long = Heading { first: Month::new(1990, 1).unwrap(), ..heading() };
    assert!(title_report(&long, &[gazette()], &[]).is_err());
    assert_eq!(title_report(&heading(), &[], &[read(1, 1, 1, 1)]), Err(Fault::NoTerms(Id::new(1))));
}
