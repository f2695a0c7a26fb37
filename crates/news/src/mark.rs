//! A title's mark: its nameplate in miniature, set in type, never a copied logo.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn new(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// Relative luminance (WCAG 2.2), 0 to 1.
    pub fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let c = f64::from(value) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.0) + 0.7152 * channel(self.1) + 0.0722 * channel(self.2)
    }

    /// Contrast ratio (WCAG 2.2), 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}
impl TryFrom<String> for Rgb {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).ok_or_else(|| format!("not a colour like #1a2b3c: {text:?}"))
    }
}
impl From<Rgb> for String {
    fn from(colour: Rgb) -> String {
        colour.to_string()
    }
}

/// The lettering of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Face {
    /// With serifs.
    #[default]
    Serif,
    /// Without.
    Sans,
    /// Slab serifs.
    Slab,
    /// Condensed.
    Narrow,
    /// Typewriter.
    Mono,
    /// Japanese and Chinese with serifs.
    Mincho,
    /// Arabic book hand.
    Naskh,
}

/// A title's mark. Serialised as the table the catalogue uses:
/// `{ ground = "#fff6f2", ink = "#a11a1a", face = "sans", weight = "black" }`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Behind the letters.
    pub ground: Rgb,
    /// The letters.
    pub ink: Rgb,
    /// Their family.
    #[serde(default)]
    pub face: Face,
    /// `light`, `regular`, `bold` or `black`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    /// `upper`, `lower` or `smallcaps`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// `wide` or `tight`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<Tracking>,
    /// Whether the letters lean.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub italic: bool,
    /// A line under the letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foot: Option<Rgb>,
}

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// 300
    Light,
    /// 400
    Regular,
    /// 700
    Bold,
    /// 900
    Black,
}

/// Which capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// All capitals.
    Upper,
    /// No capitals.
    Lower,
    /// Small capitals.
    Smallcaps,
}

/// How far apart the letters stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tracking {
    /// Far.
    Wide,
    /// Near.
    Tight,
}

/// Ground and ink of marks for titles that brought none; each pair has a contrast of at least 7 : 1 (a test).
const PAIRS: [(&str, &str); 16] = [
    ("#12305a", "#ffffff"),
    ("#f6f0e0", "#3a1d0c"),
    ("#6d1528", "#fbeadd"),
    ("#e5eef5", "#143a58"),
    ("#0b4f59", "#f3fbf8"),
    ("#fbe7a4", "#3a2a08"),
    ("#101b2b", "#ffffff"),
    ("#fff9ee", "#7a1745"),
    ("#24402a", "#f4f1dc"),
    ("#efe3fb", "#43226f"),
    ("#5a2c0c", "#fff2df"),
    ("#e4f0dc", "#1d4a1a"),
    ("#2a2563", "#ffffff"),
    ("#fdf2f4", "#7c1733"),
    ("#1e2a2a", "#f1d9a0"),
    ("#ececec", "#1a1a1a"),
];

impl Mark {
    /// A mark for a title that brought none: always the same for the same name and language.
    pub fn of_name(name: &str, language: &crate::Language) -> Self {
        // FNV-1a (Fowler, Noll, Vo): small, fixed for ever, and good enough to spread names over sixteen pairs.
        let hash =
            name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let (ground, ink) = PAIRS[(hash >> 7) as usize % PAIRS.len()];
        let latin = [Face::Serif, Face::Sans, Face::Serif, Face::Slab, Face::Narrow, Face::Sans];
        let face = match language.primary() {
            "ja" | "zh" | "ko" => Face::Mincho,
            "ar" | "fa" | "ur" | "ps" => Face::Naskh,
            _ => latin[(hash >> 23) as usize % latin.len()],
        };
        let weight = [Weight::Regular, Weight::Bold, Weight::Black, Weight::Bold][(hash >> 31) as usize % 4];
        Self {
            ground: Rgb::new(ground).unwrap_or(Rgb(0, 0, 0)),
            ink: Rgb::new(ink).unwrap_or(Rgb(255, 255, 255)),
            face,
            weight: Some(weight),
            case: None,
            tracking: None,
            italic: (hash >> 41).is_multiple_of(7) && face == Face::Serif,
            foot: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn every_drawn_pair_can_be_read() {
        for (ground, ink) in PAIRS {
            let ratio = Rgb::new(ground).unwrap().contrast(Rgb::new(ink).unwrap());
            assert!(ratio >= 7.0, "{ground} on {ink}: {ratio:.2}");
        }
    }

    #[test]
    fn a_name_always_gets_the_same_mark() {
        let en = Language::new("en");
        assert_eq!(Mark::of_name("The Packet", &en), Mark::of_name("The Packet", &en));
        assert_eq!(Mark::of_name("夕刊", &Language::new("ja")).face, Face::Mincho);
    }

    #[test]
    fn colours_read_back() {
        assert_eq!(Rgb::new("#0c4a35").unwrap().to_string(), "#0c4a35");
        for bad in ["", "0c4a35", "#0c4a3", "#0c4a3g", "#éé1"] {
            assert!(Rgb::new(bad).is_none(), "{bad}");
        }
    }
}
