//! Logs: plain lines for people, JSON lines for programs; never a secret, never a query.

use std::io::IsTerminal as _;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

/// Starts logging to standard error. `NEWSSTAND_LOG` is error, warn, info or debug.
pub fn start(json: bool, usual: Level) {
    let level = std::env::var("NEWSSTAND_LOG").ok().and_then(|word| word.parse().ok()).unwrap_or(usual);
    let ours = Targets::new().with_default(Level::WARN).with_target("newsstand", level);
    let ours =
        ["fetch", "store", "web", "press"].iter().fold(ours, |ours, room| ours.with_target(format!("newsstand_{room}"), level));
    let registry = tracing_subscriber::registry().with(ours);
    // Started twice only in tests; the first one stays.
    let _ = if json {
        registry.with(tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr)).try_init()
    } else {
        let layer = tracing_subscriber::fmt::layer()
            .with_target(false)
            .with_ansi(std::io::stderr().is_terminal())
            .with_writer(std::io::stderr);
        registry.with(layer).try_init()
    };
}
