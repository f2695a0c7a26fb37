//! What stands where a text ends: the way to the title, or to a membership.

use newsstand_members::Reader;
use newsstand_members::plan::{Held, Price, Why};
use newsstand_news::Moment;
use newsstand_store::plans::Plan;

use crate::words::{self, Civil};

/// Days of a plan's trial at most, to be reckoned with.
const DAYS_MOST: i64 = 3660;

/// What stands where a text ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wall {
    /// The title keeps the rest for those who pay it.
    OfTitle,
    /// The title's feed carries no more.
    Beginning,
    /// It is read at the title; why, in one line.
    Elsewhere(String),
    /// The rest is for members.
    Members(Members),
}

impl Wall {
    /// Whether a membership opens the rest.
    pub fn is_members(&self) -> bool {
        matches!(self, Wall::Members(_))
    }
}

/// The way to a membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    /// Above the heading.
    pub kick: &'static str,
    /// The heading.
    pub heading: String,
    /// What it is and costs.
    pub sentence: String,
    /// What can be done.
    pub way: Way,
    /// What this one article costs, where it is sold.
    pub single: Option<String>,
}

/// What somebody before the wall can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Sign up with an e-mail address, or sign in.
    SignUp,
    /// Sign in and no more: no plan is on offer.
    SignIn,
    /// Go on to the plans, by this button.
    Plans(String),
    /// Nothing: no plan is on offer.
    Nothing,
}

/// What the wall depends on.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// What they hold.
    pub holds: &'a Reader,
    /// Whether they are signed in.
    pub signed: bool,
    /// The plan that is offered first.
    pub offer: Option<&'a Plan>,
    /// Why their institution does not let them in just now.
    pub turned_away: Option<&'a str>,
    /// Whether anybody takes money here.
    pub takes_money: bool,
    /// The time as memberships see it.
    pub now: Moment,
    /// Seconds east of UTC.
    pub offset: i32,
}

impl Members {
    /// Whether somebody is signed in who stands before it.
    pub fn signed(&self) -> bool {
        matches!(self.way, Way::Plans(_) | Way::Nothing)
    }

    /// For somebody who sees a preview. Why an institution does not let them in comes before all else.
    pub fn of(before: &Before<'_>, held: &Held) -> Self {
        let offered = Self::offered(before, held);
        match before.turned_away {
            Some(why) => Self { sentence: format!("{why} {}", offered.sentence), ..offered },
            None => offered,
        }
    }

    fn offered(before: &Before<'_>, held: &Held) -> Self {
        let single = held.article().filter(|_| before.takes_money).map(price);
        let ended = matches!(before.holds, Reader::Member(_));
        let Some(plan) = before.offer else { return Self { single, ..nothing_on_offer(before.signed, ended) } };
        let heading = match (ended, days(plan)) {
            (true, _) => "Your membership has ended".into(),
            (false, Some(days)) if before.signed => format!("Begin your {}", words::spelled(days, "day", "days")),
            (false, _) => invitation(plan),
        };
        let sentence = if ended { again(plan) } else { offer(plan, before) };
        let way = match (before.signed, days(plan)) {
            (false, _) => Way::SignUp,
            (true, Some(_)) if !ended => Way::Plans(heading.clone()),
            (true, _) => Way::Plans("See the plans".into()),
        };
        let kick = if before.signed { "For members of this stand" } else { "Sign up to read this article" };
        Self { kick, heading, sentence, way, single }
    }
}

/// `Fourteen days free`, or what is offered without a trial.
pub fn invitation(plan: &Plan) -> String {
    match days(plan) {
        Some(days) => {
            let days = words::spelled(days, "day", "days");
            let mut letters = days.chars();
            letters.next().map_or_else(String::new, |first| format!("{}{} free", first.to_uppercase(), letters.as_str()))
        }
        None => "One subscription for every title".into(),
    }
}

fn days(plan: &Plan) -> Option<i64> {
    plan.trial_days.filter(|days| (1..=DAYS_MOST).contains(days))
}

fn offer(plan: &Plan, before: &Before<'_>) -> String {
    let Some(days) = days(plan) else {
        return format!("One sign-in for every title on the stand, at {}.", cost(plan));
    };
    let first = Moment::from_seconds(before.now.seconds().saturating_add(days * 86_400));
    let today = Civil::of(before.now, before.offset);
    let first = Civil::of(first, before.offset).day_and_month(today.year);
    let card = if plan.trial_card { " A card is asked for at the start." } else { "" };
    format!(
        "Then one subscription for every title on the stand. Nothing to pay before {first}, and nothing at all if you stop by then.{card}"
    )
}

fn again(plan: &Plan) -> String {
    format!(
        "What you follow and saved is still here. One subscription opens every title again, at {}.",
        cost(plan)
    )
}

fn nothing_on_offer(signed: bool, ended: bool) -> Members {
    let heading = if ended { "Your membership has ended" } else { "The rest is for members" };
    let sentence = match signed {
        true => "No plan is on offer on this stand at the moment. Ask whoever runs it.",
        false => {
            "No plan is on offer on this stand at the moment, so nobody can sign up. Ask whoever runs it; if you are a member, sign in."
        }
    };
    let way = if signed { Way::Nothing } else { Way::SignIn };
    Members { kick: "For members of this stand", heading: heading.into(), sentence: sentence.into(), way, single: None }
}

/// `9.00 EUR a month`
fn cost(plan: &Plan) -> String {
    format!("{} a {}", amount(plan.cents, &plan.currency), plan.period)
}

fn price(price: Price) -> String {
    amount(price.cents(), price.currency().as_str())
}

/// `0.80 EUR`
fn amount(cents: i64, currency: &str) -> String {
    format!("{}.{:02} {currency}", cents / 100, cents.unsigned_abs() % 100)
}

/// Why an article is read at its title, in one line. `placed`: whether it is known where they read.
pub fn why(held: &Held, placed: bool, now: Moment, offset: i32) -> String {
    match held.why() {
        Why::Agreed => "The stand shows the headline and the first words, and leads you there.".into(),
        Why::NothingAgreed => "Nothing is agreed with the title yet, so the stand leads you there.".into(),
        Why::Elsewhere if placed => "The title may be read here in some countries only, and yours is none of them.".into(),
        Why::Elsewhere => {
            "The title may be read here in some countries only, and the stand does not know which one you are in.".into()
        }
        Why::Embargo { until } => {
            let (day, today) = (Civil::of(until, offset), Civil::of(now, offset));
            format!(
                "New articles are with the title alone at first. This one comes here on {} at {}.",
                day.long_date(today.year),
                day.clock()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_members::Membership;
    use newsstand_news::Terms;

    /// 2026-01-19T06:40:00Z
    const NOW: Moment = Moment::from_seconds(1_768_804_800);

    fn plan(trial_days: Option<i64>) -> Plan {
        Plan {
            id: 1,
            slug: "stand".into(),
            name: "The stand".into(),
            cents: 905,
            currency: "EUR".into(),
            period: "month".into(),
            trial_days,
            trial_card: false,
            people: 1,
            on: true,
        }
    }

    fn before_it(holds: Reader, signed: bool, offer: Option<&Plan>) -> Members {
        let before = Before { holds: &holds, signed, offer, turned_away: None, takes_money: true, now: NOW, offset: 0 };
        Members::of(&before, &Held::from(Terms::Members))
    }

    #[test]
    fn a_visitor_meets_the_coupon() {
        let wall = before_it(Reader::Visitor, false, Some(&plan(Some(14))));
        assert_eq!((wall.kick, wall.heading.as_str()), ("Sign up to read this article", "Fourteen days free"));
        assert_eq!(
            wall.sentence,
            "Then one subscription for every title on the stand. Nothing to pay before 2 February, and nothing at all if you stop by then."
        );
        assert_eq!((wall.way, wall.single), (Way::SignUp, None));
        let card = Plan { trial_card: true, ..plan(Some(30)) };
        let wall = before_it(Reader::Visitor, false, Some(&card));
        assert!(wall.heading == "30 days free" && wall.sentence.ends_with("A card is asked for at the start."));
    }

    #[test]
    fn without_a_trial_the_price_stands_there() {
        let wall = before_it(Reader::Visitor, false, Some(&plan(None)));
        assert_eq!(wall.heading, "One subscription for every title");
        assert!(wall.sentence.ends_with("at 9.05 EUR a month."), "{}", wall.sentence);
    }

    #[test]
    fn who_is_signed_in_goes_on_to_the_plans() {
        let new = before_it(Reader::Visitor, true, Some(&plan(Some(14))));
        assert_eq!(new.way, Way::Plans("Begin your fourteen days".into()));
        let ended = before_it(Reader::Member(Membership::Lapsed), true, Some(&plan(Some(14))));
        assert_eq!(
            (ended.heading.as_str(), ended.way),
            ("Your membership has ended", Way::Plans("See the plans".into()))
        );
    }

    #[test]
    fn who_finds_no_place_by_an_institution_is_told_so_first() {
        let (full, plan) = (Some("All places are taken."), plan(None));
        let before = Before {
            holds: &Reader::Visitor,
            signed: true,
            offer: Some(&plan),
            turned_away: full,
            takes_money: true,
            now: NOW,
            offset: 0,
        };
        let wall = Members::of(&before, &Held::from(Terms::Members));
        assert!(wall.sentence.starts_with("All places are taken. One sign-in for every title"), "{}", wall.sentence);
    }

    #[test]
    fn where_no_plan_is_on_offer_that_is_said() {
        assert_eq!(before_it(Reader::Visitor, false, None).way, Way::SignIn);
        let ended = before_it(Reader::Member(Membership::Lapsed), true, None);
        assert_eq!((ended.heading.as_str(), ended.way), ("Your membership has ended", Way::Nothing));
    }

    #[test]
    fn a_link_says_why() {
        let held = Held::from(Terms::Link);
        assert!(why(&held, false, NOW, 0).starts_with("The stand shows the headline"));
    }
}
