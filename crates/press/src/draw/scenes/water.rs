//! Harbour and ship.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

pub(super) fn harbour(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(280., 350.);
    s.vista(horizon);
    s.far_town(0., 420., horizon + 2., 44., p.mid);
    s.water(horizon, HEIGHT);
    let (quay, from) = (s.pick(420., 500.), s.pick(520., 700.));
    let height = s.pick(120., 180.);
    s.terrace(from + 24., WIDTH, quay, height);
    if s.chance.yes(0.5) {
        let x = s.pick(from + 120., WIDTH - 200.);
        s.church(x, quay, height * 2., p.mid, p.near);
        s.terrace(from + 24., WIDTH, quay, height * 0.7);
    }
    s.poly(&[(from, quay), (WIDTH, quay), (WIDTH, quay + 70.), (from + 20., quay + 60.)], p.near);
    s.rect(from - 6., quay - 2., WIDTH - from + 6., 12., p.ground);
    s.boxes(10, 70., (from + 40., quay + 10.), (9., 50.), p.dark);
    s.dashes(quay + 64., quay + 120., 26, p.near);
    let people = s.chance.count(3, 6);
    s.row_of_people(people, from + 30., WIDTH - 40., quay + 4., 54.);
    let boats = s.chance.count(2, 4);
    for at in 0..boats {
        let share = (at as f32 + 0.6) / boats as f32;
        let (x, y) = (
            120. + s.pick(0., 1.) * (from - 180.) + share * 120.,
            horizon + 50. + share * (HEIGHT - horizon - 110.),
        );
        let hull = s.chance.one(&[p.dark, p.near, p.leaf_dark]);
        s.boat(x, y, 120. + 230. * share, hull, p.lit);
    }
    s.far_birds(8, from - 160., horizon - 120., 180., 17., p.dark);
}

pub(super) fn ship(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(400., 470.);
    s.vista(horizon);
    s.water(horizon, HEIGHT);
    let (x, flip, scale) = (s.pick(470., 640.), s.chance.yes(0.5), s.pick(1.05, 1.35));
    let line = horizon + s.pick(70., 110.);
    let hull = s.chance.one(&[p.dark, p.near, mix(p.leaf_dark, p.dark, 0.3)]);
    if s.chance.yes(0.6) {
        let funnel = x - 90. * scale * if flip { -1. } else { 1. };
        s.smoke((funnel, line - 310. * scale), 330., 30., mix(p.sky_low, p.near, 0.35));
        s.ferry((x, line), scale, flip, hull);
    } else {
        s.freighter((x, line), scale, flip, hull);
    }
    let waves = [p.lit, mix(p.far, p.sky_low, 0.3)];
    for at in 0..26 {
        let wx = x - 430. * scale + at as f32 * 34. * scale;
        let (lift, ink) = (s.pick(-4., 16.), s.chance.one(&waves));
        s.curve(&[(wx - 26., line + 14. + lift), (wx, line + 5. + lift), (wx + 30., line + 15. + lift)], 6., ink);
    }
    let far = s.pick(80., 1100.);
    s.sail_boat(far, horizon + 12., 64., p.dark, p.lit);
    s.far_birds(7, s.sun.0, horizon - 200., 200., 20., p.dark);
}
