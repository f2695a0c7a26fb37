//! Decoding within limits and drawing anew: nothing of the original's bytes is left.

use std::io::Cursor;

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};

/// Most pixels of a picture that is decoded: fifty million.
const PIXELS: u64 = 50_000_000;
/// Longest side.
const SIDE: u32 = 30_000;
/// Most memory a decoder may take: fifty million pixels of four bytes, and a little.
const MEMORY: u64 = 256 * 1024 * 1024;
/// A picture is shown at most this many times higher than wide.
const TALL: u32 = 3;
/// JPEG quality, of 100.
const QUALITY: u8 = 80;

/// A picture drawn anew.
pub struct Drawn {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub kind: &'static str,
}

/// Why a picture is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is none of JPEG, PNG, GIF and WebP. SVG is refused: it is a document that can hold scripts.
    Format,
    /// It has too many pixels.
    Large,
    /// It is damaged.
    Damaged,
}

/// Decodes a picture, upright. Its format is told by its first bytes, never by its name.
pub fn decode(bytes: &[u8]) -> Result<DynamicImage, Refused> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Refused::Format)?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(Refused::Format);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(SIDE), Some(SIDE), Some(MEMORY));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Refused::Damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Refused::Large);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Refused::Damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Draws a picture at most `width` wide; it is never enlarged. JPEG, or PNG where something shines through.
pub fn draw(picture: &DynamicImage, width: u32) -> Result<Drawn, Refused> {
    let (wide, high) = fitted(picture.width(), picture.height(), width);
    if picture.color().has_alpha() {
        let pixels = resized(&picture.to_rgba8(), picture.width(), picture.height(), wide, high, PixelType::U8x4)?;
        if pixels.chunks_exact(4).any(|pixel| pixel.last().is_some_and(|alpha| *alpha < 255)) {
            return png(&pixels, wide, high);
        }
        let opaque: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
        return jpeg(&opaque, wide, high);
    }
    let pixels = resized(&picture.to_rgb8(), picture.width(), picture.height(), wide, high, PixelType::U8x3)?;
    jpeg(&pixels, wide, high)
}

/// The size that fits: at most `most` wide and [`TALL`] times as high.
fn fitted(width: u32, height: u32, most: u32) -> (u32, u32) {
    let (w, h) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let scale = (f64::from(most) / w).min(f64::from(most * TALL) / h).min(1.0);
    // Both are between 1 and 30,000 here.
    (((w * scale).round() as u32).max(1), ((h * scale).round() as u32).max(1))
}

fn resized(pixels: &[u8], width: u32, height: u32, wide: u32, high: u32, kind: PixelType) -> Result<Vec<u8>, Refused> {
    if (width, height) == (wide, high) {
        return Ok(pixels.to_vec());
    }
    let source = Image::from_vec_u8(width, height, pixels.to_vec(), kind).map_err(|_| Refused::Damaged)?;
    let mut target = Image::new(wide, high, kind);
    Resizer::new().resize(&source, &mut target, None).map_err(|_| Refused::Damaged)?;
    Ok(target.into_vec())
}

fn jpeg(pixels: &[u8], width: u32, height: u32) -> Result<Drawn, Refused> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    encoder.write_image(pixels, width, height, ExtendedColorType::Rgb8).map_err(|_| Refused::Damaged)?;
    Ok(Drawn { bytes, kind: "image/jpeg" })
}

fn png(pixels: &[u8], width: u32, height: u32) -> Result<Drawn, Refused> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive);
    encoder.write_image(pixels, width, height, ExtendedColorType::Rgba8).map_err(|_| Refused::Damaged)?;
    Ok(Drawn { bytes, kind: "image/png" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(width: u32, height: u32, alpha: u8, format: ImageFormat) -> Vec<u8> {
        let pixels = image::RgbaImage::from_fn(width, height, |x, y| image::Rgba([(x % 256) as u8, (y % 256) as u8, 90, alpha]));
        let mut out = Cursor::new(Vec::new());
        let picture = DynamicImage::from(pixels);
        let picture = if format == ImageFormat::Jpeg { DynamicImage::from(picture.to_rgb8()) } else { picture };
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn pictures_are_drawn_anew_and_never_enlarged() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
            let picture = decode(&encoded(600, 300, 255, format)).unwrap();
            let drawn = draw(&picture, 240).unwrap();
            assert_eq!(drawn.kind, "image/jpeg");
            let again = decode(&drawn.bytes).unwrap();
            assert_eq!((again.width(), again.height()), (240, 120));
            let same = decode(&draw(&picture, 960).unwrap().bytes).unwrap();
            assert_eq!((same.width(), same.height()), (600, 300));
        }
    }

    #[test]
    fn what_shines_through_stays_so() {
        let picture = decode(&encoded(500, 500, 100, ImageFormat::Png)).unwrap();
        assert_eq!(draw(&picture, 240).unwrap().kind, "image/png");
    }

    #[test]
    fn documents_and_bombs_are_refused() {
        let refused = |bytes: &[u8]| decode(bytes).err();
        assert_eq!(refused(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Some(Refused::Format));
        assert_eq!(refused(b"<!doctype html><html>"), Some(Refused::Format));
        assert_eq!(refused(b""), Some(Refused::Format));
        assert_eq!(refused(b"BM......"), Some(Refused::Format));
        let mut cut = encoded(300, 300, 255, ImageFormat::Png);
        cut.truncate(100);
        assert_eq!(refused(&cut), Some(Refused::Damaged));
        // A PNG that says it is 20,000 by 20,000 pixels.
        let mut bomb = encoded(2, 2, 255, ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
        let crc = crc32(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(refused(&bomb), Some(Refused::Large));
    }

    /// The checksum of PNG chunks (ISO 3309), bit by bit.
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }

    #[test]
    fn towers_are_shown_no_higher_than_three_times_their_width() {
        assert_eq!(fitted(100, 10_000, 240), (7, 720));
        assert_eq!(fitted(3000, 2000, 960), (960, 640));
        assert_eq!(fitted(1, 1, 240), (1, 1));
    }
}
