//! Reads `robots.txt` (RFC 9309) and answers whether a path may be read. Pure.
//!
//! Matching is linear: every rule is a sequence of literal parts that are looked for from left to right.

/// The most rules kept; later ones are ignored.
const RULES: usize = 5_000;
/// The longest pattern kept, in bytes; longer rules are ignored.
const PATTERN: usize = 2_048;

/// What a site asks of one reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    /// Longest pattern first; among equals those that allow first.
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// Normalised; `*` matches anything.
    pattern: String,
    /// Whether it ended in `$`.
    to_the_end: bool,
}

#[derive(Default)]
struct Groups {
    ours: Vec<Rule>,
    everybodys: Vec<Rule>,
    found_ours: bool,
}

impl Robots {
    /// Reads a file for the reader with this product token (the part of its name before `/`). Never fails: what makes
    /// no sense is passed over.
    pub fn read(bytes: &[u8], token: &str) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let groups = groups(text.trim_start_matches('\u{feff}'), token);
        let mut rules = if groups.found_ours { groups.ours } else { groups.everybodys };
        rules.sort_by_key(|rule| (std::cmp::Reverse(rule.length()), !rule.allow));
        Self { rules }
    }

    /// Whether a path with its query, as it stands in an address, may be read: the longest matching rule decides, and
    /// allowing wins between equals.
    pub fn allows(&self, path_and_query: &str) -> bool {
        let path = normal(path_and_query, true);
        if path == "/robots.txt" {
            return true;
        }
        self.rules.iter().find(|rule| rule.matches(&path)).is_none_or(|rule| rule.allow)
    }
}

impl Rule {
    fn new(allow: bool, value: &str) -> Option<Self> {
        let (pattern, to_the_end) = value.strip_suffix('$').map_or((value, false), |rest| (rest, true));
        let rooted = pattern.starts_with(['/', '*']);
        (rooted && pattern.len() <= PATTERN).then(|| Self { allow, pattern: normal(pattern, false), to_the_end })
    }

    fn length(&self) -> usize {
        self.pattern.len() + usize::from(self.to_the_end)
    }

    fn matches(&self, path: &str) -> bool {
        let mut parts = self.pattern.split('*');
        let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else { return !self.to_the_end || rest.is_empty() };
        for part in middle {
            match rest.split_once(part) {
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        if self.to_the_end { rest.ends_with(last) } else { rest.contains(last) }
    }
}

fn groups(text: &str, token: &str) -> Groups {
    let mut groups = Groups::default();
    let (mut ours, mut everybodys, mut naming) = (false, false, false);
    for (key, value) in text.split(['\n', '\r']).filter_map(line) {
        match key.as_str() {
            "user-agent" => {
                if !naming {
                    (ours, everybodys) = (false, false);
                }
                naming = true;
                ours |= product(value).eq_ignore_ascii_case(token);
                everybodys |= value.starts_with('*');
                groups.found_ours |= ours;
            }
            "allow" | "disallow" => {
                naming = false;
                let rule = Rule::new(key == "allow", value);
                let kept = [(ours, &mut groups.ours), (everybodys, &mut groups.everybodys)];
                for (_, rules) in kept.into_iter().filter(|(belongs, rules)| *belongs && rules.len() < RULES) {
                    rules.extend(rule.clone());
                }
            }
            // Sitemap, Crawl-delay and the like neither begin nor end a group.
            _ => {}
        }
    }
    groups
}

/// Splits `key: value # comment`; the key comes back in lower case.
fn line(text: &str) -> Option<(String, &str)> {
    let text = text.split('#').next().unwrap_or("");
    let (key, value) = text.split_once(':')?;
    Some((key.trim().to_ascii_lowercase(), value.trim()))
}

/// The product token at the start of a value: `newsstand` of `Newsstand/0.1`.
pub fn product(value: &str) -> &str {
    let end = value.find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_')).unwrap_or(value.len());
    value.get(..end).unwrap_or("")
}

/// One spelling for all that mean the same (RFC 9309, section 2.2.2; RFC 3986, section 6.2.2): unreserved characters
/// plain, all others that need it as `%` and upper-case hexadecimal. In a path, `*` and `$` stand for themselves and are
/// encoded too, so that a pattern's `%2A` finds them.
fn normal(text: &str, path: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let [byte, rest @ ..] = bytes {
        bytes = rest;
        match rest {
            [high, low, after @ ..] if *byte == b'%' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes = after;
                let decoded = hex(*high) << 4 | hex(*low);
                write(&mut out, decoded, decoded.is_ascii_alphanumeric() || b"-._~".contains(&decoded));
            }
            _ => write(&mut out, *byte, byte.is_ascii_graphic() && !(path && matches!(byte, b'*' | b'$'))),
        }
    }
    out
}

/// The worth of a hexadecimal digit.
fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20).wrapping_sub(b'a' - 10),
    }
}

fn write(out: &mut String, byte: u8, plain: bool) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    if plain {
        out.push(char::from(byte));
    } else {
        let digit = |half: u8| DIGITS.get(usize::from(half & 15)).copied().unwrap_or('0');
        out.extend(['%', digit(byte >> 4), digit(byte)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allows(file: &str, path: &str) -> bool {
        Robots::read(file.as_bytes(), "newsstand").allows(path)
    }

    /// Files and what they allow, written as in a table: `+ path` may be read, `- path` may not.
    #[test]
    fn the_cases() {
        for case in include_str!("../tests/robots.txt").split("\n=====\n") {
            let (file, wants) = case.split_once("\n-----\n").expect(case);
            for want in wants.lines().filter(|line| !line.is_empty()) {
                let (sign, path) = want.split_once(' ').expect(want);
                assert_eq!(allows(file, path), sign == "+", "{want}\nwith\n{file}");
            }
        }
    }

    #[test]
    fn line_ends_marks_and_bad_bytes_are_taken_as_they_come() {
        assert!(!allows("\u{feff}User-agent: *\rDisallow: /x\r", "/x"));
        assert!(!allows("user-agent:*\r\nDISALLOW:/x", "/x"));
        let odd = Robots::read(b"User-agent: *\nDisallow: /\xff\xfe\nDisallow: /y\n\0\0", "newsstand");
        assert!(odd.allows("/x") && !odd.allows("/y"));
        assert!(Robots::read(b"", "newsstand").allows("/"));
        assert!(Robots::read(b"<!doctype html><title>404</title>", "newsstand").allows("/"));
        assert_eq!([product("Newsstand/0.1 (x)"), product("*"), product("a_b-c d")], ["Newsstand", "", "a_b-c"]);
    }

    #[test]
    fn huge_files_are_cut_and_stay_quick() {
        let file = format!("User-agent: *\n{}Disallow: /late\n", "Disallow: /*a*a*a*a*b\n".repeat(RULES));
        let path = format!("/{}", "a".repeat(8000));
        assert!(allows(&file, &path) && allows(&file, "/late"));
        assert!(allows(&format!("User-agent: *\nDisallow: /{}", "x".repeat(PATTERN)), "/xxx"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn parts_from_left_to_right_match_what_trying_everything_matches(pattern in "/[ab*]{0,6}\\$?", path in "/[ab]{0,7}") {
            let rule = Rule::new(false, &pattern).unwrap();
            prop_assert_eq!(rule.matches(&path), every_way(pattern.as_bytes(), path.as_bytes()));
        }

        #[test]
        fn anything_can_be_read(bytes: Vec<u8>, path in ".*") {
            Robots::read(&bytes, "newsstand").allows(&path);
        }
    }

    /// The rule's meaning, by trying every way.
    fn every_way(pattern: &[u8], path: &[u8]) -> bool {
        match pattern {
            [] => true,
            b"$" => path.is_empty(),
            [b'*', rest @ ..] => (0..=path.len()).any(|skip| every_way(rest, &path[skip..])),
            [byte, rest @ ..] => path.first() == Some(byte) && every_way(rest, &path[1..]),
        }
    }
}
