//! Chart.

use std::f32::consts::TAU;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, Spot, WIDTH, poly};

/// Bars, a line or a ring of shares; no figures.
pub(super) fn chart(s: &mut Scene) {
    let p = s.ink;
    paper(s);
    for at in 0..6 {
        s.line((140., 130. + at as f32 * 96.), (1080., 130. + at as f32 * 96.), 2.5, mix(p.far, p.lit, 0.35));
    }
    match s.chance.below(4) {
        0 => bars(s),
        1 => ring(s),
        _ => trend(s),
    }
    if s.chance.yes(0.5) {
        s.placed((1050., 640.), 1., -38., |s| {
            s.rect(-190., -14., 300., 28., p.spot);
            s.rect(-190., 3., 300., 11., mix(p.spot, p.dark, 0.35));
            s.poly(&[(-190., -14.), (-250., 0.), (-190., 14.)], p.ground);
            s.poly(&[(-232., -4.), (-250., 0.), (-232., 4.)], p.dark);
            s.rect(110., -14., 34., 28., p.near);
        });
    }
}

/// A sheet of paper on a dark table.
fn paper(s: &mut Scene) {
    let p = s.ink;
    let table = mix(p.spot, p.near, 0.62);
    s.rect(0., 0., WIDTH, HEIGHT, table);
    for at in 1..6 {
        s.line((0., at as f32 * 130.), (WIDTH, at as f32 * 130.), 3., mix(table, p.dark, 0.4));
    }
    let tilt = s.pick(-2., 2.);
    let sheet = if p.is_night() { mix(p.lit, p.far, 0.25) } else { p.lit };
    s.placed((600., 375.), 1., tilt, |s| {
        s.rect(-516., -316., 1060., 660., p.dark);
        s.rect(-530., -330., 1060., 660., sheet);
    });
}

/// A span of time that the chart is about.
fn span(s: &mut Scene) {
    let p = s.ink;
    let (from, width) = (s.pick(200., 760.), s.pick(130., 280.));
    s.rect(from, 110., width, 504., mix(p.spot, p.lit, 0.55));
}

fn bars(s: &mut Scene) {
    let p = s.ink;
    span(s);
    let count = s.chance.count(6, 11);
    let (step, mut value, drift) = (900. / count as f32, s.pick(120., 300.), s.pick(-26., 40.));
    let (marked, share) = (s.chance.below(count), s.pick(0.25, 0.55));
    for at in 0..count {
        value = (value + drift + s.pick(-60., 60.)).clamp(50., 460.);
        let x = 160. + at as f32 * step;
        let ink = if at == marked { p.spot } else { mix(p.mid, p.near, 0.2) };
        s.rect(x, 612. - value, step * 0.66, value, ink);
        s.rect(x, 612. - value * share, step * 0.66, value * share, mix(ink, p.dark, 0.45));
        s.rect(x + step * 0.46, 612. - value, step * 0.2, value, mix(ink, p.dark, 0.3));
    }
    s.rect(130., 610., 950., 8., p.dark);
}

fn trend(s: &mut Scene) {
    let p = s.ink;
    span(s);
    let lines = s.chance.count(1, 2);
    for line in 0..=lines {
        let (noise, from, to) = (s.noise(), s.pick(180., 400.), s.pick(180., 400.));
        let at =
            |at: usize| (150. + at as f32 * 41., from + (to - from) * at as f32 / 22. + 90. * noise.rough(at as f32 / 4., 3));
        let points: Vec<Spot> = (0..=22).map(at).collect();
        if line == 0 {
            let mut area = points.clone();
            area.extend([(1052., 612.), (150., 612.)]);
            s.poly(&area, mix(p.mid, p.lit, 0.45));
            s.inside(poly(&area), |s| s.fade((0., 200.), (0., 760.), 13., 0.45, p.mid));
            let share = s.pick(0.3, 0.6);
            let lower: Vec<Spot> = area.iter().map(|spot| (spot.0, 612. - (612. - spot.1) * share)).collect();
            s.poly(&lower, mix(p.near, p.mid, 0.25));
        } else {
            let last = points.last().copied().unwrap_or_default();
            s.lines(&points, 9., if line == 1 { p.spot } else { p.near });
            s.circle(last.0, last.1, 17., p.dark);
            s.circle(last.0, last.1, 9., p.lit);
        }
    }
    s.lines(&[(150., 110.), (150., 612.), (1080., 612.)], 7., p.dark);
}

fn ring(s: &mut Scene) {
    let p = s.ink;
    let (x, y, r) = (s.pick(420., 780.), 372., 268.);
    let weights = [s.pick(1.4, 2.6), s.pick(0.8, 1.4), s.pick(0.7, 1.2), s.pick(0.6, 1.)];
    let sum: f32 = weights.iter().sum();
    let mut from = s.pick(0., TAU);
    for (weight, ink) in weights.into_iter().zip([p.spot, p.near, p.mid, p.far]) {
        let (run, reach) = (weight / sum * TAU, if ink == p.spot { r + 26. } else { r });
        let rim =
            (0..=24).map(|step| from + run * step as f32 / 24.).map(|angle| (x + angle.cos() * reach, y + angle.sin() * reach));
        let slice: Vec<Spot> = std::iter::once((x, y)).chain(rim).collect();
        s.poly(&slice, ink);
        s.lines(&[slice[1], (x, y)], 6., p.lit);
        from += run;
    }
    s.circle(x, y, 104., p.lit);
}
