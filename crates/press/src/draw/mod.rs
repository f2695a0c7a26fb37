//! Pictures drawn by program: flat scenes like old travel posters, in a title's own colours, no two alike.

mod buildings;
mod chance;
mod colour;
mod drawer;
mod land;
mod mark;
mod motif;
mod palette;
mod people;
mod scene;
mod scenes;
mod texture;
mod things;
mod vehicles;

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

/// The quality of the JPEG files, of 100: flat colour shows blocks below about 75.
const QUALITY: u8 = 82;

/// The picture of a motif in a title's colours, `width` pixels wide and five eighths as high, as JPEG. The name decides
/// everything that chance decides, so that the same arguments give the same bytes.
pub fn jpeg(motif: Motif, id: PictureId, mark: &newsstand_news::Mark, width: u32) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(rgb) = scenes::rgb(motif, id.0, mark, width) {
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, QUALITY);
        // Writing to memory cannot fail, and the size is ours.
        let _ = { encoder }.encode(&rgb, width, width * 5 / 8, image::ExtendedColorType::Rgb8);
    }
    out
}
