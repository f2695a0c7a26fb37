//! City and market.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

/// A street that runs away between towers, or a skyline over water.
pub(super) fn city(s: &mut Scene) {
    let p = s.ink;
    s.sky(500.);
    let clouds = s.chance.below(3);
    s.clouds(clouds, 60., 240.);
    let peak = s.pick(260., 940.);
    s.skyline(540., 330., peak, mix(p.far, p.sky_low, 0.35));
    if s.chance.yes(0.5) {
        s.skyline(560., 420., peak + 120., p.mid);
        s.terrace(-20., WIDTH, 570., 110.);
        s.rect(0., 566., WIDTH, 14., p.near);
        s.water(580., HEIGHT);
        let (x, size) = (s.pick(200., 1000.), s.pick(130., 200.));
        s.boat(x, 670., size, p.dark, p.lit);
        return;
    }
    avenue(s);
}

fn avenue(s: &mut Scene) {
    let p = s.ink;
    let eye = s.pick(480., 720.);
    s.rect(0., 540., WIDTH, HEIGHT, p.near);
    for side in [-1., 1.] {
        for at in 0..5 {
            let near = at as f32 / 4.;
            let (edge, base) = (eye + side * (50. + 420. * near * near), 545. + 120. * near);
            let (width, tall) = (70. + 190. * near, s.pick(250., 340.) + 240. * near);
            let wall = mix(p.far, p.near, 0.2 + 0.7 * near);
            s.tower(if side < 0. { edge - width } else { edge }, base, width, tall, wall);
        }
        s.poly(
            &[
                (eye + side * 46., 540.),
                (eye + side * 720., 660.),
                (eye + side * 720., HEIGHT + 10.),
                (eye + side * 440., HEIGHT + 10.),
            ],
            p.ground,
        );
    }
    for at in 0..7 {
        let depth = (at as f32 / 7.).powi(2);
        s.poly(
            &[
                (eye - 3. - 6. * depth, 550. + 200. * depth),
                (eye + 3. + 6. * depth, 550. + 200. * depth),
                (eye + 4. + 9. * depth, 560. + 230. * depth),
                (eye - 4. - 9. * depth, 560. + 230. * depth),
            ],
            p.lit,
        );
    }
    let (bus, car) = (s.pick(70., 110.), s.coat());
    s.bus((eye + bus + 190., 690.), 0.8, true, p.spot);
    s.car((eye - 200., 730.), 1., false, car);
    for at in 0..7 {
        let (x, coat) = (eye + if at % 2 == 0 { 470. } else { -480. } + s.pick(-60., 90.), s.coat());
        s.person(x, 700. + at as f32 * 9., 120., coat);
    }
}

/// Stalls with striped roofs and heaps of fruit.
pub(super) fn market(s: &mut Scene) {
    let p = s.ink;
    s.sky(330.);
    s.terrace(-30., WIDTH, 430., 230.);
    s.rect(0., 426., WIDTH, HEIGHT, mix(p.ground, p.mid, 0.2));
    s.dashes(450., HEIGHT, 40, p.mid);
    let behind = s.chance.count(6, 9);
    s.row_of_people(behind, 0., WIDTH, 520., 150.);
    let stalls = s.chance.count(2, 3);
    let width = WIDTH / stalls as f32;
    for at in 0..stalls {
        let ink = s.chance.one(&[p.spot, p.near, p.leaf_dark, p.spot]);
        stall(s, at as f32 * width + 30., width - 60., ink);
    }
    let before = s.chance.count(2, 4);
    s.row_of_people(before, 60., WIDTH - 60., 760., 300.);
}

fn stall(s: &mut Scene, x: f32, width: f32, ink: Color) {
    let p = s.ink;
    let (top, table) = (290., 540.);
    for post in [8., width - 18.] {
        s.rect(x + post, top, 10., 390., p.dark);
    }
    let coat = s.coat();
    s.person(x + width * 0.5, table + 90., 250., coat);
    let stripes = 10;
    let step = width / stripes as f32;
    for at in 0..stripes {
        let (left, ink) = (x + at as f32 * step, if at % 2 == 0 { ink } else { p.lit });
        s.poly(
            &[
                (left + step * 0.1 * (5. - at as f32), top - 90.),
                (left + step * (1. + 0.1 * (4. - at as f32)), top - 90.),
                (left + step, top),
                (left, top),
            ],
            ink,
        );
        s.circle(left + step / 2., top, step / 2., ink);
    }
    s.poly(
        &[(x - 6., table), (x + width + 6., table), (x + width + 6., table + 26.), (x - 6., table + 26.)],
        p.near,
    );
    s.rect(x, table + 26., width, 110., mix(p.near, p.mid, 0.4));
    let crates = 4;
    let wide = width / crates as f32;
    for crate_at in 0..crates {
        let fruit = s.chance.one(&[p.spot, p.leaf, p.leaf_dark, mix(p.spot, p.lit, 0.4), p.lit]);
        let r = s.pick(13., 19.);
        let left = x + crate_at as f32 * wide;
        for row in 0..4 {
            let count = ((wide - 16. - row as f32 * r * 2.) / (r * 2.)).max(1.) as usize;
            for at in 0..count {
                s.circle(
                    left + 8. + (row + 1) as f32 * r + at as f32 * r * 2.,
                    table - 6. - row as f32 * r * 1.5,
                    r,
                    mix(fruit, p.dark, 0.08 * ((at + row) % 3) as f32),
                );
            }
        }
        s.rect(left + 4., table - 12., wide - 8., 30., mix(p.ground, p.near, 0.45));
        s.rect(left + 4., table + 2., wide - 8., 4., p.dark);
    }
}
