//! A picture's few colours: the title's own hue, one spot colour, and the light of an hour.

use newsstand_news::Mark;
use tiny_skia::Color;

use super::chance::Chance;
use super::colour::{Oklch, mix};

/// Below this chroma a colour has no hue to speak of.
const GREY: f32 = 0.035;
/// The hue of paper: a little yellow.
const PAPER_HUE: f32 = 1.5;

/// The hour a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Light {
    Dawn,
    Day,
    Dusk,
    Night,
    Snow,
}

/// A picture's colours, from far to near and from dark to light.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    pub(super) light: Light,
    pub(super) sky_top: Color,
    pub(super) sky_low: Color,
    pub(super) far: Color,
    pub(super) mid: Color,
    pub(super) near: Color,
    pub(super) dark: Color,
    pub(super) lit: Color,
    pub(super) spot: Color,
    /// What things stand on: earth, paving, snow.
    pub(super) ground: Color,
    /// What grows, in the light and in the shade.
    pub(super) leaf: Color,
    pub(super) leaf_dark: Color,
    steps: [Color; 3],
}

impl Palette {
    pub(super) fn new(mark: &Mark, chance: &mut Chance, light: Light) -> Self {
        let (hue, other) = hues(mark, chance);
        let turn = chance.between(-0.3, 0.3);
        let spot_hue = other.unwrap_or(hue + std::f32::consts::PI + turn * 2.0);
        let hue = hue + turn * 0.5;
        let steps = [
            Oklch { l: 0.22, c: 0.055, h: hue }.colour(),
            Oklch { l: 0.58, c: 0.105, h: hue }.colour(),
            Oklch { l: 0.955, c: 0.028, h: PAPER_HUE }.colour(),
        ];
        let spot = Oklch { l: chance.between(0.66, 0.74), c: 0.155, h: spot_hue }.colour();
        let leaf_hue = hue + chance.between(0.6, 1.2) * if chance.yes(0.5) { 1.0 } else { -1.0 };
        Self::lit_by(light, steps, spot, leaf_hue)
    }

    fn lit_by(light: Light, steps: [Color; 3], spot: Color, leaf_hue: f32) -> Self {
        let tone = |share: f32| tone(&steps, share);
        let (sky_top, sky_low, shades) = match light {
            Light::Dawn => (mix(tone(0.8), spot, 0.12), mix(tone(1.0), spot, 0.3), [0.66, 0.5, 0.34, 0.14]),
            Light::Day => (tone(0.74), tone(0.97), [0.62, 0.44, 0.27, 0.08]),
            Light::Dusk => (mix(tone(0.42), spot, 0.2), mix(spot, tone(1.0), 0.3), [0.4, 0.28, 0.17, 0.04]),
            Light::Night => (tone(0.1), tone(0.36), [0.27, 0.19, 0.11, 0.02]),
            Light::Snow => (tone(0.52), tone(0.84), [0.68, 0.5, 0.3, 0.06]),
        };
        let [far, mid, near, dark] = shades.map(tone);
        let lit = if light == Light::Night { mix(tone(0.98), spot, 0.22) } else { tone(1.0) };
        let (ground, leaf) = match light {
            Light::Dawn => (mix(tone(0.78), spot, 0.22), 0.6),
            Light::Day => (mix(tone(0.9), spot, 0.16), 0.66),
            Light::Dusk => (mix(tone(0.4), spot, 0.16), 0.46),
            Light::Night => (tone(0.3), 0.36),
            Light::Snow => (tone(1.0), 0.86),
        };
        let leaf = Oklch { l: leaf, c: if light == Light::Snow { 0.02 } else { 0.1 }, h: leaf_hue }.colour();
        let leaf_dark = if light == Light::Snow { tone(0.28) } else { mix(leaf, dark, 0.5) };
        Self { light, sky_top, sky_low, far, mid, near, dark, lit, spot, ground, leaf, leaf_dark, steps }
    }

    /// The same with flame for its spot colour: a fire must look hot whatever its title's colours are.
    pub(super) fn burning(self) -> Self {
        Self { spot: Oklch { l: 0.68, c: 0.175, h: 0.82 }.colour(), ..self }
    }

    /// A tone between the darkest (0) and paper (1), whatever the hour.
    pub(super) fn tone(&self, share: f32) -> Color {
        tone(&self.steps, share)
    }

    pub(super) fn is_night(&self) -> bool {
        self.light == Light::Night
    }
}

fn tone(steps: &[Color; 3], share: f32) -> Color {
    const MIDDLE: f32 = 0.55;
    let [dark, middle, paper] = *steps;
    if share < MIDDLE { mix(dark, middle, share / MIDDLE) } else { mix(middle, paper, (share - MIDDLE) / (1.0 - MIDDLE)) }
}

/// The title's hue, and a second one where its mark has two.
fn hues(mark: &Mark, chance: &mut Chance) -> (f32, Option<f32>) {
    let mut found: Vec<Oklch> = [Some(mark.ground), Some(mark.ink), mark.foot].into_iter().flatten().map(Oklch::of).collect();
    found.retain(|colour| colour.c > GREY);
    found.sort_by(|a, b| a.l.total_cmp(&b.l));
    match found.as_slice() {
        // A black and white title prints with whatever ink is at hand, and its foot as the spot.
        [] => (chance.one(&[4.2, 0.6, 3.4, 5.4]), None),
        [one] if one.l > 0.8 => (one.h + std::f32::consts::PI, Some(one.h)),
        [one] => (one.h, None),
        [dark, .., light] => {
            let apart = (dark.h - light.h).cos() < 0.6;
            (dark.h, apart.then_some(light.h))
        }
    }
}
