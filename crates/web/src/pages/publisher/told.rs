//! What a statement says, in the pieces a page is made of. Everything is taken from the statement itself.

use newsstand_members::settle::statement::{Statement, read as checked};
use newsstand_members::settle::{Due, FOLD, Figures, Line, MILLIONTHS, Of, Split};
use newsstand_news::Moment;

use crate::door::Trouble;
use crate::names;
use crate::settling::written::{in_percent, money};
use crate::words;

/// A section of the title.
pub struct Section {
    /// What it is called.
    pub name: String,
    /// Reads.
    pub reads: i64,
    /// Of all reads, in percent with one decimal.
    pub share: String,
    /// Of what is paid.
    pub cents: i64,
}

/// One of the two ways to share.
pub struct Way {
    /// `By reads`
    pub name: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What the title has by it.
    pub amount: String,
    /// Whether it is the one that is paid.
    pub paid: bool,
}

/// A bar of a day.
pub struct Bar {
    /// The day of the month.
    pub day: i32,
    /// Where it stands.
    pub x: i32,
    /// Where its top is; none where the day is not told.
    pub top: Option<i32>,
    /// Whether it is the highest.
    pub highest: bool,
}

/// Reads the text of a statement that the stand keeps.
pub fn read(text: &str) -> Result<Statement, Trouble> {
    let first = |wrong: Vec<newsstand_members::settle::statement::Disagreement>| {
        Trouble::Broken(wrong.first().map_or_else(String::new, |wrong| format!("a statement disagrees with itself: {wrong}")))
    };
    checked(text).map(|(statement, _)| statement).map_err(first)
}

/// A number of readers, or that it is too small to be told.
pub fn readers(readers: Option<i64>) -> String {
    readers.map_or_else(|| format!("fewer than {FOLD}"), words::number)
}

/// The sections with their part of what is paid: by reads, so that they sum to the cent.
pub fn sections(statement: &Statement, paid: i64) -> Vec<Section> {
    let parts = statement.titles.iter().flat_map(|named| &named.line.counts.parts);
    let named = |of: Of| match of {
        Of::Section(section) => Some(names::section(section).to_owned()),
        Of::NoSection => Some("No section".to_owned()),
        Of::OtherSections => Some(format!("Sections of fewer than {FOLD} readers")),
        _ => None,
    };
    let found: Vec<(String, u64)> = parts.filter_map(|part| Some((named(part.of)?, part.reads))).collect();
    let reads: Vec<u64> = found.iter().map(|(_, reads)| *reads).collect();
    let all: u64 = reads.iter().sum();
    let cents = shared(paid, &reads);
    let section = |((name, reads), cents): ((String, u64), i64)| {
        let share = u128::from(reads) * 1000 / u128::from(all.max(1));
        Section { name, reads: whole(reads), share: format!("{}.{}", share / 10, share % 10), cents }
    };
    found.into_iter().zip(cents).map(section).collect()
}

/// Cents shared by weights: rounded down, and what is left goes, a cent each, to those that lost most.
fn shared(cents: i64, weights: &[u64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum::<i128>().max(1);
    let exact = |weight: &u64| i128::from(cents) * i128::from(*weight);
    let mut parts: Vec<i128> = weights.iter().map(|weight| exact(weight) / all).collect();
    let mut lost: Vec<(i128, usize)> = weights.iter().enumerate().map(|(at, weight)| (-(exact(weight) % all), at)).collect();
    lost.sort_unstable();
    let left = usize::try_from(i128::from(cents) - parts.iter().sum::<i128>()).unwrap_or(0);
    for (_, at) in lost.into_iter().take(left) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    parts.into_iter().map(|part| i64::try_from(part).unwrap_or(i64::MAX)).collect()
}

/// Both ways side by side.
pub fn ways(figures: &Figures, line: &Line) -> [Way; 2] {
    let currency = figures.currency.to_string();
    let way = |name, means, cents, split| Way { name, means, amount: money(cents, &currency), paid: figures.paid == split };
    [
        way("By reads", "each read weighs the same", line.pro_rata.due, Split::ProRata),
        way(
            "By readers",
            "each reader’s money goes where that reader read",
            line.reader_centric.due,
            Split::ReaderCentric,
        ),
    ]
}

/// From the members' money to what is owed, a line each.
pub fn steps(figures: &Figures, line: &Line) -> Vec<(String, String)> {
    let currency = figures.currency.to_string();
    let cents = |cents| money(cents, &currency);
    let mut out = vec![
        ("Members’ money of the month".to_owned(), cents(figures.recognised)),
        (
            format!("The operator keeps, {} percent", in_percent(figures.thousandths.get().into())),
            cents(-figures.operator),
        ),
        ("The titles’ part".to_owned(), cents(figures.pool)),
    ];
    let brought = |millionths: i128| cents(i64::try_from(millionths / MILLIONTHS).unwrap_or(i64::MAX));
    let share = match figures.paid {
        Split::ProRata => {
            out.push(("Reads, all titles".to_owned(), number(figures.pro_rata.share.weight)));
            out.push(("Reads, this title".to_owned(), number(line.counts.reads.into())));
            line.pro_rata.share
        }
        Split::ReaderCentric => {
            out.push(("What readers brought, all titles".to_owned(), brought(figures.reader_centric.share.weight)));
            out.push(("What readers brought, this title".to_owned(), brought(line.weight)));
            line.reader_centric.share
        }
    };
    out.push(("Its share alone".to_owned(), cents(share)));
    if line.minimum > 0 {
        out.push(("Its minimum".to_owned(), cents(line.minimum)));
    }
    if line.paid != share {
        out.push(("Minimums of all titles, more or less".to_owned(), cents(line.paid - share)));
    }
    out
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn number(value: i128) -> String {
    words::number(i64::try_from(value).unwrap_or(i64::MAX))
}

/// The rule in a sentence or two.
pub fn rule(figures: &Figures, line: &Line) -> String {
    let pool = money(figures.pool, &figures.currency.to_string());
    if line.counts.reads == 0 {
        return "Nobody read it this month, so nothing is owed and no minimum is due.".to_owned();
    }
    let (by, round) = match figures.paid {
        Split::ProRata => {
            let all = number(figures.pro_rata.share.weight);
            (format!("{pool} × {} ÷ {all}", number(line.counts.reads.into())), &figures.pro_rata)
        }
        Split::ReaderCentric => {
            (format!("{pool} × what its readers brought ÷ what all readers brought"), &figures.reader_centric)
        }
    };
    let minimums = match round.due {
        Due::Filled(_) => "Minimums are paid first, and the others share the rest.",
        Due::Scaled(_) => "The money did not reach for all minimums: it was shared by them, and what lacks is written down.",
    };
    format!("{by}, cut to the cent; what cutting leaves goes, a cent each, to the titles that lost most. {minimums}")
}

/// A bar for each day that is told, and what all of them say.
pub fn days(statement: &Statement) -> Option<(Vec<Bar>, String)> {
    let month = statement.figures.month;
    let parts = statement.titles.iter().flat_map(|named| &named.line.counts.parts);
    let told: Vec<(i32, u64)> = parts
        .filter_map(|part| match part.of {
            Of::Day(day) => Some((day.get() - month.first().get(), part.reads)),
            _ => None,
        })
        .collect();
    let (highest, most) = told.iter().copied().max_by_key(|(day, reads)| (*reads, -*day))?;
    let bar = |day: i32| Bar {
        day: day + 1,
        x: 6 + day * 20,
        top: told.iter().find(|(told, _)| *told == day).map(|(_, reads)| top(*reads, most)),
        highest: day == highest,
    };
    let bars = (0..month.end().get() - month.first().get()).map(bar).collect();
    let date = words::Civil::of(Moment::from_seconds(i64::from(month.first().get() + highest) * 86_400), 0);
    Some((
        bars,
        format!("most on {}, {}", date.day_and_month(date.year), words::count(whole(most), "read", "reads")),
    ))
}

/// Bars stand on 104 and are at most 92 high.
fn top(reads: u64, most: u64) -> i32 {
    104 - i32::try_from((reads * 92).div_ceil(most.max(1))).unwrap_or(92)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_sum_to_the_cent(cents in 0i64..10_000_000, weights in proptest::collection::vec(0u64..10_000, 1..20)) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            prop_assert_eq!(shared(cents, &weights).iter().sum::<i64>(), cents);
        }
    }
}
