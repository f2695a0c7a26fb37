//! Island, lighthouse, bridge, dam.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, Spot, WIDTH, poly};

pub(super) fn island(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(330., 400.);
    s.sky(horizon);
    let clouds = s.chance.count(1, 3);
    s.clouds(clouds, 60., horizon - 110.);
    s.water(horizon, HEIGHT);
    let (x, half, base) = (s.pick(380., 800.), s.pick(260., 380.), horizon + s.pick(70., 110.));
    let rise = s.pick(120., 230.);
    s.blob(&[(x - half * 1.15, base + 14.), (x - half * 0.5, base - 14.), (x + half * 0.6, base - 12.), (x + half * 1.2, base + 12.), (x, base + 40.)], p.ground);
    let lean = s.pick(-0.3, 0.3) * half;
    s.blob(&[(x - half, base), (x - half * 0.5, base - rise * 0.5), (x + lean, base - rise), (x + half * 0.55, base - rise * 0.45), (x + half, base + 4.)], p.leaf);
    s.blob(&[(x + lean, base - rise), (x + half * 0.55, base - rise * 0.45), (x + half, base + 4.), (x + half * 0.2, base), (x + lean + 20., base - rise * 0.5)], p.leaf_dark);
    let houses = s.chance.count(1, 4);
    for at in 0..houses {
        let hx = x - half * 0.5 + at as f32 * 66.;
        let wall = s.wall();
        s.house(hx, base - 4., 44., 34., wall, p.near);
    }
    let palms = s.chance.yes(0.6);
    for _ in 0..s.chance.clone().count(4, 8) {
        let (tx, ty, tall) = (x + s.pick(-0.8, 0.9) * half, base + s.pick(-4., 14.), s.pick(90., 190.));
        if palms { s.palm(tx, ty, tall, p.dark) } else { s.conifer(tx, ty, tall * 0.7, p.leaf_dark) }
    }
    s.dashes(base + 34., base + 120., 24, p.leaf_dark);
    let (sx, sy, size) = (s.pick(100., 1000.), s.pick(600., 660.), s.pick(130., 210.));
    s.sail_boat(sx, sy, size, p.dark, p.lit);
    s.far_birds(6, x, base - rise - 90., 160., 18., p.dark);
}

pub(super) fn lighthouse(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(400., 470.);
    s.sky(horizon);
    let clouds = s.chance.below(4);
    s.clouds(clouds, 80., horizon - 100.);
    s.water(horizon, HEIGHT);
    let (x, top, rock) = (s.pick(700., 940.), s.pick(90., 170.), s.pick(440., 500.));
    if p.is_night() || s.chance.yes(0.4) {
        let beam = mix(p.spot, p.lit, 0.6);
        for (end, spread) in [(-80., 90.), (WIDTH + 80., 60.)] {
            let cone = poly(&[(x, top + 34.), (end, top - spread + 60.), (end, top + spread * 2.)]);
            s.inside(cone, |s| s.dots(11., beam, |px, _| 0.75 - (px - x).abs() / 1500.));
        }
    }
    s.blob(&[(x - 330., 640.), (x - 240., rock + 80.), (x - 120., rock + 10.), (x + 90., rock - 12.), (x + 260., rock + 50.), (x + 600., rock + 110.), (x + 600., 840.), (x - 260., 840.)], p.near);
    s.blob(&[(x - 190., rock + 70.), (x - 110., rock + 6.), (x + 90., rock - 16.), (x + 270., rock + 46.), (x + 620., rock + 100.), (x + 300., rock + 84.), (x + 40., rock + 40.)], p.leaf);
    for _ in 0..16 {
        let (rx, ry) = (x + s.pick(-240., 480.), s.pick(rock + 110., 740.));
        s.line((rx, ry), (rx + s.chance.clone().between(-30., 10.), ry + 60.), 5., p.dark);
    }
    let wall = s.wall();
    s.house(x + 60., rock + 12., 130., 74., wall, p.dark);
    tower(s, x, rock + 10., top);
    for at in 0..20 {
        let (wx, wy) = (x - 380. + at as f32 * 32. + s.pick(-12., 12.), 690. + s.pick(-46., 26.));
        s.curve(&[(wx - 30., wy + 8.), (wx, wy - 12.), (wx + 34., wy + 8.)], 7., p.lit);
    }
    let far = s.pick(120., 420.);
    s.sail_boat(far, horizon + 60., 110., p.dark, p.lit);
    s.far_birds(9, x - 260., 250., 200., 22., p.dark);
}

fn tower(s: &mut Scene, x: f32, base: f32, top: f32) {
    let p = s.ink;
    let light = mix(p.spot, p.lit, 0.55);
    let half = |y: f32| 26. + 26. * (y - top) / (base - top);
    let bands = s.chance.count(3, 6) * 2 - 1;
    let (one, two) = if s.chance.yes(0.7) { (p.lit, p.spot) } else { (p.lit, p.dark) };
    let from = top + 70.;
    for band in 0..bands {
        let (y, end) = (from + (base - from) * band as f32 / bands as f32, from + (base - from) * (band + 1) as f32 / bands as f32);
        let ink = if band % 2 == 0 { one } else { two };
        s.poly(&[(x - half(y), y), (x + half(y), y), (x + half(end), end), (x - half(end), end)], ink);
        s.poly(&[(x + half(y) * 0.35, y), (x + half(y), y), (x + half(end), end), (x + half(end) * 0.35, end)], mix(ink, p.near, 0.35));
    }
    s.rect(x - 44., from - 8., 88., 12., p.dark);
    s.rect(x - 20., top + 16., 40., 48., light);
    s.bars((x - 20., top + 16.), (40., 40.), 3, 1, p.dark);
    s.poly(&[(x - 32., top + 16.), (x, top - 18.), (x + 32., top + 16.)], p.dark);
    s.circle(x, top + 38., 12., p.lit);
}

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
        (0..=24).map(|at| at as f32 / 24.).map(|t| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t + sag * 4. * t * (1. - t))).collect()
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
        let arch = [(x - half, water + 6.), (x - half, deck + 130.), (x - half * 0.7, deck + 60.), (x, deck + 30.), (x + half * 0.7, deck + 60.), (x + half, deck + 130.), (x + half, water + 6.)];
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
        s.poly(&[(x - 60., deck + 24.), (x + 60., deck + 24.), (x + 76., deck + 200.), (x - 76., deck + 200.)], p.near);
        s.rect(x - 40., deck - 110., 80., 140., mix(p.near, p.ground, 0.3));
        s.rect(x - 50., deck - 122., 100., 16., p.dark);
    }
    s.dashes(deck + 196., deck + 270., 34, p.near);
}

pub(super) fn dam(s: &mut Scene) {
    let p = s.ink;
    let crest = s.pick(290., 340.);
    s.sky(crest - 40.);
    s.peaks(crest - 40., 240., 330., p.far);
    s.rect(0., crest - 40., WIDTH, 60., mix(p.leaf, p.sky_low, 0.4));
    s.dashes(crest - 34., crest, 20, p.lit);
    let foot = s.pick(600., 650.);
    let wall = if p.is_night() { p.mid } else { mix(p.lit, p.ground, 0.4) };
    s.poly(&[(120., crest), (1080., crest), (930., foot), (270., foot)], wall);
    let strips = 16;
    for at in 0..=strips {
        let t = at as f32 / strips as f32;
        s.line((120. + 960. * t, crest + 20.), (270. + 660. * t, foot), if at % 4 == 0 { 7. } else { 2.5 }, mix(wall, p.near, 0.35));
    }
    s.poly(&[(800., crest + 14.), (1080., crest + 14.), (930., foot), (740., foot)], mix(wall, p.near, 0.28));
    s.rect(100., crest - 10., 1000., 26., p.near);
    s.boxes(20, 50., (112., crest - 26.), (5., 16.), p.dark);
    s.poly(&[(-10., crest - 90.), (110., crest - 30.), (290., foot + 20.), (240., HEIGHT), (-10., HEIGHT)], p.leaf_dark);
    s.poly(&[(WIDTH + 10., crest - 130.), (1090., crest - 40.), (910., foot + 20.), (980., HEIGHT), (WIDTH + 10., HEIGHT)], p.near);
    s.rect(240., foot, 740., HEIGHT, mix(p.leaf, p.mid, 0.4));
    let gates = s.chance.count(2, 5);
    let from = s.pick(350., 480.);
    for at in 0..gates {
        let x = from + at as f32 * 86.;
        s.rect(x - 24., crest + 90., 48., 40., p.dark);
        s.blob(&[(x - 16., crest + 120.), (x + 16., crest + 120.), (x + 34., foot), (x + 60., foot + 40.), (x - 60., foot + 40.), (x - 34., foot)], p.lit);
        s.line((x, crest + 150.), (x + 4., foot), 4., mix(p.lit, p.mid, 0.4));
    }
    s.dashes(foot + 30., HEIGHT, 50, p.lit);
    s.house(760., foot + 16., 150., 70., p.spot, p.dark);
    for _ in 0..12 {
        let (x, tall) = (s.pick(-10., 190.), s.pick(70., 150.));
        s.conifer(x, 560. + x * 0.7 + s.chance.clone().between(0., 60.), tall, p.dark);
    }
}
