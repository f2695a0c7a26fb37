//! Months settled in tests: how they are made, and what holds for every one of them.

mod edges;
mod months;
mod report;
mod statements;

use super::*;
use newsstand_news::{Id, Section, Terms};
use proptest::prelude::*;

fn october() -> Month {
    Month::new(2026, 10).unwrap()
}

fn day(number: i32) -> Day {
    Day::new(october().first().get() + number - 1)
}

fn euro() -> Currency {
    "EUR".parse().unwrap()
}

/// A payment for the whole month.
pub(super) fn paid(reader: i64, cents: i64) -> Receipt {
    let period = Period::new(october().first(), october().end()).unwrap();
    Receipt { reader: Id::new(reader), cents, currency: euro(), period, kind: ReceiptKind::Paid }
}

/// Title n belongs to publisher n / 2.
pub(super) fn members(title: i64, minimum: i64) -> TitleTerms {
    TitleTerms { title: Id::new(title), publisher: Id::new(title / 2), terms: Terms::Members, minimum }
}

pub(super) fn read(reader: i64, title: i64, article: u8, on: i32) -> Read {
    Read {
        reader: Id::new(reader),
        title: Id::new(title),
        article: [article; 16],
        day: day(on),
        seconds: 60,
        section: [None, Some(Section::World), Some(Section::Sport)][usize::from(article % 3)],
        original: article.is_multiple_of(5).then(|| Id::new(i64::from(article) + 100)),
    }
}

pub(super) fn month(receipts: Vec<Receipt>, titles: Vec<TitleTerms>, reads: Vec<Read>) -> Inputs {
    let operator = Thousandths::new(300).unwrap();
    Inputs { month: october(), currency: euro(), receipts, titles, reads, operator, paid: Split::ReaderCentric }
}

fn receipts() -> impl Strategy<Value = Receipt> {
    let cents = prop_oneof![Just(0), Just(999), 0..5000_i64, 0..1_000_000_000_i64];
    let kind = prop_oneof![8 => Just(ReceiptKind::Paid), 2 => Just(ReceiptKind::Refunded), 1 => Just(ReceiptKind::Given)];
    (0..20_i64, cents, -400..40, 1..400, kind).prop_map(|(reader, cents, from, days, kind)| {
        let from = Day::new(october().first().get() + from);
        let period = Period::new(from, Day::new(from.get() + days)).unwrap();
        Receipt { reader: Id::new(reader), cents, currency: euro(), period, kind }
    })
}

fn terms() -> impl Strategy<Value = Vec<TitleTerms>> {
    let minimum = prop_oneof![4 => Just(0), 2 => 0..2000_i64, 1 => 0..1_000_000_000_i64];
    let one = (minimum, prop_oneof![6 => Just(Terms::Members), 1 => Just(Terms::Open), 1 => Just(Terms::Link)]);
    prop::collection::vec(one, 8).prop_map(|all| {
        let titles = all.into_iter().enumerate();
        titles.map(|(at, (minimum, terms))| TitleTerms { terms, ..members(at as i64, minimum) }).collect()
    })
}

/// Any month: some readers pay, some read, some do both; titles of all terms, with and without minimums.
fn months() -> impl Strategy<Value = Inputs> {
    let one = (0..26_i64, 0..8_i64, 0..12_u8, 1..=31, 0..500_u32);
    let one = one.prop_map(|(reader, title, article, on, seconds)| Read { seconds, ..read(reader, title, article, on) });
    let reads = prop_oneof![1 => Just(Vec::new()), 12 => prop::collection::vec(one, 1..120)];
    let paid = prop_oneof![Just(Split::ProRata), Just(Split::ReaderCentric)];
    (prop::collection::vec(receipts(), 0..30), terms(), reads, 0..=1000_u16, paid).prop_map(
        |(receipts, titles, reads, operator, paid)| {
            let operator = Thousandths::new(operator).unwrap();
            Inputs { operator, paid, ..month(receipts, titles, reads) }
        },
    )
}
