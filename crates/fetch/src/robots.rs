//! Reads `robots.txt` (RFC 9309) and answers whether a path may be read, and under which licence. Pure.
//!
//! Matching is linear: every rule is a sequence of literal parts that are looked for from left to right.

use newsstand_news::Address;

use spelling::normal;

mod spelling;

/// The most rules kept; later ones are ignored.
const RULES: usize = 5_000;
/// The longest pattern kept, in bytes; longer rules are ignored.
const PATTERN: usize = 2_048;
/// The most licences kept.
const LICENCES: usize = 16;

/// What a site asks of one reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    /// Longest pattern first; among equals those that allow first.
    rules: Vec<Rule>,
    licences: Vec<Address>,
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
    licences: Vec<Address>,
}

impl Robots {
    /// Reads a file for the reader with this product token (the part of its name before `/`). Never fails: what makes
    /// no sense is passed over.
    pub fn read(bytes: &[u8], token: &str) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let groups = groups(text.trim_start_matches('\u{feff}'), token);
        let mut rules = if groups.found_ours { groups.ours } else { groups.everybodys };
        rules.sort_by_key(|rule| (std::cmp::Reverse(rule.length()), !rule.allow));
        Self { rules, licences: groups.licences }
    }

    /// Where the site says under which terms it may be used (RSL 1.0, `License:` with an absolute address, for everybody
    /// wherever it stands in the file); each once, in the file's order.
    pub fn licences(&self) -> &[Address] {
        &self.licences
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

impl Groups {
    fn licence(&mut self, value: &str) {
        let address = Address::new(value).filter(|address| !self.licences.contains(address));
        if self.licences.len() < LICENCES {
            self.licences.extend(address);
        }
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
            "license" => groups.licence(value),
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
    fn licences_are_everybodys_wherever_they_stand() {
        let file = "License: https://a.example/terms.xml\nUser-agent: other\nDisallow: /\nlicense : https://b.example/l?x=1 # b\n\
                    User-agent: *\nLICENSE: /relative.xml\nLicense:\nLicense: https://a.example/terms.xml\nDisallow: /x\n";
        let robots = Robots::read(file.as_bytes(), "newsstand");
        let licences: Vec<&str> = robots.licences().iter().map(Address::as_str).collect();
        assert_eq!(licences, ["https://a.example/terms.xml", "https://b.example/l?x=1"]);
        assert!(robots.allows("/") && !robots.allows("/x"), "a licence neither begins nor ends a group");
        let many: String = (0..LICENCES * 2).map(|number| format!("License: https://a.example/{number}\n")).collect();
        assert_eq!(Robots::read(many.as_bytes(), "newsstand").licences().len(), LICENCES);
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
