//! How fast a page becomes an article beside html5ever building its tree alone, where the time goes, and how it grows.
//!
//! `cargo bench -p newsstand-extract --bench page`, over made-up pages, or over the gzip pages of the folder that
//! `NEWSSTAND_BENCH_PAGES` names. A word as argument runs the nasty shapes with that word in their name only; `pages` runs no
//! shape. CPU time of one thread, everything measured in turns within one run; of a page's turns the least counts.

#[path = "../clean/clock.rs"]
mod clock;
mod dom;
mod folder;
mod made;
mod memory;
mod nasty;
mod shapes;

use std::hint::black_box;

use newsstand_extract::{measure, page};
use newsstand_news::{Address, Moment};

use clock::cpu;

/// How often each page is measured.
const TURNS: usize = 7;
/// Pages a second that are asked for.
const BAR: f64 = 1_000.0;
/// Milliseconds a page may take, and for each megabyte of it.
const WORST: (f64, f64) = (2.0, 12.0);

/// A page to measure with.
pub struct Page {
    /// What it is called in the output.
    pub name: String,
    /// Where it was found.
    pub address: Address,
    /// The page, decoded.
    pub html: String,
}

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let only = words.next();
    match (only.as_deref(), words.next()) {
        (Some("peak"), Some(shape)) => return nasty::peak_of(&shape),
        (None | Some("pages"), _) => pages(),
        _ => {}
    }
    if only.as_deref() != Some("pages") {
        nasty::all(only.as_deref().unwrap_or(""));
    }
}

fn pages() {
    let pages = std::env::var("NEWSSTAND_BENCH_PAGES").map_or_else(|_| made::all(), |path| folder::all(&path));
    let bytes: usize = pages.iter().map(|page| page.html.len()).sum();
    println!(
        "{} pages, {:.1} MB, {:.0} KB each",
        pages.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e3 / pages.len() as f64
    );
    let rows: Vec<Row> = pages.iter().map(Row::of).collect();
    compare(&rows, bytes);
    worst(&rows);
    grow(&pages);
}

/// What one page took, in seconds.
struct Row<'p> {
    page: &'p Page,
    /// html5ever's tree.
    theirs: f64,
    /// The steps of ours, each with all before it.
    upto: Vec<f64>,
    /// The whole article.
    whole: f64,
}

impl<'p> Row<'p> {
    fn of(of: &'p Page) -> Self {
        let mut row =
            Self { page: of, theirs: f64::INFINITY, upto: vec![f64::INFINITY; measure::STEPS.len()], whole: f64::INFINITY };
        for _ in 0..TURNS {
            row.theirs = row.theirs.min(cpu(|| dom::build(black_box(&of.html))));
            for (least, step) in row.upto.iter_mut().zip(measure::STEPS) {
                *least = least.min(cpu(|| step.1(black_box(&of.html), &of.address)));
            }
            row.whole = row.whole.min(cpu(|| page(black_box(&of.html), &of.address, Moment::default())));
        }
        row
    }

    /// Milliseconds over what a page of this size may take; negative when it keeps to it.
    fn over(&self) -> f64 {
        self.whole * 1e3 - WORST.0 - WORST.1 * self.page.html.len() as f64 / 1e6
    }
}

fn compare(rows: &[Row<'_>], bytes: usize) {
    let sum = |take: &dyn Fn(&Row<'_>) -> f64| rows.iter().map(take).sum::<f64>();
    let (theirs, whole) = (sum(&|row| row.theirs), sum(&|row| row.whole));
    println!("{:34} {:>8} {:>8} {:>8} {:>8}", "", "ms/page", "pages/s", "MB/s", "ratio");
    let say = |name: &str, seconds: f64| {
        println!(
            "{name:34} {:>8.3} {:>8.0} {:>8.0} {:>8.2}",
            seconds * 1e3 / rows.len() as f64,
            rows.len() as f64 / seconds,
            bytes as f64 / seconds / 1e6,
            seconds / theirs
        );
    };
    say("html5ever, its tree alone", theirs);
    say("page to article", whole);
    let mut before = 0.0;
    for (at, (name, _)) in measure::STEPS.iter().enumerate() {
        let upto = sum(&|row| row.upto.get(at).copied().unwrap_or_default());
        say(&format!("  of which {name}"), upto - before);
        before = upto;
    }
    say("  of which metadata", whole - before);
    let speed = rows.len() as f64 / whole;
    println!("{speed:.0} pages/s, the bar is {BAR}; {:.2} of html5ever's tree, the bar is 1.0", whole / theirs);
}

fn worst(rows: &[Row<'_>]) {
    let Some(row) = rows.iter().max_by(|one, other| one.over().total_cmp(&other.over())) else { return };
    println!(
        "worst page {} ({:.0} KB): {:.2} ms, {:+.2} ms to the bar of {} ms and {} ms a MB",
        row.page.name,
        row.page.html.len() as f64 / 1e3,
        row.whole * 1e3,
        row.over(),
        WORST.0,
        WORST.1
    );
}

/// Every page with its body once, twice and four times.
fn grow(pages: &[Page]) {
    let seconds = |times: usize| -> f64 {
        let repeated = pages.iter().map(|page| (repeated(&page.html, times), &page.address));
        let once = |(html, address): (String, &Address)| {
            let turns = (0..3).map(|_| cpu(|| page(black_box(&html), address, Moment::default())));
            turns.fold(f64::INFINITY, f64::min)
        };
        repeated.map(once).sum()
    };
    let (one, two, four) = (seconds(1), seconds(2), seconds(4));
    println!("each body twice: {:.2} times the time; four times: {:.2}", two / one, four / one);
}

/// A page whose body's content stands in it several times.
fn repeated(html: &str, times: usize) -> String {
    let from = html.find("<body").and_then(|at| Some(at + html.get(at..)?.find('>')? + 1)).unwrap_or(0);
    let to = html.rfind("</body").filter(|to| *to > from).unwrap_or(html.len());
    let (head, rest) = html.split_at(from);
    let (body, tail) = rest.split_at(to - from);
    [head, &body.repeat(times), tail].concat()
}
