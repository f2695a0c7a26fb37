//! Garden.

use super::super::colour::mix;
use super::super::scene::{Scene, WIDTH};

/// Beds in rows before a house, somebody with a can.
pub(super) fn garden(s: &mut Scene) {
    let p = s.ink;
    s.vista(330.);
    s.ground(330., mix(p.leaf, p.ground, 0.3));
    let (x, wall) = (s.pick(700., 880.), s.wall());
    s.house(x, 440., 240., 150., wall, p.near);
    for _ in 0..6 {
        let (tx, tall) = (s.pick(-20., 640.), s.pick(130., 210.));
        s.round_tree(tx, 410., tall, mix(p.leaf_dark, p.leaf, 0.3), p.dark);
    }
    s.boxes(24, 52., (0., 388.), (14., 62.), p.lit);
    s.rect(0., 402., WIDTH, 9., p.lit);
    s.rect(0., 430., WIDTH, 9., p.lit);
    let plants = [s.chance.below(4), s.chance.below(4), s.chance.below(4)];
    for (row, kind) in plants.into_iter().enumerate() {
        let (y, k) = (500. + row as f32 * 96., 0.6 + row as f32 * 0.26);
        s.poly(
            &[(-10., y), (WIDTH + 10., y - 14.), (WIDTH + 10., y + 40. * k), (-10., y + 52. * k)],
            mix(p.near, p.dark, 0.3),
        );
        let count = (15. / k) as usize;
        for at in 0..=count {
            let (px, tilt) = (at as f32 * 1230. / count as f32 + s.pick(-10., 10.), s.pick(-6., 6.));
            s.placed((px, y + 14.), k, tilt, |s| plant(s, kind));
        }
    }
    let (gx, coat) = (s.pick(240., 460.), s.coat());
    s.person(gx, 720., 290., coat);
    s.rect(gx + 40., 580., 62., 56., p.spot);
    s.line((gx + 96., 620.), (gx + 150., 584.), 10., p.spot);
    for drop in 0..7 {
        s.line(
            (gx + 150. + drop as f32 * 9., 590. + drop as f32 * 4.),
            (gx + 160. + drop as f32 * 12., 640.),
            3.,
            p.lit,
        );
    }
}

fn plant(s: &mut Scene, kind: usize) {
    let p = s.ink;
    match kind {
        0 => {
            for leaf in [-3., -2., -1., 1., 2., 3.] {
                s.blob(&[(0., 0.), (leaf * 10. - 6., -24.), (leaf * 16., -38.), (leaf * 10. + 6., -14.)], p.leaf);
            }
            s.circle(0., -20., 22., mix(p.leaf, p.lit, 0.35));
        }
        1 => {
            s.line((0., 0.), (0., -104.), 5., p.leaf_dark);
            s.blob(&[(0., -30.), (30., -60.), (8., -50.)], p.leaf);
            s.blob(&[(0., -20.), (-30., -50.), (-8., -40.)], p.leaf);
            for petal in 0..8 {
                let angle = petal as f32 * 0.785;
                s.circle(angle.cos() * 20., -112. + angle.sin() * 20., 11., p.spot);
            }
            s.circle(0., -112., 14., p.dark);
        }
        2 => {
            s.line((0., 0.), (0., -110.), 6., mix(p.ground, p.dark, 0.4));
            s.blob(&[(-20., -8.), (-26., -70.), (0., -112.), (26., -70.), (20., -8.)], p.leaf_dark);
            for (x, y) in [(-12., -40.), (10., -58.), (-4., -80.), (12., -26.)] {
                s.circle(x, y, 9., p.spot);
            }
        }
        _ => {
            for blade in -3..=3 {
                let lean = blade as f32 * 12.;
                s.curve(&[(0., 0.), (lean * 0.5, -44.), (lean, -78.)], 7., if blade % 2 == 0 { p.leaf } else { p.leaf_dark });
            }
            s.blob(&[(0., 8.), (-12., -4.), (0., -14.), (12., -4.)], p.spot);
        }
    }
}
