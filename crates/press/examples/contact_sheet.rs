//! Draws every motif twice on one sheet: `cargo run -p newsstand-press --example contact_sheet -- sheet.png [round] [motif …]`.

use image::{ImageFormat, RgbImage, imageops};
use newsstand_news::Mark;
use newsstand_press::World;
use newsstand_press::draw::{Motif, PictureId, jpeg};

/// A picture on the sheet, in pixels: width, height, and the gap around it.
const SIZE: (u32, u32) = (320, 200);
const GAP: u32 = 6;
const SEEDS: usize = 2;
const COLUMNS: usize = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let path = words.next().unwrap_or_else(|| "contact-sheet.png".into());
    let round = words.next().unwrap_or_default();
    let chosen: Vec<Motif> = words.filter_map(|word| Motif::of(&word)).collect();
    let motifs = if chosen.is_empty() { Motif::ALL.to_vec() } else { chosen };
    let world = World::embedded()?;
    let marks: Vec<&Mark> = world.titles().iter().map(|title| &title.mark).collect();
    sheet(&motifs, &marks, &round)?.save_with_format(&path, ImageFormat::Png)?;
    for (row, motifs) in motifs.chunks(COLUMNS).enumerate() {
        println!("row {}: {motifs:?}", row + 1);
    }
    Ok(())
}

fn sheet(motifs: &[Motif], marks: &[&Mark], round: &str) -> image::ImageResult<RgbImage> {
    let (across, down) = (COLUMNS * SEEDS, motifs.len().div_ceil(COLUMNS));
    let mut sheet =
        RgbImage::from_pixel(across as u32 * (SIZE.0 + GAP) + GAP, down as u32 * (SIZE.1 + GAP) + GAP, image::Rgb([255; 3]));
    for (at, motif) in motifs.iter().enumerate() {
        for seed in 0..SEEDS {
            let mark = marks[(at * 7 + seed * 11 + round.len()) % marks.len()];
            let bytes = jpeg(*motif, PictureId::of(&format!("sheet/{motif:?}/{seed}{round}")), mark, SIZE.0);
            let picture = image::load_from_memory(&bytes)?.to_rgb8();
            let (column, row) = ((at % COLUMNS * SEEDS + seed) as u32, (at / COLUMNS) as u32);
            imageops::replace(
                &mut sheet,
                &picture,
                i64::from(GAP + column * (SIZE.0 + GAP)),
                i64::from(GAP + row * (SIZE.1 + GAP)),
            );
        }
    }
    Ok(sheet)
}
