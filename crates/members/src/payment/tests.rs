//! What becomes of notices: for each kind, in any order, told any number of times.

use super::*;
use crate::{Event, Member};
use newsstand_news::Moment;
use proptest::prelude::*;

const DAY: i64 = 86_400;

fn at(day: i64) -> Moment {
    Moment::from_seconds(day * DAY)
}

fn euros(cents: i64, reference: &str) -> Money {
    Money::new(cents, "EUR", reference).unwrap()
}

fn notice(day: i64, told: Told) -> Notice {
    let (id, kind) = (format!("e{day}"), String::new());
    Notice { provider: Provider::Stripe, id, kind, at: at(day), subject: Subject::default(), told }
}

fn order(bought: Bought) -> Order {
    Order { bought, placed: at(0), currency: "EUR".into() }
}

fn paid(day: i64, first: bool, cents: i64, until: i64) -> Notice {
    let span = Span { from: at(day), until: at(until) };
    notice(day, Told::Paid { first, money: euros(cents, &format!("in{day}")), span })
}

#[test]
fn a_period_of_a_plan_is_bought_or_renewed_and_receipted_as_told() {
    let order = order(Bought::Plan { trial: None });
    let first = effect(&paid(1, true, 799, 31), Some(&order), None).unwrap();
    assert_eq!(first.events, [(Event::Bought { until: at(31) }, at(1))]);
    assert!(first.done && !first.opens && !first.odd);
    let line = first.line.unwrap();
    assert_eq!((line.money.cents, line.span.until, line.plan, line.back), (799, at(31), true, false));
    let next = effect(&paid(31, false, 800, 61), Some(&order), None).unwrap();
    assert_eq!(next.events, [(Event::Renewed { until: at(61) }, at(31))]);
}

#[test]
fn another_currency_is_receipted_and_gives_nothing() {
    for bought in [Bought::Plan { trial: Some(at(14)) }, Bought::Article] {
        let money = Money::new(800, "USD", "x").unwrap();
        let told = match bought {
            Bought::Article => Told::Settled { money: Some(money) },
            _ => Told::Paid { first: true, money, span: Span { from: at(1), until: at(31) } },
        };
        let effect = effect(&notice(1, told), Some(&order(bought)), None).unwrap();
        assert!(effect.odd && effect.line.is_some() && effect.events.is_empty() && !effect.done && !effect.opens);
    }
}

#[test]
fn a_trial_with_a_card_begins_with_whatever_is_told_first() {
    let order = order(Bought::Plan { trial: Some(at(14)) });
    let began = (Event::TrialBegan { until: at(14), card: true }, at(0));
    let free = effect(&paid(0, true, 0, 14), Some(&order), None).unwrap();
    assert_eq!((free.events.as_slice(), free.line.is_some(), free.done), (&[began][..], false, true));
    let settled = effect(&notice(1, Told::Settled { money: None }), Some(&order), None).unwrap();
    assert_eq!((settled.events.as_slice(), settled.done), (&[began][..], true));
    let renewed = effect(&paid(14, false, 800, 44), Some(&order), None).unwrap();
    assert_eq!(renewed.events.first(), Some(&began));
}

#[test]
fn an_article_opens_once_its_money_is_there() {
    let order = order(Bought::Article);
    let waiting = effect(&notice(1, Told::Settled { money: None }), Some(&order), None).unwrap();
    assert_eq!(waiting, Effect::default());
    let there = effect(&notice(1, Told::Settled { money: Some(euros(150, "pi")) }), Some(&order), None).unwrap();
    assert!(there.opens && there.done && there.events.is_empty());
    assert_eq!(there.line.unwrap().span, Span { from: at(1), until: at(2) });
}

#[test]
fn what_went_back_waits_for_its_payment_and_takes_the_same_days() {
    let back = |whole| notice(9, Told::Refunded { money: euros(800, "r"), whole, payment: None, of: 800, made: at(1) });
    assert_eq!(effect(&back(true), None, None), Err(Waits));
    let span = Span { from: at(1), until: at(31) };
    let all = effect(&back(true), None, Some(Payment { span, plan: true })).unwrap();
    assert_eq!(all.events, [(Event::Ended, at(9))]);
    assert!(all.line.is_some_and(|line| line.back && line.span == span));
    let part = effect(&back(false), None, Some(Payment { span, plan: true })).unwrap();
    assert!(part.events.is_empty() && part.line.is_some());
    let article = effect(&back(true), None, Some(Payment { span, plan: false })).unwrap();
    assert!(article.events.is_empty());
}

#[test]
fn what_means_nothing_does_nothing() {
    let order = order(Bought::Plan { trial: Some(at(14)) });
    assert_eq!(effect(&notice(1, Told::Nothing), Some(&order), None), Ok(Effect::default()));
    assert_eq!(effect(&notice(1, Told::Settled { money: None }), None, None), Ok(Effect::default()));
}

/// A plan's life without money that goes back: first, renewals, failures, wills.
fn life() -> impl Strategy<Value = Vec<Notice>> {
    (1usize..8, proptest::collection::vec((0i64..240, any::<bool>()), 0..4), any::<bool>()).prop_map(
        |(renewals, wills, fails)| {
            let mut all = vec![paid(0, true, 800, 30)];
            all.extend((1..=renewals as i64).map(|n| paid(30 * n, false, 800, 30 * (n + 1))));
            let end = 30 * (renewals as i64 + 1);
            if fails {
                all.push(notice(end, Told::Failed { due: at(end) }));
            }
            // Said while there is something to say it of.
            all.extend(wills.into_iter().map(|(day, on)| notice(day % end, Told::Will { on })));
            all
        },
    )
}

fn lived(order: &Order, notices: &[&Notice], now: Moment) -> Member {
    let mut member = Member::default();
    for notice in notices {
        for (event, at) in effect(notice, Some(order), None).unwrap().events {
            let _ = member.take(event, at, now, "");
        }
    }
    member
}

proptest! {
    #[test]
    fn the_order_and_number_of_tellings_do_not_count(
        life in life(),
        trial: bool,
        picks in proptest::collection::vec(any::<proptest::sample::Index>(), 0..40),
    ) {
        let order = order(Bought::Plan { trial: trial.then(|| at(14)) });
        // Told late, but while the membership lasts: a will is refused where nothing is known to go on yet, so the first
        // payment is told first.
        let now = at(29);
        let straight: Vec<&Notice> = life.iter().collect();
        let mut mixed: Vec<&Notice> = vec![&life[0]];
        mixed.extend(picks.iter().map(|pick| pick.get(&life)));
        mixed.extend(life.iter().rev());
        let (one, other) = (lived(&order, &straight, now), lived(&order, &mixed, now));
        prop_assert_eq!(one.facts(), other.facts());
    }

    #[test]
    fn no_notice_invents_money(cents in 0i64..1_000_000, first: bool, trial: bool) {
        let order = order(Bought::Plan { trial: trial.then(|| at(14)) });
        let effect = effect(&paid(1, first, cents, 31), Some(&order), None).unwrap();
        match effect.line {
            Some(line) => prop_assert_eq!(line.money.cents, cents),
            None => prop_assert!(trial && first && cents == 0),
        }
    }
}
