//! Undoes content codings (gzip, deflate, br, zstd) piece by piece, never holding more than the limit.
//!
//! Lenient where servers are known to err: a plain body labelled gzip or zstd is taken as it is, raw deflate is read as
//! well as zlib, bytes after the end of a coded body are ignored, unknown labels mean nothing, and a few codings on top of
//! one another are undone one after the other, each within the limit.

use std::io::{self, Write};

use brotli_decompressor::BrotliDecoderParameter::BROTLI_DECODER_PARAM_LARGE_WINDOW;
use brotli_decompressor::DecompressorWriter;
use flate2::write::{DeflateDecoder, GzDecoder, ZlibDecoder};

use bounded::Bounded;
use frames::{Zstd, is_zstd};

mod bounded;
mod frames;

/// The size of the buffers between decoders and the body.
const BUFFER: usize = 32 * 1024;
/// How many bytes are looked at before a label is believed.
const SNIFF: usize = 4;
/// The most codings on top of one another. One is usual; a second comes from a proxy that packs once more.
const LAYERS: usize = 3;

/// Why a body cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// There is more of it than the limit.
    TooLarge,
    /// Its compression is broken.
    Coding,
    /// Its compression ends before its end.
    CutShort,
}

enum Coder {
    /// Too few bytes have come to know.
    Sniffing(Label, Vec<u8>, Bounded),
    Plain(Bounded),
    Gzip(Box<GzDecoder<Bounded>>),
    Zlib(Box<ZlibDecoder<Bounded>>),
    Deflate(Box<DeflateDecoder<Bounded>>),
    Brotli(Box<DecompressorWriter<Bounded>>),
    Zstd(Box<Zstd>),
    /// An error ended it.
    Ended,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    None,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// Takes a coded body in pieces and gives it back plain.
pub struct Decoder {
    /// The coding that was put on last, undone as pieces come.
    outer: Coder,
    /// Those below it, in the order in which they were put on; undone when all is in.
    inner: Vec<Label>,
    limit: usize,
}

impl Decoder {
    /// For a body with this `Content-Encoding`, of at most `limit` plain bytes.
    pub fn new(content_encoding: Option<&str>, limit: usize) -> Result<Self, Broken> {
        let labels = content_encoding.unwrap_or("").split(',').map(label).filter(|label| *label != Label::None);
        let mut inner: Vec<Label> = labels.take(LAYERS + 1).collect();
        if inner.len() > LAYERS {
            return Err(Broken::Coding);
        }
        let body = Bounded::new(limit);
        let outer = match inner.pop() {
            Some(label) => Coder::Sniffing(label, Vec::new(), body),
            None => Coder::Plain(body),
        };
        Ok(Self { outer, inner, limit })
    }

    /// Takes the next piece. After an error there is nothing more to be had.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), Broken> {
        if let Coder::Sniffing(_, seen, _) = &mut self.outer {
            seen.extend_from_slice(piece);
            return if seen.len() < SNIFF { Ok(()) } else { self.begin() };
        }
        feed(&mut self.outer, piece)
    }

    /// The plain body, once all pieces are in.
    pub fn finish(mut self) -> Result<Vec<u8>, Broken> {
        if matches!(self.outer, Coder::Sniffing(..)) {
            self.begin()?;
        }
        let mut bytes = finish(self.outer)?;
        while let Some(label) = self.inner.pop() {
            bytes = undo(label, &bytes, self.limit)?;
        }
        Ok(bytes)
    }

    /// What there is so far, for those who want no more than the beginning. Only for bodies without coding.
    pub fn so_far(self) -> Option<Vec<u8>> {
        match self.outer {
            Coder::Plain(body) => Some(body.bytes),
            _ => None,
        }
    }

    fn begin(&mut self) -> Result<(), Broken> {
        if let Coder::Sniffing(label, seen, body) = std::mem::replace(&mut self.outer, Coder::Ended) {
            self.outer = coder(label, &seen, body).map_err(|_| Broken::Coding)?;
            feed(&mut self.outer, &seen)?;
        }
        Ok(())
    }
}

/// Undoes one coding of a whole body.
fn undo(label: Label, bytes: &[u8], limit: usize) -> Result<Vec<u8>, Broken> {
    let mut coder = coder(label, bytes, Bounded::new(limit)).map_err(|_| Broken::Coding)?;
    feed(&mut coder, bytes)?;
    finish(coder)
}

fn label(word: &str) -> Label {
    match word.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => Label::Gzip,
        "deflate" => Label::Deflate,
        "br" => Label::Brotli,
        "zstd" => Label::Zstd,
        _ => Label::None,
    }
}

fn coder(label: Label, start: &[u8], body: Bounded) -> io::Result<Coder> {
    Ok(match label {
        Label::Gzip if is_gzip(start) => Coder::Gzip(Box::new(GzDecoder::new(body))),
        Label::Zstd if is_zstd(start) => Coder::Zstd(Box::new(Zstd::new(body)?)),
        Label::Deflate if is_zlib(start) => Coder::Zlib(Box::new(ZlibDecoder::new(body))),
        Label::Deflate => Coder::Deflate(Box::new(DeflateDecoder::new(body))),
        Label::Brotli => {
            let mut decoder = DecompressorWriter::new(body, BUFFER);
            // Without this a few bytes could ask for a window of 1 GiB; RFC 7932 ends at 16 MiB.
            decoder.set_parameter(BROTLI_DECODER_PARAM_LARGE_WINDOW, 0);
            Coder::Brotli(Box::new(decoder))
        }
        Label::Gzip | Label::Zstd | Label::None => Coder::Plain(body),
    })
}

/// Whether these bytes begin a gzip file (RFC 1952).
pub fn is_gzip(start: &[u8]) -> bool {
    start.starts_with(&[0x1f, 0x8b])
}

/// RFC 1950: method 8, and the first two bytes are a multiple of 31.
fn is_zlib(start: &[u8]) -> bool {
    matches!(start, [first, second, ..] if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]).is_multiple_of(31))
}

fn broken(error: &io::Error) -> Broken {
    if error.kind() == io::ErrorKind::FileTooLarge { Broken::TooLarge } else { Broken::Coding }
}

fn feed(coder: &mut Coder, piece: &[u8]) -> Result<(), Broken> {
    let fed = match coder {
        Coder::Plain(body) => body.write_all(piece),
        Coder::Gzip(decoder) => members(decoder, piece),
        Coder::Zlib(decoder) => pour(decoder.as_mut(), piece),
        Coder::Deflate(decoder) => pour(decoder.as_mut(), piece),
        Coder::Brotli(decoder) => pour(decoder.as_mut(), piece),
        Coder::Zstd(zstd) => zstd.pour(piece),
        Coder::Sniffing(..) | Coder::Ended => return Err(Broken::Coding),
    };
    fed.map_err(|error| broken(&error))
}

/// Writes until the decoder takes no more: then it has seen its end, and what follows is not part of the body.
fn pour(decoder: &mut dyn Write, mut piece: &[u8]) -> io::Result<()> {
    while !piece.is_empty() {
        let taken = decoder.write(piece)?;
        if taken == 0 {
            return Ok(());
        }
        piece = piece.get(taken..).unwrap_or_default();
    }
    Ok(())
}

/// The same for gzip, where another member may follow an ended one.
fn members(decoder: &mut GzDecoder<Bounded>, mut piece: &[u8]) -> io::Result<()> {
    while !piece.is_empty() {
        let taken = decoder.write(piece)?;
        if taken == 0 {
            if !is_gzip(piece) {
                return Ok(());
            }
            decoder.try_finish()?;
            let body = std::mem::replace(decoder.get_mut(), Bounded::new(0));
            *decoder = GzDecoder::new(body);
        }
        piece = piece.get(taken..).unwrap_or_default();
    }
    Ok(())
}

fn finish(coder: Coder) -> Result<Vec<u8>, Broken> {
    let ended = |error: io::Error| if broken(&error) == Broken::TooLarge { Broken::TooLarge } else { Broken::CutShort };
    let body = match coder {
        Coder::Plain(body) => body,
        Coder::Gzip(decoder) => decoder.finish().map_err(ended)?,
        Coder::Zlib(decoder) => decoder.finish().map_err(ended)?,
        Coder::Deflate(decoder) => decoder.finish().map_err(ended)?,
        Coder::Brotli(decoder) => decoder.into_inner().map_err(|_| Broken::CutShort)?,
        Coder::Zstd(zstd) if zstd.whole => zstd.body,
        Coder::Zstd(_) => return Err(Broken::CutShort),
        Coder::Sniffing(..) | Coder::Ended => return Err(Broken::Coding),
    };
    if body.full { Err(Broken::TooLarge) } else { Ok(body.bytes) }
}

/// Unpacks a body that is itself a gzip file (`sitemap.xml.gz`), once.
pub fn unpack(bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, Broken> {
    if !is_gzip(&bytes) {
        return Ok(bytes);
    }
    undo(Label::Gzip, &bytes, limit)
}

#[cfg(test)]
mod tests;
