//! Statements: whatever is changed in one is found.

use super::statement::{Disagreement, Statement, check};
use super::*;

/// Two titles of publisher 1, one of publisher 2, with alike readers, others, copies and minimums.
fn settled() -> Settlement {
    let mut reads = Vec::new();
    for reader in 0..12 {
        reads.extend((0..4).map(|article| read(reader, 2, article, 3 + i32::from(article))));
        reads.push(read(reader, 4, 9, 9));
    }
    reads.extend((20..27).map(|reader| read(reader, 3, 10, 4)));
    reads.push(read(40, 2, 7, 5));
    reads.extend((0..9).map(|article| read(41, 2, article, 6)));
    let receipts = (0..50).map(|reader| paid(reader, 999 + reader % 2)).collect();
    settle(month(receipts, vec![members(2, 0), members(3, 9000), members(4, 100)], reads)).unwrap()
}

fn text() -> String {
    Statement::of_publisher(&settled(), Id::new(1), "House, of \"News\"", |title| format!("Title {title}")).text()
}

/// The rows with a hash that fits them: what somebody would hand on who knows how.
fn hashed(rows: &[String]) -> String {
    let text: String = rows.iter().map(|row| format!("{row}\r\n")).collect();
    let hash = Digest::of_text(&text);
    format!("{text}SHA-256,{hash},,,,,\r\n")
}

fn rows(text: &str) -> Vec<String> {
    let mut rows: Vec<String> = text.split_terminator("\r\n").map(str::to_owned).collect();
    rows.pop();
    rows
}

#[test]
fn a_statement_is_read_back() {
    let checked = check(&text()).unwrap();
    let own: i64 = settled().lines.iter().take(2).map(|line| line.paid).sum();
    assert_eq!((checked.titles, checked.paid), (2, i128::from(own)));
    assert_eq!(checked.addressee, statement::Addressee::Publisher(Id::new(1)));
    assert_eq!(checked.inputs, settled().figures.inputs);
    assert_eq!(hashed(&rows(&text())), text());
}

/// Statements are kept for years: a text of this form must be written and read the same for ever. Another form of
/// statement gets another number in its first row.
#[test]
fn the_form_of_a_statement_stays() {
    let text = Statement::of_title(&settled(), Id::new(2), "Gazette").unwrap().text();
    assert_eq!(text.replace("\r\n", "\n"), include_str!("gazette.csv").replace("\r\n", "\n"));
}

#[test]
fn every_row_has_seven_fields() {
    let text = Statement::of_title(&settled(), Id::new(2), "Gazette").unwrap().text();
    assert!(text.split_terminator("\r\n").all(|row| row.matches(',').count() == 6), "{text}");
    assert!(Statement::of_title(&settled(), Id::new(77), "None").is_none());
}

#[test]
fn any_changed_character_is_found() {
    let text = text();
    for (at, letter) in text.char_indices() {
        let other = match letter {
            '0'..='8' => char::from(letter as u8 + 1),
            '9' => '0',
            'x' => 'y',
            _ => 'x',
        };
        let mut changed = text.clone();
        changed.replace_range(at..at + letter.len_utf8(), other.encode_utf8(&mut [0; 4]));
        assert!(check(&changed).is_err(), "{letter:?} at byte {at}");
    }
}

#[test]
fn a_figure_that_was_changed_and_hashed_again_is_found() {
    // For each key: the first field whose digits all follow from other rows.
    let from = [
        ("Members' money", 1),
        ("Operator", 1),
        ("Pool", 1),
        ("Reads", 2),
        ("Readers", 2),
        ("Day", 3),
        ("Section", 3),
        ("Origin", 3),
        ("Cell", 2),
        ("Folded cell", 2),
        ("Weight", 2),
        ("Share", 3),
        ("Minimum", 2),
        ("Shortfall", 2),
        ("Paid", 2),
        ("Total", 2),
    ];
    let all = rows(&text());
    let mut changed = 0;
    for (place, row) in all.iter().enumerate() {
        let fields: Vec<&str> = row.split(',').collect();
        let Some((_, first)) = from.iter().find(|(key, _)| *key == fields[0]) else { continue };
        let begins: usize = fields[..*first].iter().map(|field| field.len() + 1).sum();
        for (at, digit) in row.char_indices().filter(|(at, letter)| *at >= begins && letter.is_ascii_digit()) {
            let mut other = all.clone();
            let next = char::from(b'0' + (digit as u8 - b'0' + 1) % 10);
            other[place].replace_range(at..=at, next.encode_utf8(&mut [0; 4]));
            assert!(check(&hashed(&other)).is_err(), "{row} became {}", other[place]);
            changed += 1;
        }
    }
    assert!(changed > 150, "{changed}");
}

#[test]
fn rows_that_are_missing_doubled_or_moved_are_found() {
    let all = rows(&text());
    for at in 0..all.len() {
        let mut less = all.clone();
        less.remove(at);
        assert!(check(&hashed(&less)).is_err(), "without {}", all[at]);
        let mut more = all.clone();
        more.insert(at, all[at].clone());
        assert!(check(&hashed(&more)).is_err(), "twice {}", all[at]);
        let mut moved = all.clone();
        if at > 0 && moved[at] != moved[at - 1] {
            moved.swap(at, at - 1);
            assert!(check(&hashed(&moved)).is_err(), "moved {}", all[at]);
        }
    }
}

#[test]
fn a_disagreement_says_where_and_what() {
    let mut rows = rows(&text());
    let at = rows.iter().position(|row| row.starts_with("Paid,2,")).unwrap();
    let should = std::mem::replace(&mut rows[at], "Paid,2,1,,,,".to_owned());
    let wrong = check(&hashed(&rows)).unwrap_err();
    let told = Disagreement { row: at + 1, says: Some("Paid,2,1,,,,".to_owned()), should };
    assert_eq!(wrong, [told]);
    assert!(wrong[0].to_string().starts_with(&format!("row {} says", at + 1)));
}

#[test]
fn no_reader_is_named_and_small_cells_are_folded() {
    let settled = settled();
    let counts = &settled.lines[0].counts;
    assert_eq!(counts.readers, Some(14));
    assert!(counts.cells.iter().all(|cell| cell.readers >= FOLD));
    assert!(counts.folded.is_some_and(|folded| folded.readers.is_some_and(|readers| readers >= FOLD)));
    let few = settle(month(vec![paid(1, 999)], vec![members(1, 0)], vec![read(1, 1, 1, 1), read(1, 1, 2, 2)])).unwrap();
    let text = Statement::of_title(&few, Id::new(1), "Gazette").unwrap().text();
    assert!(text.contains("Readers,1,under 5,") && !text.contains("Cell,1,"), "{text}");
    assert!(check(&text).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "[0-9a-zA-Z,\"\r\n ]{0,200}") {
        prop_assert!(check(&text).is_err());
    }

    #[test]
    fn any_figures_are_answered(figures in prop::collection::vec((0..100_usize, 1..7_usize, any::<i128>()), 1..6)) {
        let mut rows = rows(&text());
        for (row, field, figure) in figures {
            let row = row % rows.len();
            let mut fields: Vec<String> = rows[row].split(',').map(str::to_owned).collect();
            let digits = (field * 7) % 39 + 1;
            fields[field] = figure.unsigned_abs().to_string().chars().take(digits).collect();
            rows[row] = fields.join(",");
        }
        let _ = check(&hashed(&rows));
    }
}
