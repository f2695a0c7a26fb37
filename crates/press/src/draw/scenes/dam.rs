//! Dam.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

pub(super) fn dam(s: &mut Scene) {
    let p = s.ink;
    let crest = s.pick(290., 340.);
    s.sky(crest - 40.);
    s.peaks(crest - 40., 240., 330., p.far);
    s.rect(0., crest - 40., WIDTH, 60., mix(p.leaf, p.sky_low, 0.4));
    s.dashes(crest - 34., crest, 20, p.lit);
    let foot = s.pick(600., 650.);
    let wall = if p.is_night() { p.mid } else { mix(p.lit, p.ground, 0.4) };
    s.poly(&[(120., crest), (1080., crest), (930., foot), (270., foot)], wall);
    let strips = 16;
    for at in 0..=strips {
        let t = at as f32 / strips as f32;
        s.line(
            (120. + 960. * t, crest + 20.),
            (270. + 660. * t, foot),
            if at % 4 == 0 { 7. } else { 2.5 },
            mix(wall, p.near, 0.35),
        );
    }
    s.poly(&[(800., crest + 14.), (1080., crest + 14.), (930., foot), (740., foot)], mix(wall, p.near, 0.28));
    s.rect(100., crest - 10., 1000., 26., p.near);
    s.boxes(20, 50., (112., crest - 26.), (5., 16.), p.dark);
    s.poly(
        &[(-10., crest - 90.), (110., crest - 30.), (290., foot + 20.), (240., HEIGHT), (-10., HEIGHT)],
        p.leaf_dark,
    );
    s.poly(
        &[(WIDTH + 10., crest - 130.), (1090., crest - 40.), (910., foot + 20.), (980., HEIGHT), (WIDTH + 10., HEIGHT)],
        p.near,
    );
    s.rect(240., foot, 740., HEIGHT, mix(p.leaf, p.mid, 0.4));
    let gates = s.chance.count(2, 5);
    let from = s.pick(350., 480.);
    for at in 0..gates {
        let x = from + at as f32 * 86.;
        s.rect(x - 24., crest + 90., 48., 40., p.dark);
        s.blob(
            &[
                (x - 16., crest + 120.),
                (x + 16., crest + 120.),
                (x + 34., foot),
                (x + 60., foot + 40.),
                (x - 60., foot + 40.),
                (x - 34., foot),
            ],
            p.lit,
        );
        s.line((x, crest + 150.), (x + 4., foot), 4., mix(p.lit, p.mid, 0.4));
    }
    s.dashes(foot + 30., HEIGHT, 50, p.lit);
    s.house(760., foot + 16., 150., 70., p.spot, p.dark);
    for _ in 0..12 {
        let (x, tall, down) = (s.pick(-10., 190.), s.pick(70., 150.), s.pick(0., 60.));
        s.conifer(x, 560. + x * 0.7 + down, tall, p.dark);
    }
}
