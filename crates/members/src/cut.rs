//! Cuts the beginning off a text: never more than so many words, at the end of a paragraph or a sentence.

use crate::limits::{CHARS_A_WORD, CHARS_A_WORD_WITHOUT_BLANKS};

/// The longest beginning of `text` with at most `words` words that ends a paragraph or, inside the first paragraph
/// that does not fit, a sentence. A first sentence that alone is longer is cut between words. Linear.
pub(crate) fn beginning(text: &str, words: usize) -> &str {
    let mut left = words;
    let (mut hard, mut soft) = (0, 0);
    for token in tokens(text) {
        let weight = weight(token);
        if weight > left {
            // Scripts without blanks: part of the run fits.
            (hard, soft) = inside(text, token, left, hard, soft);
            return closed(text, hard, soft);
        }
        left -= weight;
        hard = end_of(text, token);
        if ends_sentence(token) || ends_paragraph(text, hard) {
            soft = hard;
        }
    }
    text.trim_end()
}

/// How many words a text has, as the limits count them; at most `most`.
pub(crate) fn count(text: &str, most: usize) -> usize {
    let mut sum = 0;
    for token in tokens(text) {
        sum += weight(token);
        if sum >= most {
            return most;
        }
    }
    sum
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// Where `part`, a slice of `text`, ends in it.
fn end_of(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize + part.len()).saturating_sub(text.as_ptr() as usize)
}

fn weight(token: &str) -> usize {
    let without = token.chars().filter(|&c| without_blanks(c)).count();
    let others = token.chars().count() - without;
    without.div_ceil(CHARS_A_WORD_WITHOUT_BLANKS) + others.div_ceil(CHARS_A_WORD)
}

/// Letters of scripts that set no blanks between words: Thai, Lao, Myanmar, Khmer, kana, Han and their kin.
fn without_blanks(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

/// How far into a run without blanks the words that are left go: the hard and the soft end.
fn inside(text: &str, token: &str, left: usize, mut hard: usize, mut soft: usize) -> (usize, usize) {
    let start = end_of(text, token).saturating_sub(token.len());
    let (mut without, mut others) = (0_usize, 0_usize);
    for (at, c) in token.char_indices() {
        let wide = without_blanks(c);
        without += usize::from(wide);
        others += usize::from(!wide);
        if without.div_ceil(CHARS_A_WORD_WITHOUT_BLANKS) + others.div_ceil(CHARS_A_WORD) > left {
            break;
        }
        // A word of a script with blanks is never cut in its middle.
        if wide {
            hard = start + at + c.len_utf8();
            if matches!(c, '。' | '！' | '？' | '｡') {
                soft = hard;
            }
        }
    }
    (hard, soft)
}

/// The soft end when there is one, else the hard one.
fn closed(text: &str, hard: usize, soft: usize) -> &str {
    let end = if soft > 0 { soft } else { hard };
    text.get(..end).unwrap_or("").trim_end()
}

fn ends_paragraph(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    rest.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\n')
}

/// Whether a token ends a sentence: a mark, perhaps with closing quotes after it. A full stop after a short word may
/// be an abbreviation and ends nothing.
fn ends_sentence(token: &str) -> bool {
    let bare = token.trim_end_matches(['"', '\'', '”', '’', '»', '«', '“', '」', '』', ')', ']']);
    if bare.ends_with(['!', '?', '…', '。', '！', '？', '؟', '۔', '।', '։', '።']) {
        return true;
    }
    bare.strip_suffix('.').is_some_and(|word| word.chars().rev().take_while(|c| c.is_alphanumeric()).count() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_paragraphs_then_sentences_then_words() {
        let text = "One two three.\n\nFour five seven. Eight nine eleven twelve.";
        let table = [
            (0, ""),
            (2, "One two"),
            (3, "One two three."),
            (5, "One two three."),
            (6, "One two three.\n\nFour five seven."),
            (9, "One two three.\n\nFour five seven."),
            (10, text),
            (99, text),
        ];
        for (words, want) in table {
            assert_eq!(beginning(text, words), want, "{words}");
        }
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        assert_eq!(beginning("The queue grew. Then Dr. Okell came by train", 5), "The queue grew.");
    }

    #[test]
    fn scripts_without_blanks_are_cut_too() {
        let text = "港の水先人が語った。船は九隻だった。";
        assert_eq!(beginning(text, 6), "港の水先人が語った。");
        assert_eq!(beginning(text, 2), "港の水先");
        assert_eq!(beginning(text, 9), text);
    }

    #[test]
    fn no_run_passes_as_one_word() {
        let run = "x".repeat(10_000);
        assert_eq!(beginning(&run, 50), "");
        assert_eq!(count(&run, usize::MAX), 313);
        assert_eq!(count(&run, 9), 9);
    }
}
