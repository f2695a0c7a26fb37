//! People, as flat figures: each with a coat, a bag, a hat of its own.

use tiny_skia::Color;

use super::colour::{Oklch, mix};
use super::scene::Scene;

impl Scene {
    /// Somebody standing or walking: feet at `base`, `height` tall.
    pub(super) fn person(&mut self, x: f32, base: f32, height: f32, coat: Color) {
        let h = height;
        let (dark, skin) = (self.ink.dark, self.skin());
        let stride = self.chance.between(-0.09, 0.09) * h;
        let width = self.chance.between(0.115, 0.145) * h;
        let long = self.chance.yes(0.45);
        let hem = base - h * if long { self.chance.between(0.2, 0.32) } else { 0.44 };
        let trousers = if self.chance.yes(0.6) { dark } else { mix(dark, coat, 0.4) };
        for side in [-1.0, 1.0] {
            let foot = x + side * (width * 0.4) + stride * side;
            self.poly(
                &[
                    (x + side * width * 0.1, hem - h * 0.04),
                    (x + side * width * 0.85, hem - h * 0.04),
                    (foot + h * 0.035, base),
                    (foot - h * 0.03, base),
                ],
                trousers,
            );
            self.oval(foot + h * 0.015, base, h * 0.045, h * 0.016, dark);
        }
        let flare = if long { 1.35 } else { 1.0 };
        self.blob(
            &[
                (x - width * 0.55, base - h * 0.83),
                (x + width * 0.55, base - h * 0.83),
                (x + width * 1.05, base - h * 0.76),
                (x + width * flare, hem),
                (x, hem + h * 0.012),
                (x - width * flare, hem),
                (x - width * 1.05, base - h * 0.76),
            ],
            coat,
        );
        self.arms(x, base, h, width, coat, skin);
        self.rect(x - h * 0.022, base - h * 0.87, h * 0.044, h * 0.06, skin);
        let lean = self.chance.between(-0.012, 0.012) * h;
        self.head(x + lean, base - h * 0.925, h * 0.072, skin);
    }

    fn arms(&mut self, x: f32, base: f32, h: f32, width: f32, coat: Color, skin: Color) {
        let sleeve = mix(coat, self.ink.dark, 0.22);
        for side in [-1.0, 1.0] {
            let shoulder = (x + side * width * 0.92, base - h * 0.77);
            let bent = self.chance.yes(0.3);
            let elbow = (x + side * width * 1.3, base - h * 0.61);
            let hand = if bent { (x + side * width * 0.5, base - h * 0.57) } else { (x + side * width * 1.22, base - h * 0.46) };
            self.lines(&[shoulder, elbow, hand], h * 0.055, sleeve);
            self.circle(hand.0, hand.1, h * 0.025, skin);
            if !bent && side > 0.0 && self.chance.yes(0.4) {
                let bag = if self.chance.yes(0.5) { self.ink.spot } else { self.ink.dark };
                self.line(hand, (hand.0, hand.1 + h * 0.06), h * 0.012, bag);
                self.rect(hand.0 - h * 0.07, hand.1 + h * 0.05, h * 0.14, h * 0.12, bag);
            }
        }
    }

    /// A head: hair, hat, scarf or nothing. `radius` is half its width.
    pub(super) fn head(&mut self, x: f32, y: f32, radius: f32, skin: Color) {
        let kind = self.chance.below(6);
        self.head_of(kind, x, y, radius, skin);
    }

    /// A head of one kind: 0 short hair, 1 long hair, 2 hat, 3 headscarf, 4 a bun, others parted hair.
    pub(super) fn head_of(&mut self, kind: usize, x: f32, y: f32, radius: f32, skin: Color) {
        let hair = [self.ink.dark, self.ink.near, self.ink.tone(0.35)][self.chance.below(3)];
        let spot = self.ink.spot;
        let r = radius;
        match kind {
            0 => {
                self.oval(x, y, r * 0.88, r * 1.08, skin);
                self.blob(
                    &[(x - r, y - r * 0.1), (x - r * 0.6, y - r), (x + r * 0.6, y - r), (x + r, y - r * 0.1), (x, y - r * 0.45)],
                    hair,
                );
            }
            1 => {
                self.blob(
                    &[(x, y - r * 1.2), (x + r * 1.15, y), (x + r, y + r * 1.5), (x - r, y + r * 1.5), (x - r * 1.15, y)],
                    hair,
                );
                self.oval(x, y + r * 0.08, r * 0.78, r * 0.98, skin);
            }
            2 => {
                self.oval(x, y, r * 0.88, r * 1.08, skin);
                self.oval(x, y - r * 0.55, r * 1.45, r * 0.22, spot);
                self.rect(x - r * 0.8, y - r * 1.35, r * 1.6, r * 0.82, spot);
            }
            3 => {
                self.blob(
                    &[
                        (x, y - r * 1.25),
                        (x + r * 1.2, y - r * 0.1),
                        (x + r * 0.9, y + r * 1.35),
                        (x - r * 0.9, y + r * 1.35),
                        (x - r * 1.2, y - r * 0.1),
                    ],
                    spot,
                );
                self.oval(x, y + r * 0.05, r * 0.68, r * 0.86, skin);
            }
            4 => {
                self.circle(x + r * 0.75, y - r * 0.9, r * 0.5, hair);
                self.oval(x, y, r * 0.9, r * 1.05, skin);
                self.blob(
                    &[(x - r, y), (x - r * 0.7, y - r), (x + r * 0.7, y - r * 1.05), (x + r, y), (x + r * 0.1, y - r * 0.6)],
                    hair,
                );
            }
            _ => {
                self.oval(x, y, r * 0.88, r * 1.08, skin);
                self.blob(
                    &[
                        (x - r * 0.95, y - r * 0.2),
                        (x - r * 0.5, y - r * 1.15),
                        (x + r * 0.7, y - r * 1.05),
                        (x + r * 0.95, y - r * 0.3),
                        (x + r * 0.2, y - r * 0.7),
                    ],
                    hair,
                );
            }
        }
    }

    /// Skin, light or dark, tinted by the hour.
    pub(super) fn skin(&mut self) -> Color {
        let lightness = self.chance.between(0.42, 0.86);
        let warm = Oklch { l: lightness, c: 0.062, h: 0.95 }.colour();
        if self.ink.is_night() { mix(warm, self.ink.near, 0.42) } else { mix(warm, self.ink.far, 0.18) }
    }

    /// A coat's colour out of the picture's own.
    pub(super) fn coat(&mut self) -> Color {
        let shade = self.chance.between(0.12, 0.75);
        if self.chance.yes(0.22) { self.ink.spot } else { self.ink.tone(shade) }
    }

    /// People in a row from left to right, not all of one height.
    pub(super) fn row_of_people(&mut self, count: usize, from: f32, to: f32, base: f32, height: f32) {
        for at in 0..count {
            let x = from + (to - from) * (at as f32 + 0.5) / count as f32;
            let x = x + self.chance.between(-0.25, 0.25) * (to - from) / count as f32;
            let tall = height * self.chance.between(0.86, 1.06);
            let coat = self.coat();
            let down = self.chance.between(0.0, height * 0.05);
            self.person(x, base + down, tall, coat);
        }
    }
}
