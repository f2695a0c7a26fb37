//! Flood.

use super::super::colour::mix;
use super::super::palette::Light;
use super::super::scene::{HEIGHT, Scene, WIDTH, rect};

pub(super) fn flood(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(300., 360.);
    s.plain_sky(horizon);
    s.clouds(5, 60., 200.);
    s.hills(horizon, 40., 260., p.far);
    let brown = mix(p.ground, p.mid, 0.55);
    s.rect(0., horizon, WIDTH, HEIGHT, brown);
    let rows = s.chance.count(2, 3);
    for row in 0..rows {
        let depth = row as f32 / rows as f32;
        let base = horizon + 26. + depth * 150.;
        let mut x = s.pick(-40., 200.);
        while x < WIDTH {
            let width = (110. + 120. * depth) * s.pick(0.8, 1.2);
            let (wall, shade) = (s.wall(), p.near);
            s.house(x, base + width * 0.32, width, width * 0.8, wall, shade);
            s.rect(x - 40., base, width + 80., width * 0.34, brown);
            s.poly(
                &[(x, base), (x + width, base), (x + width * 0.9, base + width * 0.3), (x + width * 0.2, base + width * 0.3)],
                mix(wall, brown, 0.55),
            );
            x += width * s.pick(1.5, 3.);
        }
    }
    s.dashes(horizon + 20., HEIGHT, 80, mix(brown, p.lit, 0.5));
    s.dashes(horizon + 60., HEIGHT, 46, mix(brown, p.near, 0.5));
    let tree = s.pick(80., 300.);
    s.round_tree(tree, 520., 210., p.leaf_dark, p.dark);
    s.oval(tree, 520., 60., 8., mix(brown, p.lit, 0.4));
    let sign = s.pick(900., 1120.);
    s.rect(sign - 4., 430., 8., 150., p.dark);
    s.circle(sign, 430., 34., p.spot);
    s.circle(sign, 430., 22., p.lit);
    let boat = s.pick(480., 760.);
    s.punt(boat, 640., 330.);
    if p.light != Light::Snow {
        s.rain(170, -0.3, mix(p.sky_low, p.lit, 0.5));
    }
}

impl Scene {
    /// A rowing boat with two people in it.
    pub(super) fn punt(&mut self, x: f32, y: f32, length: f32) {
        let p = self.ink;
        let (one, two) = (self.coat(), self.coat());
        self.inside(rect(x - length, y - length, length * 2.0, length * 1.05), |s| {
            s.person(x - length * 0.2, y + length * 0.22, length * 0.52, one);
            s.person(x + length * 0.14, y + length * 0.22, length * 0.48, two);
        });
        self.line((x - length * 0.1, y - length * 0.14), (x + length * 0.42, y + length * 0.2), length * 0.022, p.dark);
        self.poly(
            &[
                (x - length * 0.5, y - length * 0.02),
                (x + length * 0.5, y - length * 0.03),
                (x + length * 0.38, y + length * 0.12),
                (x - length * 0.36, y + length * 0.12),
            ],
            p.near,
        );
        self.line((x - length * 0.5, y - length * 0.02), (x + length * 0.5, y - length * 0.03), length * 0.03, p.spot);
        let foam = p.lit;
        for at in 0..5 {
            let (wx, wy) = (x + self.pick(-0.6, 0.6) * length, y + length * (0.13 + at as f32 * 0.02));
            self.line((wx, wy), (wx + length * 0.18, wy), 3., foam);
        }
    }
}
