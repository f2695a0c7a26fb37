//! Reminders: before a trial ends and before a renewal, each told once.

use std::time::Duration;

use newsstand_news::Moment;

use super::{Member, Membership};

/// How long before a trial ends its reader is told: three days.
pub const BEFORE_TRIAL_ENDS: Duration = Duration::from_secs(3 * 86_400);
/// How long before a renewal the member is told: seven days.
pub const BEFORE_RENEWAL: Duration = Duration::from_secs(7 * 86_400);

/// Something a member is told. Equal reminders are one: what was told is kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// The trial ends.
    TrialEnds {
        /// When.
        at: Moment,
        /// Whether the card is charged then.
        charged: bool,
    },
    /// The next period is charged.
    Renews {
        /// When.
        at: Moment,
    },
}

/// What the member is to be told now, of which nothing is in `told`. Who has cancelled, has failed to pay or is over is told
/// nothing of what will not happen.
pub fn reminders(member: &Member, told: &[Reminder], now: Moment) -> Option<Reminder> {
    upcoming(member, now).filter(|reminder| !told.contains(reminder))
}

fn upcoming(member: &Member, now: Moment) -> Option<Reminder> {
    let due = member.facts().due();
    match member.state(now)? {
        Membership::Trial { until } => {
            let reminder = Reminder::TrialEnds { at: until, charged: due == Some(until) };
            (now >= until - BEFORE_TRIAL_ENDS).then_some(reminder)
        }
        Membership::Active { .. } => {
            let at = due?;
            (now < at && now >= at - BEFORE_RENEWAL).then_some(Reminder::Renews { at })
        }
        Membership::PastDue { .. } | Membership::Lapsed | Membership::Cancelled { .. } => None,
    }
}
