//! How fast the desk places articles, from text to story, and how time and memory grow with what is live.
//!
//! `cargo bench -p newsstand-desk --bench desk` makes its own stream of 200 and of 800 words an article and places it until
//! 100,000 are live. Times are of this thread on a processor; each length has a process to itself, so that its memory is its own.

mod clock;
mod stream;

use std::hash::{DefaultHasher, Hash, Hasher};

use newsstand_desk::{Arrival, Desk, Move, Placed, Settings};
use newsstand_news::{ArticleKind, Id, Language, Moment};

use clock::{peak_mebibytes, spent};
use stream::{Made, Stream};

/// Lengths of the articles, in words.
const LENGTHS: [usize; 2] = [200, 800];
/// Where it is measured: live articles.
const LEVELS: [usize; 3] = [1_000, 10_000, 100_000];
/// Articles made at a time.
const BATCH: usize = 500;
/// Most articles timed together, and as many one by one.
const TIMED: usize = 5_000;
/// Articles between two second passes, as `stage story` has it.
const TIDY_EVERY: i64 = 64;
/// A process that measures is told the length by this.
const LENGTH: &str = "NEWSSTAND_BENCH_WORDS";

fn main() -> std::io::Result<()> {
    if let Some(words) = std::env::var(LENGTH).ok().and_then(|words| words.parse().ok()) {
        measure(words);
        return Ok(());
    }
    let program = std::env::current_exe()?;
    for words in LENGTHS {
        std::process::Command::new(&program).env(LENGTH, words.to_string()).status()?;
    }
    Ok(())
}

/// What one level showed.
struct Level {
    live: usize,
    a_second: f64,
    milliseconds: Vec<f64>,
    mebibytes: f64,
}

impl Level {
    fn part(&self, of_a_thousand: usize) -> f64 {
        let last = self.milliseconds.len().saturating_sub(1);
        self.milliseconds.get(last * of_a_thousand / 1000).copied().unwrap_or(0.0)
    }

    fn print(&self) {
        println!(
            "{:9} {:11.0} {:9.3} {:9.3} {:9.3} {:9.1}",
            self.live,
            self.a_second,
            self.part(500),
            self.part(990),
            self.part(1000),
            self.mebibytes
        );
    }
}

fn measure(words: usize) {
    let mut stream = Stream::new(words);
    drop(stream.take(BATCH));
    let held = peak_mebibytes();
    let mut counter = Counter::new();
    println!("\n{words} words, processor time");
    println!(
        "{:>9} {:>11} {:>9} {:>9} {:>9} {:>9}",
        "live", "articles/s", "median ms", "99 % ms", "worst ms", "MiB more"
    );
    let levels: Vec<Level> = LEVELS.into_iter().map(|live| level(&mut counter, &mut stream, live, held)).collect();
    println!("decisions {:016x}", counter.decided.0.finish());
    if let [first, .., last] = levels.as_slice() {
        println!(
            "growth from {} to {}: time an article x {:.2}, 99 % x {:.2}, memory x {:.1}",
            first.live,
            last.live,
            first.a_second / last.a_second,
            last.part(990) / first.part(990),
            last.mebibytes / first.mebibytes
        );
    }
}

fn level(counter: &mut Counter, stream: &mut Stream, live: usize, held: f64) -> Level {
    let timed = (live / 4).min(TIMED);
    while counter.desk.live() + 2 * timed < live {
        let count = BATCH.min(live - 2 * timed - counter.desk.live());
        counter.place_all(&stream.take(count));
        counter.note();
    }
    let mut seconds = 0.0;
    in_batches(timed, stream, |made| {
        let began = spent();
        counter.place_all(made);
        seconds += spent() - began;
        counter.note();
    });
    let mut milliseconds = Vec::new();
    in_batches(timed, stream, |made| {
        for article in made {
            let began = spent();
            counter.place(article);
            milliseconds.push((spent() - began) * 1e3);
        }
        counter.note();
    });
    milliseconds.sort_unstable_by(f64::total_cmp);
    let level =
        Level { live: counter.desk.live(), a_second: timed as f64 / seconds, milliseconds, mebibytes: peak_mebibytes() - held };
    level.print();
    level
}

fn in_batches(count: usize, stream: &mut Stream, mut work: impl FnMut(&[Made])) {
    let mut left = count;
    while left > 0 {
        let made = stream.take(BATCH.min(left));
        left -= made.len();
        work(&made);
    }
}

/// Something the desk decided.
enum Decision {
    Placed(Placed),
    Moved(Vec<Move>),
}

/// Everything the desk decided, as one number: what must not change when it gets faster.
#[derive(Default)]
struct Digest(DefaultHasher);

impl Digest {
    fn add(&mut self, decision: &Decision) {
        match decision {
            Decision::Placed(placed) => self.hash(placed),
            Decision::Moved(moves) => moves.iter().for_each(|moved| self.hash(moved)),
        }
    }

    fn hash(&mut self, decision: &impl std::fmt::Debug) {
        format!("{decision:?}").hash(&mut self.0);
    }
}

/// A desk that articles are handed to.
struct Counter {
    desk: Desk,
    english: Language,
    number: i64,
    minted: i64,
    decisions: Vec<Decision>,
    decided: Digest,
}

impl Counter {
    fn new() -> Self {
        Self {
            desk: Desk::new(Settings::default()),
            english: Language::new("en"),
            number: 0,
            minted: 0,
            decisions: Vec::new(),
            decided: Digest::default(),
        }
    }

    /// Takes down what was decided lately; apart from placing, so that it is not timed.
    fn note(&mut self) {
        let Self { decisions, decided, .. } = self;
        decisions.drain(..).for_each(|decision| decided.add(&decision));
    }

    fn place_all(&mut self, made: &[Made]) {
        made.iter().for_each(|article| self.place(article));
    }

    fn place(&mut self, made: &Made) {
        self.number += 1;
        let published = Moment::from_seconds(1_760_000_000 + self.number * 3);
        let arrival = Arrival {
            article: Id::new(self.number),
            title: Id::new(self.number % 700),
            publisher: None,
            language: &self.english,
            headline: &made.headline,
            text: &made.text,
            published,
            kind: ArticleKind::Report,
            section: None,
            wire: None,
        };
        let minted = &mut self.minted;
        let placed = self.desk.place(&arrival, &mut || {
            *minted += 1;
            Id::new(*minted)
        });
        self.decisions.push(Decision::Placed(placed));
        if self.number % TIDY_EVERY == 0 {
            self.decisions.push(Decision::Moved(self.desk.tidy(published)));
        }
    }
}
