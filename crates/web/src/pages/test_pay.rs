//! The page of buttons of the test provider: what a provider may do, each as a button. No money moves, and it is there only
//! where the settings say `test`.

use std::sync::atomic::Ordering;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State as Shared};
use axum::response::Response;
use newsstand_members::account::{Purpose, Token};
use newsstand_store::memberships::{self, Kept};
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::{Error, Tx, articles, plans};
use serde::Deserialize;

use crate::Payments;
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::Form;
use crate::guard::{chance, hex};
use crate::parts::{Frame, Here};
use crate::pay::test::{Button, PASSES, press as press_button};
use crate::pay::{What, amount, begin};
use crate::state::State;
use crate::words;

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;
/// How far the clock of a demo can be moved in all: ten years.
const PASSED_MOST: i64 = 3_660 * DAY;
/// Where the page of the present subscription is.
const PATH: &str = "/pay/test";

/// The page.
#[derive(Template)]
#[template(path = "pay_test.html")]
struct TestPage {
    frame: Frame,
    /// Where its forms go.
    action: String,
    name: String,
    price: String,
    /// Until when it is free first.
    trial: Option<String>,
    open: bool,
    /// Whether it is a plan, which goes on.
    plan: bool,
    state: String,
    today: String,
    back: String,
    done: Option<&'static str>,
    passes: [(&'static str, &'static str, i64); 4],
}

/// What was done before.
#[derive(Deserialize)]
pub struct Did {
    #[serde(default)]
    did: String,
}

/// An order's page.
pub async fn show(
    Shared(state): Shared<State>,
    Path(token): Path<String>,
    Query(did): Query<Did>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let order = by_token(&state, &visitor, &token).await?;
    answer(&state, &visitor, order, format!("{PATH}/{token}"), &did.did).await
}

/// The page of what goes on for a reader.
pub async fn current(
    Shared(state): Shared<State>,
    Query(did): Query<Did>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let order = present(&state, &visitor).await?;
    answer(&state, &visitor, order, PATH.to_owned(), &did.did).await
}

/// A button of an order's page.
pub async fn press(Shared(state): Shared<State>, Path(token): Path<String>, form: Form) -> Result<Response, Trouble> {
    let order = by_token(&state, &form.visitor, &token).await?;
    pressed(&state, &form, order, &format!("{PATH}/{token}")).await
}

/// A button of the page of what goes on.
pub async fn press_current(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let order = present(&state, &form.visitor).await?;
    pressed(&state, &form, order, PATH).await
}

fn only_test(state: &State) -> Result<(), Trouble> {
    if matches!(state.settings.members.payments, Payments::Test) { Ok(()) } else { Err(Trouble::NotFound) }
}

/// The order of a token, for the reader who placed it and nobody else.
async fn by_token(state: &State, visitor: &Visitor, token: &str) -> Result<Order, Trouble> {
    only_test(state)?;
    let token = Token::read(token).ok_or(Trouble::NotFound)?;
    let digest = *token.digest(Purpose::Order).bytes();
    let found = state.read(move |tx| orders::by_token(tx, &digest)).await?;
    found.filter(|order| Some(order.reader) == visitor.reader && order.provider == "test").ok_or(Trouble::NotFound)
}

async fn present(state: &State, visitor: &Visitor) -> Result<Order, Trouble> {
    only_test(state)?;
    let reader = state.reader_of(visitor);
    let found = state.read(move |tx| {
        let subscription = memberships::of(tx, reader)?.and_then(|kept| kept.subscription);
        let order = subscription.map(|name| orders::by_reference(tx, "test", &name)).transpose()?.flatten();
        Ok(order.filter(|order| order.reader == reader))
    });
    let none = "Nothing was bought by the test provider yet. Choose a plan first.";
    found.await?.ok_or_else(|| Trouble::Wrong(none.into()))
}

fn name_of(tx: &mut Tx<'_>, order: &Order) -> Result<String, Error> {
    let plan = order.plan.map(|plan| plans::by_id(tx, plan)).transpose()?.flatten();
    let article = order.article.map(|article| articles::by_id(tx, article)).transpose()?.flatten();
    Ok(match (order.what, plan, article) {
        (Kind::Gift, Some(plan), _) => {
            format!("{}, {}, as a gift", plan.name, words::count(order.periods, &plan.period, "periods"))
        }
        (_, Some(plan), _) if plan.name.to_lowercase().contains(&plan.period) => plan.name,
        (_, Some(plan), _) => format!("{}, by the {}", plan.name, plan.period),
        (_, None, Some(article)) => article.article.headline,
        (_, None, None) => "Something that is not on offer any more".to_owned(),
    })
}

/// The state of a membership in a sentence.
fn sentence(kept: &Kept, now: newsstand_news::Moment, offset: i32) -> String {
    let on = |until| words::Civil::of(until, offset).full_date();
    match crate::membership::member_of(kept).state(now) {
        None => "There is no membership yet.".to_owned(),
        Some(state) => match state.until() {
            Some(until) => format!("The membership now: {}, until {}.", state.as_str(), on(until)),
            None => format!("The membership now: {}.", state.as_str()),
        },
    }
}

async fn answer(state: &State, visitor: &Visitor, order: Order, action: String, did: &str) -> Result<Response, Trouble> {
    let (now, offset) = (state.member_time(), state.offset());
    let about = order.clone();
    let read = move |tx: &mut Tx<'_>| Ok((name_of(tx, &about)?, memberships::of(tx, about.reader)?.unwrap_or_default()));
    let (name, kept) = state.read(read).await?;
    let shelf = state.shelf().await?;
    page(&TestPage {
        frame: Frame { path: action.clone(), ..Frame::new(state, visitor, Some(&shelf), Here::Nowhere) },
        action,
        name,
        price: amount(order.cents, &order.currency),
        trial: order.trial.map(|until| format!("until {}", words::Civil::of(until, offset).full_date())),
        open: order.paid.is_none(),
        plan: order.what == Kind::Plan,
        state: sentence(&kept, now, offset),
        today: words::Civil::of(now, offset).full_date(),
        back: order.back,
        done: said(did),
        passes: PASSES,
    })
}

/// What is said after a button.
fn said(did: &str) -> Option<&'static str> {
    Some(match did {
        "pay" => "It was paid.",
        "decline" => "The card was declined. Nothing was paid.",
        "renew" => "The next period was paid.",
        "fail" => "The next period could not be paid.",
        "refund" => "The last payment went back.",
        "cancel" => "It was cancelled at the provider’s.",
        "resume" => "It goes on again.",
        "pass" => "Time has passed, for memberships alone.",
        "nothing" => "There was nothing this button could do now.",
        _ => return None,
    })
}

async fn pressed(state: &State, form: &Form, order: Order, path: &str) -> Result<Response, Trouble> {
    let word = form.field("do");
    if word == "decline" {
        return Ok(go(&format!("{path}?did=decline")));
    }
    if let Some(days) = PASSES.iter().find(|(name, ..)| word == "pass" && *name == form.field("days")).map(|(.., days)| *days) {
        let passed = &state.settings.members.passed;
        let further = |passed: i64| Some(passed.saturating_add(days * DAY)).filter(|sum| *sum <= PASSED_MOST);
        let moved = passed.fetch_update(Ordering::Relaxed, Ordering::Relaxed, further).is_ok();
        return Ok(go(&format!("{path}?did={}", if moved { "pass" } else { "nothing" })));
    }
    if word == "again"
        && let Some(plan) = order.plan
    {
        return begin(state, order.reader, What::Plan { plan, coupon: None }, &order.back).await;
    }
    let button = Button::named(word).ok_or_else(|| Trouble::Wrong("There is no such button.".into()))?;
    let random: [u8; 16] = chance::bytes().ok_or_else(|| Trouble::Broken("the system gives no random bytes".into()))?;
    let (ids, name, now, back) = (state.store.ids().clone(), hex(&random), state.member_time(), order.back.clone());
    let done = state.store.write(move |tx| press_button(tx, &ids, &order, button, &name, now)).await?;
    Ok(match (done, button) {
        (true, Button::Pay) => go(&back),
        (true, _) => go(&format!("{path}?did={word}")),
        (false, _) => go(&format!("{path}?did=nothing")),
    })
}
