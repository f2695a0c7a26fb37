//! Ten thousand webhooks of a provider, as they come: again and again, in any order, at once, forged, too old, while the program is
//! killed at random moments. Each counts once, and what comes of all is what a model of the readers says.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use common::{Place, ask, places, until};
use newsstand_members::account::{Purpose, Token};
use newsstand_members::payment::stripe::signature::sign;
use newsstand_news::Moment;
use newsstand_store::orders::{self, Kind, Order};
use newsstand_store::plans::{self, Plan};
use newsstand_store::{accounts, inbox, memberships, readers, receipts};

const READERS: i64 = 300;
const POSTS: usize = 10_000;
const THREADS: usize = 8;
const KILLS: usize = 4;
const SECRET: &str = "whsec_of_a_test";
const DAY: i64 = 86_400;
const PERIOD: i64 = 30 * DAY;

fn seconds() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a clock").as_secs() as i64
}

/// Numbers that look drawn, the same for one seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}

/// What a reader's row is expected to hold in the end.
#[derive(Debug, Default, PartialEq, Eq)]
struct Expected {
    paid: Option<i64>,
    failed: Option<i64>,
    tried: bool,
    on: Option<bool>,
    periods: i64,
    /// Kind, reference, cents, from, until.
    receipts: BTreeSet<(String, String, i64, i64, i64)>,
}

/// A reader of the model: what Stripe tells of them, and what is to come of it.
struct Reader {
    trial: bool,
    placed: i64,
    token: String,
    events: Vec<String>,
    expected: Expected,
}

impl Reader {
    fn new(number: i64, now: i64, draw: &mut Draw) -> Self {
        let mut bytes = [0_u8; 32];
        bytes[..8].copy_from_slice(&number.to_be_bytes());
        let placed = now - (65 + draw.below(20) as i64) * DAY;
        let (token, trial) = (Token::of(bytes).text(), number % 4 == 0);
        let mut reader = Self { trial, placed, token, events: Vec::new(), expected: Expected::default() };
        reader.live(number, draw);
        reader
    }

    fn event(&mut self, id: &str, kind: &str, at: i64, object: &str, before: &str) {
        self.events.push(format!(
            r#"{{"id":"evt_{id}","object":"event","created":{at},"type":"{kind}","data":{{"object":{object}{before}}}}}"#
        ));
    }

    fn live(&mut self, n: i64, draw: &mut Draw) {
        let (token, placed) = (self.token.clone(), self.placed);
        let session = format!(
            r#"{{"id":"cs_{n}","client_reference_id":"{token}","customer":"cus_{n}","mode":"subscription","payment_status":"paid","subscription":"sub_{n}"}}"#
        );
        self.event(&format!("{n}_checkout"), "checkout.session.completed", placed + 60, &session, "");
        let start = if self.trial { placed + 14 * DAY } else { placed };
        self.expected.tried = self.trial;
        if self.trial {
            self.invoice(n, 99, "subscription_create", 0, placed, start);
        } else {
            self.expected.on = Some(true);
        }
        for period in 0..3 {
            let reason = if period == 0 && !self.trial { "subscription_create" } else { "subscription_cycle" };
            let (from, cents) = (start + period * PERIOD, 800 + draw.below(3) as i64);
            self.invoice(n, period, reason, cents, from, from + PERIOD);
            self.expected.paid = Some(from + PERIOD);
            self.expected.periods += 1;
            self.expected.receipts.insert(("paid".into(), format!("in_{n}_{period}"), cents, from, from + PERIOD));
        }
        let last = start + 2 * PERIOD;
        if draw.below(3) == 0 {
            let object = format!(
                r#"{{"id":"in_{n}_2","billing_reason":"subscription_cycle","currency":"eur","amount_paid":0,"customer":"cus_{n}","subscription":"sub_{n}","subscription_details":{{"metadata":{{"order":"{token}"}}}},"lines":{{"data":[{{"period":{{"start":{last},"end":{}}}}}]}}}}"#,
                last + PERIOD
            );
            self.event(&format!("{n}_failed"), "invoice.payment_failed", last + 5, &object, "");
            self.expected.failed = Some(last);
        }
        for word in 0..draw.below(4) as i64 {
            let on = draw.below(2) == 0;
            let object = format!(
                r#"{{"id":"sub_{n}","cancel_at_period_end":{},"cancel_at":null,"customer":"cus_{n}","metadata":{{"order":"{token}"}}}}"#,
                !on
            );
            let before = format!(r#","previous_attributes":{{"cancel_at_period_end":{on}}}"#);
            self.event(
                &format!("{n}_will_{word}"),
                "customer.subscription.updated",
                placed + 3600 * (word + 1),
                &object,
                &before,
            );
            self.expected.on = Some(on);
        }
        if draw.below(8) == 0 {
            self.refund(n, last, draw.below(2) == 0, draw.below(2) == 0);
        }
        let noise = format!(r#"{{"id":"noise_{n}","object":"price"}}"#);
        self.event(&format!("{n}_noise"), "price.updated", placed, &noise, "");
    }

    fn invoice(&mut self, n: i64, number: i64, reason: &str, cents: i64, from: i64, until: i64) {
        let token = &self.token;
        let object = format!(
            r#"{{"id":"in_{n}_{number}","billing_reason":"{reason}","currency":"eur","amount_paid":{cents},"customer":"cus_{n}","subscription":"sub_{n}","subscription_details":{{"metadata":{{"order":"{token}"}}}},"lines":{{"data":[{{"period":{{"start":{from},"end":{until}}}}}]}}}}"#
        );
        self.event(&format!("{n}_paid_{number}"), "invoice.paid", from + 10, &object, "");
    }

    /// The last payment goes back, all of it or 100 cents. It names nobody but the customer, and not always the invoice.
    fn refund(&mut self, n: i64, last: i64, whole: bool, names: bool) {
        let paid = self.expected.receipts.iter().find(|(_, reference, ..)| *reference == format!("in_{n}_2"));
        let (cents, at) = (paid.expect("the last payment").2, last + DAY);
        let sum = if whole { cents } else { 100 };
        let invoice = if names { format!(r#""in_{n}_2""#) } else { "null".to_owned() };
        let object = format!(
            r#"{{"id":"ch_{n}","amount":{cents},"amount_refunded":{sum},"created":{last},"currency":"eur","customer":"cus_{n}","invoice":{invoice},"metadata":{{}}}}"#
        );
        self.event(
            &format!("{n}_back"),
            "charge.refunded",
            at,
            &object,
            r#","previous_attributes":{"amount_refunded":0}"#,
        );
        self.expected.receipts.insert(("refunded".into(), format!("ch_{n}/{sum}"), sum, last, last + PERIOD));
        if whole {
            (self.expected.paid, self.expected.on) = (Some(at), Some(false));
        }
    }
}

/// Puts the model's readers and their orders on the stand; the numbers they have there.
fn prepare(place: &Place, model: &[Reader]) -> Vec<i64> {
    std::fs::create_dir_all(place.data()).expect("a folder");
    let settings = format!(
        "mode = \"membership\"\n[payments]\nprovider = \"stripe\"\nstripe-key = \"sk_test\"\nstripe-webhook-secret = \"{SECRET}\"\n"
    );
    std::fs::write(place.data().join("newsstand.toml"), settings).expect("writes");
    let store = place.store();
    let ids = store.ids().clone();
    store
        .write_here(|tx| {
            let at = Moment::from_seconds(model[0].placed - DAY);
            let plan = Plan {
                id: 0,
                slug: "all".into(),
                name: "Every title".into(),
                cents: 800,
                currency: "EUR".into(),
                period: "month".into(),
                trial_days: Some(14),
                trial_card: true,
                people: 1,
                on: true,
            };
            let plan = plans::add(tx, &ids, &plan, at)?;
            let mut numbers = Vec::new();
            for (number, reader) in model.iter().enumerate() {
                let id = readers::add(tx, &ids, &format!("Reader {number}"), at)?.id;
                let placed = Moment::from_seconds(reader.placed);
                let order = Order {
                    id: 0,
                    reader: id,
                    what: Kind::Plan,
                    plan: Some(plan),
                    article: None,
                    coupon: None,
                    periods: 1,
                    cents: 800,
                    currency: "EUR".into(),
                    trial: reader.trial.then(|| placed + Duration::from_secs(14 * 86_400)),
                    provider: "stripe".into(),
                    reference: None,
                    created: placed,
                    until: placed + Duration::from_secs(3600),
                    paid: None,
                    back: "/".into(),
                };
                let token = Token::read(&reader.token).expect("a token");
                orders::add(tx, &ids, &order, token.digest(Purpose::Order).bytes())?;
                numbers.push(id);
            }
            accounts::set_password(tx, &ids, numbers[0], "never compared", at)?;
            Ok(numbers)
        })
        .expect("prepared")
}

/// What is posted: a body, and how it is signed.
#[derive(Clone)]
enum Post {
    Real(usize),
    Forged(usize),
    Old(usize),
}

fn post(port: u16, body: &str, signature: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    write!(
        stream,
        "POST /pay/stripe HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {}\r\nStripe-Signature: {signature}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

fn start(place: &Place, port: u16) -> Child {
    let mut command = place.command(1, &["serve", "--no-fetch", "--no-catalogue", "--listen", &format!("127.0.0.1:{port}")]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    until(Duration::from_secs(30), || {
        ask(port, "GET", "/healthz", "").is_some_and(|(status, ..)| status == 200)
    });
    child
}

/// Sends one until it is taken or refused for good.
fn send(port: u16, bodies: &[String], one: &Post) {
    for _ in 0..2000 {
        let now = seconds() as u64;
        let (at, body, secret, want) = match one {
            Post::Real(at) => (now, &bodies[*at], SECRET, 200),
            Post::Forged(at) => (now, &bodies[*at], "whsec_of_another", 400),
            Post::Old(at) => (now - 400, &bodies[*at], SECRET, 400),
        };
        let signature = format!("t={at},v1={}", sign(secret, at, body.as_bytes()));
        match post(port, body, &signature) {
            Some(status) if status == want => return,
            // Killed, or on its way up again: it is sent anew, as a provider does.
            None | Some(503) => std::thread::sleep(Duration::from_millis(20)),
            Some(status) => panic!("{status} for {body}"),
        }
    }
    panic!("never taken");
}

#[test]
fn ten_thousand_webhooks_count_once_each() {
    let places = places();
    // Both engines at once: the machine waits for disks more than it works.
    std::thread::scope(|scope| {
        let free: Vec<TcpListener> = places.iter().map(|_| TcpListener::bind("127.0.0.1:0").expect("a port")).collect();
        let ports: Vec<u16> = free.iter().map(|free| free.local_addr().expect("an address").port()).collect();
        drop(free);
        let runs: Vec<_> = places.iter().zip(ports).map(|(place, port)| scope.spawn(move || on(place, port))).collect();
        runs.into_iter().for_each(|run| run.join().expect("it came out as the model says"));
    });
}

fn on(place: &Place, port: u16) {
    let mut draw = Draw(20_260_119);
    let now = seconds();
    let model: Vec<Reader> = (0..READERS).map(|number| Reader::new(number, now, &mut draw)).collect();
    let numbers = prepare(place, &model);
    let bodies: Vec<String> = model.iter().flat_map(|reader| reader.events.clone()).collect();
    // Every one at least twice; the rest forged, too old, or told once more.
    let mut posts: Vec<Post> = (0..bodies.len()).flat_map(|at| [Post::Real(at), Post::Real(at)]).collect();
    while posts.len() < POSTS {
        let at = draw.below(bodies.len());
        posts.push([Post::Forged(at), Post::Old(at), Post::Real(at)][draw.below(3)].clone());
    }
    draw.shuffle(&mut posts);
    let started = std::time::Instant::now();
    let kills = bombard(place, port, &bodies, &posts, &mut draw);
    println!(
        "{}: {} posts of {} events, {kills} kills, {:?}",
        place.engine,
        posts.len(),
        bodies.len(),
        started.elapsed()
    );
    compare(place, &model, &numbers, bodies.len());
}

/// Posts from eight threads while the program is killed and started again.
fn bombard(place: &Place, port: u16, bodies: &[String], posts: &[Post], draw: &mut Draw) -> usize {
    let mut child = start(place, port);
    let next = AtomicUsize::new(0);
    let mut kills = 0;
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(one) = posts.get(next.fetch_add(1, Ordering::SeqCst)) {
                        send(port, bodies, one);
                    }
                })
            })
            .collect();
        while workers.iter().any(|worker| !worker.is_finished()) {
            std::thread::sleep(Duration::from_millis(300 + draw.below(900) as u64));
            if kills < KILLS && next.load(Ordering::SeqCst) < posts.len() {
                child.kill().expect("kills");
                child.wait().expect("ends");
                child = start(place, port);
                kills += 1;
            }
        }
        workers.into_iter().for_each(|worker| worker.join().expect("all were sent"));
    });
    child.kill().expect("kills");
    child.wait().expect("ends");
    kills
}

/// What rests is what the model says.
fn compare(place: &Place, model: &[Reader], numbers: &[i64], events: usize) {
    let store = place.store();
    let (told, _) = store.read_here(|tx| inbox::count(tx, "stripe")).expect("counts");
    assert_eq!(told as usize, events, "{}: each event is kept once", place.engine);
    for (reader, id) in model.iter().zip(numbers) {
        let (kept, all, moves, order) = store
            .read_here(|tx| {
                let token = Token::read(&reader.token).expect("a token");
                let order = orders::by_token(tx, token.digest(Purpose::Order).bytes())?;
                Ok((memberships::of(tx, *id)?, receipts::of_reader(tx, *id, 100)?, memberships::moves(tx, *id)?, order))
            })
            .expect("reads");
        let kept = kept.expect("a membership");
        let found = Expected {
            paid: kept.paid.map(Moment::seconds),
            failed: kept.failed.map(Moment::seconds),
            tried: kept.tried.is_some(),
            on: kept.will.map(|(on, _)| on),
            periods: kept.periods,
            receipts: all
                .iter()
                .map(|r| (r.kind.as_str().into(), r.reference.clone(), r.cents, r.from.seconds(), r.until.seconds()))
                .collect(),
        };
        let what = format!("{}, reader {id}: {:#?}", place.engine, reader.events);
        assert_eq!(all.len(), found.receipts.len(), "{what}");
        assert_eq!(found, reader.expected, "{what}");
        assert!(order.is_some_and(|order| order.paid.is_some()), "{what}");
        let number = numbers.iter().position(|other| other == id).expect("there");
        assert_eq!(kept.subscription, Some(format!("sub_{number}")), "{what}");
        let mut once: BTreeMap<(String, String), usize> = BTreeMap::new();
        for one in moves.iter().filter(|one| one.event != "time passed") {
            *once.entry((one.event.clone(), one.cause.clone())).or_default() += 1;
        }
        assert!(once.values().all(|count| *count == 1), "{what}: {once:?}");
        for pair in moves.windows(2) {
            assert_eq!(pair[0].to, pair[1].from, "{what}: no gap between the moves");
        }
    }
}
