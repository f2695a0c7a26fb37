//! Somebody before a membership: signed in or not, with what they hold, and where they read.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use newsstand_members::account::{Purpose, Token};
use newsstand_members::{Event, Mode, TRIAL};
use newsstand_news::{Id, Moment, Terms, Title};
use newsstand_store::plans::{self, Plan};
use newsstand_store::sessions::{self, Begun};
use newsstand_store::terms::{self, Agreed};
use newsstand_store::{accounts, readers};

use super::world::{Answer, KEY, NOW, World, ago};
use crate::guard::seat::Seat;
use crate::guard::{Secret, hex};
use crate::membership::{self, Told};
use crate::{MemberSettings, Payments};

/// The header that tells the country in these tests.
pub const COUNTRY: &str = "x-country";
const SEAT: &str = "newsstand_seat=0123456789abcdef0123456789abcdef";

/// A browser, and whose it is.
pub struct Person<'a> {
    pub world: &'a World,
    pub reader: Option<i64>,
    pub country: &'static str,
    cookie: String,
    slip: String,
}

impl<'a> Person<'a> {
    /// Nobody who is known.
    pub fn visitor(world: &'a World) -> Self {
        Self::with(world, None, SEAT.to_owned(), "")
    }

    /// A reader, signed in.
    pub fn signed_in(world: &'a World, reader: i64) -> Self {
        static TOKENS: AtomicU64 = AtomicU64::new(1);
        let mut random = [7; 32];
        random[..8].copy_from_slice(&TOKENS.fetch_add(1, Ordering::SeqCst).to_be_bytes());
        let token = Token::of(random);
        let digest = token.digest(Purpose::Session);
        let begun = Begun { reader, token: *digest.bytes(), until: NOW + Duration::from_secs(3600), agent: String::new() };
        world.store.write_here(|tx| sessions::begin(tx, world.store.ids(), &begun, NOW)).unwrap();
        let cookie = format!("{SEAT}; newsstand_session={}", token.text());
        Self::with(world, Some(reader), cookie, &hex(digest.bytes()))
    }

    fn with(world: &'a World, reader: Option<i64>, cookie: String, bound: &str) -> Self {
        let headers = HeaderMap::from_iter([(header::COOKIE, SEAT.parse().unwrap())]);
        let slip = Seat::of(&headers).token(bound, &Secret::new(&KEY));
        Self { world, reader, country: "gb", cookie, slip }
    }

    /// The same from another country.
    pub fn from(self, country: &'static str) -> Self {
        Self { country, ..self }
    }

    /// The same in another session: the one before may have been ended.
    pub fn again(&self) -> Person<'a> {
        let again = self.reader.map_or_else(|| Self::visitor(self.world), |reader| Self::signed_in(self.world, reader));
        again.from(self.country)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.world.send("GET", path, &[("cookie", &self.cookie), (COUNTRY, self.country)], "").await
    }

    pub async fn post(&self, path: &str, fields: &str) -> Answer {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let headers = [("cookie", self.cookie.as_str()), (COUNTRY, self.country), kind];
        self.world.send("POST", path, &headers, &format!("slip={}&{fields}", self.slip)).await
    }
}

/// The small world run as a membership that has an operator.
pub fn membership() -> World {
    let world = World::new(Mode::Membership);
    let (store, operator) = (world.store.clone(), world.reader);
    let make = |tx: &mut newsstand_store::Tx<'_>| {
        accounts::set_password(tx, store.ids(), operator, "no hash", NOW)?;
        accounts::set_role(tx, operator, "operator")
    };
    store.write_here(make).unwrap();
    again(world)
}

/// The same stand with nothing remembered.
pub fn again(world: World) -> World {
    let members = MemberSettings { country_header: Some(COUNTRY.into()), payments: Payments::Test, ..MemberSettings::default() };
    world.run_with(Mode::Membership, members)
}

/// One more reader, to whom all this happened.
pub fn reader(world: &World, happened: &[(Event, Moment)]) -> i64 {
    let ids = world.store.ids();
    let work = |tx: &mut newsstand_store::Tx<'_>| {
        let reader = readers::add(tx, ids, "Bo", ago(99_999))?.id;
        for (event, at) in happened {
            let told = Told { event: *event, at: *at, cause: "test" };
            membership::take(tx, ids, reader, &told, *at, |_| ())?.expect("can happen");
        }
        Ok(reader)
    };
    world.store.write_here(work).unwrap()
}

/// A trial that began so many days ago.
pub fn trial(days: u64) -> (Event, Moment) {
    let began = ago(days * 1440);
    (Event::TrialBegan { until: began + TRIAL, card: false }, began)
}

/// Keeps what was agreed with a title.
pub fn agree(world: &World, slug: &str, kind: Terms, change: impl FnOnce(Agreed) -> Agreed) {
    let ids = world.store.ids();
    let work = |tx: &mut newsstand_store::Tx<'_>| {
        let title: Id<Title> = newsstand_store::titles::by_slug(tx, slug)?.expect("there").title.id;
        let publisher = terms::publisher(tx, ids, "Harbour Press", NOW)?;
        Ok(Agreed {
            title,
            since: ago(90_000),
            terms: kind,
            publisher,
            minimum: None,
            territories: None,
            embargo: 0,
            preview: None,
            article: None,
        })
    };
    let agreed = change(world.store.write_here(work).unwrap());
    world.store.write_here(|tx| terms::agree(tx, &agreed, NOW)).unwrap();
}

/// Puts a plan on offer, with a trial of so many days.
pub fn offer(world: &World, trial_days: Option<i64>) {
    let plan = Plan {
        id: 0,
        slug: "stand".into(),
        name: "The whole stand".into(),
        cents: 900,
        currency: "EUR".into(),
        period: "month".into(),
        trial_days,
        trial_card: false,
        people: 1,
        on: true,
    };
    world.store.write_here(|tx| plans::add(tx, world.store.ids(), &plan, NOW)).unwrap();
}
