//! Crane: on a quay, or over a building that grows.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

/// A lattice of bars between two lines.
pub(super) fn lattice(s: &mut Scene, from: (f32, f32), to: (f32, f32), half: f32, ink: Color) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.);
    let (nx, ny) = (-dy / length * half, dx / length * half);
    let count = (length / (half * 2.2)).max(1.) as usize;
    let at = |step: usize, side: f32| {
        let t = step as f32 / count as f32;
        (from.0 + dx * t + nx * side, from.1 + dy * t + ny * side)
    };
    s.line(at(0, 1.), at(count, 1.), 6., ink);
    s.line(at(0, -1.), at(count, -1.), 6., ink);
    for step in 0..count {
        let side = if step % 2 == 0 { 1. } else { -1. };
        s.line(at(step, side), at(step + 1, -side), 3.5, ink);
    }
}

/// Cranes on a quay, or over a building that grows.
pub(super) fn crane(s: &mut Scene) {
    if s.chance.yes(0.5) { quay(s) } else { site(s) }
}

fn quay(s: &mut Scene) {
    let p = s.ink;
    s.vista(480.);
    s.water(480., HEIGHT);
    let cranes = s.chance.count(2, 3);
    let from = s.pick(560., 640.);
    let berth = s.pick(280., 400.);
    s.freighter((berth, 560.), 0.82, false, p.near);
    s.rect(430., 560., WIDTH, 36., p.ground);
    s.rect(430., 590., WIDTH, HEIGHT, p.near);
    s.boxes(12, 70., (450., 600.), (10., 160.), p.dark);
    for at in 0..cranes {
        let (x, ink) = (from + at as f32 * 220., if at % 2 == 0 { p.spot } else { p.dark });
        for leg in [0., 110.] {
            s.line((x + leg, 560.), (x + 24. + leg * 0.6, 220.), 12., ink);
        }
        s.lines(&[(x + 6., 470.), (x + 104., 470.), (x + 16., 330.), (x + 96., 330.), (x + 6., 470.)], 5., ink);
        lattice(s, (x + 190., 250.), (x - 300., 236.), 12., ink);
        s.lines(&[(x - 290., 226.), (x + 56., 120.), (x + 180., 240.)], 4., ink);
        s.line((x + 56., 120.), (x + 56., 240.), 10., ink);
        s.rect(x + 20., 262., 70., 44., p.lit);
        let (drop, reach) = (s.pick(80., 220.), s.pick(60., 230.));
        s.line((x - reach, 250.), (x - reach, 250. + drop), 3., p.dark);
        let load = s.chance.one(&[p.leaf, p.lit, p.mid]);
        s.rect(x - reach - 42., 250. + drop, 84., 40., load);
        s.boxes(5, 15., (x - reach - 36., 256. + drop), (3., 28.), p.dark);
    }
    let people = s.chance.count(2, 4);
    s.row_of_people(people, 900., WIDTH, 566., 50.);
}

fn site(s: &mut Scene) {
    let p = s.ink;
    s.sky(560.);
    let peak = s.pick(200., 1000.);
    s.skyline(640., 230., peak, p.far);
    let x = s.pick(560., 680.);
    let floors = s.chance.count(4, 6);
    for floor in 0..floors {
        let y = 650. - floor as f32 * 74.;
        for pillar in 0..6 {
            s.rect(x + 14. + pillar as f32 * 84., y - 64., 12., 66., p.near);
        }
        if floor + 2 < floors {
            let panes = s.chance.count(2, 5);
            for pane in 0..panes {
                s.rect(x + 28. + pane as f32 * 84., y - 60., 68., 60., mix(p.mid, p.lit, 0.3));
            }
        }
        s.rect(x, y - 74., 470., 12., p.dark);
    }
    let (mast, top) = (s.pick(380., 470.), s.pick(80., 120.));
    lattice(s, (mast, 660.), (mast, top), 17., p.spot);
    lattice(s, (mast - 220., top + 30.), (mast + 640., top + 30.), 14., p.spot);
    s.lines(&[(mast - 210., top + 16.), (mast, top - 60.), (mast + 460., top + 16.)], 4., p.dark);
    s.lines(&[(mast - 16., top), (mast, top - 60.), (mast + 16., top)], 7., p.spot);
    s.rect(mast - 230., top + 40., 76., 60., p.dark);
    s.rect(mast + 22., top + 46., 46., 50., p.lit);
    let reach = s.pick(220., 560.);
    s.line((mast + reach, top + 40.), (mast + reach, top + 150.), 3., p.dark);
    s.rect(mast + reach - 60., top + 150., 120., 16., p.dark);
    s.ground(650., mix(p.ground, p.mid, 0.25));
    let workers = s.chance.count(3, 5);
    s.row_of_people(workers, 60., 540., 710., 120.);
    let truck = s.pick(820., 980.);
    s.truck((truck, 716.), 1., true, p.spot);
}
