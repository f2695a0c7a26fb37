//! Crowd and ballot.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, rect};

/// People who come towards the reader, row behind row, with banners.
pub(super) fn crowd(s: &mut Scene) {
    let p = s.ink;
    s.sky(330.);
    let peak = s.pick(200., 1000.);
    s.skyline(380., 250., peak, p.far);
    s.terrace(-20., WIDTH, 400., 110.);
    s.rect(0., 396., WIDTH, HEIGHT, mix(p.ground, p.mid, 0.3));
    let rows = s.chance.count(4, 5);
    for row in 0..rows {
        let depth = row as f32 / (rows - 1) as f32;
        let (base, tall) = (470. + 330. * depth, 110. + 230. * depth);
        let count = 19 - row * 3;
        if row > 0 && row < 4 {
            placards(s, base - tall, tall, 4 - row);
        }
        s.row_of_people(count, -30., WIDTH + 30., base, tall);
    }
}

fn placards(s: &mut Scene, top: f32, tall: f32, count: usize) {
    let p = s.ink;
    if s.chance.yes(0.5) {
        let (x, width) = (s.pick(60., 700.), tall * s.pick(1.6, 2.4));
        for side in [0., width] {
            s.line((x + side, top - tall * 0.3), (x + side, top + tall * 0.5), tall * 0.025, p.dark);
        }
        s.blob(
            &[
                (x, top - tall * 0.3),
                (x + width / 2., top - tall * 0.26),
                (x + width, top - tall * 0.3),
                (x + width, top),
                (x + width / 2., top + tall * 0.05),
                (x, top),
            ],
            p.spot,
        );
        for line in 0..2 {
            s.line(
                (x + tall * 0.16, top - tall * 0.2 + line as f32 * tall * 0.12),
                (x + width - tall * 0.16, top - tall * 0.2 + line as f32 * tall * 0.12),
                tall * 0.04,
                p.lit,
            );
        }
    }
    for at in 0..count {
        let (x, lift, tilt) = (s.pick(40., 1100.), s.pick(0.2, 0.45) * tall, s.pick(-9., 9.));
        let board = s.chance.one(&[p.lit, p.spot, p.lit, p.far]);
        s.placed((x, top - lift), 1., tilt, |s| {
            s.line((0., 0.), (0., tall * 0.9), tall * 0.03, p.dark);
            s.rect(-tall * 0.24, -tall * 0.2, tall * 0.48, tall * 0.34, board);
            for line in 0..3 {
                s.line(
                    (-tall * 0.16, -tall * 0.12 + line as f32 * tall * 0.09),
                    (tall * (0.02 + 0.07 * ((at + line) % 3) as f32), -tall * 0.12 + line as f32 * tall * 0.09),
                    tall * 0.026,
                    p.dark,
                );
            }
        });
    }
}

/// A hand's width of paper over the slot of a box; others wait in a row.
pub(super) fn ballot(s: &mut Scene) {
    let p = s.ink;
    s.room(430.);
    let (booths, from) = (s.chance.count(2, 3), s.pick(560., 640.));
    for at in 0..booths {
        let x = from + at as f32 * 190.;
        s.rect(x, 200., 150., 290., p.near);
        s.blob(&[(x + 8., 210.), (x + 142., 210.), (x + 142., 400.), (x + 75., 412.), (x + 8., 400.)], p.spot);
        for fold in 1..5 {
            s.line((x + fold as f32 * 28., 214.), (x + fold as f32 * 28., 398.), 3., mix(p.spot, p.near, 0.5));
        }
        s.rect(x + 46., 408., 14., 84., p.dark);
        s.rect(x + 86., 408., 14., 84., p.dark);
    }
    let people = s.chance.count(3, 6);
    s.row_of_people(people, 660., WIDTH + 20., 730., 330.);
    let (x, y) = (s.pick(250., 330.), 400.);
    s.rect(0., 690., WIDTH * 0.52, 80., p.dark);
    s.poly(&[(x - 180., y), (x + 180., y), (x + 170., 690.), (x - 170., 690.)], p.lit);
    s.poly(&[(x + 90., y), (x + 180., y), (x + 170., 690.), (x + 86., 690.)], mix(p.lit, p.mid, 0.4));
    s.poly(
        &[(x - 190., y - 2.), (x - 140., y - 60.), (x + 140., y - 60.), (x + 190., y - 2.)],
        mix(p.lit, p.far, 0.3),
    );
    s.poly(&[(x - 70., y - 26.), (x - 62., y - 38.), (x + 70., y - 38.), (x + 78., y - 26.)], p.dark);
    s.circle(x - 30., y + 140., 66., p.spot);
    s.line((x - 60., y + 110.), (x, y + 170.), 14., p.lit);
    s.line((x - 60., y + 170.), (x, y + 110.), 14., p.lit);
    let (sheet, tilt) = (s.chance.one(&[p.lit, mix(p.spot, p.lit, 0.6)]), s.pick(-8., 8.));
    let (skin, sleeve) = (s.skin(), s.coat());
    s.placed((x + 4., y - 34.), 1., tilt, |s| {
        s.inside(rect(-200., -300., 500., 302.), |s| {
            s.rect(-54., -150., 108., 160., sheet);
            s.boxes(1, 0., (-36., -124.), (18., 18.), p.near);
            for line in 0..3 {
                s.line((-8., -116. + line as f32 * 34.), (38., -116. + line as f32 * 34.), 6., p.near);
            }
        });
        s.blob(
            &[(20., -150.), (40., -190.), (110., -240.), (170., -220.), (130., -150.), (60., -96.), (26., -104.)],
            skin,
        );
        s.line((150., -220.), (300., -390.), 96., sleeve);
        s.line((12., -120.), (56., -150.), 26., skin);
    });
}
