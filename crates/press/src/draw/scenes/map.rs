//! Map.

use std::f32::consts::TAU;

use super::super::chance::Noise;
use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, Spot, WIDTH, blob};

/// Coast, contour lines, a river, roads and a marked place.
pub(super) fn map(s: &mut Scene) {
    let p = s.ink;
    let sea = mix(p.far, p.lit, 0.3);
    s.rect(0., 0., WIDTH, HEIGHT, sea);
    let land = mix(p.tone(0.96), p.spot, 0.14);
    let (x, y) = (s.pick(560., 760.), s.pick(320., 430.));
    let noise = s.noise();
    for (grow, ink) in [(1.16, mix(sea, p.mid, 0.18)), (1.08, mix(sea, p.mid, 0.4)), (1., land)] {
        let edge = coast(noise, (x, y), 470. * grow);
        s.blob(&edge, ink);
    }
    let hill = (x + s.pick(-120., 120.), y + s.pick(-80., 80.));
    for ring in 0..6 {
        let path = shape(s, hill, 220. - ring as f32 * 36., 0.14, 7);
        if ring % 2 == 0 {
            s.fill(path.clone(), mix(p.leaf, p.leaf_dark, 0.1 * ring as f32));
        }
        s.stroke(path, 2.5, p.leaf_dark);
    }
    roads(s, (x, y));
    let (isles, marked) = (s.chance.count(2, 5), (x + s.pick(-240., 240.), y + s.pick(-120., 140.)));
    for _ in 0..isles {
        let (spot, r) = ((s.pick(40., 1160.), s.pick(40., 710.)), s.pick(16., 46.));
        let path = shape(s, spot, r, 0.3, 6);
        s.fill(path, land);
    }
    for at in 1..6 {
        s.line((at as f32 * 200., 0.), (at as f32 * 200., HEIGHT), 1.6, mix(p.mid, sea, 0.3));
        s.line((0., at as f32 * 150. - 75.), (WIDTH, at as f32 * 150. - 75.), 1.6, mix(p.mid, sea, 0.3));
    }
    pin(s, marked, 1.5);
    compass(s);
}

fn shape(s: &mut Scene, spot: Spot, r: f32, rough: f32, count: usize) -> Option<tiny_skia::Path> {
    let mut points = Vec::new();
    for at in 0..count {
        let (angle, reach) = (at as f32 / count as f32 * TAU, r * s.pick(1. - rough, 1. + rough));
        points.push((spot.0 + angle.cos() * reach * 1.2, spot.1 + angle.sin() * reach * 0.85));
    }
    blob(&points)
}

/// A coast of points; the same noise for every size, so that the shallows follow the shore.
fn coast(noise: Noise, spot: Spot, r: f32) -> Vec<Spot> {
    (0..64)
        .map(|at| at as f32 / 64. * TAU)
        .map(|angle| (angle, r * (0.86 + 0.3 * noise.rough(angle.cos() * 1.6 + angle.sin() * 1.1 + 9., 4))))
        .map(|(angle, reach)| (spot.0 + angle.cos() * reach * 1.15, spot.1 + angle.sin() * reach * 0.72))
        .collect()
}

fn roads(s: &mut Scene, (x, y): Spot) {
    let p = s.ink;
    let river = [
        (x - 60. + s.pick(-60., 60.), y - 60.),
        (x + 20., y),
        (x - 40., y + 70.),
        (x + 50., y + 140.),
        (x + s.pick(-60., 60.), y + 260.),
    ];
    s.curve(&river, 10., p.mid);
    let count = s.chance.count(3, 5);
    for at in 0..count {
        let angle = at as f32 / count as f32 * TAU + s.pick(-0.3, 0.3);
        let end = (x + angle.cos() * 330., y + angle.sin() * 210.);
        let bend = (x + angle.cos() * 150. + s.pick(-40., 40.), y + angle.sin() * 90. + s.pick(-30., 30.));
        s.curve(&[(x + 60., y - 20.), bend, end], 8., p.dark);
        s.curve(&[(x + 60., y - 20.), bend, end], 4., p.spot);
        s.circle(end.0, end.1, 11., p.dark);
        s.circle(end.0, end.1, 6., p.lit);
    }
}

fn pin(s: &mut Scene, spot: Spot, scale: f32) {
    let p = s.ink;
    s.placed(spot, scale, 0., |s| {
        s.oval(0., 0., 26., 8., p.leaf_dark);
        s.blob(
            &[(0., 0.), (-22., -46.), (-38., -80.), (-27., -112.), (0., -124.), (27., -112.), (38., -80.), (22., -46.)],
            p.spot,
        );
        s.circle(0., -82., 16., p.lit);
    });
}

fn compass(s: &mut Scene) {
    let p = s.ink;
    let (x, y) = (120., s.pick(580., 630.));
    s.circle(x, y, 64., p.lit);
    s.ring(x, y, 64., 5., p.dark);
    for at in 0..4 {
        let angle = at as f32 * TAU / 4.;
        let (dx, dy) = (angle.cos(), angle.sin());
        s.poly(&[(x + dx * 58., y + dy * 58.), (x - dy * 13., y + dx * 13.), (x, y)], p.dark);
        s.poly(
            &[(x + dx * 58., y + dy * 58.), (x + dy * 13., y - dx * 13.), (x, y)],
            if at == 3 { p.spot } else { p.far },
        );
    }
}
