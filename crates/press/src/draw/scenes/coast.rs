//! Island and lighthouse.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, poly};

pub(super) fn island(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(330., 400.);
    s.sky(horizon);
    let clouds = s.chance.count(1, 3);
    s.clouds(clouds, 60., horizon - 110.);
    s.water(horizon, HEIGHT);
    let (x, half, base) = (s.pick(380., 800.), s.pick(260., 380.), horizon + s.pick(70., 110.));
    let rise = s.pick(120., 230.);
    s.blob(
        &[
            (x - half * 1.15, base + 14.),
            (x - half * 0.5, base - 14.),
            (x + half * 0.6, base - 12.),
            (x + half * 1.2, base + 12.),
            (x, base + 40.),
        ],
        p.ground,
    );
    let lean = s.pick(-0.3, 0.3) * half;
    s.blob(
        &[
            (x - half, base),
            (x - half * 0.5, base - rise * 0.5),
            (x + lean, base - rise),
            (x + half * 0.55, base - rise * 0.45),
            (x + half, base + 4.),
        ],
        p.leaf,
    );
    s.blob(
        &[
            (x + lean, base - rise),
            (x + half * 0.55, base - rise * 0.45),
            (x + half, base + 4.),
            (x + half * 0.2, base),
            (x + lean + 20., base - rise * 0.5),
        ],
        p.leaf_dark,
    );
    let houses = s.chance.count(1, 4);
    for at in 0..houses {
        let hx = x - half * 0.5 + at as f32 * 66.;
        let wall = s.wall();
        s.house(hx, base - 4., 44., 34., wall, p.near);
    }
    let palms = s.chance.yes(0.6);
    let trees = s.chance.count(4, 8);
    for _ in 0..trees {
        let (tx, ty, tall) = (x + s.pick(-0.8, 0.9) * half, base + s.pick(-4., 14.), s.pick(90., 190.));
        if palms { s.palm(tx, ty, tall, p.dark) } else { s.conifer(tx, ty, tall * 0.7, p.leaf_dark) }
    }
    s.dashes(base + 34., base + 120., 24, p.leaf_dark);
    let (sx, sy, size) = (s.pick(100., 1000.), s.pick(600., 660.), s.pick(130., 210.));
    s.sail_boat(sx, sy, size, p.dark, p.lit);
    s.far_birds(6, x, base - rise - 90., 160., 18., p.dark);
}

pub(super) fn lighthouse(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(400., 470.);
    s.sky(horizon);
    let clouds = s.chance.below(4);
    s.clouds(clouds, 80., horizon - 100.);
    s.water(horizon, HEIGHT);
    let (x, top, rock) = (s.pick(700., 940.), s.pick(90., 170.), s.pick(440., 500.));
    if p.is_night() || s.chance.yes(0.4) {
        let beam = mix(p.spot, p.lit, 0.6);
        for (end, spread) in [(-80., 90.), (WIDTH + 80., 60.)] {
            let cone = poly(&[(x, top + 34.), (end, top - spread + 60.), (end, top + spread * 2.)]);
            s.inside(cone, |s| s.dots(11., beam, |px, _| 0.75 - (px - x).abs() / 1500.));
        }
    }
    s.blob(
        &[
            (x - 330., 640.),
            (x - 240., rock + 80.),
            (x - 120., rock + 10.),
            (x + 90., rock - 12.),
            (x + 260., rock + 50.),
            (x + 600., rock + 110.),
            (x + 600., 840.),
            (x - 260., 840.),
        ],
        p.near,
    );
    s.blob(
        &[
            (x - 190., rock + 70.),
            (x - 110., rock + 6.),
            (x + 90., rock - 16.),
            (x + 270., rock + 46.),
            (x + 620., rock + 100.),
            (x + 300., rock + 84.),
            (x + 40., rock + 40.),
        ],
        p.leaf,
    );
    for _ in 0..16 {
        let (rx, ry, lean) = (x + s.pick(-240., 480.), s.pick(rock + 110., 740.), s.pick(-30., 10.));
        s.line((rx, ry), (rx + lean, ry + 60.), 5., p.dark);
    }
    let wall = s.wall();
    s.house(x + 60., rock + 12., 130., 74., wall, p.dark);
    tower(s, x, rock + 10., top);
    for at in 0..20 {
        let (wx, wy) = (x - 380. + at as f32 * 32. + s.pick(-12., 12.), 690. + s.pick(-46., 26.));
        s.curve(&[(wx - 30., wy + 8.), (wx, wy - 12.), (wx + 34., wy + 8.)], 7., p.lit);
    }
    let far = s.pick(120., 420.);
    s.sail_boat(far, horizon + 60., 110., p.dark, p.lit);
    s.far_birds(9, x - 260., 250., 200., 22., p.dark);
}

fn tower(s: &mut Scene, x: f32, base: f32, top: f32) {
    let p = s.ink;
    let light = mix(p.spot, p.lit, 0.55);
    let half = |y: f32| 26. + 26. * (y - top) / (base - top);
    let bands = s.chance.count(3, 6) * 2 - 1;
    let (one, two) = if s.chance.yes(0.7) { (p.lit, p.spot) } else { (p.lit, p.dark) };
    let from = top + 70.;
    for band in 0..bands {
        let (y, end) = (
            from + (base - from) * band as f32 / bands as f32,
            from + (base - from) * (band + 1) as f32 / bands as f32,
        );
        let ink = if band % 2 == 0 { one } else { two };
        s.poly(&[(x - half(y), y), (x + half(y), y), (x + half(end), end), (x - half(end), end)], ink);
        s.poly(
            &[(x + half(y) * 0.35, y), (x + half(y), y), (x + half(end), end), (x + half(end) * 0.35, end)],
            mix(ink, p.near, 0.35),
        );
    }
    s.rect(x - 44., from - 8., 88., 12., p.dark);
    s.rect(x - 20., top + 16., 40., 48., light);
    s.bars((x - 20., top + 16.), (40., 40.), 3, 1, p.dark);
    s.poly(&[(x - 32., top + 16.), (x, top - 18.), (x + 32., top + 16.)], p.dark);
    s.circle(x, top + 38., 12., p.lit);
}
