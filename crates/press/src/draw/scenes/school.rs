//! School.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{Scene, WIDTH, oval};

/// A classroom: a board, a teacher, rows of heads.
pub(super) fn school(s: &mut Scene) {
    let p = s.ink;
    s.room(500.);
    let x = s.pick(60., 140.);
    s.rect(x, 70., 640., 320., p.ground);
    s.rect(x + 16., 86., 608., 288., if p.is_night() { p.near } else { mix(p.leaf_dark, p.dark, 0.35) });
    chalk(s, x + 60.);
    s.window(850., 80., 280., 290., p.near);
    s.bars((850., 80.), (280., 290.), 2, 3, p.near);
    let (teacher, coat) = (x + s.pick(500., 640.), s.coat());
    s.person(teacher, 530., 340., coat);
    s.circle(770., 110., 40., p.lit);
    s.ring(770., 110., 40., 8., p.dark);
    s.lines(&[(770., 86.), (770., 110.), (788., 118.)], 5., p.dark);
    for row in 0..2 {
        let (base, r) = (640. + row as f32 * 130., 36. + row as f32 * 12.);
        let count = 6 - row;
        for at in 0..count {
            let px = (at as f32 + 0.5) * WIDTH / count as f32;
            let (coat, hand) = (s.coat(), s.chance.yes(0.22));
            if hand {
                let skin = s.skin();
                s.lines(&[(px + r, base - r), (px + r * 1.5, base - r * 4.4)], r * 0.5, coat);
                s.circle(px + r * 1.5, base - r * 4.6, r * 0.34, skin);
            }
            back(s, px, base, r, coat);
            s.rect(px - r * 2., base - 8., r * 4., 16., p.dark);
            s.rect(px - r * 1.8, base + 8., r * 0.3, 140., p.dark);
            s.rect(px + r * 1.5, base + 8., r * 0.3, 140., p.dark);
        }
    }
}

fn back(s: &mut Scene, x: f32, base: f32, r: f32, coat: Color) {
    let p = s.ink;
    let (hair, skin) = (s.chance.one(&[p.dark, p.near, p.tone(0.35)]), s.skin());
    s.blob(
        &[
            (x - r * 1.5, base),
            (x - r * 1.3, base - r * 1.2),
            (x, base - r * 1.7),
            (x + r * 1.3, base - r * 1.2),
            (x + r * 1.5, base),
        ],
        coat,
    );
    s.rect(x - r * 0.3, base - r * 2., r * 0.6, r * 0.6, skin);
    s.circle(x, base - r * 2.5, r * 0.95, hair);
    if s.chance.yes(0.4) {
        for side in [-1., 1.] {
            s.oval(x + side * r * 1.1, base - r * 2., r * 0.28, r * 0.6, hair);
        }
    }
}

/// Drawings on a board: figures of geometry and a curve, no words.
fn chalk(s: &mut Scene, x: f32) {
    let ink = s.ink.lit;
    match s.chance.below(3) {
        0 => {
            s.lines(&[(x, 320.), (x + 180., 320.), (x, 160.), (x, 320.)], 6., ink);
            s.ring(x + 330., 240., 76., 6., ink);
            s.line((x + 330., 240.), (x + 396., 204.), 5., ink);
        }
        1 => {
            s.lines(&[(x, 130.), (x, 330.), (x + 380., 330.)], 6., ink);
            let points: Vec<_> = (0..9).map(|at| (x + 16. + at as f32 * 42., 300. - (at * at) as f32 * 2.5)).collect();
            s.curve(&points, 6., ink);
        }
        _ => {
            s.ring(x + 180., 230., 30., 6., ink);
            for (at, r) in [70., 116., 170.].into_iter().enumerate() {
                s.stroke(oval(x + 180., 230., r, r * 0.55), 4., ink);
                s.circle(x + 180. + r * (0.2 + 0.3 * at as f32), 230. - r * 0.5, 10., ink);
            }
        }
    }
}
