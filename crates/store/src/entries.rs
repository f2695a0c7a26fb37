//! What feeds said: kept as said, added and never altered.

use newsstand_news::{Article, Entry, EntryKey, Feed, Id, Moment, Title};
use std::collections::HashSet;

use crate::codec::{key, pack, unpack};
use crate::db::{Bind, Tx};
use crate::{Error, Ids};

/// The identity of something said: which entry, and exactly what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Said {
    /// Which entry of the title.
    pub key: [u8; 16],
    /// Exactly what it said.
    pub hash: [u8; 16],
}

impl Said {
    /// Of an entry.
    pub fn of(entry: &Entry) -> Self {
        let markup = |markup: &Option<newsstand_news::Markup>| markup.as_ref().map_or(Vec::new(), |m| m.0.as_bytes().to_vec());
        let hash = key(&[
            entry.title.as_deref().unwrap_or("").as_bytes(),
            entry.link.as_ref().map_or("", |link| link.as_str()).as_bytes(),
            &markup(&entry.summary),
            &markup(&entry.content),
            &entry.updated.map_or(0, Moment::micros).to_le_bytes(),
        ]);
        Self { key: key_of(&entry.key), hash }
    }
}

fn key_of(entry: &EntryKey) -> [u8; 16] {
    key(&[entry.0.as_bytes()])
}

/// Which of these the title has said before, so that they are skipped before any work on their markup.
pub fn known(tx: &mut Tx<'_>, title: Id<Title>, said: &[Said]) -> Result<HashSet<Said>, Error> {
    /// Two texts are prepared: short lists are filled up with their last key.
    const SIZES: [usize; 2] = [8, 64];
    let mut found = HashSet::with_capacity(said.len());
    let mut rest = said;
    while let Some(last) = rest.last() {
        let size = if rest.len() > SIZES[0] { SIZES[1] } else { SIZES[0] };
        let (now, later) = rest.split_at(rest.len().min(size));
        let mut binds = vec![Bind::from(title)];
        binds.extend(now.iter().map(|said| Bind::Bytes(&said.key)));
        binds.resize(size + 1, Bind::Bytes(&last.key));
        let list: Vec<String> = (2..size + 2).map(|n| format!("?{n}")).collect();
        let sql = format!("select key, hash from entries where title = ?1 and key in ({})", list.join(","));
        let rows = tx.rows(&sql, &binds, |row| Ok((row.bytes(0)?.try_into().ok(), row.bytes(1)?.try_into().ok())))?;
        found.extend(rows.into_iter().filter_map(|(key, hash)| Some(Said { key: key?, hash: hash? })));
        rest = later;
    }
    Ok(found)
}

/// One entry to be kept.
pub struct NewEntry<'a> {
    /// Its identity.
    pub said: Said,
    /// What was said.
    pub entry: &'a Entry,
    /// The article it told of, if it told of one.
    pub article: Option<Id<Article>>,
}

/// Keeps entries. The same thing said twice is kept once.
pub fn insert(
    tx: &mut Tx<'_>,
    ids: &Ids,
    title: Id<Title>,
    feed: Id<Feed>,
    new: &[NewEntry<'_>],
    now: Moment,
) -> Result<u64, Error> {
    let packed: Result<Vec<Vec<u8>>, Error> = new
        .iter()
        .map(|new| serde_json::to_vec(new.entry).map(|json| pack(&json)).map_err(|e| Error::Other(e.to_string())))
        .collect();
    let packed = packed?;
    let mut binds = Vec::with_capacity(new.len() * 8);
    for (new, packed) in new.iter().zip(&packed) {
        binds.extend([
            Bind::from(ids.next::<Entry>(now)),
            title.into(),
            feed.into(),
            new.article.into(),
            Bind::Bytes(&new.said.key),
            Bind::Bytes(&new.said.hash),
            now.into(),
            Bind::Bytes(packed),
        ]);
    }
    tx.insert(
        "insert into entries (id, title, feed, article, key, hash, seen, said)",
        8,
        "on conflict (title, key, hash) do nothing",
        &binds,
    )
}

/// Everything that was said about an article, oldest first.
pub fn of_article(tx: &mut Tx<'_>, article: Id<Article>) -> Result<Vec<(Moment, Entry)>, Error> {
    tx.rows("select seen, said from entries where article = ?1 order by id", &[article.into()], |row| {
        let said = unpack(row.bytes(1)?)?;
        let entry = serde_json::from_str(&said).map_err(|e| Error::Damaged(e.to_string()))?;
        Ok((row.moment(0)?, entry))
    })
}

/// A page of what was said, in order, for a rebuild: entries after `after`, of each article only what was said last.
pub fn after(tx: &mut Tx<'_>, after: i64, limit: i64) -> Result<Vec<KeptEntry>, Error> {
    tx.rows(
        "select e.id, e.title, e.feed, e.seen, e.said from entries e where e.id > ?1 and not exists (
             select 1 from entries later where later.article = e.article and later.id > e.id) order by e.id limit ?2",
        &[after.into(), limit.into()],
        |row| {
            let said = unpack(row.bytes(4)?)?;
            let entry = serde_json::from_str(&said).map_err(|e| Error::Damaged(e.to_string()))?;
            Ok(KeptEntry { id: row.int(0)?, title: row.id(1)?, feed: row.id(2)?, seen: row.moment(3)?, entry })
        },
    )
}

/// An entry as kept.
pub struct KeptEntry {
    /// Its row.
    pub id: i64,
    /// Whose it is.
    pub title: Id<Title>,
    /// Where it was said.
    pub feed: Id<Feed>,
    /// When it was first seen.
    pub seen: Moment,
    /// What was said.
    pub entry: Entry,
}

/// How many entries are kept.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(tx.first("select count(*) from entries", &[], |row| row.int(0))?.unwrap_or(0))
}
