//! One example of each kind, and anything at all.

use super::*;
use proptest::prelude::*;

fn at(seconds: i64) -> Moment {
    Moment::from_seconds(seconds)
}

fn subject(customer: Option<&str>, subscription: Option<&str>) -> Subject {
    Subject { order: Some("ORDER".into()), customer: customer.map(str::to_owned), subscription: subscription.map(str::to_owned) }
}

fn euros(cents: i64, reference: &str) -> Money {
    Money::new(cents, "eur", reference).unwrap()
}

fn all() -> Vec<(&'static str, Subject, Told)> {
    let (both, span) = (subject(Some("cus_1"), Some("sub_1")), |from, until| Span { from: at(from), until: at(until) });
    vec![
        (include_str!("examples/checkout.json"), both.clone(), Told::Settled { money: None }),
        (
            include_str!("examples/checkout_once.json"),
            subject(None, None),
            Told::Settled { money: Some(euros(150, "pi_2")) },
        ),
        (
            include_str!("examples/invoice_paid.json"),
            both.clone(),
            Told::Paid { first: true, money: euros(800, "in_1"), span: span(1_768_804_800, 1_771_483_200) },
        ),
        (
            include_str!("examples/invoice_paid_newer.json"),
            both.clone(),
            Told::Paid { first: false, money: euros(800, "in_2"), span: span(1_771_483_200, 1_773_902_400) },
        ),
        (include_str!("examples/invoice_failed.json"), both.clone(), Told::Failed { due: at(1_773_902_400) }),
        (include_str!("examples/subscription_updated.json"), both.clone(), Told::Will { on: false }),
        (include_str!("examples/subscription_deleted.json"), both, Told::Over),
        (
            include_str!("examples/charge_refunded.json"),
            Subject { order: None, ..subject(Some("cus_1"), None) },
            Told::Refunded {
                money: euros(500, "ch_1/800"),
                whole: true,
                payment: Some("in_1".into()),
                of: 800,
                made: at(1_768_804_800),
            },
        ),
        (include_str!("examples/unknown.json"), Subject::default(), Told::Nothing),
    ]
}

#[test]
fn each_kind_is_understood() {
    for (body, subject, told) in all() {
        let notice = read(body.as_bytes()).unwrap();
        assert_eq!((&notice.subject, &notice.told), (&subject, &told), "{}", notice.id);
    }
}

#[test]
fn nothing_of_a_person_and_no_secret_is_kept() {
    for (body, ..) in all() {
        let kept = read(body.as_bytes()).unwrap().packed();
        for planted in ["Planted", "planted@", "4242", "ORDER"] {
            assert!(!kept.contains(planted), "{planted} in {kept}");
        }
        let again = Notice::unpacked(&kept).unwrap();
        assert_eq!(again.told, read(body.as_bytes()).unwrap().told);
    }
}

#[test]
fn what_a_subscription_says_counts_only_where_it_changed() {
    let body = include_str!("examples/subscription_updated.json");
    let told = |body: &str| read(body.as_bytes()).unwrap().told;
    let renewed = body.replace("\"cancel_at\":null,\"cancel_at_period_end\":false", "\"current_period_end\":1");
    assert_eq!(told(&renewed), Told::Nothing);
    let resumed = body.replace(
        "\"cancel_at\":1771483200,\"cancel_at_period_end\":true",
        "\"cancel_at\":null,\"cancel_at_period_end\":false",
    );
    assert_eq!(told(&resumed), Told::Will { on: true });
}

#[test]
fn what_is_not_ours_means_nothing() {
    let by_hand = include_str!("examples/invoice_paid.json").replace("subscription_create", "manual");
    assert_eq!(read(by_hand.as_bytes()).unwrap().told, Told::Nothing);
    let first = include_str!("examples/invoice_failed.json").replace("subscription_cycle", "subscription_create");
    assert_eq!(read(first.as_bytes()).unwrap().told, Told::Nothing);
    let unpaid = include_str!("examples/checkout_once.json").replace("\"paid\"", "\"unpaid\"");
    assert_eq!(read(unpaid.as_bytes()).unwrap().told, Told::Settled { money: None });
}

#[test]
fn amounts_are_minor_units_also_where_there_are_none() {
    let yen = include_str!("examples/invoice_paid.json").replace("\"eur\"", "\"jpy\"");
    let Told::Paid { money, .. } = read(yen.as_bytes()).unwrap().told else { panic!("paid") };
    assert_eq!((money.cents, money.currency.as_str()), (800, "JPY"));
}

#[test]
fn what_lacks_something_is_refused() {
    let body = include_str!("examples/invoice_paid.json");
    let refused = |from: &str, to: &str| read(body.replace(from, to).as_bytes()).unwrap_err();
    assert_eq!(refused("\"amount_paid\":800", "\"amount_paid\":-1"), NoEvent::Lacks("an amount that can be"));
    assert_eq!(refused("\"amount_paid\":800", "\"amount_paid\":8.5"), NoEvent::Lacks("an amount"));
    assert_eq!(refused("\"currency\":\"eur\"", "\"currency\":\"euros\""), NoEvent::Lacks("an amount that can be"));
    assert_eq!(refused("\"period\"", "\"days\""), NoEvent::Lacks("a period"));
    assert_eq!(refused("\"created\":1768804801", "\"created\":\"x\""), NoEvent::Shape);
    assert_eq!(read(b"[]").unwrap_err(), NoEvent::Shape);
    assert_eq!(read(&vec![b' '; BODY_MOST + 1]).unwrap_err(), NoEvent::Large);
    let long = body.replace("evt_paid", &"e".repeat(256));
    assert_eq!(read(long.as_bytes()).unwrap_err(), NoEvent::Shape);
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_damaged_event_is_read_or_refused(which in 0usize..9, at: usize, byte: u8) {
        let mut body = all()[which].0.as_bytes().to_vec();
        let at = at % body.len();
        body[at] = byte;
        let _ = read(&body);
    }
}
