//! Receipts in a CSV file: the first row names the columns.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

use crate::cli::money::ReceiptsAdd;

/// The largest file.
const MOST_BYTES: u64 = 16 << 20;

const NEEDED: [&str; 4] = ["reader", "from", "until", "cents"];
const MORE: [&str; 3] = ["currency", "kind", "reference"];

/// The rows of a file with their lines, counted from 1.
pub fn read(file: &Path) -> Result<Vec<(usize, ReceiptsAdd)>, String> {
    rows(&text(file)?)
}

/// The text of a file, or of standard input for `-`.
fn text(file: &Path) -> Result<String, String> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().take(MOST_BYTES + 1).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(MOST_BYTES + 1).read_to_string(&mut text))
    };
    read.map_err(|error| format!("The file {} cannot be read: {error}.", file.display()))?;
    if text.len() as u64 > MOST_BYTES {
        return Err("A file of receipts has at most 16 MiB.".into());
    }
    Ok(text)
}

fn rows(text: &str) -> Result<Vec<(usize, ReceiptsAdd)>, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let head = lines.next().map_or("", |(_, line)| line);
    let head: Vec<String> = fields(head).unwrap_or_default().iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    if let Some(lacking) = NEEDED.iter().find(|name| !head.iter().any(|column| column == *name)) {
        return Err(format!("The first row names no column {lacking}; it has to name {}.", NEEDED.join(", ")));
    }
    if let Some(odd) = head.iter().find(|name| !NEEDED.contains(&name.as_str()) && !MORE.contains(&name.as_str())) {
        return Err(format!("A column {odd:?} is not known; there are {}, {}.", NEEDED.join(", "), MORE.join(", ")));
    }
    lines.map(|(at, line)| Ok((at + 1, row(at + 1, &head, line)?))).collect()
}

fn row(number: usize, head: &[String], line: &str) -> Result<ReceiptsAdd, String> {
    let values = fields(line).filter(|values| values.len() == head.len());
    let values = values.ok_or_else(|| format!("Line {number} has not as many fields as the first row. Nothing was kept."))?;
    let named: HashMap<&str, String> = head.iter().map(String::as_str).zip(values).collect();
    let field = |name: &str, other: &str| {
        let value = named.get(name).map_or("", |value| value.trim());
        if value.is_empty() { other.to_owned() } else { value.to_owned() }
    };
    Ok(ReceiptsAdd {
        reader: field("reader", ""),
        from: field("from", ""),
        until: field("until", ""),
        cents: field("cents", ""),
        currency: field("currency", "EUR"),
        kind: field("kind", "paid"),
        reference: Some(field("reference", "")),
    })
}

/// The fields of a row as RFC 4180 has them, on one line; `None` when a quote is out of place.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let field = out.last_mut()?;
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' if quoted => {
                quoted = false;
                if letters.peek().is_some_and(|next| *next != ',') {
                    return None;
                }
            }
            '"' if field.is_empty() => quoted = true,
            '"' => return None,
            ',' if !quoted => out.push(String::new()),
            other => field.push(other),
        }
    }
    (!quoted).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_the_names_of_the_first() {
        let text = "\u{feff}Cents,reader,until,from,reference\r\n\r\n999,\"Okafor, Ines \"\"I\"\"\",2026-11-01,2026-10-01,r1\r\n";
        let rows = rows(text).expect("reads");
        let (line, row) = &rows[0];
        assert_eq!((*line, row.reader.as_str(), row.cents.as_str()), (3, "Okafor, Ines \"I\"", "999"));
        assert_eq!((row.currency.as_str(), row.kind.as_str(), row.reference.as_deref()), ("EUR", "paid", Some("r1")));
    }

    #[test]
    fn what_is_no_table_of_receipts_is_refused_with_a_sentence() {
        let refused = |text: &str| rows(text).expect_err("refused");
        assert!(refused("reader,from,until\n").contains("no column cents"));
        assert!(refused("").contains("no column reader"));
        assert!(refused("reader,from,until,cents,colour\n").contains("colour"));
        assert!(refused("reader,from,until,cents\n1,2\n").starts_with("Line 2"));
        assert!(refused("reader,from,until,cents\n1,2,3,\"4\n").starts_with("Line 2"));
    }
}
