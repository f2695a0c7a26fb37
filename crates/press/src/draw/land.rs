//! Sky, hills, water, clouds: what stands behind most scenes.

use tiny_skia::{Color, PathBuilder};

use super::colour::mix;
use super::palette::Light;
use super::scene::{HEIGHT, Scene, Spot, WIDTH};

impl Scene {
    /// The sky down to a horizon, with its sun or moon.
    pub(super) fn sky(&mut self, horizon: f32) {
        self.plain_sky(horizon);
        let x = self.chance.between(160.0, WIDTH - 160.0);
        let (y, radius) = match self.ink.light {
            Light::Dawn | Light::Dusk => (horizon - self.chance.between(10.0, 90.0), self.chance.between(60.0, 110.0)),
            Light::Day => (self.chance.between(90.0, 190.0), self.chance.between(40.0, 62.0)),
            Light::Night | Light::Snow => (self.chance.between(90.0, 180.0), self.chance.between(34.0, 52.0)),
        };
        self.sun_at(x, y.min(horizon - 8.0), radius, horizon);
    }

    /// The sun or, at night, the moon and stars.
    pub(super) fn sun_at(&mut self, x: f32, y: f32, radius: f32, horizon: f32) {
        let (low, lit, spot) = (self.ink.sky_low, self.ink.lit, self.ink.spot);
        self.sun = (x, y);
        match self.ink.light {
            Light::Night => {
                self.stars(90, horizon);
                let bite = self.chance.between(0.3, 1.2);
                self.blob(&crescent((x, y), radius, bite), lit);
            }
            Light::Dusk => self.circle(x, y, radius, mix(lit, spot, 0.1)),
            Light::Snow => self.circle(x, y, radius, mix(lit, low, 0.2)),
            Light::Day | Light::Dawn => self.circle(x, y, radius, mix(spot, lit, 0.12)),
        }
    }

    /// A sky without a sun, for scenes that bring their own light: dots, ruled lines or bands.
    pub(super) fn plain_sky(&mut self, horizon: f32) {
        let (top, low) = (self.ink.sky_top, self.ink.sky_low);
        self.rect(0.0, 0.0, WIDTH, HEIGHT, low);
        match self.chance.below(3) {
            0 => {
                self.rect(0.0, 0.0, WIDTH, horizon * 0.22, top);
                self.dots(13.0, top, |_, y| 1.2 * (horizon - y) / horizon);
            }
            1 => self.ruled(0.0, horizon, top),
            _ => self.bands(horizon, top, low),
        }
    }

    /// Level strokes, thick above and thin below, as an engraver shades a sky.
    pub(super) fn ruled(&mut self, top: f32, bottom: f32, colour: Color) {
        let gap = 15.0;
        let count = ((bottom - top) / gap) as usize;
        for at in 0..count {
            let share = at as f32 / count as f32;
            let y = top + at as f32 * gap;
            self.rect(0.0, y, WIDTH, gap * (1.06 - share), colour);
        }
    }

    /// Flat bands from one colour to another with slanting, wavy edges.
    fn bands(&mut self, horizon: f32, top: Color, low: Color) {
        let count = self.chance.count(4, 6);
        let (noise, tilt) = (self.noise(), self.chance.between(-60.0, 60.0));
        self.rect(0.0, 0.0, WIDTH, HEIGHT, top);
        for at in 1..=count {
            let share = at as f32 / count as f32;
            let y = horizon * (0.1 + 0.8 * share.powf(0.8));
            let edge = |x: f32| y + tilt * (x / WIDTH - 0.5) + 16.0 * noise.rough(x / 420.0 + share * 9.0, 2);
            let tops: Vec<Spot> = (-1..=31).map(|at| at as f32 * 40.0).map(|x| (x, edge(x))).collect();
            self.below(&tops, mix(top, low, share));
        }
    }

    /// A view to a horizon: sky, some clouds and a far range.
    pub(super) fn vista(&mut self, horizon: f32) {
        self.sky(horizon);
        let clouds = self.chance.below(4);
        self.clouds(clouds, horizon * 0.2, horizon * 0.7);
        let (far, height, length) = (self.ink.far, self.chance.between(20.0, 70.0), self.chance.between(160.0, 420.0));
        if self.chance.yes(0.5) {
            self.hills(horizon - height * 0.4, height, length, far);
        } else {
            self.peaks(horizon, height * 2.2, length, far);
        }
    }

    /// Ground from about `top` to the bottom edge, with strokes of shade.
    pub(super) fn ground(&mut self, top: f32, colour: Color) {
        let tops = self.hills(top, 7.0, 420.0, colour);
        let bottom = tops.iter().map(|spot| spot.1).fold(top, f32::max);
        let shade = mix(colour, self.ink.near, 0.28);
        self.dashes(bottom + 12.0, HEIGHT, 26, shade);
    }

    pub(super) fn stars(&mut self, count: usize, horizon: f32) {
        let mut path = PathBuilder::new();
        for _ in 0..count {
            let y = self.chance.unit().powf(1.4) * horizon * 0.92;
            path.push_circle(self.chance.between(0.0, WIDTH), y, self.chance.between(0.8, 2.6));
        }
        let lit = self.ink.lit;
        self.fill(path.finish(), lit);
    }

    /// Hills across the sheet: heights around `base`, up to `height` above or below. Returns the line of the tops.
    pub(super) fn hills(&mut self, base: f32, height: f32, length: f32, colour: Color) -> Vec<Spot> {
        let noise = self.noise();
        let tops: Vec<Spot> =
            (0..=62).map(|at| at as f32 * 20.0 - 20.0).map(|x| (x, base - height * noise.rough(x / length, 3))).collect();
        self.below(&tops, colour);
        tops
    }

    /// Mountains: straight flanks between peaks. Returns the line.
    pub(super) fn peaks(&mut self, base: f32, height: f32, length: f32, colour: Color) -> Vec<Spot> {
        let mut tops = vec![(-60.0, base)];
        let mut x = -60.0;
        while x < WIDTH + 60.0 {
            let run = length * self.chance.between(0.5, 1.3);
            let rise = height * self.chance.between(0.45, 1.0) * run / length;
            let shoulder = self.chance.between(0.3, 0.6);
            tops.push((x + run * shoulder * 0.5, base - rise * self.chance.between(0.35, 0.55)));
            tops.push((x + run * shoulder, base - rise));
            tops.push((x + run * (shoulder + 0.2), base - rise * self.chance.between(0.45, 0.65)));
            tops.push((x + run, base - rise * self.chance.between(0.05, 0.2)));
            x += run;
        }
        self.below(&tops, colour);
        tops
    }

    /// Everything below a line.
    pub(super) fn below(&mut self, tops: &[Spot], colour: Color) {
        let mut points = tops.to_vec();
        points.push((WIDTH + 80.0, HEIGHT + 10.0));
        points.push((-80.0, HEIGHT + 10.0));
        self.poly(&points, colour);
    }

    /// Water from a horizon to the bottom, with its glitter under the sun.
    pub(super) fn water(&mut self, top: f32, bottom: f32) {
        let (far, mid, lit, spot) = (self.ink.far, self.ink.mid, self.ink.lit, self.ink.spot);
        let deep = if self.ink.is_night() { self.ink.near } else { mix(mid, self.ink.leaf, 0.25) };
        let surface = mix(far, self.ink.sky_low, 0.35);
        self.rect(0.0, top, WIDTH, bottom - top, surface);
        self.fade_in_band(top, bottom, deep);
        let glint = if matches!(self.ink.light, Light::Day | Light::Snow) { lit } else { mix(spot, lit, 0.45) };
        let sun = self.sun.0;
        for _ in 0..70 {
            let depth = self.chance.unit();
            let spread = 24.0 + 130.0 * depth;
            let x = sun + self.chance.between(-spread, spread);
            let y = top + 4.0 + (bottom - top - 8.0) * depth;
            let length = 10.0 + 60.0 * depth * self.chance.unit();
            self.line((x - length / 2.0, y), (x + length / 2.0, y), 2.0 + 3.0 * depth, glint);
        }
        self.dashes(top + 6.0, bottom, 60, deep);
    }

    fn fade_in_band(&mut self, top: f32, bottom: f32, colour: Color) {
        self.inside(super::scene::rect(0.0, top, WIDTH, bottom - top), |scene| {
            scene.fade((0.0, top), (0.0, bottom), 11.0, 1.0, colour);
        });
    }

    /// A cloud: a flat base and a round top.
    pub(super) fn cloud(&mut self, x: f32, y: f32, width: f32, colour: Color) {
        let humps = self.chance.count(3, 5);
        let height = width * self.chance.between(0.16, 0.26);
        let mut path = PathBuilder::new();
        for at in 0..humps {
            let share = (at as f32 + 0.5) / humps as f32;
            let lift = (share * std::f32::consts::PI).sin();
            let radius = height * (0.45 + 0.55 * lift) * self.chance.between(0.8, 1.1);
            path.push_circle(x + (share - 0.5) * width * 0.8, y - height * 0.25 * lift, radius);
        }
        let base = super::scene::rect(x - width * 0.7, y - height * 2.0, width * 1.4, height * 2.0 + height * 0.15);
        let humps = path.finish();
        self.inside(base, |scene| scene.fill(humps, colour));
        let share = width * 0.47;
        self.fill(super::scene::oval(x, y + height * 0.08, share, height * 0.09), colour);
    }

    pub(super) fn clouds(&mut self, count: usize, top: f32, bottom: f32) {
        let colour = mix(self.ink.sky_low, self.ink.lit, if self.ink.is_night() { 0.12 } else { 0.6 });
        for _ in 0..count {
            let y = self.chance.between(top, bottom);
            let (x, width) = (self.chance.between(0.0, WIDTH), self.chance.between(130.0, 330.0));
            self.cloud(x, y, width, colour);
        }
    }

    /// Birds far off, as pairs of strokes.
    pub(super) fn far_birds(&mut self, count: usize, x: f32, y: f32, spread: f32, size: f32, colour: Color) {
        for _ in 0..count {
            let (bx, by) = (x + self.chance.between(-spread, spread), y + self.chance.between(-spread, spread) * 0.5);
            let size = size * self.chance.between(0.6, 1.2);
            let flap = self.chance.between(0.1, 0.6) * size;
            self.curve(&[(bx - size, by - flap * 0.3), (bx - size * 0.5, by - flap), (bx, by)], size * 0.16 + 1.0, colour);
            self.curve(&[(bx, by), (bx + size * 0.5, by - flap), (bx + size, by - flap * 0.3)], size * 0.16 + 1.0, colour);
        }
    }

    /// Slanting rain over everything.
    pub(super) fn rain(&mut self, count: usize, slant: f32, colour: Color) {
        for _ in 0..count {
            let (x, y) = (self.chance.between(-60.0, WIDTH + 60.0), self.chance.between(-20.0, HEIGHT));
            let length = self.chance.between(18.0, 52.0);
            self.line((x, y), (x + slant * length, y + length), 1.8, colour);
        }
    }

    pub(super) fn snowfall(&mut self, count: usize, colour: Color) {
        let mut path = PathBuilder::new();
        for _ in 0..count {
            path.push_circle(self.chance.between(0.0, WIDTH), self.chance.between(0.0, HEIGHT), self.chance.between(1.5, 4.5));
        }
        self.fill(path.finish(), colour);
    }

    /// The height of a line of tops at `x`.
    pub(super) fn height_at(tops: &[Spot], x: f32) -> f32 {
        let after = tops.iter().position(|top| top.0 >= x).unwrap_or(tops.len().saturating_sub(1)).max(1);
        match (tops.get(after - 1), tops.get(after)) {
            (Some(a), Some(b)) => a.1 + (b.1 - a.1) * ((x - a.0) / (b.0 - a.0).max(0.1)).clamp(0.0, 1.0),
            _ => HEIGHT,
        }
    }
}

/// The lit part of a moon: a half circle and the edge of the shade, which bulges by `bite` (0: half moon, 1: thin).
fn crescent((x, y): Spot, radius: f32, bite: f32) -> Vec<Spot> {
    let bulge = (bite - 0.45).clamp(-0.75, 0.75);
    let turned =
        |across: f32, along: f32| (x + radius * (across * 0.94 + along * 0.34), y + radius * (along * 0.94 - across * 0.34));
    let angles = (0..=18).map(|at| (at as f32 / 18.0 - 0.5) * std::f32::consts::PI);
    let rim = angles.clone().map(|angle| turned(-angle.cos(), angle.sin()));
    let shade = angles.rev().skip(1).take(17).map(|angle| turned(-bulge * angle.cos(), angle.sin()));
    rim.chain(shade).collect()
}
