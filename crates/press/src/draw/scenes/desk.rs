//! Desk.

use super::super::colour::mix;
use super::super::scene::{Scene, poly, rect};

/// A desk under a window with a lamp, papers and a cup.
pub(super) fn desk(s: &mut Scene) {
    let p = s.ink;
    s.room(560.);
    let x = s.pick(480., 640.);
    s.window(x, 60., 480., 340., p.near);
    let peak = s.pick(x, x + 400.);
    s.inside(rect(x, 60., 480., 340.), |s| {
        s.circle(peak, 150., 40., mix(p.spot, p.lit, 0.3));
        s.skyline(410., 210., peak, p.far);
    });
    s.bars((x, 60.), (480., 340.), 3, 2, p.near);
    let shelves = s.chance.count(2, 3);
    for at in 0..shelves {
        s.rect(40., 160. + at as f32 * 120., 380., 12., p.dark);
        s.books(56., 400., 160. + at as f32 * 120., 92.);
    }
    let top = 520.;
    chair(s, x + 120., top);
    s.rect(60., top, 1080., 30., p.dark);
    s.rect(60., top, 1080., 7., p.spot);
    s.rect(110., top + 30., 240., 240., p.near);
    for drawer in 0..3 {
        s.rect(124., top + 42. + drawer as f32 * 70., 212., 58., mix(p.near, p.mid, 0.4));
        s.rect(212., top + 66. + drawer as f32 * 70., 36., 8., p.dark);
    }
    s.rect(1060., top + 30., 26., 240., p.near);
    on_top(s, top);
}

fn chair(s: &mut Scene, x: f32, top: f32) {
    let p = s.ink;
    s.blob(
        &[(x - 90., top + 20.), (x - 84., top - 120.), (x, top - 150.), (x + 84., top - 120.), (x + 90., top + 20.)],
        p.leaf_dark,
    );
    s.blob(
        &[(x - 66., top + 20.), (x - 62., top - 104.), (x, top - 126.), (x + 62., top - 104.), (x + 66., top + 20.)],
        p.leaf,
    );
}

fn on_top(s: &mut Scene, top: f32) {
    let p = s.ink;
    let glow = mix(p.spot, p.lit, 0.55);
    let lamp = s.pick(180., 300.);
    let cone = poly(&[(lamp + 130., top - 190.), (lamp + 400., top), (lamp + 40., top)]);
    s.inside(cone, |s| s.dots(12., glow, |_, y| 0.2 + 0.3 * y / top));
    s.oval(lamp, top - 4., 62., 12., p.near);
    s.lines(&[(lamp, top - 8.), (lamp - 50., top - 150.), (lamp + 80., top - 240.)], 9., p.near);
    s.blob(
        &[(lamp + 70., top - 262.), (lamp + 110., top - 256.), (lamp + 166., top - 170.), (lamp + 80., top - 190.)],
        p.spot,
    );
    if s.chance.yes(0.5) {
        let sx = s.pick(560., 760.);
        s.rect(sx, top - 180., 280., 170., p.dark);
        s.rect(sx + 12., top - 168., 256., 140., mix(p.far, p.lit, 0.3));
        for line in 0..4 {
            let share = s.pick(0.3, 0.9);
            s.line(
                (sx + 34., top - 142. + line as f32 * 28.),
                (sx + 34. + 200. * share, top - 142. + line as f32 * 28.),
                8.,
                p.mid,
            );
        }
        s.poly(&[(sx - 30., top), (sx, top - 12.), (sx + 280., top - 12.), (sx + 310., top)], p.near);
    } else {
        let piles = s.chance.count(2, 3);
        for pile in 0..piles {
            let px = 480. + pile as f32 * 180.;
            let sheets = s.chance.count(4, 14);
            for sheet in 0..sheets {
                let slip = s.pick(-9., 9.);
                s.rect(px + slip, top - 9. - sheet as f32 * 9., 140., 7., if sheet % 4 == 3 { p.spot } else { p.lit });
            }
        }
    }
    let cup = s.pick(960., 1050.);
    s.ring(cup + 44., top - 34., 18., 8., p.lit);
    s.rect(cup - 34., top - 66., 72., 66., p.lit);
    s.rect(cup - 34., top - 44., 72., 14., p.spot);
    for at in 0..3 {
        let (mx, my) = (cup - 16. + at as f32 * 18., top - 80.);
        s.curve(
            &[(mx, my), (mx + 8., my - 20.), (mx - 6., my - 40.), (mx + 4., my - 62.)],
            4.,
            mix(p.lit, p.far, 0.3),
        );
    }
    s.poly(
        &[(lamp + 170., top - 2.), (lamp + 210., top - 12.), (lamp + 330., top - 12.), (lamp + 320., top - 2.)],
        p.lit,
    );
}
