//! Terms as a form has them: filled from what holds, and read from what was typed.

use newsstand_members::settle::Day;
use newsstand_news::{Id, Terms, Title};
use newsstand_store::terms::{Agreed, Amount};

use crate::guard::form::Form;
use crate::settling::agreeing;
use crate::settling::written::{begins, day, shown};
use crate::shelf::Shelf;

/// Longest name of a publisher.
const NAME: usize = 120;

/// The fields.
pub struct Typed {
    /// The day they begin.
    pub since: String,
    /// Open, for members, a link.
    pub terms: Terms,
    /// Who is paid.
    pub publisher: String,
    /// The least of a month, or nothing.
    pub minimum: String,
    /// Of what.
    pub currency: String,
    /// Countries by commas, or everywhere.
    pub territories: String,
    /// Minutes.
    pub embargo: i64,
    /// `usual`, `teaser`, or words.
    pub preview: String,
    /// What a single article costs, or nothing.
    pub article: String,
}

impl Typed {
    /// From the newest terms, or as a title begins.
    pub fn of(newest: Option<&Agreed>, shelf: &Shelf, owner: &str, today: Day) -> Self {
        let amount = |of: Option<&Amount>| of.map_or_else(String::new, |amount| shown(amount.cents));
        let minimum = newest.and_then(|agreed| agreed.minimum.as_ref());
        let article = newest.and_then(|agreed| agreed.article.as_ref());
        let publisher = newest.and_then(|agreed| shelf.publisher(agreed.publisher)).unwrap_or(owner);
        Self {
            since: today.to_string(),
            terms: newest.map_or(Terms::Members, |agreed| agreed.terms),
            publisher: publisher.to_owned(),
            minimum: amount(minimum),
            currency: minimum.or(article).map_or_else(|| "EUR".to_owned(), |amount| amount.currency.clone()),
            territories: newest.and_then(|agreed| agreed.territories.clone()).unwrap_or_else(|| "everywhere".to_owned()),
            embargo: newest.map_or(0, |agreed| agreed.embargo),
            preview: match newest.and_then(|agreed| agreed.preview) {
                None => "usual".to_owned(),
                Some(0) => "teaser".to_owned(),
                Some(words) => words.to_string(),
            },
            article: amount(article),
        }
    }
}

/// Terms that were typed, with the publisher's name.
#[derive(Debug, Clone)]
pub struct Read {
    /// The terms; their publisher is yet to be found.
    pub agreed: Agreed,
    /// Who is paid.
    pub publisher: String,
}

/// Reads a form; a sentence where it cannot be used.
pub fn read(form: &Form, title: Id<Title>) -> Result<Read, String> {
    let field = |name: &str| form.field(name).trim();
    let terms: Terms = field("terms").parse().map_err(|_| "Choose whether it is open, for members, or a link.".to_owned())?;
    let publisher = field("publisher").split_whitespace().collect::<Vec<_>>().join(" ");
    if publisher.is_empty() || publisher.chars().count() > NAME || publisher.chars().any(char::is_control) {
        return Err(format!("A publisher's name has between 1 and {NAME} characters."));
    }
    let money = |name: &str| match field(name) {
        "" => Ok(None),
        amount => agreeing::money(amount, field("currency")),
    };
    let article = money("article")?;
    if article.is_some() && terms != Terms::Members {
        return Err("Single articles are sold of a title for members only. Leave their price out.".into());
    }
    let embargo = field("embargo");
    let minutes = if embargo.is_empty() { Ok(0) } else { embargo.parse() };
    let minutes = minutes.map_err(|_| format!("{embargo:?} is not a number of minutes."))?;
    let agreed = Agreed {
        title,
        since: begins(day(field("since"))?),
        terms,
        publisher: Id::new(0),
        minimum: money("minimum")?,
        territories: or(field("territories"), "everywhere", agreeing::territories)?,
        embargo: agreeing::embargo(minutes)?,
        preview: or(field("preview"), "usual", agreeing::preview)?,
        article,
    };
    Ok(Read { agreed, publisher })
}

fn or<T>(typed: &str, otherwise: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, String> {
    read(if typed.is_empty() { otherwise } else { typed })
}
