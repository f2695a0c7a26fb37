//! Pictures drawn by program: flat scenes like old travel posters, in a title's own colours, no two alike.

mod mark;
mod motif;
mod drawer;

pub use drawer::Drawer;
pub use mark::mark_svg;
pub use motif::Motif;

use std::fmt;
use std::str::FromStr;

/// The name of a picture, and the seed it is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PictureId(u64);

impl PictureId {
    /// The name of the picture for a key: `title/slug/number`.
    pub fn of(key: &str) -> Self {
        Self(crate::hash::fnv(key.as_bytes()))
    }
}

impl fmt::Display for PictureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
impl FromStr for PictureId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let right = text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let number = right.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        number.map(Self).ok_or_else(|| format!("not a picture's name: {text:?}"))
    }
}

/// temporary
pub fn jpeg(_motif: Motif, id: PictureId, mark: &newsstand_news::Mark, width: u32) -> Vec<u8> {
    let h = width * 5 / 8;
    let mut rgb = Vec::new();
    for y in 0..h { for x in 0..width { let v = ((x * 7 / width + y * 5 / h) as u64 + id.0) % 5; let c = if v < 2 { mark.ink } else { mark.ground }; rgb.extend([c.0, c.1, c.2]); } }
    let mut out = Vec::new();
    let _ = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 82).encode(&rgb, width, h, image::ExtendedColorType::Rgb8);
    out
}
