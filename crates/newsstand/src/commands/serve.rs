//! `newsstand serve`: read the titles and serve the stand until stopped.

use newsstand_news::Moment;
use newsstand_store::{DeskLock, accounts, settings};
use newsstand_web::{MemberSettings, PublicAddress, WebSettings};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{Failure, Outcome, runtime};
use crate::cli::{Serve, exit};
use crate::config::{Config, Mode};
use crate::outside::Door;
use crate::runner::{self, members};
use crate::stand::{Stand, now, random};
use crate::steps::letters::letters_on;
use crate::{catalogue, logs};

/// How long open connections may go on after the program was asked to stop.
const CLOSING: Duration = Duration::from_secs(4);

/// Serves until a signal.
pub fn run(serve: &Serve, config: Config, json: bool) -> Outcome {
    logs::start(json, tracing::Level::INFO);
    let stand = Stand::open(config)?;
    let lock = begin(&stand)?;
    if !serve.no_catalogue {
        let list = catalogue::shipped()?;
        let added = catalogue::put_on(&stand.store, &list, now())?;
        if added > 0 {
            tracing::info!("{added} titles of the catalogue were put on the stand; the first articles arrive within a minute");
        }
    }
    say_who_runs_it(&stand)?;
    let runtime = runtime()?;
    let done = runtime.block_on(async {
        let listener = listen(&stand.config).await?;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(until_signal(stop));
        let address = listener.local_addr()?;
        tracing::info!("the stand is open at http://{address}");
        serve_stand(stand, listener, Fetches::of(!serve.no_fetch, lock), false, stopped).await
    });
    // Tasks that did not end in time are left behind: what they had not kept is done again after the next start.
    runtime.shutdown_timeout(Duration::from_millis(500));
    done.map(|()| exit::OK)
}

/// A membership without an operator cannot be run from its pages: nobody can claim it from outside.
fn say_who_runs_it(stand: &Stand) -> Result<(), Failure> {
    if stand.config.mode == Mode::Membership && !stand.store.read_here(accounts::has_operator)? {
        tracing::warn!("nobody runs this membership yet; make its operator with: newsstand people invite --role operator");
    }
    Ok(())
}

/// Takes the desk's lock, frees what a stopped program left leased, reads the hints. None when another program works here.
pub fn begin(stand: &Stand) -> Result<Option<DeskLock>, Failure> {
    let lock = stand.store.desk_lock()?;
    stand.store.free_dead_leases()?;
    // Whoever runs the stand hears of a broken file now, not when the first page comes.
    stand.hints();
    if lock.is_none() {
        tracing::info!("another program works on this stand; this one serves and visits, and leaves stories to it");
    }
    Ok(lock)
}

/// Whether this program visits feeds, and holds the desk.
pub enum Fetches {
    /// It only serves pages.
    No,
    /// It visits; with the lock it also places and lays out.
    Yes(Option<DeskLock>),
}

impl Fetches {
    fn of(wanted: bool, lock: Option<DeskLock>) -> Self {
        if wanted { Fetches::Yes(lock) } else { Fetches::No }
    }
}

/// Binds, and says in plain words why that may not work.
pub async fn listen(config: &Config) -> Result<TcpListener, Failure> {
    let address = config.listen;
    TcpListener::bind(address).await.map_err(|error| {
        let sentence = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                format!("Port {} of {} is in use: another program, perhaps another Newsstand, listens there. Stop it, or choose another with --listen {}:{}.", address.port(), address.ip(), address.ip(), address.port().wrapping_add(1))
            }
            std::io::ErrorKind::PermissionDenied => format!("Port {} may not be used without more rights; choose one above 1023 with --listen.", address.port()),
            std::io::ErrorKind::AddrNotAvailable => format!("This machine has no address {}; choose another with --listen.", address.ip()),
            _ => format!("{address} cannot be listened on: {error}."),
        };
        sentence.into()
    })
}

/// Serves pages and runs the pipeline until `stopped` says so.
pub async fn serve_stand(
    stand: Stand,
    listener: TcpListener,
    fetches: Fetches,
    made_up: bool,
    stopped: watch::Receiver<bool>,
) -> Result<(), Failure> {
    let router = newsstand_web::router(pages(&stand, made_up).await?);
    let members = members::run(stand.clone(), made_up, stopped.clone());
    let runner = async {
        if let Fetches::Yes(lock) = fetches {
            runner::run(stand.clone(), lock.is_some(), stopped.clone()).await;
            drop(lock);
        }
    };
    let mut asked = stopped.clone();
    let mut late = stopped.clone();
    let server = axum::serve(listener, router.into_make_service_with_connect_info::<std::net::SocketAddr>())
        .with_graceful_shutdown(async move {
            let _ = asked.wait_for(|stop| *stop).await;
        });
    let server = async {
        tokio::select! {
            served = server.into_future() => served,
            () = async { let _ = late.wait_for(|stop| *stop).await; tokio::time::sleep(CLOSING).await } => Ok(()),
        }
    };
    let (served, (), ()) = tokio::join!(server, runner, members);
    served.map_err(Failure::from)
}

async fn pages(stand: &Stand, made_up: bool) -> Result<newsstand_web::Stand, Failure> {
    let fresh: [u8; 32] = random();
    let secret = stand.store.write(move |tx| settings::keep(tx, "secret", &fresh)).await?;
    let secret: [u8; 32] = secret.try_into().map_err(|_| "The stand's secret in the database is damaged.")?;
    let config = &stand.config;
    let public = config.public();
    let public_address = PublicAddress::new(&public).ok_or_else(|| format!("public-address is not an address: {public:?}"))?;
    let counted = stand.clone();
    let said = config.member_settings()?;
    let letters = letters_on(config, made_up);
    Ok(newsstand_web::Stand {
        store: stand.store.clone(),
        outside: Arc::new(Door(stand.clone())),
        settings: WebSettings {
            mode: config.mode.into(),
            public_address,
            secret,
            pictures: config.data.join("pictures"),
            pictures_limit: config.pictures.cache_mb << 20,
            offset,
            made_up,
            advice: newsstand_fetch::Failure::advice_of,
            members: MemberSettings { passed: Arc::clone(&stand.passed), letters, ..said },
        },
        clock: now,
        metrics: Arc::new(move || counted.metrics.text(&counted.fetcher)),
    })
}

/// Pages tell times in UTC until the stand's zone is a setting.
fn offset(_: Moment) -> i32 {
    0
}

/// Says stop on Ctrl-C or SIGTERM; a second one ends the program at once.
pub async fn until_signal(stop: watch::Sender<bool>) {
    signal().await;
    tracing::info!("stopping");
    let _ = stop.send(true);
    signal().await;
    std::process::exit(130);
}

async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) else {
            return std::future::pending().await;
        };
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
