//! Storm.

use super::super::colour::mix;
use super::super::scene::{Scene, WIDTH};

/// A black cloud, lightning, bent trees.
pub(super) fn storm(s: &mut Scene) {
    let p = s.ink;
    s.plain_sky(520.);
    let sea = s.chance.yes(0.5);
    let dark = if p.is_night() { mix(p.near, p.mid, 0.5) } else { mix(p.near, p.mid, 0.25) };
    for row in 0..3 {
        let ink = mix(dark, p.far, 0.36 - 0.18 * row as f32);
        for at in 0..7 {
            let (x, y, width) = (
                at as f32 * 200. + s.pick(-60., 60.),
                250. - row as f32 * 80. + s.pick(-16., 16.),
                s.pick(280., 400.),
            );
            s.cloud(x, y, width, ink);
        }
        s.rect(0., 0., WIDTH, 220. - row as f32 * 80., ink);
        for at in 0..9 {
            let (x, y) = (at as f32 * 150. + s.pick(-50., 50.), 214. - row as f32 * 80. + s.pick(-8., 26.));
            s.oval(x, y, 110., 34., ink);
        }
    }
    let (x, bolts) = (s.pick(260., 860.), s.chance.count(1, 2));
    for at in 0..bolts {
        bolt(s, x + at as f32 * 190., 250., 1. - at as f32 * 0.35);
    }
    if sea {
        waves(s)
    } else {
        blown(s)
    }
    s.rain(190, -0.5, mix(p.sky_low, p.lit, 0.5));
}

fn bolt(s: &mut Scene, x: f32, y: f32, k: f32) {
    let light = mix(s.ink.spot, s.ink.lit, 0.5);
    let (a, b) = (s.pick(-40., 10.) * k, s.pick(-60., -10.) * k);
    s.poly(
        &[
            (x, y),
            (x + 46. * k, y),
            (x + a + 30. * k, y + 110. * k),
            (x + a + 66. * k, y + 106. * k),
            (x + b, y + 290. * k),
            (x + a + 8. * k, y + 142. * k),
            (x + a - 26. * k, y + 146. * k),
        ],
        light,
    );
}

fn waves(s: &mut Scene) {
    let p = s.ink;
    for row in 0..5 {
        let (y, shift) = (510. + row as f32 * 52., s.pick(0., 150.));
        let ink = mix(p.mid, p.dark, 0.18 * row as f32);
        if row == 2 {
            let (x, tilt) = (s.pick(340., 800.), s.pick(-14., 14.));
            s.placed((x, y - 20.), 1., tilt, |s| s.boat(0., 0., 260., p.dark, p.lit));
        }
        let mut tops = Vec::new();
        for at in -1..10 {
            let x = at as f32 * 150. + shift;
            tops.extend([(x, y + 30.), (x + 60., y - 10.), (x + 104., y - 34.), (x + 96., y - 10.), (x + 120., y + 26.)]);
        }
        s.below(&tops, ink);
        for at in -1..10 {
            let x = at as f32 * 150. + shift;
            s.curve(&[(x + 40., y + 2.), (x + 76., y - 24.), (x + 106., y - 36.), (x + 98., y - 14.)], 6., p.lit);
        }
    }
}

fn blown(s: &mut Scene) {
    let p = s.ink;
    s.hills(530., 20., 380., p.mid);
    s.ground(600., p.leaf_dark);
    let (wall, house) = (s.wall(), s.pick(680., 900.));
    s.house(house, 640., 190., 110., wall, p.dark);
    let trees = s.chance.count(3, 5);
    for at in 0..trees {
        let (x, tall) = (120. + at as f32 * 130. + s.pick(-30., 30.), s.pick(200., 300.));
        s.curve(&[(x, 690.), (x - 10., 690. - tall * 0.5), (x - 60., 690. - tall * 0.8)], 14., p.dark);
        s.blob(
            &[
                (x + 20., 690. - tall * 0.6),
                (x - 30., 690. - tall),
                (x - 130., 690. - tall * 0.96),
                (x - 190., 690. - tall * 0.76),
                (x - 100., 690. - tall * 0.62),
            ],
            p.near,
        );
        for leaf in 0..5 {
            let (lx, ly) = (x - 220. - leaf as f32 * 34., 690. - tall * s.pick(0.6, 1.));
            s.oval(lx, ly, 9., 4., p.near);
        }
    }
    let coat = s.coat();
    s.placed((house - 130., 704.), 1., -12., |s| s.person(0., 0., 150., coat));
}
