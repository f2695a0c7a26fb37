//! A text laid out for reading: its tokens, its quotations and its sentences.

use std::ops::Range;

use newsstand_news::Span;

use crate::limits::TEXT_BYTES;
use crate::marks::{self, Quotation};
use crate::sentences;
use crate::token::{Kind, Token, cut};
use crate::words::{self, Lexicon};

/// A range of tokens.
pub(crate) type Part = Range<usize>;

/// A text laid out. Everything in it is given as ranges of tokens; spans are made at the very end.
pub(crate) struct Doc<'t> {
    pub text: &'t str,
    pub lexicon: &'static Lexicon,
    pub tokens: Vec<Token>,
    /// What stands between quotation marks, marks included, in order, none inside another.
    pub quotations: Vec<Quotation>,
    /// For each token the quotation it stands in.
    pub within: Vec<Option<u32>>,
    pub sentences: Vec<Part>,
}

impl<'t> Doc<'t> {
    /// Lays out a text in the language with the primary tag `language`.
    pub(crate) fn new(text: &'t str, language: &str) -> Self {
        let text = beginning(text, TEXT_BYTES);
        let lexicon = words::of(language);
        let tokens = cut(text, lexicon);
        let (quotations, within) = marks::find(&tokens);
        let mut doc = Self { text, lexicon, tokens, quotations, within, sentences: Vec::new() };
        doc.sentences = sentences::find(&doc);
        doc
    }

    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }
    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.kind(at) {
            Some(Kind::Mark(c)) => Some(c),
            _ => None,
        }
    }
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Word)
    }
    /// Whether the token is a word of one of the classes.
    pub(crate) fn is(&self, at: usize, classes: u64) -> bool {
        self.tokens.get(at).is_some_and(|token| token.class & classes != 0)
    }
    /// Whether the token is a word that begins with a capital.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital && token.kind == Kind::Word)
    }
    pub(crate) fn quotation(&self, at: usize) -> Option<&Quotation> {
        self.within.get(at).copied().flatten().and_then(|n| self.quotations.get(n as usize))
    }
    pub(crate) fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.spaced)
    }

    /// The token as written.
    pub(crate) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or("")
    }
    /// The part as written, from its first to its last token.
    pub(crate) fn words(&self, part: &Part) -> &'t str {
        match (self.tokens.get(part.start), part.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => self.text.get(first.start..last.end).unwrap_or(""),
            _ => "",
        }
    }
    /// The part as a span; `None` when it is empty.
    pub(crate) fn span(&self, part: &Part) -> Option<Span> {
        let first = self.tokens.get(part.start)?;
        let last = self.tokens.get(part.end.checked_sub(1)?)?;
        (first.span.start < last.span.end).then_some(Span { start: first.span.start, end: last.span.end })
    }

    /// Whether the token is this word in any case.
    pub(crate) fn reads(&self, at: usize, lower: &str) -> bool {
        same(self.word(at), lower)
    }
    /// How many tokens from `at` on read as the phrase; 0 when they do not.
    pub(crate) fn phrase(&self, at: usize, phrase: &[&str]) -> usize {
        let fits = phrase.iter().enumerate().all(|(n, word)| self.reads(at + n, word));
        if fits { phrase.len() } else { 0 }
    }
    /// How many tokens before `end` read as the phrase; 0 when they do not.
    pub(crate) fn phrase_before(&self, end: usize, phrase: &[&str]) -> usize {
        end.checked_sub(phrase.len()).map_or(0, |start| self.phrase(start, phrase))
    }
    /// The sentence that the token stands in, or nothing behind the last.
    pub(crate) fn sentence(&self, at: usize) -> Part {
        let next = self.sentences.partition_point(|s| s.end <= at);
        self.sentences.get(next).cloned().unwrap_or(at..at)
    }
}

/// Whether two words are the same but for case and the shape of apostrophes.
pub(crate) fn same(word: &str, lower: &str) -> bool {
    let fold = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
    fold.eq(lower.chars().map(|c| if c == '’' { '\'' } else { c }))
}

/// The first `limit` bytes, cut between characters.
pub(crate) fn beginning(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}
