//! What somebody holds: the best of a membership of their own, of the household they belong to, and of an institution that
//! lets them in.

use std::net::IpAddr;
use std::time::Duration;

use newsstand_members::Membership;
use newsstand_members::account::Email;
use newsstand_members::plan::{Charge, Currency, Price, Range, SEAT, seat};
use newsstand_news::Moment;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::institutions::{self, Institution};
use newsstand_store::{Error, Tx, households, memberships, plans};

/// How often it is written down that a seat is used, where seats are counted.
const STEP: Duration = Duration::from_secs(120);
/// How often that a reader reads by an institution, where they are not.
const DAILY: Duration = Duration::from_secs(86_400);
/// Most hosts of an e-mail address that are looked for: its own and those it lies under.
const HOSTS: usize = 8;

/// Through whom somebody reads that has no membership of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Through {
    /// By the plan of somebody in their household.
    Household {
        /// Who pays.
        payer: ReaderId,
        /// Their name.
        name: String,
    },
    /// By an institution.
    Institution {
        /// Which one.
        id: i64,
        /// Its name.
        name: String,
    },
}

/// Who asks.
#[derive(Debug, Clone, Default)]
pub struct Asker {
    /// Who is signed in.
    pub reader: Option<ReaderId>,
    /// Where they ask from.
    pub address: Option<IpAddr>,
    /// Their browser, as an institution's seats know it; none where it keeps no cookie yet.
    pub browser: Option<String>,
}

/// What somebody holds, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holding {
    /// What they hold.
    pub membership: Option<Membership>,
    /// Through whom; none where it is their own.
    pub through: Option<Through>,
    /// When their own trial began and ends, while it goes on.
    pub trial: Option<(Moment, Moment)>,
    /// Whose number their reads are counted for.
    pub metered: Option<ReaderId>,
    /// Why an institution could not let them in just now, as a sentence.
    pub turned_away: Option<String>,
    /// What is to be written down of a seat.
    pub sits: Option<Sit>,
}

/// A seat that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sit {
    institution: i64,
    seat: String,
    reader: Option<ReaderId>,
}

/// What somebody holds now.
pub fn of(tx: &mut Tx<'_>, asker: &Asker, now: Moment) -> Result<Holding, Error> {
    let kept = asker.reader.map_or(Ok(None), |reader| memberships::of(tx, reader))?;
    let own = kept.as_ref().and_then(|kept| super::member_of(kept).held(now));
    let on_trial = matches!(own, Some(Membership::Trial { .. }));
    let trial = kept.and_then(|kept| kept.tried).filter(|_| on_trial).map(|tried| (tried.from, tried.until));
    let mine = Holding { membership: own, trial, metered: asker.reader, ..Holding::default() };
    if own.is_some_and(|own| own.reads(now)) {
        return Ok(mine);
    }
    if let Some(reader) = asker.reader
        && let Some(held) = by_household(tx, reader, now)?
    {
        return Ok(held);
    }
    by_institutions(tx, asker, mine, now)
}

/// What a reader holds by the plan of somebody else, while that plan has room for them.
fn by_household(tx: &mut Tx<'_>, reader: ReaderId, now: Moment) -> Result<Option<Holding>, Error> {
    let Some(place) = households::of(tx, reader)? else { return Ok(None) };
    let Some(held) = super::own(tx, place.payer, now)?.filter(|held| held.reads(now)) else { return Ok(None) };
    if place.before >= room(tx, place.payer)? {
        return Ok(None);
    }
    let name = accounts::by_id(tx, place.payer)?.map(|payer| payer.name).unwrap_or_default();
    let through = Some(Through::Household { payer: place.payer, name });
    Ok(Some(Holding { membership: Some(held), through, metered: Some(reader), ..Holding::default() }))
}

/// How many a payer's plan has room for beside the payer.
pub fn room(tx: &mut Tx<'_>, payer: ReaderId) -> Result<i64, Error> {
    let Some(plan) = memberships::of(tx, payer)?.and_then(|kept| kept.plan) else { return Ok(0) };
    Ok(plans::by_id(tx, plan)?.map_or(0, |plan| (plan.people - 1).max(0)))
}

fn by_institutions(tx: &mut Tx<'_>, asker: &Asker, mine: Holding, now: Moment) -> Result<Holding, Error> {
    let mut turned_away = None;
    if !institutions::any(tx, now)? {
        return Ok(mine);
    }
    for institution in admitting(tx, asker, now)? {
        match seated(tx, &institution, asker, now)? {
            Ok(sits) => return Ok(admitted(institution, asker, sits)),
            Err(full) => turned_away = turned_away.or(Some(full)),
        }
    }
    Ok(Holding { turned_away, ..mine })
}

fn admitted(institution: Institution, asker: &Asker, sits: Option<Sit>) -> Holding {
    Holding {
        membership: Some(Membership::Active { until: institution.until }),
        trial: None,
        metered: asker.reader.or(Some(institution.reader)),
        through: Some(Through::Institution { id: institution.id, name: institution.name }),
        turned_away: None,
        sits,
    }
}

/// The institutions that let somebody in, each once.
fn admitting(tx: &mut Tx<'_>, asker: &Asker, now: Moment) -> Result<Vec<Institution>, Error> {
    let mut found = Vec::new();
    if let Some(address) = asker.address {
        let around: Vec<String> = Range::around(address).iter().map(Range::to_string).collect();
        found.extend(institutions::by_way(tx, "range", &around, now)?);
    }
    if let Some(reader) = asker.reader {
        let (email, linked) = institutions::shown_by(tx, reader)?;
        let hosts = email.as_deref().map(hosts).unwrap_or_default();
        found.extend(institutions::by_way(tx, "email", &hosts, now)?);
        let issuers: Vec<String> = linked.iter().filter_map(|subject| issuer(subject)).collect();
        found.extend(institutions::by_way(tx, "issuer", &issuers, now)?);
        found.extend(institutions::bound(tx, reader, now)?);
    }
    let mut known = std::collections::HashSet::new();
    found.retain(|institution| known.insert(institution.id));
    Ok(found)
}

/// The host of an address and those it lies under.
fn hosts(email: &str) -> Vec<String> {
    let Ok(email) = Email::new(email) else { return Vec::new() };
    let labels: Vec<&str> = email.host().split('.').collect();
    (0..labels.len()).take(HOSTS).filter_map(|from| labels.get(from..)).map(|labels| labels.join(".")).collect()
}

/// The issuer in a credential's `issuer subject`.
fn issuer(subject: &str) -> Option<String> {
    subject.split_once(' ').map(|(issuer, _)| issuer.to_owned())
}

/// Whether there is a seat, with what is to be written down of it; else the sentence.
fn seated(tx: &mut Tx<'_>, institution: &Institution, asker: &Asker, now: Moment) -> Result<Result<Option<Sit>, String>, Error> {
    let seat_name = asker.reader.map(|reader| reader.to_string()).or_else(|| asker.browser.clone());
    let Some(charge) = concurrent(institution) else {
        // Nobody waits: it is only noted which readers come, once a day.
        let Some((reader, name)) = asker.reader.zip(seat_name) else { return Ok(Ok(None)) };
        let last = institutions::seen(tx, institution.id, &name)?;
        return Ok(Ok(due(last, DAILY, now).then(|| Sit::of(institution, name, Some(reader)))));
    };
    // A browser without a cookie reads while there is room and takes no seat: else programs that keep none would take them all.
    let name = seat_name.clone().unwrap_or_default();
    let last = institutions::seen(tx, institution.id, &name)?;
    let others = institutions::others(tx, institution.id, &name, now - SEAT)?;
    if let Err(full) = seat(charge, &others, last, now) {
        return Ok(Err(full.to_string()));
    }
    let sits = seat_name.filter(|_| due(last, STEP, now)).map(|name| Sit::of(institution, name, asker.reader));
    Ok(Ok(sits))
}

/// The charge where readers at a time are counted.
fn concurrent(institution: &Institution) -> Option<Charge> {
    let each = Price::new(institution.cents, Currency::new(&institution.currency)?).ok()?;
    let readers = u32::try_from(institution.people).unwrap_or(u32::MAX);
    (institution.charge == "concurrent").then_some(Charge::Concurrent { each, readers })
}

fn due(last: Option<Moment>, step: Duration, now: Moment) -> bool {
    last.is_none_or(|last| now >= last + step)
}

impl Sit {
    fn of(institution: &Institution, seat: String, reader: Option<ReaderId>) -> Self {
        Self { institution: institution.id, seat, reader }
    }

    /// Takes the seat, or keeps it; the sentence where somebody else took the last one in the meantime.
    pub fn take(&self, tx: &mut Tx<'_>, now: Moment) -> Result<Result<(), String>, Error> {
        institutions::alone(tx, self.institution)?;
        let Some(institution) = institutions::by_id(tx, self.institution)? else { return Ok(Ok(())) };
        if let Some(charge) = concurrent(&institution) {
            let last = institutions::seen(tx, self.institution, &self.seat)?;
            let others = institutions::others(tx, self.institution, &self.seat, now - SEAT)?;
            if let Err(full) = seat(charge, &others, last, now) {
                return Ok(Err(full.to_string()));
            }
        }
        institutions::sit(tx, self.institution, &self.seat, self.reader, now, now - DAILY)?;
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests;
