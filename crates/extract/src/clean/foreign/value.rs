//! What attributes of drawings and formulas may say.

use std::borrow::Cow;

use crate::clean::address::{Base, mailto};
use crate::clean::escape::push_attribute;

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// Numbers, lengths, colours, keywords, path data, transformations.
    Plain,
    /// The same; moves to the other side by less than one unit, so that nothing is laid over its neighbours.
    Length,
    /// A colour, or a gradient of the same drawing.
    Paint,
    /// A marker or a clipping path of the same drawing.
    Reference,
    /// The name of something that is referred to.
    Id,
    /// Names of fonts.
    Fonts,
    /// Words.
    Said,
    /// Where a link leads.
    Link,
    /// How a link of a formula opens.
    Show,
}

/// Longest name of something referred to, and longest list of fonts, in bytes.
const NAME: usize = 200;
/// Every name in a drawing begins like this, so that it never means something of the page around it.
const PREFIX: &str = "d-";
/// The functions that values may name.
const FUNCTIONS: [&str; 10] = ["rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX", "skewY"];

impl Value {
    /// The value as it is written, if it may be; `text` has its references replaced.
    pub(super) fn read(self, text: &str, base: &Base<'_>) -> Option<String> {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        match self {
            Value::Plain => is_plain(text).then(|| folded(text)),
            Value::Length => (is_plain(text) && is_small_step(text)).then(|| folded(text)),
            Value::Paint => reference(text).or_else(|| Value::Plain.read(text, base)),
            Value::Reference => reference(text),
            Value::Id => name(text),
            Value::Fonts => (text.len() <= NAME && text.chars().all(is_font)).then(|| folded(text)),
            Value::Said => Some(folded(text)),
            Value::Link => match base.resolve(text) {
                Some(address) => Some(address.into()),
                None => mailto(text),
            },
            Value::Show => matches!(text, "new" | "replace").then(|| text.to_owned()),
        }
    }
}

/// Appends one attribute of a link, with what every link says of itself.
pub(super) fn push_link(name: &str, href: &str, out: &mut String) {
    push_attribute(name, href, out);
    push_attribute("rel", "nofollow noopener noreferrer", out);
}

/// Runs of white space become one space, control characters go.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(text, &mut out);
    out.truncate(out.trim_ascii_end().len());
    out
}

/// Appends `text` with runs of ASCII white space as one space and without control characters.
pub(super) fn push_folded(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            ' ' | '\n' | '\t' | '\r' | '\u{c}' if out.ends_with(' ') => {}
            ' ' | '\n' | '\t' | '\r' | '\u{c}' => out.push(' '),
            '\0'..'\u{20}' | '\u{7f}' => {}
            _ => out.push(character),
        }
    }
}

fn is_plain(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b".,-+%#()/".contains(&byte);
    text.bytes().all(fits) && text.match_indices('(').all(|(at, _)| is_function(&text[..at]))
}

/// Whether the text before a parenthesis ends in a function's name.
fn is_function(before: &str) -> bool {
    let before = before.trim_ascii_end();
    let length = before.bytes().rev().take_while(u8::is_ascii_alphabetic).take(NAME).count();
    let word = &before[before.len() - length..];
    FUNCTIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a length is not negative, or so by less than one unit.
fn is_small_step(text: &str) -> bool {
    match text.strip_prefix('-') {
        Some(rest) => rest.starts_with("0.") || rest.starts_with('.') || rest == "0",
        None => true,
    }
}

fn is_font(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, ' ' | ',' | '-' | '_' | '.' | '\'' | '"')
}

/// `url(#name)`, the only reference there may be.
fn reference(text: &str) -> Option<String> {
    let start = text.get(..4).filter(|start| start.eq_ignore_ascii_case("url("))?;
    let (inner, _) = text.get(start.len()..)?.split_once(')')?;
    let inner = inner.trim_ascii().trim_matches(['"', '\'']);
    Some(format!("url(#{})", name(inner.strip_prefix('#')?)?))
}

fn name(text: &str) -> Option<String> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let good = (1..=NAME).contains(&text.len()) && text.bytes().all(fits);
    let prefix = if text.starts_with(PREFIX) { "" } else { PREFIX };
    good.then(|| Cow::from(prefix) + text).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_say_nothing_but_what_they_may() {
        use Value::*;
        let base = Base::new(None);
        for (kind, text, is) in [
            (Plain, " M0,0 L 10\n-5.5e1z ", Some("M0,0 L 10 -5.5e1z")),
            (Plain, "rotate (45) translate(1 2)", Some("rotate (45) translate(1 2)")),
            (Plain, "RGB(1,2,3)", Some("RGB(1,2,3)")),
            (Plain, "#f00", Some("#f00")),
            (Plain, "url(#a)", None),
            (Plain, "expression(1)", None),
            (Plain, "(1)", None),
            (Plain, "a;b", None),
            (Plain, "1\\2", None),
            (Length, "-0.167em", Some("-0.167em")),
            (Length, "2em", Some("2em")),
            (Length, "-20em", None),
            (Length, "-020em", None),
            (Paint, "url( '#g1' ) red", Some("url(#d-g1)")),
            (Paint, "url(#d-g1)", Some("url(#d-g1)")),
            (Paint, "red", Some("red")),
            (Paint, "url(https://b.example/#g)", None),
            (Paint, "url(#a\"b)", None),
            (Reference, "red", None),
            (Id, "a b", None),
            (Fonts, "\"DejaVu Sans\", serif", Some("\"DejaVu Sans\", serif")),
            (Fonts, "a(b)", None),
            (Link, "javascript:x", None),
            (Link, "https://b.example/x", Some("https://b.example/x")),
            (Show, "embed", None),
        ] {
            assert_eq!(kind.read(text, &base).as_deref(), is, "{kind:?} {text}");
        }
        assert_eq!(Id.read(&"a".repeat(NAME + 1), &base), None);
    }

    #[test]
    fn what_was_read_is_read_again() {
        let base = Base::new(None);
        for kind in [Value::Plain, Value::Paint, Value::Id, Value::Fonts, Value::Said] {
            for text in ["a  b", "d-", "x", "url(#d-x)", "url(#x)", "'x' \u{0} ,", "d-d-"] {
                let Some(once) = kind.read(text, &base) else { continue };
                assert_eq!(kind.read(&once, &base), Some(once), "{kind:?} {text}");
            }
        }
    }
}
