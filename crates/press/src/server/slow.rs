//! A body that arrives a byte a second.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_core::Stream;
use tokio::sync::mpsc;

const PAUSE: Duration = Duration::from_secs(1);
/// After so many bytes the connection ends; nobody should wait longer for it.
const LONGEST: usize = 120;

struct Drops(mpsc::Receiver<Bytes>);

impl Stream for Drops {
    type Item = Result<Bytes, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|next| next.map(Ok))
    }
}

/// Sends the bytes one by one until the reader hangs up.
pub(super) fn body(bytes: Vec<u8>) -> Body {
    let (send, receive) = mpsc::channel(1);
    tokio::spawn(async move {
        for byte in bytes.into_iter().take(LONGEST) {
            if send.send(Bytes::copy_from_slice(&[byte])).await.is_err() {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    });
    Body::from_stream(Drops(receive))
}
