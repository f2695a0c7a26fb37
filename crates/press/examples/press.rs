//! Serves the press on its own: `cargo run -p newsstand-press --example press -- 8766 60`.

use std::sync::Arc;

use newsstand_press::{Clock, World, catalogue, serve};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let port: u16 = words.next().map_or(Ok(8766), |word| word.parse())?;
    let pace: f64 = words.next().map_or(Ok(Clock::PACE), |word| word.parse())?;
    let world = Arc::new(World::embedded()?);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    for title in catalogue(&world, listener.local_addr()?.port()) {
        println!("{:<12} {:<5} {} {}", title.id, title.language, title.home, title.name);
    }
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    serve(listener, world, Clock::started_now(pace), stop).await?;
    Ok(())
}
