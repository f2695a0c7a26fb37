//! One text analyser for both engines' full-text indexes, for queries and for highlighting.
//!
//! Words are folded (NFKD, marks dropped, lower case, ß→ss, ı→i, ة→ه, a leading Arabic ال off), scripts without spaces
//! are cut into overlapping pairs, and the result is plain words joined by single spaces. Because both engines get the
//! same words and split only at spaces, the same query finds the same articles in either.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word that is kept, in bytes; longer runs are cut off.
const WORD_LIMIT: usize = 64;

/// A word of a text: its folded form and where it stands, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The folded form.
    pub folded: String,
    /// Where it starts.
    pub start: usize,
    /// Where it ends, not included.
    pub end: usize,
}

/// Appends the folded words of `text` to `out`, joined by spaces: what the index is fed with.
pub fn analyse_into(text: &str, out: &mut String) {
    let mut word = String::new();
    for_each_run(text, |run, _, _| {
        if run.is_ascii() {
            push(out, &run[..run.len().min(WORD_LIMIT)]);
            let from = out.len() - run.len().min(WORD_LIMIT);
            out[from..].make_ascii_lowercase();
            return;
        }
        fold(run, &mut word);
        if run.chars().any(unspaced) {
            for_each_pair(&word, |pair, _, _| push(out, pair));
        } else if !word.is_empty() {
            push(out, cut(&word));
        }
    });
}

/// The folded words of `text`, joined by spaces.
pub fn analyse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    analyse_into(text, &mut out);
    out
}

/// The words of `text` with their places, for highlighting. In scripts without spaces every pair is a word.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    each_word(text, |folded, start, end| out.push(Word { folded: folded.to_owned(), start, end }));
    out
}

/// Calls `each` with every word's folded form and where it stands, without keeping any of them.
pub fn each_word(text: &str, mut each: impl FnMut(&str, usize, usize)) {
    let mut folded = String::new();
    for_each_run(text, |run, start, end| {
        if !run.is_ascii() && run.chars().any(unspaced) {
            let chars: Vec<(usize, char)> = run.char_indices().collect();
            let last = chars.len().saturating_sub(2);
            for (at, pair) in chars.windows(2.min(chars.len())).enumerate() {
                let from = start + pair[0].0;
                let to = if at == last { end } else { start + chars[at + pair.len()].0 };
                fold(&text[from..to], &mut folded);
                each(&folded, from, to);
            }
            return;
        }
        fold(run, &mut folded);
        if !folded.is_empty() {
            each(cut(&folded), start, end);
        }
    });
}

/// A reader's query as both engines take it: each word quoted as a phrase, all of them wanted. Empty when nothing in
/// it can be searched for; then nothing should be asked.
pub fn query(text: &str) -> String {
    const WORDS: usize = 16;
    let mut out = String::new();
    for piece in text.split_whitespace().take(WORDS) {
        let folded = analyse(piece);
        if !folded.is_empty() {
            push(&mut out, &format!("\"{folded}\""));
        }
    }
    out
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
    out.push_str(word);
}

fn cut(word: &str) -> &str {
    match word.char_indices().find(|(at, c)| at + c.len_utf8() > WORD_LIMIT) {
        Some((at, _)) => &word[..at],
        None => word,
    }
}

/// Calls `each` for every run of letters, digits and marks, split where a script without spaces begins or ends.
fn for_each_run(text: &str, mut each: impl FnMut(&str, usize, usize)) {
    let mut start: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c));
        match start {
            Some((from, kind)) if !inside || (kind != unspaced(c) && !is_combining_mark(c)) => {
                each(&text[from..at], from, at);
                start = inside.then(|| (at, unspaced(c)));
            }
            None if inside => start = Some((at, unspaced(c))),
            _ => {}
        }
    }
    if let Some((from, _)) = start {
        each(&text[from..], from, text.len());
    }
}

fn for_each_pair(word: &str, mut each: impl FnMut(&str, usize, usize)) {
    let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    if ends.len() < 2 {
        each(word, 0, word.len());
        return;
    }
    let mut from = 0;
    for pair in ends.windows(2) {
        each(&word[from..pair[1]], from, pair[1]);
        from = pair[0];
    }
}

fn fold(run: &str, out: &mut String) {
    out.clear();
    if run.is_ascii() {
        out.push_str(run);
        out.make_ascii_lowercase();
        return;
    }
    for c in run.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ı' => out.push('i'),
            'ة' => out.push('ه'),
            'ى' => out.push('ي'),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
            _ => {}
        }
    }
    if let Some(rest) = out.strip_prefix("ال")
        && rest.chars().count() >= 3
    {
        *out = rest.to_owned();
    }
}

/// Scripts that put no spaces between words: Han, kana, Thai, Lao, Khmer, Myanmar.
fn unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0x2fdf | 0x3005..=0x3007
        | 0x3040..=0x30ff | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f
        | 0x20000..=0x323af)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_meet_across_spellings() {
        for (a, b) in [
            ("Élections", "elections"),
            ("straße", "STRASSE"),
            ("المتحدّث", "متحدث"),
            ("مدرسة", "المدرسه"),
            ("ёлка", "елка"),
            ("Iğdır", "igdir"),
            ("ｶﾒﾗ", "カメラ"),
            ("Ærø", "aero"),
            ("ﬁnance", "finance"),
        ] {
            assert_eq!(analyse(a), analyse(b), "{a} {b}");
        }
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(analyse("北京市 GDP"), "北京 京市 gdp");
        assert_eq!(analyse("新幹線"), "新幹 幹線");
        assert_eq!(query("新幹線 速い"), "\"新幹 幹線\" \"速い\"");
    }

    #[test]
    fn no_operator_gets_through() {
        assert_eq!(query("1,440 AND (title:x* OR \"y"), "\"1 440\" \"and\" \"title x\" \"or\" \"y\"");
        assert_eq!(query("… — !"), "");
    }

    proptest! {
        #[test]
        fn words_and_analyse_agree(text in "[a-zA-Z ßéØ北京งาน،ال.,-]{0,40}") {
            let joined = words(&text).into_iter().map(|w| w.folded).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(joined, analyse(&text));
        }
        #[test]
        fn places_lie_on_characters(text in "\\PC{0,60}") {
            for word in words(&text) {
                prop_assert!(text.get(word.start..word.end).is_some());
            }
        }
    }
}
