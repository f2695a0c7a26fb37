//! Where readers' numbers stand, and what becomes of each when its reader goes.

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Its rows go.
    Goes,
    /// Its rows stay and name nobody.
    Unnamed,
    /// The same where null would say something else: the number of nobody.
    Zero,
    /// The number stays: money and counts have to add up.
    Number,
}

/// A column with a reader's number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// What becomes of it.
    pub then: Then,
}

const fn place(table: &'static str, column: &'static str, then: Then) -> Place {
    Place { table, column, then }
}

/// Lines of the audit log that tell of the stand and of others: they stay without a name. A reader's other lines go.
pub(super) const KEPT_ACTS: [&str; 15] = [
    "invitation",
    "withdrawal",
    "role",
    "removal",
    "restoring",
    "deletion",
    "refund",
    "plan",
    "coupon",
    "institution",
    "terms",
    "title",
    "settling",
    "settings",
    "answer",
];

/// All of them; what others refer to comes last.
pub(super) const ORDER: &[Place] = &[
    place("follows", "reader", Then::Goes),
    place("folders", "reader", Then::Goes),
    place("marks", "reader", Then::Goes),
    place("picks", "editor", Then::Goes),
    place("mutes", "reader", Then::Goes),
    place("interests", "reader", Then::Goes),
    place("readings", "reader", Then::Goes),
    place("choices", "reader", Then::Goes),
    place("credentials", "reader", Then::Goes),
    place("sessions", "reader", Then::Goes),
    place("one_time", "reader", Then::Goes),
    place("letter_links", "reader", Then::Goes),
    place("letters", "reader", Then::Goes),
    place("memberships", "reader", Then::Goes),
    place("membership_moves", "reader", Then::Goes),
    place("reminders", "reader", Then::Goes),
    place("redemptions", "reader", Then::Goes),
    place("gifts", "giver", Then::Unnamed),
    place("gifts", "used_by", Then::Zero),
    place("households", "reader", Then::Goes),
    place("households", "payer", Then::Goes),
    place("household_links", "payer", Then::Goes),
    place("institution_readers", "reader", Then::Goes),
    // Who stands for an institution never goes by this way.
    place("institutions", "reader", Then::Number),
    place("orders", "reader", Then::Goes),
    place("payers", "reader", Then::Goes),
    place("bought", "reader", Then::Goes),
    place("publisher_people", "reader", Then::Goes),
    place("corrections", "reader", Then::Goes),
    place("corrections", "answered_by", Then::Zero),
    place("audit_log", "reader", Then::Unnamed),
    place("audit_log", "other", Then::Unnamed),
    place("receipts", "reader", Then::Number),
    place("reads", "reader", Then::Number),
];
