//! What stands around every page: awning, nameplate, navigation, foot.

use newsstand_members::roles::Role;
use newsstand_members::{Mode, Reader};
use newsstand_news::Moment;

use crate::assets::{PATHS, Paths};
use crate::door::Visitor;
use crate::guard::seat::Light;
use crate::pages;
use crate::shelf::Shelf;
use crate::state::State;
use crate::words::{self, Civil};

/// Which part of the stand a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// The front page.
    Front,
    /// The list of what is unread.
    Unread,
    /// The titles.
    Titles,
    /// The ledgers.
    Ledgers,
    /// The search.
    Search,
    /// Somewhere else.
    Nowhere,
}

/// What stands around a page.
pub struct Frame {
    /// Where we are.
    pub here: Here,
    /// `Monday 19 January 2026`
    pub date: String,
    /// `Morning edition, 6.40`
    pub edition: String,
    /// `148 titles`
    pub carried: String,
    /// What is free for whom nobody knows yet, on a membership: `Fourteen days free`.
    pub invitation: Option<String>,
    /// Where one's own things are, and what that is called.
    pub account: (&'static str, String),
    /// The word of the light that is chosen.
    pub light: &'static str,
    /// The token of every form.
    pub slip: String,
    /// Where forms lead back to.
    pub path: String,
    /// Addresses of sheet, script and icon.
    pub files: &'static Paths,
    /// The sheet of the marks' colours.
    pub marks: Option<String>,
    /// Whether the titles are made up.
    pub made_up: bool,
}

impl Frame {
    /// The frame for a visitor.
    pub fn new(state: &State, visitor: &Visitor, shelf: Option<&Shelf>, here: Here) -> Self {
        let today = Civil::of(state.now(), state.offset());
        let carried = shelf.map_or(0, Shelf::carried);
        Self {
            here,
            date: today.full_date(),
            edition: format!("{}, {}", today.edition(), today.clock()),
            carried: words::count(carried, "title", "titles"),
            invitation: invitation(state, visitor, shelf),
            account: account(state, visitor),
            light: visitor.seat.light.as_str(),
            slip: visitor.seat.token(visitor.bound(), &state.secret),
            path: visitor.path.clone(),
            files: &PATHS,
            marks: shelf.map(|shelf| shelf.marks_path.clone()),
            made_up: state.settings.made_up,
        }
    }

    /// The lights one can choose from: word, label, whether it is chosen.
    pub fn lights(&self) -> [(&'static str, &'static str, bool); 4] {
        let light = |light: Light, label| (light.as_str(), label, light.as_str() == self.light);
        [
            light(Light::Device, "As device"),
            light(Light::Morning, "Morning"),
            light(Light::Afternoon, "Afternoon"),
            light(Light::Night, "Night"),
        ]
    }
}

fn invitation(state: &State, visitor: &Visitor, shelf: Option<&Shelf>) -> Option<String> {
    let stranger = state.settings.mode == Mode::Membership && visitor.reader.is_none();
    let offer = shelf.filter(|_| stranger)?.offer.as_ref()?;
    Some(pages::invitation(offer))
}

/// Where one's own things are. Whoever works here and is no member has settings alone.
fn account(state: &State, visitor: &Visitor) -> (&'static str, String) {
    const MEMBERSHIP: &str = "/settings/membership";
    if state.settings.mode == Mode::Household {
        return ("/settings", "Settings".into());
    }
    match (visitor.reader, visitor.trial, visitor.holds) {
        (None, ..) => ("/sign-in", "Sign in".into()),
        (Some(_), Some(trial), _) => (MEMBERSHIP, trial_day(trial, state.member_time())),
        (Some(_), None, Reader::Visitor) if visitor.role != Role::Reader => ("/settings", "Settings".into()),
        (Some(_), None, _) => (MEMBERSHIP, "Your membership".into()),
    }
}

/// `Day 9 of 14 free`
fn trial_day((from, until): (Moment, Moment), now: Moment) -> String {
    const DAY: u64 = 86_400;
    let all = until.since(from).as_secs().div_ceil(DAY).max(1);
    let day = (now.since(from).as_secs() / DAY + 1).min(all);
    format!("Day {day} of {all} free")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_a_trial_are_counted_from_one() {
        let day = |number: i64| Moment::from_seconds(number * 86_400);
        let trial = (day(0), day(14));
        for (now, want) in [(day(0), 1), (day(8), 9), (day(13), 14), (day(14), 14), (day(-1), 1)] {
            assert_eq!(trial_day(trial, now), format!("Day {want} of 14 free"));
        }
    }
}
