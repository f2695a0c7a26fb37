//! Bridge: hanging, of stone, or bowed.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, Spot, WIDTH};

pub(super) fn bridge(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(380., 430.);
    s.vista(horizon);
    s.far_town(0., WIDTH, horizon + 2., 56., p.mid);
    s.water(horizon, HEIGHT);
    let deck = s.pick(340., 400.);
    match s.chance.below(3) {
        0 => hanging(s, deck),
        1 => stone(s, deck),
        _ => bowed(s, deck),
    }
    let (x, y, length) = (s.pick(160., 560.), s.pick(630., 680.), s.pick(170., 280.));
    s.boat(x, y, length, p.dark, p.lit);
}

fn traffic(s: &mut Scene, deck: f32) {
    for at in 0..5 {
        let (x, ink) = (60. + at as f32 * 240. + s.pick(0., 120.), s.wall());
        if at == 2 { s.bus((x, deck), 0.3, false, s.ink.spot) } else { s.car((x, deck), 0.34, false, ink) }
    }
}

fn hanging(s: &mut Scene, deck: f32) {
    let p = s.ink;
    let (left, gap) = (s.pick(220., 340.), s.pick(480., 620.));
    let top = deck - s.pick(210., 270.);
    let ink = if s.chance.yes(0.6) { p.spot } else { p.dark };
    let span = |from: Spot, to: Spot, sag: f32| -> Vec<Spot> {
        (0..=24)
            .map(|at| at as f32 / 24.)
            .map(|t| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t + sag * 4. * t * (1. - t)))
            .collect()
    };
    let spans = [
        span((left - gap * 0.9, deck), (left, top), 46.),
        span((left, top), (left + gap, top), deck - top - 22.),
        span((left + gap, top), (left + gap * 1.9, deck), 46.),
    ];
    traffic(s, deck);
    for line in &spans {
        s.lines(line, 8., ink);
        for spot in line {
            s.line(*spot, (spot.0, deck), 2.2, ink);
        }
    }
    s.rect(-10., deck, WIDTH + 20., 22., p.dark);
    s.rect(-10., deck + 8., WIDTH + 20., 5., ink);
    for x in [left, left + gap] {
        s.rect(x - 34., deck + 20., 68., 190., mix(p.near, p.dark, 0.4));
        s.rect(x - 50., deck + 190., 100., 40., p.dark);
        for side in [-22., 10.] {
            s.rect(x + side, top - 14., 13., deck - top + 60., ink);
        }
        for step in 0..3 {
            s.rect(x - 22., top + 10. + step as f32 * 74., 44., 12., ink);
        }
        s.dashes(deck + 226., deck + 300., 10, p.near);
    }
}

fn stone(s: &mut Scene, deck: f32) {
    let p = s.ink;
    let wall = if p.is_night() { p.mid } else { mix(p.ground, p.spot, 0.2) };
    let arches = s.chance.count(3, 5);
    let width = WIDTH / arches as f32;
    let water = deck + 210.;
    traffic(s, deck - 8.);
    s.rect(0., deck - 22., WIDTH, water - deck + 22., wall);
    s.rect(0., deck - 22., WIDTH, 12., p.near);
    for course in 0..8 {
        s.dashes(deck + course as f32 * 26., deck + course as f32 * 26. + 4., 14, mix(wall, p.near, 0.4));
    }
    let under = mix(p.sky_low, p.far, 0.5);
    for at in 0..arches {
        let (x, half) = ((at as f32 + 0.5) * width, width * 0.38);
        let arch = [
            (x - half, water + 6.),
            (x - half, deck + 130.),
            (x - half * 0.7, deck + 60.),
            (x, deck + 30.),
            (x + half * 0.7, deck + 60.),
            (x + half, deck + 130.),
            (x + half, water + 6.),
        ];
        let rim = arch.map(|spot| (x + (spot.0 - x) * 1.1, spot.1 - 12.));
        s.poly(&rim, p.near);
        s.poly(&arch, under);
        s.poly(&[arch[4], arch[5], arch[6], (x + half * 0.7, water + 6.)], p.near);
        s.rect(x - half, water - 40., half * 2., 50., mix(under, p.mid, 0.5));
        s.lamp_post((at as f32 + 0.02) * width + 14., deck - 20., 90., p.dark);
    }
    s.dashes(water + 4., water + 80., 40, p.near);
}

fn bowed(s: &mut Scene, deck: f32) {
    let p = s.ink;
    let (left, right) = (s.pick(90., 200.), s.pick(1000., 1120.));
    let rise = s.pick(190., 250.);
    let ink = if s.chance.yes(0.5) { p.spot } else { p.dark };
    let bow = |lift: f32| -> Vec<Spot> {
        (0..=28).map(|at| at as f32 / 28.).map(|t| (left + (right - left) * t, deck + 60. - lift * 4. * t * (1. - t))).collect()
    };
    let (upper, lower) = (bow(rise + 60.), bow(rise + 18.));
    traffic(s, deck);
    for (at, pair) in upper.iter().zip(&lower).enumerate() {
        s.line(*pair.0, *pair.1, 4., ink);
        if let Some(next) = lower.get(at + 1) {
            s.line(*pair.0, *next, 3., ink);
        }
        s.line(*pair.1, (pair.1.0, deck), 2.6, ink);
    }
    s.lines(&upper, 13., ink);
    s.lines(&lower, 10., ink);
    s.rect(-10., deck, WIDTH + 20., 24., p.dark);
    for x in [left, right] {
        s.poly(
            &[(x - 60., deck + 24.), (x + 60., deck + 24.), (x + 76., deck + 200.), (x - 76., deck + 200.)],
            p.near,
        );
        s.rect(x - 40., deck - 110., 80., 140., mix(p.near, p.ground, 0.3));
        s.rect(x - 50., deck - 122., 100., 16., p.dark);
    }
    s.dashes(deck + 196., deck + 270., 34, p.near);
}
