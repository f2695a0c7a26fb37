//! Feeds: what is due, who has it, how it went.

use newsstand_news::{Address, Feed, FeedFormat, Id, Moment, Quiet, Section, Title};

use crate::db::{Bind, Row, Tx};
use crate::{Error, Ids, hubs};

/// A feed that a worker has leased, with what a visit needs to know.
#[derive(Debug, Clone)]
pub struct DueFeed {
    /// The feed.
    pub feed: Feed,
    /// Validators from the last answer, byte for byte.
    pub etag: Option<String>,
    /// The same.
    pub modified: Option<String>,
    /// Hash of the last body that was read.
    pub body_hash: Option<Vec<u8>>,
    /// When a visit last went well.
    pub succeeded: Option<Moment>,
    /// When it last brought something new.
    pub fresh: Option<Moment>,
    /// When the last visit ended.
    pub visited: Option<Moment>,
    /// When a visit was last answered with a body.
    pub whole: Option<Moment>,
    /// Failures in a row.
    pub failures: i64,
    /// Where a permanent redirect pointed last time.
    pub moved_to: Option<String>,
    /// What it spoke last.
    pub format: Option<FeedFormat>,
    /// What it asked of its readers when it was last read.
    pub asks: Asks,
    /// Until when a hub has promised to tell of news.
    pub pushed: Option<Moment>,
}

/// What a feed asks of its readers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asks {
    /// Seconds to be left alone.
    pub ttl: Option<u32>,
    /// When not to be visited.
    pub quiet: Quiet,
}

impl Asks {
    fn quiet_bits(self) -> Option<i64> {
        let bits = i64::from(self.quiet.hours) | i64::from(self.quiet.days) << 24;
        (bits != 0).then_some(bits)
    }

    fn read(ttl: Option<i64>, quiet: Option<i64>) -> Self {
        let bits = quiet.unwrap_or(0);
        let quiet = Quiet { hours: (bits & 0xff_ffff) as u32, days: ((bits >> 24) & 0x7f) as u8 };
        Self { ttl: ttl.and_then(|ttl| u32::try_from(ttl).ok()), quiet }
    }
}

/// What a visit leaves behind in the feed's row.
#[derive(Debug, Clone, Default)]
pub struct VisitEnd {
    /// When it is to be visited next.
    pub due: Moment,
    /// Validators to send next time.
    pub etag: Option<String>,
    /// The same.
    pub modified: Option<String>,
    /// Hash of the body that was read; none keeps the old one.
    pub body_hash: Option<Vec<u8>>,
    /// What it spoke; none keeps the old word.
    pub format: Option<FeedFormat>,
    /// Whether it was answered with a body.
    pub whole: bool,
    /// Whether it brought something new.
    pub fresh: bool,
    /// A permanent redirect that was seen.
    pub moved_to: Option<String>,
    /// Its new address, after the same permanent redirect was seen twice and led to a feed.
    pub address: Option<Address>,
    /// What it asks of its readers; none keeps what it asked before.
    pub asks: Option<Asks>,
    /// What it calls itself; none keeps the old name.
    pub name: Option<String>,
}

/// How a feed is doing, for the health page.
#[derive(Debug, Clone)]
pub struct FeedHealth {
    /// The feed.
    pub feed: Feed,
    /// `on`, `off` or `gone`.
    pub state: String,
    /// What it spoke last.
    pub format: Option<String>,
    /// When it will be visited next.
    pub due: Moment,
    /// When a visit last ended, went well, brought something new.
    pub visited: Option<Moment>,
    /// The same.
    pub succeeded: Option<Moment>,
    /// The same.
    pub fresh: Option<Moment>,
    /// Failures in a row.
    pub failures: i64,
    /// Since when it fails.
    pub failing_since: Option<Moment>,
    /// A stable word for what is wrong.
    pub failure_code: Option<String>,
    /// What is wrong, in a sentence.
    pub failure_sentence: Option<String>,
    /// What it calls itself.
    pub name: Option<String>,
    /// Until when a hub has promised to tell of news.
    pub pushed: Option<Moment>,
}

const FEED: &str = "id, title, address, section";

fn read_feed(row: &Row<'_>) -> Result<Feed, Error> {
    Ok(Feed {
        id: row.id(0)?,
        title: row.id(1)?,
        address: row.text(2).map(Address::new)?.ok_or_else(|| Error::Damaged("a feed's address is none".into()))?,
        section: row.opt_text(3)?.and_then(|word| word.parse().ok()),
    })
}

fn read_due(row: &Row<'_>) -> Result<DueFeed, Error> {
    Ok(DueFeed {
        feed: read_feed(row)?,
        etag: row.opt_string(4)?,
        modified: row.opt_string(5)?,
        body_hash: row.opt_bytes(6)?.map(<[u8]>::to_vec),
        succeeded: row.opt_moment(7)?,
        fresh: row.opt_moment(8)?,
        visited: row.opt_moment(9)?,
        whole: row.opt_moment(10)?,
        failures: row.int(11)?,
        moved_to: row.opt_string(12)?,
        format: row.opt_text(13)?.and_then(FeedFormat::of),
        asks: Asks::read(row.opt_int(14)?, row.opt_int(15)?),
        pushed: row.opt_moment(16)?,
    })
}

const DUE: &str = "etag, modified, body_hash, succeeded, fresh, visited, whole, failures, moved_to, format, ttl, quiet, pushed";

/// Adds a feed, or answers the one that has this address already.
pub fn add(
    tx: &mut Tx<'_>,
    ids: &Ids,
    title: Id<Title>,
    address: &Address,
    section: Option<Section>,
    due: Moment,
) -> Result<(Id<Feed>, bool), Error> {
    let id: Id<Feed> = ids.next(due);
    let added = tx.run_sql(
        "insert into feeds (id, title, address, section, state, due, failures) values (?1,?2,?3,?4,'on',?5,0)
         on conflict (address) do nothing",
        &[id.into(), title.into(), address.as_str().into(), section.map(Section::as_str).into(), due.into()],
    )?;
    let id = tx
        .first("select id from feeds where address = ?1", &[address.as_str().into()], |row| row.id(0))?
        .ok_or_else(|| Error::Other("a feed was not kept".into()))?;
    Ok((id, added > 0))
}

/// The title that has a feed at this address.
pub fn title_of(tx: &mut Tx<'_>, address: &Address) -> Result<Option<Id<Title>>, Error> {
    tx.first("select title from feeds where address = ?1", &[address.as_str().into()], |row| row.id(0))
}

/// Takes up to `limit` due feeds until `until`, for a worker on `node`. A feed that another worker has is not taken,
/// unless that worker's time has run out. The condition is repeated outside: without that, two workers on PostgreSQL can
/// take the same row.
pub fn lease(tx: &mut Tx<'_>, node: u8, now: Moment, until: Moment, limit: i64) -> Result<Vec<DueFeed>, Error> {
    let sql = format!(
        "update feeds set lease = ?2, holder = ?4 where id in (
           select id from feeds where state = 'on' and due <= ?1 and (lease is null or lease < ?1) order by due limit ?3
         ) and state = 'on' and due <= ?1 and (lease is null or lease < ?1) returning {FEED}, {DUE}"
    );
    tx.rows(&sql, &[now.into(), until.into(), limit.into(), i64::from(node).into()], read_due)
}

/// The nodes that have something leased.
pub(crate) fn holders(tx: &mut Tx<'_>) -> Result<Vec<u8>, Error> {
    let sql = "select holder from feeds where lease is not null and holder is not null
               union select page_holder from articles where page_due is not null and page_lease is not null and page_holder is not null";
    tx.rows(sql, &[], |row| Ok(u8::try_from(row.int(0)?).unwrap_or(u8::MAX)))
}

/// Gives back the leases that a stopped program on `node` left.
pub fn free_leases(tx: &mut Tx<'_>, node: u8) -> Result<(), Error> {
    let node = i64::from(node);
    tx.run_sql("update feeds set lease = null where lease is not null and holder = ?1", &[node.into()])?;
    tx.run_sql(
        "update articles set page_lease = null where page_due is not null and page_lease is not null and page_holder = ?1",
        &[node.into()],
    )?;
    Ok(())
}

/// Makes feeds due now: all of them, or one title's.
pub fn hurry(tx: &mut Tx<'_>, title: Option<Id<Title>>, now: Moment) -> Result<u64, Error> {
    let title = title.map(Id::get);
    tx.run_sql(
        "update feeds set due = ?2 where state = 'on' and due > ?2 and (cast(?1 as bigint) is null or title = ?1)",
        &[title.into(), now.into()],
    )
}

/// When the next feed is due, and how many are due by `now`.
pub fn outlook(tx: &mut Tx<'_>, now: Moment) -> Result<(i64, Option<Moment>), Error> {
    let due = tx.first("select count(*) from feeds where state = 'on' and due <= ?1", &[now.into()], |row| row.int(0))?;
    let next = tx.first("select min(due) from feeds where state = 'on'", &[], |row| row.opt_moment(0))?;
    Ok((due.unwrap_or(0), next.flatten()))
}

/// Ends a visit that went well.
pub fn finish(tx: &mut Tx<'_>, feed: Id<Feed>, end: &VisitEnd, now: Moment) -> Result<(), Error> {
    tx.run_sql(
        "update feeds set lease = null, due = ?2, etag = ?3, modified = ?4, body_hash = coalesce(?5, body_hash),
           format = coalesce(?6, format), whole = case when ?7 = 1 then ?8 else whole end, visited = ?8, succeeded = ?8,
           fresh = case when ?9 = 1 then ?8 else fresh end, failures = 0, failing_since = null, failure_code = null,
           failure_sentence = null, moved_to = ?10, ttl = case when ?11 = 1 then ?12 else ttl end,
           quiet = case when ?11 = 1 then ?13 else quiet end, name = coalesce(?14, name)
         where id = ?1",
        &[
            feed.into(),
            end.due.into(),
            end.etag.as_deref().into(),
            end.modified.as_deref().into(),
            end.body_hash.as_deref().into(),
            end.format.map(FeedFormat::as_str).into(),
            end.whole.into(),
            now.into(),
            end.fresh.into(),
            end.moved_to.as_deref().into(),
            end.asks.is_some().into(),
            end.asks.and_then(|asks| asks.ttl).map(i64::from).into(),
            end.asks.and_then(Asks::quiet_bits).into(),
            end.name.as_deref().into(),
        ],
    )?;
    if let Some(address) = &end.address {
        // Another feed may live there already; then this one stays where it is.
        tx.run_sql(
            "update feeds set address = ?2 where id = ?1 and not exists (select 1 from feeds where address = ?2)",
            &[feed.into(), address.as_str().into()],
        )?;
    }
    Ok(())
}

/// Ends a visit that failed.
pub fn fail(
    tx: &mut Tx<'_>,
    feed: Id<Feed>,
    code: &str,
    sentence: &str,
    gone: bool,
    due: Moment,
    now: Moment,
) -> Result<(), Error> {
    tx.run_sql(
        "update feeds set lease = null, due = ?2, visited = ?3, failures = failures + 1,
           failing_since = coalesce(failing_since, ?3), failure_code = ?4, failure_sentence = ?5,
           state = case when ?6 = 1 then 'gone' else state end where id = ?1",
        &[feed.into(), due.into(), now.into(), code.into(), sentence.into(), gone.into()],
    )?;
    if gone && let Some(feed) = by_id(tx, feed)? {
        hubs::leave(tx, feed.title)?;
    }
    Ok(())
}

/// A hub told of something new in a feed: its own visits go on as they were.
pub fn told(tx: &mut Tx<'_>, feed: Id<Feed>, now: Moment) -> Result<(), Error> {
    tx.run_sql("update feeds set fresh = ?2 where id = ?1", &[feed.into(), now.into()]).map(|_| ())
}

/// One feed.
pub fn by_id(tx: &mut Tx<'_>, feed: Id<Feed>) -> Result<Option<Feed>, Error> {
    tx.first(&format!("select {FEED} from feeds where id = ?1"), &[feed.into()], read_feed)
}

/// How every feed is doing, by title and id; one title's when named.
pub fn health(tx: &mut Tx<'_>, title: Option<Id<Title>>) -> Result<Vec<FeedHealth>, Error> {
    let sql = format!(
        "select {FEED}, state, format, due, visited, succeeded, fresh, failures, failing_since, failure_code, failure_sentence, name, pushed
         from feeds where (cast(?1 as bigint) is null or title = ?1) order by title, id"
    );
    tx.rows(&sql, &[title.map(Id::get).into()], |row| {
        Ok(FeedHealth {
            feed: read_feed(row)?,
            state: row.string(4)?,
            format: row.opt_string(5)?,
            due: row.moment(6)?,
            visited: row.opt_moment(7)?,
            succeeded: row.opt_moment(8)?,
            fresh: row.opt_moment(9)?,
            failures: row.int(10)?,
            failing_since: row.opt_moment(11)?,
            failure_code: row.opt_string(12)?,
            failure_sentence: row.opt_string(13)?,
            name: row.opt_string(14)?,
            pushed: row.opt_moment(15)?,
        })
    })
}

/// One line of a feed's log.
#[derive(Debug, Clone)]
pub struct LoggedVisit {
    /// When it ended.
    pub at: Moment,
    /// Entries it held and how many were new.
    pub entries: i64,
    /// The same.
    pub fresh: i64,
    /// Bytes after decompression.
    pub bytes: i64,
    /// How long it took, in microseconds.
    pub micros: i64,
    /// What went wrong, if anything: code and sentence.
    pub failure: Option<(String, String)>,
}

/// New articles of one visit that count for the next interval.
const PER_VISIT: i64 = 3;
/// Lines kept of each feed's log.
const LOG: i64 = 40;

/// Writes a line into a feed's log and drops the oldest beyond [`LOG`].
pub fn log(tx: &mut Tx<'_>, ids: &Ids, feed: Id<Feed>, visit: &LoggedVisit) -> Result<(), Error> {
    let (code, sentence) = visit.failure.as_ref().map(|(code, sentence)| (code.as_str(), sentence.as_str())).unzip();
    let outcome = if code.is_some() { "failed" } else { "read" };
    tx.run_sql(
        "insert into visits (id, feed, at, outcome, entries, fresh, bytes, micros, code, sentence) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
        &[
            ids.next::<LoggedVisit>(visit.at).into(), feed.into(), visit.at.into(), outcome.into(), visit.entries.into(),
            visit.fresh.into(), visit.bytes.into(), visit.micros.into(), code.into(), sentence.into(),
        ],
    )?;
    tx.run_sql(
        "delete from visits where feed = ?1 and id <= coalesce((select id from visits where feed = ?1 order by id desc limit 1 offset ?2), 0)",
        &[feed.into(), Bind::Int(LOG)],
    )
    .map(|_| ())
}

/// When the last visits that found something new ended, newest first, once for each new article up to [`PER_VISIT`]: what
/// the next interval is made of.
pub fn news(tx: &mut Tx<'_>, feed: Id<Feed>) -> Result<Vec<Moment>, Error> {
    let sql = "select at, fresh from visits where feed = ?1 and fresh > 0 order by id desc limit ?2";
    let visits = tx.rows(sql, &[feed.into(), Bind::Int(LOG)], |row| Ok((row.moment(0)?, row.int(1)?)))?;
    let times = |fresh: i64| usize::try_from(fresh.clamp(1, PER_VISIT)).unwrap_or(1);
    Ok(visits.into_iter().flat_map(|(at, fresh)| std::iter::repeat_n(at, times(fresh))).collect())
}

/// The newest lines of a feed's log.
pub fn visits(tx: &mut Tx<'_>, feed: Id<Feed>) -> Result<Vec<LoggedVisit>, Error> {
    let sql = "select at, entries, fresh, bytes, micros, code, sentence from visits where feed = ?1 order by id desc limit ?2";
    tx.rows(sql, &[feed.into(), Bind::Int(LOG)], |row| {
        Ok(LoggedVisit {
            at: row.moment(0)?,
            entries: row.int(1)?,
            fresh: row.int(2)?,
            bytes: row.int(3)?,
            micros: row.int(4)?,
            failure: row.opt_string(5)?.zip(row.opt_string(6)?),
        })
    })
}
