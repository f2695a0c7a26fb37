//! Making an account in a membership, and the trial that begins with it.
//!
//! Whoever signs up reads at once, so an address that has an account already cannot be answered quite alike. It costs the
//! same work, is said in a sentence that names nobody, and tries are limited by where they come from.

mod newcomer;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use newsstand_members::account::Rule;
use newsstand_store::plans::Plan;
use newsstand_store::{Error, Tx};
use serde::Deserialize;

use super::offers::{money, on_offer, trial_of};
use super::plans::of_membership;
use crate::door::{Trouble, Visitor, go, page};
use crate::guard::form::{Form, own_path};
use crate::parts::{Frame, Here};
use crate::pay::{self, What};
use crate::signing::{Entry, no_hash, once, wait};
use crate::state::State;
use crate::words::{self, Civil, shorten};
use newcomer::{Begun, Newcomer, named};

/// What is said where no letters are sent and the address has an account.
const KNOWN: &str = "An account could not be made with this address. If you have one already, sign in; if its password is lost, use a recovery code.";

/// The page.
#[derive(Template)]
#[template(path = "sign_up.html")]
struct SignUpPage {
    frame: Frame,
    email: String,
    name: String,
    back: String,
    plan: String,
    terms: Terms,
    trouble: Option<String>,
}

/// The page that leads to the mailbox.
#[derive(Template)]
#[template(path = "look_into_mail.html")]
struct MailPage {
    frame: Frame,
}

/// What signing up begins, in words.
struct Terms {
    /// `Fourteen days free. No card is asked for; …`
    lead: String,
    /// What is paid and when, and what follows.
    follows: String,
    /// What the button says.
    button: String,
}

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    email: String,
    back: String,
    plan: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Result<Response, Trouble> {
    of_membership(&state)?;
    let back = own_path(&asked.back).unwrap_or("/").to_owned();
    let email = shorten(&asked.email, 254);
    page(&sign_up_page(&state, &visitor, Typed { email, name: String::new(), back, plan: asked.plan }, None).await?)
}

/// What was typed already.
struct Typed {
    email: String,
    name: String,
    back: String,
    plan: String,
}

async fn sign_up_page(state: &State, visitor: &Visitor, typed: Typed, trouble: Option<String>) -> Result<SignUpPage, Trouble> {
    let shelf = state.shelf().await?;
    let plan = typed.plan.clone();
    let (chosen, all) = state.read(move |tx| Ok((chosen(tx, &plan)?, on_offer(tx)?))).await?;
    let Typed { email, name, back, .. } = typed;
    Ok(SignUpPage {
        frame: Frame::new(state, visitor, Some(&shelf), Here::Nowhere),
        email,
        name,
        back,
        plan: chosen.as_ref().map(|plan| plan.slug.clone()).unwrap_or_default(),
        terms: terms(state, chosen.as_ref(), &all),
        trouble,
    })
}

/// The plan whose trial begins: the one that was asked for, else the first with a trial, else the first.
fn chosen(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Plan>, Error> {
    let mut plans = on_offer(tx)?;
    let tried = plans.iter().position(|plan| trial_of(plan).is_some()).unwrap_or(0);
    let at = plans.iter().position(|plan| plan.slug == slug).unwrap_or(tried);
    Ok((at < plans.len()).then(|| plans.swap_remove(at)))
}

fn terms(state: &State, plan: Option<&Plan>, all: &[Plan]) -> Terms {
    let (now, offset) = (state.member_time(), state.offset());
    let prices: Vec<String> = all.iter().map(|plan| format!("{} a {}", money(plan.cents, &plan.currency), plan.period)).collect();
    let prices = prices.join(" or ");
    match plan.and_then(|plan| Some((plan, trial_of(plan)?))) {
        Some((plan, trial)) => {
            let day = Civil::of(now + trial.span(), offset).day_and_month(Civil::of(now, offset).year);
            let price = format!("{} a {}", money(plan.cents, &plan.currency), plan.period);
            let follows = if trial.needs_card() {
                format!(
                    "Nothing to pay before {day}, and nothing at all if you stop by then. If you say nothing, {price} is charged to the card you give."
                )
            } else {
                format!(
                    "Nothing to pay before {day}, and nothing at all if you stop by then. If you say nothing, you read previews again; to read on costs {prices}."
                )
            };
            let days = words::count(i64::from(trial.days()), "day", "days");
            Terms { lead: trial.sentence(), follows, button: format!("Begin {days} free") }
        }
        None if all.is_empty() => Terms {
            lead: "An account costs nothing.".into(),
            follows: "No plan is on offer on this stand yet: you read what is open to everybody, and previews of the rest."
                .into(),
            button: "Make an account".into(),
        },
        None => Terms {
            lead: "An account costs nothing.".into(),
            follows: format!("To read everything costs {prices}; you choose next."),
            button: "Make an account".into(),
        },
    }
}

/// Makes the account, begins the session and the trial, and leads back to what was to be read.
pub async fn enter(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    of_membership(&state)?;
    let peer = form.visitor.peer.as_str();
    if let Some(span) = state.locks.take(&[(Rule::SIGN_UP_ADDRESS, peer)], state.now()) {
        return refuse(&state, &form, StatusCode::TOO_MANY_REQUESTS, wait(span)).await;
    }
    let chosen_by = named(&form).and_then(|named| Ok((named.password(form.field("password"))?, named)));
    let (password, named) = match chosen_by {
        Ok(chosen) => chosen,
        Err(why) => return refuse(&state, &form, StatusCode::UNPROCESSABLE_ENTITY, why).await,
    };
    // The work is done either way, before anybody looks whether the address is known.
    let hash = state.locks.hash(password).await.ok_or_else(no_hash)?;
    let entry = Entry::of(&form.visitor)?;
    let newcomer = Newcomer { named, hash, plan: form.field("plan").to_owned(), entry: entry.clone() };
    let asking = state.clone();
    let made = match state.store.write(move |tx| newcomer.join(tx, &asking)).await {
        Ok(Some(made)) => made,
        Ok(None) | Err(Error::Unique) => return known(&state, &form).await,
        Err(error) => return Err(error.into()),
    };
    // The first account makes a stand ask who reads.
    state.titles_changed();
    let answer = follow_up(&state, made, &form.back("/")).await;
    Ok(entry.dress(answer, &state))
}

/// What comes next: the article, or whoever takes the card.
async fn follow_up(state: &State, made: Begun, back: &str) -> Response {
    match made.to_pay {
        Some(plan) => {
            pay::begin(state, made.reader, What::Plan { plan, coupon: None }, back).await.unwrap_or_else(|_| go("/plans"))
        }
        None => go(back),
    }
}

/// The address has an account.
async fn known(state: &State, form: &Form) -> Result<Response, Trouble> {
    if !state.settings.members.letters {
        return refuse(state, form, StatusCode::UNPROCESSABLE_ENTITY, KNOWN.to_owned()).await;
    }
    newcomer::write_to(state, form.field("email")).await?;
    let shelf = state.shelf().await?;
    let frame = Frame::new(state, &form.visitor, Some(&shelf), Here::Nowhere);
    Ok(once(StatusCode::OK, page(&MailPage { frame: Frame { path: "/".into(), ..frame } })?))
}

async fn refuse(state: &State, form: &Form, status: StatusCode, why: String) -> Result<Response, Trouble> {
    let typed = Typed {
        email: form.field("email").to_owned(),
        name: form.field("name").to_owned(),
        back: form.back("/"),
        plan: form.field("plan").to_owned(),
    };
    let sign_up = sign_up_page(state, &form.visitor, typed, Some(why)).await?;
    Ok(once(status, page(&sign_up)?))
}
