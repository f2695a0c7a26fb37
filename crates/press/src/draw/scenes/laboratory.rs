//! Laboratory.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, poly, rect};

/// A bench with glass, a microscope and somebody in a white coat.
pub(super) fn laboratory(s: &mut Scene) {
    let p = s.ink;
    s.room(600.);
    s.rect(560., 90., 600., 12., p.dark);
    s.rect(560., 240., 600., 12., p.dark);
    for shelf in [90., 240.] {
        let mut x = 580.;
        while x < 1120. {
            let (w, h) = (s.pick(30., 52.), s.pick(46., 96.));
            let ink = s.chance.one(&[p.spot, p.leaf, p.lit, p.mid, p.near]);
            s.rect(x, shelf - h, w, h, ink);
            s.rect(x + w * 0.3, shelf - h - 14., w * 0.4, 15., p.dark);
            s.rect(x, shelf - h * 0.6, w, h * 0.3, p.lit);
            x += w + s.pick(8., 26.);
        }
    }
    s.window(70., 70., 270., 250., p.near);
    s.bars((70., 70.), (270., 250.), 2, 2, p.near);
    let (x, bench) = (s.pick(400., 480.), 540.);
    worker(s, x, bench);
    microscope(s, x - 180., bench);
    let mut at = x + 170.;
    while at < 1120. {
        let (tall, ink) = (s.pick(110., 200.), s.chance.one(&[p.spot, p.leaf, p.spot, p.mid]));
        match s.chance.below(3) {
            0 => flask(s, at, bench, tall, ink),
            1 => beaker(s, at, bench, tall * 0.8, ink),
            _ => tubes(s, at, bench, ink),
        }
        at += s.pick(140., 200.);
    }
    s.rect(-10., bench, WIDTH + 20., 26., p.dark);
    s.rect(-10., bench, WIDTH + 20., 6., p.lit);
    s.rect(-10., bench + 26., WIDTH + 20., HEIGHT, mix(p.near, p.mid, 0.35));
    s.boxes(6, 210., (20., bench + 50.), (190., 200.), mix(p.near, p.mid, 0.6));
    s.boxes(6, 210., (90., bench + 70.), (50., 8.), p.dark);
}

fn worker(s: &mut Scene, x: f32, bench: f32) {
    let p = s.ink;
    let (skin, coat) = (s.skin(), if p.is_night() { mix(p.lit, p.far, 0.3) } else { p.lit });
    s.blob(
        &[(x - 110., bench + 80.), (x - 96., 350.), (x - 60., 310.), (x + 60., 310.), (x + 96., 350.), (x + 110., bench + 80.)],
        coat,
    );
    s.poly(&[(x - 34., 308.), (x + 34., 308.), (x, 400.)], p.spot);
    s.line((x, 400.), (x, bench), 4., mix(coat, p.near, 0.5));
    s.rect(x - 20., 280., 40., 40., skin);
    s.head(x, 240., 56., skin);
    s.line((x - 46., 240.), (x + 46., 240.), 5., p.dark);
    for side in [-1., 1.] {
        s.fill(rect(x + side * 24. - 18., 228., 36., 26.), mix(p.far, p.lit, 0.6));
    }
    s.lines(&[(x - 92., 350.), (x - 126., 450.), (x - 150., 500.)], 44., mix(coat, p.near, 0.18));
    s.lines(&[(x + 92., 350.), (x + 130., 440.), (x + 104., 500.)], 44., mix(coat, p.near, 0.18));
    s.circle(x - 152., 506., 20., p.spot);
    s.circle(x + 102., 506., 20., p.spot);
}

fn microscope(s: &mut Scene, x: f32, base: f32) {
    let p = s.ink;
    s.rect(x - 90., base - 22., 150., 22., p.dark);
    s.curve(
        &[(x - 60., base - 30.), (x - 84., base - 110.), (x - 60., base - 180.), (x - 10., base - 200.)],
        24.,
        p.dark,
    );
    s.rect(x - 70., base - 84., 120., 14., p.near);
    s.placed((x - 6., base - 190.), 1., 20., |s| {
        s.rect(-18., -60., 36., 130., p.near);
        s.rect(-12., -96., 24., 40., p.dark);
        s.rect(-11., 70., 22., 26., p.spot);
    });
    s.circle(x - 76., base - 130., 15., p.spot);
}

fn flask(s: &mut Scene, x: f32, base: f32, tall: f32, ink: Color) {
    let p = s.ink;
    let half = tall * 0.38;
    let glass = mix(p.far, p.lit, 0.7);
    let body = [
        (x - 13., base - tall),
        (x + 13., base - tall),
        (x + 13., base - tall * 0.62),
        (x + half, base),
        (x - half, base),
        (x - 13., base - tall * 0.62),
    ];
    s.poly(&body, glass);
    let level = base - tall * s.pick(0.25, 0.5);
    s.inside(poly(&body), |s| {
        s.rect(x - half, level, half * 2., tall, ink);
        s.rect(x + half * 0.2, level, half, tall, mix(ink, p.near, 0.35));
    });
    s.rect(x - 20., base - tall - 6., 40., 9., p.near);
    for at in 0..3 {
        let (bx, by) = (s.pick(-0.3, 0.3) * half, s.pick(4., 16.));
        s.circle(x + bx, level + by + at as f32 * 14., 5., p.lit);
    }
}

fn beaker(s: &mut Scene, x: f32, base: f32, tall: f32, ink: Color) {
    let p = s.ink;
    s.rect(x - 46., base - tall, 92., tall, mix(p.far, p.lit, 0.7));
    let fill = tall * s.pick(0.3, 0.8);
    s.rect(x - 46., base - fill, 92., fill, ink);
    s.rect(x - 52., base - tall, 104., 8., p.near);
    for mark in 1..6 {
        s.rect(x + 16., base - tall * mark as f32 / 6.5, 24., 4., p.near);
    }
}

fn tubes(s: &mut Scene, x: f32, base: f32, ink: Color) {
    let p = s.ink;
    for at in 0..4 {
        let (tx, fill) = (x - 54. + at as f32 * 34., s.pick(30., 80.));
        s.rect(tx, base - 140., 20., 124., mix(p.far, p.lit, 0.7));
        s.rect(tx, base - 16. - fill, 20., fill, ink);
    }
    s.rect(x - 68., base - 100., 150., 14., p.dark);
    s.rect(x - 68., base - 16., 150., 16., p.dark);
    s.rect(x - 68., base - 100., 9., 100., p.dark);
    s.rect(x + 73., base - 100., 9., 100., p.dark);
}
