//! Painting.

use super::super::colour::mix;
use super::super::scene::{Scene, Spot, WIDTH, rect};

/// A gallery with pictures on its wall and people before them.
pub(super) fn painting(s: &mut Scene) {
    let p = s.ink;
    s.room(610.);
    let (count, first) = (s.chance.count(2, 3), s.chance.below(4));
    let step = WIDTH / count as f32;
    for at in 0..count {
        let (w, h) = (step * s.pick(0.56, 0.76), s.pick(280., 390.));
        let (x, y) = (at as f32 * step + (step - w) / 2., 320. - h / 2.);
        s.lines(&[(x + w * 0.2, y), (x + w / 2., y - 60.), (x + w * 0.8, y)], 2.5, p.dark);
        s.rect(x - 12., y + 10., w + 36., h + 22., mix(p.near, p.far, 0.4));
        s.rect(x - 20., y - 20., w + 40., h + 40., mix(p.spot, p.dark, 0.25));
        s.rect(x - 10., y - 10., w + 20., h + 20., p.dark);
        s.inside(rect(x, y, w, h), |s| canvas(s, (first + at) % 4, (x, y), (w, h)));
    }
    let people = s.chance.count(2, 4);
    for at in 0..people {
        let (px, tall, coat) = (WIDTH * (at as f32 + 0.5) / people as f32 + s.pick(-70., 70.), s.pick(290., 340.), s.coat());
        s.oval(px, 716., 60., 8., p.mid);
        s.person(px, 714., tall, coat);
    }
}

fn canvas(s: &mut Scene, kind: usize, (x, y): Spot, (w, h): Spot) {
    let p = s.ink;
    s.rect(x, y, w, h, mix(p.lit, p.spot, 0.2));
    match kind {
        0 => {
            for at in 0..5 {
                let (bx, by, bw, bh) =
                    (x + s.pick(0., 0.7) * w, y + s.pick(0., 0.7) * h, w * s.pick(0.15, 0.5), h * s.pick(0.15, 0.5));
                s.rect(bx, by, bw, bh, [p.spot, p.near, p.leaf, p.mid, p.dark][at]);
            }
        }
        1 => {
            s.circle(x + w * 0.6, y + h * 0.36, h * 0.14, p.spot);
            s.blob(
                &[
                    (x - 30., y + h * 0.7),
                    (x + w * 0.3, y + h * 0.42),
                    (x + w * 0.7, y + h * 0.7),
                    (x + w * 1.2, y + h * 0.5),
                    (x + w * 1.2, y + h * 1.3),
                    (x - 30., y + h * 1.3),
                ],
                p.leaf,
            );
            s.blob(
                &[
                    (x - 30., y + h * 0.9),
                    (x + w * 0.5, y + h * 0.7),
                    (x + w * 1.2, y + h * 0.86),
                    (x + w, y + h * 1.4),
                    (x, y + h * 1.4),
                ],
                p.near,
            );
        }
        2 => {
            let skin = s.skin();
            s.rect(x, y, w, h, p.leaf_dark);
            s.blob(
                &[
                    (x + w * 0.1, y + h * 1.1),
                    (x + w * 0.25, y + h * 0.7),
                    (x + w * 0.75, y + h * 0.7),
                    (x + w * 0.9, y + h * 1.1),
                ],
                p.spot,
            );
            s.rect(x + w * 0.44, y + h * 0.54, w * 0.12, h * 0.2, skin);
            s.head(x + w * 0.5, y + h * 0.42, h * 0.16, skin);
        }
        _ => {
            for ring in 0..5 {
                s.circle(
                    x + w * 0.5,
                    y + h * 0.5,
                    h * (0.46 - 0.09 * ring as f32),
                    [p.near, p.spot, p.lit, p.mid, p.dark][ring],
                );
            }
        }
    }
}
