//! A page without what nobody reads: what is stored of it for a rebuild.

use crate::clean::{LAZY, LAZY_SETS};
use crate::html::{Start, Token, Tokens, is_told};
use crate::limits::{MARKUP, head};

/// Attributes that [`crate::page`] reads, besides those where pictures wait that are loaded late; no other is kept.
const KEPT: [&str; 29] = [
    "class",
    "id",
    "rel",
    "itemprop",
    "data-testid",
    "role",
    "style",
    "hidden",
    "property",
    "name",
    "http-equiv",
    "content",
    "href",
    "lang",
    "xml:lang",
    "type",
    "src",
    "alt",
    "width",
    "height",
    "srcset",
    "datetime",
    "data-datetime",
    "pubdate",
    "title",
    "dir",
    "start",
    "colspan",
    "rowspan",
];
/// Pictures written into an address are cut down to this.
const DATA: &str = "data:,";

/// The page without scripts (structured data stays), styles, drawings, comments, handlers and every attribute that is not read:
/// `page(thin(x))` is `page(x)`.
pub fn thin(html: &str) -> String {
    let html = head(html, MARKUP);
    let mut out = Out::with_capacity(html.len() / 2);
    for token in Tokens::new(html) {
        if !matches!(token, Token::Raw(start, _) if !is_told(start)) {
            out.push(token);
        }
    }
    out.text
}

/// A thinned page as it is written.
pub(crate) struct Out {
    /// What is written so far.
    pub(crate) text: String,
    after_text: bool,
}

impl Out {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), after_text: false }
    }

    pub(crate) fn push(&mut self, token: Token<'_>) {
        let is_text = matches!(token, Token::Text(_));
        if is_text && self.after_text {
            // Two pieces of text stay two pieces.
            self.text.push_str("<!---->");
        }
        self.after_text = is_text;
        match token {
            Token::Text(text) => self.text.push_str(text),
            Token::Start(start) => push_start(start, &mut self.text),
            Token::End(_, name) => push_end(name, &mut self.text),
            Token::Raw(start, text) => self.raw(start, text),
        }
    }

    /// A raw element, with this in it.
    pub(crate) fn raw(&mut self, start: Start<'_>, text: &str) {
        self.after_text = false;
        push_start(start, &mut self.text);
        self.text.push_str(text);
        push_end(start.name, &mut self.text);
    }
}

fn push_end(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn push_start(start: Start<'_>, out: &mut String) {
    out.push('<');
    out.push_str(start.name);
    for (name, value) in start.attributes.iter() {
        if KEPT.iter().chain(&LAZY).chain(&LAZY_SETS).any(|kept| name.eq_ignore_ascii_case(kept)) {
            push_attribute(name, value, out);
        }
    }
    out.push('>');
}

fn push_attribute(name: &str, value: &str, out: &mut String) {
    let value = if value.trim_start().starts_with("data:") { DATA } else { value };
    out.push(' ');
    out.push_str(name);
    if value.is_empty() {
        return;
    }
    out.push('=');
    match (value.contains('"'), value.contains('\'')) {
        (true, false) => out.extend(["'", value, "'"]),
        (true, true) => out.extend(["\"", &value.replace('"', "&quot;"), "\""]),
        _ => out.extend(["\"", value, "\""]),
    }
}
