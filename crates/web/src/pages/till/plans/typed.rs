//! A plan as an operator writes it.

use newsstand_members::plan::{HOUSEHOLD_MOST, Period, Plan, TRIAL_DAYS_MOST, Trial};
use newsstand_store::plans::Plan as Kept;

use super::super::written::{amount, number, price};
use crate::guard::form::Form;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    pub slug: String,
    pub name: String,
    pub price: String,
    pub period: String,
    pub trial: String,
    pub card: bool,
    pub people: String,
}

impl Typed {
    /// What stands in an empty form.
    pub fn usual() -> Self {
        let days = Trial::USUAL.days().to_string();
        Self { period: "month".into(), trial: days, people: "1".into(), ..Self::default() }
    }

    /// Out of the form.
    pub fn of(form: &Form) -> Self {
        let field = |name| form.field(name).trim().to_owned();
        Self {
            slug: field("slug"),
            name: field("name"),
            price: field("price"),
            period: field("period"),
            trial: field("trial"),
            card: form.field("card") == "1",
            people: field("people"),
        }
    }

    /// What is kept, as it would be typed.
    pub fn kept(plan: &Kept) -> Self {
        Self {
            slug: plan.slug.clone(),
            name: plan.name.clone(),
            price: amount(plan.cents, &plan.currency),
            period: plan.period.clone(),
            trial: plan.trial_days.map_or_else(String::new, |days| days.to_string()),
            card: plan.trial_card,
            people: plan.people.to_string(),
        }
    }

    /// The same plan with what may change of it as it was typed.
    pub fn changing(self, plan: &Kept) -> Self {
        Self { name: self.name, trial: self.trial, card: self.card, people: self.people, ..Self::kept(plan) }
    }

    /// As it is kept; a sentence where it cannot be.
    pub fn plan(&self) -> Result<Kept, String> {
        let price = price(&self.price)?;
        if price.cents() == 0 {
            return Err("A plan costs something. Time that costs nothing is given by gift codes.".into());
        }
        let period: Period = self.period.parse().map_err(|_| "A plan is paid by the month or by the year.".to_owned())?;
        let trial = self.trial()?;
        let people = number(&self.people).and_then(|people| u8::try_from(people).ok());
        let people = people.ok_or_else(|| format!("A plan is for 1 to {HOUSEHOLD_MOST} people."))?;
        let plan = Plan::new(&self.slug, &self.name, price, period, trial, people).map_err(|why| why.to_string())?;
        Ok(Kept {
            id: 0,
            slug: plan.slug().to_owned(),
            name: plan.name().to_owned(),
            cents: price.cents(),
            currency: price.currency().to_string(),
            period: period.as_str().to_owned(),
            trial_days: trial.map(|trial| trial.days().into()),
            trial_card: trial.is_some_and(Trial::needs_card),
            people: plan.household().into(),
            on: true,
        })
    }

    fn trial(&self) -> Result<Option<Trial>, String> {
        if matches!(self.trial.as_str(), "" | "0") {
            return Ok(None);
        }
        let days = number(&self.trial).and_then(|days| u16::try_from(days).ok());
        let trial = days.and_then(|days| Trial::new(days, self.card));
        trial.map(Some).ok_or_else(|| format!("A trial has 1 to {TRIAL_DAYS_MOST} days; leave it empty for none."))
    }
}
