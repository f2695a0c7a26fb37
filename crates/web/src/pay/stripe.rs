//! Stripe: its pages to pay on are asked for by forms; what it tells comes back as signed webhooks. No card passes through here.

use std::time::Duration;

use askama::Template;
use axum::response::Response;
use newsstand_members::account::Token;
use newsstand_members::payment::stripe::request::{self, CouponWanted, Request, Wanted};
use newsstand_members::plan::Period;
use newsstand_news::Address;
use newsstand_store::memberships::Kept;
use newsstand_store::orders;
use serde_json::Value;

use super::place::Placed;
use crate::door::{Trouble, page};
use crate::guard::form::own_path;
use crate::state::State;
use crate::{Errand, Reply, Stripe};

/// The version of Stripe's API that the forms are written for.
const VERSION: &str = "2024-06-20";
/// Stripe begins no trial that ends sooner than two days from now; the reader needs some time before.
const TRIAL_LEAST: Duration = Duration::from_secs(50 * 3600);

/// The page that leads on. A form of ours may lead nowhere but to the stand (the pages' policy); a link may.
#[derive(Template)]
#[template(path = "pay_leave.html")]
struct LeavePage {
    to: String,
    name: String,
    what: &'static str,
    sheet: &'static str,
    icon: &'static str,
}

/// Asks for a page to pay on, and leads there.
pub async fn begin(state: &State, stripe: &Stripe, placed: &Placed, token: &Token) -> Result<Response, Trouble> {
    if placed.order.trial.is_some_and(|until| until < state.member_time() + TRIAL_LEAST) {
        let why = "A trial with a card that is shorter than three days cannot begin here. Tell the operator of this stand.";
        return Err(Trouble::Wrong(why.into()));
    }
    let coupon = coupon_of(placed);
    if let Some(coupon) = &coupon {
        make_coupon(state, stripe, coupon).await?;
    }
    let request = checkout(state, placed, &token.text(), coupon.as_ref().map(CouponWanted::name).as_deref());
    let answer = ask(state, stripe, request).await?;
    let (id, to) = (word(&answer, "id"), word(&answer, "url"));
    let to = to.and_then(|to| way_out(stripe, to)).ok_or_else(|| odd("a page to pay on"))?;
    if let Some(id) = id.map(str::to_owned) {
        let order = placed.order.id;
        state.store.write(move |tx| orders::refer(tx, order, &id)).await?;
    }
    leave(&to, placed.name.clone(), "Pay")
}

fn checkout(state: &State, placed: &Placed, token: &str, coupon: Option<&str>) -> Request {
    let public = state.settings.public_address.as_str();
    let back = own_path(&placed.order.back).unwrap_or("/");
    let back = format!("{public}{back}");
    // A customer of ours keeps the name Stripe has for them.
    let ours = placed.kept.provider.as_deref() == Some("stripe");
    request::checkout(&Wanted {
        order: placed.order.id,
        token,
        name: &placed.name,
        price: placed.price,
        period: placed.period,
        trial: placed.order.trial,
        coupon,
        customer: placed.kept.customer.as_deref().filter(|_| ours),
        until: placed.order.until,
        back: &back,
        turned: &back,
    })
}

fn coupon_of(placed: &Placed) -> Option<CouponWanted> {
    let (off, periods) = placed.off.filter(|(off, _)| off.cents() > 0)?;
    let months = periods.map(|periods| match placed.period {
        Some(Period::Year) => periods.saturating_mul(12),
        _ => periods,
    });
    Some(CouponWanted { coupon: placed.order.coupon?, plan: placed.order.plan?, off, months })
}

/// Makes the coupon, unless it is there.
async fn make_coupon(state: &State, stripe: &Stripe, coupon: &CouponWanted) -> Result<(), Trouble> {
    let reply = send(state, stripe, request::coupon(coupon)).await?;
    let there = || code(&reply).as_deref() == Some("resource_already_exists");
    if is_good(&reply) || there() { Ok(()) } else { Err(refused(&reply)) }
}

/// Says whether the subscription goes on. One that is gone need not be stopped.
pub async fn will(state: &State, stripe: &Stripe, kept: &Kept, on: bool) -> Result<(), Trouble> {
    let Some(subscription) = kept.subscription.as_deref().filter(|name| request::is_name(name)) else { return Ok(()) };
    let since = kept.will.map_or(0, |(_, at)| at.micros());
    let reply = send(state, stripe, request::will(subscription, on, since)).await?;
    let gone = || !on && code(&reply).as_deref() == Some("resource_missing");
    if is_good(&reply) || gone() { Ok(()) } else { Err(refused(&reply)) }
}

/// Leads to where a reader changes how they pay.
pub async fn manage(state: &State, stripe: &Stripe, kept: &Kept) -> Result<Response, Trouble> {
    let ours = kept.provider.as_deref() == Some("stripe");
    let Some(customer) = kept.customer.as_deref().filter(|_| ours) else {
        return Err(Trouble::Wrong("Nothing was paid here yet, so there is nothing to change.".into()));
    };
    let back = format!("{}/settings/membership", state.settings.public_address.as_str());
    let answer = ask(state, stripe, request::portal(customer, &back, state.now())).await?;
    let to = word(&answer, "url").and_then(|to| way_out(stripe, to)).ok_or_else(|| odd("a page"))?;
    leave(&to, "How you pay".into(), "Change how you pay")
}

/// Where readers may be led: by https, or where Stripe itself is asked without it, to the same host (a test's).
fn way_out(stripe: &Stripe, to: &str) -> Option<String> {
    let to = Address::new(to)?;
    let same = to.host() == stripe.api.host() && !stripe.api.as_str().starts_with("https:");
    (to.as_str().starts_with("https:") || same).then(|| to.as_str().to_owned())
}

fn leave(to: &str, name: String, what: &'static str) -> Result<Response, Trouble> {
    let paths = &crate::assets::PATHS;
    page(&LeavePage { to: to.to_owned(), name, what, sheet: &paths.sheet, icon: &paths.icon })
}

async fn ask(state: &State, stripe: &Stripe, request: Request) -> Result<Value, Trouble> {
    let reply = send(state, stripe, request).await?;
    if !is_good(&reply) {
        return Err(refused(&reply));
    }
    serde_json::from_slice(&reply.body).map_err(|_| odd("something that can be read"))
}

async fn send(state: &State, stripe: &Stripe, request: Request) -> Result<Reply, Trouble> {
    let base = stripe.api.as_str().trim_end_matches('/');
    let address = Address::new(&format!("{base}{}", request.path)).ok_or_else(|| odd("an address"))?;
    let headers = vec![
        ("Authorization", format!("Bearer {}", stripe.key)),
        ("Idempotency-Key", request.key),
        ("Stripe-Version", VERSION.to_owned()),
    ];
    let errand = Errand { address, headers, form: Some(request.fields) };
    state.outside.errand(errand).await.map_err(|why| {
        tracing::warn!("Stripe was not reached: {why}");
        Trouble::Wrong("Stripe, which takes the money here, does not answer. Nothing was changed; try again in a moment.".into())
    })
}

fn is_good(reply: &Reply) -> bool {
    (200..300).contains(&reply.status)
}

/// Stripe's own short word for what is wrong.
fn code(reply: &Reply) -> Option<String> {
    let value: Value = serde_json::from_slice(&reply.body).ok()?;
    let word = value.pointer("/error/code").or_else(|| value.pointer("/error/type"))?.as_str()?;
    let plain = word.len() <= 60 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    plain.then(|| word.to_owned())
}

fn refused(reply: &Reply) -> Trouble {
    let code = code(reply).unwrap_or_default();
    tracing::error!(status = reply.status, code, "Stripe refused what it was asked");
    Trouble::Wrong("Stripe, which takes the money here, refused. Nothing was changed. Tell the operator of this stand.".into())
}

fn odd(what: &str) -> Trouble {
    tracing::error!("Stripe did not answer {what}");
    Trouble::Wrong("Stripe, which takes the money here, gave an answer that cannot be used. Nothing was paid; try again.".into())
}

fn word<'a>(answer: &'a Value, key: &str) -> Option<&'a str> {
    answer.get(key)?.as_str().filter(|word| !word.is_empty() && word.len() <= 4096)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripe(api: &str) -> Stripe {
        Stripe { api: Address::new(api).unwrap(), key: "sk_planted".into(), webhook_secret: "whsec_planted".into() }
    }

    #[test]
    fn readers_are_led_out_by_https_alone() {
        let real = stripe("https://api.stripe.com");
        assert!(way_out(&real, "https://checkout.stripe.com/c/pay/cs_1#x").is_some());
        for bad in ["http://checkout.stripe.com/", "javascript:alert(1)", "/own", "", "data:text/html,x"] {
            assert_eq!(way_out(&real, bad), None, "{bad}");
        }
        let local = stripe("http://127.0.0.1:9");
        assert!(way_out(&local, "http://127.0.0.1:9/pay").is_some());
        assert_eq!(way_out(&local, "http://elsewhere.example/pay"), None);
    }

    #[test]
    fn only_short_words_of_an_error_are_told() {
        let reply = |body: &str| Reply { status: 400, body: body.as_bytes().to_vec() };
        assert_eq!(
            code(&reply(r#"{"error":{"code":"resource_missing","message":"x"}}"#)).as_deref(),
            Some("resource_missing")
        );
        for odd in ["", "[]", r#"{"error":{"code":"Line\nbreak"}}"#, r#"{"error":{}}"#] {
            assert_eq!(code(&reply(odd)), None, "{odd}");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        assert!(!format!("{:?}", stripe("https://api.stripe.com")).contains("planted"));
    }

    #[test]
    fn the_page_that_leads_out_is_well_formed() {
        let paths = &crate::assets::PATHS;
        let page = LeavePage {
            to: "https://checkout.example/?a=1&b=\"".into(),
            name: "Every <title>".into(),
            what: "Pay",
            sheet: &paths.sheet,
            icon: &paths.icon,
        };
        let html = page.render().unwrap();
        crate::pages::checked("leave", &html);
        assert!(html.contains("Every &#60;title&#62;") && !html.contains("b=\"\""));
    }
}
