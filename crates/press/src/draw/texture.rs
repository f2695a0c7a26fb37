//! What makes flat colour look printed: halftone dots, hatching, specks.

use tiny_skia::{Color, PathBuilder};

use super::scene::{HEIGHT, Scene, Spot, WIDTH};

/// The screen's angle, so that dots do not line up with the sheet.
const SCREEN: f32 = 0.38;
/// The largest number of dots in one tone.
const MOST_DOTS: usize = 12_000;

impl Scene {
    /// Dots on a turned grid, `gap` apart; `size` says how much of its cell a dot fills at a place, 0 to 1.
    pub(super) fn dots(&mut self, gap: f32, colour: Color, size: impl Fn(f32, f32) -> f32) {
        let (sin, cos) = SCREEN.sin_cos();
        let reach = (WIDTH + HEIGHT) / gap.max(4.0);
        let mut path = PathBuilder::new();
        let mut count = 0;
        for row in -(reach as i32)..reach as i32 {
            for column in -(reach as i32)..reach as i32 {
                let (u, v) = (column as f32 * gap, row as f32 * gap);
                let (x, y) = (u * cos - v * sin, u * sin + v * cos);
                if !(-gap..WIDTH + gap).contains(&x) || !(-gap..HEIGHT + gap).contains(&y) {
                    continue;
                }
                let radius = size(x, y).clamp(0.0, 1.0).sqrt() * gap * 0.56;
                if radius > 0.5 && count < MOST_DOTS {
                    path.push_circle(x, y, radius);
                    count += 1;
                }
            }
        }
        self.fill(path.finish(), colour);
    }

    /// Short strokes lying on water or a field, denser towards the front.
    pub(super) fn dashes(&mut self, top: f32, bottom: f32, count: usize, colour: Color) {
        for _ in 0..count {
            let depth = self.chance.unit().powf(0.7);
            let y = top + (bottom - top) * depth;
            let length = 14.0 + 70.0 * depth * self.chance.between(0.4, 1.0);
            let x = self.chance.between(-40.0, WIDTH + 40.0);
            self.line((x, y), (x + length, y), 1.5 + 2.5 * depth, colour);
        }
    }

    /// Specks where the ink did not take.
    pub(super) fn specks(&mut self, count: usize, colour: Color) {
        let mut path = PathBuilder::new();
        for _ in 0..count {
            let (x, y) = (self.chance.between(0.0, WIDTH), self.chance.between(0.0, HEIGHT));
            path.push_circle(x, y, self.chance.between(0.5, 1.5));
        }
        self.fill(path.finish(), colour);
    }

    /// A tone that grows from one line to another, in dots: `from` has none, `to` is full.
    pub(super) fn fade(&mut self, from: Spot, to: Spot, gap: f32, most: f32, colour: Color) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).max(1.0);
        self.dots(gap, colour, |x, y| ((x - from.0) * dx + (y - from.1) * dy) / length * most);
    }
}
