//! Things that stand in many scenes: trees, houses, blocks, boats, lamps.

use tiny_skia::{Color, PathBuilder};

use super::colour::mix;
use super::scene::{Scene, poly};

impl Scene {
    pub(super) fn conifer(&mut self, x: f32, base: f32, height: f32, colour: Color) {
        let width = height * self.chance.between(0.3, 0.42);
        self.rect(x - height * 0.02, base - height * 0.15, height * 0.04, height * 0.15, colour);
        let tiers = 4;
        for tier in 0..tiers {
            let share = tier as f32 / tiers as f32;
            let (top, low) = (base - height * (1.0 - share * 0.72), base - height * (0.66 - share * 0.56));
            let half = width * (0.3 + 0.7 * share) * 0.6;
            self.poly(&[(x, top), (x + half, low), (x - half, low)], colour);
        }
    }

    pub(super) fn round_tree(&mut self, x: f32, base: f32, height: f32, leaves: Color, trunk: Color) {
        self.poly(
            &[
                (x - height * 0.035, base),
                (x - height * 0.018, base - height * 0.5),
                (x + height * 0.018, base - height * 0.5),
                (x + height * 0.035, base),
            ],
            trunk,
        );
        self.line((x, base - height * 0.38), (x + height * 0.13, base - height * 0.56), height * 0.02, trunk);
        let mut path = PathBuilder::new();
        for (dx, dy, r) in [(0.0, 0.72, 0.25), (-0.17, 0.6, 0.18), (0.18, 0.62, 0.19), (0.02, 0.55, 0.17)] {
            let jitter = self.chance.between(0.85, 1.15);
            path.push_circle(x + dx * height, base - dy * height, r * height * jitter);
        }
        self.fill(path.finish(), leaves);
    }

    pub(super) fn poplar(&mut self, x: f32, base: f32, height: f32, colour: Color) {
        let half = height * self.chance.between(0.09, 0.13);
        self.rect(x - height * 0.015, base - height * 0.2, height * 0.03, height * 0.2, colour);
        self.blob(
            &[
                (x, base - height),
                (x + half, base - height * 0.45),
                (x + half * 0.5, base - height * 0.1),
                (x - half * 0.5, base - height * 0.1),
                (x - half, base - height * 0.45),
            ],
            colour,
        );
    }

    pub(super) fn palm(&mut self, x: f32, base: f32, height: f32, colour: Color) {
        let lean = height * self.chance.between(-0.22, 0.22);
        let top = (x + lean, base - height);
        self.curve(&[(x, base), (x + lean * 0.3, base - height * 0.5), top], height * 0.045, colour);
        for at in 0..8 {
            let angle = at as f32 * 0.785 + self.chance.between(-0.2, 0.2);
            let (dx, dy) = (angle.cos() * height * 0.34, angle.sin() * height * 0.16);
            let end = (top.0 + dx, top.1 + dy + height * 0.1);
            let middle = (top.0 + dx * 0.55, top.1 + dy * 0.8 - height * 0.06);
            let under = (top.0 + dx * 0.5, top.1 + dy * 0.8 + height * 0.02);
            self.blob(&[top, middle, end, under], colour);
        }
    }

    /// A house with a pitched roof; windows are lit at night.
    pub(super) fn house(&mut self, x: f32, base: f32, width: f32, height: f32, wall: Color, roof: Color) {
        let pane = self.pane(wall);
        self.rect(x, base - height, width, height, wall);
        let pitch = width * self.chance.between(0.28, 0.45);
        self.poly(
            &[(x - width * 0.06, base - height), (x + width / 2.0, base - height - pitch), (x + width * 1.06, base - height)],
            roof,
        );
        if self.chance.yes(0.6) {
            self.rect(x + width * 0.68, base - height - pitch * 0.95, width * 0.1, pitch * 0.7, roof);
        }
        self.rect(x + width * 0.42, base - height * 0.42, width * 0.18, height * 0.42, roof);
        for at in [0.14, 0.72] {
            self.rect(x + width * at, base - height * 0.74, width * 0.16, height * 0.22, pane);
        }
    }

    /// The colour of a window in a wall.
    pub(super) fn pane(&mut self, wall: Color) -> Color {
        if self.ink.is_night() || self.chance.yes(0.3) {
            mix(self.ink.spot, self.ink.lit, 0.5)
        } else {
            mix(wall, self.ink.dark, 0.55)
        }
    }

    /// A block of flats or offices with a grid of windows, some of them lit.
    pub(super) fn tower(&mut self, x: f32, base: f32, width: f32, height: f32, wall: Color) {
        self.rect(x, base - height, width, height, wall);
        match self.chance.below(5) {
            0 => self.rect(x + width * 0.3, base - height - width * 0.14, width * 0.4, width * 0.14, wall),
            1 => self.line((x + width * 0.5, base - height), (x + width * 0.5, base - height - width * 0.5), 3.0, wall),
            2 => self.poly(&[(x, base - height), (x + width, base - height), (x + width, base - height - width * 0.3)], wall),
            _ => {}
        }
        let (lit, shade) = (mix(self.ink.spot, self.ink.lit, 0.6), mix(wall, self.ink.dark, 0.4));
        let share = if self.ink.is_night() { 0.4 } else { 0.14 };
        let (cell, tall) = (self.chance.between(15.0, 22.0), self.chance.between(20.0, 28.0));
        let (columns, rows) = (((width - 10.0) / cell) as usize, ((height - 14.0) / tall) as usize);
        let left = x + (width - columns as f32 * cell) / 2.0;
        for row in 0..rows {
            for column in 0..columns {
                let colour = if self.chance.yes(share) { lit } else { shade };
                let (wx, wy) = (left + column as f32 * cell + cell * 0.22, base - height + 12.0 + row as f32 * tall);
                self.rect(wx, wy, cell * 0.56, tall * 0.52, colour);
            }
        }
        let side = mix(wall, self.ink.dark, 0.35);
        let mut y = base - height + 6.0;
        while y < base {
            self.line((x + width * 0.86, y), (x + width, y), 2.0, side);
            y += 9.0;
        }
    }

    /// A working boat seen from the side.
    pub(super) fn boat(&mut self, x: f32, water: f32, length: f32, hull: Color, cabin: Color) {
        let height = length * 0.17;
        self.poly(
            &[
                (x - length * 0.5, water - height),
                (x + length * 0.56, water - height * 1.35),
                (x + length * 0.42, water + height * 0.3),
                (x - length * 0.42, water + height * 0.3),
            ],
            hull,
        );
        self.rect(x - length * 0.34, water - height * 2.7, length * 0.26, height * 1.75, cabin);
        self.rect(x - length * 0.37, water - height * 2.95, length * 0.32, height * 0.3, hull);
        let pane = self.pane(cabin);
        self.rect(x - length * 0.29, water - height * 2.35, length * 0.07, height * 0.6, pane);
        self.rect(x - length * 0.19, water - height * 2.35, length * 0.07, height * 0.6, pane);
        let mast = x + length * 0.12;
        self.line((mast, water - height), (mast, water - height * 5.2), length * 0.014 + 1.5, hull);
        self.line((mast, water - height * 4.9), (x - length * 0.4, water - height * 2.9), 1.5, hull);
        self.line((mast, water - height * 5.0), (x + length * 0.54, water - height * 1.4), 1.5, hull);
        let stripe = self.ink.spot;
        self.line(
            (x - length * 0.47, water - height * 0.55),
            (x + length * 0.49, water - height * 0.8),
            height * 0.16,
            stripe,
        );
    }

    pub(super) fn sail_boat(&mut self, x: f32, water: f32, height: f32, hull: Color, sail: Color) {
        self.poly(
            &[
                (x - height * 0.32, water - height * 0.1),
                (x + height * 0.36, water - height * 0.1),
                (x + height * 0.26, water + height * 0.03),
                (x - height * 0.24, water + height * 0.03),
            ],
            hull,
        );
        self.line((x, water - height * 0.1), (x, water - height), 2.5, hull);
        self.poly(
            &[
                (x + height * 0.02, water - height * 0.96),
                (x + height * 0.34, water - height * 0.16),
                (x + height * 0.02, water - height * 0.16),
            ],
            sail,
        );
        self.poly(
            &[
                (x - height * 0.02, water - height * 0.86),
                (x - height * 0.24, water - height * 0.18),
                (x - height * 0.02, water - height * 0.16),
            ],
            mix(sail, hull, 0.18),
        );
    }

    pub(super) fn lamp_post(&mut self, x: f32, base: f32, height: f32, colour: Color) {
        self.line((x, base), (x, base - height), height * 0.02 + 2.0, colour);
        self.curve(
            &[(x, base - height), (x + height * 0.06, base - height * 1.06), (x + height * 0.16, base - height * 1.05)],
            height * 0.016 + 1.5,
            colour,
        );
        let glow = mix(self.ink.spot, self.ink.lit, 0.6);
        self.oval(x + height * 0.17, base - height * 1.035, height * 0.045, height * 0.022, glow);
        if self.ink.is_night() {
            let cone = poly(&[(x + height * 0.17, base - height * 1.03), (x + height * 0.5, base), (x - height * 0.16, base)]);
            self.inside(cone, |scene| scene.dots(12.0, glow, |_, _| 0.1));
        }
    }

    /// A column with a foot and a head.
    pub(super) fn pillar(&mut self, x: f32, base: f32, width: f32, height: f32, colour: Color, shade: Color) {
        self.rect(x - width * 0.5, base - height, width, height, colour);
        self.rect(x + width * 0.14, base - height, width * 0.36, height, shade);
        self.rect(x - width * 0.7, base - height, width * 1.4, height * 0.05, colour);
        self.rect(x - width * 0.7, base - height * 0.05, width * 1.4, height * 0.05, colour);
    }

    /// A wheel with spokes.
    pub(super) fn wheel(&mut self, x: f32, y: f32, radius: f32, spokes: usize, colour: Color) {
        self.ring(x, y, radius, radius * 0.09 + 1.0, colour);
        let turn = self.chance.unit();
        for at in 0..spokes {
            let angle = (at as f32 / spokes as f32 + turn) * std::f32::consts::TAU;
            self.line((x, y), (x + angle.cos() * radius, y + angle.sin() * radius), 1.4, colour);
        }
        self.circle(x, y, radius * 0.1, colour);
    }
}
