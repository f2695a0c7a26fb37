//! Double entry: every transaction moves money from accounts to others and sums to zero.

use newsstand_news::{Id, Publisher};

use super::{Figures, Line};

/// Where money stands. What is on an account with a positive sum belongs to whom it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Account {
    /// What members paid for days to come.
    Members,
    /// The money of the month on its way; nothing stays on it.
    Month,
    /// The operator's own.
    Operator,
    /// What is owed to a publisher.
    Publisher(Id<Publisher>),
    /// What the pool lacked for the minimums: a memorandum, no money.
    Shortfall,
    /// What a publisher's minimums lack: the other side of it.
    Lacking(Id<Publisher>),
}

impl std::fmt::Display for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Account::Members => f.write_str("members"),
            Account::Month => f.write_str("month"),
            Account::Operator => f.write_str("operator"),
            Account::Publisher(publisher) => write!(f, "publisher:{publisher}"),
            Account::Shortfall => f.write_str("shortfall"),
            Account::Lacking(publisher) => write!(f, "lacking:{publisher}"),
        }
    }
}

/// One line of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// On which account.
    pub account: Account,
    /// How many cents; below zero where they are taken away.
    pub cents: i64,
}

/// A movement of money. It can only be made by taking from one account what another gets, so it sums to zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    memo: &'static str,
    postings: [Posting; 2],
}

impl Transaction {
    /// Moves cents between two accounts. `None` when nothing moves, or the cents cannot be taken away.
    pub fn new(memo: &'static str, from: Account, to: Account, cents: i64) -> Option<Self> {
        let taken = cents.checked_neg().filter(|_| cents != 0 && from != to)?;
        Some(Transaction { memo, postings: [Posting { account: from, cents: taken }, Posting { account: to, cents }] })
    }

    /// What it is for.
    pub const fn memo(&self) -> &'static str {
        self.memo
    }

    /// Its lines; they sum to zero, and no account is named twice.
    pub const fn postings(&self) -> &[Posting] {
        &self.postings
    }
}

/// The transactions of a month. `lines` may come in any order.
pub(super) fn transactions(figures: &Figures, lines: &[Line]) -> Vec<Transaction> {
    let mut out = Vec::new();
    out.extend(Transaction::new(
        "members' money of the month",
        Account::Members,
        Account::Month,
        figures.recognised,
    ));
    out.extend(Transaction::new("the operator's share", Account::Month, Account::Operator, figures.operator));
    for (publisher, paid, lacks) in by_publisher(lines) {
        out.extend(Transaction::new("a publisher's share", Account::Month, Account::Publisher(publisher), paid));
        out.extend(Transaction::new("minimums not reached", Account::Shortfall, Account::Lacking(publisher), lacks));
    }
    out
}

/// Publisher, paid, shortfall.
fn by_publisher(lines: &[Line]) -> Vec<(Id<Publisher>, i64, i64)> {
    let mut sums = std::collections::BTreeMap::new();
    for line in lines {
        let sum: &mut (i64, i64) = sums.entry(line.publisher).or_default();
        *sum = (sum.0 + line.paid, sum.1 + line.shortfall);
    }
    sums.into_iter().map(|(publisher, (paid, lacks))| (publisher, paid, lacks)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_transaction_sums_to_zero(cents in any::<i64>()) {
            if let Some(moved) = Transaction::new("test", Account::Members, Account::Operator, cents) {
                prop_assert_eq!(moved.postings().iter().map(|posting| i128::from(posting.cents)).sum::<i128>(), 0);
            } else {
                prop_assert!(cents == 0 || cents == i64::MIN);
            }
        }
    }

    #[test]
    fn nothing_moves_within_one_account() {
        assert_eq!(Transaction::new("test", Account::Month, Account::Month, 1), None);
    }
}
