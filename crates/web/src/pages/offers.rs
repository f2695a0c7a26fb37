//! Plans as they are offered: what each costs, what it gives, and what somebody can press.

use newsstand_members::Membership;
use newsstand_members::plan::{Currency, Trial};
use newsstand_news::Moment;
use newsstand_store::accounts::ReaderId;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::memberships::Kept;
use newsstand_store::plans::{self, Plan};
use newsstand_store::{Error, Tx, settlements};

use crate::Payments;
use crate::door::Visitor;
use crate::membership::{self, Told, facts_of, member_of};
use crate::state::State;
use crate::words;

/// A plan as a page shows it.
pub struct Offer {
    /// In addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// `€8`
    pub price: String,
    /// `month` or `year`.
    pub period: String,
    /// What it gives, in a sentence or two.
    pub gives: String,
    /// The trial in a sentence, where there is one.
    pub trial: Option<String>,
    /// How long it is: `14 days`.
    pub days: String,
    /// What can be pressed.
    pub press: Press,
}

/// What can be pressed beside a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Press {
    /// A visitor makes an account first.
    pub sign_up: bool,
    /// The trial begins.
    pub trial: bool,
    /// The plan is bought.
    pub buy: bool,
    /// It is the reader's own.
    pub own: bool,
}

/// Who looks at the plans.
pub struct Buyer {
    visitor: bool,
    fresh: bool,
    may_buy: bool,
    plan: Option<i64>,
    sells: bool,
}

impl Buyer {
    /// From what is known of them.
    pub fn of(state: &State, visitor: &Visitor, kept: Option<&Kept>, now: Moment) -> Self {
        let holds = kept.is_some_and(|kept| member_of(kept).held(now).is_some_and(|held| held.reads(now)));
        Self {
            visitor: visitor.reader.is_none(),
            fresh: is_fresh(kept),
            may_buy: may_buy(kept, now),
            plan: kept.filter(|_| holds).and_then(|kept| kept.plan),
            sells: !matches!(state.settings.members.payments, Payments::Nobody),
        }
    }

    /// Whether anything can be bought on this stand.
    pub const fn sells(&self) -> bool {
        self.sells
    }

    /// Whether they would buy what they do not have yet.
    pub const fn may_buy(&self) -> bool {
        self.may_buy
    }

    fn press(&self, plan: &Plan) -> Press {
        let buy = self.sells && !self.visitor && self.may_buy;
        let trial = !self.visitor && self.fresh && trial_of(plan).is_some_and(|trial| self.sells || !trial.needs_card());
        Press { sign_up: self.visitor, trial, buy, own: !buy && self.plan == Some(plan.id) }
    }
}

/// Whether the trial can still be had.
pub fn is_fresh(kept: Option<&Kept>) -> bool {
    kept.is_none_or(|kept| facts_of(kept).covered().is_none())
}

/// Whether somebody would buy what they do not have yet: who pays already, or is to pay what is due, does not buy again.
pub fn may_buy(kept: Option<&Kept>, now: Moment) -> bool {
    let Some(kept) = kept else { return true };
    match member_of(kept).state(now) {
        None | Some(Membership::Lapsed) => true,
        Some(Membership::PastDue { .. }) => false,
        Some(_) => kept.paid.is_none_or(|paid| paid <= now) && !kept.tried.is_some_and(|tried| tried.card && now < tried.until),
    }
}

/// A plan's trial.
pub fn trial_of(plan: &Plan) -> Option<Trial> {
    Trial::new(u16::try_from(plan.trial_days?).ok()?, plan.trial_card)
}

/// The plans on offer, in their order.
pub fn on_offer(tx: &mut Tx<'_>) -> Result<Vec<Plan>, Error> {
    Ok(plans::all(tx)?.into_iter().filter(|plan| plan.on).collect())
}

/// They as a page shows them.
pub fn offers(plans: &[Plan], buyer: &Buyer) -> Vec<Offer> {
    plans.iter().map(|plan| offer(plan, plans, buyer)).collect()
}

fn offer(plan: &Plan, all: &[Plan], buyer: &Buyer) -> Offer {
    let trial = trial_of(plan);
    Offer {
        slug: plan.slug.clone(),
        name: plan.name.clone(),
        price: money(plan.cents, &plan.currency),
        period: plan.period.clone(),
        gives: gives(plan, all),
        trial: trial.map(Trial::sentence),
        days: trial.map(|trial| words::count(i64::from(trial.days()), "day", "days")).unwrap_or_default(),
        press: buyer.press(plan),
    }
}

/// `Every title on the stand, for up to 4 people. Two months lighter than by the month.`
fn gives(plan: &Plan, all: &[Plan]) -> String {
    let people =
        if plan.people > 1 { format!(", for up to {} people of one household", spelled(plan.people)) } else { String::new() };
    let first = format!("Every title on the stand{people}.");
    let months = all.iter().filter(|other| other.period == "month" && other.currency == plan.currency && other.cents > 0);
    let dearest = months.max_by_key(|other| (other.people <= plan.people, other.people));
    let saved = dearest.filter(|_| plan.period == "year").map(|month| (month.cents * 12 - plan.cents, month.cents));
    match saved {
        Some((saved, month)) if saved >= month && saved % month == 0 => {
            let number = saved / month;
            let months = if number == 1 { "month" } else { "months" };
            format!("{first} {} {months} lighter than by the month.", capital(&spelled(number)))
        }
        _ => first,
    }
}

/// What titles got of the last month that was shared out; nothing is said where none was.
pub fn shared(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    let last = settlements::all(tx)?.into_iter().max_by_key(|settled| (settled.month, settled.id));
    Ok(last.map(|settled| {
        let percent = (1000 - settled.thousandths.clamp(0, 1000)) / 10;
        format!("Of the last month that was shared out, {percent} % of what members paid went to the titles, by what was read.")
    }))
}

/// Begins a trial without a card, once a person. False where it was had, or a plan was paid before.
pub fn begin_trial(tx: &mut Tx<'_>, state: &State, reader: ReaderId, plan: &Plan) -> Result<bool, Error> {
    let Some(trial) = trial_of(plan).filter(|trial| !trial.needs_card()) else { return Ok(false) };
    let (ids, at) = (state.store.ids(), state.member_time());
    let event = newsstand_members::Event::TrialBegan { until: at + trial.span(), card: false };
    let told = Told { event, at, cause: "sign-up" };
    if membership::take(tx, ids, reader, &told, at, |kept| kept.plan = Some(plan.id))?.is_err() {
        return Ok(false);
    }
    audit::add(tx, ids, &Line { what: plan.slug.clone(), ..Line::new(state.now(), reader, Deed::Trial) })?;
    Ok(true)
}

/// `€8`, `€8.50`, `8.50 CHF`, `¥500`
pub fn money(cents: i64, currency: &str) -> String {
    let hundredths = Currency::new(currency).is_none_or(|currency| currency.has_hundredths());
    let amount = match (hundredths, cents % 100) {
        (false, _) => words::number(cents),
        (true, 0) => words::number(cents / 100),
        (true, rest) => format!("{}.{:02}", words::number(cents / 100), rest.abs()),
    };
    match currency {
        "EUR" => format!("€{amount}"),
        "GBP" => format!("£{amount}"),
        "USD" => format!("${amount}"),
        "JPY" => format!("¥{amount}"),
        other => format!("{amount} {other}"),
    }
}

/// A small number in letters; a larger one in digits.
pub fn spelled(number: i64) -> String {
    let small = usize::try_from(number).ok().and_then(|number| words::SPELLED.get(number));
    small.map_or_else(|| words::number(number), |word| (*word).to_owned())
}

/// With a capital first.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(cents: i64, period: &str, people: i64) -> Plan {
        let words = |text: &str| text.to_owned();
        Plan {
            id: cents,
            slug: words("all"),
            name: words("All"),
            cents,
            currency: words("EUR"),
            period: words(period),
            trial_days: Some(14),
            trial_card: false,
            people,
            on: true,
        }
    }

    #[test]
    fn a_year_says_how_much_lighter_it_is() {
        let (month, year) = (plan(800, "month", 1), plan(8000, "year", 4));
        let all = [month.clone(), year.clone()];
        assert_eq!(gives(&month, &all), "Every title on the stand.");
        assert_eq!(
            gives(&year, &all),
            "Every title on the stand, for up to four people of one household. Two months lighter than by the month."
        );
        assert_eq!(gives(&plan(9999, "year", 1), &all), "Every title on the stand.", "dearer than twelve months");
        assert_eq!(gives(&plan(7900, "year", 1), &all), "Every title on the stand.", "no whole months");
    }

    #[test]
    fn prices_are_written_as_people_do() {
        assert_eq!(
            [money(800, "EUR"), money(850, "GBP"), money(120_005, "CHF"), money(500, "JPY")],
            ["€8", "£8.50", "1,200.05 CHF", "¥500"]
        );
        assert_eq!((spelled(9), spelled(21), capital("nine")), ("nine".into(), "21".into(), "Nine".into()));
    }

    #[test]
    fn who_pays_already_does_not_buy_again() {
        let now = Moment::from_seconds(1_000_000);
        let day = std::time::Duration::from_secs(86_400);
        let paid = Kept { paid: Some(now + day), ..Kept::default() };
        let over = Kept { paid: Some(now - day * 30), ..Kept::default() };
        let due = Kept { paid: Some(now - day), ..Kept::default() };
        let given = Kept { given: Some(now + day), ..Kept::default() };
        let asked = [None, Some(&paid), Some(&over), Some(&due), Some(&given)].map(|kept| may_buy(kept, now));
        assert_eq!(asked, [true, false, true, false, true]);
    }
}
