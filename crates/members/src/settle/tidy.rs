//! Brings a month's inputs into one order and refuses what cannot be.

use newsstand_news::Terms;

use super::{Fault, Inputs, MOST_CENTS, MOST_READS, MOST_RECEIPTS, MOST_TITLES, Read};

/// The inputs in order, each read once, without what counts for nothing: receipts for other months, titles that are not
/// for members, and their reads. Two orders of the same inputs give the same. n log n.
pub(super) fn tidy(mut inputs: Inputs) -> Result<Inputs, Fault> {
    count("receipts", inputs.receipts.len(), MOST_RECEIPTS)?;
    count("titles", inputs.titles.len(), MOST_TITLES)?;
    count("reads", inputs.reads.len(), MOST_READS)?;
    receipts(&mut inputs)?;
    titles(&mut inputs)?;
    reads(&mut inputs)?;
    Ok(inputs)
}

fn count(what: &'static str, are: usize, most: usize) -> Result<(), Fault> {
    if are > most { Err(Fault::TooMany { what, most }) } else { Ok(()) }
}

fn believed(cents: i64) -> bool {
    (0..=MOST_CENTS).contains(&cents)
}

fn receipts(inputs: &mut Inputs) -> Result<(), Fault> {
    let (month, settled) = (inputs.month, inputs.currency);
    for receipt in &inputs.receipts {
        let (reader, cents, is) = (receipt.reader, receipt.cents, receipt.currency);
        if !believed(cents) {
            return Err(Fault::Receipt { reader, cents });
        }
        if is != settled {
            return Err(Fault::Currency { reader, is, settled });
        }
    }
    inputs.receipts.retain(|receipt| receipt.period.from() < month.end() && month.first() < receipt.period.until());
    inputs.receipts.sort_unstable();
    sum("receipts", inputs.receipts.iter().map(|receipt| receipt.recognised(month).abs()))
}

fn titles(inputs: &mut Inputs) -> Result<(), Fault> {
    inputs.titles.sort_unstable_by_key(|terms| terms.title);
    for terms in &inputs.titles {
        if !believed(terms.minimum) {
            return Err(Fault::Minimum { title: terms.title, cents: terms.minimum });
        }
    }
    for pair in inputs.titles.windows(2) {
        if let [first, second] = pair
            && first.title == second.title
        {
            return Err(Fault::TermsTwice(first.title));
        }
    }
    sum("minimums", inputs.titles.iter().map(|terms| terms.minimum))
}

fn sum(what: &'static str, amounts: impl Iterator<Item = i64>) -> Result<(), Fault> {
    let together: i128 = amounts.map(i128::from).sum();
    if together > i128::from(MOST_CENTS) { Err(Fault::TooMuch { what, most: MOST_CENTS }) } else { Ok(()) }
}

fn reads(inputs: &mut Inputs) -> Result<(), Fault> {
    let (month, titles) = (inputs.month, &inputs.titles);
    let terms = |read: &Read| titles.binary_search_by_key(&read.title, |terms| terms.title).ok().and_then(|at| titles.get(at));
    let days = month.first()..month.end();
    for read in &inputs.reads {
        if !days.contains(&read.day) {
            return Err(Fault::NotOfMonth { title: read.title, day: read.day, month });
        }
        if terms(read).is_none() {
            return Err(Fault::NoTerms(read.title));
        }
    }
    inputs.reads.retain(|read| terms(read).is_some_and(|terms| terms.terms == Terms::Members));
    inputs.titles.retain(|terms| terms.terms == Terms::Members);
    inputs.reads.sort_unstable();
    inputs.reads.dedup_by(once);
    Ok(())
}

/// Of the same article read by the same reader on the same day, the longest read is kept: it comes last.
fn once(later: &mut Read, kept: &mut Read) -> bool {
    let key = |read: &Read| (read.reader, read.title, read.article, read.day);
    let same = key(later) == key(kept);
    if same {
        *kept = *later;
    }
    same
}
