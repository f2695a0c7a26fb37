//! Subscriptions to hubs (WebSub): which hub was asked to tell of which feed, and what it promised.

use newsstand_news::{Address, Feed, Id, Moment, Title};

use crate::db::{Row, Tx};
use crate::{Error, Ids};

/// How a subscription stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HubState {
    /// The feed names a hub; it has not been asked yet.
    Wanted,
    /// The hub was asked and has not confirmed yet.
    Asked,
    /// The hub confirmed and tells of news until [`HubSubscription::until`].
    On,
    /// The hub does not want to.
    Refused,
    /// The feed is read no more: the hub is to be told so.
    Leaving,
}

impl HubState {
    const fn as_str(self) -> &'static str {
        match self {
            HubState::Wanted => "wanted",
            HubState::Asked => "asked",
            HubState::On => "on",
            HubState::Refused => "refused",
            HubState::Leaving => "leaving",
        }
    }

    fn of(word: &str) -> Result<Self, Error> {
        use HubState::{Asked, Leaving, On, Refused, Wanted};
        let found = [Wanted, Asked, On, Refused, Leaving].into_iter().find(|state| state.as_str() == word);
        found.ok_or_else(|| Error::Damaged(format!("no state of a hub: {word:?}")))
    }
}

/// A subscription.
#[derive(Debug, Clone)]
pub struct HubSubscription {
    /// Its row.
    pub id: i64,
    /// The feed it tells of.
    pub feed: Id<Feed>,
    /// Where the hub is.
    pub hub: Address,
    /// What the hub was asked for, to the letter.
    pub topic: String,
    /// How it stands.
    pub state: HubState,
    /// End of what the hub promised.
    pub until: Option<Moment>,
    /// When it last told of something.
    pub delivered: Option<Moment>,
    /// Failures in a row.
    pub failures: i64,
    /// What went wrong last, in a sentence.
    pub trouble: Option<String>,
}

const COLUMNS: &str = "id, feed, hub, topic, state, until, delivered, failures, trouble";

fn read(row: &Row<'_>) -> Result<HubSubscription, Error> {
    Ok(HubSubscription {
        id: row.int(0)?,
        feed: row.id(1)?,
        hub: Address::new(row.text(2)?).ok_or_else(|| Error::Damaged("a hub's address is none".into()))?,
        topic: row.string(3)?,
        state: HubState::of(row.text(4)?)?,
        until: row.opt_moment(5)?,
        delivered: row.opt_moment(6)?,
        failures: row.int(7)?,
        trouble: row.opt_string(8)?,
    })
}

/// A feed names a hub. Another hub or topic than before begins anew; the same changes nothing.
pub fn named(tx: &mut Tx<'_>, ids: &Ids, feed: Id<Feed>, hub: &Address, topic: &str, now: Moment) -> Result<(), Error> {
    let known = of_feed(tx, feed)?;
    let same = |known: &HubSubscription| known.hub == *hub && known.topic == topic && known.state != HubState::Leaving;
    match known {
        Some(known) if same(&known) => return Ok(()),
        Some(known) => end(tx, &known)?,
        None => {}
    }
    tx.run_sql(
        "insert into hubs (id, feed, hub, topic, state, due, failures) values (?1,?2,?3,?4,'wanted',?5,0)",
        &[ids.next::<HubSubscription>(now).into(), feed.into(), hub.as_str().into(), topic.into(), now.into()],
    )
    .map(|_| ())
}

/// A feed was read and names no hub any more.
pub fn unnamed(tx: &mut Tx<'_>, feed: Id<Feed>) -> Result<(), Error> {
    match of_feed(tx, feed)? {
        Some(known) => end(tx, &known),
        None => Ok(()),
    }
}

/// The subscription of a feed.
pub fn of_feed(tx: &mut Tx<'_>, feed: Id<Feed>) -> Result<Option<HubSubscription>, Error> {
    tx.first(&format!("select {COLUMNS} from hubs where feed = ?1"), &[feed.into()], read)
}

/// A subscription by its row.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<HubSubscription>, Error> {
    tx.first(&format!("select {COLUMNS} from hubs where id = ?1"), &[id.into()], read)
}

/// Whether a hub is to be asked.
pub fn any_due(tx: &mut Tx<'_>, now: Moment) -> Result<bool, Error> {
    let sql = "select id from hubs where due <= ?1 and (lease is null or lease < ?1) limit 1";
    Ok(tx.first(sql, &[now.into()], |row| row.int(0))?.is_some())
}

/// Feeds of a title that are read no more: their hubs are to be told so.
pub(crate) fn leave(tx: &mut Tx<'_>, title: Id<Title>) -> Result<(), Error> {
    tx.run_sql(
        "update hubs set state = 'leaving', due = 0, failures = 0
         where feed in (select id from feeds where title = ?1 and state <> 'on')",
        &[title.into()],
    )
    .map(|_| ())
}

/// Takes up to `limit` subscriptions whose hub is to be asked, until `until`. The condition is repeated outside, as for feeds.
pub fn lease(tx: &mut Tx<'_>, now: Moment, until: Moment, limit: i64) -> Result<Vec<HubSubscription>, Error> {
    let sql = format!(
        "update hubs set lease = ?2 where id in (
           select id from hubs where due <= ?1 and (lease is null or lease < ?1) order by due limit ?3
         ) and due <= ?1 and (lease is null or lease < ?1) returning {COLUMNS}"
    );
    tx.rows(&sql, &[now.into(), until.into(), limit.into()], read)
}

/// The hub took the request; it is asked again at `due` if it does not confirm before.
pub fn asked(tx: &mut Tx<'_>, id: i64, due: Moment) -> Result<(), Error> {
    // A hub that renews goes on telling meanwhile: `on` stays. A confirmation that was quicker than its answer stays too.
    tx.run_sql(
        "update hubs set lease = null, failures = case when due > ?2 then failures else failures + 1 end,
           state = case when state = 'wanted' then 'asked' else state end,
           due = case when due > ?2 then due else ?2 end
         where id = ?1",
        &[id.into(), due.into()],
    )
    .map(|_| ())
}

/// The hub could not be asked.
pub fn failed(tx: &mut Tx<'_>, id: i64, sentence: &str, due: Moment) -> Result<(), Error> {
    tx.run_sql(
        "update hubs set lease = null, failures = failures + 1, trouble = ?2, due = ?3 where id = ?1",
        &[id.into(), sentence.into(), due.into()],
    )
    .map(|_| ())
}

/// The hub confirmed: it tells of news until `until` and is asked to go on at `due`.
pub fn confirmed(tx: &mut Tx<'_>, subscription: &HubSubscription, until: Moment, due: Moment) -> Result<(), Error> {
    tx.run_sql(
        "update hubs set state = 'on', until = ?2, due = ?3, failures = 0, trouble = null where id = ?1",
        &[subscription.id.into(), until.into(), due.into()],
    )?;
    tx.run_sql("update feeds set pushed = ?2 where id = ?1", &[subscription.feed.into(), until.into()]).map(|_| ())
}

/// The hub does not want to tell; it is asked again at `due`.
pub fn refused(tx: &mut Tx<'_>, subscription: &HubSubscription, sentence: &str, due: Moment) -> Result<(), Error> {
    tx.run_sql(
        "update hubs set state = 'refused', until = null, due = ?2, trouble = ?3 where id = ?1",
        &[subscription.id.into(), due.into(), sentence.into()],
    )?;
    tx.run_sql("update feeds set pushed = null where id = ?1", &[subscription.feed.into()]).map(|_| ())
}

/// The hub told of something.
pub fn delivered(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<(), Error> {
    tx.run_sql("update hubs set delivered = ?2 where id = ?1", &[id.into(), now.into()]).map(|_| ())
}

/// Forgets a subscription.
pub fn end(tx: &mut Tx<'_>, subscription: &HubSubscription) -> Result<(), Error> {
    tx.run_sql("update feeds set pushed = null where id = ?1", &[subscription.feed.into()])?;
    tx.run_sql("delete from hubs where id = ?1", &[subscription.id.into()]).map(|_| ())
}

/// How many hubs tell of feeds now, and how many were asked in vain.
pub fn count(tx: &mut Tx<'_>, now: Moment) -> Result<(i64, i64), Error> {
    let sql = "select count(case when state = 'on' and until > ?1 then 1 end), count(case when failures > 3 or state = 'refused' then 1 end) from hubs";
    Ok(tx.first(sql, &[now.into()], |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or((0, 0)))
}
