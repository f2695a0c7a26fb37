//! What stands around every page: awning, nameplate, navigation, foot.

use crate::assets::{PATHS, Paths};
use crate::door::Visitor;
use crate::guard::seat::Light;
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
