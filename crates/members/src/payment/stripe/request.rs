//! The forms Stripe is asked with. Each carries a key, so that the same wish sent twice is one wish.

use newsstand_news::Moment;

use crate::plan::{Period, Price};

/// A form: the path under the API, its fields, and its idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Such as `/v1/checkout/sessions`.
    pub path: String,
    /// The fields, in order.
    pub fields: Vec<(String, String)>,
    /// The same for the same wish.
    pub key: String,
}

/// A form's fields, as they are gathered.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn put(&mut self, name: &str, value: impl ToString) {
        self.0.push((name.to_owned(), value.to_string()));
    }
}

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The order's number, for the key.
    pub order: i64,
    /// Its token, which comes back with everything that is told of it.
    pub token: &'a str,
    /// What the reader sees it called.
    pub name: &'a str,
    /// What it costs: of a plan, a period.
    pub price: Price,
    /// How long a period is; none for what is paid once.
    pub period: Option<Period>,
    /// Until when it is free first.
    pub trial: Option<Moment>,
    /// Stripe's name for the coupon.
    pub coupon: Option<&'a str>,
    /// What Stripe calls the reader, where they have paid before.
    pub customer: Option<&'a str>,
    /// When the way to pay closes.
    pub until: Moment,
    /// Where the reader comes back to.
    pub back: &'a str,
    /// Where they come back to when they turn around.
    pub turned: &'a str,
}

/// Asks for a page to pay on (Checkout).
pub fn checkout(wanted: &Wanted<'_>) -> Request {
    let mut fields = Fields(Vec::new());
    fields.put("mode", if wanted.period.is_some() { "subscription" } else { "payment" });
    fields.put("client_reference_id", wanted.token);
    fields.put("metadata[order]", wanted.token);
    fields.put("success_url", wanted.back);
    fields.put("cancel_url", wanted.turned);
    fields.put("expires_at", wanted.until.seconds());
    fields.put("line_items[0][quantity]", 1);
    fields.put("line_items[0][price_data][currency]", wanted.price.currency().as_str().to_ascii_lowercase());
    fields.put("line_items[0][price_data][unit_amount]", wanted.price.cents());
    fields.put("line_items[0][price_data][product_data][name]", wanted.name);
    match wanted.period {
        Some(period) => {
            fields.put("line_items[0][price_data][recurring][interval]", period.as_str());
            fields.put("subscription_data[metadata][order]", wanted.token);
            if let Some(trial) = wanted.trial {
                fields.put("subscription_data[trial_end]", trial.seconds());
            }
        }
        None => fields.put("payment_intent_data[metadata][order]", wanted.token),
    }
    if let Some(coupon) = wanted.coupon {
        fields.put("discounts[0][coupon]", coupon);
    }
    if let Some(customer) = wanted.customer {
        fields.put("customer", customer);
    }
    Request { path: "/v1/checkout/sessions".into(), fields: fields.0, key: format!("newsstand-order-{}", wanted.order) }
}

/// A coupon as Stripe needs it: it takes an amount off, so that both reckon the same cent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponWanted {
    /// The coupon's number and the plan's, which name it.
    pub coupon: i64,
    /// The plan's.
    pub plan: i64,
    /// What comes off a period.
    pub off: Price,
    /// For how many months; none for ever.
    pub months: Option<u32>,
}

impl CouponWanted {
    /// Its name at Stripe.
    pub fn name(&self) -> String {
        format!("newsstand-{}-{}", self.coupon, self.plan)
    }
}

/// Asks for a coupon. Where it is there already, Stripe says so, and it is used.
pub fn coupon(wanted: &CouponWanted) -> Request {
    let mut fields = Fields(Vec::new());
    fields.put("id", wanted.name());
    fields.put("amount_off", wanted.off.cents());
    fields.put("currency", wanted.off.currency().as_str().to_ascii_lowercase());
    match wanted.months {
        Some(months) => {
            fields.put("duration", "repeating");
            fields.put("duration_in_months", months);
        }
        None => fields.put("duration", "forever"),
    }
    Request { path: "/v1/coupons".into(), fields: fields.0, key: format!("{}-make", wanted.name()) }
}

/// Says whether a subscription goes on. `since` is the last word on it: the same wish after another one is a new wish.
pub fn will(subscription: &str, on: bool, since: i64) -> Request {
    Request {
        path: format!("/v1/subscriptions/{subscription}"),
        fields: vec![("cancel_at_period_end".into(), (!on).to_string())],
        key: format!("newsstand-will-{subscription}-{on}-{since}"),
    }
}

/// Asks for the page on which a reader changes how they pay. Each page is a new one: `now` is part of the key.
pub fn portal(customer: &str, back: &str, now: Moment) -> Request {
    Request {
        path: "/v1/billing_portal/sessions".into(),
        fields: vec![("customer".into(), customer.into()), ("return_url".into(), back.into())],
        key: format!("newsstand-portal-{customer}-{}", now.micros()),
    }
}

/// Whether a name of Stripe's may stand in a path.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 255 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Currency;

    fn wanted() -> Wanted<'static> {
        Wanted {
            order: 7,
            token: "tok",
            name: "Every title",
            price: Price::new(800, Currency::new("EUR").unwrap()).unwrap(),
            period: Some(Period::Month),
            trial: Some(Moment::from_seconds(2_000_000)),
            coupon: None,
            customer: None,
            until: Moment::from_seconds(3600),
            back: "https://news.example/",
            turned: "https://news.example/plans",
        }
    }

    fn field<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
        request.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_plan_goes_on_and_names_its_order_everywhere() {
        let request = checkout(&wanted());
        let want = [
            ("mode", "subscription"),
            ("client_reference_id", "tok"),
            ("metadata[order]", "tok"),
            ("subscription_data[metadata][order]", "tok"),
            ("subscription_data[trial_end]", "2000000"),
            ("line_items[0][price_data][unit_amount]", "800"),
            ("line_items[0][price_data][currency]", "eur"),
            ("line_items[0][price_data][recurring][interval]", "month"),
            ("expires_at", "3600"),
        ];
        for (name, value) in want {
            assert_eq!(field(&request, name), Some(value), "{name}");
        }
        assert_eq!((request.path.as_str(), request.key.as_str()), ("/v1/checkout/sessions", "newsstand-order-7"));
    }

    #[test]
    fn an_article_is_paid_once() {
        let request = checkout(&Wanted { period: None, trial: None, coupon: Some("c"), customer: Some("cus_1"), ..wanted() });
        assert_eq!(field(&request, "mode"), Some("payment"));
        assert_eq!(field(&request, "payment_intent_data[metadata][order]"), Some("tok"));
        assert_eq!((field(&request, "discounts[0][coupon]"), field(&request, "customer")), (Some("c"), Some("cus_1")));
        assert!(!request.fields.iter().any(|(name, _)| name.contains("recurring") || name.starts_with("subscription_data")));
    }

    #[test]
    fn a_wish_after_another_is_a_new_one() {
        let (stop, go) = (will("sub_1", false, 5), will("sub_1", true, 5));
        assert_eq!(field(&stop, "cancel_at_period_end"), Some("true"));
        assert_eq!(field(&go, "cancel_at_period_end"), Some("false"));
        assert_ne!(stop.key, go.key);
        assert_ne!(stop.key, will("sub_1", false, 6).key);
        assert_eq!(stop, will("sub_1", false, 5));
    }

    #[test]
    fn a_coupon_takes_cents_off() {
        let off = Price::new(100, Currency::new("EUR").unwrap()).unwrap();
        let request = coupon(&CouponWanted { coupon: 3, plan: 4, off, months: Some(6) });
        assert_eq!((field(&request, "id"), field(&request, "duration_in_months")), (Some("newsstand-3-4"), Some("6")));
        assert_eq!(field(&coupon(&CouponWanted { coupon: 3, plan: 4, off, months: None }), "duration"), Some("forever"));
    }

    #[test]
    fn only_names_stand_in_paths() {
        assert!(is_name("sub_1Nx-9"));
        for bad in ["", "a/b", "a b", "..", "ä", &"a".repeat(256)] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
