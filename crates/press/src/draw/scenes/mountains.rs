//! Mountains and forest.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

pub(super) fn mountains(s: &mut Scene) {
    let p = s.ink;
    s.sky(470.);
    let cloud_top = s.pick(120., 200.);
    let clouds = s.chance.below(4);
    s.clouds(clouds, cloud_top, 300.);
    let length = s.pick(260., 420.);
    s.peaks(440., 190., length, p.far);
    let (x, top) = (s.pick(420., 820.), s.pick(90., 160.));
    great_peak(s, x, top);
    let length = s.pick(200., 360.);
    s.peaks(600., 120., length, p.near);
    if s.chance.yes(0.6) {
        let level = 590.;
        s.rect(0., level, WIDTH, HEIGHT, mix(p.sky_low, p.far, 0.3));
        s.dashes(level + 6., HEIGHT, 50, p.lit);
        s.dashes(level + 4., level + 80., 40, p.mid);
    } else {
        s.ground(596., p.leaf);
    }
    let shore = s.hills(694., 16., 300., p.dark);
    let trees = s.chance.count(26, 44);
    let gap = s.pick(260., 900.);
    for _ in 0..trees {
        let (x, tall) = (s.pick(-20., WIDTH + 20.), s.pick(70., 190.));
        if (x - gap).abs() > 130. {
            s.conifer(x, Scene::height_at(&shore, x) + 14., tall, p.dark);
        }
    }
    s.house(gap - 40., 690., 84., 48., mix(p.spot, p.lit, 0.2), p.dark);
}

/// One peak above all others, lit from a side, its top white.
fn great_peak(s: &mut Scene, x: f32, top: f32) {
    let p = s.ink;
    let (base, lean) = (640., s.pick(-30., 30.));
    let left = [(x - 560., base), (x - 330., 430.), (x - 250., 400.), (x - 120., top + 120.), (x - 60., top + 70.), (x, top)];
    let right = [(x + 70., top + 90.), (x + 130., top + 120.), (x + 290., 380.), (x + 360., 450.), (x + 620., base)];
    let ridge =
        [(x + 20., top + 110.), (x - 36. + lean, top + 200.), (x + 44., top + 300.), (x - 20. + lean, 520.), (x + 30., base)];
    s.poly(&[&left[..], &right[..]].concat(), p.mid);
    let mut shade = vec![(x, top)];
    shade.extend(right);
    shade.extend(ridge.iter().rev());
    s.poly(&shade, p.near);
    let snow = s.pick(150., 250.);
    let cap = [
        (x, top),
        (x - 60., top + 70.),
        (x - 120., top + 120.),
        (x - 130. - snow * 0.3, top + snow),
        (x - 84., top + snow * 0.86),
        (x - 56., top + snow * 1.2),
        (x - 14., top + snow * 0.8),
        (x + 20., top + 110.),
    ];
    s.poly(&cap, p.lit);
    let cap = [
        (x, top),
        (x + 70., top + 90.),
        (x + 130., top + 120.),
        (x + 120. + snow * 0.35, top + snow * 0.9),
        (x + 96., top + snow * 0.8),
        (x + 62., top + snow * 1.1),
        (x + 30., top + snow * 0.7),
        (x + 20., top + 110.),
    ];
    s.poly(&cap, mix(p.lit, p.far, 0.55));
    for at in 0..7 {
        let (lx, ly) = (x - 90. - at as f32 * 52., top + 230. + at as f32 * 48.);
        s.line((lx, ly), (lx + 26., ly + 76.), 4., mix(p.mid, p.near, 0.6));
    }
}

pub(super) fn forest(s: &mut Scene) {
    let p = s.ink;
    s.sky(520.);
    let tones = [mix(p.far, p.sky_low, 0.4), p.far, mix(p.mid, p.leaf, 0.3)];
    for (row, ink) in tones.into_iter().enumerate() {
        let base = 420. + row as f32 * 60.;
        for at in 0..34 {
            let (x, tall) = (at as f32 * 38. - 30. + s.pick(-14., 14.), s.pick(150., 240.) + row as f32 * 40.);
            s.conifer(x, base, tall, ink);
        }
        s.rect(0., base - 14., WIDTH, HEIGHT, ink);
    }
    s.ground(560., p.leaf_dark);
    let path = s.pick(420., 780.);
    s.blob(
        &[
            (path - 16., 560.),
            (path + 16., 560.),
            (path + 90., 640.),
            (path + 60., 690.),
            (path + 260., 800.),
            (path - 240., 800.),
            (path - 60., 690.),
            (path - 10., 630.),
        ],
        mix(p.ground, p.spot, 0.2),
    );
    if s.chance.yes(0.6) {
        let coat = s.coat();
        s.person(path + 20., 640., 116., coat);
    } else {
        deer(s, path - 20., 640.);
    }
    for at in 0..9 {
        let x = at as f32 * 150. + s.pick(-50., 50.);
        if (x - path).abs() > 170. {
            trunk(s, x);
        }
    }
}

fn trunk(s: &mut Scene, x: f32) {
    let p = s.ink;
    let (half, foot) = (s.pick(18., 44.), s.pick(680., 740.));
    s.poly(
        &[
            (x - half * 0.7, -10.),
            (x + half * 0.7, -10.),
            (x + half, foot - 60.),
            (x + half * 1.7, foot),
            (x - half * 1.7, foot),
            (x - half, foot - 60.),
        ],
        p.dark,
    );
    for at in 0..10 {
        let y = at as f32 * 70. + s.pick(0., 40.);
        s.line((x + half * 0.45, y), (x + half * 0.5, y + 30.), 4., p.near);
    }
    for side in [-1., 1.] {
        let y = s.pick(60., 300.);
        s.lines(&[(x, y + 60.), (x + side * half * 2.4, y), (x + side * half * 4., y - 10.)], half * 0.3, p.dark);
    }
}

fn deer(s: &mut Scene, x: f32, y: f32) {
    let ink = s.ink.dark;
    s.placed((x, y), 1.2, 0., |s| {
        s.blob(
            &[
                (-40., -50.),
                (-20., -58.),
                (30., -54.),
                (44., -90.),
                (70., -92.),
                (74., -84.),
                (56., -76.),
                (44., -36.),
                (-36., -34.),
            ],
            ink,
        );
        for leg in [-34., -26., 30., 38.] {
            s.line((leg, -38.), (leg + 2., 0.), 5., ink);
        }
        s.lines(&[(52., -90.), (48., -116.), (38., -126.)], 3.5, ink);
        s.lines(&[(56., -90.), (62., -116.), (74., -126.)], 3.5, ink);
        s.lines(&[(48., -112.), (58., -122.)], 3., ink);
    });
}
