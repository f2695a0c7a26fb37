//! Months at the edge: nobody reads, nobody pays, one title, too many minimums, figures that are not believed.

use super::*;

fn paid_cents(settled: &Settlement) -> Vec<i64> {
    settled.lines.iter().map(|line| line.paid).collect()
}

#[test]
fn a_small_month_by_hand() {
    // Reader 1 pays 10.00 and reads title 1 alone; reader 2 pays 10.00 and reads title 2 three times, title 1 once.
    let mut reads = vec![read(1, 1, 1, 1)];
    reads.extend([read(2, 2, 1, 1), read(2, 2, 2, 1), read(2, 2, 3, 1), read(2, 1, 1, 2)]);
    let settled = settle(month(vec![paid(1, 1000), paid(2, 1000)], vec![members(1, 0), members(2, 0)], reads)).unwrap();
    assert_eq!((settled.figures.recognised, settled.figures.operator, settled.figures.pool), (2000, 600, 1400));
    let by = |of: fn(&Line) -> i64| settled.lines.iter().map(of).collect::<Vec<_>>();
    assert_eq!(by(|line| line.pro_rata.share), [560, 840]);
    assert_eq!(by(|line| line.reader_centric.share), [875, 525]);
    assert_eq!(paid_cents(&settled), [875, 525]);
}

#[test]
fn money_of_readers_who_read_nothing_is_shared_by_reads() {
    let reads = vec![read(1, 1, 1, 1), read(2, 2, 1, 1)];
    let receipts = vec![paid(1, 1000), paid(2, 3000), paid(3, 4000)];
    let settled = settle(month(receipts, vec![members(1, 0), members(2, 0)], reads)).unwrap();
    assert_eq!(paid_cents(&settled), [2100, 3500]);
}

#[test]
fn one_reader_who_paid_does_not_decide_over_the_money_of_the_others() {
    // An institution pays 100.00 for readers 2 to 100, who read title 2; reader 1 pays 1.00 and reads title 1.
    let mut reads: Vec<Read> = (2..=100).map(|reader| read(reader, 2, 1, 1)).collect();
    reads.push(read(1, 1, 1, 1));
    let receipts = vec![paid(1, 100), paid(500, 10_000)];
    let settled = settle(month(receipts, vec![members(1, 0), members(2, 0)], reads)).unwrap();
    assert_eq!(paid_cents(&settled), [140, 6930]);
}

#[test]
fn where_nobody_who_read_had_paid_the_reads_decide() {
    let reads = vec![read(1, 1, 1, 1), read(1, 2, 1, 1), read(1, 2, 2, 1)];
    let settled = settle(month(vec![paid(9, 1000)], vec![members(1, 0), members(2, 0)], reads)).unwrap();
    assert_eq!(paid_cents(&settled), [233, 467]);
}

#[test]
fn without_reads_the_operator_keeps_the_month_and_no_minimum_is_due() {
    let settled = settle(month(vec![paid(1, 1000)], vec![members(1, 500)], vec![])).unwrap();
    assert_eq!((settled.figures.operator, settled.figures.pool), (1000, 0));
    assert_eq!((settled.lines[0].paid, settled.lines[0].shortfall), (0, 0));
}

#[test]
fn without_money_minimums_are_a_shortfall() {
    let settled = settle(month(vec![], vec![members(1, 500), members(2, 0)], vec![read(1, 1, 1, 1), read(1, 2, 1, 1)])).unwrap();
    assert_eq!(settled.figures.recognised, 0);
    assert_eq!((settled.lines[0].paid, settled.lines[0].shortfall), (0, 500));
    assert_eq!(settled.transactions.len(), 1);
    assert!(settle(month(vec![], vec![], vec![])).unwrap().transactions.is_empty());
}

#[test]
fn one_title_has_the_whole_pool() {
    let settled = settle(month(vec![paid(1, 1001)], vec![members(1, 5)], vec![read(1, 1, 1, 1)])).unwrap();
    assert_eq!(settled.lines[0].paid, 701);
}

#[test]
fn minimums_larger_than_the_pool_are_scaled() {
    let reads = vec![read(1, 1, 1, 1), read(1, 2, 1, 1), read(1, 3, 1, 1)];
    let titles = vec![members(1, 1000), members(2, 2000), members(3, 0)];
    let settled = settle(month(vec![paid(1, 1000)], titles, reads)).unwrap();
    assert_eq!(paid_cents(&settled), [233, 467, 0]);
    assert_eq!(settled.lines.iter().map(|line| line.shortfall).collect::<Vec<_>>(), [767, 1533, 0]);
}

#[test]
fn minimums_come_first_and_the_others_share_the_rest() {
    let reads = vec![read(1, 1, 1, 1), read(1, 2, 1, 1), read(1, 2, 2, 1), read(1, 3, 1, 1)];
    let titles = vec![members(1, 400), members(2, 0), members(3, 0), members(4, 900)];
    let settled = settle(month(vec![paid(1, 1000)], titles, reads)).unwrap();
    assert_eq!(paid_cents(&settled), [400, 200, 100, 0], "who was not read has no minimum");
}

#[test]
fn refunds_take_back_what_was_paid() {
    let back = Receipt { kind: ReceiptKind::Refunded, ..paid(1, 1000) };
    let given = Receipt { kind: ReceiptKind::Given, ..paid(2, 5000) };
    let settled = settle(month(vec![paid(1, 1000), back, given], vec![members(1, 0)], vec![read(1, 1, 1, 1)])).unwrap();
    assert_eq!(settled.figures.recognised, 0);
    let settled = settle(month(vec![back], vec![members(1, 0)], vec![read(1, 1, 1, 1)])).unwrap();
    assert_eq!((settled.figures.recognised, settled.figures.operator, settled.lines[0].paid), (-1000, -1000, 0));
}

#[test]
fn the_same_article_counts_once_a_day_and_open_titles_never() {
    let longer = Read { seconds: 90, ..read(1, 1, 1, 1) };
    let reads = vec![read(1, 1, 1, 1), longer, read(1, 1, 1, 1), read(1, 1, 1, 2), read(1, 2, 1, 1)];
    let open = TitleTerms { terms: Terms::Open, ..members(2, 700) };
    let settled = settle(month(vec![paid(1, 1000)], vec![members(1, 0), open], reads)).unwrap();
    assert_eq!(settled.lines.len(), 1);
    assert_eq!((settled.lines[0].counts.reads, settled.lines[0].counts.seconds), (2, 150));
}

#[test]
fn a_copy_credits_the_title_that_was_opened_and_names_the_original() {
    let reads: Vec<Read> = (0..6).map(|reader| read(reader, 1, 5, 1)).collect();
    let settled = settle(month(vec![paid(1, 1000)], vec![members(1, 0)], reads)).unwrap();
    assert!(settled.lines[0].counts.parts.contains(&Part { of: Of::CopyOf(Id::new(105)), reads: 6 }));
    assert_eq!(settled.lines[0].paid, 700);
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence() {
    let one = || (vec![paid(1, 100)], vec![members(1, 0)], vec![read(1, 1, 1, 1)]);
    let refused = |inputs| settle(inputs).unwrap_err().to_string();
    let with = |receipt| month(vec![receipt], one().1, one().2);
    for cents in [-1, i64::MIN, i64::MAX, MOST_CENTS + 1] {
        assert!(refused(with(paid(7, cents))).contains("receipt of reader 7"));
        assert!(refused(month(one().0, vec![members(1, cents)], one().2)).contains("minimum of title 1"));
    }
    let dollars = Receipt { currency: "USD".parse().unwrap(), ..paid(1, 1) };
    assert!(refused(with(dollars)).contains("settle each currency alone"));
    let twice = vec![paid(1, MOST_CENTS), paid(2, 1)];
    assert!(refused(month(twice, one().1, one().2)).contains("receipts of the month together"));
    let heavy = vec![members(1, MOST_CENTS), members(2, 1)];
    assert!(refused(month(one().0, heavy, one().2)).contains("minimums of the month together"));
    assert_eq!(refused(month(one().0, vec![members(1, 0), members(1, 0)], one().2)), "title 1 has terms twice");
    assert_eq!(refused(month(one().0, vec![], one().2)), "title 1 has reads and no terms");
    let late = Read { day: october().end(), ..read(1, 1, 1, 1) };
    assert_eq!(
        refused(month(one().0, one().1, vec![late])),
        "a read of title 1 is of 2026-11-01, which is not in 2026-10"
    );
    assert_eq!(Thousandths::new(1001), None);
}

#[test]
fn the_largest_figures_do_not_overflow() {
    let reads: Vec<Read> = (0..40).map(|at| read(1, at % 7, at as u8, 1)).collect();
    let titles: Vec<TitleTerms> = (0..7).map(|title| members(title, MOST_CENTS / 7)).collect();
    let settled = settle(month(vec![paid(1, MOST_CENTS)], titles, reads)).unwrap();
    assert_eq!(paid_cents(&settled).iter().sum::<i64>(), settled.figures.pool);
    let statement = statement::Statement::of_title(&settled, Id::new(3), "x").unwrap();
    assert!(statement::check(&statement.text()).is_ok());
}
