//! Time and memory of pages that are made to be slow.

use std::hint::black_box;
use std::process::Command;

use newsstand_extract::page;
use newsstand_news::{Address, Moment};

use super::clock::{best, cpu};
use super::memory;
use super::shapes::{ALL, Make};

/// How often each is measured.
const TURNS: usize = 5;
/// How much more time twice the size may take.
const RATIO: f64 = 2.2;
/// Megabytes over the page that may be held.
const HELD: f64 = 64.0;

/// Measures every shape with `only` in its name at a quarter, half and whole of its size, and the memory of the whole one. Where a
/// limit is met, more of a page costs no more.
pub fn all(only: &str) {
    println!(
        "\n{:28} {:>8} {:>11} {:>9} {:>9} {:>6} {:>9}",
        "shape", "size, MB", "quarter, ms", "half, ms", "whole, ms", "ratio", "held, MB"
    );
    let (mut worst, mut most) = (0.0_f64, 0.0_f64);
    for (name, size, make) in ALL.iter().filter(|(name, ..)| name.contains(only)) {
        let (bytes, [quarter, half, whole]) = row(*make, *size);
        let (ratio, held) = ((half / quarter).max(whole / half), peak(name).unwrap_or(f64::NAN));
        println!(
            "{name:28} {:>8.1} {:>11.1} {:>9.1} {:>9.1} {ratio:>6.2} {held:>9.1}",
            bytes as f64 / 1e6,
            quarter * 1e3,
            half * 1e3,
            whole * 1e3
        );
        (worst, most) = (worst.max(ratio), most.max(held));
    }
    println!("worst ratio {worst:.2}, the bar is {RATIO}; most held {most:.0} MB over the page, the bar is {HELD}");
}

/// Bytes of the whole shape, and seconds at a quarter, half and whole of its size.
fn row(make: Make, size: usize) -> (usize, [f64; 3]) {
    let pages = [size / 4, size / 2, size].map(make);
    let address = address();
    let mut turns = [const { Vec::new() }; 3];
    for _ in 0..TURNS {
        for (seconds, html) in turns.iter_mut().zip(&pages) {
            seconds.push(cpu(|| page(black_box(html), &address, Moment::default())));
        }
    }
    (pages[2].len(), turns.map(best))
}

/// What reading a shape holds, measured in a process of its own.
fn peak(name: &str) -> Option<f64> {
    let output = Command::new(std::env::current_exe().ok()?).args(["peak", name]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// Reads the shape called `name` once and prints the megabytes held over the page.
pub fn peak_of(name: &str) {
    let Some((_, size, make)) = ALL.iter().find(|(known, ..)| *known == name) else { return };
    let html = make(*size);
    let before = memory::peak();
    black_box(page(black_box(&html), &address(), Moment::default()));
    if let (Some(before), Some(after)) = (before, memory::peak()) {
        println!("{:.1}", after - before);
    }
}

fn address() -> Address {
    Address::new("https://www.gazette.example/2026/05/harbour.html").expect("an address")
}
