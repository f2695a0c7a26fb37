//! Runs `stage story` over JSON lines: `stage_story STREAM ON_ARRIVAL FINAL [name=value …]`, the values being settings.
//! The answers carry the story under `cluster` too, which is what the scorer reads.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

use newsstand_desk::Settings;
use newsstand_desk::stage::story::{Answer, Line, Stage};

mod named;

fn write(out: &mut impl Write, answer: &Answer) -> std::io::Result<()> {
    let line = serde_json::json!({
        "id": answer.id, "story": answer.story, "cluster": answer.story, "copy_of": answer.copy_of
    });
    writeln!(out, "{line}")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: stage_story STREAM ON_ARRIVAL FINAL [name=value …]");
    let (stream, arrival, last) = (next()?, next()?, next()?);
    let mut settings = Settings::default();
    for pair in arguments {
        let (name, value) = pair.split_once('=').ok_or("settings are name=value")?;
        *named::place(&mut settings, name).ok_or("no such setting")? = value.parse()?;
    }
    let lines: Vec<Line> = BufReader::new(std::fs::File::open(stream)?)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, Box<dyn std::error::Error>>>()?;
    let count = lines.len();
    let mut out = BufWriter::new(std::fs::File::create(arrival)?);
    let mut stage = Stage::new(settings);
    let began = Instant::now();
    let answers: Vec<Answer> = lines.into_iter().map(|line| stage.line(line)).collect();
    let seconds = began.elapsed().as_secs_f64();
    eprintln!("{count} articles in {seconds:.3} s, {:.0} a second", count as f64 / seconds);
    answers.iter().try_for_each(|answer| write(&mut out, answer))?;
    let mut out = BufWriter::new(std::fs::File::create(last)?);
    stage.finish().try_for_each(|answer| write(&mut out, &answer))?;
    Ok(())
}
