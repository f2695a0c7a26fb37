//! Portrait.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, Spot, WIDTH, oval, rect};

/// Head and shoulders before a wall, a window or open country.
pub(super) fn portrait(s: &mut Scene) {
    let p = s.ink;
    match s.chance.below(3) {
        0 => s.vista(530.),
        1 => study(s),
        _ => street(s),
    }
    let (x, y) = (s.pick(360., 540.), s.pick(270., 300.));
    let skin = s.skin();
    let coat = s.chance.one(&[p.near, p.dark, p.spot, p.leaf_dark, mix(p.mid, p.dark, 0.3)]);
    shoulders(s, x, y, coat, skin);
    let r = s.pick(116., 128.);
    let kind = s.chance.below(6);
    s.head_of(kind, x, y, r, skin);
    let bearded = matches!(kind, 0 | 2 | 5) && s.chance.yes(0.45);
    face(s, (x, y), r, skin, bearded);
}

fn study(s: &mut Scene) {
    let p = s.ink;
    let wall = if p.is_night() { p.mid } else { mix(p.far, p.lit, 0.45) };
    s.rect(0., 0., WIDTH, HEIGHT, wall);
    for shelf in 0..5 {
        let y = 150. + shelf as f32 * 150.;
        s.rect(560., y, 660., 14., p.dark);
        s.books(580., WIDTH, y, 104.);
    }
    s.window(90., 60., 220., 330., p.near);
    s.bars((90., 60.), (220., 330.), 2, 3, p.near);
    s.fade((WIDTH * 0.4, 0.), (WIDTH * 1.8, 300.), 12., 0.6, p.near);
}

fn street(s: &mut Scene) {
    let p = s.ink;
    s.sky(420.);
    let peak = s.pick(700., 1100.);
    s.skyline(620., 420., peak, p.far);
    s.terrace(520., WIDTH + 40., 690., 230.);
    s.rect(0., 684., WIDTH, HEIGHT, p.ground);
}

fn shoulders(s: &mut Scene, x: f32, y: f32, coat: Color, skin: Color) {
    let p = s.ink;
    s.poly(
        &[(x - 50., y + 80.), (x + 50., y + 80.), (x + 62., y + 240.), (x - 62., y + 240.)],
        mix(skin, p.dark, 0.22),
    );
    s.blob(
        &[
            (x - 56., y + 188.),
            (x + 56., y + 188.),
            (x + 210., y + 240.),
            (x + 280., y + 360.),
            (x + 320., HEIGHT + 90.),
            (x - 320., HEIGHT + 90.),
            (x - 280., y + 360.),
            (x - 210., y + 240.),
        ],
        coat,
    );
    let shade = rect(x + 90., 0., 400., HEIGHT);
    let dark = mix(coat, p.dark, 0.5);
    s.inside(shade, |s| {
        s.blob(
            &[
                (x + 120., y + 240.),
                (x + 210., y + 240.),
                (x + 280., y + 360.),
                (x + 320., HEIGHT + 90.),
                (x + 100., HEIGHT + 90.),
            ],
            dark,
        );
    });
    let shirt = s.chance.one(&[p.lit, p.spot, p.far]);
    match s.chance.below(3) {
        0 => {
            s.poly(&[(x - 58., y + 186.), (x + 58., y + 186.), (x, y + 400.)], shirt);
            s.poly(&[(x - 58., y + 184.), (x - 110., y + 230.), (x - 6., y + 420.)], dark);
            s.poly(&[(x + 58., y + 184.), (x + 110., y + 230.), (x + 6., y + 420.)], dark);
            s.poly(&[(x - 40., y + 150.), (x + 40., y + 150.), (x, y + 216.)], skin);
        }
        1 => s.blob(
            &[(x - 80., y + 150.), (x + 80., y + 150.), (x + 92., y + 214.), (x, y + 240.), (x - 92., y + 214.)],
            shirt,
        ),
        _ => {
            s.blob(
                &[(x - 74., y + 186.), (x, y + 250.), (x + 74., y + 186.), (x + 50., y + 140.), (x - 50., y + 140.)],
                skin,
            );
            s.curve(&[(x - 76., y + 186.), (x, y + 256.), (x + 76., y + 186.)], 12., shirt);
        }
    }
}

fn face(s: &mut Scene, (x, y): Spot, r: f32, skin: Color, bearded: bool) {
    let p = s.ink;
    let (shade, dark) = (mix(skin, p.dark, 0.3), mix(p.dark, skin, 0.12));
    s.inside(oval(x, y + r * 0.08, r * 0.72, r * 0.9), |s| {
        s.blob(
            &[
                (x + r * 0.2, y - r * 0.3),
                (x + r * 0.34, y + r * 0.3),
                (x + r * 0.12, y + r * 0.34),
                (x + r * 0.3, y + r),
                (x + r, y + r),
                (x + r, y - r * 0.3),
            ],
            shade,
        );
    });
    for side in [-1., 1.] {
        let ex = x + side * r * 0.32;
        s.curve(&[(ex - r * 0.17, y - r * 0.12), (ex, y - r * 0.2), (ex + r * 0.17, y - r * 0.12)], r * 0.06, dark);
        s.oval(ex, y + r * 0.02, r * 0.075, r * 0.06, dark);
    }
    s.curve(&[(x + r * 0.02, y), (x + r * 0.14, y + r * 0.3), (x - r * 0.02, y + r * 0.34)], r * 0.05, dark);
    let smile = s.pick(-0.02, 0.09) * r;
    s.curve(
        &[(x - r * 0.24, y + r * 0.58 - smile), (x, y + r * 0.6 + smile), (x + r * 0.24, y + r * 0.58 - smile)],
        r * 0.06,
        dark,
    );
    if bearded {
        let hair = mix(p.tone(0.3), p.dark, 0.3);
        s.blob(
            &[
                (x - r * 0.74, y + r * 0.3),
                (x - r * 0.3, y + r * 0.5),
                (x, y + r * 0.42),
                (x + r * 0.3, y + r * 0.5),
                (x + r * 0.74, y + r * 0.3),
                (x + r * 0.5, y + r * 0.95),
                (x, y + r * 1.2),
                (x - r * 0.5, y + r * 0.95),
            ],
            hair,
        );
        s.line((x - r * 0.15, y + r * 0.64), (x + r * 0.15, y + r * 0.64), r * 0.05, mix(skin, p.dark, 0.2));
    }
    if s.chance.yes(0.35) {
        for side in [-1., 1.] {
            s.ring(x + side * r * 0.32, y + r * 0.02, r * 0.22, r * 0.045, dark);
        }
        s.line((x - r * 0.1, y), (x + r * 0.1, y), r * 0.045, dark);
    }
}
