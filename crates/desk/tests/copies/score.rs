//! How well copies were found.

use std::collections::BTreeMap;

/// What was found of one kind.
#[derive(Debug, Default, Clone, Copy)]
pub struct Found {
    /// Copies there were.
    pub copies: usize,
    /// Copies folded under their original.
    pub right: usize,
    /// Copies folded under something else.
    pub astray: usize,
}

/// What was found in all.
#[derive(Debug, Default)]
pub struct Score {
    /// By kind of edit.
    pub kinds: BTreeMap<String, Found>,
    /// Texts that are nobody's copy.
    pub own: usize,
    /// Those of them that were taken for one.
    pub joined: usize,
}

impl Score {
    /// Takes in one answer.
    pub fn note(&mut self, kind: &str, gold: Option<&str>, answer: Option<&str>) {
        let Some(gold) = gold else {
            self.own += 1;
            self.joined += usize::from(answer.is_some());
            return;
        };
        let found = self.kinds.entry(kind.to_owned()).or_default();
        found.copies += 1;
        found.right += usize::from(answer == Some(gold));
        found.astray += usize::from(answer.is_some_and(|answer| answer != gold));
    }

    fn sum(&self, of: impl Fn(&Found) -> usize) -> usize {
        self.kinds.values().map(of).sum()
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let wrong = self.joined + self.sum(|found| found.astray) + self.sum(|found| found.copies - found.right);
        let right = 2 * self.sum(|found| found.right);
        right as f64 / (right + wrong).max(1) as f64
    }

    /// The part of the texts of their own that were taken for copies.
    pub fn false_joins(&self) -> f64 {
        self.joined as f64 / self.own.max(1) as f64
    }

    /// The part of the copies that were found; the table of numbers found at least these.
    pub fn recall(&self) -> f64 {
        self.sum(|found| found.right) as f64 / self.sum(|found| found.copies).max(1) as f64
    }

    /// Prints it.
    pub fn print(&self) {
        for (kind, found) in &self.kinds {
            println!("{kind:20} {:4} of {:4} folded, {} astray", found.right, found.copies, found.astray);
        }
        let joins = 100.0 * self.false_joins();
        println!(
            "F1 {:.4}, recall {:.4}, false joins {} of {} ({joins:.2} %)",
            self.f1(),
            self.recall(),
            self.joined,
            self.own
        );
    }
}
