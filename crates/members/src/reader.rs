//! How a stand is run, and who stands before it.

use crate::Membership;

/// How a stand is run. Switching changes nothing that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Several readers at home; nobody is asked for anything.
    #[default]
    Household,
    /// A membership: plans, trials and walls.
    Membership,
}

impl Mode {
    /// All of them.
    pub const ALL: [Mode; 2] = [Mode::Household, Mode::Membership];

    /// The word in settings and the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Mode::Household => "household",
            Mode::Membership => "membership",
        }
    }

    /// Who somebody is here: in a household everybody is of it, in a membership it depends on what they hold.
    pub fn reader(self, membership: Option<Membership>) -> Reader {
        match (self, membership) {
            (Mode::Household, _) => Reader::Household,
            (Mode::Membership, Some(membership)) => Reader::Member(membership),
            (Mode::Membership, None) => Reader::Visitor,
        }
    }
}

impl std::str::FromStr for Mode {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == word).ok_or_else(|| format!("no such mode: {word:?}"))
    }
}

/// Who asks to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody without a membership, signed in or not.
    Visitor,
    /// Somebody of the household, on a stand that is run as one.
    Household,
    /// Somebody who has or had a membership.
    Member(Membership),
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_news::Moment;

    #[test]
    fn a_household_asks_nobody_for_anything() {
        for membership in [None, Some(Membership::Lapsed), Some(Membership::trial(Moment::default()))] {
            assert_eq!(Mode::Household.reader(membership), Reader::Household);
        }
    }

    #[test]
    fn in_a_membership_it_depends_on_what_one_holds() {
        assert_eq!(Mode::Membership.reader(None), Reader::Visitor);
        assert_eq!(Mode::Membership.reader(Some(Membership::Lapsed)), Reader::Member(Membership::Lapsed));
    }

    #[test]
    fn the_words_are_read_back_and_others_refused() {
        for mode in Mode::ALL {
            assert_eq!(mode.as_str().parse(), Ok(mode));
        }
        assert!("club".parse::<Mode>().is_err());
    }
}
