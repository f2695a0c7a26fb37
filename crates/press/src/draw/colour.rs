//! Colours mixed by how they look: OKLCH (Ottosson 2020, "A perceptual color space for image processing").

use newsstand_news::Rgb;
use tiny_skia::Color;

/// A colour as lightness (0 to 1), chroma (0 to about 0.3) and hue (radians).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oklch {
    pub(super) l: f32,
    pub(super) c: f32,
    pub(super) h: f32,
}

impl Oklch {
    pub(super) fn of(colour: Rgb) -> Self {
        let linear = |value: u8| {
            let c = f32::from(value) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let (r, g, b) = (linear(colour.0), linear(colour.1), linear(colour.2));
        let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        let lightness = 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s;
        let a = 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s;
        let b = 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s;
        Self { l: lightness, c: a.hypot(b), h: b.atan2(a) }
    }

    /// The nearest colour that a screen can show: chroma is given up before lightness.
    pub(super) fn colour(self) -> Color {
        let mut chroma = self.c;
        for _ in 0..12 {
            if let Some(colour) = (Self { c: chroma, ..self }).shown() {
                return colour;
            }
            chroma *= 0.85;
        }
        let grey = self.l.clamp(0.0, 1.0).powi(3);
        Color::from_rgba(gamma(grey), gamma(grey), gamma(grey), 1.0).unwrap_or(Color::BLACK)
    }

    fn shown(self) -> Option<Color> {
        let (a, b) = (self.c * self.h.cos(), self.c * self.h.sin());
        let l = (self.l + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let m = (self.l - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let s = (self.l - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        let rgb = [
            4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
            -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
            -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
        ];
        let fits = rgb.iter().all(|part| (-0.002..=1.002).contains(part));
        let [r, g, b] = rgb.map(|part| gamma(part.clamp(0.0, 1.0)));
        fits.then(|| Color::from_rgba(r, g, b, 1.0)).flatten()
    }
}

fn gamma(linear: f32) -> f32 {
    let c = if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    c.clamp(0.0, 1.0)
}

/// A colour between two.
pub(super) fn mix(a: Color, b: Color, share: f32) -> Color {
    let part = |a: f32, b: f32| (a + (b - a) * share).clamp(0.0, 1.0);
    Color::from_rgba(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()), 1.0).unwrap_or(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for hex in ["#12305a", "#a11a1a", "#fbe7a4", "#ffffff", "#000000", "#808080"] {
            let rgb = Rgb::new(hex).unwrap();
            let shown = Oklch::of(rgb).colour().to_color_u8();
            for (a, b) in [(rgb.0, shown.red()), (rgb.1, shown.green()), (rgb.2, shown.blue())] {
                assert!(a.abs_diff(b) <= 2, "{hex}");
            }
        }
    }

    #[test]
    fn what_no_screen_shows_keeps_its_lightness() {
        let wild = Oklch { l: 0.6, c: 0.5, h: 2.0 }.colour();
        let back = Oklch::of(Rgb((wild.red() * 255.0) as u8, (wild.green() * 255.0) as u8, (wild.blue() * 255.0) as u8));
        assert!((back.l - 0.6).abs() < 0.03, "{}", back.l);
    }
}
