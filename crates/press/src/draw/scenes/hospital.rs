//! Hospital.

use super::super::colour::mix;
use super::super::scene::Scene;

/// A building with a cross and an ambulance, or a ward.
pub(super) fn hospital(s: &mut Scene) {
    let p = s.ink;
    if s.chance.yes(0.5) {
        return ward(s);
    }
    s.sky(480.);
    let peak = s.pick(100., 1100.);
    s.skyline(560., 260., peak, mix(p.far, p.sky_low, 0.3));
    let (x, wall) = (s.pick(330., 480.), s.stone());
    s.rect(x, 190., 420., 390., wall);
    s.rect(x + 420., 320., 320., 260., mix(wall, p.far, 0.45));
    s.rect(x - 10., 178., 440., 16., p.near);
    s.rect(x + 420., 310., 330., 14., p.near);
    for row in 0..5 {
        for at in 0..12 {
            let (wx, wy) = (x + 26. + at as f32 * 60., 300. + row as f32 * 58.);
            let lit = s.chance.yes(0.4);
            if at < 6 || row > 0 {
                s.rect(wx, wy, 38., 34., if lit { mix(p.spot, p.lit, 0.55) } else { p.near });
            }
        }
    }
    cross(s, x + 210., 240., 76.);
    s.rect(x + 120., 480., 180., 100., p.near);
    s.rect(x + 90., 466., 240., 18., p.spot);
    s.square(578.);
    let (ax, flip) = (s.pick(760., 930.), s.chance.yes(0.5));
    ambulance(s, ax, flip);
    let people = s.chance.count(2, 5);
    s.row_of_people(people, 80., 620., 690., 150.);
    for at in 0..2 {
        s.round_tree(80. + at as f32 * 150., 600., 170., p.leaf, p.dark);
    }
}

fn cross(s: &mut Scene, x: f32, y: f32, size: f32) {
    let ink = s.ink.spot;
    s.rect(x - size / 2., y - size / 6., size, size / 3., ink);
    s.rect(x - size / 6., y - size / 2., size / 3., size, ink);
}

fn ambulance(s: &mut Scene, x: f32, flip: bool) {
    let p = s.ink;
    s.faced((x, 690.), 1.25, flip, |s| {
        s.rect(-150., -150., 200., 126., p.lit);
        s.poly(&[(48., -24.), (48., -130.), (92., -130.), (122., -78.), (152., -66.), (154., -24.)], p.lit);
        s.poly(&[(58., -80.), (58., -118.), (86., -118.), (108., -80.)], p.dark);
        s.rect(-150., -66., 302., 16., p.spot);
        cross(s, -50., -104., 50.);
        s.rect(0., -164., 40., 15., p.spot);
        s.rect(-154., -30., 310., 10., p.dark);
        for wheel in [-96., 104.] {
            s.circle(wheel, -24., 26., p.dark);
            s.circle(wheel, -24., 11., p.far);
        }
    });
}

fn ward(s: &mut Scene) {
    let p = s.ink;
    s.room(500.);
    let beds = s.chance.count(2, 3);
    s.window(90., 70., 250., 260., p.near);
    s.bars((90., 70.), (250., 260.), 2, 2, p.near);
    cross(s, 1080., 130., 100.);
    for at in 0..beds {
        let (x, y) = (420. + at as f32 * 250., 520. + at as f32 * 30.);
        s.rect(x - 20., y - 150., 10., 250., p.dark);
        s.rect(x - 20., y - 10., 330., 16., p.dark);
        s.rect(x + 300., y - 60., 10., 160., p.dark);
        s.blob(&[(x - 8., y - 20.), (x + 2., y - 64.), (x + 70., y - 56.), (x + 74., y - 16.)], p.lit);
        let skin = s.skin();
        s.head(x + 40., y - 66., 27., skin);
        s.blob(
            &[
                (x + 60., y - 12.),
                (x + 70., y - 62.),
                (x + 180., y - 70.),
                (x + 290., y - 44.),
                (x + 308., y - 6.),
                (x + 300., y + 40.),
                (x + 64., y + 40.),
            ],
            if at % 2 == 0 { p.spot } else { p.leaf },
        );
        s.line((x - 60., y + 100.), (x - 60., y - 210.), 5., p.dark);
        s.blob(&[(x - 78., y - 200.), (x - 44., y - 200.), (x - 48., y - 140.), (x - 74., y - 140.)], p.lit);
        s.curve(&[(x - 60., y - 140.), (x - 40., y - 60.), (x + 60., y - 30.)], 3., p.dark);
    }
    let (nurse, coat) = (s.pick(180., 270.), mix(p.lit, p.leaf, 0.3));
    s.person(nurse, 720., 400., coat);
}
