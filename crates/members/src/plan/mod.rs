//! Plans and terms: what a membership costs and brings, who has one through an institution, and what a title allows.

mod coupon;
mod held;
mod institution;
mod money;
mod offer;
mod period;
mod range;
mod reach;
mod terms;

pub use coupon::{CODE_MARKS, Coupon, Cut, Gift, NotRedeemed, PERIODS_MOST, Percent, code_folded};
pub use held::{Held, Why};
pub use institution::{Charge, Evidence, Institution, NoSeat, RULES, SEAT, Way, seat};
pub use money::{CENTS_MOST, Currency, MoneyError, Price};
pub use offer::{BadPlan, HOUSEHOLD_MOST, Plan, TRIAL_DAYS_MOST, Trial};
pub use period::{Civil, Period};
pub use range::{BadRange, Range};
pub use reach::{PREVIEW_MOST, Preview, PreviewWords, TERRITORIES_MOST, Territories};
pub use terms::{BadTerms, EMBARGO_MOST, History, TitleTerms};
