//! Where a membership stands, in words: one heading, one sentence, and what can be done.

use newsstand_members::Membership;
use newsstand_members::membership::Facts;
use newsstand_news::Moment;
use newsstand_store::memberships::{Kept, Move};
use newsstand_store::plans::Plan;

use crate::membership::{facts_of, member_of};
use crate::pages::offers::{capital, money, spelled};
use crate::words::{self, Civil};

/// Seconds of a day.
const DAY: u64 = 86_400;

/// What is said beside the button that cancels.
const CANCELS: &str = "One press, and no questions. You read on to the end, and can change your mind until then.";
/// The same where a payment is due.
const CANCELS_DUE: &str = "Cancelled now, it ends now: nothing is paid for the days from here on, and nothing more is charged.";

/// Where a membership stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Standing {
    /// `Day nine of fourteen`
    pub heading: String,
    /// What that means, and what follows.
    pub dek: String,
    /// The days of the trial, where it is one.
    pub punch: Option<Punch>,
    /// It can be cancelled, and what is said of that.
    pub cancels: Option<&'static str>,
    /// A cancellation can be taken back.
    pub resumes: bool,
    /// How it is paid can be changed.
    pub pays: bool,
    /// A payment is due.
    pub due: bool,
    /// What stands over the plans.
    pub offers_head: &'static str,
}

/// The card that is punched once a day.
#[derive(Debug, PartialEq, Eq)]
pub struct Punch {
    /// Which day it is, from one.
    pub today: u64,
    /// How many there are.
    pub days: u64,
}

impl Punch {
    fn of(facts: &Facts, now: Moment) -> Option<Self> {
        let tried = facts.tried?;
        let days = tried.until.since(tried.from).as_secs().div_ceil(DAY).max(1);
        Some(Self { today: (now.since(tried.from).as_secs() / DAY + 1).min(days), days })
    }

    /// `Trial days: eight used, the ninth is today, five left`
    pub fn label(&self) -> String {
        let day = |number: u64| spelled(i64::try_from(number).unwrap_or(i64::MAX));
        format!(
            "Trial days: {} used, day {} is today, {} left",
            day(self.today.saturating_sub(1)),
            day(self.today),
            day(self.days.saturating_sub(self.today))
        )
    }

    fn heading(&self) -> String {
        let day = |number: u64| spelled(i64::try_from(number).unwrap_or(i64::MAX));
        format!("Day {} of {}", day(self.today), day(self.days))
    }
}

impl Standing {
    /// In words. `by_others`: somebody else pays for this reader.
    pub fn of(kept: Option<&Kept>, plan: Option<&Plan>, by_others: bool, now: Moment, offset: i32) -> Self {
        let (facts, state) = kept.map_or((Facts::default(), None), |kept| (facts_of(kept), member_of(kept).state(now)));
        let day = |moment: Moment| Civil::of(moment, offset).long_date(Civil::of(now, offset).year);
        let pays = kept.is_some_and(|kept| kept.customer.is_some() || kept.subscription.is_some());
        let charged = kept.is_some_and(|kept| kept.subscription.is_some());
        let said = |heading: &str, dek: String| Self { pays, ..Self::plain(heading, dek) };
        match state {
            Some(Membership::Trial { until }) => Self { cancels: Some(CANCELS), ..trial(&facts, plan, now, &day(until)) },
            Some(Membership::Active { until }) => {
                Self { cancels: Some(CANCELS), ..said("You are a member", active(&facts, plan, charged, until, &day)) }
            }
            Some(Membership::PastDue { until }) => Self {
                cancels: Some(CANCELS_DUE),
                due: true,
                ..said(
                    "A payment did not come through",
                    format!(
                        "You read on until {} while it is tried again. Look after how you pay before then, and nothing is lost.",
                        day(until)
                    ),
                )
            },
            Some(Membership::Cancelled { until }) => Self {
                resumes: true,
                ..said(
                    &format!("Yours until {}", day(until)),
                    "You have cancelled. You read on until then, and nothing more is charged.".into(),
                )
            },
            Some(Membership::Lapsed) if !by_others => said(
                "Your membership is over",
                "You read what is open, and previews of the rest. What you follow, saved and muted is kept as it was.".into(),
            ),
            _ if by_others => said("You read by somebody else’s plan", "You read everything, and pay nothing.".into()),
            _ => said("You have no membership", "You read what is open to everybody, and previews of the rest.".into()),
        }
    }

    fn plain(heading: &str, dek: String) -> Self {
        Self {
            heading: heading.to_owned(),
            dek,
            punch: None,
            cancels: None,
            resumes: false,
            pays: false,
            due: false,
            offers_head: "Plans",
        }
    }
}

fn trial(facts: &Facts, plan: Option<&Plan>, now: Moment, end: &str) -> Standing {
    let punch = Punch::of(facts, now);
    let heading = punch.as_ref().map_or_else(|| "Your trial".to_owned(), Punch::heading);
    let card = facts.tried.is_some_and(|tried| tried.card);
    let dek = match plan.filter(|_| card) {
        Some(plan) => format!("Free until {end}. Then {} is charged to your card, unless you cancel before.", price(plan)),
        None if card => format!("Free until {end}. Then your card is charged, unless you cancel before."),
        None => format!(
            "Free until {end}. Nothing happens on its own after that: you are asked once, and the stand closes if you say nothing."
        ),
    };
    Standing { punch, offers_head: "After the trial", pays: card, ..Standing::plain(&heading, dek) }
}

fn active(facts: &Facts, plan: Option<&Plan>, charged: bool, until: Moment, day: &impl Fn(Moment) -> String) -> String {
    let next = match (facts.due(), plan) {
        (Some(due), Some(plan)) if charged => format!("It renews on {} for {}.", day(due), price(plan)),
        (Some(due), _) if charged => format!("It renews on {}.", day(due)),
        (Some(due), Some(plan)) => format!("The next payment, {}, is due on {}.", price(plan), day(due)),
        _ => "Nothing is charged after that.".to_owned(),
    };
    let paid = if facts.paid.is_some_and(|paid| paid >= until) { "Paid" } else { "Given to you" };
    format!("{paid} until {}. {next}", day(until))
}

/// `€8 a month`
fn price(plan: &Plan) -> String {
    format!("{} a {}", money(plan.cents, &plan.currency), plan.period)
}

/// A transition as a sentence.
pub fn happened(moved: &Move, year: i64, offset: i32) -> String {
    let end = moved.to.as_ref().and_then(|(_, end)| *end);
    let until = end.map(|end| format!(", until {}", Civil::of(end, offset).day_and_month(year))).unwrap_or_default();
    let to = moved.to.as_ref().map_or("", |(word, _)| word.as_str());
    let said = match (moved.event.as_str(), to) {
        ("trial began", _) => "The trial began",
        ("bought", _) => "You became a member",
        ("renewed", "active") => "It was renewed",
        ("renewed", _) => "A payment came in",
        ("given", _) => "Time was given to you",
        ("payment failed", "past due") => "A payment did not come through; you read on",
        ("payment failed", _) => "A payment did not come through",
        ("cancelled", _) => "You cancelled; you read on",
        ("resumed", _) => "You took the cancellation back",
        ("ended", _) => return "It was ended, and money was paid back.".into(),
        ("time passed", "lapsed") => return "It was over.".into(),
        ("time passed", "past due") => "A payment was due; you read on",
        (other, _) => return format!("{}.", capital(other)),
    };
    format!("{said}{until}.")
}

/// For the template: `1` to the number of days, each with whether it is over or is today.
impl Punch {
    /// The days.
    pub fn each(&self) -> impl Iterator<Item = (String, &'static str)> + '_ {
        (1..=self.days).map(|day| {
            let class = match day.cmp(&self.today) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "today",
                std::cmp::Ordering::Greater => "ahead",
            };
            (words::number(i64::try_from(day).unwrap_or(i64::MAX)), class)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use newsstand_store::memberships::Tried;

    /// 2026-01-10T12:00:00Z.
    const FROM: Moment = Moment::from_seconds(1_768_046_400);

    fn days(number: u64) -> Moment {
        FROM + Duration::from_secs(number * DAY)
    }

    fn tried(card: bool) -> Kept {
        Kept { tried: Some(Tried { from: FROM, until: days(14), card }), ..Kept::default() }
    }

    fn standing(kept: &Kept, now: Moment) -> Standing {
        Standing::of(Some(kept), None, false, now, 0)
    }

    #[test]
    fn the_ninth_day_of_the_seed_page() {
        let ninth = standing(&tried(false), days(8));
        assert_eq!(ninth.heading, "Day nine of fourteen");
        assert!(ninth.dek.starts_with("Free until Saturday 24 January. Nothing happens on its own"), "{}", ninth.dek);
        let punch = ninth.punch.unwrap();
        assert_eq!(punch.label(), "Trial days: eight used, day nine is today, five left");
        let classes: Vec<_> = punch.each().map(|(_, class)| class).collect();
        assert_eq!((classes.len(), classes[7], classes[8], classes[9]), (14, "done", "today", "ahead"));
        assert!(ninth.cancels.is_some() && !ninth.resumes && !ninth.pays);
        assert_eq!(standing(&tried(false), days(13)).heading, "Day fourteen of fourteen");
        assert!(standing(&tried(true), days(8)).dek.contains("your card is charged, unless"));
    }

    #[test]
    fn every_state_has_its_words_and_its_deeds() {
        let paid = Kept { paid: Some(days(40)), subscription: Some("s".into()), ..tried(false) };
        let active = standing(&paid, days(20));
        assert_eq!(active.dek, "Paid until Thursday 19 February. It renews on Thursday 19 February.");
        assert!(active.cancels.is_some() && active.pays);
        let failed = standing(&paid, days(41));
        assert!(failed.heading.contains("payment") && failed.pays && failed.due && failed.cancels == Some(CANCELS_DUE));
        let stopped = standing(&Kept { will: Some((false, days(20))), ..paid.clone() }, days(21));
        assert_eq!(stopped.heading, "Yours until Thursday 19 February");
        assert!(stopped.resumes && stopped.cancels.is_none());
        let over = standing(&paid, days(60));
        assert!(over.heading.ends_with("over") && over.cancels.is_none() && !over.resumes);
        let given = standing(&Kept { given: Some(days(30)), ..Kept::default() }, days(1));
        assert!(given.dek.starts_with("Given to you until") && given.dek.ends_with("Nothing is charged after that."));
        assert_eq!(Standing::of(None, None, false, FROM, 0).heading, "You have no membership");
        assert_eq!(Standing::of(None, None, true, FROM, 0).heading, "You read by somebody else’s plan");
    }
}
