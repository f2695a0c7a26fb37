//! One scene per motif.

mod birds;
mod bridge;
mod chart;
mod civic;
mod coast;
mod crane;
mod dam;
mod desert;
mod desk;
mod field;
mod fire;
mod flight;
mod flood;
mod garden;
mod gate;
mod hospital;
mod kitchen;
mod laboratory;
mod map;
mod mine;
mod mountains;
mod night;
mod painting;
mod people;
mod portrait;
mod river;
mod road;
mod room;
mod school;
mod snow;
mod stadium;
mod stage;
mod storm;
mod town;
mod train;
mod water;
mod work;

use newsstand_news::Mark;

use super::Motif;
use super::chance::Chance;
use super::palette::{Light, Palette};
use super::scene::Scene;

/// The picture of a motif as RGB bytes, `width` pixels wide. Nothing if `width` is 0 or absurd.
pub(super) fn rgb(motif: Motif, seed: u64, mark: &Mark, width: u32) -> Option<Vec<u8>> {
    let mut chance = Chance::new(seed);
    let light = light(motif, &mut chance);
    let ink = Palette::new(mark, &mut chance, light);
    let ink = if motif == Motif::Fire { ink.burning() } else { ink };
    let mirrored = chance.yes(0.5);
    let mut scene = Scene::new(width, mirrored, ink, chance)?;
    draw(motif, &mut scene);
    scene.worn();
    Some(scene.rgb())
}

/// The hour: any, but for what shows at one hour only.
fn light(motif: Motif, chance: &mut Chance) -> Light {
    use Light::*;
    let hours: &[Light] = match motif {
        Motif::Nightsky | Motif::Satellite => &[Night],
        Motif::Snow => &[Snow, Snow, Snow, Night],
        Motif::Storm | Motif::Flood => &[Dusk, Snow, Night, Day],
        Motif::Fire => &[Night, Dusk],
        Motif::Desert | Motif::Solar | Motif::Garden | Motif::Market | Motif::Field => &[Dawn, Day, Day, Dusk],
        Motif::Map | Motif::Chart => &[Dawn, Day, Dusk],
        Motif::Painting => &[Dawn, Day, Snow, Night],
        Motif::Portrait | Motif::School | Motif::Kitchen | Motif::Laboratory => &[Dawn, Day, Day, Dusk, Night],
        Motif::Mountains | Motif::Forest | Motif::Train | Motif::Road => &[Dawn, Day, Dusk, Night, Snow],
        _ => &[Dawn, Day, Day, Dusk, Dusk, Night],
    };
    chance.one(hours)
}

fn draw(motif: Motif, s: &mut Scene) {
    match motif {
        Motif::Harbour => water::harbour(s),
        Motif::Ship => water::ship(s),
        Motif::River => river::river(s),
        Motif::Flood => flood::flood(s),
        Motif::Island => coast::island(s),
        Motif::Lighthouse => coast::lighthouse(s),
        Motif::Bridge => bridge::bridge(s),
        Motif::Dam => dam::dam(s),
        Motif::Mountains => mountains::mountains(s),
        Motif::Field => field::field(s),
        Motif::Desert => desert::desert(s),
        Motif::Snow => snow::snow(s),
        Motif::Forest => mountains::forest(s),
        Motif::Crowd => people::crowd(s),
        Motif::Portrait => portrait::portrait(s),
        Motif::Ballot => people::ballot(s),
        Motif::Hall => room::hall(s),
        Motif::Desk => desk::desk(s),
        Motif::Kitchen => kitchen::kitchen(s),
        Motif::School => school::school(s),
        Motif::Nightsky => night::nightsky(s),
        Motif::Storm => storm::storm(s),
        Motif::Birds => birds::birds(s),
        Motif::Plane => flight::plane(s),
        Motif::Satellite => flight::satellite(s),
        Motif::Factory => work::factory(s),
        Motif::Crane => crane::crane(s),
        Motif::Mine => mine::mine(s),
        Motif::Solar => work::solar(s),
        Motif::Train => train::train(s),
        Motif::City => town::city(s),
        Motif::Road => road::road(s),
        Motif::Bus => road::bus(s),
        Motif::Bicycle => road::bicycle(s),
        Motif::Market => town::market(s),
        Motif::Gate => gate::gate(s),
        Motif::Court => civic::court(s),
        Motif::Parliament => civic::parliament(s),
        Motif::Hospital => hospital::hospital(s),
        Motif::Stadium => stadium::stadium(s),
        Motif::Laboratory => laboratory::laboratory(s),
        Motif::Chart => chart::chart(s),
        Motif::Map => map::map(s),
        Motif::Instrument => stage::instrument(s),
        Motif::Painting => painting::painting(s),
        Motif::Garden => garden::garden(s),
        Motif::Fire => fire::fire(s),
    }
}

impl Scene {
    /// What a worn printing plate leaves: specks of paper in the ink and of ink on the paper.
    fn worn(&mut self) {
        let (light, dark) = (super::colour::mix(self.ink.sky_low, self.ink.lit, 0.6), self.ink.near);
        self.specks(130, light);
        self.specks(90, dark);
    }
}

#[cfg(test)]
mod tests;
