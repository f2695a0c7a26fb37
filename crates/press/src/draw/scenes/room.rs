//! Rooms in general, and the hall.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH};

impl Scene {
    /// A room's wall and boarded floor, which meet at `foot`.
    pub(super) fn room(&mut self, foot: f32) {
        let p = self.ink;
        let wall = if p.is_night() { p.mid } else { mix(p.far, p.lit, 0.4) };
        self.rect(0., 0., WIDTH, HEIGHT, wall);
        if self.chance.yes(0.5) {
            self.fade((0., 0.), (WIDTH * 1.6, 0.), 13., 0.7, mix(wall, p.mid, 0.5));
        } else {
            self.ruled(0., foot * 0.7, mix(wall, p.mid, 0.3));
        }
        self.rect(0., foot, WIDTH, HEIGHT, mix(p.ground, p.mid, 0.35));
        let eye = WIDTH * 0.45;
        for at in -14..=14 {
            self.line((eye + at as f32 * 62., foot), (eye + at as f32 * 190., HEIGHT), 3., p.mid);
        }
        self.rect(0., foot - 16., WIDTH, 18., p.near);
    }

    /// Books in a row on a shelf.
    pub(super) fn books(&mut self, from: f32, to: f32, base: f32, height: f32) {
        let p = self.ink;
        let inks = [p.spot, p.near, p.mid, p.lit, p.leaf, p.leaf_dark, p.dark];
        let mut x = from;
        while x < to {
            let (width, tall) = (self.pick(12., 34.), height * self.pick(0.66, 1.));
            let ink = self.chance.one(&inks);
            if self.chance.yes(0.9) {
                self.rect(x, base - tall, width - 2., tall, ink);
                self.rect(x, base - tall * 0.8, width - 2., 5., mix(ink, p.lit, 0.5));
            }
            x += width;
        }
    }
}

/// A great room with tall windows; people on chairs face somebody who speaks.
pub(super) fn hall(s: &mut Scene) {
    let p = s.ink;
    s.room(480.);
    let (windows, round) = (s.chance.count(3, 5), s.chance.yes(0.6));
    let step = WIDTH / windows as f32;
    for at in 0..windows {
        let (x, half) = ((at as f32 + 0.5) * step, step * 0.22);
        let pane = mix(p.sky_low, p.lit, if p.is_night() { 0.1 } else { 0.5 });
        if round {
            s.oval(x, 130., half + 12., half + 12., p.near);
            s.oval(x, 130., half, half, pane);
        }
        s.rect(x - half - 12., if round { 130. } else { 70. }, half * 2. + 24., 250., p.near);
        s.rect(x - half, if round { 130. } else { 82. }, half * 2., 238., pane);
        s.bars((x - half, 80.), (half * 2., 240.), 3, 4, p.near);
        s.pillar(at as f32 * step, 470., 44., 440., mix(p.lit, p.far, 0.3), mix(p.far, p.mid, 0.5));
    }
    s.rect(0., 0., WIDTH, 44., p.near);
    s.boxes(30, 42., (6., 30.), (22., 12.), p.far);
    stage(s);
    lamps(s);
    let rows = s.chance.count(3, 4);
    for row in 0..rows {
        audience(s, row as f32 / (rows - 1) as f32);
    }
}

fn stage(s: &mut Scene) {
    let p = s.ink;
    let x = s.pick(300., 520.);
    s.rect(x - 260., 450., 660., 46., p.dark);
    s.rect(x - 260., 450., 660., 8., p.spot);
    let coat = s.coat();
    s.person(x, 452., 190., coat);
    s.poly(&[(x - 46., 352.), (x + 46., 352.), (x + 34., 452.), (x - 34., 452.)], p.near);
    s.rect(x - 52., 344., 104., 12., p.dark);
    s.line((x + 6., 346.), (x + 14., 310.), 4., p.dark);
    s.rect(x + 150., 396., 230., 14., p.dark);
    let seated = s.chance.count(2, 3);
    for at in 0..seated {
        let (px, coat) = (x + 190. + at as f32 * 70., s.coat());
        bust(s, px, 396., 34., coat);
    }
    s.rect(x + 160., 396., 210., 56., p.near);
    s.flag(x + 420., 450., 220., p.spot);
}

fn lamps(s: &mut Scene) {
    let p = s.ink;
    let glow = mix(p.spot, p.lit, 0.6);
    let count = s.chance.count(2, 4);
    for at in 0..count {
        let x = WIDTH * (at as f32 + 0.5) / count as f32;
        s.line((x, 0.), (x, 130.), 4., p.dark);
        s.oval(x, 140., 70., 10., p.dark);
        for bulb in -2..=2 {
            s.circle(x + bulb as f32 * 32., 126., 12., glow);
        }
    }
}

/// Head and shoulders; `r` is half a head.
fn bust(s: &mut Scene, x: f32, base: f32, r: f32, coat: Color) {
    let skin = s.skin();
    s.blob(
        &[
            (x - r * 1.7, base),
            (x - r * 1.5, base - r * 1.3),
            (x, base - r * 1.9),
            (x + r * 1.5, base - r * 1.3),
            (x + r * 1.7, base),
        ],
        coat,
    );
    s.rect(x - r * 0.3, base - r * 2.2, r * 0.6, r * 0.6, skin);
    s.head(x, base - r * 2.7, r * 0.86, skin);
}

/// A row of people seen from behind.
fn audience(s: &mut Scene, depth: f32) {
    let p = s.ink;
    let (base, r) = (590. + 190. * depth, 24. + 34. * depth);
    let count = (WIDTH / (r * 4.4)) as usize;
    for at in 0..=count {
        let x = at as f32 * r * 4.4 + depth * 30.;
        if s.chance.yes(0.84) {
            let (coat, hair) = (s.coat(), s.chance.one(&[p.dark, p.near, p.tone(0.35), p.tone(0.8)]));
            let (sway, skin) = (s.pick(-0.2, 0.2) * r, s.skin());
            s.blob(
                &[
                    (x - r * 1.7, base),
                    (x - r * 1.5, base - r * 1.3),
                    (x, base - r * 1.9),
                    (x + r * 1.5, base - r * 1.3),
                    (x + r * 1.7, base),
                ],
                coat,
            );
            s.rect(x - r * 0.3 + sway, base - r * 2.2, r * 0.6, r * 0.6, skin);
            s.oval(x + sway, base - r * 2.7, r * 0.8, r, hair);
        }
        s.rect(x - r * 1.6, base - r * 0.8, r * 3.2, r * 1.6, mix(p.dark, p.near, 0.4));
        s.rect(x - r * 1.6, base - r * 0.8, r * 3.2, r * 0.2, p.spot);
    }
    s.rect(0., base + r * 0.6, WIDTH, r * 0.8, mix(p.dark, p.near, 0.4));
}
