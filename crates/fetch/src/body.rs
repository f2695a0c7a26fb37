//! Reads a body: unpacked on the way, up to a limit, and never waiting long for the next piece.

use std::ops::Deref;
use std::time::Duration;

use reqwest::header::CONTENT_ENCODING;
use tokio::time::timeout;

use crate::decode::{Broken, Decoder, unpack};
use crate::failure::{spoken, spoken_size};
use crate::headers::readable;
use crate::stats::Counters;
use crate::{Failure, trouble};

/// What bounds a body.
pub struct Bounds {
    pub limit: usize,
    pub idle: Duration,
    /// Whether the beginning is enough: what is over the limit is cut off, and nothing at all is an answer too.
    pub cut: bool,
}

/// Reads it all.
pub async fn read(mut answer: reqwest::Response, host: &str, bounds: &Bounds, stats: &Counters) -> Result<Vec<u8>, Failure> {
    // Coded bodies are smaller than what they hold, so this is right for them as well.
    if !bounds.cut && answer.content_length().is_some_and(|length| length > bounds.limit as u64) {
        return Err(failure(Broken::TooLarge, host, bounds));
    }
    let label = readable(answer.headers(), CONTENT_ENCODING);
    let mut decoder = Decoder::new(label.as_deref(), bounds.limit).map_err(|broken| failure(broken, host, bounds))?;
    while let Some(piece) = next(&mut answer, host, bounds.idle).await? {
        stats.received(piece.len());
        match decoder.push(&piece) {
            Ok(()) => {}
            Err(Broken::TooLarge) if bounds.cut => return Ok(decoder.so_far().unwrap_or_default()),
            Err(broken) => return Err(failure(broken, host, bounds)),
        }
    }
    let bytes = decoder.finish().and_then(|bytes| unpack(bytes, bounds.limit)).map_err(|broken| failure(broken, host, bounds))?;
    if bytes.is_empty() && !bounds.cut {
        return Err(empty(host));
    }
    Ok(bytes)
}

/// An answer without a body.
pub fn empty(host: &str) -> Failure {
    Failure::passing("empty", format!("{host} answered with nothing at all."))
}

async fn next(
    answer: &mut reqwest::Response,
    host: &str,
    idle: Duration,
) -> Result<Option<impl Deref<Target = [u8]> + use<>>, Failure> {
    match timeout(idle, answer.chunk()).await {
        Ok(Ok(piece)) => Ok(piece),
        Ok(Err(error)) => Err(trouble::body(&error, host)),
        Err(_) => Err(Failure::passing(
            "silent",
            format!("{host} said nothing for {} in the middle of its answer.", spoken(idle)),
        )),
    }
}

fn failure(broken: Broken, host: &str, bounds: &Bounds) -> Failure {
    match broken {
        Broken::TooLarge => {
            let sentence = format!("The answer of {host} is larger than {}, the limit for it.", spoken_size(bounds.limit));
            Failure::lasting("too-large", sentence)
        }
        Broken::Coding => Failure::passing("bad-coding", format!("The compression of what {host} sent is broken.")),
        Broken::CutShort => Failure::passing("cut-short", format!("What {host} sent ends before its end.")),
    }
}
