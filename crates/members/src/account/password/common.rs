//! The commonest passwords, and whether one of them stands behind what was typed.

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// One a line, in lower case; lines with `# ` are remarks.
const LIST: &str = include_str!("common.txt");

/// Whether the password, in lower case, is on the list: as it is, with letters in place of the digits and marks that
/// stand for them, or without the digits and marks behind or around it.
pub(super) fn is_common(folded: &str) -> bool {
    let head = folded.trim_end_matches(|c: char| !c.is_alphabetic());
    let bare = head.trim_start_matches(|c: char| !c.is_alphabetic());
    let without_marks = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    [folded, without_marks, head, bare].into_iter().any(|form| known(&plain(form)))
}

fn known(form: &str) -> bool {
    static FORMS: OnceLock<BTreeSet<String>> = OnceLock::new();
    FORMS.get_or_init(|| lines().map(plain).collect()).contains(form)
}

fn lines() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// With letters for what stands for them. The list is read through the same function, so no letter gets lost by it.
fn plain(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_folded_and_without_doubles() {
        let all: Vec<&str> = lines().collect();
        assert!(all.len() >= 500, "{}", all.len());
        assert!(all.iter().all(|line| line.to_lowercase() == *line && line.trim() == *line));
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn dressed_forms_are_known_and_others_are_not() {
        for bad in ["sunshine", "sunsh1ne", "$un$h1ne", "sunshine1999", "123sunshine123", "sunshine!?", "12345678910"] {
            assert!(is_common(bad), "{bad}");
        }
        for good in ["sunshine over boats", "8362910475", "", "!!", "tw4fjq!pzl"] {
            assert!(!is_common(good), "{good}");
        }
    }
}
