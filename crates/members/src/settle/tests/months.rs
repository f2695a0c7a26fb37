//! What holds for any month.

use super::*;

/// Both splits share out the whole pool, the operator has the rest, and the ledger says the same.
fn to_the_cent(settled: &Settlement) {
    let figures = &settled.figures;
    let sum = |of: fn(&Line) -> i64| settled.lines.iter().map(of).sum::<i64>();
    assert_eq!(figures.operator + figures.pool, figures.recognised);
    let read = settled.lines.iter().any(|line| line.counts.reads > 0);
    assert!(figures.pool == 0 || read && figures.pool > 0);
    assert_eq!(sum(|line| line.pro_rata.share), figures.pool);
    assert_eq!(sum(|line| line.pro_rata.due), figures.pool);
    assert_eq!(sum(|line| line.reader_centric.share), figures.pool);
    assert_eq!(sum(|line| line.reader_centric.due), figures.pool);
    assert_eq!(sum(|line| line.paid) + figures.operator, figures.recognised);
    balanced(settled);
}

fn balanced(settled: &Settlement) {
    let mut accounts = std::collections::BTreeMap::new();
    for transaction in &settled.transactions {
        assert_eq!(transaction.postings().iter().map(|posting| posting.cents).sum::<i64>(), 0);
        for posting in transaction.postings() {
            *accounts.entry(posting.account).or_insert(0) += posting.cents;
        }
    }
    let on = |account| accounts.get(&account).copied().unwrap_or(0);
    assert_eq!(on(Account::Members), -settled.figures.recognised);
    assert_eq!(on(Account::Month), 0);
    assert_eq!(on(Account::Operator), settled.figures.operator);
    assert_eq!(on(Account::Shortfall), -settled.lines.iter().map(|line| line.shortfall).sum::<i64>());
    for publisher in settled.lines.iter().map(|line| line.publisher) {
        let own = settled.lines.iter().filter(|line| line.publisher == publisher);
        let (paid, lacks) = own.fold((0, 0), |sum, line| (sum.0 + line.paid, sum.1 + line.shortfall));
        assert_eq!(on(Account::Publisher(publisher)), paid);
        assert_eq!(on(Account::Lacking(publisher)), lacks);
    }
}

/// A title that was read has its minimum, or the pool cannot bear the minimums and all of it went to them.
fn minimums_first(settled: &Settlement) {
    let read = || settled.lines.iter().filter(|line| line.counts.reads > 0);
    let minimums: i64 = read().map(|line| line.minimum).sum();
    let shortfall: i64 = settled.lines.iter().map(|line| line.shortfall).sum();
    assert_eq!(shortfall, (minimums - settled.figures.pool).max(0));
    if minimums <= settled.figures.pool {
        assert!(read().all(|line| line.pro_rata.due >= line.minimum && line.reader_centric.due >= line.minimum));
    } else {
        assert!(read().all(|line| line.paid <= line.minimum));
    }
}

/// Sharing, filling and sharing again until nobody is below the minimum comes to the same.
fn filled_as_by_hand(settled: &Settlement) {
    let read: Vec<&Line> = settled.lines.iter().filter(|line| line.counts.reads > 0).collect();
    let mut filled: Vec<bool> = vec![false; read.len()];
    if settled.lines.iter().any(|line| line.shortfall > 0) || read.is_empty() {
        return;
    }
    // The slow way: share, fill whoever is below the minimum, share the rest again, until nobody is below it.
    loop {
        let taken: i64 = read.iter().zip(&filled).filter(|(_, filled)| **filled).map(|(line, _)| line.minimum).sum();
        let left = i128::from(settled.figures.pool - taken);
        let rest = |filled: &[bool]| read.iter().zip(filled).filter(|(_, filled)| !**filled).map(|(line, _)| line.weight).sum();
        let weight: i128 = rest(&filled);
        let below = |line: &Line| i128::from(line.minimum) * weight > left * line.weight;
        let next: Vec<bool> = read.iter().zip(&filled).map(|(line, filled)| *filled || below(line)).collect();
        if next == filled {
            break;
        }
        filled = next;
    }
    for (line, filled) in read.iter().zip(filled) {
        assert!(!filled || line.reader_centric.due == line.minimum, "{line:?}");
    }
}

/// Reads and weights counted again the slow way, from the inputs as they came.
fn counted_as_by_hand(inputs: &Inputs, settled: &Settlement) {
    let members = |title| inputs.titles.iter().any(|terms| terms.title == title && terms.terms == Terms::Members);
    let reads: std::collections::BTreeSet<_> = inputs.reads.iter().filter(|read| members(read.title)).collect();
    let once: std::collections::BTreeSet<_> =
        reads.iter().map(|read| (read.reader, read.title, read.article, read.day)).collect();
    let money = |reader| {
        let own = inputs.receipts.iter().filter(|receipt| receipt.reader == reader);
        own.map(|receipt| receipt.recognised(inputs.month)).sum::<i64>().max(0)
    };
    for line in &settled.lines {
        let own = once.iter().filter(|key| key.1 == line.title).count();
        assert_eq!(line.counts.reads, own as u64);
    }
    if !once.is_empty() {
        let readers: std::collections::BTreeSet<_> = once.iter().map(|key| key.0).collect();
        let brought: i64 = readers.into_iter().map(money).sum();
        let weights: i128 = settled.lines.iter().map(|line| line.weight).sum();
        let all = brought.max(settled.figures.recognised);
        assert_eq!(weights, i128::from(all) * MILLIONTHS, "everybody's money to the millionth");
    }
}

fn shuffled(inputs: &Inputs, by: usize) -> Inputs {
    let mut other = inputs.clone();
    let turn = |length: usize| if length == 0 { 0 } else { by % length };
    other.receipts.reverse();
    other.receipts.rotate_left(turn(inputs.receipts.len()));
    other.titles.rotate_left(turn(inputs.titles.len()));
    other.reads.reverse();
    other.reads.rotate_left(turn(inputs.reads.len()));
    other
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn a_thousand_months_settle_to_the_cent(inputs in months(), by in 0..100_usize) {
        let other = settle(shuffled(&inputs, by));
        let settled = settle(inputs.clone()).unwrap();
        counted_as_by_hand(&inputs, &settled);
        to_the_cent(&settled);
        minimums_first(&settled);
        filled_as_by_hand(&settled);
        prop_assert_eq!(Ok(&settled), other.as_ref(), "the order of the inputs changes nothing");
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn a_statement_of_any_month_agrees_with_itself(inputs in months()) {
        let settled = settle(inputs).unwrap();
        for line in &settled.lines {
            let statement = statement::Statement::of_title(&settled, line.title, "The Gazette, \"evening\"").unwrap();
            let checked = statement::check(&statement.text());
            prop_assert_eq!(checked.map(|checked| checked.paid), Ok(i128::from(line.paid)));
        }
        for publisher in 0..4 {
            let statement = statement::Statement::of_publisher(&settled, Id::new(publisher), "=House", |title| title.to_string());
            prop_assert!(statement::check(&statement.text()).is_ok());
        }
    }
}
