//! Harbour, ship, river, flood.

use super::super::colour::mix;
use super::super::palette::Light;
use super::super::scene::{HEIGHT, Scene, WIDTH};

pub(super) fn harbour(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(280., 350.);
    s.vista(horizon);
    s.far_town(0., 420., horizon + 2., 44., p.mid);
    s.water(horizon, HEIGHT);
    let (quay, from) = (s.pick(420., 500.), s.pick(520., 700.));
    let height = s.pick(120., 180.);
    s.terrace(from + 24., WIDTH, quay, height);
    if s.chance.yes(0.5) {
        let x = s.pick(from + 120., WIDTH - 200.);
        s.church(x, quay, height * 2., p.mid, p.near);
        s.terrace(from + 24., WIDTH, quay, height * 0.7);
    }
    s.poly(&[(from, quay), (WIDTH, quay), (WIDTH, quay + 70.), (from + 20., quay + 60.)], p.near);
    s.rect(from - 6., quay - 2., WIDTH - from + 6., 12., p.ground);
    s.boxes(10, 70., (from + 40., quay + 10.), (9., 50.), p.dark);
    s.dashes(quay + 64., quay + 120., 26, p.near);
    let people = s.chance.count(3, 6);
    s.row_of_people(people, from + 30., WIDTH - 40., quay + 4., 54.);
    let boats = s.chance.count(2, 4);
    for at in 0..boats {
        let share = (at as f32 + 0.6) / boats as f32;
        let (x, y) = (120. + s.pick(0., 1.) * (from - 180.) + share * 120., horizon + 50. + share * (HEIGHT - horizon - 110.));
        let hull = s.chance.one(&[p.dark, p.near, p.leaf_dark]);
        s.boat(x, y, 120. + 230. * share, hull, p.lit);
    }
    s.far_birds(8, from - 160., horizon - 120., 180., 17., p.dark);
}

pub(super) fn ship(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(400., 470.);
    s.vista(horizon);
    s.water(horizon, HEIGHT);
    let (x, flip, scale) = (s.pick(470., 640.), s.chance.yes(0.5), s.pick(1.05, 1.35));
    let line = horizon + s.pick(70., 110.);
    let hull = s.chance.one(&[p.dark, p.near, mix(p.leaf_dark, p.dark, 0.3)]);
    if s.chance.yes(0.6) {
        let funnel = x - 90. * scale * if flip { -1. } else { 1. };
        s.smoke((funnel, line - 310. * scale), 330., 30., mix(p.sky_low, p.near, 0.35));
        s.ferry((x, line), scale, flip, hull);
    } else {
        s.freighter((x, line), scale, flip, hull);
    }
    let waves = [p.lit, mix(p.far, p.sky_low, 0.3)];
    for at in 0..26 {
        let wx = x - 430. * scale + at as f32 * 34. * scale;
        let (lift, ink) = (s.pick(-4., 16.), s.chance.one(&waves));
        s.curve(&[(wx - 26., line + 14. + lift), (wx, line + 5. + lift), (wx + 30., line + 15. + lift)], 6., ink);
    }
    let far = s.pick(80., 1100.);
    s.sail_boat(far, horizon + 12., 64., p.dark, p.lit);
    s.far_birds(7, s.sun.0, horizon - 200., 200., 20., p.dark);
}

pub(super) fn river(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(280., 340.);
    s.vista(horizon);
    let noise = s.pick(20., 50.);
    s.hills(horizon + 20., noise, 260., p.mid);
    s.ground(horizon + 40., p.leaf);
    let bends = [s.pick(420., 760.), s.pick(620., 980.), s.pick(220., 500.), s.pick(560., 800.)];
    let at = [(bends[0], 0.), (bends[1], 0.2), (bends[2], 0.5), (bends[3], 1.05)];
    let edge = |side: f32| at.map(|(x, depth)| (x + side * (6. + 300. * depth * depth), horizon + 44. + (HEIGHT - horizon) * depth));
    let (left, mut right) = (edge(-1.), edge(1.));
    right.reverse();
    let bank: Vec<_> = left.iter().map(|spot| (spot.0 - 14., spot.1)).chain(right.map(|spot| (spot.0 + 14., spot.1))).collect();
    s.blob(&bank, p.leaf_dark);
    s.blob(&[left, right].concat(), mix(p.sky_low, p.far, 0.25));
    let stream = super::super::scene::blob(&[left, right].concat());
    s.inside(stream, |s| s.dashes(horizon + 60., HEIGHT, 60, p.lit));
    let town = s.pick(60., 860.);
    s.terrace(town, town + 190., horizon + 66., 54.);
    s.church(town + 60., horizon + 66., 130., p.lit, p.near);
    for at in 0..22 {
        let depth = at as f32 / 22.;
        let (x, y) = (s.pick(-20., 1220.), horizon + 60. + 330. * depth);
        if (x - at_x(&at_line(&at_points(left, right)), y)).abs() > 70. + 320. * depth {
            s.poplar(x, y, 60. + 170. * depth, p.leaf_dark);
        }
    }
    let (bx, by) = (at_x(&at_line(&at_points(left, right)), 620.), 640.);
    s.punt(bx, by, 210.);
}

type Points = [(f32, f32); 4];

fn at_points(left: Points, mut right: Points) -> (Points, Points) {
    right.reverse();
    (left, right)
}

fn at_line((left, right): &(Points, Points)) -> Vec<(f32, f32)> {
    left.iter().zip(right).map(|(a, b)| ((a.0 + b.0) / 2., a.1)).collect()
}

/// Where a line that runs down the sheet is at a height.
fn at_x(line: &[(f32, f32)], y: f32) -> f32 {
    let turned: Vec<_> = line.iter().map(|spot| (spot.1, spot.0)).collect();
    Scene::height_at(&turned, y)
}

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
            s.poly(&[(x, base), (x + width, base), (x + width * 0.9, base + width * 0.3), (x + width * 0.2, base + width * 0.3)], mix(wall, brown, 0.55));
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
        self.person(x - length * 0.2, y + length * 0.22, length * 0.52, one);
        self.person(x + length * 0.14, y + length * 0.22, length * 0.48, two);
        self.line((x - length * 0.1, y - length * 0.14), (x + length * 0.42, y + length * 0.2), length * 0.022, p.dark);
        self.poly(
            &[(x - length * 0.5, y - length * 0.02), (x + length * 0.5, y - length * 0.03), (x + length * 0.38, y + length * 0.12), (x - length * 0.36, y + length * 0.12)],
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
