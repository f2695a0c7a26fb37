//! Every motif is drawn in small, in the colours of every title in turn.

use std::collections::HashMap;

use super::super::{Motif, PictureId, jpeg};
use super::rgb;
use crate::world::tests::WORLD;

const WIDTH: u32 = 160;
const SEEDS: u64 = 4;

/// A picture of each motif and seed; titles take turns.
fn each(mut check: impl FnMut(Motif, u64, &newsstand_news::Mark)) {
    let titles = WORLD.titles();
    for (at, motif) in Motif::ALL.into_iter().enumerate() {
        for seed in 0..SEEDS {
            let title = &titles[(at * 5 + seed as usize) % titles.len()];
            check(motif, PictureId::of(&format!("test/{motif:?}/{seed}")).0, &title.mark);
        }
    }
}

/// The share of the pixels of each colour, with colours cut to four bits a channel.
fn shares(pixels: &[u8]) -> Vec<f32> {
    let mut counts = HashMap::<[u8; 3], usize>::new();
    for pixel in pixels.chunks_exact(3) {
        *counts.entry([pixel[0] >> 4, pixel[1] >> 4, pixel[2] >> 4]).or_default() += 1;
    }
    let all = pixels.len() as f32 / 3.0;
    counts.into_values().map(|count| count as f32 / all).collect()
}

/// The share of the bytes that differ clearly.
fn apart(a: &[u8], b: &[u8]) -> f32 {
    a.iter().zip(b).filter(|(a, b)| a.abs_diff(**b) > 16).count() as f32 / a.len() as f32
}

fn not_one_colour(motif: Motif, seed: u64, mark: &newsstand_news::Mark) {
    let shares = shares(&rgb(motif, seed, mark, WIDTH).unwrap());
    let strong = shares.iter().filter(|share| **share >= 0.03).count();
    assert!(strong >= 4, "{motif:?} {seed:x}: {strong} colours");
    assert!(shares.iter().all(|share| *share < 0.75), "{motif:?} {seed:x}");
}

#[test]
fn no_picture_is_nearly_one_colour() {
    each(not_one_colour);
}

#[test]
fn no_picture_of_the_press_is_nearly_one_colour() {
    for (_, article) in WORLD.articles() {
        let title = WORLD.titles().iter().find(|title| title.id == article.title).unwrap();
        article.drawings().for_each(|(id, drawn)| not_one_colour(drawn.motif, id.0, &title.mark));
    }
}

#[test]
fn the_sheet_is_covered() {
    each(|motif, seed, mark| {
        let pixels = rgb(motif, seed, mark, WIDTH).unwrap();
        assert_eq!(pixels.len() as u32, WIDTH * (WIDTH * 5 / 8) * 3);
        let bare = pixels.chunks_exact(3).filter(|pixel| *pixel == [0, 0, 0]).count();
        assert_eq!(bare, 0, "{motif:?} {seed:x}");
    });
}

#[test]
fn the_same_name_gives_the_same_bytes() {
    let mark = &WORLD.titles()[0].mark;
    for motif in Motif::ALL {
        let id = PictureId::of(&format!("{motif:?}"));
        let bytes = jpeg(motif, id, mark, WIDTH);
        assert_eq!(&bytes[..2], [0xff, 0xd8]);
        assert_eq!(bytes, jpeg(motif, id, mark, WIDTH), "{motif:?}");
    }
}

#[test]
fn other_names_give_other_pictures() {
    let mark = &WORLD.titles()[0].mark;
    for motif in Motif::ALL {
        let drawn: Vec<_> = (0..SEEDS).map(|seed| rgb(motif, seed, mark, WIDTH).unwrap()).collect();
        for (at, one) in drawn.iter().enumerate() {
            for other in &drawn[at + 1..] {
                assert!(apart(one, other) > 0.1, "{motif:?}: {}", apart(one, other));
            }
        }
    }
}

#[test]
fn titles_draw_in_their_own_colours() {
    let (a, b) = (
        &WORLD.titles()[0].mark,
        WORLD.titles().iter().map(|title| &title.mark).find(|mark| **mark != WORLD.titles()[0].mark).unwrap(),
    );
    for motif in Motif::ALL.into_iter().filter(|motif| *motif != Motif::Fire) {
        let (one, other) = (rgb(motif, 7, a, WIDTH).unwrap(), rgb(motif, 7, b, WIDTH).unwrap());
        assert!(apart(&one, &other) > 0.1, "{motif:?}");
    }
}

#[test]
fn a_small_picture_is_the_large_one_in_small() {
    let mark = &WORLD.titles()[0].mark;
    let mean = |pixels: &[u8]| pixels.iter().map(|part| f32::from(*part)).sum::<f32>() / pixels.len() as f32;
    for motif in [Motif::Ship, Motif::Gate, Motif::Portrait] {
        let (small, large) = (rgb(motif, 3, mark, 160).unwrap(), rgb(motif, 3, mark, 640).unwrap());
        assert!((mean(&small) - mean(&large)).abs() < 3.0, "{motif:?}");
    }
}

#[test]
fn a_picture_without_width_is_nothing() {
    assert!(jpeg(Motif::Ship, PictureId::of("x"), &WORLD.titles()[0].mark, 0).is_empty());
}
