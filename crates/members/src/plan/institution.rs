//! Institutions: a library, school or company that pays for its people. Who is of it, what it pays, and how many read at once.

use core::net::IpAddr;
use std::fmt;
use std::time::Duration;

use newsstand_news::Moment;

use super::{MoneyError, Price, Range};
use crate::account::Email;

/// Most ways in of one institution.
pub const RULES: usize = 500;

/// One way of being of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// An e-mail address under this host or one below it that was shown to be the reader's.
    EmailDomain(String),
    /// A sign-in by this OpenID issuer, compared to the letter (OpenID Connect Core 1.0, 3.1.3.7).
    Issuer(String),
    /// A request from this range of addresses.
    Range(Range),
    /// A code, folded by [`super::code_folded`].
    Code(String),
}

impl Way {
    /// By the host of e-mail addresses, in lower case.
    pub fn email_domain(host: &str) -> Option<Self> {
        let host = host.trim().trim_start_matches('@').to_lowercase();
        crate::account::is_host(&host).then_some(Way::EmailDomain(host))
    }
}

/// What is known of somebody who asks. Only what was shown counts: the address of the mail that was answered, the issuer whose
/// token was checked, the address of the connection as the door tells it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// An e-mail address that was shown to be theirs.
    pub email: Option<&'a Email>,
    /// The issuer of a checked token.
    pub issuer: Option<&'a str>,
    /// Where the request comes from.
    pub address: Option<IpAddr>,
    /// A folded code.
    pub code: Option<&'a str>,
}

/// How an institution pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charge {
    /// One price a period.
    Flat(Price),
    /// A price for each person it serves.
    Population {
        /// For each.
        each: Price,
        /// How many it serves.
        people: u32,
    },
    /// A price for each reader at a time; more are asked to wait.
    Concurrent {
        /// For each.
        each: Price,
        /// How many at a time, at least one.
        readers: u32,
    },
}

impl Charge {
    /// What a period costs.
    ///
    /// # Errors
    /// When the sum does not fit.
    pub fn price(self) -> Result<Price, MoneyError> {
        match self {
            Charge::Flat(price) => Ok(price),
            Charge::Population { each, people: number } | Charge::Concurrent { each, readers: number } => {
                each.times(u64::from(number))
            }
        }
    }
}

/// An institution's agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    ways: Vec<Way>,
    /// What it pays.
    pub charge: Charge,
    /// From when.
    pub from: Moment,
    /// The first moment that is no longer covered.
    pub until: Moment,
}

impl Institution {
    /// An agreement; None with more than [`RULES`] ways in.
    pub fn new(ways: Vec<Way>, charge: Charge, from: Moment, until: Moment) -> Option<Self> {
        (ways.len() <= RULES).then_some(Self { ways, charge, from, until })
    }

    /// The ways in.
    pub fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// The first way by which this somebody is of it now; None when the agreement does not hold or nothing fits.
    pub fn admits(&self, evidence: Evidence<'_>, now: Moment) -> Option<&Way> {
        let holds = self.from <= now && now < self.until;
        self.ways.iter().find(|way| holds && fits(way, evidence))
    }
}

fn fits(way: &Way, evidence: Evidence<'_>) -> bool {
    match way {
        Way::EmailDomain(host) => evidence.email.is_some_and(|email| is_under(email.host(), host)),
        Way::Issuer(issuer) => evidence.issuer == Some(issuer),
        Way::Range(range) => evidence.address.is_some_and(|address| range.contains(address)),
        Way::Code(code) => evidence.code == Some(code),
    }
}

fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// How long a concurrent reader keeps a seat without reading: 10 minutes.
pub const SEAT: Duration = Duration::from_secs(600);

/// All seats are taken. `Display` is a sentence for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSeat {
    /// When the next one is free at the latest, if its reader does not go on.
    pub free: Moment,
}

impl fmt::Display for NoSeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("All places of your institution are taken at the moment. Please try again in a few minutes.")
    }
}

impl std::error::Error for NoSeat {}

/// Gives a reader a seat of a charge by concurrent readers, with the time until which it is kept. `others` is when each of the
/// other readers last read; a reader who has a seat is not among them and is never turned away for being there.
///
/// # Errors
/// When all seats are taken.
pub fn seat(charge: Charge, others: &[Moment], seated: Option<Moment>, now: Moment) -> Result<Moment, NoSeat> {
    let until = now + SEAT;
    let Charge::Concurrent { readers, .. } = charge else { return Ok(until) };
    if seated.is_some_and(|last| now < last + SEAT) {
        return Ok(until);
    }
    let taken = || others.iter().map(|last| *last + SEAT).filter(|end| now < *end);
    match taken().min() {
        Some(free) if taken().count() >= readers.max(1) as usize => Err(NoSeat { free }),
        _ => Ok(until),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Currency;
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_seconds(seconds)
    }
    fn cents(cents: i64) -> Price {
        Price::new(cents, Currency::new("EUR").unwrap()).unwrap()
    }
    fn library() -> Institution {
        let ways = vec![
            Way::email_domain("@Library.example").unwrap(),
            Way::Issuer("https://login.library.example".into()),
            Way::Range("192.0.2.0/24".parse().unwrap()),
            Way::Code("READ2027".into()),
        ];
        Institution::new(ways, Charge::Flat(cents(50_000)), at(10), at(20)).unwrap()
    }

    #[test]
    fn each_way_leads_in_and_nothing_else() {
        let (library, now) = (library(), at(10));
        let mail = |text: &str| Email::new(text).unwrap();
        let (own, below, near) = (mail("a@library.example"), mail("a@staff.library.example"), mail("a@notlibrary.example"));
        let by_mail = |email| library.admits(Evidence { email: Some(email), ..Evidence::default() }, now).is_some();
        assert!(by_mail(&own) && by_mail(&below) && !by_mail(&near));
        let issuer = |issuer| library.admits(Evidence { issuer: Some(issuer), ..Evidence::default() }, now).is_some();
        assert!(issuer("https://login.library.example") && !issuer("https://login.library.example/"));
        let from =
            |address: &str| library.admits(Evidence { address: address.parse().ok(), ..Evidence::default() }, now).is_some();
        assert!(from("192.0.2.9") && !from("192.0.3.9"));
        let code = |code| library.admits(Evidence { code: Some(code), ..Evidence::default() }, now).is_some();
        assert!(code("READ2027") && !code("READ"));
        assert!(library.admits(Evidence::default(), now).is_none());
    }

    #[test]
    fn an_agreement_holds_in_its_time() {
        let code = Evidence { code: Some("READ2027"), ..Evidence::default() };
        let holds: Vec<bool> = [9, 10, 19, 20].map(|second| library().admits(code, at(second)).is_some()).into();
        assert_eq!(holds, [false, true, true, false]);
        assert!(Institution::new(vec![Way::Code("AAAA".into()); RULES + 1], Charge::Flat(cents(1)), at(0), at(1)).is_none());
    }

    #[test]
    fn charges_are_reckoned_or_refused() {
        assert_eq!(Charge::Population { each: cents(12), people: 40_000 }.price(), Ok(cents(480_000)));
        assert_eq!(Charge::Concurrent { each: cents(2_000), readers: 25 }.price(), Ok(cents(50_000)));
        assert_eq!(Charge::Population { each: cents(999), people: u32::MAX }.price(), Err(MoneyError::Large));
    }

    #[test]
    fn seats_are_taken_kept_and_freed() {
        let charge = Charge::Concurrent { each: cents(1), readers: 2 };
        let (now, lapsed) = (at(1000), at(400));
        assert_eq!(seat(charge, &[at(999)], None, now), Ok(at(1600)));
        assert_eq!(seat(charge, &[at(999), at(500)], None, now), Err(NoSeat { free: at(1100) }));
        assert_eq!(seat(charge, &[at(999), lapsed], None, now), Ok(at(1600)));
        assert_eq!(seat(charge, &[at(999), at(500)], Some(at(900)), now), Ok(at(1600)), "who sits stays");
        assert!(seat(Charge::Flat(cents(1)), &[now; 9], None, now).is_ok());
    }
}
