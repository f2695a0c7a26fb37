//! Gifts of the stand: codes that each give some months, shown once.

use askama::Template;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::plan::Period;
use newsstand_store::Tx;
use newsstand_store::audit::Deed;

use super::coupons::{Forms, PATH, refused};
use super::written::number;
use super::{Hand, frame};
use crate::door::{Trouble, page};
use crate::guard::form::Form;
use crate::membership::gift::{self, New};
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;
use crate::words;

/// Most codes that are made at once.
const CODES: i64 = 200;
/// Most months of one code.
const MONTHS: i64 = 36;

/// The page that shows them, once.
#[derive(Template)]
#[template(path = "till_gifts.html")]
struct GiftsPage {
    frame: Frame,
    /// `12 gift codes`
    many: String,
    /// `three months`
    months: String,
    codes: Vec<String>,
    address: String,
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    pub codes: String,
    pub months: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self { codes: "10".into(), months: "3".into() }
    }
}

impl Typed {
    fn read(&self) -> Result<(i64, u32), String> {
        let within = |text: &str, most| number(text).filter(|found| (1..=most).contains(found));
        let codes = within(&self.codes, CODES).ok_or_else(|| format!("Make between 1 and {CODES} codes at a time."))?;
        let months = within(&self.months, MONTHS).and_then(|months| u32::try_from(months).ok());
        Ok((codes, months.ok_or_else(|| format!("A code gives between 1 and {MONTHS} months."))?))
    }
}

/// Makes them. They are nowhere else, and not to be kept by the browser.
pub async fn make(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let typed = Typed { codes: form.field("codes").trim().into(), months: form.field("months").trim().into() };
    let (many, periods) = match typed.read() {
        Ok(read) => read,
        Err(why) => {
            let forms = Forms { gift: typed, wrong_gift: Some(why), ..Forms::default() };
            return refused(&state, &form.visitor, forms).await;
        }
    };
    let hand = Hand::of(&state, &form.visitor);
    let (many_said, months) = (words::count(many, "gift code", "gift codes"), words::count(periods, "month", "months"));
    let what = format!("{} of {months}", words::count(many, "code", "codes"));
    let new = New { giver: None, period: Period::Month, periods, cents: 0, currency: None, reference: None };
    let keep = move |tx: &mut Tx<'_>| {
        let codes = (0..many).map(|_| gift::make(tx, &hand.ids, &new, hand.at)).collect::<Result<Vec<_>, _>>()?;
        hand.note(tx, Deed::Gift, &what, None)?;
        Ok(codes)
    };
    let codes = state.store.write(keep).await?;
    let shown = GiftsPage {
        frame: frame(&state, &form.visitor, PATH).await?,
        many: many_said,
        months,
        codes,
        address: state.settings.public_address.as_str().to_owned(),
    };
    Ok(once(StatusCode::OK, page(&shown)?))
}
