//! Factory and solar field.

use super::super::colour::mix;
use super::super::scene::{Scene, WIDTH};

pub(super) fn factory(s: &mut Scene) {
    let p = s.ink;
    s.sky(480.);
    let length = s.pick(300., 480.);
    s.hills(470., 30., length, p.far);
    s.far_town(0., WIDTH, 500., 50., mix(p.far, p.mid, 0.5));
    let base = 560.;
    let chimneys = s.chance.count(2, 4);
    let from = s.pick(160., 320.);
    for at in 0..chimneys {
        let (x, tall) = (from + at as f32 * 120., s.pick(300., 420.));
        s.smoke((x, base - tall - 20.), 330., 46., mix(p.sky_low, p.near, 0.22));
        s.poly(&[(x - 20., base - tall), (x + 20., base - tall), (x + 32., base), (x - 32., base)], p.near);
        s.rect(x - 24., base - tall, 48., 14., p.dark);
        for band in 1..3 {
            s.rect(x - 22., base - tall + band as f32 * 44., 44., 20., p.spot);
        }
    }
    let bays = s.chance.count(4, 6);
    let start = s.pick(360., 470.);
    for at in 0..bays {
        let x = start + at as f32 * 150.;
        s.poly(&[(x, base), (x, base - 240.), (x + 150., base - 150.), (x + 150., base)], p.mid);
        s.poly(
            &[(x, base - 240.), (x + 14., base - 232.), (x + 14., base - 158.), (x, base - 150.)],
            mix(p.spot, p.lit, 0.5),
        );
        s.poly(&[(x, base - 244.), (x + 150., base - 154.), (x + 150., base - 142.), (x, base - 232.)], p.dark);
        s.boxes(
            3,
            42.,
            (x + 18., base - 110.),
            (26., 40.),
            mix(p.spot, p.lit, if p.is_night() { 0.5 } else { 0.75 }),
        );
    }
    s.rect(90., base - 110., start - 84., 114., mix(p.near, p.mid, 0.4));
    s.boxes(((start - 120.) / 44.) as usize, 44., (112., base - 84.), (22., 34.), mix(p.spot, p.lit, 0.5));
    tank(s, 80., base);
    s.ground(base, mix(p.ground, p.mid, 0.4));
    s.rect(0., base + 34., WIDTH, 6., p.dark);
    s.boxes(25, 50., (6., base + 14.), (6., 56.), p.dark);
    let (x, flip) = (s.pick(300., 900.), s.chance.yes(0.5));
    s.truck((x, 712.), 1.1, flip, p.spot);
    let workers = s.chance.count(2, 5);
    s.row_of_people(workers, 80., 560., 700., 104.);
}

fn tank(s: &mut Scene, x: f32, base: f32) {
    let p = s.ink;
    s.rect(x - 60., base - 190., 130., 190., mix(p.lit, p.far, 0.5));
    s.rect(x + 20., base - 190., 50., 190., mix(p.lit, p.mid, 0.7));
    s.blob(&[(x - 60., base - 188.), (x, base - 222.), (x + 70., base - 188.)], p.near);
    s.rect(x - 60., base - 130., 130., 8., p.near);
}

pub(super) fn solar(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(290., 340.);
    s.vista(horizon);
    s.ground(horizon + 20., mix(p.leaf, p.ground, 0.4));
    let mills = s.chance.count(0, 3);
    for at in 0..mills {
        let x = 160. + at as f32 * 150. + s.pick(-30., 30.);
        windmill(s, x, horizon + 34., 190.);
    }
    let lean = s.pick(40., 110.);
    for row in 0..5 {
        let depth = row as f32 / 4.;
        let (y, tall, width) = (horizon + 70. + 330. * depth * depth, 26. + 96. * depth, 90. + 210. * depth);
        let mut x = -width + s.pick(0., width * 0.5);
        while x < WIDTH {
            let skew = lean * (0.3 + 0.7 * depth);
            s.rect(x + width * 0.5, y, 5. + 7. * depth, tall * 0.5, p.dark);
            s.poly(&[(x + skew, y - tall), (x + skew + width * 0.9, y - tall), (x + width * 0.9, y), (x, y)], p.near);
            for line in 1..5 {
                let t = line as f32 / 5.;
                s.line((x + skew + width * 0.9 * t, y - tall), (x + width * 0.9 * t, y), 1. + 2. * depth, p.far);
            }
            s.line(
                (x + skew * 0.5, y - tall * 0.5),
                (x + skew * 0.5 + width * 0.9, y - tall * 0.5),
                1. + 2. * depth,
                p.far,
            );
            s.poly(
                &[
                    (x + skew + width * 0.1, y - tall),
                    (x + skew + width * 0.3, y - tall),
                    (x + width * 0.16, y),
                    (x + width * 0.02, y),
                ],
                mix(p.mid, p.lit, 0.35),
            );
            x += width;
        }
    }
    let (x, coat) = (s.pick(300., 900.), s.coat());
    s.person(x, 640., 170., coat);
}

fn windmill(s: &mut Scene, x: f32, base: f32, tall: f32) {
    let ink = s.ink.lit;
    s.poly(&[(x - 6., base), (x - 3., base - tall), (x + 3., base - tall), (x + 6., base)], ink);
    let turn = s.pick(0., 2.);
    for blade in 0..3 {
        let angle = turn + blade as f32 * 2.094;
        s.line((x, base - tall), (x + angle.cos() * tall * 0.52, base - tall + angle.sin() * tall * 0.52), 5., ink);
    }
}
