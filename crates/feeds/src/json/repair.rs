//! Makes damaged JSON whole: what stands in strings and must not is escaped, comments and idle commas go, words that mean
//! nothing become null, what comes after the last whole item is cut off, and everything left open is closed. Half an item
//! would be a false entry, so none is kept.

use super::strings;

/// How deep values may stand inside one another.
const DEPTH: usize = 64;

/// How deep the items of a feed stand: in an array in an object.
const ITEM_DEPTH: usize = 2;

/// A copy of `text` that has a chance to be JSON.
pub(super) fn repair(text: &str) -> String {
    let mut state = State::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match state.step(c, rest) {
            Some(length) => rest = rest.get(length..).unwrap_or(""),
            None => break,
        }
    }
    state.close()
}

#[derive(Default)]
struct State {
    out: String,
    /// The closing signs that are due.
    open: Vec<char>,
    /// Where the text could be cut: its length and how many values were open.
    whole: (usize, usize),
    finished: bool,
}

impl State {
    /// Takes what begins with `c`; how many bytes that is. `None` when the outermost value is complete or nested too deep.
    fn step(&mut self, c: char, rest: &str) -> Option<usize> {
        match c {
            '"' | '\'' => strings::copy(rest, c, &mut self.out),
            '{' | '[' => self.begin(c),
            '}' | ']' => self.end(c),
            ',' => {
                // Before a comma everything is whole.
                self.may_cut(self.out.len());
                self.out.push(',');
                Some(1)
            }
            '/' => Some(comment_length(rest)),
            ':' => {
                self.out.push(':');
                Some(1)
            }
            c if c.is_whitespace() => Some(c.len_utf8()),
            _ => Some(self.word(rest)),
        }
    }

    fn begin(&mut self, c: char) -> Option<usize> {
        if self.open.len() >= DEPTH {
            return None;
        }
        self.out.push(c);
        self.open.push(if c == '{' { '}' } else { ']' });
        Some(1)
    }

    fn end(&mut self, c: char) -> Option<usize> {
        if self.open.pop() != Some(c) {
            return None;
        }
        if self.out.ends_with(',') {
            self.out.pop();
        }
        self.out.push(c);
        self.may_cut(self.out.len());
        self.finished = self.open.is_empty();
        if self.finished { None } else { Some(1) }
    }

    /// Notes that the text could be cut at `length`.
    fn may_cut(&mut self, length: usize) {
        if self.open.len() <= ITEM_DEPTH {
            self.whole = (length, self.open.len());
        }
    }

    /// A number, a word of JSON's, a name without quotes, or something that means nothing.
    fn word(&mut self, rest: &str) -> usize {
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '{' | '}' | '[' | ']' | '"' | '/');
        let length = rest.find(ends).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        if after.trim_start().starts_with(':') {
            self.out.push('"');
            self.out.extend(word.chars().filter(|c| !c.is_control() && *c != '\\'));
            self.out.push('"');
        } else if matches!(word, "true" | "false" | "null") || serde_json::from_str::<serde_json::Number>(word).is_ok() {
            self.out.push_str(word);
        } else {
            self.out.push_str("null");
        }
        length
    }

    fn close(mut self) -> String {
        if !self.finished {
            let (length, open) = self.whole;
            self.out.truncate(length);
            self.open.truncate(open);
            self.out.extend(self.open.iter().rev());
        }
        self.out
    }
}

/// Bytes of a comment; of anything else that begins with a slash, the slash.
fn comment_length(rest: &str) -> usize {
    match rest.as_bytes() {
        [b'/', b'/', ..] => rest.find('\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => rest.find("*/").map_or(rest.len(), |end| end + 2),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn what_is_cut_short_is_closed() {
        assert_eq!(repair(r#"{"items":[{"id":"1"},{"id":"2","ti"#), r#"{"items":[{"id":"1"}]}"#);
        assert_eq!(repair(r#"{"a":[1,2"#), r#"{"a":[1]}"#);
        assert_eq!(repair("{\"a\":\"x\ny\u{1}\"} junk"), "{\"a\":\"x\\ny\"}");
        assert_eq!(repair(""), "");
    }

    #[test]
    fn what_people_write_for_json_becomes_json() {
        for (written, meant) in [
            (r#"{"a":[1,2,],}"#, r#"{"a":[1,2]}"#),
            ("{/* x } */\"a\": 1, // no\n\"b\":2}", r#"{"a":1,"b":2}"#),
            (
                r#"{'a':'it\'s "b"', c_d : NaN, "e":-1.5e3, "f":undefined}"#,
                r#"{"a":"it's \"b\"","c_d":null,"e":-1.5e3,"f":null}"#,
            ),
            (
                r#"{"a":"\x41 \u00e9 \uZZ","b":"\ud83d x","c":"\ud83d\ude00","d":"\ude00"}"#,
                r#"{"a":"x41 \u00e9 uZZ","b":"\ufffd x","c":"\ud83d\ude00","d":"\ufffd"}"#,
            ),
        ] {
            assert_eq!(repair(written), meant);
            assert!(serde_json::from_str::<serde_json::Value>(meant).is_ok());
        }
    }

    #[test]
    fn odd_pieces_take_linear_time() {
        for piece in ["/*", "//", "{", "[", "'", "\"", "\\", "{\"a\":\"\\u", "a:", ",", "1", "/", "{a", "\\ud800"] {
            let text = format!("{{\"a\":[{}", piece.repeat(100_000));
            assert!(repair(&text).len() <= text.len() * 6);
        }
    }
}
