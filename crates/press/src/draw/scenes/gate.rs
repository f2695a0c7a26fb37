//! Gate.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

/// A wall with a closed gate, wire on top, a few people with bags outside.
pub(super) fn gate(s: &mut Scene) {
    let p = s.ink;
    let foot = s.pick(560., 600.);
    s.sky(foot - 160.);
    let (blocks, from) = (s.chance.count(2, 4), s.pick(40., 260.));
    for at in 0..blocks {
        let (x, tall) = (from + at as f32 * 270., s.pick(330., 470.));
        s.tower(x, foot, 210., tall, mix(p.far, p.mid, 0.3));
    }
    let top = foot - s.pick(210., 240.);
    let wall = if p.is_night() { p.mid } else { mix(p.ground, p.mid, 0.25) };
    s.rect(0., top, WIDTH, foot - top, wall);
    for row in 0..7 {
        let y = top + 22. + row as f32 * 34.;
        for at in 0..9 {
            let x = at as f32 * 150. + if row % 2 == 0 { 0. } else { 75. } + s.pick(-8., 8.);
            s.line((x, y), (x + 60., y), 3., mix(wall, p.near, 0.4));
        }
    }
    s.rect(0., top - 12., WIDTH, 16., p.near);
    wire(s, top - 14.);
    let x = s.pick(620., 760.);
    leaves(s, x, top, foot);
    s.rect(0., foot, WIDTH, HEIGHT, p.ground);
    s.poly(
        &[(x - 150., foot), (x + 150., foot), (x + 320., HEIGHT + 10.), (x - 420., HEIGHT + 10.)],
        mix(p.ground, p.near, 0.25),
    );
    s.dashes(foot + 20., HEIGHT, 30, mix(p.ground, p.near, 0.4));
    let (people, left) = (s.chance.count(3, 6), s.pick(60., 160.));
    s.row_of_people(people, left, left + 420., 710., 190.);
    if s.chance.yes(0.5) {
        s.lamp_post(1060., foot + 50., 420., p.dark);
    } else {
        s.palm(1090., foot + 40., 430., p.dark);
    }
}

fn wire(s: &mut Scene, y: f32) {
    let ink = s.ink.dark;
    for at in 0..32 {
        s.ring(at as f32 * 40., y - 16., 22., 2.5, ink);
    }
    for at in 0..9 {
        s.line((at as f32 * 150. + 10., y), (at as f32 * 150. - 6., y - 50.), 5., ink);
    }
}

fn leaves(s: &mut Scene, x: f32, top: f32, foot: f32) {
    let p = s.ink;
    let ink = s.chance.one(&[p.spot, p.spot, p.near]);
    for side in [-1., 1.] {
        s.rect(x + side * 172. - 26., top - 50., 52., foot - top + 54., mix(p.lit, p.mid, 0.4));
        s.rect(x + side * 172. - 34., top - 64., 68., 18., p.dark);
    }
    s.rect(x - 146., top - 16., 292., foot - top + 16., p.dark);
    for side in [-1., 1.] {
        let left = if side < 0. { x - 142. } else { x + 3. };
        s.rect(left, top - 10., 139., foot - top + 4., ink);
        s.boxes(6, 23., (left + 8., top - 4.), (5., foot - top - 10.), mix(ink, p.dark, 0.45));
        s.rect(left, top + 90., 139., 12., mix(ink, p.dark, 0.45));
    }
    s.rect(x - 16., top + 84., 32., 40., p.lit);
    s.ring(x, top + 80., 13., 6., p.lit);
}
