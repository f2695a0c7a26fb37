//! How a figure is set: `1,440`, `$12.5` with a small `bn`, `38%`, `250 to 400`.

use newsstand_news::Figure;

use crate::words;

/// A figure as it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The figure.
    pub value: String,
    /// What stands small behind it.
    pub scale: &'static str,
}

/// Longest words that stand for a number, such as "thousands".
const WORDS: usize = 16;

impl Shape {
    /// Sets a figure that is printed as `printed` in the text.
    pub fn of(figure: &Figure, printed: &str) -> Option<Self> {
        let (low, high) = (figure.value.0.parse::<f64>().ok()?, figure.value.1.parse::<f64>().ok()?);
        if !low.is_finite() || !high.is_finite() {
            return None;
        }
        let (before, after) = unit(&figure.unit);
        // "thousands" says less than the range it is read as, and "half" more than 0.5.
        let in_words = !printed.contains(char::is_numeric) && printed.chars().count() <= WORDS;
        if in_words && (low != high || low.fract() != 0.0) {
            return Some(Self { value: printed.to_lowercase(), scale: "" });
        }
        if low == high {
            let (number, scale) = number(low);
            let sign = if after == "%" { "%" } else { "" };
            let scale = if scale.is_empty() && sign.is_empty() { after } else { scale };
            return Some(Self { value: format!("{before}{number}{sign}"), scale });
        }
        let ((from, scale), (to, larger)) = (number(low), number(high));
        let from = if scale == larger { from } else { format!("{from} {scale}") };
        Some(Self { value: format!("{before}{from} to {to}"), scale: larger })
    }
}

/// A number and the word for its size: 12.5 and `bn`.
fn number(value: f64) -> (String, &'static str) {
    let (value, scale) = match value.abs() {
        size if size >= 1e12 => (value / 1e12, "tn"),
        size if size >= 1e9 => (value / 1e9, "bn"),
        size if size >= 1e6 => (value / 1e6, "m"),
        _ => (value, ""),
    };
    let whole = value.trunc();
    let text = words::number(whole as i64);
    // Two places are enough for news; those that are nothing are left out.
    let places = format!("{:.2}", (value - whole).abs());
    let places = places.trim_start_matches('0').trim_end_matches('0').trim_end_matches('.');
    (if places.starts_with('1') { format!("{value:.2}") } else { format!("{text}{places}") }, scale)
}

/// What stands before and small behind a number of a unit; the ledger writes codes or English names.
fn unit(name: &str) -> (&'static str, &'static str) {
    match name {
        "USD" | "dollar" | "us dollar" | "united states dollar" => ("$", ""),
        "GBP" | "pound sterling" => ("£", ""),
        "EUR" | "euro" => ("€", ""),
        "JPY" | "yen" | "japanese yen" => ("¥", ""),
        "%" | "percentage" | "percent" => ("", "%"),
        "m" | "metre" => ("", "m"),
        "km" | "kilometre" => ("", "km"),
        "cm" | "centimetre" => ("", "cm"),
        "t" | "metric ton" | "tonne" => ("", "t"),
        "kg" | "kilogram" => ("", "kg"),
        "min" | "minute" => ("", "min"),
        "h" | "hour" => ("", "h"),
        "day" => ("", "days"),
        "year" => ("", "years"),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_news::{Bound, Span};

    fn shape(low: &str, high: &str, unit: &str, printed: &str) -> String {
        let figure = Figure {
            span: Span { start: 0, end: 1 },
            value: (low.into(), high.into()),
            bound: Bound::Exactly,
            unit: unit.into(),
            measure: String::new(),
            source: Vec::new(),
            speaker: None,
        };
        Shape::of(&figure, printed).map_or("-".into(), |shape| format!("{}|{}", shape.value, shape.scale))
    }

    #[test]
    fn figures_are_set_as_in_the_look() {
        assert_eq!(shape("1440", "1440", "people", "1,440"), "1,440|");
        assert_eq!(shape("12500000000", "12500000000", "dollar", "$12.5bn"), "$12.5|bn");
        assert_eq!(shape("38", "38", "percentage", "38%"), "38%|");
        assert_eq!(shape("250", "400", "bird", "250 to 400"), "250 to 400|");
        assert_eq!(shape("1000", "10000", "-", "Thousands"), "thousands|");
        assert_eq!(shape("10.2", "10.2", "metre", "10.2 m"), "10.2|m");
        assert_eq!(shape("0.5", "0.5", "-", "half"), "half|");
        assert_eq!(shape("19", "19", "-", "nineteen"), "19|");
        assert_eq!(shape("0.5", "0.5", "-", "0.5"), "0.5|");
        assert_eq!(shape("1.999", "1.999", "-", "1.999"), "2.00|");
        assert_eq!(shape("x", "1", "-", "x"), "-");
        assert_eq!(shape("1e400", "1e400", "-", "x"), "-");
    }
}
