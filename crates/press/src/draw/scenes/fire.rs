//! Fire: a house, or a wood.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

/// A house on fire and an engine, or a wood on fire on a ridge.
pub(super) fn fire(s: &mut Scene) {
    if s.chance.yes(0.5) { house(s) } else { wood(s) }
}

fn smoke_bank(s: &mut Scene, x: f32, base: f32) {
    let p = s.ink;
    for row in 0..6 {
        let (y, drift) = (base - row as f32 * 84., row as f32 * 46.);
        for _ in 0..5 {
            let (dx, r) = (s.pick(-90., 90.) - drift, s.pick(56., 110.) + row as f32 * 10.);
            s.circle(x + dx, y, r, mix(p.near, p.mid, 0.1 + 0.12 * row as f32));
        }
    }
}

/// Tongues of flame in three colours, one inside the other.
fn flames(s: &mut Scene, x: f32, base: f32, width: f32, tall: f32) {
    let p = s.ink;
    let heat = [p.spot, mix(p.spot, p.lit, 0.5), p.lit];
    for (layer, ink) in heat.into_iter().enumerate() {
        let k = 1. - layer as f32 * 0.3;
        let (half, up) = (width * k / 2., tall * k);
        let mut tongue = |at: f32, rise: f32| (x + half * at + s.pick(-0.08, 0.08) * half, base - up * rise * s.pick(0.8, 1.1));
        let points = [
            (x - half, base),
            tongue(-1.05, 0.3),
            tongue(-0.7, 0.62),
            tongue(-0.5, 0.34),
            tongue(-0.1, 1.),
            tongue(0.2, 0.5),
            tongue(0.55, 0.8),
            tongue(0.8, 0.3),
            (x + half, base),
        ];
        s.blob(&points, ink);
    }
}

fn house(s: &mut Scene) {
    let p = s.ink;
    s.sky(470.);
    s.skyline(560., 220., 900., mix(p.far, p.sky_low, 0.3));
    let x = s.pick(600., 720.);
    smoke_bank(s, x + 130., 330.);
    flames(s, x + 130., 430., 340., 300.);
    s.rect(x, 330., 270., 260., p.near);
    s.poly(&[(x - 20., 332.), (x + 60., 250.), (x + 110., 300.), (x + 150., 236.), (x + 230., 330.)], p.dark);
    for row in 0..2 {
        for at in 0..3 {
            let (wx, wy) = (x + 26. + at as f32 * 84., 366. + row as f32 * 104.);
            s.rect(wx, wy, 50., 66., mix(p.spot, p.lit, 0.35));
            let tall = s.pick(70., 120.);
            flames(s, wx + 25., wy + 30., 60., tall);
        }
    }
    s.rect(0., 588., WIDTH, HEIGHT, mix(p.near, p.mid, 0.3));
    s.dashes(600., HEIGHT, 26, mix(p.spot, p.near, 0.5));
    engine(s, 250.);
    s.curve(&[(380., 560.), (470., 430.), (560., 380.), (x + 40., 400.)], 12., p.lit);
    s.curve(&[(380., 570.), (480., 450.), (570., 410.), (x + 50., 430.)], 7., mix(p.lit, p.far, 0.4));
    let crew = s.chance.count(2, 4);
    for at in 0..crew {
        let (px, coat) = (380. + at as f32 * 74., if at % 2 == 0 { p.spot } else { p.dark });
        s.person(px, 690. + at as f32 * 8., 160., coat);
    }
}

fn engine(s: &mut Scene, x: f32) {
    let p = s.ink;
    s.placed((x, 680.), 1.2, 0., |s| {
        s.rect(-160., -130., 210., 104., p.spot);
        s.poly(&[(52., -26.), (52., -146.), (112., -146.), (134., -86.), (136., -26.)], p.spot);
        s.poly(&[(64., -90.), (64., -130.), (104., -130.), (118., -90.)], p.lit);
        s.rect(-160., -78., 296., 12., p.lit);
        s.boxes(3, 66., (-150., -118.), (52., 30.), mix(p.spot, p.dark, 0.4));
        s.placed((-150., -140.), 1., -9., |s| {
            s.rect(0., -12., 250., 6., p.lit);
            s.rect(0., 6., 250., 6., p.lit);
            s.boxes(13, 20., (4., -10.), (4., 18.), p.lit);
        });
        s.rect(70., -160., 30., 14., p.lit);
        for wheel in [-110., -50., 90.] {
            s.circle(wheel, -22., 26., p.dark);
            s.circle(wheel, -22., 10., p.far);
        }
    });
}

fn wood(s: &mut Scene) {
    let p = s.ink;
    s.sky(500.);
    let x = s.pick(620., 860.);
    smoke_bank(s, x, 380.);
    smoke_bank(s, x - 260., 420.);
    let tops = s.hills(520., 46., 420., mix(p.near, p.mid, 0.3));
    for at in 0..15 {
        let fx = at as f32 * 76. + s.pick(0., 70.);
        let (base, tall) = (Scene::height_at(&tops, fx) + 20., s.pick(70., 230.));
        flames(s, fx, base, tall * 0.7, tall);
    }
    let ridge = s.hills(560., 36., 360., p.near);
    for _ in 0..46 {
        let (tx, tall) = (s.pick(-10., WIDTH + 10.), s.pick(70., 170.));
        s.conifer(tx, Scene::height_at(&ridge, tx) + 24., tall, p.dark);
    }
    s.ground(660., p.dark);
    for _ in 0..60 {
        let (ex, ey, r) = (s.pick(0., WIDTH), s.pick(60., 520.), s.pick(1.5, 4.));
        s.circle(ex, ey, r, mix(p.spot, p.lit, 0.4));
    }
    let (crew, from) = (s.chance.count(2, 4), s.pick(120., 300.));
    for at in 0..crew {
        let coat = if at % 2 == 0 { p.spot } else { p.lit };
        s.person(from + at as f32 * 76., 724., 140., coat);
    }
}
