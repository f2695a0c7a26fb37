//! Names and e-mail addresses in one string, as RSS and Dublin Core have them.

use newsstand_news::Author;

use crate::limits::PLAIN_BYTES;
use crate::text;

/// Reads `me@a.example (A Name)`, `A Name <me@a.example>`, `A Name (me@a.example)`, `me@a.example` or `A Name`.
pub(crate) fn read(written: &str) -> Option<Author> {
    let written = written.trim().trim_start_matches("mailto:");
    let Some(at) = written.find('@') else { return named(written) };
    let is_mail = |c: char| c.is_ascii_alphanumeric() || "@._-+%'".contains(c);
    let start = written.get(..at)?.rfind(|c: char| !is_mail(c)).map_or(0, |before| before + last_length(written, before));
    let end = written.get(at..)?.find(|c: char| !is_mail(c)).map_or(written.len(), |length| at + length);
    let mail = written.get(start..end)?;
    if mail.starts_with('@') || mail.ends_with('@') {
        return named(written);
    }
    let name = [written.get(..start)?, written.get(end..)?]
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || "()<>[]\"',;:".contains(c)));
    let name = if name[0].is_empty() { name[1] } else { name[0] };
    let name = name.trim_end_matches("mailto:").trim_end_matches(['(', '<', ' ']);
    Some(Author { name: text::of_either(name, PLAIN_BYTES), email: Some(mail.to_owned()), url: None })
}

fn last_length(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

fn named(name: &str) -> Option<Author> {
    Some(Author { name: Some(text::of_either(name, PLAIN_BYTES)?), email: None, url: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_mail_in_any_order() {
        for written in [
            "me@a.example (Ana Novak)",
            "Ana Novak <me@a.example>",
            "Ana Novak (me@a.example)",
            "\"Ana Novak\" me@a.example",
            "Ana Novak &lt;me@a.example&gt;".replace("&lt;", "<").replace("&gt;", ">").as_str(),
            "mailto:me@a.example (Ana Novak)",
        ] {
            let author = read(written).unwrap_or_default();
            assert_eq!(
                (author.name.as_deref(), author.email.as_deref()),
                (Some("Ana Novak"), Some("me@a.example")),
                "{written}"
            );
        }
        assert_eq!(read("me@a.example").and_then(|author| author.name), None);
        assert_eq!(
            read("Ana Novak and Ben Ito").and_then(|author| author.name).as_deref(),
            Some("Ana Novak and Ben Ito")
        );
        assert_eq!(read("@ana").and_then(|author| author.name).as_deref(), Some("@ana"));
        assert_eq!(read(" "), None);
    }
}
