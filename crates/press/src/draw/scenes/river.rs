//! River.

use super::super::colour::mix;
use super::super::scene::{HEIGHT, Scene, Spot, WIDTH, blob};

/// A river that comes from the hills, or one that runs past a town.
pub(super) fn river(s: &mut Scene) {
    let horizon = s.pick(280., 340.);
    s.vista(horizon);
    if s.chance.yes(0.55) { winding(s, horizon) } else { broad(s, horizon) }
}

fn winding(s: &mut Scene, horizon: f32) {
    let p = s.ink;
    let lift = s.pick(20., 50.);
    s.hills(horizon + 20., lift, 260., p.mid);
    s.ground(horizon + 40., p.leaf);
    let bends = [(s.pick(420., 760.), 0.), (s.pick(620., 980.), 0.2), (s.pick(220., 500.), 0.5), (s.pick(560., 800.), 1.05)];
    let middle = bends.map(|(x, depth)| (x, horizon + 44. + (HEIGHT - horizon) * depth));
    let edge = |wide: f32| {
        let side =
            |sign: f32| bends.iter().zip(middle).map(move |(bend, (x, y))| (x + sign * (6. + wide + 300. * bend.1 * bend.1), y));
        side(-1.).chain(side(1.).rev()).collect::<Vec<_>>()
    };
    s.blob(&edge(14.), p.leaf_dark);
    s.blob(&edge(0.), mix(p.sky_low, p.far, 0.25));
    s.inside(blob(&edge(0.)), |s| s.dashes(horizon + 60., HEIGHT, 60, p.lit));
    let town = s.pick(60., 860.);
    s.terrace(town, town + 190., horizon + 66., 54.);
    s.church(town + 60., horizon + 66., 130., p.lit, p.near);
    for at in 0..22 {
        let depth = at as f32 / 22.;
        let (x, y) = (s.pick(-20., 1220.), horizon + 60. + 330. * depth);
        if (x - x_at(&middle, y)).abs() > 70. + 320. * depth {
            s.poplar(x, y, 60. + 170. * depth, p.leaf_dark);
        }
    }
    s.punt(x_at(&middle, 620.), 640., 210.);
}

/// Where a line that runs down the sheet is at a height.
fn x_at(line: &[Spot], y: f32) -> f32 {
    let turned: Vec<_> = line.iter().map(|spot| (spot.1, spot.0)).collect();
    Scene::height_at(&turned, y)
}

fn broad(s: &mut Scene, horizon: f32) {
    let p = s.ink;
    s.hills(horizon + 10., 26., 320., p.mid);
    let bank = horizon + 60.;
    s.rect(0., bank - 20., WIDTH, 60., p.leaf);
    for _ in 0..16 {
        let (x, tall) = (s.pick(-20., 1220.), s.pick(60., 120.));
        s.poplar(x, bank + 6., tall, p.leaf_dark);
    }
    let town = s.pick(120., 700.);
    s.terrace(town, town + 330., bank + 10., 84.);
    s.church(town + 120., bank + 10., 190., p.lit, p.near);
    s.water(bank + 8., HEIGHT);
    let boats = s.chance.count(1, 3);
    for at in 0..boats {
        let (x, y) = (s.pick(120., 1080.), bank + 90. + at as f32 * 80.);
        if at == 1 { s.punt(x, y, 220.) } else { s.boat(x, y, 150. + 60. * at as f32, p.dark, p.lit) }
    }
    let left = s.pick(500., 760.);
    s.blob(&[(-80., 640.), (left * 0.5, 610.), (left, 690.), (left + 120., 830.), (-80., 830.)], p.leaf_dark);
    let (tree, coat) = (s.pick(90., 200.), s.coat());
    s.round_tree(tree, 690., 330., p.near, p.dark);
    s.person(left - 120., 720., 120., coat);
    s.curve(&[(left - 104., 660.), (left - 20., 600.), (left + 60., 612.)], 4., p.dark);
    s.line((left + 60., 612.), (left + 66., 690.), 1.6, p.lit);
}
