//! Makes damaged JSON whole: control characters in strings are escaped, what comes after the last whole item is cut
//! off, and everything left open is closed. Half an item would be a false entry, so none is kept.

/// How deep values may stand inside one another.
const DEPTH: usize = 64;

/// How deep the items of a feed stand: in an array in an object.
const ITEM_DEPTH: usize = 2;

/// A copy of `text` that has a chance to be JSON.
pub(super) fn repair(text: &str) -> String {
    let mut state = State::default();
    for c in text.chars() {
        if !state.step(c) {
            break;
        }
    }
    state.close()
}

#[derive(Default)]
struct State {
    out: String,
    /// The closing signs that are due.
    open: Vec<char>,
    in_string: bool,
    escaped: bool,
    /// Where the text could be cut: its length and how many values were open.
    whole: (usize, usize),
    finished: bool,
}

impl State {
    /// Takes one character; `false` when the outermost value is complete or nested too deep.
    fn step(&mut self, c: char) -> bool {
        if self.in_string {
            self.inside(c);
            return true;
        }
        self.out.push(c);
        match c {
            '"' => self.in_string = true,
            '{' | '[' if self.open.len() >= DEPTH => return false,
            '{' => self.open.push('}'),
            '[' => self.open.push(']'),
            '}' | ']' => {
                if self.open.pop() != Some(c) {
                    return false;
                }
                self.may_cut(self.out.len());
                self.finished = self.open.is_empty();
                return !self.finished;
            }
            // Before a comma everything is whole.
            ',' => self.may_cut(self.out.len() - 1),
            _ => {}
        }
        true
    }

    /// Notes that the text could be cut at `length`.
    fn may_cut(&mut self, length: usize) {
        if self.open.len() <= ITEM_DEPTH {
            self.whole = (length, self.open.len());
        }
    }

    fn inside(&mut self, c: char) {
        match c {
            _ if self.escaped => {
                self.escaped = false;
                self.out.push(c);
            }
            '\\' => {
                self.escaped = true;
                self.out.push(c);
            }
            '"' => {
                self.in_string = false;
                self.out.push(c);
            }
            '\n' => self.out.push_str("\\n"),
            '\t' => self.out.push_str("\\t"),
            c if c.is_control() => {}
            c => self.out.push(c),
        }
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
}
