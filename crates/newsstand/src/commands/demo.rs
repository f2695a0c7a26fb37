//! `newsstand demo`: a press of made-up titles on this machine, and a stand that reads it like any other press.

mod membership;

use newsstand_news::{Moment, Section, Terms, Wall};
use newsstand_press::{Clock, PressTitle, World};
use newsstand_store::titles::NewTitle;
use newsstand_store::{readers, titles};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::serve::{Fetches, begin, listen, serve_stand, until_signal};
use super::{Failure, Outcome, runtime};
use crate::catalogue::{self, Listed};
use crate::cli::{Demo, exit};
use crate::config::{Config, Mode, Overrides};
use crate::stand::{Stand, now};
use membership::Somebody;

/// Runs the press and the stand until a signal.
pub fn run(demo: &Demo, over: &Overrides, json: bool) -> Outcome {
    if !(demo.pace.is_finite() && (1.0..=3600.0).contains(&demo.pace)) {
        return Err(Failure { sentence: "--pace must be between 1 and 3600.".into(), code: exit::USAGE });
    }
    crate::logs::start(json, tracing::Level::INFO);
    let runtime = runtime()?;
    let done = runtime.block_on(async {
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(until_signal(stop));
        let (port, titles) = open_press(demo, stopped.clone()).await?;
        let config = settings(demo, over, port)?;
        say_what_runs(&titles, port, &config, demo);
        let data = config.data.clone();
        let prepared = tokio::task::spawn_blocking(move || prepare(config, &titles, demo_keep(&data))).await;
        let (stand, people) = prepared.map_err(|error| Failure::from(error.to_string()))??;
        let lock = begin_blocking(&stand).await?;
        let listener = listen(&stand.config).await?;
        say!("\n  Your stand is open: http://{}\n  Stop it with Ctrl-C.\n", listener.local_addr()?);
        if !people.is_empty() {
            membership::say(&people, listener.local_addr()?);
        }
        serve_stand(stand, listener, Fetches::Yes(lock), true, stopped).await
    });
    runtime.shutdown_timeout(Duration::from_millis(500));
    done.map(|()| exit::OK)
}

async fn begin_blocking(stand: &Stand) -> Result<Option<newsstand_store::DeskLock>, Failure> {
    let stand = stand.clone();
    tokio::task::spawn_blocking(move || begin(&stand)).await.map_err(|error| Failure::from(error.to_string()))?
}

async fn open_press(demo: &Demo, mut stopped: watch::Receiver<bool>) -> Result<(u16, Vec<PressTitle>), Failure> {
    let world = World::embedded().map_err(|problems| format!("The sample press is not in order: {problems}"))?;
    let world = Arc::new(world);
    // A stand that is kept finds its titles again only where they were.
    let wanted = if demo.press_port == 0 && demo.keep { KEPT_PORT } else { demo.press_port };
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], wanted)))
        .await
        .map_err(|error| format!("The press cannot listen on port {wanted}: {error}. Choose another with --press-port."))?;
    let port = listener.local_addr()?.port();
    let titles = newsstand_press::catalogue(&world, port);
    let clock = Clock::started_now(demo.pace);
    tokio::spawn(async move {
        let until = async move {
            let _ = stopped.wait_for(|stop| *stop).await;
        };
        if let Err(error) = newsstand_press::serve(listener, world, clock, until).await {
            tracing::error!("the press stopped: {error}");
        }
    });
    Ok((port, titles))
}

/// The demo's settings are those of `serve` but for two, named here as they would be on the command line: loopback is
/// let through for the press's own port, and feeds are visited as much sooner as the press's clock runs faster.
fn settings(demo: &Demo, over: &Overrides, port: u16) -> Result<Config, Failure> {
    let mut over = over.clone();
    let temporary = std::env::temp_dir().join("newsstand-demo");
    let data = over.data.get_or_insert(temporary).clone();
    only_a_demos(&data)?;
    if !demo.keep && over.database.is_none() {
        clear(&data)?;
    }
    over.allow.push(format!("*.localhost:{port}"));
    over.least.get_or_insert(Duration::from_secs_f64((900.0 / demo.pace).max(2.0)));
    let mut config = crate::config::load(&over).map_err(|sentence| Failure { sentence, code: exit::USAGE })?;
    membership::settle_in(&mut config);
    Ok(config)
}

/// The press's port for `--keep`.
const KEPT_PORT: u16 = 8766;

/// The name of the file that says that a folder is a demo's and may be cleared.
const SIGN: &str = "newsstand-demo";

fn demo_keep(data: &std::path::Path) -> PathBuf {
    data.join(SIGN)
}

/// A folder that holds something else is never used, and so never marked as a demo's and cleared by the next one.
fn only_a_demos(data: &std::path::Path) -> Result<(), Failure> {
    let empty = !data.exists() || std::fs::read_dir(data)?.next().is_none();
    if empty || demo_keep(data).exists() {
        return Ok(());
    }
    Err(format!("The folder {} holds something that is not a demo's; name another with --data.", data.display()).into())
}

/// Clears what an earlier demo left.
fn clear(data: &std::path::Path) -> Result<(), Failure> {
    if demo_keep(data).exists() {
        std::fs::remove_dir_all(data)?;
    }
    Ok(())
}

fn say_what_runs(titles: &[PressTitle], port: u16, config: &Config, demo: &Demo) {
    let mut languages: Vec<&str> = titles.iter().map(|title| title.language.primary()).collect();
    languages.sort_unstable();
    languages.dedup();
    say!("Newsstand demo");
    say!(
        "  A press of {} made-up titles in {} languages at http://localhost:{port}/",
        titles.len(),
        languages.len()
    );
    say!("  It publishes {} times faster than life.", demo.pace);
    say!(
        "  The stand reads it as: newsstand serve --data {} --allow '*.localhost:{port}' --least {}",
        config.data.display(),
        crate::span::show(config.fetch.least)
    );
}

fn prepare(config: Config, titles: &[PressTitle], sign: PathBuf) -> Result<(Stand, Vec<Somebody>), Failure> {
    if let Some(folder) = sign.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&sign, "This folder belongs to a demo of Newsstand and may be deleted.\n")?;
    let stand = Stand::open(config)?;
    let now = now();
    let list: Vec<Listed> = titles.iter().map(listed).collect();
    // All feeds are due at once: the press is next door and nobody else's.
    catalogue::put_on(&stand.store, &list, now - Duration::from_secs(600))?;
    follow_all(&stand, now)?;
    let people = if stand.config.mode == Mode::Membership { membership::found(&stand, titles, now)? } else { Vec::new() };
    Ok((stand, people))
}

fn follow_all(stand: &Stand, now: Moment) -> Result<(), Failure> {
    let ids = stand.store.ids().clone();
    stand.store.write_here(|tx| {
        let reader = readers::household(tx, &ids, now)?;
        for title in titles::all(tx)? {
            readers::follow(tx, reader.id, title.title.id, None, now)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn listed(title: &PressTitle) -> Listed {
    let feeds = title.feeds.iter().map(|(section, address)| (*section, address.clone()));
    let sitemaps = title.sitemaps.iter().map(|address| (Section::Top, address.clone()));
    Listed {
        title: NewTitle {
            slug: title.id.clone(),
            name: title.name.clone(),
            home: Some(title.home.clone()),
            country: Some(title.country),
            language: title.language.clone(),
            kind: title.kind,
            owner: None,
            wall: if title.wall == newsstand_press::world::Wall::Open { Wall::Open } else { Wall::Members },
            terms: Terms::Link,
            mark: title.mark.clone(),
        },
        feeds: feeds.chain(sitemaps).collect(),
    }
}
