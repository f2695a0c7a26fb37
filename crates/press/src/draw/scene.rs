//! A sheet of 1200 × 750 points to draw on, with its colours and its chance.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::chance::{Chance, Noise};
use super::palette::Palette;

/// The sheet, in its own points.
pub(super) const WIDTH: f32 = 1200.0;
pub(super) const HEIGHT: f32 = 750.0;

/// A point of the sheet.
pub(super) type Spot = (f32, f32);

/// A picture being drawn.
pub(super) struct Scene {
    sheet: Pixmap,
    place: Transform,
    mask: Option<Mask>,
    pub(super) ink: Palette,
    pub(super) chance: Chance,
    /// Where the sun or moon stands, if the sky has been drawn.
    pub(super) sun: Spot,
}

impl Scene {
    /// An empty sheet, `width` pixels wide; mirrored pictures are drawn from right to left.
    pub(super) fn new(width: u32, mirrored: bool, ink: Palette, chance: Chance) -> Option<Self> {
        let sheet = Pixmap::new(width, width * 5 / 8)?;
        let scale = width as f32 / WIDTH;
        let place = if mirrored {
            Transform::from_row(-scale, 0.0, 0.0, scale, width as f32, 0.0)
        } else {
            Transform::from_scale(scale, scale)
        };
        Some(Self { sheet, place, mask: None, ink, chance, sun: (WIDTH / 2.0, 200.0) })
    }

    /// The finished sheet as RGB bytes.
    pub(super) fn rgb(&self) -> Vec<u8> {
        self.sheet.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }

    /// A number between two, by chance.
    pub(super) fn pick(&mut self, low: f32, high: f32) -> f32 {
        self.chance.between(low, high)
    }

    /// Draws a thing in its own points: moved to a spot, made `scale` times as large and turned by `angle` degrees.
    pub(super) fn placed(&mut self, spot: Spot, scale: f32, angle: f32, draw: impl FnOnce(&mut Self)) {
        let outer = self.place;
        self.place = outer.pre_translate(spot.0, spot.1).pre_rotate(angle).pre_scale(scale, scale);
        draw(self);
        self.place = outer;
    }

    /// The same, but the other way round where `flip` says so.
    pub(super) fn faced(&mut self, spot: Spot, scale: f32, flip: bool, draw: impl FnOnce(&mut Self)) {
        let outer = self.place;
        self.place = outer.pre_translate(spot.0, spot.1).pre_scale(if flip { -scale } else { scale }, scale);
        draw(self);
        self.place = outer;
    }

    pub(super) fn noise(&mut self) -> Noise {
        Noise(self.chance.bits())
    }

    pub(super) fn fill(&mut self, path: Option<Path>, colour: Color) {
        let Some(path) = path else { return };
        self.sheet.fill_path(&path, &paint(colour), FillRule::Winding, self.place, self.mask.as_ref());
    }

    pub(super) fn stroke(&mut self, path: Option<Path>, width: f32, colour: Color) {
        let Some(path) = path else { return };
        let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.sheet.stroke_path(&path, &paint(colour), &stroke, self.place, self.mask.as_ref());
    }

    /// Draws with everything outside `shape` left as it is.
    pub(super) fn inside(&mut self, shape: Option<Path>, draw: impl FnOnce(&mut Self)) {
        let mask = Mask::new(self.sheet.width(), self.sheet.height()).zip(shape).map(|(mut mask, shape)| {
            mask.fill_path(&shape, FillRule::Winding, true, self.place);
            mask
        });
        let outer = std::mem::replace(&mut self.mask, mask);
        draw(self);
        self.mask = outer;
    }

    pub(super) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Color) {
        self.fill(rect(x, y, width, height), colour);
    }

    /// Several equal boxes in a row, `step` apart.
    pub(super) fn boxes(&mut self, count: usize, step: f32, spot: Spot, size: Spot, colour: Color) {
        for at in 0..count {
            self.rect(spot.0 + at as f32 * step, spot.1, size.0, size.1, colour);
        }
    }

    pub(super) fn poly(&mut self, points: &[Spot], colour: Color) {
        self.fill(poly(points), colour);
    }

    /// A closed curve through points.
    pub(super) fn blob(&mut self, points: &[Spot], colour: Color) {
        self.fill(blob(points), colour);
    }

    pub(super) fn circle(&mut self, x: f32, y: f32, radius: f32, colour: Color) {
        self.fill(PathBuilder::from_circle(x, y, radius.max(0.1)), colour);
    }

    pub(super) fn oval(&mut self, x: f32, y: f32, rx: f32, ry: f32, colour: Color) {
        self.fill(oval(x, y, rx, ry), colour);
    }

    pub(super) fn line(&mut self, from: Spot, to: Spot, width: f32, colour: Color) {
        self.lines(&[from, to], width, colour);
    }

    /// A broken line through points.
    pub(super) fn lines(&mut self, points: &[Spot], width: f32, colour: Color) {
        self.stroke(open(points), width, colour);
    }

    /// An open curve through points.
    pub(super) fn curve(&mut self, points: &[Spot], width: f32, colour: Color) {
        self.stroke(curve(points), width, colour);
    }

    pub(super) fn ring(&mut self, x: f32, y: f32, radius: f32, width: f32, colour: Color) {
        self.stroke(PathBuilder::from_circle(x, y, radius.max(0.1)), width, colour);
    }
}

fn paint(colour: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour);
    paint
}

pub(super) fn rect(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    Rect::from_xywh(x, y, width.max(0.1), height.max(0.1)).map(PathBuilder::from_rect)
}

pub(super) fn oval(x: f32, y: f32, rx: f32, ry: f32) -> Option<Path> {
    PathBuilder::from_oval(Rect::from_xywh(x - rx, y - ry, rx.max(0.1) * 2.0, ry.max(0.1) * 2.0)?)
}

fn open(points: &[Spot]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    path.finish()
}

pub(super) fn poly(points: &[Spot]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    path.close();
    path.finish()
}

/// A closed Catmull-Rom spline.
pub(super) fn blob(points: &[Spot]) -> Option<Path> {
    let count = points.len();
    if count < 3 {
        return None;
    }
    let at = |index: usize| points[index % count];
    let mut path = PathBuilder::new();
    path.move_to(points[0].0, points[0].1);
    for index in 0..count {
        bend(&mut path, [at(index + count - 1), at(index), at(index + 1), at(index + 2)]);
    }
    path.close();
    path.finish()
}

/// An open Catmull-Rom spline.
fn curve(points: &[Spot]) -> Option<Path> {
    let (first, last) = (points.first()?, points.last()?);
    let at = |index: usize| *points.get(index).unwrap_or(last);
    let mut path = PathBuilder::new();
    path.move_to(first.0, first.1);
    for index in 0..points.len() - 1 {
        bend(&mut path, [at(index.saturating_sub(1)), at(index), at(index + 1), at(index + 2)]);
    }
    path.finish()
}

/// One span of a Catmull-Rom spline as a cubic.
fn bend(path: &mut PathBuilder, [a, b, c, d]: [Spot; 4]) {
    path.cubic_to(
        b.0 + (c.0 - a.0) / 6.0,
        b.1 + (c.1 - a.1) / 6.0,
        c.0 - (d.0 - b.0) / 6.0,
        c.1 - (d.1 - b.1) / 6.0,
        c.0,
        c.1,
    );
}
