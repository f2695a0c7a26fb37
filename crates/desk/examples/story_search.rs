//! Searches settings: `story_search ROUNDS STREAM GOLD STREAM GOLD … [name=value …]` prints how the stories found in
//! each stream agree with the labelled ones (B-cubed F1, in percent), then tries changes of one or two settings at a
//! time and keeps those that help both halves of the streams on the whole.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};

use newsstand_desk::Settings;
use newsstand_desk::stage::story::{Line, Stage};

mod named;
use named::NAMES;

/// Articles in percent that must keep the id they were given.
const LEAST_KEPT: f64 = 97.0;

/// What a change must gain to be kept: less is chance.
const LEAST_GAIN: f64 = 0.01;
/// What a setting may be multiplied by in one step.
const FACTORS: [f32; 10] = [0.5, 0.7, 0.8, 0.9, 0.95, 1.05, 1.1, 1.25, 1.4, 2.0];

type Failure = Box<dyn std::error::Error>;

/// A stream with the labelled story of each line.
struct Stream {
    lines: Vec<Line>,
    labels: Vec<Option<usize>>,
}

/// B-cubed precision, recall and their harmonic mean, in percent.
#[derive(Clone, Copy, Default)]
struct Score([f64; 3]);

/// What one run is worth.
struct Worth {
    arrival: Score,
    last: Score,
    halves: [[Score; 2]; 2],
    kept: f64,
    seconds: f64,
}

fn read(stream: &str, gold: &str) -> Result<Stream, Failure> {
    let open = |path| Ok::<_, Failure>(BufReader::new(std::fs::File::open(path)?).lines());
    let lines: Vec<Line> = open(stream)?.map(|line| Ok(serde_json::from_str(&line?)?)).collect::<Result<_, Failure>>()?;
    let (mut numbers, mut stories) = (HashMap::new(), HashMap::new());
    for line in open(gold)? {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        if let (Some(id), Some(story)) = (value["id"].as_str(), value["story"].as_str()) {
            let next = numbers.len();
            stories.insert(id.to_owned(), *numbers.entry(story.to_owned()).or_insert(next));
        }
    }
    let labels = lines.iter().map(|line| stories.get(&line.id).copied()).collect();
    Ok(Stream { lines, labels })
}

fn score(pairs: &[(usize, i64)]) -> Score {
    let (mut truth, mut found, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for &(label, story) in pairs {
        *truth.entry(label).or_insert(0.0) += 1.0;
        *found.entry(story).or_insert(0.0) += 1.0;
        *both.entry((label, story)).or_insert(0.0) += 1.0;
    }
    let mean = |of: &dyn Fn(&(usize, i64)) -> f64| {
        100.0 * both.iter().map(|(key, n): (_, &f64)| n * n / of(key)).sum::<f64>() / pairs.len().max(1) as f64
    };
    let (precision, recall) = (mean(&|key| found[&key.1]), mean(&|key| truth[&key.0]));
    Score([precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9)])
}

fn run(stream: &Stream, settings: &Settings) -> Worth {
    let mut stage = Stage::new(settings.clone());
    let began = std::time::Instant::now();
    let first: Vec<i64> = stream.lines.iter().map(|line| stage.line(line.clone()).story.get()).collect();
    let seconds = began.elapsed().as_secs_f64();
    let last: Vec<i64> = stage.finish().map(|answer| answer.story.get()).collect();
    let middle = first.len() / 2;
    let of = |stories: &[i64], from: usize, to: usize| {
        let pairs = stream.labels.iter().zip(stories).take(to).skip(from).filter_map(|(label, &story)| Some(((*label)?, story)));
        score(&pairs.collect::<Vec<_>>())
    };
    let end = first.len();
    let kept = first.iter().zip(&last).filter(|(first, last)| first == last).count();
    Worth {
        arrival: of(&first, 0, end),
        last: of(&last, 0, end),
        halves: [&first, &last].map(|stories| [of(stories, 0, middle), of(stories, middle, end)]),
        kept: 100.0 * kept as f64 / end.max(1) as f64,
        seconds,
    }
}

/// The mean of whole and halves, on arrival and in the end; ids that do not hold cost.
fn value(worths: &[Worth]) -> f64 {
    let one = |worth: &Worth| {
        let f1 = |score: &Score| score.0[2];
        let all = f1(&worth.arrival) + 2.0 * f1(&worth.last);
        let halves = worth.halves[0].iter().map(f1).sum::<f64>() / 2.0 + worth.halves[1].iter().map(f1).sum::<f64>();
        (all + halves) / 6.0 - (LEAST_KEPT - worth.kept).max(0.0)
    };
    worths.iter().map(one).sum::<f64>() / worths.len().max(1) as f64
}

fn print(worths: &[Worth]) {
    for worth in worths {
        let [a, l] = [worth.arrival, worth.last];
        let [[a1, a2], [l1, l2]] = worth.halves;
        println!(
            "  arrival {:.1} ({:.1} {:.1}; halves {:.1} {:.1})  final {:.1} ({:.1} {:.1}; halves {:.1} {:.1})  kept {:.1}  {:.2} s",
            a.0[2], a.0[0], a.0[1], a1.0[2], a2.0[2], l.0[2], l.0[0], l.0[1], l1.0[2], l2.0[2], worth.kept, worth.seconds
        );
    }
}

/// Numbers that look drawn at random (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// Changes up to three settings; says which.
fn change(settings: &mut Settings, free: &[&str], dice: &mut Dice) -> String {
    let mut what = String::new();
    for _ in 0..=dice.roll(3) {
        let name = free[dice.roll(free.len())];
        let factor = FACTORS[dice.roll(FACTORS.len())];
        if let Some(place) = named::place(settings, name) {
            *place = (*place * factor * 1000.0).round() / 1000.0;
            what += &format!(" {name}={place}");
        }
    }
    what
}

/// The settings to begin with, and those that may be changed: `fix=a,b` keeps some as they are.
fn given(pairs: &[String]) -> Result<(Settings, Vec<&'static str>), Failure> {
    let (mut settings, mut free) = (Settings::default(), NAMES.to_vec());
    for (name, value) in pairs.iter().filter_map(|pair| pair.split_once('=')) {
        if name == "fix" {
            free.retain(|name| !value.split(',').any(|fixed| fixed == *name));
        } else {
            *named::place(&mut settings, name).ok_or("no such setting")? = value.parse()?;
        }
    }
    Ok((settings, free))
}

fn main() -> Result<(), Failure> {
    let (pairs, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|argument| argument.contains('='));
    let rounds: u64 = paths.first().ok_or("how many rounds?")?.parse()?;
    let streams: Vec<Stream> =
        paths[1..].chunks(2).map(|pair| read(&pair[0], pair.get(1).ok_or("a stream has labels")?)).collect::<Result<_, _>>()?;
    let (mut best, free) = given(&pairs)?;
    let measure = |settings: &Settings| streams.iter().map(|stream| run(stream, settings)).collect::<Vec<_>>();
    let mut worths = measure(&best);
    println!("{:.3}", value(&worths));
    print(&worths);
    let mut dice = Dice(0x5eed ^ rounds);
    for _ in 0..rounds {
        let mut tried = best.clone();
        let what = change(&mut tried, &free, &mut dice);
        let found = measure(&tried);
        if value(&found) > value(&worths) + LEAST_GAIN {
            println!("{:.3}{what}", value(&found));
            (best, worths) = (tried, found);
        }
    }
    print(&worths);
    println!("{best:?}");
    Ok(())
}
