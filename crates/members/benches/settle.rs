//! A month of 1,000,000 reads over 500 titles and 50,000 readers: CPU time, memory, and growth with the number of reads.
//!
//! `cargo bench -p newsstand-members`. The bars are 5 seconds of CPU and 300 MB, inputs included.

use std::time::Instant;

use newsstand_members::settle::{
    Day, Inputs, Month, Period, Read, Receipt, ReceiptKind, Settlement, Split, Thousandths, TitleTerms, settle, statement,
};
use newsstand_news::{Id, Section, Terms};

const READS: u64 = 1_000_000;
const READERS: u64 = 50_000;
const TITLES: u64 = 500;

/// Times each size is measured; the least counts, what the others have more is noise.
const ROUNDS: usize = 3;

/// The bars.
const MOST_SECONDS: f64 = 5.0;
const MOST_MEGABYTES: u64 = 300;

/// Splitmix64: the same numbers in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// Small numbers far more often than large ones, as titles are read.
    fn skewed(&mut self, end: u64) -> u64 {
        let first = self.below(end) + 1;
        self.below(first)
    }
}

fn id<T>(number: u64) -> Id<T> {
    Id::new(i64::try_from(number).unwrap_or(0))
}

fn days(number: u64) -> i32 {
    i32::try_from(number).unwrap_or(0)
}

fn month(reads: u64) -> Inputs {
    let mut chance = Chance(reads);
    let month = Month::new(2026, 10).expect("a month");
    let first = month.first().get();
    let receipts = (0..READERS).filter(|reader| reader % 10 != 0).map(|reader| {
        let from = first - days(chance.below(31));
        let (cents, length) = if reader % 3 == 0 { (9900, 365) } else { (999, 31) };
        let period = Period::new(Day::new(from), Day::new(from + length)).expect("a period");
        Receipt { reader: id(reader), cents, currency: "EUR".parse().expect("a currency"), period, kind: ReceiptKind::Paid }
    });
    let receipts = receipts.collect();
    let titles = (0..TITLES).map(|title| {
        let minimum = if title % 7 == 0 { 50_000 } else { 0 };
        TitleTerms { title: id(title), publisher: id(title / 4), terms: Terms::Members, minimum }
    });
    let titles = titles.collect();
    let reads = (0..reads).map(|_| one_read(&mut chance, first)).collect();
    let operator = Thousandths::new(300).expect("a share");
    Inputs { month, currency: "EUR".parse().expect("a currency"), receipts, titles, reads, operator, paid: Split::ReaderCentric }
}

fn one_read(chance: &mut Chance, first: i32) -> Read {
    let title = chance.skewed(TITLES);
    let article = chance.below(900);
    let mut key = [0; 16];
    key[..8].copy_from_slice(&article.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    Read {
        reader: id(chance.skewed(READERS)),
        title: id(title),
        article: key,
        day: Day::new(first + days(chance.below(31))),
        seconds: u32::try_from(10 + chance.below(300)).unwrap_or(10),
        section: Section::ALL.get(usize::try_from(article % 14).unwrap_or(0)).copied(),
        original: article.is_multiple_of(10).then(|| id(title ^ 1)),
    }
}

/// Seconds on a CPU so far, as Linux counts them for this thread.
fn spent() -> Option<f64> {
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

/// CPU seconds of some work, wall time where the system does not tell, and what came of it.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let (before, wall) = (spent(), Instant::now());
    let made = std::hint::black_box(work());
    let seconds = match (before, spent()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed().as_secs_f64(),
    };
    (seconds, made)
}

/// The most memory that was held so far, in megabytes.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

/// The least CPU time of a few rounds, and the month as settled in the last. The inputs are made outside the clock.
fn settled(reads: u64) -> (f64, Settlement) {
    let round = || {
        let inputs = month(reads);
        timed(|| settle(inputs).expect("settles"))
    };
    let first = round();
    (1..ROUNDS).map(|_| round()).fold(first, |best, next| (best.0.min(next.0), next.1))
}

fn main() {
    let (half, _) = settled(READS / 2);
    let (whole, settlement) = settled(READS);
    let memory = peak();
    let figures = &settlement.figures;
    let paid: i64 = settlement.lines.iter().map(|line| line.paid).sum();
    assert_eq!(paid + figures.operator, figures.recognised, "to the cent");
    println!("{READS} reads, {TITLES} titles, {READERS} readers: {whole:.3} s of CPU (bar {MOST_SECONDS} s)");
    println!("half the reads: {half:.3} s; twice the reads take {:.2} times as long", whole / half);
    match memory {
        Some(megabytes) => println!("most memory held, inputs included: {megabytes} MB (bar {MOST_MEGABYTES} MB)"),
        None => println!("most memory held: this system does not tell"),
    }
    let (writing, texts) = timed(|| {
        let all = settlement.lines.iter().filter_map(|line| statement::Statement::of_title(&settlement, line.title, "Title"));
        all.map(|statement| statement.text()).collect::<Vec<_>>()
    });
    let (checking, agreed) = timed(|| texts.iter().filter(|text| statement::check(text).is_ok()).count());
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(
        "{} statements of {} KB: written in {writing:.3} s, checked in {checking:.3} s",
        texts.len(),
        bytes / 1000
    );
    assert_eq!(agreed, texts.len(), "every statement agrees with itself");
    let within = whole < MOST_SECONDS && memory.is_none_or(|megabytes| megabytes < MOST_MEGABYTES);
    println!("{}", if within { "within the bars" } else { "NOT within the bars" });
    if !within {
        std::process::exit(1);
    }
}
