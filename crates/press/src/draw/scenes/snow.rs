//! Snow.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::palette::Light;
use super::super::scene::{HEIGHT, Scene, WIDTH};

/// Snow over a cabin, or over a road with its line of poles.
pub(super) fn snow(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(300., 360.);
    s.vista(horizon);
    if s.chance.yes(0.4) {
        line(s, horizon)
    } else {
        hillside(s, horizon)
    }
    if p.light == Light::Snow || s.chance.yes(0.5) {
        s.snowfall(330, p.tone(1.0));
    }
}

/// Poles and wires beside a road that a plough clears.
fn line(s: &mut Scene, horizon: f32) {
    let p = s.ink;
    let drift = if p.is_night() { mix(p.far, p.lit, 0.45) } else { p.lit };
    s.hills(horizon + 20., 22., 300., mix(drift, p.far, 0.3));
    for _ in 0..20 {
        let (x, tall) = (s.pick(-20., WIDTH), s.pick(40., 90.));
        s.conifer(x, horizon + 36., tall, p.mid);
    }
    s.rect(0., horizon + 34., WIDTH, HEIGHT, drift);
    s.dashes(horizon + 50., HEIGHT, 36, mix(drift, p.far, 0.5));
    let eye = s.pick(300., 480.);
    s.poly(
        &[(eye - 4., horizon + 34.), (eye + 4., horizon + 34.), (eye + 620., HEIGHT + 10.), (eye + 10., HEIGHT + 10.)],
        mix(p.mid, drift, 0.35),
    );
    s.poly(
        &[(eye + 4., horizon + 34.), (eye + 8., horizon + 34.), (eye + 720., HEIGHT + 10.), (eye + 620., HEIGHT + 10.)],
        mix(drift, p.mid, 0.3),
    );
    let mut last: Option<[(f32, f32); 2]> = None;
    for at in 0..7 {
        let depth = (0.1 + at as f32 / 6.).powi(2) * 0.75;
        let (x, y, tall) = (eye - 20. - 330. * depth, horizon + 36. + 330. * depth, 60. + 420. * depth);
        let lean = s.pick(-0.05, 0.05) * tall;
        let ends = [(x + lean - tall * 0.16, y - tall * 0.92), (x + lean + tall * 0.16, y - tall * 0.92)];
        s.line((x, y), (x + lean, y - tall), 2. + 9. * depth, p.dark);
        s.line(ends[0], ends[1], 2. + 7. * depth, p.dark);
        for (from, to) in last.iter().flatten().zip(ends) {
            let sag = ((from.0 + to.0) / 2., (from.1 + to.1) / 2. + tall * 0.14);
            s.curve(&[*from, sag, to], 1. + 3. * depth, p.dark);
            s.curve(&[(from.0, from.1 + 3.), (sag.0, sag.1 + 4.), (to.0, to.1 + 3.)], 0.5 + 2. * depth, drift);
        }
        last = Some(ends);
    }
    let (x, k) = (eye + s.pick(270., 330.), s.pick(1., 1.25));
    s.truck((x + 90., 660.), k, false, p.spot);
    s.blob(
        &[(x + 90. + 120. * k, 670.), (x + 90. + 150. * k, 590.), (x + 90. + 190. * k, 640.), (x + 90. + 250. * k, 672.)],
        drift,
    );
    let (people, from) = (s.chance.count(0, 3), s.pick(860., 940.));
    s.row_of_people(people, from, WIDTH - 40., 620., 150.);
}

fn hillside(s: &mut Scene, horizon: f32) {
    let p = s.ink;
    let drift = if p.is_night() { mix(p.far, p.lit, 0.45) } else { p.lit };
    let shade = mix(drift, p.far, 0.5);
    let rows = s.chance.count(16, 26);
    for at in 0..rows {
        let x = at as f32 * WIDTH / rows as f32 + s.pick(-20., 20.);
        s.conifer(x, horizon + 26., 76., p.mid);
    }
    s.hills(horizon + 20., 14., 340., mix(drift, p.far, 0.22));
    let hill = s.hills(horizon + 110., 26., 420., drift);
    let x = s.pick(620., 900.);
    let y = Scene::height_at(&hill, x) + 20.;
    cabin(s, x, y, drift);
    for at in 0..12 {
        let (tx, tall) = (s.pick(-20., 470.), s.pick(130., 260.));
        let base = Scene::height_at(&hill, tx) + at as f32 * 9.;
        s.conifer(tx, base, tall, if at % 3 == 0 { p.near } else { p.dark });
        for tier in 0..3 {
            let share = 0.3 + 0.24 * tier as f32;
            s.line(
                (tx - tall * 0.08 * share, base - tall * (1. - share * 0.9)),
                (tx - tall * 0.02, base - tall * (1.06 - share * 0.9)),
                5.,
                drift,
            );
        }
    }
    let path: Vec<_> = (0..9).map(|at| at as f32 / 8.).map(|t| (x + 30. - 260. * t * t, y + (HEIGHT - y) * t + 6.)).collect();
    s.curve(&path, 14., shade);
    s.curve(&path.iter().map(|spot| (spot.0 + 30., spot.1)).collect::<Vec<_>>(), 6., shade);
    s.dashes(y + 40., HEIGHT, 30, shade);
    let walkers = s.chance.count(1, 3);
    for at in 0..walkers {
        let coat = s.coat();
        s.person(x - 150. + at as f32 * 46., y + 150. + at as f32 * 12., 110., coat);
    }
}

fn cabin(s: &mut Scene, x: f32, y: f32, drift: Color) {
    let p = s.ink;
    let glow = mix(p.spot, p.lit, 0.3);
    s.smoke((x + 108., y - 150.), 200., 18., mix(p.sky_low, p.lit, 0.5));
    s.rect(x + 96., y - 156., 26., 70., p.dark);
    s.rect(x, y - 84., 160., 96., p.near);
    for at in 0..6 {
        s.rect(x, y - 80. + at as f32 * 15., 160., 3., p.dark);
    }
    s.poly(&[(x - 24., y - 78.), (x + 80., y - 156.), (x + 184., y - 78.)], p.dark);
    s.blob(
        &[
            (x - 30., y - 76.),
            (x + 80., y - 166.),
            (x + 190., y - 76.),
            (x + 150., y - 92.),
            (x + 80., y - 138.),
            (x + 14., y - 92.),
        ],
        drift,
    );
    s.rect(x + 20., y - 60., 34., 34., glow);
    s.rect(x + 104., y - 60., 34., 34., glow);
    s.rect(x + 66., y - 56., 28., 68., p.spot);
    s.blob(
        &[(x - 60., y + 20.), (x - 10., y), (x + 60., y + 12.), (x + 150., y), (x + 220., y + 22.), (x + 80., y + 34.)],
        drift,
    );
}
