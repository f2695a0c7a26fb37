//! Stadium.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, oval};

pub(super) fn stadium(s: &mut Scene) {
    let p = s.ink;
    s.sky(260.);
    let stand = mix(p.near, p.mid, 0.4);
    s.blob(
        &[(-200., 480.), (-140., 210.), (200., 150.), (600., 130.), (1000., 150.), (1340., 210.), (1400., 480.), (600., 620.)],
        stand,
    );
    tiers(s);
    for at in 0..4 {
        let (x, y) = (120. + at as f32 * 320., 40. + (at as f32 - 1.5).abs() * 14.);
        s.line((x, y + 30.), (x, 210.), 9., p.dark);
        s.rect(x - 56., y - 24., 112., 60., p.dark);
        for lamp in 0..8 {
            s.circle(x - 40. + (lamp % 4) as f32 * 27., y - 8. + (lamp / 4) as f32 * 26., 10., mix(p.spot, p.lit, 0.75));
        }
    }
    pitch(s);
    players(s);
}

fn tiers(s: &mut Scene) {
    let p = s.ink;
    let inks = [p.spot, p.lit, p.far, p.mid, p.dark, p.spot];
    for row in 0..11 {
        let y = 190. + row as f32 * 23.;
        for at in 0..68 {
            let x = at as f32 * 18. + s.pick(-4., 4.);
            let sag = ((x - 600.) / 600.).powi(2) * 40.;
            let (ink, full) = (s.chance.one(&inks), s.chance.yes(0.86));
            if full {
                s.circle(x, y + sag, 7., ink);
            }
        }
    }
}

fn pitch(s: &mut Scene) {
    let p = s.ink;
    let (foot, grass, shade) = (440., mix(p.leaf, p.lit, if p.is_night() { 0.25 } else { 0. }), mix(p.leaf, p.leaf_dark, 0.35));
    s.rect(0., foot, WIDTH, HEIGHT, grass);
    for at in 0..6 {
        s.poly(
            &[
                (at as f32 * 200., foot),
                (at as f32 * 200. + 100., foot),
                (at as f32 * 400. - 400., HEIGHT),
                (at as f32 * 400. - 600., HEIGHT),
            ],
            shade,
        );
    }
    s.rect(0., foot - 34., WIDTH, 36., p.dark);
    for at in 0..8 {
        let ink = s.chance.one(&[p.spot, p.lit, p.near, p.far]);
        s.rect(at as f32 * 150. + 4., foot - 30., 142., 26., ink);
    }
    s.line((0., foot + 14.), (WIDTH, foot + 14.), 5., p.lit);
    s.stroke(oval(s.sun.0, 590., 260., 70.), 6., p.lit);
    s.line((s.sun.0 * 0.9 + 60., foot + 14.), (s.sun.0 * 1.2 - 120., HEIGHT), 6., p.lit);
}

fn players(s: &mut Scene) {
    let p = s.ink;
    let count = s.chance.count(5, 8);
    for at in 0..count {
        let (x, y) = (
            WIDTH * (at as f32 + 0.5) / count as f32 + s.pick(-50., 50.),
            s.pick(500., 560.) + 150. * (at % 2) as f32,
        );
        let (ink, flip, tall) = (if at % 2 == 0 { p.spot } else { p.lit }, s.chance.yes(0.5), 0.7 + (y - 500.) / 300.);
        runner(s, (x, y), tall, flip, ink);
    }
    let (x, y) = (s.pick(380., 820.), s.pick(600., 690.));
    s.oval(x, y + 18., 22., 5., p.leaf_dark);
    s.circle(x, y, 17., p.lit);
    s.circle(x, y, 6., p.dark);
}

fn runner(s: &mut Scene, spot: (f32, f32), scale: f32, flip: bool, shirt: Color) {
    let (dark, skin) = (s.ink.dark, s.skin());
    let swing = s.pick(0.6, 1.2);
    s.faced(spot, scale, flip, |s| {
        s.oval(0., 2., 50., 6., s.ink.leaf_dark);
        s.lines(&[(-2., -80.), (-26. * swing, -44.), (-60. * swing, -36.)], 13., skin);
        s.lines(&[(4., -80.), (34. * swing, -56.), (26. * swing, -2.)], 13., skin);
        s.line((-60. * swing, -36.), (-68. * swing, -22.), 9., dark);
        s.line((26. * swing, -2.), (42. * swing, -2.), 9., dark);
        s.blob(&[(-20., -92.), (18., -92.), (30. * swing, -62.), (4., -64.), (-24. * swing, -60.)], dark);
        s.blob(&[(-18., -88.), (-8., -150.), (26., -150.), (22., -88.)], shirt);
        s.lines(&[(-2., -142.), (-34., -122.), (-20., -98.)], 10., shirt);
        s.lines(&[(20., -142.), (40., -116.), (60., -130.)], 10., skin);
        s.head(14., -168., 14., skin);
    });
}
