//! Mine: a pit, or a winding tower.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};
use super::crane::lattice;

/// A winding tower, or a pit with terraces.
pub(super) fn mine(s: &mut Scene) {
    if s.chance.yes(0.5) { pit(s) } else { tower(s) }
}

fn pit(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(180., 230.);
    s.sky(horizon + 20.);
    s.peaks(horizon + 40., 130., 340., p.far);
    let earth = mix(p.ground, p.spot, 0.3);
    s.rect(0., horizon + 30., WIDTH, HEIGHT, earth);
    let x = s.pick(420., 780.);
    for ring in 0..8 {
        let (share, y) = (1. - ring as f32 * 0.118, horizon + 180. + ring as f32 * 50.);
        let (rx, ry) = (700. * share, 170. * share);
        s.oval(x, y, rx, ry, mix(earth, p.near, 0.1 + 0.06 * ring as f32));
        s.oval(x, y + 16., rx * 0.985, ry * 0.96, mix(earth, p.dark, 0.3 + 0.07 * ring as f32));
        let (turn, flip) = (s.pick(0.3, 2.8), s.chance.yes(0.5));
        if ring > 0 && ring < 7 {
            s.truck(
                (x + turn.cos() * rx * 0.94, y + 8. + turn.sin() * ry * 0.94),
                0.2 + 0.03 * ring as f32,
                flip,
                p.spot,
            );
        }
    }
    s.oval(x, horizon + 590., 130., 26., mix(p.leaf, p.lit, 0.2));
    let flip = s.chance.yes(0.5);
    s.poly(&[(-10., 640.), (260., 690.), (420., HEIGHT + 10.), (-10., HEIGHT + 10.)], p.near);
    s.truck((150., 678.), 0.9, flip, p.spot);
}

fn tower(s: &mut Scene) {
    let p = s.ink;
    s.vista(470.);
    let heap = s.pick(760., 980.);
    s.poly(&[(heap - 330., 570.), (heap - 30., 330.), (heap + 40., 320.), (heap + 380., 570.)], p.mid);
    s.poly(&[(heap + 10., 322.), (heap + 40., 320.), (heap + 380., 570.), (heap + 60., 570.)], p.near);
    let (x, top) = (s.pick(360., 500.), s.pick(110., 160.));
    s.rect(x + 150., 450., 330., 120., mix(p.mid, p.lit, 0.25));
    s.poly(&[(x + 140., 452.), (x + 315., 386.), (x + 490., 452.)], p.dark);
    s.boxes(6, 50., (x + 172., 480.), (26., 40.), mix(p.spot, p.lit, 0.5));
    for side in [-1., 1.] {
        lattice(s, (x + side * 66., 570.), (x + side * 30., top + 40.), 11., p.dark);
    }
    lattice(s, (x + 220., 570.), (x + 34., top + 60.), 9., p.dark);
    s.rect(x - 70., top + 30., 140., 14., p.dark);
    s.wheel(x - 8., top, 54., 8, p.spot);
    s.lines(&[(x + 40., top - 20.), (x + 250., 430.)], 3., p.dark);
    s.line((x - 60., top + 4.), (x - 30., 570.), 3., p.dark);
    s.rect(x - 110., 490., 170., 82., p.near);
    s.rect(x - 60., 512., 70., 60., p.dark);
    s.ground(566., p.ground);
    rails(s, 690.);
    let from = s.pick(100., 300.);
    for at in 0..4 {
        let cart = from + at as f32 * 160.;
        s.blob(&[(cart - 50., 620.), (cart - 20., 590.), (cart + 20., 596.), (cart + 50., 620.)], p.dark);
        s.poly(&[(cart - 66., 618.), (cart + 66., 618.), (cart + 46., 670.), (cart - 46., 670.)], p.spot);
        s.circle(cart - 30., 676., 15., p.dark);
        s.circle(cart + 30., 676., 15., p.dark);
    }
    let miners = s.chance.count(2, 4);
    s.row_of_people(miners, 780., WIDTH - 20., 700., 150.);
}

fn rails(s: &mut Scene, y: f32) {
    let p = s.ink;
    s.boxes(36, 36., (-20., y + 4.), (20., 12.), p.near);
    s.rect(0., y, WIDTH, 6., p.dark);
}
