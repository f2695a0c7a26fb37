//! Night sky.

use super::super::colour::mix;
use super::super::scene::{Scene, WIDTH};

/// Stars over dark land, with somebody who looks up.
pub(super) fn nightsky(s: &mut Scene) {
    let p = s.ink;
    s.plain_sky(620.);
    s.stars(260, 700.);
    match s.chance.below(3) {
        0 => galaxy(s),
        1 => aurora(s),
        _ => trails(s),
    }
    if s.chance.yes(0.6) {
        let (x, y, r) = (s.pick(120., 1080.), s.pick(80., 180.), s.pick(28., 46.));
        s.sun_at(x, y, r, 1.);
    }
    let length = s.pick(260., 420.);
    s.peaks(600., 90., length, mix(p.far, p.sky_low, 0.3));
    let hill = s.hills(620., 26., 420., p.dark);
    let x = s.pick(240., 480.);
    let y = Scene::height_at(&hill, x) + 8.;
    if s.chance.yes(0.5) {
        observatory(s, x, y)
    } else {
        stargazers(s, x, y)
    }
    for _ in 0..14 {
        let (tx, tall) = (s.pick(600., WIDTH + 30.), s.pick(60., 190.));
        let base = Scene::height_at(&hill, tx) + 30.;
        s.conifer(tx, base, tall, p.dark);
    }
}

fn galaxy(s: &mut Scene) {
    let lit = s.ink.lit;
    let (x, lean) = (s.pick(420., 800.), s.pick(0.35, 0.7));
    let haze = mix(s.ink.sky_top, lit, 0.4);
    s.dots(10., haze, |px, py| {
        let off = ((px - x) + (py - 300.) * lean).abs() / 150.;
        (0.42 - off * off * 0.42).max(0.)
    });
    for _ in 0..150 {
        let (y, spread) = (s.pick(0., 600.), s.pick(-1., 1.));
        let (r, px) = (s.pick(1., 4.), x - (y - 300.) * lean + 110. * spread * spread.abs());
        s.circle(px, y, r, lit);
    }
}

fn aurora(s: &mut Scene) {
    let p = s.ink;
    let noise = s.noise();
    for (fold, ink) in [mix(p.spot, p.sky_top, 0.5), mix(p.leaf, p.lit, 0.2), p.spot].into_iter().enumerate() {
        let (shift, top) = (fold as f32 * 7.3, 90. + fold as f32 * 70.);
        for at in 0..110 {
            let x = at as f32 * 11.;
            let sway = noise.rough(x / 260. + shift, 2);
            let (y, tall) = (top + 130. * sway, 130. + 90. * noise.at(x / 60. + shift));
            s.line((x, y), (x + 16., y + tall.max(40.)), 3.5, ink);
        }
    }
}

fn trails(s: &mut Scene) {
    let p = s.ink;
    let (x, y) = (s.pick(480., 760.), s.pick(260., 360.));
    for at in 0..44 {
        let (r, from, run) = (24. + at as f32 * 17., s.pick(0., 6.3), s.pick(0.3, 1.3));
        let arc: Vec<_> =
            (0..=14).map(|step| from + run * step as f32 / 14.).map(|angle| (x + angle.cos() * r, y + angle.sin() * r)).collect();
        let ink = if at % 5 == 0 { p.spot } else { mix(p.lit, p.sky_low, 0.25) };
        s.curve(&arc, 2.6, ink);
    }
}

fn observatory(s: &mut Scene, x: f32, y: f32) {
    let p = s.ink;
    s.dome((x, y + 6.), 96., mix(p.lit, p.mid, 0.4), mix(p.lit, p.mid, 0.2));
    s.poly(&[(x + 10., y - 60.), (x + 44., y - 160.), (x + 74., y - 140.), (x + 52., y - 56.)], p.dark);
    s.line((x + 30., y - 90.), (x + 96., y - 186.), 20., p.spot);
}

fn stargazers(s: &mut Scene, x: f32, y: f32) {
    let p = s.ink;
    let people = s.chance.count(1, 3);
    for at in 0..people {
        s.person(x - 70. - at as f32 * 60., y + 12., 150., mix(p.near, p.dark, 0.2 * at as f32));
    }
    for leg in [-34., 0., 34.] {
        s.line((x + 20., y - 70.), (x + 20. + leg, y + 12.), 5., p.mid);
    }
    s.line((x - 12., y - 60.), (x + 64., y - 140.), 20., p.spot);
    s.line((x + 58., y - 134.), (x + 70., y - 146.), 30., p.spot);
}
