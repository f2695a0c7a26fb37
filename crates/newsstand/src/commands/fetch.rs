//! `newsstand fetch`: visit what is due, once, and exit.

use indicatif::{ProgressBar, ProgressStyle};
use newsstand_store::{articles, feeds};
use std::time::{Duration, Instant};

use super::serve::begin;
use super::{Outcome, open, print_json, runtime};
use crate::cli::{Fetch, exit};
use crate::config::Config;
use crate::runner::{self, Done};
use crate::stand::{Stand, now};
use crate::steps::Step;
use crate::steps::place::PATIENCE;

/// Visits, reads pages, places and lays out.
pub fn run(fetch: &Fetch, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    let lock = begin(&stand)?;
    if fetch.all {
        stand.store.write_here(|tx| feeds::hurry(tx, None, now()))?;
    }
    let (due, next) = stand.store.read_here(|tx| feeds::outlook(tx, now()))?;
    let bar = bar(due, json);
    let runtime = runtime()?;
    let done = runtime.block_on(rounds(&stand, lock.is_some(), fetch.wait, &bar));
    bar.finish_and_clear();
    let done = done?;
    if json {
        print_json(&done)?;
    } else if done.visits == 0 {
        match next {
            Some(next) => say!(
                "Nothing is due; the next feed is due in {}. `newsstand fetch --all` visits every feed now.",
                wait(next.since(now()))
            ),
            None => say!("There is no feed yet. `newsstand titles add ADDRESS` puts a title on the stand."),
        }
    } else {
        say!(
            "{} feeds visited ({} failed), {} new articles, {} changed, {} pages read, {} placed into stories.",
            done.visits,
            done.failed,
            done.articles,
            done.changed,
            done.pages,
            done.placed
        );
    }
    Ok(if done.failed > 0 { exit::PARTLY } else { exit::OK })
}

/// One pass, then more while time is left and feeds become due.
async fn rounds(stand: &Stand, desk: bool, wait: Option<Duration>, bar: &ProgressBar) -> Step<Done> {
    let started = Instant::now();
    let mut done = Done::default();
    loop {
        let before = done;
        let tell = |now: &Done| {
            bar.set_position((before.visits + now.visits) as u64);
            bar.set_message(format!("{} new articles, {} pages", before.articles + now.articles, before.pages + now.pages));
        };
        let more = runner::pass(stand, desk, &tell).await?;
        done = done.plus(&more);
        let Some(wait) = wait else { break };
        if started.elapsed() >= wait {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1).min(wait.saturating_sub(started.elapsed()))).await;
    }
    if !desk {
        wait_for_desk(stand).await?;
    }
    Ok(done)
}

/// Another program places what this one brought; wait until it has.
async fn wait_for_desk(stand: &Stand) -> Step<()> {
    for _ in 0..600 {
        let waiting = stand.store.read(|tx| articles::unplaced(tx, now() - PATIENCE, 1)).await?;
        if waiting.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Ok(())
}

fn bar(due: i64, json: bool) -> ProgressBar {
    if json || due == 0 {
        return ProgressBar::hidden();
    }
    // indicatif draws only where a person watches.
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} feeds  {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(u64::try_from(due).unwrap_or(0)).with_style(style)
}

/// A span for people: `40 s`, `12 min`, `3 h`.
pub fn wait(span: Duration) -> String {
    match span.as_secs() {
        seconds @ 0..=99 => format!("{seconds} s"),
        seconds @ 100..=7199 => format!("{} min", seconds / 60),
        seconds @ 7200..=172_799 => format!("{} h", seconds / 3600),
        seconds => format!("{} days", seconds / 86_400),
    }
}
