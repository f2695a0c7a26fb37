//! What a member is told before a trial ends or a period is charged: on the pages, and in a letter, once each.

use newsstand_members::plan::{Currency, Price};
use newsstand_members::{Reminder, reminders};
use newsstand_news::Moment;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::letters::{self, Letter};
use newsstand_store::memberships::{self, Kept};
use newsstand_store::reminders::Told;
use newsstand_store::{Error, Ids, Tx, coupons, plans, reminders as rows};

use super::codes::coupon_rule;
use super::member_of;
use crate::words::Civil;

/// What a reader is to know now of what happens soon, as a sentence; none where nothing does.
pub fn now(tx: &mut Tx<'_>, reader: ReaderId, now: Moment) -> Result<Option<String>, Error> {
    let Some(kept) = memberships::of(tx, reader)? else { return Ok(None) };
    let Some(reminder) = reminders(&member_of(&kept), &[], now) else { return Ok(None) };
    let price = price(tx, &kept)?;
    Ok(Some(sentence(reminder, price.as_deref())))
}

/// Who is told, and what stands under it.
#[derive(Debug, Clone, Copy)]
pub struct To<'a> {
    /// Whom.
    pub reader: ReaderId,
    /// The stand's address, without a slash at the end.
    pub stand: &'a str,
    /// What time it is for memberships.
    pub now: Moment,
    /// What time it is for letters.
    pub sent: Moment,
}

/// Puts a letter on its way to a member who is to be told something and was not yet; whether there was something. The letter
/// and the note that it was told are one.
pub fn tell(tx: &mut Tx<'_>, ids: &Ids, to: To<'_>) -> Result<bool, Error> {
    let Some(account) = accounts::by_id(tx, to.reader)? else { return Ok(false) };
    let (Some(address), true) = (account.email, account.on) else { return Ok(false) };
    let Some(kept) = memberships::of(tx, to.reader)? else { return Ok(false) };
    let told: Vec<Reminder> = rows::told(tx, to.reader)?.iter().filter_map(reminder_of).collect();
    let Some(reminder) = reminders(&member_of(&kept), &told, to.now) else { return Ok(false) };
    let row = row(reminder);
    if !rows::tell(tx, to.reader, &row, to.now)? {
        return Ok(false);
    }
    let price = price(tx, &kept)?;
    let letter = Letter {
        reader: Some(to.reader),
        address,
        kind: row.kind,
        subject: subject(reminder),
        body: body(&account.name, &sentence(reminder, price.as_deref()), to.stand),
    };
    letters::queue(tx, ids, &letter, to.sent)?;
    Ok(true)
}

/// What happens and when.
fn sentence(reminder: Reminder, price: Option<&str>) -> String {
    let price = price.unwrap_or("the price of your plan");
    match reminder {
        Reminder::TrialEnds { at, charged: false } => format!(
            "Your free days end on {}. Nothing is charged then, and nothing begins on its own: to read on, choose a plan.",
            day(at)
        ),
        Reminder::TrialEnds { at, charged: true } => {
            format!("Your free days end on {}. Then your card is charged {price}, unless you cancel before.", day(at))
        }
        Reminder::Renews { at } => {
            format!("Your membership goes on on {}. Then you are charged {price}, unless you cancel before.", day(at))
        }
    }
}

fn subject(reminder: Reminder) -> String {
    match reminder {
        Reminder::TrialEnds { at, .. } => format!("Your free days end on {}", day(at)),
        Reminder::Renews { at } => format!("Your membership goes on on {}", day(at)),
    }
}

fn body(name: &str, sentence: &str, stand: &str) -> String {
    format!(
        "Hello {name},\n\n{sentence}\n\nYour membership, with everything you can change about it, is here:\n\
         {stand}/settings/membership\n\nCancelling takes one click, and you read on to the end of what is free or paid.\n\n\
         This letter was written by the newsstand at {stand}, once, because something is about to change.\n"
    )
}

fn day(at: Moment) -> String {
    Civil::of(at, 0).full_date()
}

/// What the next period costs, in words, with the coupon that makes it cheaper.
fn price(tx: &mut Tx<'_>, kept: &Kept) -> Result<Option<String>, Error> {
    let Some(id) = kept.plan else { return Ok(None) };
    let coupon = match kept.coupon {
        Some(coupon) => coupons::by_id(tx, coupon)?.and_then(|coupon| coupon_rule(&coupon)),
        None => None,
    };
    let Some(plan) = plans::by_id(tx, id)? else { return Ok(None) };
    let Some(whole) = Currency::new(&plan.currency).and_then(|currency| Price::new(plan.cents, currency).ok()) else {
        return Ok(None);
    };
    let number = u32::try_from(kept.periods).unwrap_or(u32::MAX);
    let price = coupon.and_then(|coupon| coupon.price(whole, number).ok()).unwrap_or(whole);
    Ok(Some(format!("{} for a {}", amount(price), plan.period)))
}

/// An amount in words: `8.00 EUR`. Yen and the like have no cents.
pub fn amount(price: Price) -> String {
    const WHOLE: [&str; 6] = ["JPY", "KRW", "VND", "CLP", "ISK", "UGX"];
    let (cents, currency) = (price.cents(), price.currency());
    if WHOLE.contains(&currency.as_str()) {
        return format!("{cents} {currency}");
    }
    format!("{}.{:02} {currency}", cents / 100, cents % 100)
}

fn row(reminder: Reminder) -> Told {
    match reminder {
        Reminder::TrialEnds { at, charged } => Told { kind: "trial-ends".into(), at, charged },
        Reminder::Renews { at } => Told { kind: "renews".into(), at, charged: true },
    }
}

fn reminder_of(told: &Told) -> Option<Reminder> {
    match told.kind.as_str() {
        "trial-ends" => Some(Reminder::TrialEnds { at: told.at, charged: told.charged }),
        "renews" => Some(Reminder::Renews { at: told.at }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_says_what_happens_and_when() {
        let at = Moment::from_seconds(1_768_953_600);
        let free = Reminder::TrialEnds { at, charged: false };
        assert_eq!(
            sentence(free, None),
            "Your free days end on Wednesday 21 January 2026. Nothing is charged then, and nothing begins on its own: to read on, choose a plan."
        );
        assert!(sentence(Reminder::TrialEnds { at, charged: true }, Some("8.00 EUR for a month")).contains("charged 8.00 EUR"));
        assert!(sentence(Reminder::Renews { at }, None).contains("the price of your plan"));
        for reminder in [free, Reminder::TrialEnds { at, charged: true }, Reminder::Renews { at }] {
            assert_eq!(reminder_of(&row(reminder)), Some(reminder));
        }
        let yen = Price::new(500, Currency::new("JPY").unwrap()).unwrap();
        assert_eq!(amount(yen), "500 JPY");
        assert_eq!(amount(Price::new(805, Currency::new("EUR").unwrap()).unwrap()), "8.05 EUR");
    }
}
