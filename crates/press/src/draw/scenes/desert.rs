//! Desert.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

pub(super) fn desert(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(300., 380.);
    s.sky(horizon);
    let mesa = s.pick(100., 760.);
    for (dx, w, h) in [(0., 230., 110.), (270., 120., 70.)] {
        s.poly(
            &[
                (mesa + dx - 40., horizon + 20.),
                (mesa + dx, horizon - h),
                (mesa + dx + w, horizon - h * 0.95),
                (mesa + dx + w + 50., horizon + 20.),
            ],
            p.mid,
        );
        for band in 1..4 {
            s.rect(mesa + dx, horizon - h + band as f32 * h * 0.25, w, 5., p.far);
        }
    }
    let sand = mix(p.ground, p.spot, 0.35);
    for at in 0..4 {
        let (y, lift, x) = (horizon + 6. + at as f32 * 96., 50. + at as f32 * 20., s.pick(180., 1020.));
        dune(s, (x, y), lift, mix(sand, p.mid, 0.06 * at as f32));
    }
    let (x, tall) = (s.pick(120., 330.), s.pick(200., 300.));
    if s.chance.yes(0.6) {
        caravan(s, horizon + 176.);
        s.palm(x, 700., tall * 1.3, p.dark);
    } else {
        let truck = s.pick(560., 900.);
        s.truck((truck, horizon + 190.), 0.6, false, p.spot);
        cactus(s, x, 700., tall);
    }
}

/// A dune with a sharp ridge: one side in the light, the other in the shade.
fn dune(s: &mut Scene, (x, y): (f32, f32), lift: f32, sand: Color) {
    let shade = mix(sand, s.ink.near, 0.42);
    s.poly(
        &[
            (-20., y + 30.),
            (x * 0.5, y + 4.),
            (x, y - lift),
            (x + 240., y + 4.),
            (WIDTH + 20., y + 40.),
            (WIDTH + 20., HEIGHT + 20.),
            (-20., HEIGHT + 20.),
        ],
        sand,
    );
    s.blob(
        &[
            (x, y - lift),
            (x + 240., y + 4.),
            (WIDTH + 120., y + 60.),
            (x + 300., y + 110.),
            (x - 60., y + 170.),
            (x + 60., y + 70.),
        ],
        shade,
    );
    for at in 0..4 {
        let ry = y + 40. + at as f32 * 18.;
        s.curve(&[(x - 420., ry + 20.), (x - 260., ry), (x - 100., ry + 6.)], 3., mix(sand, s.ink.near, 0.25));
    }
}

fn caravan(s: &mut Scene, y: f32) {
    let p = s.ink;
    let (from, count) = (s.pick(240., 520.), s.chance.count(3, 6));
    for at in 0..count {
        let (x, lift) = (from + at as f32 * 92., s.pick(-5., 5.));
        s.placed((x, y + lift), 0.9, 0., |s| {
            s.oval(0., 2., 48., 5., mix(p.ground, p.near, 0.6));
            s.blob(
                &[
                    (-34., -46.),
                    (-16., -54.),
                    (0., -78.),
                    (14., -54.),
                    (30., -48.),
                    (44., -74.),
                    (62., -78.),
                    (64., -68.),
                    (50., -62.),
                    (36., -32.),
                    (-30., -32.),
                ],
                p.dark,
            );
            for leg in [-28., -20., 20., 28.] {
                s.line((leg, -36.), (leg + 3., 0.), 5., p.dark);
            }
            if at % 2 == 0 {
                s.blob(&[(-14., -40.), (-10., -70.), (10., -70.), (14., -40.)], p.spot);
            }
        });
    }
    s.person(from + count as f32 * 92., y, 82., p.lit);
}

fn cactus(s: &mut Scene, x: f32, base: f32, tall: f32) {
    let ink = s.ink.dark;
    s.line((x, base), (x, base - tall), 34., ink);
    s.lines(&[(x, base - tall * 0.35), (x - 70., base - tall * 0.38), (x - 70., base - tall * 0.7)], 24., ink);
    s.lines(&[(x, base - tall * 0.5), (x + 62., base - tall * 0.52), (x + 62., base - tall * 0.86)], 22., ink);
    s.line((x - 6., base), (x - 6., base - tall), 2., s.ink.leaf);
}
