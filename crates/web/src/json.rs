//! JSON as the stand writes it by hand: small objects with texts in them. What is written may stand within a page as well.

use std::fmt::Write as _;

/// An object.
pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let fields: Vec<String> = fields.into_iter().map(|(name, value)| format!("{}: {value}", quoted(name))).collect();
    format!("{{{}}}", fields.join(", "))
}

/// A list, one value a line.
pub fn list(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    if values.is_empty() { "[]".into() } else { format!("[\n  {}\n]", values.join(",\n  ")) }
}

/// A text as JSON writes it. Letters that could end a script element, or a line of one, are written by number.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() || matches!(letter, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_as_json_asks() {
        assert_eq!(quoted("a \"b\" \\ c\n\u{1}é苔"), "\"a \\\"b\\\" \\\\ c\\u000a\\u0001é苔\"");
        assert_eq!(object([("a", list(std::iter::empty()))]), "{\"a\": []}");
    }

    #[test]
    fn no_text_ends_the_element_it_stands_in() {
        let quoted = quoted("</script><!-- & \u{2028}");
        assert_eq!(quoted, "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\"");
    }
}
