//! Plane and satellite.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, oval};

/// An airliner over a field with a tower, or over the clouds.
pub(super) fn plane(s: &mut Scene) {
    let p = s.ink;
    let body = if p.is_night() { mix(p.lit, p.mid, 0.3) } else { p.lit };
    let (x, y, angle) = (s.pick(440., 760.), s.pick(220., 310.), s.pick(-16., -4.));
    if s.chance.yes(0.4) {
        s.sky(600.);
        s.clouds(5, 60., 300.);
        s.airliner((x, y + 50.), 2., angle, body);
        for row in 0..3 {
            for at in 0..7 {
                let (cx, width) = (at as f32 * 210. + s.pick(-70., 70.), s.pick(280., 420.));
                s.cloud(cx, 590. + row as f32 * 76., width, mix(p.far, p.lit, 0.3 + 0.3 * row as f32));
            }
        }
        s.rect(0., 735., WIDTH, 20., mix(p.far, p.lit, 0.9));
        return;
    }
    let horizon = s.pick(520., 560.);
    s.vista(horizon);
    s.ground(horizon, p.leaf);
    tower(s, horizon);
    let way = s.pick(420., 640.);
    s.poly(
        &[(way - 24., horizon + 14.), (way + 24., horizon + 14.), (way + 420., HEIGHT + 10.), (way - 420., HEIGHT + 10.)],
        p.near,
    );
    for at in 0..6 {
        let depth = (at as f32 / 6.).powi(2);
        s.rect(way - 4. - 12. * depth, horizon + 22. + 200. * depth, 8. + 24. * depth, 8. + 30. * depth, p.lit);
        for side in [-1., 1.] {
            s.circle(way + side * (36. + 370. * depth), horizon + 22. + 200. * depth, 3. + 7. * depth, p.spot);
        }
    }
    s.airliner((x, y), 1.75, angle, body);
}

fn tower(s: &mut Scene, base: f32) {
    let p = s.ink;
    let x = s.pick(880., 1060.);
    s.rect(x - 220., base - 50., 420., 60., p.mid);
    s.boxes(12, 34., (x - 206., base - 36.), (22., 18.), mix(p.spot, p.lit, 0.5));
    s.poly(&[(x - 22., base), (x - 16., base - 170.), (x + 16., base - 170.), (x + 22., base)], p.near);
    s.poly(
        &[(x - 34., base - 170.), (x - 50., base - 220.), (x + 50., base - 220.), (x + 34., base - 170.)],
        mix(p.spot, p.lit, 0.4),
    );
    s.rect(x - 54., base - 230., 108., 12., p.dark);
    s.rect(x - 38., base - 174., 76., 10., p.dark);
    s.line((x, base - 230.), (x, base - 280.), 4., p.dark);
}

/// A satellite over the curve of the earth.
pub(super) fn satellite(s: &mut Scene) {
    let p = s.ink;
    s.rect(0., 0., WIDTH, HEIGHT, p.dark);
    s.fade((0., 0.), (0., HEIGHT * 1.4), 14., 0.7, p.sky_top);
    s.stars(240, 760.);
    let (x, y, r) = (s.pick(300., 900.), s.pick(1010., 1080.), 560.);
    let (rise, glow) = (s.pick(-0.5, 0.5), s.pick(60., 110.));
    let (dawn, limb) = (mix(p.spot, p.lit, 0.35), (x + (r + 20.) * rise.sin(), y - (r + 20.) * rise.cos()));
    s.circle(limb.0, limb.1, glow * 1.5, mix(p.spot, p.dark, 0.5));
    s.circle(limb.0, limb.1, glow, dawn);
    s.circle(x, y, r + 26., mix(p.sky_low, p.dark, 0.4));
    s.circle(x, y, r + 12., p.sky_low);
    s.circle(x, y, r, mix(p.mid, p.far, 0.6));
    s.inside(oval(x, y, r, r), |s| {
        for _ in 0..6 {
            let (cx, cy, w) = (x + s.pick(-420., 420.), y - s.pick(280., 500.), s.pick(70., 150.));
            let mut shore = |at: usize| {
                (
                    cx + (at as f32 * 0.698).cos() * w * s.pick(0.6, 1.4),
                    cy + (at as f32 * 0.698).sin() * w * s.pick(0.25, 0.6),
                )
            };
            let points: Vec<_> = (0..9).map(&mut shore).collect();
            s.blob(&points, mix(p.leaf, p.lit, 0.35));
        }
        for _ in 0..9 {
            let (cx, cy, w) = (x + s.pick(-460., 460.), y - s.pick(250., 540.), s.pick(60., 160.));
            s.oval(cx, cy, w, w * 0.08, mix(p.lit, p.far, 0.3));
        }
        s.fade((x - 100., y), (x + 700., y), 13., 0.9, p.dark);
    });
    let (sx, sy, scale, angle) = (s.pick(420., 780.), s.pick(210., 280.), s.pick(0.95, 1.25), s.pick(-34., 24.));
    s.placed((sx, sy), scale, angle, craft);
}

fn craft(s: &mut Scene) {
    let p = s.ink;
    for side in [-1., 1.] {
        s.line((0., 0.), (side * 130., 0.), 9., p.lit);
        let left = if side > 0. { 96. } else { -346. };
        s.rect(left, -58., 250., 116., p.far);
        for column in 0..5 {
            for row in 0..2 {
                s.rect(
                    left + 6. + column as f32 * 49.,
                    -52. + row as f32 * 55.,
                    43.,
                    49.,
                    if (column + row) % 3 == 0 { p.mid } else { p.near },
                );
            }
        }
    }
    s.rect(-56., -66., 112., 132., p.lit);
    s.rect(14., -66., 42., 132., mix(p.lit, p.mid, 0.5));
    s.rect(-56., -26., 112., 14., p.spot);
    s.rect(-56., 22., 112., 8., p.near);
    s.line((0., 66.), (0., 110.), 7., p.lit);
    s.blob(&[(-64., 96.), (0., 124.), (64., 96.), (46., 146.), (0., 160.), (-46., 146.)], p.spot);
    s.line((0., 140.), (0., 190.), 5., p.lit);
    s.circle(0., 192., 8., p.lit);
    s.line((-30., -66.), (-44., -128.), 4., p.lit);
    s.circle(-44., -130., 7., p.spot);
}
