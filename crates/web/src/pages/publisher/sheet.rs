//! Tables as files: RFC 4180, in UTF-8, and nothing in them that a spreadsheet takes for a formula.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Rows of fields as a text.
pub fn csv(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.iter().map(|field| quoted(field)).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

fn quoted(field: &str) -> String {
    let number = field.strip_prefix('-').unwrap_or(field).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let formula = !number && field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let field = if formula { format!("'{field}") } else { field.to_owned() };
    if field.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// A file to be kept under a name of letters, digits, dots and dashes.
pub fn file(name: &str, kind: &'static str, text: String) -> Response {
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    let mut answer = ([(header::CONTENT_TYPE, kind)], text).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"")) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    answer
}

/// The kind of a CSV file.
pub const CSV: &str = "text/csv; charset=utf-8";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_no_formulas() {
        let row = ["a", "b,c", "d\"e", "=1+1", "-5.00", "-x", ""].map(str::to_owned).to_vec();
        assert_eq!(csv(&[row]), "a,\"b,c\",\"d\"\"e\",'=1+1,-5.00,'-x,\r\n");
    }
}
