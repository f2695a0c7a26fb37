//! A control to mute what a page is about, or to take that back.

use askama::Template;
use newsstand_news::{Moment, Muted};
use newsstand_store::mutes::Mute;

use super::{Frame, part};
use crate::words::Civil;

/// The control: closed until it is pressed, one line for each thing that can be muted here.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/mute_slip.html")]
pub struct MuteSlip {
    token: String,
    back: String,
    lines: Vec<Line>,
}

/// One thing that can be muted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// `This title`
    called: String,
    /// What it is called where mutes are listed.
    label: String,
    kind: &'static str,
    value: String,
    /// The mute's row and its end in words, where it is muted.
    held: Option<(i64, String)>,
}

impl MuteSlip {
    /// With nothing in it; leads back to the page it stands on.
    pub fn new(frame: &Frame) -> Self {
        Self { token: frame.slip.clone(), back: frame.path.clone(), lines: Vec::new() }
    }

    /// Offers something: `called` on the slip, `label` in the list of mutes; `held` is the mute of it and its end in words.
    pub fn offer(mut self, what: &Muted, called: &str, label: &str, held: Option<(&Mute, String)>) -> Self {
        let held = held.map(|(mute, end)| (mute.id, end));
        let (called, label) = (called.to_owned(), label.to_owned());
        self.lines.push(Line { called, label, kind: what.kind(), value: what.value(), held });
        self
    }

    fn any(&self) -> bool {
        self.lines.iter().any(|line| line.held.is_some())
    }
}

/// How long a mute holds: `for good`, `until Tuesday 20 January, 6.40`.
pub fn end(mute: &Mute, now: Moment, offset: i32) -> String {
    let Some(until) = mute.until else { return "for good".to_owned() };
    let (day, today) = (Civil::of(until, offset), Civil::of(now, offset));
    format!("until {}, {}", day.long_date(today.year), day.clock())
}

part!(MuteSlip);
