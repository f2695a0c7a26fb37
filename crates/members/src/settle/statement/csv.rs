//! Rows of comma-separated values, as RFC 4180 has them.

/// Every row has so many fields.
pub(super) const FIELDS: usize = 7;

/// What ends a row.
pub(super) const END: &str = "\r\n";

/// A name as a statement can hold it: on one line, and never taken for a formula by a spreadsheet.
pub(super) fn cleaned(name: &str) -> String {
    let line: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if line.starts_with(['=', '+', '-', '@']) { format!("'{line}") } else { line }
}

/// A row without its end, filled up with empty fields.
pub(super) fn row(fields: &[String]) -> String {
    let filled = fields.iter().map(String::as_str).chain(std::iter::repeat("")).take(FIELDS.max(fields.len()));
    filled.map(quoted).collect::<Vec<_>>().join(",")
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
}

/// The fields of a row without its end; `None` when its quotes or the number of fields are wrong.
pub(super) fn fields(row: &str) -> Option<[String; FIELDS]> {
    let mut fields = Vec::new();
    let mut rest = Some(row);
    while let Some(text) = rest {
        if fields.len() == FIELDS {
            return None;
        }
        let (field, after) = if let Some(quoted) = text.strip_prefix('"') { unquoted(quoted)? } else { plain(text) };
        fields.push(field);
        rest = after;
    }
    fields.try_into().ok()
}

fn plain(text: &str) -> (String, Option<&str>) {
    match text.split_once(',') {
        Some((field, rest)) => (field.to_owned(), Some(rest)),
        None => (text.to_owned(), None),
    }
}

/// A field after its opening quote, and what comes after the comma behind it.
fn unquoted(text: &str) -> Option<(String, Option<&str>)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        field.push_str(before);
        if let Some(more) = after.strip_prefix('"') {
            field.push('"');
            rest = more;
        } else if after.is_empty() {
            return Some((field, None));
        } else {
            return Some((field, Some(after.strip_prefix(',')?)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_are_read_back(values in prop::collection::vec("[a,\"'= é]{0,9}", FIELDS)) {
            let values: [String; FIELDS] = values.try_into().unwrap();
            prop_assert_eq!(fields(&row(&values)), Some(values));
        }

        #[test]
        fn any_row_is_read_or_refused(text in "[a,\"\\r\\n]{0,30}") {
            let _ = fields(&text);
        }
    }

    #[test]
    fn names_are_no_formulas_and_no_lines() {
        assert_eq!(cleaned("=SUM(A1)\r\nx"), "'=SUM(A1)  x");
        assert_eq!(cleaned(&cleaned("-x")), cleaned("-x"));
        assert_eq!(row(&["a".to_owned(), "b, \"c\"".to_owned()]), "a,\"b, \"\"c\"\"\",,,,,");
        assert!(fields("a,b").is_none() && fields("a,b,c,d,e,f,g,h").is_none() && fields("\"a\"b,,,,,,").is_none());
    }
}
