//! The one decision on what may be shown, for every way out.

use newsstand_news::{Body, Html, Moment, Terms, Wall};

use crate::cut::{beginning, count};
use crate::plan::Held;
use crate::{PREVIEW_WORDS, Reader, TEASER_WORDS};

/// An article in plain text, as far as it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plain<'a> {
    /// The sentence under the headline.
    pub standfirst: Option<&'a str>,
    /// The text of the body, paragraphs on lines of their own.
    pub text: &'a str,
}

/// What a reader is shown of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown<'a> {
    /// The whole article.
    Full(&'a Html),
    /// Everything that is held, which is not the whole article; the rest is with the title.
    Part {
        /// What is held.
        html: &'a Html,
        /// Whether the title keeps the rest for its own subscribers.
        walled: bool,
    },
    /// The first words as plain paragraphs, at most [`PREVIEW_WORDS`] or what the title set; the rest is for members.
    Preview(Vec<String>),
    /// A sentence or two, at most [`TEASER_WORDS`] words; the article is read at the title.
    Teaser(String),
}

impl Shown<'_> {
    /// Whether something that is held was kept back for want of a membership.
    pub fn members_only(&self) -> bool {
        matches!(self, Shown::Preview(_))
    }
}

/// How far the terms let a reader go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    All,
    Preview,
    Teaser,
}

/// Decides what a reader is shown of an article. A title's own wall never opens anything here: it only tells what the
/// rest of a part needs.
pub fn access<'a>(terms: Terms, body: &'a Body, plain: Plain<'_>, wall: Wall, reader: &Reader, now: Moment) -> Shown<'a> {
    access_under(&Held::from(terms), body, plain, wall, reader, false, now)
}

/// Decides as [`access`] does, under terms that know territories, embargoes and a preview of their own ([`Held`] is what
/// holds of them for this reader and article). `bought`: whether the reader has paid for this one article.
pub fn access_under<'a>(
    held: &Held,
    body: &'a Body,
    plain: Plain<'_>,
    wall: Wall,
    reader: &Reader,
    bought: bool,
    now: Moment,
) -> Shown<'a> {
    match reach_under(held, reader, bought, now) {
        Reach::All => match body {
            Body::Full(html) => Shown::Full(html),
            Body::Preview(html) | Body::Summary(html) => Shown::Part { html, walled: wall == Wall::Members },
        },
        Reach::Preview => Shown::Preview(paragraphs(preview(held, body, plain))),
        Reach::Teaser => Shown::Teaser(teaser(body, plain).to_owned()),
    }
}

/// What anybody may be told of any article, whatever its terms: the standfirst or the first sentences, at most
/// [`TEASER_WORDS`] words. For cards and share previews. Without a standfirst it is never more than the preview.
pub fn teaser<'a>(body: &Body, plain: Plain<'a>) -> &'a str {
    let standfirst = plain.standfirst.map(str::trim).filter(|words| !words.is_empty());
    let first = match standfirst {
        Some(words) => beginning(words, TEASER_WORDS),
        None => withheld(body, plain.text, TEASER_WORDS),
    };
    first.lines().next().unwrap_or("").trim_end()
}

/// The text that a search snippet may be cut from for this reader: never more than [`access`] shows.
pub fn searchable<'a>(terms: Terms, body: &Body, plain: Plain<'a>, reader: &Reader, now: Moment) -> &'a str {
    searchable_under(&Held::from(terms), body, plain, reader, false, now)
}

/// The text that a search snippet may be cut from: never more than [`access_under`] shows.
pub fn searchable_under<'a>(held: &Held, body: &Body, plain: Plain<'a>, reader: &Reader, bought: bool, now: Moment) -> &'a str {
    match reach_under(held, reader, bought, now) {
        Reach::All => plain.text,
        Reach::Preview => preview(held, body, plain),
        Reach::Teaser => teaser(body, plain),
    }
}

/// A single article that was paid for opens under terms for members, and under no others: a link stays a link.
fn reach_under(held: &Held, reader: &Reader, bought: bool, now: Moment) -> Reach {
    match reach(held.terms(), reader, now) {
        Reach::Preview if bought => Reach::All,
        reach => reach,
    }
}

fn reach(terms: Terms, reader: &Reader, now: Moment) -> Reach {
    match (reader, terms) {
        (Reader::Household, _) | (_, Terms::Open) => Reach::All,
        (_, Terms::Link) => Reach::Teaser,
        (Reader::Member(membership), Terms::Members) if membership.reads(now) => Reach::All,
        (_, Terms::Members) => Reach::Preview,
    }
}

fn preview<'a>(held: &Held, body: &Body, plain: Plain<'a>) -> &'a str {
    match held.preview().most(PREVIEW_WORDS) {
        Some(words) => withheld(body, plain.text, words),
        None => teaser(body, plain),
    }
}

/// The beginning that everybody may see. Of a whole article never more than half, so that a short one is not given
/// away; of what the title itself gives away it may be all.
fn withheld<'a>(body: &Body, text: &'a str, most: usize) -> &'a str {
    let text = text.trim_start();
    match body {
        Body::Full(_) => beginning(text, count(text, 2 * most) / 2),
        Body::Preview(_) | Body::Summary(_) => beginning(text, most),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
#[path = "access/tests/under.rs"]
mod under;
