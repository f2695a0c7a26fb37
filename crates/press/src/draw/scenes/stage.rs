//! Instrument: a player, or several, on a stage.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, oval, poly};

/// Somebody on a stage with a string instrument, or drums in a row.
pub(super) fn instrument(s: &mut Scene) {
    let p = s.ink;
    s.rect(0., 0., WIDTH, HEIGHT, mix(p.near, p.dark, 0.3));
    let light = s.pick(420., 780.);
    let cone = poly(&[(light - 60., -10.), (light + 60., -10.), (light + 470., 650.), (light - 470., 650.)]);
    s.inside(cone, |s| {
        s.rect(0., 0., WIDTH, HEIGHT, mix(p.mid, p.near, 0.3));
        s.fade((0., 700.), (0., -200.), 13., 0.8, mix(p.spot, p.lit, 0.4));
    });
    for side in [-1., 1.] {
        let edge = 600. + side * 600.;
        for fold in 0..5 {
            let x = edge - side * fold as f32 * 34.;
            s.rect(x - 17., 0., 34., 650., mix(p.spot, p.dark, if fold % 2 == 0 { 0.35 } else { 0.55 }));
        }
    }
    s.rect(0., 640., WIDTH, HEIGHT, p.dark);
    s.oval(light, 668., 450., 34., mix(p.ground, p.mid, 0.4));
    if s.chance.yes(0.5) {
        cello(s, light)
    } else {
        drums(s, light)
    }
    notes(s, light);
}

fn cello(s: &mut Scene, x: f32) {
    let p = s.ink;
    let (skin, coat) = (s.skin(), s.chance.one(&[p.lit, p.far, p.leaf]));
    s.rect(x - 150., 500., 190., 16., p.dark);
    s.rect(x - 140., 510., 12., 150., p.dark);
    s.lines(&[(x - 70., 490.), (x - 180., 520.), (x - 190., 660.)], 54., p.dark);
    s.blob(
        &[(x - 130., 520.), (x - 120., 330.), (x - 60., 280.), (x + 10., 300.), (x + 30., 400.), (x - 10., 520.)],
        coat,
    );
    s.rect(x - 70., 250., 34., 44., skin);
    s.head(x - 50., 215., 46., skin);
    let wood = mix(p.spot, p.dark, 0.12);
    s.placed((x + 40., 460.), 1.1, 12., |s| {
        s.rect(-9., -300., 18., 220., p.dark);
        s.circle(0., -304., 17., p.dark);
        s.blob(
            &[
                (0., -110.),
                (62., -84.),
                (56., -30.),
                (44., 6.),
                (84., 60.),
                (70., 130.),
                (0., 158.),
                (-70., 130.),
                (-84., 60.),
                (-44., 6.),
                (-56., -30.),
                (-62., -84.),
            ],
            wood,
        );
        s.blob(
            &[(20., -100.), (62., -84.), (56., -30.), (44., 6.), (84., 60.), (70., 130.), (20., 154.), (50., 70.), (24., 0.)],
            mix(wood, p.dark, 0.35),
        );
        s.rect(-8., -120., 16., 130., p.dark);
        s.rect(-30., 50., 60., 8., p.dark);
        for string in [-5., 0., 5.] {
            s.line((string, -280.), (string, 110.), 1.6, p.lit);
        }
        s.curve(&[(-40., 20.), (-30., 40.), (-40., 64.)], 5., p.dark);
        s.curve(&[(40., 20.), (30., 40.), (40., 64.)], 5., p.dark);
        s.line((0., 158.), (0., 190.), 6., p.dark);
    });
    s.lines(&[(x + 6., 320.), (x + 100., 400.), (x + 190., 450.)], 40., coat);
    s.lines(&[(x - 100., 320.), (x - 40., 400.), (x + 60., 320.)], 38., mix(coat, p.dark, 0.2));
    s.circle(x + 64., 314., 18., skin);
    s.line((x - 140., 440.), (x + 250., 474.), 6., p.lit);
    s.circle(x + 196., 456., 18., skin);
}

fn drums(s: &mut Scene, light: f32) {
    let p = s.ink;
    let count = s.chance.count(3, 4);
    for at in 0..count {
        let x = light + (at as f32 - (count - 1) as f32 / 2.) * 210.;
        let (coat, ink) = (s.coat(), if at % 2 == 0 { p.spot } else { p.leaf });
        let (tall, half) = (s.pick(150., 210.), s.pick(64., 84.));
        s.person(x, 650., 370., coat);
        s.blob(
            &[
                (x - half, 660. - tall),
                (x - half * 1.05, 660. - tall * 0.5),
                (x - half * 0.7, 664.),
                (x + half * 0.7, 664.),
                (x + half * 1.05, 660. - tall * 0.5),
                (x + half, 660. - tall),
            ],
            ink,
        );
        for lace in 0..6 {
            let lx = x - half + lace as f32 * half / 3.;
            s.lines(&[(lx, 664. - tall), (lx + half / 6., 640.), (lx + half / 3., 664. - tall)], 3., p.dark);
        }
        s.oval(x, 660. - tall, half, half * 0.26, p.lit);
        s.stroke(oval(x, 660. - tall, half, half * 0.26), 6., p.dark);
        for side in [-1., 1.] {
            s.line((x + side * half * 0.9, 560. - tall), (x + side * half * 0.2, 650. - tall), 8., p.dark);
        }
    }
}

fn notes(s: &mut Scene, light: f32) {
    let p = s.ink;
    for at in 0..6 {
        let (x, y) = (light + s.pick(-400., 400.), s.pick(60., 210.));
        s.placed((x, y), 0.9 + 0.1 * at as f32, 8., |s| {
            s.oval(0., 0., 17., 12., p.lit);
            s.line((15., 0.), (15., -66.), 5., p.lit);
            s.curve(&[(15., -66.), (38., -50.), (34., -28.)], 6., p.lit);
        });
    }
}
