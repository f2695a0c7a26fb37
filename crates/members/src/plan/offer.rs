//! Plans: what a membership costs, how often, with which trial and for how many people.

use std::fmt;
use std::time::Duration;

use super::{Period, Price};

/// Most days of a trial.
pub const TRIAL_DAYS_MOST: u16 = 90;
/// Most people of one household.
pub const HOUSEHOLD_MOST: u8 = 12;
/// Most characters of a plan's name.
const NAME_CHARS: usize = 80;
/// Most characters of its short name.
const SLUG_CHARS: usize = 40;

/// A trial before the first payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    days: u16,
    card: bool,
}

impl Trial {
    /// Fourteen days without a card: what a plan has unless its operator says otherwise.
    pub const USUAL: Trial = Trial { days: 14, card: false };

    /// A trial of 1 to [`TRIAL_DAYS_MOST`] days. With a card it becomes a paid membership unless it is cancelled; without, it
    /// just ends.
    pub const fn new(days: u16, card: bool) -> Option<Self> {
        if days >= 1 && days <= TRIAL_DAYS_MOST { Some(Self { days, card }) } else { None }
    }

    /// How many days.
    pub const fn days(self) -> u16 {
        self.days
    }

    /// Whether a card is asked for, and charged when the trial ends.
    pub const fn needs_card(self) -> bool {
        self.card
    }

    /// How long.
    pub const fn span(self) -> Duration {
        Duration::from_secs(self.days as u64 * 86_400)
    }

    /// What the sign-up page says, plainly.
    pub fn sentence(self) -> String {
        let days = if self.days == 1 { "One day free.".to_owned() } else { format!("{} days free.", self.days) };
        let then = if self.card {
            "A card is asked for now and charged when they are over, unless you cancel before."
        } else {
            "No card is asked for; when they are over, nothing is charged."
        };
        format!("{days} {then}")
    }
}

/// A plan on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    slug: String,
    name: String,
    /// What a period costs.
    pub price: Price,
    /// How long a period is.
    pub period: Period,
    /// The trial, where there is one.
    pub trial: Option<Trial>,
    household: u8,
}

/// Why something is no plan. `Display` is a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPlan {
    /// The short name is not kebab case.
    Slug,
    /// There is no name, or too long a one.
    Name,
    /// Nobody, or too many people.
    Household,
}

impl fmt::Display for BadPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadPlan::Slug => write!(f, "A plan's short name has 1 to {SLUG_CHARS} small letters, digits and dashes."),
            BadPlan::Name => write!(f, "A plan's name has 1 to {NAME_CHARS} characters."),
            BadPlan::Household => write!(f, "A plan is for 1 to {HOUSEHOLD_MOST} people."),
        }
    }
}

impl std::error::Error for BadPlan {}

impl Plan {
    /// A plan for a household of so many, the payer among them.
    ///
    /// # Errors
    /// A sentence on what is wrong with it.
    pub fn new(
        slug: &str,
        name: &str,
        price: Price,
        period: Period,
        trial: Option<Trial>,
        household: u8,
    ) -> Result<Self, BadPlan> {
        let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if slug.is_empty() || slug.len() > SLUG_CHARS || !plain {
            return Err(BadPlan::Slug);
        }
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS || name.chars().any(char::is_control) {
            return Err(BadPlan::Name);
        }
        if !(1..=HOUSEHOLD_MOST).contains(&household) {
            return Err(BadPlan::Household);
        }
        Ok(Self { slug: slug.to_owned(), name: name.to_owned(), price, period, trial, household })
    }

    /// Its short name in addresses and the store.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// For how many people, the payer among them.
    pub const fn household(&self) -> u8 {
        self.household
    }

    /// Whether there is room for one more beside so many.
    pub const fn has_room(&self, people: usize) -> bool {
        people < self.household as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::Currency;
    use super::*;

    fn plan(slug: &str, name: &str, household: u8) -> Result<Plan, BadPlan> {
        let price = Price::new(999, Currency::new("EUR").unwrap()).unwrap();
        Plan::new(slug, name, price, Period::Month, Some(Trial::USUAL), household)
    }

    #[test]
    fn plans_are_within_their_limits() {
        assert!(plan("all-titles-2", " All titles ", 4).is_ok_and(|plan| plan.name() == "All titles"));
        for slug in ["", "All", "all titles", "ä", &"a".repeat(41)] {
            assert_eq!(plan(slug, "All", 1), Err(BadPlan::Slug));
        }
        for name in ["", "  ", "a\nb", &"a".repeat(81)] {
            assert_eq!(plan("all", name, 1), Err(BadPlan::Name));
        }
        for household in [0, HOUSEHOLD_MOST + 1] {
            assert_eq!(plan("all", "All", household), Err(BadPlan::Household));
        }
    }

    #[test]
    fn a_household_is_full_at_its_number() {
        let four = plan("all", "All", 4).unwrap();
        assert!(four.has_room(3) && !four.has_room(4) && !four.has_room(usize::MAX));
    }

    #[test]
    fn a_trial_tells_plainly_what_it_costs() {
        assert_eq!(Trial::USUAL.span(), crate::TRIAL);
        assert!(Trial::new(14, true).unwrap().sentence().contains("charged when they are over, unless"));
        assert!(Trial::USUAL.sentence().starts_with("14 days free. No card"));
        assert_eq!((Trial::new(0, true), Trial::new(91, true)), (None, None));
    }
}
