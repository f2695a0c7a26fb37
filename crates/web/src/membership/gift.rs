//! Gift codes: made by whoever takes the money, told once, and kept as a digest.

use newsstand_members::account::GiftCode;
use newsstand_members::plan::Period;
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::gifts::{self, Gift};
use newsstand_store::{Error, Ids, Tx};

use crate::guard::chance;

/// What a gift is, and what was paid for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New<'a> {
    /// Who gives it; none where the stand does.
    pub giver: Option<ReaderId>,
    /// How long a period is.
    pub period: Period,
    /// How many.
    pub periods: u32,
    /// What was paid; 0 where the stand gives it.
    pub cents: i64,
    /// In which currency.
    pub currency: Option<&'a str>,
    /// Of the payment.
    pub reference: Option<&'a str>,
}

/// Makes a gift and answers its code, which is not kept: it is shown to the giver once, or sent to them.
pub fn make(tx: &mut Tx<'_>, ids: &Ids, new: &New<'_>, now: Moment) -> Result<String, Error> {
    let random = chance::bytes().ok_or_else(|| Error::Other("the system gives no random bytes".into()))?;
    let code = GiftCode::of(random);
    let gift = Gift {
        id: 0,
        period: new.period.as_str().to_owned(),
        periods: new.periods.into(),
        cents: new.cents,
        currency: new.currency.map(str::to_owned),
        giver: new.giver,
        reference: new.reference.map(str::to_owned),
        created: now,
        until: None,
        used_by: None,
        used_at: None,
    };
    gifts::add(tx, ids, &gift, code.digest().bytes())?;
    Ok(code.shown())
}
