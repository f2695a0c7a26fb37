//! Birds.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene};

/// Large birds before the sky, or a flock over a marsh.
pub(super) fn birds(s: &mut Scene) {
    let p = s.ink;
    let horizon = s.pick(500., 560.);
    s.vista(horizon);
    s.water(horizon, HEIGHT);
    s.blob(
        &[(-80., horizon + 90.), (200., horizon + 50.), (520., horizon + 96.), (360., 800.), (-80., 800.)],
        p.leaf_dark,
    );
    for at in 0..44 {
        let (x, tall) = (s.pick(-10., 420.), s.pick(60., 190.));
        s.curve(
            &[(x, 760.), (x + 6., 730. - tall * 0.5), (x + 26., 740. - tall)],
            4.,
            if at % 3 == 0 { p.dark } else { p.leaf_dark },
        );
        if at % 4 == 0 {
            s.line((x + 26., 740. - tall), (x + 32., 712. - tall), 10., p.dark);
        }
    }
    s.far_birds(26, 800., 160., 300., 15., p.near);
    let count = s.chance.count(3, 6);
    let (x, y) = (s.pick(760., 880.), s.pick(150., 210.));
    for at in 0..count {
        let (dx, dy) = (-(at as f32) * 130. + s.pick(-20., 20.), at as f32 * 46. + s.pick(-26., 26.));
        let (scale, lift) = (1.25 - 0.12 * at as f32, s.pick(-0.6, 1.));
        flying(s, (x + dx, y + dy), scale, lift);
    }
    let (wx, wade) = (s.pick(560., 980.), s.chance.yes(0.7));
    if wade {
        heron(s, wx, 700.);
    }
}

/// A long-necked bird; `lift` says how high its wings are, from -1 to 1.
fn flying(s: &mut Scene, spot: (f32, f32), scale: f32, lift: f32) {
    let p = s.ink;
    let white = if p.is_night() { mix(p.lit, p.far, 0.3) } else { p.lit };
    s.placed(spot, scale, -6., |s| {
        let up = -90. * lift;
        s.blob(
            &[(26., -4.), (-10., up * 0.6 - 14.), (-58., up - 26.), (-70., up - 20.), (-34., up * 0.4), (-26., 6.)],
            mix(white, p.near, 0.5),
        );
        s.line((-40., 8.), (-108., 20.), 4., p.spot);
        s.blob(
            &[(-56., 8.), (-20., -10.), (30., -12.), (58., -18.), (96., -24.), (98., -16.), (60., -6.), (24., 12.), (-16., 16.)],
            white,
        );
        s.blob(
            &[(34., -2.), (14., up * 0.7 - 20.), (-14., up * 1.25 - 34.), (-34., up * 1.3 - 30.), (-16., up * 0.5), (-18., 4.)],
            white,
        );
        s.blob(
            &[(-14., up * 1.25 - 34.), (-34., up * 1.3 - 30.), (-26., up * 0.9 - 14.), (-6., up * 0.9 - 22.)],
            p.dark,
        );
        s.poly(&[(94., -26.), (128., -17.), (94., -15.)], p.spot);
        s.circle(90., -21., 2.6, p.dark);
    });
}

fn heron(s: &mut Scene, x: f32, y: f32) {
    let p = s.ink;
    for leg in [-8., 12.] {
        s.line((x + leg, y - 100.), (x + leg + 4., y), 4., p.dark);
    }
    s.blob(
        &[(x - 90., y - 84.), (x - 40., y - 150.), (x + 30., y - 140.), (x + 36., y - 106.), (x - 10., y - 92.)],
        p.near,
    );
    s.curve(&[(x + 22., y - 130.), (x + 62., y - 170.), (x + 30., y - 210.), (x + 56., y - 236.)], 13., p.near);
    s.oval(x + 62., y - 238., 19., 11., p.near);
    s.poly(&[(x + 74., y - 246.), (x + 138., y - 232.), (x + 74., y - 230.)], p.spot);
    s.oval(x, y, 60., 5., p.lit);
}
