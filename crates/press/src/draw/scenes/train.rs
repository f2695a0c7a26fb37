//! Train.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, rect};

/// A train in open country or on a viaduct.
pub(super) fn train(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(360., 420.);
    s.vista(horizon);
    let length = s.pick(240., 420.);
    s.hills(horizon + 40., 34., length, p.mid);
    s.ground(horizon + 120., p.leaf);
    let (track, steam) = (s.pick(530., 570.), s.chance.yes(0.35));
    let start = s.pick(840., 1020.);
    if s.chance.yes(0.5) {
        viaduct(s, track)
    } else {
        poles(s, track)
    }
    s.rect(0., track, WIDTH, 14., p.dark);
    let ink = s.chance.one(&[p.spot, p.spot, p.near]);
    for at in 0..5 {
        carriage(s, start - 250. - at as f32 * 252., track, ink);
    }
    if steam {
        engine(s, start, track, ink)
    } else {
        railcar(s, start, track, ink)
    }
    for _ in 0..9 {
        let (x, tall) = (s.pick(-20., WIDTH), s.pick(50., 110.));
        s.round_tree(x, 760., tall * 1.3, p.leaf_dark, p.dark);
    }
}

fn viaduct(s: &mut Scene, track: f32) {
    let p = s.ink;
    let wall = mix(p.ground, p.near, 0.3);
    s.rect(0., track + 10., WIDTH, 30., wall);
    for at in -1..9 {
        let x = at as f32 * 160.;
        s.rect(x, track + 30., 34., HEIGHT, wall);
        s.rect(x + 22., track + 30., 12., HEIGHT, p.near);
        let arch = rect(x + 34., track + 38., 126., 70.);
        s.inside(arch, |s| {
            s.rect(x + 30., track + 30., 140., 80., wall);
            s.oval(x + 97., track + 110., 63., 66., p.leaf);
        });
    }
}

fn poles(s: &mut Scene, track: f32) {
    let p = s.ink;
    s.poly(
        &[(0., track + 10.), (WIDTH, track + 10.), (WIDTH, track + 60.), (0., track + 74.)],
        mix(p.ground, p.near, 0.35),
    );
    for at in 0..6 {
        let x = 90. + at as f32 * 220.;
        s.rect(x, track - 260., 8., 262., p.dark);
        s.rect(x - 70., track - 236., 76., 6., p.dark);
        s.curve(&[(x - 60., track - 222.), (x + 50., track - 208.), (x + 160., track - 222.)], 2.5, p.dark);
    }
}

fn carriage(s: &mut Scene, x: f32, track: f32, ink: Color) {
    let p = s.ink;
    let glass = if p.is_night() { mix(p.spot, p.lit, 0.7) } else { mix(p.far, p.lit, 0.4) };
    s.rect(x, track - 124., 244., 106., ink);
    s.rect(x - 4., track - 134., 252., 14., p.dark);
    s.rect(x, track - 54., 244., 12., p.lit);
    s.boxes(5, 46., (x + 14., track - 106.), (32., 40.), glass);
    s.rect(x - 8., track - 40., 260., 10., p.dark);
    for wheel in [40., 76., 168., 204.] {
        s.circle(x + wheel, track - 14., 15., p.dark);
        s.circle(x + wheel, track - 14., 5., p.far);
    }
}

fn railcar(s: &mut Scene, x: f32, track: f32, ink: Color) {
    let p = s.ink;
    let glass = mix(p.far, p.lit, 0.4);
    s.blob(
        &[
            (x - 4., track - 132.),
            (x + 110., track - 132.),
            (x + 190., track - 92.),
            (x + 232., track - 40.),
            (x + 226., track - 18.),
            (x - 4., track - 18.),
        ],
        ink,
    );
    s.poly(
        &[(x + 118., track - 118.), (x + 152., track - 104.), (x + 190., track - 72.), (x + 128., track - 72.)],
        p.dark,
    );
    s.rect(x, track - 54., 220., 12., p.lit);
    s.boxes(2, 48., (x + 14., track - 106.), (34., 40.), glass);
    s.rect(x, track - 30., 210., 12., p.dark);
    for wheel in [40., 76., 150., 186.] {
        s.circle(x + wheel, track - 14., 15., p.dark);
    }
    s.circle(x + 216., track - 46., 7., p.lit);
}

fn engine(s: &mut Scene, x: f32, track: f32, ink: Color) {
    let p = s.ink;
    s.smoke((x + 176., track - 210.), 520., 44., mix(p.lit, p.sky_low, 0.35));
    s.rect(x + 60., track - 112., 150., 70., p.dark);
    s.blob(
        &[(x + 200., track - 114.), (x + 226., track - 100.), (x + 226., track - 54.), (x + 200., track - 42.)],
        p.near,
    );
    s.rect(x, track - 150., 76., 120., ink);
    s.rect(x + 16., track - 134., 40., 38., mix(p.spot, p.lit, 0.6));
    s.rect(x - 10., track - 160., 98., 12., p.dark);
    s.poly(
        &[(x + 160., track - 110.), (x + 152., track - 170.), (x + 196., track - 170.), (x + 188., track - 110.)],
        p.dark,
    );
    s.blob(
        &[(x + 96., track - 108.), (x + 104., track - 134.), (x + 126., track - 134.), (x + 134., track - 108.)],
        ink,
    );
    s.rect(x - 8., track - 48., 240., 14., ink);
    for (wheel, r) in [(34., 26.), (92., 26.), (150., 26.), (204., 15.)] {
        s.circle(x + wheel, track - r, r, p.dark);
        s.ring(x + wheel, track - r, r * 0.7, 3., p.lit);
    }
    s.line((x + 34., track - 26.), (x + 150., track - 26.), 6., p.lit);
    s.poly(&[(x + 226., track - 40.), (x + 262., track), (x + 222., track)], p.near);
}
