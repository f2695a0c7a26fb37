//! Things that move: a bus, a car, a truck, a bicycle, an airliner, ships. Each in its own points, standing at its foot.

use tiny_skia::Color;

use super::colour::mix;
use super::scene::{Scene, Spot};

impl Scene {
    fn tyre(&mut self, x: f32, radius: f32) {
        let (dark, hub) = (self.ink.dark, self.ink.tone(0.75));
        self.circle(x, -radius, radius, dark);
        self.circle(x, -radius, radius * 0.45, hub);
    }

    /// A bus, about 400 points long at `scale` 1.
    pub(super) fn bus(&mut self, spot: Spot, scale: f32, flip: bool, body: Color) {
        let (dark, roof) = (self.ink.dark, mix(body, self.ink.lit, 0.75));
        let glass = if self.ink.is_night() { mix(self.ink.spot, self.ink.lit, 0.6) } else { self.ink.tone(0.3) };
        let head = self.skin();
        self.faced(spot, scale, flip, |s| {
            s.oval(0., 0., 215., 9., dark);
            s.blob(
                &[(-198., -20.), (-200., -140.), (-188., -152.), (186., -152.), (200., -132.), (206., -24.), (196., -16.)],
                body,
            );
            s.blob(&[(-199., -112.), (-200., -142.), (-188., -154.), (184., -154.), (198., -138.), (200., -112.)], roof);
            s.boxes(5, 60., (-184., -122.), (50., 50.), glass);
            s.poly(&[(122., -122.), (196., -122.), (201., -66.), (122., -66.)], glass);
            s.rect(118., -122., 6., 96., dark);
            s.boxes(3, 60., (-166., -100.), (16., 28.), head);
            s.rect(-198., -58., 402., 7., roof);
            s.rect(190., -44., 14., 12., s.ink.lit);
            for x in [-120., 130.] {
                s.circle(x, -24., 34., dark);
                s.tyre(x, 27.);
            }
        });
    }

    /// A car, about 190 points long.
    pub(super) fn car(&mut self, spot: Spot, scale: f32, flip: bool, body: Color) {
        let glass = self.ink.tone(0.8);
        self.faced(spot, scale, flip, |s| {
            s.blob(
                &[(-94., -16.), (-92., -44.), (-50., -52.), (-24., -82.), (30., -82.), (56., -52.), (92., -44.), (96., -16.)],
                body,
            );
            s.poly(&[(-38., -53.), (-20., -75.), (0., -75.), (0., -53.)], glass);
            s.poly(&[(6., -53.), (6., -75.), (27., -75.), (44., -53.)], glass);
            s.rect(84., -40., 10., 9., s.ink.lit);
            s.tyre(-56., 20.);
            s.tyre(58., 20.);
        });
    }

    /// An open truck with a load, about 240 points long.
    pub(super) fn truck(&mut self, spot: Spot, scale: f32, flip: bool, body: Color) {
        let (dark, load) = (self.ink.dark, self.ink.tone(0.4));
        self.faced(spot, scale, flip, |s| {
            s.blob(&[(-110., -92.), (-70., -130.), (-20., -118.), (28., -92.)], load);
            s.poly(&[(-128., -98.), (44., -98.), (34., -38.), (-112., -38.)], body);
            s.poly(&[(52., -28.), (52., -116.), (92., -116.), (112., -72.), (118., -28.)], body);
            s.poly(&[(66., -76.), (66., -106.), (88., -106.), (100., -76.)], s.ink.tone(0.85));
            s.rect(-118., -40., 236., 14., dark);
            for x in [-76., -16., 82.] {
                s.tyre(x, 25.);
            }
        });
    }

    /// Somebody on a bicycle, about 190 points long and 250 high.
    pub(super) fn cyclist(&mut self, spot: Spot, scale: f32, flip: bool, coat: Color) {
        let (dark, skin, frame) = (self.ink.dark, self.skin(), self.ink.spot);
        let trousers = self.ink.near;
        self.faced(spot, scale, flip, |s| {
            s.wheel(-62., -46., 45., 12, dark);
            s.wheel(68., -46., 45., 12, dark);
            let (seat, crank, head) = ((-26., -112.), (-2., -46.), (48., -116.));
            s.lines(&[(-8., -150.), (22., -96.), (4., -28.)], 13., mix(trousers, dark, 0.5));
            s.lines(&[(-62., -46.), crank, seat, (-62., -46.)], 5.5, frame);
            s.lines(&[crank, (44., -104.), seat], 5.5, frame);
            s.lines(&[(68., -46.), head, (46., -126.), (64., -130.)], 5.5, frame);
            s.rect(-42., -122., 34., 8., dark);
            s.circle(crank.0, crank.1, 11., dark);
            s.lines(&[(-20., -130.), (28., -112.), (-6., -66.)], 17., trousers);
            s.line((-6., -66.), (10., -62.), 9., dark);
            s.blob(&[(-36., -126.), (-26., -170.), (6., -204.), (24., -198.), (14., -150.), (-2., -122.)], coat);
            s.lines(&[(14., -190.), (36., -154.), (62., -134.)], 13., mix(coat, dark, 0.25));
            s.circle(62., -133., 6., skin);
            s.line((18., -200.), (26., -214.), 10., skin);
            s.head(31., -228., 17., skin);
        });
    }

    /// An airliner from the side, nose to the right, about 400 points long, its middle at `spot`.
    pub(super) fn airliner(&mut self, spot: Spot, scale: f32, angle: f32, body: Color) {
        let (dark, spot_ink, shade) = (self.ink.dark, self.ink.spot, self.ink.near);
        self.placed(spot, scale, angle, |s| {
            s.poly(&[(10., -6.), (-90., -86.), (-66., -86.), (70., -6.)], mix(body, shade, 0.55));
            s.blob(
                &[
                    (206., 2.),
                    (182., -16.),
                    (140., -24.),
                    (-130., -24.),
                    (-204., -14.),
                    (-200., -8.),
                    (-120., 20.),
                    (140., 22.),
                    (186., 14.),
                ],
                body,
            );
            let belly = mix(body, shade, 0.3);
            s.inside(super::scene::rect(-220., 4., 440., 40.), |s| {
                s.blob(
                    &[
                        (206., 2.),
                        (182., -16.),
                        (140., -24.),
                        (-130., -24.),
                        (-204., -14.),
                        (-200., -8.),
                        (-120., 20.),
                        (140., 22.),
                        (186., 14.),
                    ],
                    belly,
                );
            });
            s.poly(&[(-204., -14.), (-222., -92.), (-188., -92.), (-138., -22.)], spot_ink);
            s.poly(&[(-196., -8.), (-242., -26.), (-222., -28.), (-150., -12.)], shade);
            s.boxes(17, 15., (-118., -12.), (7., 9.), dark);
            s.poly(&[(160., -16.), (178., -16.), (190., -6.), (166., -6.)], dark);
            s.blob(&[(2., 24.), (6., 16.), (66., 16.), (70., 26.), (62., 42.), (8., 40.)], dark);
            s.poly(&[(54., 6.), (-62., 104.), (-96., 108.), (-28., 6.)], shade);
        });
    }

    /// A ferry from the side, bow to the right, about 700 points long, its waterline at `spot`.
    pub(super) fn ferry(&mut self, spot: Spot, scale: f32, flip: bool, hull: Color) {
        let (dark, lit, mark) = (self.ink.dark, self.ink.lit, self.ink.spot);
        let house = if self.ink.is_night() { self.ink.tone(0.62) } else { lit };
        let glass = if self.ink.is_night() { mix(mark, lit, 0.6) } else { self.ink.near };
        let decks = self.chance.count(2, 3);
        self.faced(spot, scale, flip, |s| {
            let mut top = -84.;
            for deck in 0..decks {
                let inset = deck as f32 * 34.;
                s.poly(
                    &[
                        (-300. + inset, top),
                        (-296. + inset, top - 44.),
                        (196. - inset * 1.6, top - 44.),
                        (226. - inset * 1.6, top),
                    ],
                    house,
                );
                s.boxes(((446. - inset * 2.4) / 30.) as usize, 30., (-276. + inset, top - 32.), (18., 17.), glass);
                s.rect(-306. + inset, top - 4., 536. - inset * 2.6, 5., dark);
                top -= 44.;
            }
            s.poly(&[(60., top), (64., top - 34.), (128., top - 34.), (146., top)], house);
            s.rect(76., top - 26., 50., 12., dark);
            s.poly(&[(-130., top), (-120., top - 74.), (-58., top - 74.), (-50., top)], mark);
            s.poly(&[(-121., top - 60.), (-120., top - 74.), (-58., top - 74.), (-57., top - 60.)], dark);
            s.line((100., top - 34.), (92., top - 112.), 4., dark);
            s.line((92., top - 106.), (330., -96.), 1.8, dark);
            s.poly(&[(-340., -86.), (300., -86.), (372., -108.), (318., 14.), (-318., 14.)], hull);
            s.poly(&[(-338., -34.), (-336., -24.), (334., -24.), (338., -34.)], mark);
            s.boxes(13, 44., (-286., -66.), (12., 12.), house);
        });
    }

    /// A freighter with stacked boxes, about 800 points long.
    pub(super) fn freighter(&mut self, spot: Spot, scale: f32, flip: bool, hull: Color) {
        let (dark, lit, mark) = (self.ink.dark, self.ink.lit, self.ink.spot);
        let inks = [mark, self.ink.leaf, self.ink.mid, self.ink.tone(0.8), self.ink.far];
        self.faced(spot, scale, flip, |s| {
            for column in 0..9 {
                let (x, height) = (-230. + column as f32 * 58., s.chance.count(1, 4));
                for row in 0..height {
                    let ink = s.chance.one(&inks);
                    s.rect(x, -98. - row as f32 * 29., 55., 27., ink);
                    s.boxes(4, 13., (x + 6., -94. - row as f32 * 29.), (2., 19.), mix(ink, dark, 0.3));
                }
            }
            s.rect(-350., -236., 84., 170., if s.ink.is_night() { s.ink.tone(0.6) } else { lit });
            for row in 0..4 {
                s.boxes(3, 25., (-342., -222. + row as f32 * 34.), (16., 12.), dark);
            }
            s.rect(-362., -244., 112., 10., dark);
            s.rect(-330., -290., 36., 48., mark);
            s.poly(&[(-396., -74.), (350., -74.), (420., -104.), (372., 14.), (-370., 14.)], hull);
            s.poly(&[(-376., -4.), (-370., 14.), (372., 14.), (380., -4.)], mark);
        });
    }

    /// Smoke or steam that drifts from a funnel.
    pub(super) fn smoke(&mut self, from: Spot, length: f32, size: f32, colour: Color) {
        let drift = self.chance.between(0.5, 1.0);
        for at in 0..9 {
            let share = at as f32 / 8.0;
            let wobble = self.chance.between(-0.3, 0.3) * size;
            let (x, y) = (from.0 - length * drift * share, from.1 - length * 0.42 * share.powf(0.7) + wobble);
            self.oval(x, y, size * (0.4 + share), size * (0.32 + 0.62 * share), colour);
        }
    }
}
