//! Field.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, oval};

pub(super) fn field(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(270., 380.);
    s.vista(horizon);
    s.hills(horizon + 14., 18., 300., p.mid);
    s.ground(horizon + 34., mix(p.leaf, p.ground, 0.35));
    let (town, spire) = (s.pick(60., 900.), s.pick(110., 160.));
    s.terrace(town, town + 200., horizon + 40., 46.);
    s.church(town + 80., horizon + 40., spire, p.lit, p.near);
    for at in 0..9 {
        let x = town + 230. + at as f32 * 46. + s.pick(-16., 16.);
        s.round_tree(x, horizon + 42., 70., p.leaf_dark, p.dark);
    }
    furrows(s, horizon + 48.);
    if s.chance.yes(0.5) {
        bales(s, horizon)
    } else {
        tractor(s)
    }
    s.far_birds(9, town, horizon - 90., 220., 15., p.dark);
}

/// Rows that run together at a point on the horizon.
fn furrows(s: &mut Scene, top: f32) {
    let p = s.ink;
    let eye = s.pick(250., 950.);
    let warm = s.pick(0.1, 0.7);
    let (crop, earth) = (mix(p.leaf, p.spot, warm), mix(p.leaf_dark, p.near, 0.3));
    let rows = s.chance.count(13, 19);
    s.rect(0., top, WIDTH, HEIGHT, crop);
    for at in 0..rows {
        let foot = (at as f32 - rows as f32 / 2.) * 190. + eye;
        s.poly(&[(eye + (foot - eye) * 0.03, top), (foot + 74., HEIGHT + 10.), (foot - 10., HEIGHT + 10.)], earth);
        for step in 1..7 {
            let depth = (step as f32 / 7.).powi(2);
            let (x, y) = (eye + (foot + 120. - eye) * (0.03 + 0.97 * depth), top + (HEIGHT - top) * depth);
            s.line((x, y), (x + 20. * depth, y), 1. + 5. * depth, mix(crop, p.lit, 0.5));
        }
    }
}

fn bales(s: &mut Scene, horizon: f32) {
    let p = s.ink;
    let straw = mix(p.ground, p.spot, 0.35);
    let count = s.chance.count(3, 6);
    for at in 0..count {
        let depth = 0.2 + 0.7 * at as f32 / count as f32;
        let (x, y, r) = (s.pick(80., 1100.), horizon + 60. + 300. * depth, 16. + 62. * depth);
        s.oval(x + r * 0.4, y, r * 1.5, r * 0.2, p.near);
        s.rect(x - r * 0.2, y - r * 2., r * 1.1, r * 2., mix(straw, p.near, 0.35));
        s.oval(x + r * 0.9, y - r, r * 0.7, r, mix(straw, p.near, 0.35));
        s.oval(x - r * 0.2, y - r, r * 0.8, r, straw);
        for ring in 1..4 {
            let k = ring as f32 / 4.;
            let path = oval(x - r * 0.2, y - r, r * 0.8 * k, r * k);
            s.stroke(path, 2.5, p.near);
        }
    }
}

fn tractor(s: &mut Scene) {
    let p = s.ink;
    let (x, y) = (s.pick(340., 860.), s.pick(560., 640.));
    let (body, flip) = (p.spot, s.chance.yes(0.5));
    s.faced((x, y), 1.25, flip, |s| {
        s.oval(0., 2., 150., 10., p.dark);
        s.rect(-10., -112., 116., 56., body);
        s.poly(&[(-86., -80.), (-70., -190.), (16., -190.), (24., -110.), (10., -60.), (-86., -60.)], body);
        s.poly(&[(-66., -110.), (-58., -178.), (8., -178.), (12., -110.)], mix(p.sky_low, p.lit, 0.4));
        s.person(-26., -64., 150., p.near);
        s.rect(-80., -198., 106., 12., p.dark);
        s.line((70., -110.), (70., -158.), 7., p.dark);
        for (wx, r) in [(-62., 58.), (84., 36.)] {
            s.circle(wx, -r, r, p.dark);
            s.circle(wx, -r, r * 0.5, p.lit);
            s.circle(wx, -r, r * 0.18, body);
        }
        s.rect(-190., -44., 80., 12., p.near);
        for at in 0..4 {
            s.line((-180. + at as f32 * 20., -40.), (-196. + at as f32 * 20., -4.), 6., p.near);
        }
    });
}
