//! Finds what stands between quotation marks, of every shape that news is printed with.

use crate::doc::Part;
use crate::limits::QUOTATION_TOKENS;
use crate::token::{Kind, Token};

/// What stands between a pair of quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Both marks included; without the closing one where a paragraph ends and the next goes on with the quotation.
    pub part: Part,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Whether the marks are single ones: often only a word under tongs.
    pub single: bool,
    /// How many tokens make one mark: 2 where two apostrophes stand for it.
    pub width: usize,
}

impl Quotation {
    /// Without its marks.
    pub(crate) fn inner(&self) -> Part {
        let end = self.part.end.saturating_sub(if self.closed { self.width } else { 0 });
        (self.part.start + self.width).min(end)..end
    }
}

/// Finds all quotations, and for each token the one it stands in. One pass: quotations inside others belong to them.
pub(crate) fn find(tokens: &[Token]) -> (Vec<Quotation>, Vec<Option<u32>>) {
    let mut found: Vec<Quotation> = Vec::new();
    let mut within = vec![None; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let Some(quotation) = opening(tokens, at).and_then(|close| pair(tokens, at, close)) else {
            at += 1;
            continue;
        };
        let number = u32::try_from(found.len()).ok();
        within.iter_mut().take(quotation.part.end).skip(quotation.part.start).for_each(|slot| *slot = number);
        at = quotation.part.end;
        found.push(quotation);
    }
    (found, within)
}

fn mark(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    }
}

/// Whether a mark can open here: something follows it at once, and a blank or a bracket goes before it.
fn free_before(tokens: &[Token], at: usize) -> bool {
    let first = at == 0 || tokens.get(at).is_some_and(|t| t.spaced);
    first || matches!(mark(tokens, at - 1), Some('(' | '[' | '—' | '–' | '-' | ':' | '―' | '/' | '¡' | '¿' | '，' | '：'))
}

fn tight_after(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| !t.spaced && t.kind != Kind::Break)
}

/// The marks that close what the mark at `at` opens, if it opens anything.
fn opening(tokens: &[Token], at: usize) -> Option<&'static [char]> {
    let c = mark(tokens, at)?;
    match c {
        '“' | '‟' | '〝' => Some(&['”', '"', '〞', '“']),
        '„' => Some(&['“', '”', '"']),
        '«' => Some(&['»']),
        '»' if free_before(tokens, at) && tight_after(tokens, at) => Some(&['«']),
        // Swedish and Finnish open with the closing mark.
        '”' if free_before(tokens, at) && tight_after(tokens, at) => Some(&['”']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        '《' => None,
        '"' if free_before(tokens, at) => Some(&['"', '”']),
        '\'' if mark(tokens, at + 1) == Some('\'') && free_before(tokens, at) => Some(&['\'']),
        '‘' | '‹' | '\'' if free_before(tokens, at) && tight_after(tokens, at) => {
            Some(if c == '‹' { &['›'] } else { &['’', '\''] })
        }
        _ => None,
    }
}

/// The quotation opened at `at`. In double marks it may run to the end of its paragraph; single marks must close.
fn pair(tokens: &[Token], at: usize, close: &[char]) -> Option<Quotation> {
    let opener = mark(tokens, at)?;
    let doubled = opener == '\'' && mark(tokens, at + 1) == Some('\'');
    let single = matches!(opener, '‘' | '‹' | '\'') && !doubled;
    let width = 1 + usize::from(doubled);
    let mut next = at + width;
    let end = tokens.len().min(at + QUOTATION_TOKENS);
    let mut depth = 0_u32;
    while next < end {
        let token = tokens.get(next)?;
        match token.kind {
            Kind::Break => {
                let goes_on = !single && runs_on(tokens, next, opener);
                return (goes_on || !single && at_paragraph_start(tokens, at)).then_some(Quotation {
                    part: at..next,
                    closed: false,
                    single,
                    width,
                });
            }
            Kind::Mark('\'') if doubled && mark(tokens, next + 1) == Some('\'') => {
                return Some(Quotation { part: at..next + 2, closed: true, single, width });
            }
            Kind::Mark(_) if doubled => {}
            Kind::Mark(c) if single && close.contains(&c) && closes_single(tokens, next) => {
                return Some(Quotation { part: at..next + 1, closed: true, single, width });
            }
            Kind::Mark(c) if single && close.contains(&c) => {}
            Kind::Mark(c) if c == opener && !close.contains(&c) => depth += 1,
            // A mark that both opens and closes, before a word and after a blank, opens one inside.
            Kind::Mark(c) if c == opener && c != '"' && token.spaced && tight_after(tokens, next) && depth == 0 && c == '“' => {
                depth += 1
            }
            Kind::Mark(c) if close.contains(&c) && depth > 0 => depth -= 1,
            Kind::Mark(c) if close.contains(&c) => return Some(Quotation { part: at..next + 1, closed: true, single, width }),
            _ => {}
        }
        next += 1;
    }
    (next == tokens.len() && !single).then_some(Quotation { part: at..next, closed: false, single, width })
}

/// Whether a single mark closes: nothing of a word follows.
fn closes_single(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_none_or(|t| t.spaced || !matches!(t.kind, Kind::Word | Kind::Number))
}

fn at_paragraph_start(tokens: &[Token], at: usize) -> bool {
    at == 0 || tokens.get(at - 1).is_some_and(|t| t.kind == Kind::Break)
}

/// Whether the next paragraph opens with the same mark, as one does that goes on quoting.
fn runs_on(tokens: &[Token], line_break: usize, opener: char) -> bool {
    mark(tokens, line_break + 1) == Some(opener)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::cut;
    use crate::words;

    fn quoted(text: &str) -> Vec<String> {
        let tokens = cut(text, words::of("en"));
        let inner = |q: &Quotation| text[tokens[q.inner().start].start..tokens[q.inner().end - 1].end].to_owned();
        find(&tokens).0.iter().map(inner).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        let table = [
            ("He said “two boats” and \"three men\".", vec!["two boats", "three men"]),
            ("Er sagte: „Zwei Boote“, mehr nicht.", vec!["Zwei Boote"]),
            ("Er sagte: »Zwei Boote«, mehr nicht.", vec!["Zwei Boote"]),
            ("Il a dit : « Deux bateaux », pas plus.", vec!["Deux bateaux"]),
            ("彼は「船は二隻」と述べた。『港』も", vec!["船は二隻", "港"]),
            ("Han sade: ”Två båtar”, inte fler.", vec!["Två båtar"]),
            ("He said ''two boats'' sank.", vec!["two boats"]),
            ("‘Two of the boats’ went, she said.", vec!["Two of the boats"]),
        ];
        for (text, want) in table {
            assert_eq!(quoted(text), want, "{text}");
        }
    }

    #[test]
    fn apostrophes_and_stray_marks_open_nothing() {
        for text in [
            "The boats’ crews weren’t the pilots’ men.",
            "A 12\" gun. Another 6' away.",
            "It’s Okell’s boat.",
            "said ‘no one knows",
        ] {
            assert_eq!(quoted(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_that_open_again() {
        let text = "“It was dark.\n\n“Then it was light.”\n\nNobody spoke.";
        assert_eq!(quoted(text), ["It was dark.", "Then it was light."]);
    }

    #[test]
    fn a_quotation_inside_another_belongs_to_it() {
        assert_eq!(quoted("“He called it “the hole” and left,” she said."), ["He called it “the hole” and left,"]);
        assert_eq!(quoted("“He called it ‘the hole’ and left,” she said."), ["He called it ‘the hole’ and left,"]);
    }
}
