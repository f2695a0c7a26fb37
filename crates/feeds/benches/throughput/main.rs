//! How fast feeds are read, beside a plain pass of an XML reader over the same bytes, and how the time grows on nasty shapes.
//!
//! `cargo bench -p newsstand-feeds --bench throughput` makes its own feeds; `NEWSSTAND_BENCH_FEEDS=FOLDER` reads the files of a
//! folder instead. All figures are CPU time, measured in turns within one run, the best of all turns; compare the ratios.

mod clock;
mod feeds;
mod growth;
mod shapes;
mod words;

use std::hint::black_box;

use newsstand_feeds::{Source, read};
use newsstand_news::{Address, FeedContent};

use clock::{best, cpu};

/// How often everything is measured.
const TURNS: usize = 9;

fn main() -> std::io::Result<()> {
    let feeds = feeds::all()?;
    let bytes: usize = feeds.iter().map(Vec::len).sum();
    println!("{} feeds, {:.2} MB", feeds.len(), megabytes(bytes));
    let (mut raw, mut whole, mut clean) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        raw.push(cpu(|| feeds.iter().map(|feed| events(feed)).sum::<usize>()));
        whole.push(cpu(|| feeds.iter().map(|feed| black_box(reading(feed)).entries.len()).sum::<usize>()));
        clean.push(cpu(|| feeds.iter().map(|feed| cleaned(&reading(feed))).sum::<usize>()));
    }
    let (raw, whole, clean) = (best(raw), best(whole), best(clean));
    for (name, seconds) in [("quick-xml, events only", raw), ("read", whole), ("read and clean", clean)] {
        println!("{name:24} {:8.0} MB/s   {:.3} of quick-xml", megabytes(bytes) / seconds, raw / seconds);
    }
    println!("cleaning has {:.0} % of the last", 100.0 * (1.0 - whole / clean));
    growth::measure();
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "sizes of test feeds")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// One pass over all events, as any reader of XML must do it; nothing is decoded or kept.
fn events(feed: &[u8]) -> usize {
    let mut reader = quick_xml::Reader::from_reader(feed);
    let mut count = 0;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) | Err(_) => return count,
            Ok(event) => {
                black_box(&event);
                count += 1;
            }
        }
    }
}

fn reading(feed: &[u8]) -> FeedContent {
    let address = Address::new("https://www.gazette.example/feed.xml");
    read(&Source { bytes: feed, address: address.as_ref(), ..Source::default() }).content
}

fn cleaned(feed: &FeedContent) -> usize {
    let mut length = 0;
    for entry in &feed.entries {
        for markup in entry.summary.iter().chain(&entry.content) {
            length += black_box(newsstand_extract::clean(&markup.0, entry.base.as_ref())).as_str().len();
        }
    }
    length
}
