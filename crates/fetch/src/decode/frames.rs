//! The frames of zstd (RFC 8878), with a bound on the memory they may ask for.

use std::io::{self, Write};

use zstd::stream::raw::{DParameter, Decoder, Operation};

use super::BUFFER;
use super::bounded::Bounded;
use crate::settings::ZSTD_WINDOW_LOG;

/// A decoder of one frame after the other.
pub struct Zstd {
    decoder: Decoder<'static>,
    /// What has come out.
    pub body: Bounded,
    buffer: Vec<u8>,
    /// Whether the last frame has ended.
    pub whole: bool,
}

impl Zstd {
    /// A decoder into `body`.
    pub fn new(body: Bounded) -> io::Result<Self> {
        let mut decoder = Decoder::new()?;
        decoder.set_parameter(DParameter::WindowLogMax(ZSTD_WINDOW_LOG))?;
        Ok(Self { decoder, body, buffer: vec![0; BUFFER], whole: false })
    }

    /// Takes the next piece; what follows the last frame is passed over.
    pub fn pour(&mut self, mut piece: &[u8]) -> io::Result<()> {
        loop {
            if self.whole && !is_zstd(piece) {
                return Ok(());
            }
            let step = self.decoder.run_on_buffers(piece, &mut self.buffer)?;
            self.body.write_all(self.buffer.get(..step.bytes_written).unwrap_or_default())?;
            self.whole = step.remaining == 0;
            piece = piece.get(step.bytes_read..).unwrap_or_default();
            if piece.is_empty() && step.bytes_written < BUFFER {
                return Ok(());
            }
        }
    }
}

/// Whether these bytes begin a frame or a skippable frame.
pub fn is_zstd(start: &[u8]) -> bool {
    matches!(start, [0x28, 0xb5, 0x2f, 0xfd, ..]) || matches!(start, [first, 0x2a, 0x4d, 0x18, ..] if first & 0xf0 == 0x50)
}
