//! Court and parliament.

use tiny_skia::Color;

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, WIDTH, rect};

impl Scene {
    /// The light colour of public stone.
    pub(super) fn stone(&self) -> Color {
        let p = self.ink;
        if p.is_night() { mix(p.lit, p.mid, 0.62) } else { mix(p.lit, p.ground, 0.35) }
    }

    /// A square before a building, with its paving.
    pub(super) fn square(&mut self, foot: f32) {
        let p = self.ink;
        self.rect(0., foot, WIDTH, HEIGHT, p.ground);
        for at in -12..=12 {
            self.line((600. + at as f32 * 70., foot), (600. + at as f32 * 240., HEIGHT), 2.5, mix(p.ground, p.mid, 0.5));
        }
        for at in 1..5 {
            let y = foot + (HEIGHT - foot) * (at as f32 / 5.).powf(1.6);
            self.line((0., y), (WIDTH, y), 2.5, mix(p.ground, p.mid, 0.5));
        }
    }
}

/// A temple front, or the scales large before it.
pub(super) fn court(s: &mut Scene) {
    let p = s.ink;
    s.sky(480.);
    let peak = s.pick(100., 1100.);
    s.skyline(570., 250., peak, mix(p.far, p.sky_low, 0.3));
    let (x, wall) = (s.pick(560., 740.), s.stone());
    s.rect(x - 460., 330., 920., 250., mix(wall, p.mid, 0.4));
    s.boxes(9, 100., (x - 430., 380.), (40., 110.), p.near);
    s.portico((x, 590.), 560., 440., wall);
    s.square(588.);
    let (at, height) = (s.pick(190., 250.), s.pick(430., 500.));
    scales(s, at, 700., height);
    let people = s.chance.count(3, 7);
    s.row_of_people(people, 420., WIDTH - 60., 690., 130.);
}

fn scales(s: &mut Scene, x: f32, base: f32, tall: f32) {
    let p = s.ink;
    let tilt = s.pick(-26., 26.);
    s.poly(&[(x - 90., base), (x - 70., base - 26.), (x + 70., base - 26.), (x + 90., base)], p.dark);
    s.rect(x - 9., base - tall, 18., tall - 20., p.dark);
    s.circle(x, base - tall - 6., 18., p.spot);
    s.line((x - 150., base - tall + 40. - tilt), (x + 150., base - tall + 40. + tilt), 12., p.dark);
    for side in [-1., 1.] {
        let (px, py) = (x + side * 150., base - tall + 40. + side * tilt);
        let pan = py + 190.;
        s.lines(&[(px - 62., pan), (px, py), (px + 62., pan)], 3.5, p.dark);
        s.inside(rect(px - 90., pan, 180., 60.), |s| s.oval(px, pan, 74., 40., p.spot));
        s.line((px - 76., pan), (px + 76., pan), 7., p.dark);
    }
}

pub(super) fn parliament(s: &mut Scene) {
    let p = s.ink;
    s.sky(480.);
    let clouds = s.chance.count(1, 3);
    s.clouds(clouds, 60., 240.);
    let (x, wall, foot) = (s.pick(480., 720.), s.stone(), 560.);
    let half = s.pick(420., 500.);
    s.rect(x - half, foot - 170., half * 2., 170., wall);
    s.rect(x - half - 14., foot - 184., half * 2. + 28., 18., mix(wall, p.near, 0.4));
    let panes = (half / 24.) as usize;
    for row in 0..2 {
        s.boxes(
            panes,
            48.,
            (x - half + 16., foot - 148. + row as f32 * 72.),
            (22., 46.),
            if p.is_night() { mix(p.spot, p.lit, 0.5) } else { p.near },
        );
    }
    if s.chance.yes(0.6) {
        let roof = s.chance.one(&[p.leaf, p.spot, p.mid]);
        s.dome((x, foot - 176.), 150., wall, roof);
        s.portico((x, foot + 4.), 300., 250., wall);
    } else {
        clock_tower(s, x - half + 40., foot);
        for at in 0..5 {
            let sx = x - half + 190. + at as f32 * 160.;
            s.poly(&[(sx - 16., foot - 180.), (sx, foot - 270.), (sx + 16., foot - 180.)], p.near);
        }
    }
    for side in [-1., 1.] {
        s.flag(x + side * (half - 60.), foot - 182., 150., p.spot);
    }
    s.square(foot);
    s.rect(0., foot, WIDTH, 34., mix(p.leaf, p.leaf_dark, 0.3));
    let trees = s.chance.count(3, 6);
    for at in 0..trees {
        let tx = at as f32 * WIDTH / trees as f32 + s.pick(-30., 60.);
        s.poplar(tx, foot + 40., 170., p.leaf_dark);
    }
    let people = s.chance.count(4, 8);
    s.row_of_people(people, 80., WIDTH - 80., 710., 130.);
}

fn clock_tower(s: &mut Scene, x: f32, foot: f32) {
    let p = s.ink;
    let wall = s.stone();
    s.rect(x - 62., foot - 440., 124., 440., wall);
    s.rect(x + 26., foot - 440., 36., 440., mix(wall, p.near, 0.4));
    s.boxes(3, 36., (x - 46., foot - 330.), (12., 300.), mix(wall, p.near, 0.35));
    s.rect(x - 72., foot - 450., 144., 16., p.near);
    s.poly(&[(x - 66., foot - 446.), (x, foot - 560.), (x + 66., foot - 446.)], p.near);
    s.circle(x, foot - 384., 44., p.dark);
    s.circle(x, foot - 384., 37., mix(p.spot, p.lit, 0.75));
    let turn = s.pick(0., std::f32::consts::TAU);
    s.line((x, foot - 384.), (x + turn.cos() * 28., foot - 384. + turn.sin() * 28.), 5., p.dark);
    s.line((x, foot - 384.), (x, foot - 404.), 5., p.dark);
}
