//! What a provider told, in the house's own words. Nothing of a person stands in it: no name, no address, no card.

use newsstand_news::Moment;
use serde::{Deserialize, Serialize};

use crate::plan::Currency;

/// Who takes money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// The operator, by invoice.
    Manual,
    /// A page of buttons; no money moves.
    Test,
    /// Stripe.
    Stripe,
}

impl Provider {
    /// All of them.
    pub const ALL: [Provider; 3] = [Provider::Manual, Provider::Test, Provider::Stripe];

    /// The word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Provider::Manual => "manual",
            Provider::Test => "test",
            Provider::Stripe => "stripe",
        }
    }
}

/// Whom a notice is about, by the names the provider has for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Subject {
    /// The token of the order, which the provider was given and gives back. It is a secret, and not kept with the notice.
    #[serde(skip)]
    pub order: Option<String>,
    /// What it calls the reader.
    pub customer: Option<String>,
    /// What it calls that which goes on.
    pub subscription: Option<String>,
}

/// An amount that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// How much, never below zero.
    pub cents: i64,
    /// In which currency: three capital letters.
    pub currency: String,
    /// What the provider calls this movement.
    pub reference: String,
}

impl Money {
    /// An amount within limits; none for anything else.
    pub fn new(cents: i64, currency: &str, reference: &str) -> Option<Self> {
        let currency = Currency::new(currency)?;
        let fits = (0..=crate::plan::CENTS_MOST).contains(&cents) && !reference.is_empty();
        fits.then(|| Self { cents, currency: currency.as_str().to_owned(), reference: reference.to_owned() })
    }
}

/// The days something is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Where they begin.
    pub from: Moment,
    /// The first moment that is no longer paid.
    pub until: Moment,
}

/// What was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// The way to pay was walked to its end. What is paid once, such as an article, was paid by it.
    Settled {
        /// What was paid by it; none where it begins something that is told of by itself.
        money: Option<Money>,
    },
    /// A period was paid.
    Paid {
        /// Whether it is the first of what goes on.
        first: bool,
        /// How much.
        money: Money,
        /// Which days.
        span: Span,
    },
    /// A period could not be paid.
    Failed {
        /// Where that period begins.
        due: Moment,
    },
    /// Whether it goes on after what is paid.
    Will {
        /// It does.
        on: bool,
    },
    /// It has ended at the provider.
    Over,
    /// Money went back.
    Refunded {
        /// How much went back this time.
        money: Money,
        /// Whether all of the payment has gone back by now.
        whole: bool,
        /// What the provider calls the payment, where it says so.
        payment: Option<String>,
        /// How much the payment was.
        of: i64,
        /// When the payment was made.
        made: Moment,
    },
    /// Something that means nothing here.
    Nothing,
}

/// Something a provider told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Who tells it.
    pub provider: Provider,
    /// What it calls this notice; told again, it has the same name.
    pub id: String,
    /// Its own word for the kind.
    pub kind: String,
    /// When it happened there.
    pub at: Moment,
    /// Whom it is about.
    pub subject: Subject,
    /// What it says.
    pub told: Told,
}

impl Notice {
    /// As it is kept.
    pub fn packed(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Out of what was kept.
    pub fn unpacked(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
