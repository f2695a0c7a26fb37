//! An institution's agreement as an operator writes it.

use newsstand_members::plan::{Institution as Rule, RULES, Way};
use newsstand_members::settle::Day;
use newsstand_news::Moment;
use newsstand_store::institutions::{Institution, Way as KeptWay};

use super::super::written::{amount, begins, day, ends, last_day, number, price};
use super::{charge, ways};
use crate::guard::form::Form;

/// Most characters of a name.
const NAME: usize = 80;
/// Most days of an agreement: ten years.
pub const DAYS: i32 = 3653;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    pub charge: String,
    pub price: String,
    pub people: String,
    pub from: String,
    pub until: String,
    pub domains: String,
    pub issuers: String,
    pub ranges: String,
    pub codes: String,
}

impl Typed {
    /// What stands in an empty form: a year from today.
    pub fn usual(now: Moment) -> Self {
        let today = Day::of(now);
        let last = Day::new(today.get() + 364);
        Self { charge: "flat".into(), from: today.to_string(), until: last.to_string(), ..Self::default() }
    }

    /// Out of the form.
    pub fn of(form: &Form) -> Self {
        let field = |name| form.field(name).trim().to_owned();
        Self {
            name: field("name"),
            charge: field("charge"),
            price: field("price"),
            people: field("people"),
            from: field("from"),
            until: field("until"),
            domains: field("domains"),
            issuers: field("issuers"),
            ranges: field("ranges"),
            codes: field("codes"),
        }
    }

    /// What is kept, as it would be typed.
    pub fn kept(kept: &Institution, all: &[KeptWay]) -> Self {
        Self {
            name: kept.name.clone(),
            charge: kept.charge.clone(),
            price: amount(kept.cents, &kept.currency),
            people: if kept.charge == "flat" { String::new() } else { kept.people.to_string() },
            from: Day::of(kept.from).to_string(),
            until: last_day(kept.until).to_string(),
            domains: ways::lines(all, "email"),
            issuers: ways::lines(all, "issuer"),
            ranges: ways::lines(all, "range"),
            codes: ways::lines(all, "code"),
        }
    }

    /// As it is kept, with its ways in; a sentence where it cannot be.
    pub fn agreement(&self) -> Result<(Institution, Vec<KeptWay>), String> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
            return Err(format!("An institution’s name has 1 to {NAME} characters."));
        }
        let (each, people) = (price(&self.price)?, self.number()?);
        let charge = charge(&self.charge, each, people).ok_or("Choose how it is charged.")?;
        charge.price().map_err(|why| why.to_string())?;
        let (from, until) = span(&self.from, &self.until)?;
        let rule = Rule::new(self.ways()?, charge, from, until);
        let rule = rule.ok_or_else(|| format!("An institution has at most {RULES} ways in."))?;
        let kept = Institution {
            id: 0,
            name,
            charge: self.charge.clone(),
            cents: each.cents(),
            currency: each.currency().to_string(),
            people: people.into(),
            from,
            until,
            reader: 0,
            ended: None,
        };
        Ok((kept, rule.ways().iter().map(ways::kept).collect()))
    }

    /// For how many it pays; one where it pays in all.
    fn number(&self) -> Result<u32, String> {
        let read = || number(&self.people).and_then(|people| u32::try_from(people).ok()).filter(|people| *people > 0);
        match self.charge.as_str() {
            "population" => read().ok_or_else(|| "Say how many people it pays for, as a number.".to_owned()),
            "concurrent" => read().ok_or_else(|| "Say for how many readers at a time it pays, as a number.".to_owned()),
            _ => Ok(1),
        }
    }

    fn ways(&self) -> Result<Vec<Way>, String> {
        let mut all = ways::read(&self.domains, ways::domain)?;
        all.extend(ways::read(&self.issuers, ways::issuer)?);
        all.extend(ways::read(&self.ranges, ways::range)?);
        all.extend(ways::read(&self.codes, ways::code)?);
        Ok(all)
    }
}

/// The time from the first to the last day.
pub fn span(from: &str, until: &str) -> Result<(Moment, Moment), String> {
    let (first, last) = (day(from)?, day(until)?);
    if last < first {
        return Err("The last day is before the first. Turn them round.".into());
    }
    if last.get() - first.get() >= DAYS {
        return Err("It holds for ten years at most. Choose an earlier last day.".into());
    }
    Ok((begins(first), ends(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Typed {
        Typed {
            name: " Saltmere  Library".into(),
            charge: "concurrent".into(),
            price: "12.00 EUR".into(),
            people: "25".into(),
            from: "2026-01-01".into(),
            until: "2026-12-31".into(),
            domains: "library.example".into(),
            codes: "read 2027\nREAD-2028".into(),
            ..Typed::default()
        }
    }

    #[test]
    fn an_agreement_is_read_and_typed_again() {
        let (kept, ways) = library().agreement().expect("an agreement");
        assert_eq!((kept.name.as_str(), kept.cents, kept.people), ("Saltmere Library", 1200, 25));
        assert_eq!(super::super::fee(&kept).map(|fee| fee.cents()), Some(30_000));
        let again = Typed::kept(&kept, &ways);
        assert_eq!((again.until.as_str(), again.codes.as_str()), ("2026-12-31", "READ2027\nREAD2028"));
        assert_eq!(again.agreement(), Ok((kept, ways)));
    }

    #[test]
    fn what_is_no_agreement_is_said() {
        let why = |typed: Typed| typed.agreement().expect_err("is refused");
        assert!(why(Typed { name: " ".into(), ..library() }).contains("1 to 80"));
        assert!(why(Typed { charge: "barter".into(), ..library() }).contains("how it is charged"));
        assert!(why(Typed { people: "".into(), ..library() }).contains("readers at a time"));
        assert!(why(Typed { charge: "population".into(), people: "0".into(), ..library() }).contains("how many people"));
        assert!(why(Typed { price: "999999.00 EUR".into(), people: "999999".into(), ..library() }).contains("more than"));
        assert!(why(Typed { until: "2025-12-31".into(), ..library() }).contains("before the first"));
        assert!(why(Typed { until: "2036-12-31".into(), ..library() }).contains("ten years"));
        assert!(why(Typed { codes: "readers\n".repeat(501), ..library() }).contains("at most 500 ways"));
        assert!(Typed { charge: "flat".into(), people: "many".into(), ..library() }.agreement().is_ok());
    }
}
