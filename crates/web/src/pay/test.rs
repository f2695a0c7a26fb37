//! The page of buttons that plays a provider: no money moves. Each button makes a notice that goes the way of real ones.

use newsstand_members::payment::{Provider, Told};
use newsstand_news::Moment;
use newsstand_store::orders::Order;
use newsstand_store::{Error, Ids, Tx};

use super::apply::{Applied, apply};
use super::own;

/// What the buttons do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// The order is paid.
    Pay,
    /// The next period is paid.
    Renew,
    /// It could not be paid.
    Fail,
    /// The last payment goes back.
    Refund,
    /// It is cancelled at the provider's.
    Cancel,
    /// It goes on after all.
    Resume,
}

impl Button {
    /// By the word of its form.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "pay" => Button::Pay,
            "renew" => Button::Renew,
            "fail" => Button::Fail,
            "refund" => Button::Refund,
            "cancel" => Button::Cancel,
            "resume" => Button::Resume,
            _ => return None,
        })
    }

    const fn kind(self) -> &'static str {
        match self {
            Button::Pay => "paid",
            Button::Renew => "renewed",
            Button::Fail => "failed",
            Button::Refund => "refunded",
            Button::Cancel => "cancelled",
            Button::Resume => "resumed",
        }
    }
}

/// The spans that can be let pass: the word of the form, what the button says, days.
pub const PASSES: [(&str, &str, i64); 4] =
    [("1", "One day", 1), ("3", "Three days", 3), ("11", "Eleven days", 11), ("31", "A month", 31)];

/// Presses a button; false where there is nothing it could do. `chance` names the notice.
pub fn press(tx: &mut Tx<'_>, ids: &Ids, order: &Order, button: Button, chance: &str, now: Moment) -> Result<bool, Error> {
    let told = match button {
        // An order is paid once.
        Button::Pay if order.paid.is_some() => None,
        Button::Pay => own::first(tx, order, now)?,
        Button::Renew => own::renewal(tx, order, now)?,
        Button::Fail => own::failure(tx, order, now)?,
        Button::Refund => own::refund(tx, order)?,
        Button::Cancel => Some(Told::Will { on: false }),
        Button::Resume => Some(Told::Will { on: true }),
    };
    let Some(told) = told else { return Ok(false) };
    let notice = own::notice(Provider::Test, order, format!("test-{chance}"), button.kind(), now, told);
    Ok(apply(tx, ids, &notice, now)? == Applied::Done)
}
