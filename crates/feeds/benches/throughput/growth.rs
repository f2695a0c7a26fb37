//! How the time grows with the size, on shapes that make careless readers slow.

use std::hint::black_box;

use newsstand_feeds::{Source, charset, discover, opml, read, rsl};
use newsstand_news::Address;

use super::clock::{best, cpu};
use super::shapes::SHAPES;

/// Bytes of the smaller document.
const SIZE: usize = 2 * 1024 * 1024;
/// How often each is measured.
const TURNS: usize = 7;

/// Something that reads a document.
type Reader = fn(&[u8]) -> usize;

/// Prints for each shape the CPU time of reading it at one size and at twice that, and their ratio; then the worst ratio of
/// everything else that reads what comes from outside.
pub fn measure() {
    println!("\n{:28} {:>10} {:>10} {:>7}", "shape", "2 MiB, ms", "4 MiB, ms", "ratio");
    let mut worst = 0.0_f64;
    for (name, make) in SHAPES {
        let (one, two) = grown(&make(SIZE), &make(2 * SIZE), feed);
        worst = worst.max(two / one);
        println!("{name:28} {:10.2} {:10.2} {:7.2}", one * 1e3, two * 1e3, two / one);
    }
    println!("worst ratio {worst:.2}");
    let others: [(&str, Reader); 3] = [("OPML", outlines), ("discovery", page), ("licences", licences)];
    for (name, reader) in others {
        // These read no more than a limit, so the sizes are below the least of them.
        let ratios = SHAPES.iter().map(|(shape, make)| {
            let (one, two) = grown(&make(SIZE / 4), &make(SIZE / 2), reader);
            (two / one, *shape, two)
        });
        let (ratio, shape, seconds) = ratios.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
        println!("{name:28} worst ratio {ratio:.2} ({shape}, {:.2} ms for 1 MiB)", seconds * 1e3);
    }
}

/// The least CPU seconds for each of two documents, measured in turns.
fn grown(small: &[u8], large: &[u8], reader: Reader) -> (f64, f64) {
    let (mut one, mut two) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        one.push(cpu(|| reader(small)));
        two.push(cpu(|| reader(large)));
    }
    (best(one), best(two))
}

fn feed(bytes: &[u8]) -> usize {
    black_box(read(&Source { bytes, ..Source::default() })).content.entries.len()
}

fn outlines(bytes: &[u8]) -> usize {
    black_box(opml::read(bytes)).outlines.len()
}

fn page(bytes: &[u8]) -> usize {
    let Some(base) = Address::new("https://www.gazette.example/world/") else { return 0 };
    black_box(discover::from_page(&charset::decode(bytes, None).0, &base)).len()
}

fn licences(bytes: &[u8]) -> usize {
    black_box(rsl::read(&charset::decode(bytes, None).0, None)).len()
}
