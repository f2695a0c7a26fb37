//! The press on the network: HTTP on a listener, one virtual host per title.

mod answer;
mod mischief;
mod press;
mod slow;

pub use answer::{Answer, Ask};
pub use press::Press;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, header};
use tokio::net::TcpListener;

use crate::clock::{self, Clock};
use crate::world::World;

/// How long open answers may go on after the press was told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Serves the press until `shutdown` is ready, then ends within two seconds. Reads the machine's clock once per request.
///
/// # Errors
/// When the listener's address cannot be read or it stops accepting.
pub async fn serve(
    listener: TcpListener,
    world: Arc<World>,
    clock: Clock,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let press = Arc::new(Press::new(world, clock, listener.local_addr()?.port()));
    let app = Router::new().fallback(handle).with_state(press);
    let (sign, heard) = tokio::sync::oneshot::channel::<()>();
    let server = axum::serve(listener, app).with_graceful_shutdown(async {
        // An error means that the sender is gone, which is a sign to stop as well.
        let _ = heard.await;
    });
    let stop = async {
        shutdown.await;
        let _ = sign.send(());
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        done = server => done,
        () = stop => Ok(()),
    }
}

async fn handle(State(press): State<Arc<Press>>, request: Request) -> Response<Body> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return respond(Answer::new(405, "text/plain; charset=utf-8", b"GET or HEAD\n".to_vec()).with("Allow", "GET, HEAD"));
    }
    let now = clock::now();
    // Pictures take some milliseconds to draw, and pages some to write: not on the threads that serve connections.
    let answer = tokio::task::spawn_blocking(move || press.answer(&ask(&request), now)).await;
    respond(
        answer.unwrap_or_else(|_| Answer::new(500, "text/plain; charset=utf-8", b"The press stopped on this one.\n".to_vec())),
    )
}

fn ask(request: &Request) -> Ask<'_> {
    let text = |name| header_text(request.headers(), name);
    Ask {
        host: text(header::HOST).or_else(|| request.uri().host()).unwrap_or(""),
        path: request.uri().path(),
        if_none_match: text(header::IF_NONE_MATCH),
        if_modified_since: text(header::IF_MODIFIED_SINCE),
        gzip: text(header::ACCEPT_ENCODING)
            .is_some_and(|list| list.split(',').any(|one| one.trim().split(';').next() == Some("gzip"))),
    }
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn respond(answer: Answer) -> Response<Body> {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(*name, value);
    }
    let body = if answer.slow { slow::body(answer.body) } else { Body::from(answer.body) };
    // A header that does not parse could only come from a name in the world; the check rules that out.
    response.body(body).unwrap_or_default()
}
