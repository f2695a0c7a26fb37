//! How fast feeds are read: `cargo run --release -p newsstand-feeds --example measure -- FILE…` reads the files again and
//! again for two seconds and prints MB/s, entries/s and the time per feed.

use std::time::{Duration, Instant};

use newsstand_feeds::{Source, read};
use newsstand_news::Address;

fn main() -> std::io::Result<()> {
    let files = std::env::args().skip(1).map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let address = Address::new("https://a.example/feed.xml");
    let bytes: usize = files.iter().map(Vec::len).sum();
    let (start, mut rounds, mut entries) = (Instant::now(), 0_u32, 0_usize);
    while start.elapsed() < Duration::from_secs(2) && !files.is_empty() {
        for file in &files {
            let reading = read(&Source { bytes: file, address: address.as_ref(), ..Source::default() });
            entries += reading.content.entries.len();
        }
        rounds += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    let (read_bytes, feeds) = (bytes as f64 * f64::from(rounds), files.len() as f64 * f64::from(rounds));
    println!("{} files, {} bytes, {} rounds", files.len(), bytes, rounds);
    println!("{:.0} MB/s", read_bytes / seconds / 1e6);
    println!(
        "{:.0} entries/s, {:.2} µs per entry",
        entries as f64 / seconds,
        seconds * 1e6 / entries.max(1) as f64
    );
    println!("{:.1} µs per feed", seconds * 1e6 / feeds.max(1.0));
    Ok(())
}
