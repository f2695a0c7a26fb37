//! Plain text: of clean HTML, of untrusted markup, and how many words it has.

use memchr::{memchr, memmem};
use newsstand_news::Html;

use crate::html::{Place, Tag, Token, Tokens, decode, decode_into};
use crate::limits::{MARKUP, head};

mod count;
mod finder;
mod fold;

pub use count::{count_words, is_unspaced};
pub use finder::Finder;
pub use fold::fold;

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

/// How a figure begins.
const FIGURE: &str = "<figure";

fn cut_at_figure(html: &str) -> Option<(&str, &str)> {
    let mut figures = memmem::find_iter(html.as_bytes(), FIGURE);
    figures.find(|at| matches!(html.as_bytes().get(at + FIGURE.len()), Some(b' ' | b'>'))).map(|at| html.split_at(at))
}

fn push_words(html: &str, first: Gap, out: &mut String) {
    let mut rest = html;
    let mut gap = first;
    while !rest.is_empty() {
        let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        let (words, tail) = rest.split_at(end);
        if !words.is_empty() {
            push_gap(gap, out);
            gap = Gap::None;
            decode_into(words, Place::Text, out);
        }
        let Some(end) = memchr(b'>', tail.as_bytes()) else { break };
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

/// Whether `text` begins with `start`. Of many that are tried nearly all differ in their first byte.
pub fn begins(text: &str, start: &str) -> bool {
    text.as_bytes().first() == start.as_bytes().first() && text.starts_with(start)
}

/// Plain text that may still hold references left over by whoever wrote it, white space folded.
pub fn tidy(text: &str) -> String {
    if text.contains('&') { fold(&decode(text, Place::Text)) } else { fold(text) }
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
}
