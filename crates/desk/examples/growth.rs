//! How time and memory grow with what is live: `growth [WORDS]` places made-up articles of so many words (200 unless
//! told) and prints, at 1k, 10k, 20k and 100k live ones, articles a second, the slowest hundredth, and what the process holds.

use std::time::Instant;

use newsstand_desk::{Arrival, Desk, Settings};
use newsstand_news::{ArticleKind, Id, Language, Moment};

/// Numbers that look drawn at random (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    /// Few numbers often, many seldom, as words are in a text.
    fn rank(&mut self, of: u64) -> u64 {
        let part = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        ((of as f64).powf(part) - 1.0) as u64
    }
}

/// A word for a number: syllables, so that stemmers have something to do.
fn word(mut number: u64) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ken", "ti", "ros", "ma", "lin", "dor", "ve", "sha", "pel", "un", "gra", "cho", "wi", "fes", "ol"];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[(number % 16) as usize]);
        number /= 16;
        if number == 0 {
            return word;
        }
    }
}

fn article(dice: &mut Dice, events: u64, words: usize) -> (String, String) {
    let event = dice.roll(events);
    let own: Vec<String> = (0..12).map(|n| word(1_000_000 + event * 12 + n)).collect();
    let next = |dice: &mut Dice| match dice.roll(6) {
        0 => own[dice.roll(12) as usize].clone(),
        _ => word(dice.rank(60_000)),
    };
    let headline = (0..9).map(|_| next(dice)).collect::<Vec<_>>().join(" ");
    let text = (0..words).map(|_| next(dice)).collect::<Vec<_>>().join(" ");
    (headline, text)
}

fn resident_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = status.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0.0);
    pages * 4096.0 / 1024.0 / 1024.0
}

/// User and system time of this process (Linux: fields 14 and 15 of `/proc/self/stat`, in hundredths of a second).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    after.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn place(desk: &mut Desk, minted: &mut i64, number: i64, language: &Language, headline: &str, text: &str) {
    let arrival = Arrival {
        article: Id::new(number),
        title: Id::new(number % 700),
        publisher: None,
        language,
        headline,
        text,
        published: Moment::from_seconds(number),
        kind: ArticleKind::Report,
        section: None,
        wire: None,
    };
    desk.place(&arrival, &mut || {
        *minted += 1;
        Id::new(*minted)
    });
    if number % 200 == 0 {
        desk.tidy(arrival.published);
    }
}

fn main() {
    let words = std::env::args().nth(1).and_then(|words| words.parse().ok()).unwrap_or(200);
    let (mut dice, english) = (Dice(0x5eed), Language::new("en"));
    let began = Instant::now();
    let mut desk = Desk::new(Settings::default());
    println!("new desk: {:.1} ms, {:.1} MiB", began.elapsed().as_secs_f64() * 1e3, resident_mib());
    let (mut minted, mut number) = (0, 0_i64);
    for target in [1_000, 10_000, 20_000, 100_000] {
        let ahead = (target - desk.live()).min(10_000);
        while desk.live() + ahead < target {
            let (headline, text) = article(&mut dice, 40_000, words);
            place(&mut desk, &mut minted, number, &english, &headline, &text);
            number += 1;
        }
        let ready: Vec<(String, String)> = (0..ahead).map(|_| article(&mut dice, 40_000, words)).collect();
        let (before, mut nanoseconds) = (cpu_seconds(), Vec::with_capacity(ahead));
        for (headline, text) in &ready {
            let began = Instant::now();
            place(&mut desk, &mut minted, number, &english, headline, text);
            nanoseconds.push(began.elapsed().as_nanos());
            number += 1;
        }
        let cpu = cpu_seconds() - before;
        nanoseconds.sort_unstable();
        let slow = nanoseconds.get(nanoseconds.len() * 99 / 100).copied().unwrap_or(0);
        drop(ready);
        println!(
            "{target} live, {minted} stories: {:.0} a second of processor time, 99th percentile {:.2} ms by the clock, {:.1} MiB",
            ahead as f64 / cpu,
            slow as f64 / 1e6,
            resident_mib()
        );
    }
}
