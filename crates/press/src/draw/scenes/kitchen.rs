//! Kitchen.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, oval};

/// A stove with pots, a hood and a board of food.
pub(super) fn kitchen(s: &mut Scene) {
    let p = s.ink;
    s.room(600.);
    tiles(s);
    let x = s.pick(560., 700.);
    s.window(120., 70., 300., 260., p.near);
    s.bars((120., 70.), (300., 260.), 2, 2, p.near);
    for at in 0..3 {
        let (hx, r) = (170. + at as f32 * 90., 22.);
        s.poly(&[(hx - r, 300.), (hx + r, 300.), (hx + r * 0.7, 346.), (hx - r * 0.7, 346.)], p.spot);
        for leaf in -2..=2 {
            s.curve(&[(hx, 302.), (hx + leaf as f32 * 9., 276.), (hx + leaf as f32 * 18., 262.)], 8., p.leaf_dark);
        }
    }
    s.poly(
        &[(x - 40., 210.), (x + 60., 60.), (x + 60., -10.), (x + 260., -10.), (x + 260., 60.), (x + 360., 210.)],
        p.near,
    );
    s.rect(x - 50., 200., 420., 26., p.dark);
    s.line((x - 330., 120.), (x - 80., 120.), 7., p.dark);
    for at in 0..4 {
        let (ux, r) = (x - 310. + at as f32 * 66., s.pick(18., 34.));
        s.line((ux, 120.), (ux, 196.), 6., p.dark);
        s.circle(ux, 200. + r * 0.6, r, if at % 2 == 0 { p.spot } else { p.near });
    }
    let top = 470.;
    s.rect(-10., top, WIDTH + 20., 24., p.dark);
    s.rect(-10., top + 24., WIDTH + 20., HEIGHT, p.mid);
    for at in 0..6 {
        s.rect(20. + at as f32 * 200., top + 50., 176., 260., mix(p.mid, p.near, 0.4));
        s.rect(90. + at as f32 * 200., top + 72., 40., 8., p.lit);
    }
    s.rect(x - 40., top - 8., 400., HEIGHT, p.dark);
    s.rect(x, top + 76., 320., 120., mix(p.spot, p.dark, 0.3));
    s.boxes(5, 74., (x, top + 22.), (26., 26.), p.lit);
    pot(s, x + 70., top - 8., 76., p.spot);
    pot(s, x + 250., top - 8., 58., p.lit);
    food(s, top);
}

fn tiles(s: &mut Scene) {
    let p = s.ink;
    let ink = mix(p.far, p.lit, 0.15);
    for row in 0..6 {
        for column in 0..26 {
            if (row + column) % 2 == 0 {
                s.rect(column as f32 * 48., 326. + row as f32 * 24., 46., 22., ink);
            }
        }
    }
}

fn pot(s: &mut Scene, x: f32, base: f32, half: f32, ink: Color) {
    let p = s.ink;
    let tall = half * s.chance.between(0.9, 1.6);
    s.smoke((x, base - tall - 40.), 130., 24., mix(p.lit, p.far, 0.2));
    s.rect(x - half, base - tall, half * 2., tall, ink);
    s.rect(x + half * 0.4, base - tall, half * 0.6, tall, mix(ink, p.near, 0.4));
    s.rect(x - half * 1.3, base - tall * 0.8, half * 2.6, 10., p.dark);
    s.fill(oval(x, base - tall, half * 1.06, 15.), p.near);
    s.circle(x, base - tall - 18., 11., p.dark);
}

fn food(s: &mut Scene, top: f32) {
    let p = s.ink;
    let x = s.pick(120., 220.);
    s.rect(x, top - 16., 330., 16., mix(p.ground, p.spot, 0.3));
    let pieces = s.chance.count(3, 6);
    for at in 0..pieces {
        let r = s.pick(20., 34.);
        let ink = s.chance.one(&[p.spot, p.leaf, p.leaf_dark, p.lit]);
        s.circle(x + 50. + at as f32 * 46., top - 14. - r, r, ink);
        s.line(
            (x + 50. + at as f32 * 46., top - 14. - r * 1.9),
            (x + 58. + at as f32 * 46., top - 28. - r * 2.),
            5.,
            p.dark,
        );
    }
    s.poly(&[(x + 230., top - 18.), (x + 330., top - 36.), (x + 336., top - 18.)], p.lit);
    s.line((x + 330., top - 24.), (x + 390., top - 28.), 13., p.dark);
    let coat = s.coat();
    let cook = s.pick(1040., 1100.);
    s.person(cook, 730., 460., mix(coat, p.lit, 0.4));
}
