//! Road, bus and bicycle.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

pub(super) fn road(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(300., 360.);
    s.vista(horizon);
    let length = s.pick(260., 420.);
    s.hills(horizon + 30., 40., length, p.mid);
    s.ground(horizon + 56., p.leaf);
    let bend = [s.pick(420., 780.), s.pick(300., 900.), s.pick(420., 780.), s.pick(480., 720.)];
    let centre = |t: f32| {
        let (at, part) = ((t * 3.).floor().min(2.) as usize, t * 3. - (t * 3.).floor().min(2.));
        bend[at] + (bend[at + 1] - bend[at]) * part * part * (3. - 2. * part)
    };
    let spot = |t: f32, side: f32| {
        (centre(t) + side * (5. + 300. * t * t), horizon + 58. + (HEIGHT + 20. - horizon - 58.) * t.powf(1.5))
    };
    let strip = |from: f32, to: f32, left: f32, right: f32| {
        let down = (0..=20).map(|at| from + (to - from) * at as f32 / 20.);
        down.clone().map(|t| spot(t, left)).chain(down.rev().map(|t| spot(t, right))).collect::<Vec<_>>()
    };
    s.poly(&strip(0., 1., -1.25, 1.25), mix(p.ground, p.leaf_dark, 0.3));
    s.poly(&strip(0., 1., -1., 1.), p.near);
    for at in 0..13 {
        let from = at as f32 / 13.;
        s.poly(&strip(from, from + 0.035, -0.03, 0.03), p.lit);
    }
    for side in [-1.5, 1.5] {
        for at in 1..8 {
            let (x, y) = spot(at as f32 / 8., side);
            s.line((x, y), (x, y - 8. - 44. * at as f32 / 8.), 3. + at as f32 * 0.6, p.lit);
        }
    }
    traffic(s, spot(0.42, 0.5), spot(0.72, -0.5));
    let (tree, tall) = (if s.chance.yes(0.5) { s.pick(60., 200.) } else { s.pick(1000., 1140.) }, s.pick(220., 320.));
    s.round_tree(tree, 700., tall, p.leaf_dark, p.dark);
}

/// One that goes and one that comes, seen from behind and before.
fn traffic(s: &mut Scene, far: (f32, f32), near: (f32, f32)) {
    let p = s.ink;
    let body = s.chance.one(&[p.lit, p.far, p.leaf_dark]);
    for ((x, y), k, ink, lamp) in [(far, 0.5, body, p.lit), (near, 1.1, p.spot, p.lit)] {
        s.placed((x, y), k, 0., |s| {
            s.oval(0., 0., 84., 9., p.dark);
            s.rect(-66., -30., 26., 32., p.dark);
            s.rect(40., -30., 26., 32., p.dark);
            s.blob(
                &[(-76., -18.), (-78., -64.), (-52., -74.), (-40., -118.), (40., -118.), (52., -74.), (78., -64.), (76., -18.)],
                ink,
            );
            s.poly(&[(-44., -76.), (-34., -108.), (34., -108.), (44., -76.)], p.dark);
            s.rect(-68., -56., 26., 14., lamp);
            s.rect(42., -56., 26., 14., lamp);
            s.rect(-26., -40., 52., 12., p.dark);
        });
    }
}

/// A bus in a street, people at the stop.
pub(super) fn bus(s: &mut Scene) {
    let p = s.ink;
    street(s, 540.);
    let (x, flip, body) = (s.pick(620., 800.), s.chance.yes(0.5), p.spot);
    let shelter = s.pick(90., 170.);
    s.bus((x, 660.), 1.35, flip, body);
    s.rect(shelter, 400., 250., 14., p.dark);
    for post in [6., 120., 234.] {
        s.rect(shelter + post, 410., 10., 250., p.dark);
    }
    s.rect(shelter + 20., 590., 200., 12., p.near);
    s.rect(shelter + 300., 380., 9., 300., p.dark);
    s.circle(shelter + 304., 380., 36., p.spot);
    s.circle(shelter + 304., 380., 22., p.lit);
    let people = s.chance.count(3, 5);
    s.row_of_people(people, shelter, shelter + 300., 690., 190.);
}

/// House fronts, a pavement at `foot`, a road.
fn street(s: &mut Scene, foot: f32) {
    let p = s.ink;
    s.sky(foot - 60.);
    let (peak, height) = (s.pick(200., 1000.), s.pick(190., 250.));
    s.skyline(foot, 330., peak, mix(p.far, p.sky_low, 0.25));
    s.terrace(-40., WIDTH, foot, height);
    s.rect(0., foot - 4., WIDTH, HEIGHT, p.ground);
    s.rect(0., foot + 66., WIDTH, 8., p.near);
    s.rect(0., foot + 74., WIDTH, HEIGHT, mix(p.near, p.mid, 0.4));
    s.boxes(7, 190., (30., 706.), (100., 9.), p.lit);
    let lamps = s.chance.count(2, 3);
    for at in 0..lamps {
        s.lamp_post(60. + at as f32 * 460., foot + 40., 260., p.dark);
    }
}

pub(super) fn bicycle(s: &mut Scene) {
    let p = s.ink;
    if s.chance.yes(0.5) {
        street(s, 540.);
    } else {
        s.vista(430.);
        s.water(430., 540.);
        s.ground(530., p.leaf);
        s.rect(0., 622., WIDTH, HEIGHT, mix(p.ground, p.near, 0.2));
        let trees = s.chance.count(3, 5);
        for at in 0..trees {
            let (x, tall) = (at as f32 * 300. + s.pick(0., 120.), s.pick(250., 340.));
            s.round_tree(x, 590., tall, p.leaf_dark, p.dark);
        }
    }
    let riders = s.chance.count(1, 3);
    let (from, flip) = (s.pick(330., 420.), s.chance.yes(0.5));
    for at in (0..riders).rev() {
        let (coat, scale) = (s.coat(), 1.75 - 0.45 * at as f32);
        s.cyclist((from + at as f32 * 330., 710. - at as f32 * 30.), scale, flip, coat);
    }
}
