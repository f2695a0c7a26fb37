//! Plain text: of clean HTML, of untrusted markup, and how many words it has.

use newsstand_news::Html;

use crate::html::{Place, Tag, Token, Tokens, decode, decode_into};
use crate::limits::{MARKUP, head};

/// What separates two pieces of text; the larger one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Cell,
    Line,
    Block,
}

/// The plain text of clean HTML: blocks separated by a blank line, a table's rows by a line break, its cells by a tab.
pub fn text(html: &Html) -> String {
    let mut out = String::with_capacity(html.as_str().len());
    push_words(html.as_str(), Gap::None, &mut out);
    out
}

/// The plain text of clean HTML without what its figures say: the article's own words.
pub fn prose(html: &Html) -> String {
    let mut out = String::with_capacity(html.as_str().len());
    let mut rest = html.as_str();
    while let Some((before, figure)) = cut_at_figure(rest) {
        push_words(before, Gap::Block, &mut out);
        rest = figure.split_once("</figure>").map_or("", |(_, tail)| tail);
    }
    push_words(rest, Gap::Block, &mut out);
    out
}

fn cut_at_figure(html: &str) -> Option<(&str, &str)> {
    html.match_indices("<figure").find(|(at, _)| html[at + 7..].starts_with([' ', '>'])).map(|(at, _)| html.split_at(at))
}

fn push_words(html: &str, first: Gap, out: &mut String) {
    let mut rest = html;
    let mut gap = first;
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        let (words, tail) = rest.split_at(end);
        if !words.is_empty() {
            push_gap(gap, out);
            gap = Gap::None;
            decode_into(words, Place::Text, out);
        }
        let Some(end) = tail.find('>') else { break };
        gap = gap.max(gap_of(tail.get(1..end).unwrap_or("")));
        rest = tail.get(end + 1..).unwrap_or("");
        if begins_drawing(tail) {
            rest = behind_drawing(rest);
        }
    }
}

fn begins_drawing(tag: &str) -> bool {
    tag.strip_prefix("<svg").is_some_and(|rest| rest.starts_with([' ', '>']))
}

/// What follows the drawing that `html` is in; the words of a drawing are no text.
fn behind_drawing(html: &str) -> &str {
    let mut depth = 1;
    for (at, _) in html.match_indices('<') {
        let tag = &html[at..];
        depth += usize::from(begins_drawing(tag));
        if tag.starts_with("</svg>") {
            depth -= 1;
        }
        if depth == 0 {
            return &tag["</svg>".len()..];
        }
    }
    ""
}

fn push_gap(gap: Gap, out: &mut String) {
    let separator = match gap {
        _ if out.is_empty() => "",
        Gap::None => "",
        Gap::Cell => "\t",
        Gap::Line => "\n",
        Gap::Block => "\n\n",
    };
    out.push_str(separator);
}

/// What a tag of our own, without its angle brackets, separates.
fn gap_of(tag: &str) -> Gap {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let name = name.split(' ').next().unwrap_or("");
    match name {
        "br" | "tr" => Gap::Line,
        "td" | "th" => Gap::Cell,
        "p" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre"
        | "figure" | "figcaption" | "table" | "caption" | "hr" | "details" | "summary" | "thead" | "tbody" | "tfoot" => {
            Gap::Block
        }
        _ => Gap::None,
    }
}

/// The visible text of untrusted markup, references decoded, white space folded: for headlines and teasers.
pub fn plain(markup: &str) -> String {
    let markup = head(markup, MARKUP);
    let mut out = String::with_capacity(markup.len());
    let mut hidden: Option<(Tag, usize)> = None;
    for token in Tokens::new(markup) {
        match (token, hidden) {
            (Token::Text(text), None) => decode_into(text, Place::Text, &mut out),
            (Token::Start(start), None) if start.tag.is_hidden() && start.tag != Tag::Head && start.tag != Tag::Object => {
                hidden = Some((start.tag, 1));
            }
            (Token::Start(start), None) if start.tag.is_block() || start.tag == Tag::Br => out.push(' '),
            (Token::End(tag, _), None) if tag.is_block() || tag == Tag::Br => out.push(' '),
            (Token::Start(start), Some((tag, depth))) if start.tag == tag => hidden = Some((tag, depth + 1)),
            (Token::End(end, _), Some((tag, depth))) if end == tag => hidden = (depth > 1).then_some((tag, depth - 1)),
            _ => {}
        }
    }
    fold(&out)
}

/// Plain text that may still hold references left over by whoever wrote it, white space folded.
pub fn tidy(text: &str) -> String {
    if text.contains('&') { fold(&decode(text, Place::Text)) } else { fold(text) }
}

/// `text` with white space folded to single spaces and without control characters.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.contains(char::is_control) {
            out.extend(word.chars().filter(|c| !c.is_control()));
        } else {
            out.push_str(word);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How many words a text has. Scripts that write without spaces (Han, kana, Thai, Lao, Khmer, Burmese) count one word for
/// every two letters.
pub fn count_words(text: &str) -> u32 {
    let (mut words, mut letters, mut inside) = (0u32, 0u32, false);
    for character in text.chars() {
        let kind = kind_of(character);
        if kind == Letter::Unspaced {
            letters += 1;
            inside = false;
            continue;
        }
        words += letters.div_ceil(2);
        letters = 0;
        let goes_on = inside && kind == Letter::Joins;
        if kind == Letter::Spaced && !inside {
            words += 1;
        }
        inside = goes_on || kind == Letter::Spaced;
    }
    words + letters.div_ceil(2)
}

/// What a character is to a word.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Letter {
    /// Part of a word of a script that separates words.
    Spaced,
    /// A letter of a script that does not.
    Unspaced,
    /// Inside a word it goes on with it: an apostrophe, a hyphen, a decimal point, a combining mark.
    Joins,
    /// Anything else.
    None,
}

fn kind_of(character: char) -> Letter {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Letter::Spaced,
        '\'' | '’' | '-' | '.' | ',' | '_' => Letter::Joins,
        '\0'..='\x7f' => Letter::None,
        _ if is_unspaced(character) => Letter::Unspaced,
        _ if is_mark(character) => Letter::Joins,
        _ if character.is_alphanumeric() => Letter::Spaced,
        _ => Letter::None,
    }
}

/// Whether a letter belongs to a script that writes without spaces between words.
pub const fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Combining marks of the spaced scripts, which are no letters of their own.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}'
        | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{200c}'..='\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean;

    #[test]
    fn blocks_are_separated_by_a_blank_line() {
        for (markup, expected) in [
            ("<p>One <b>two</b>&amp;three</p><p>four</p>", "One two&three\n\nfour"),
            ("a<br>b<br><br>c", "a\nb\n\nc"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "a\n\nb\n\nc\n\nd"),
            ("<table><tr><th>a<th>b<tr><td>1<td>2</table>x", "a\tb\n1\t2\n\nx"),
            ("<figure><img src=https://a.example/b.jpg alt=z><figcaption>cap</figcaption></figure>", "cap"),
            ("<pre>a\n  b &lt;</pre>", "a\n  b <"),
            (
                "a <svg><svg><path/></svg><text>label</text></svg>b <math><mi>x</mi><mo>=</mo><mn>2</mn></math>",
                "a b x=2",
            ),
            ("", ""),
        ] {
            assert_eq!(text(&clean(markup, None)), expected, "{markup}");
        }
    }

    #[test]
    fn plain_text_is_what_one_sees() {
        for (markup, expected) in [
            ("  Tom &amp; <i>Jerry</i>\n run ", "Tom & Jerry run"),
            ("<p>a</p><p>b</p>c<br>d", "a b c d"),
            (
                "a<script>b</script><style>c</style><video>d</video>e<template>x<template>y</template>z</template>f",
                "aef",
            ),
            ("3 < 4 &lt;b&gt;", "3 < 4 <b>"),
        ] {
            assert_eq!(plain(markup), expected, "{markup}");
        }
        assert_eq!(tidy("Q&amp;A:\u{a0} it&#8217;s\u{7}"), "Q&A: it’s");
    }

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in [
            ("", 0),
            ("One two, three.", 3),
            ("It’s well-known: 1,440 people", 4),
            ("東京都は雨です", 4),
            ("서울 날씨 맑음", 3),
            ("กรุงเทพ", 4),
            ("قال الوزير", 2),
            ("हिन्दी समाचार", 2),
            ("iPhone15を買う", 3),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }
}
