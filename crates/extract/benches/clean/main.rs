//! How fast `clean` is beside two others on the same bodies, and how its time grows with the size of nasty markup.
//!
//! `cargo bench -p newsstand-extract --bench clean`; a word as argument runs the shapes with that word in their name only.
//! CPU time of one thread, everything measured in turns within one run, the least of all turns counts.

mod bodies;
mod clock;
mod shapes;
mod tree;

use std::hint::black_box;

use newsstand_extract::clean;
use newsstand_news::Address;

use clock::{best, cpu};

/// How often each is measured.
const TURNS: usize = 9;
/// Bytes of a smaller nasty document.
const SIZE: usize = 2 * 1024 * 1024;
/// How much more time twice the size may take.
const BAR: f64 = 2.2;

fn main() {
    let only = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let base = Address::new("https://www.gazette.example/2024/05/harbour.html");
    if only.is_none() {
        compare(base.as_ref());
    }
    grow(base.as_ref(), only.as_deref().unwrap_or(""));
}

fn compare(base: Option<&Address>) {
    let bodies = bodies::all();
    let bytes: usize = bodies.iter().map(String::len).sum();
    println!("{} bodies, {:.1} MB", bodies.len(), bytes as f64 / 1e6);
    let ammonia = ammonia::Builder::default();
    let (mut ours, mut theirs, mut trees) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours.push(cpu(|| bodies.iter().map(|body| clean(black_box(body), base).as_str().len()).sum::<usize>()));
        theirs.push(cpu(|| bodies.iter().map(|body| ammonia.clean(black_box(body)).to_string().len()).sum::<usize>()));
        trees.push(cpu(|| bodies.iter().map(|body| tree::build(black_box(body))).sum::<usize>()));
    }
    let (ours, theirs, trees) = (best(ours), best(theirs), best(trees));
    println!("{:34} {:>6} {:>15}", "", "MB/s", "clean is faster");
    for (name, seconds) in [("clean", ours), ("html5ever, tree building alone", trees), ("ammonia", theirs)] {
        println!("{name:34} {:>6.0} {:>14.1}×", bytes as f64 / seconds / 1e6, seconds / ours);
    }
}

fn grow(base: Option<&Address>, only: &str) {
    println!("\n{:28} {:>10} {:>10} {:>7}", "shape", "2 MiB, ms", "4 MiB, ms", "ratio");
    let mut worst = 0.0_f64;
    for (name, make) in shapes::ALL.iter().filter(|(name, _)| name.contains(only)) {
        let (small, large) = (make(SIZE), make(2 * SIZE));
        let (mut short, mut long) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            short.push(cpu(|| clean(black_box(&small), base)));
            long.push(cpu(|| clean(black_box(&large), base)));
        }
        let (short, long) = (best(short), best(long));
        worst = worst.max(long / short);
        println!("{name:28} {:>10.2} {:>10.2} {:>7.2}", short * 1e3, long * 1e3, long / short);
    }
    println!("worst ratio {worst:.2}, the bar is {BAR}");
}
