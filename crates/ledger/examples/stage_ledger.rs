//! `newsstand stage ledger` as a program of its own: JSON lines on stdin, JSON lines on stdout.
//!
//! ```sh
//! cargo run --release -p newsstand-ledger --example stage_ledger < requests.jsonl > out.jsonl
//! ```

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", newsstand_ledger::stage::answer_line(&line?))?;
    }
    out.flush()
}
