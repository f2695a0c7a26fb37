//! Buildings that several scenes share: rows of houses, skylines, a church, a front with pillars, a bridge's arch.

use tiny_skia::Color;

use super::colour::mix;
use super::scene::{Scene, Spot, WIDTH, oval};

impl Scene {
    /// The colour of a wall in daylight or lamplight.
    pub(super) fn wall(&mut self) -> Color {
        let ink = self.ink;
        let walls = [ink.lit, mix(ink.spot, ink.lit, 0.45), ink.far, ink.mid, mix(ink.leaf, ink.lit, 0.4), ink.spot];
        let wall = self.chance.one(&walls);
        if ink.is_night() { mix(wall, ink.dark, 0.62) } else { wall }
    }

    /// Houses side by side along a street or a quay.
    pub(super) fn terrace(&mut self, from: f32, to: f32, base: f32, height: f32) {
        let mut x = from;
        while x < to {
            let width = self.pick(0.5, 0.85) * height;
            let tall = height * self.pick(0.6, 1.0);
            let wall = self.wall();
            let roof = if self.chance.yes(0.5) { self.ink.near } else { self.ink.dark };
            self.house(x, base, width, tall, wall, roof);
            x += width + self.pick(0.0, 8.0);
        }
    }

    /// Towers across the sheet from left to right, tallest about `peak`.
    pub(super) fn skyline(&mut self, base: f32, height: f32, peak: f32, colour: Color) {
        let mut x = -20.0;
        while x < WIDTH {
            let width = self.pick(56.0, 120.0);
            let near = 1.0 - ((x + width / 2.0 - peak).abs() / 620.0).min(0.8);
            let tall = height * near * self.pick(0.6, 1.05);
            let shade = self.pick(0.0, 0.16);
            self.tower(x, base, width, tall.max(50.0), mix(colour, self.ink.dark, shade));
            x += width + self.pick(-6.0, 10.0);
        }
    }

    /// Plain roofs far off.
    pub(super) fn far_town(&mut self, from: f32, to: f32, base: f32, height: f32, colour: Color) {
        let mut x = from;
        while x < to {
            let (width, tall) = (self.pick(24.0, 60.0), height * self.pick(0.35, 1.0));
            self.rect(x, base - tall, width, tall + 2.0, colour);
            if self.chance.yes(0.4) {
                self.poly(
                    &[(x - 2.0, base - tall), (x + width / 2.0, base - tall - width * 0.5), (x + width + 2.0, base - tall)],
                    colour,
                );
            }
            x += width;
        }
    }

    /// A church or town hall with a spire.
    pub(super) fn church(&mut self, x: f32, base: f32, height: f32, wall: Color, roof: Color) {
        let w = height * 0.2;
        self.house(x + w, base, height * 0.5, height * 0.34, wall, roof);
        self.rect(x, base - height * 0.62, w, height * 0.62, wall);
        self.poly(
            &[(x - w * 0.12, base - height * 0.62), (x + w / 2.0, base - height), (x + w * 1.12, base - height * 0.62)],
            roof,
        );
        self.circle(x + w / 2.0, base - height * 0.5, w * 0.26, roof);
        self.rect(x + w * 0.32, base - height * 0.2, w * 0.36, height * 0.2, roof);
    }

    /// A temple front: steps, pillars, a gable. `spot` is the middle of its foot.
    pub(super) fn portico(&mut self, spot: Spot, width: f32, height: f32, wall: Color) {
        let (x, base) = spot;
        let (shade, dark) = (mix(wall, self.ink.near, 0.45), self.ink.near);
        for step in 0..4 {
            let grow = (4 - step) as f32 * 16.0;
            let ink = if step % 2 == 0 { mix(wall, dark, 0.3) } else { mix(wall, dark, 0.12) };
            self.rect(x - width / 2.0 - grow, base - (step + 1) as f32 * 12.0, width + 2.0 * grow, 12.5, ink);
        }
        let (foot, top) = (base - 48.0, base - height * 0.72);
        self.rect(x - width * 0.46, top, width * 0.92, foot - top, dark);
        self.rect(
            x - width * 0.06,
            top + (foot - top) * 0.35,
            width * 0.12,
            (foot - top) * 0.65,
            mix(self.ink.spot, self.ink.lit, 0.3),
        );
        let pillars = self.chance.count(2, 4) * 2;
        for at in 0..pillars {
            let px = x - width * 0.44 + width * 0.88 * at as f32 / (pillars - 1) as f32;
            self.pillar(px, foot, width * 0.06, foot - top, wall, shade);
        }
        self.rect(x - width * 0.52, top - height * 0.08, width * 1.04, height * 0.08, wall);
        self.rect(x - width * 0.52, top - 6.0, width * 1.04, 6.0, shade);
        let gable = top - height * 0.08;
        self.poly(&[(x - width * 0.55, gable), (x, base - height), (x + width * 0.55, gable)], wall);
        self.poly(
            &[(x - width * 0.42, gable - 9.0), (x, base - height + 20.0), (x + width * 0.42, gable - 9.0)],
            shade,
        );
        self.circle(x, gable - height * 0.075, height * 0.04, wall);
    }

    /// A dome on a drum, its foot at `spot`.
    pub(super) fn dome(&mut self, spot: Spot, radius: f32, wall: Color, roof: Color) {
        let (x, base) = spot;
        self.rect(x - radius * 0.9, base - radius * 0.55, radius * 1.8, radius * 0.56, wall);
        self.boxes(
            7,
            radius * 0.25,
            (x - radius * 0.82, base - radius * 0.45),
            (radius * 0.13, radius * 0.36),
            self.ink.near,
        );
        self.rect(x - radius, base - radius * 0.62, radius * 2.0, radius * 0.09, wall);
        let upper = super::scene::rect(x - radius, base - radius * 2.0, radius * 2.0, radius * 1.4);
        self.inside(upper, |s| {
            s.fill(oval(x, base - radius * 0.6, radius * 0.92, radius * 1.08), roof);
            s.fill(oval(x + radius * 0.42, base - radius * 0.6, radius * 0.5, radius), mix(roof, s.ink.near, 0.35));
            s.fill(oval(x + radius * 0.2, base - radius * 0.6, radius * 0.4, radius * 1.04), roof);
        });
        self.rect(x - radius * 0.13, base - radius * 2.0, radius * 0.26, radius * 0.36, wall);
        self.line((x, base - radius * 2.0), (x, base - radius * 2.4), 4.0, self.ink.near);
    }

    /// A flag on a pole, flying to the right.
    pub(super) fn flag(&mut self, x: f32, base: f32, height: f32, colour: Color) {
        let dark = self.ink.dark;
        self.line((x, base), (x, base - height), 3.5, dark);
        let (w, h, sway) = (height * 0.4, height * 0.22, self.pick(-0.05, 0.05) * height);
        let top = base - height + 3.0;
        self.blob(
            &[
                (x, top),
                (x + w * 0.5, top + sway),
                (x + w, top - sway * 0.4),
                (x + w, top + h),
                (x + w * 0.5, top + h + sway),
                (x, top + h),
            ],
            colour,
        );
    }

    /// A lit or dark pane with bars.
    pub(super) fn window(&mut self, x: f32, y: f32, width: f32, height: f32, frame: Color) {
        let (top, low) = (self.ink.sky_top, self.ink.sky_low);
        self.rect(x - 10.0, y - 10.0, width + 20.0, height + 20.0, frame);
        self.rect(x, y, width, height, low);
        self.rect(x, y, width, height * 0.4, mix(top, low, 0.3));
        self.rect(x, y, width, height * 0.18, top);
    }

    /// The bars of a window, over whatever is seen through it.
    pub(super) fn bars(&mut self, spot: Spot, size: Spot, columns: usize, rows: usize, frame: Color) {
        for at in 1..columns {
            let x = spot.0 + size.0 * at as f32 / columns as f32;
            self.line((x, spot.1), (x, spot.1 + size.1), 8.0, frame);
        }
        for at in 1..rows {
            let y = spot.1 + size.1 * at as f32 / rows as f32;
            self.line((spot.0, y), (spot.0 + size.0, y), 8.0, frame);
        }
        self.rect(spot.0 - 20.0, spot.1 + size.1, size.0 + 40.0, 16.0, frame);
    }
}
