//! A press of made-up titles on loopback, for `newsstand demo` and for tests.
//!
//! The press knows nothing of the stand. It holds a [`World`] of stories written for it, a [`Clock`] that says when
//! each of them comes out, and answers HTTP requests as thirty different titles would: feeds in five formats, pages
//! in seven layouts, pictures drawn by program. `docs/press.md` says how to add a story.
//!
//! ```no_run
//! # async fn demo() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//! let world = Arc::new(newsstand_press::World::embedded()?);
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let titles = newsstand_press::catalogue(&world, listener.local_addr()?.port());
//! println!("{} titles, the first at {}", titles.len(), titles[0].home);
//! let clock = newsstand_press::Clock::started_now(newsstand_press::Clock::PACE);
//! newsstand_press::serve(listener, world, clock, std::future::pending()).await?;
//! # Ok(()) }
//! ```

mod catalogue;
mod clock;
pub mod draw;
mod feed;
mod hash;
mod layout;
mod markup;
mod page;
mod server;
mod site;
mod stamp;
pub mod world;

pub use catalogue::{PressTitle, catalogue};
pub use clock::Clock;
pub use server::{Answer, Ask, Press, serve};
pub use world::World;
