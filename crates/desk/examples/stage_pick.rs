//! Runs `stage pick` over JSON lines: `stage_pick < STREAM > SCORES`.

use std::io::{BufRead, Write};

use newsstand_desk::stage::pick::Stage;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut stage = Stage::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let answer = stage.line(serde_json::from_str(&line?)?);
        if !answer.scores.is_empty() {
            writeln!(out, "{}", serde_json::to_string(&answer)?)?;
        }
    }
    Ok(())
}
