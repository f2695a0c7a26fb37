//! Where a reader's time went, by title: the few that got most, and the rest in one line.

use std::sync::Arc;

use newsstand_news::{Id, Title};

use crate::parts::Plate;
use crate::shelf::Shelf;
use crate::words;

/// Titles that have a line of their own.
const SHOWN: usize = 4;

/// Where the time went.
pub struct Reading {
    /// The titles that got most.
    pub titles: Vec<(Arc<Plate>, String)>,
    /// `11 others`, and their minutes.
    pub others: Option<(String, String)>,
    /// All minutes.
    pub all: String,
}

impl Reading {
    /// From seconds by title, the most first.
    pub fn of(seconds: &[(Id<Title>, i64)], shelf: &Shelf) -> Self {
        let mut titles = Vec::new();
        let (mut others, mut rest) = (0_usize, 0_i64);
        for (title, spent) in seconds {
            match shelf.plate(*title).filter(|_| titles.len() < SHOWN) {
                Some(plate) => titles.push((plate, minutes(*spent))),
                None => (others, rest) = (others + 1, rest + spent),
            }
        }
        Self {
            titles,
            others: (others > 0).then(|| (words::count(others, "other", "others"), minutes(rest))),
            all: minutes(seconds.iter().map(|(_, spent)| spent).sum()),
        }
    }
}

/// Rounded to the next full minute: nothing that was read is shown as nothing.
fn minutes(seconds: i64) -> String {
    format!("{} min", words::number(seconds.max(0).div_euclid(60) + i64::from(seconds.rem_euclid(60) > 0)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_minute_that_began_counts() {
        assert_eq!([0, 1, 60, 61].map(super::minutes), ["0 min", "1 min", "1 min", "2 min"]);
    }
}
