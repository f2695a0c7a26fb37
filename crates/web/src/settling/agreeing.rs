//! What is agreed with a title: read from what somebody typed, and told in a sentence.

use newsstand_members::TEASER_WORDS;
use newsstand_members::plan::{CENTS_MOST, EMBARGO_MOST, PREVIEW_MOST, Preview, TERRITORIES_MOST};
use newsstand_members::settle::Day;
use newsstand_news::{Country, Terms};
use newsstand_store::settlements::Settled;
use newsstand_store::terms::{Agreed, Amount};

use super::written::{amount, currency, shown};

/// The day terms may begin: today at the latest. A month that was settled stays as it was settled.
///
/// # Errors
/// A sentence where it is another.
pub fn since(since: Day, today: Day, settled: &[Settled]) -> Result<Day, String> {
    if since > today {
        return Err("Terms begin today at the latest: set them on the day they begin.".into());
    }
    match settled.iter().map(|settled| settled.until_day).max() {
        Some(open) if i64::from(since.get()) < open => {
            let open = Day::new(i32::try_from(open).unwrap_or(i32::MAX));
            Err(format!("The month of {since} was settled; terms can begin on {open} at the earliest."))
        }
        _ => Ok(since),
    }
}

/// An amount such as 12.50; nothing where it is zero.
///
/// # Errors
/// A sentence where it is none.
pub fn money(text: &str, of: &str) -> Result<Option<Amount>, String> {
    let (cents, currency) = (amount(text)?, currency(of)?.to_string());
    Ok((cents > 0).then_some(Amount { cents, currency }))
}

/// The price of a single article, such as `0.80EUR`; `0` ends it, and without words the one before goes on. Only articles for
/// members have one: with other terms the one before ends.
///
/// # Errors
/// A sentence where it is no price, or is asked for under other terms.
pub fn article(asked: Option<&str>, terms: Terms, before: Option<Amount>) -> Result<Option<Amount>, String> {
    match asked.map(single).transpose()? {
        Some(Some(_)) if terms != Terms::Members => {
            Err("Only articles for members have a price of their own: make the terms members, or leave the price out.".into())
        }
        Some(price) => Ok(price),
        None => Ok(before.filter(|_| terms == Terms::Members)),
    }
}

fn single(text: &str) -> Result<Option<Amount>, String> {
    if text == "0" {
        return Ok(None);
    }
    let wrong = |_| format!("{text:?} is not a price such as 0.80EUR.");
    let (number, letters) = text.split_at_checked(text.len().saturating_sub(3)).unwrap_or((text, ""));
    let price =
        Amount { cents: amount(number.trim_end()).map_err(wrong)?, currency: currency(letters).map_err(wrong)?.to_string() };
    if price.cents > CENTS_MOST {
        return Err(format!("{text:?} is more than a price can be."));
    }
    Ok(Some(price).filter(|price| price.cents > 0))
}

/// Countries by commas, or `everywhere`.
///
/// # Errors
/// A sentence where one is none, or there are too many.
pub fn territories(text: &str) -> Result<Option<String>, String> {
    if text.eq_ignore_ascii_case("everywhere") {
        return Ok(None);
    }
    let read = |word: &str| Country::new(word.trim()).ok_or_else(|| format!("{word:?} is not a country such as gb."));
    let mut countries = text.split(',').map(read).collect::<Result<Vec<Country>, String>>()?;
    countries.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    countries.dedup();
    if countries.len() > TERRITORIES_MOST {
        return Err(format!("Terms hold everywhere or in at most {TERRITORIES_MOST} countries."));
    }
    Ok(Some(countries.iter().map(Country::as_str).collect::<Vec<_>>().join(",")))
}

/// Minutes of an embargo.
///
/// # Errors
/// A sentence where it is too long.
pub fn embargo(minutes: i64) -> Result<i64, String> {
    let most = i64::from(EMBARGO_MOST);
    if (0..=most).contains(&minutes) { Ok(minutes) } else { Err(format!("An embargo is {EMBARGO_MOST} minutes at most.")) }
}

/// `usual`, `teaser`, or a number of words.
///
/// # Errors
/// A sentence where it is something else.
pub fn preview(text: &str) -> Result<Option<i64>, String> {
    match text {
        "usual" => Ok(None),
        "teaser" => Ok(Some(0)),
        number => {
            let words = number.parse::<u16>().ok().filter(|words| Preview::words(*words).is_some());
            let words = words.ok_or_else(|| {
                format!("A preview is usual, teaser, or {TEASER_WORDS} to {PREVIEW_MOST} words, and not {number:?}.")
            })?;
            Ok(Some(i64::from(words)))
        }
    }
}

/// What was agreed, in one line.
pub fn sentence(agreed: &Agreed, publisher: &str) -> String {
    let minimum = agreed.minimum.as_ref();
    let minimum = minimum.map(|minimum| format!(", at least {} {} a month", shown(minimum.cents), minimum.currency));
    let where_ = agreed.territories.as_ref().map(|countries| format!(", in {countries} alone"));
    let embargo = (agreed.embargo > 0).then(|| format!(", a link for the first {} minutes", agreed.embargo));
    let preview = agreed.preview.map(|words| match words {
        0 => ", the teaser for everybody".to_owned(),
        words => format!(", {words} words for everybody"),
    });
    let article = agreed.article.as_ref();
    let article = article.map(|price| format!(", a single article at {} {}", shown(price.cents), price.currency));
    let more: String = [minimum, where_, embargo, preview, article].into_iter().flatten().collect();
    format!("{} since {}; {publisher} is paid{more}.", agreed.terms.as_str(), Day::of(agreed.since))
}

/// The same as a sentence of its own.
pub fn in_words(agreed: &Agreed, publisher: &str) -> String {
    let line = sentence(agreed, publisher);
    let rest = line.strip_prefix(agreed.terms.as_str()).unwrap_or(&line);
    let begins = match agreed.terms {
        Terms::Open => "Open",
        Terms::Members => "For members",
        Terms::Link => "A link",
    };
    format!("{begins}{rest}")
}
