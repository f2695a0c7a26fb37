//! Subscriptions: what a reader brings from elsewhere and takes along again, as flat rows with their folders' names.

use newsstand_news::{Address, Id, Language, Mark, Moment, Terms, Title, TitleKind, Wall};

use crate::db::Tx;
use crate::titles::{NewTitle, Putter};
use crate::{Error, Ids, feeds, readers, titles};

/// A feed that a reader follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Where the feed is.
    pub feed: Address,
    /// What the reader or the feed calls it; the host's name when empty.
    pub name: String,
    /// The page it belongs to.
    pub home: Option<Address>,
    /// The language it states.
    pub language: Language,
    /// Names of the folders it lies in, outermost first.
    pub folders: Vec<String>,
}

/// Deepest nesting of folders that is kept; deeper ones are joined to it.
pub const DEPTH: usize = 8;
/// Longest name that is kept, in characters.
const NAME: usize = 200;

/// Follows a feed: its title if the stand has one, else a new one. Answers the title and whether it is new.
pub fn subscribe(
    tx: &mut Tx<'_>,
    ids: &Ids,
    reader: i64,
    wanted: &Subscription,
    now: Moment,
) -> Result<(Id<Title>, bool), Error> {
    let mut folder = None;
    for name in wanted.folders.iter().take(DEPTH) {
        folder = Some(readers::folder(tx, ids, reader, folder, &short(name), now)?);
    }
    let known = feeds::title_of(tx, &wanted.feed)?;
    let (title, new) = match known {
        Some(title) => {
            titles::switch(tx, title, true)?;
            (title, false)
        }
        None => (add(tx, ids, wanted, now)?, true),
    };
    readers::follow(tx, reader, title, folder, now)?;
    Ok((title, new))
}

/// Follows a feed's title where the stand carries it; none where it does not, and then nothing is changed.
pub fn follow_known(
    tx: &mut Tx<'_>,
    ids: &Ids,
    reader: i64,
    wanted: &Subscription,
    now: Moment,
) -> Result<Option<Id<Title>>, Error> {
    let Some(title) = feeds::title_of(tx, &wanted.feed)? else { return Ok(None) };
    let on = tx.first("select 1 from titles where id = ?1 and state = 'on'", &[title.into()], |_| Ok(()))?;
    if on.is_none() {
        return Ok(None);
    }
    Ok(Some(subscribe(tx, ids, reader, wanted, now)?.0))
}

fn add(tx: &mut Tx<'_>, ids: &Ids, wanted: &Subscription, now: Moment) -> Result<Id<Title>, Error> {
    let host = wanted.feed.host();
    let name = if wanted.name.trim().is_empty() { host.trim_start_matches("www.").to_owned() } else { short(wanted.name.trim()) };
    let new = NewTitle {
        slug: slug(&name, &host),
        home: wanted.home.clone(),
        country: None,
        kind: TitleKind::Site,
        owner: None,
        wall: Wall::Unknown,
        terms: Terms::Link,
        mark: Mark::of_name(&name, &wanted.language),
        language: wanted.language.clone(),
        name,
    };
    let title = titles::add(tx, ids, &new, Putter::Reader, now)?;
    feeds::add(tx, ids, title, &wanted.feed, None, now)?;
    Ok(title)
}

fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(NAME).collect()
}

/// `the-packet` of “The Packet”; of the host when the name has no Latin letters.
fn slug(name: &str, host: &str) -> String {
    let fold = |text: &str| {
        let plain = crate::analyse::analyse(text);
        let ascii: String = plain.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        ascii.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    };
    let slug = fold(name);
    let slug = if slug.len() < 3 { fold(host.trim_start_matches("www.")) } else { slug };
    slug[..slug.len().min(60)].trim_end_matches('-').to_owned()
}

/// What a reader follows, in the reader's order, a row for each feed.
pub fn all(tx: &mut Tx<'_>, reader: i64) -> Result<Vec<Subscription>, Error> {
    let folders = readers::folders(tx, reader)?;
    let path = |start: Option<Id<readers::Folder>>| {
        let mut names = Vec::new();
        let mut at = start;
        while let Some(folder) = at.and_then(|id| folders.iter().find(|folder| folder.id == id)).filter(|_| names.len() < DEPTH) {
            names.push(folder.name.clone());
            at = folder.parent;
        }
        names.reverse();
        names
    };
    let sql = "select fe.address, t.name, t.home, t.language, f.folder from follows f join titles t on t.id = f.title
                 join feeds fe on fe.title = t.id where f.reader = ?1 and fe.state <> 'gone' order by f.place, f.title, fe.id";
    let rows = tx.rows(sql, &[reader.into()], |row| {
        let feed = Address::new(row.text(0)?).ok_or_else(|| Error::Damaged("a feed's address is none".into()))?;
        let home = row.opt_text(2)?.and_then(Address::new);
        Ok((
            Subscription { feed, name: row.string(1)?, home, language: Language::new(row.text(3)?), folders: Vec::new() },
            row.opt_id(4)?,
        ))
    })?;
    Ok(rows.into_iter().map(|(subscription, folder)| Subscription { folders: path(folder), ..subscription }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_short_and_latin() {
        assert_eq!(slug("L’Échelle & Co.", "x.example"), "l-echelle-co");
        assert_eq!(slug("夕刊みなと", "www.minato.example"), "minato-example");
        assert!(slug(&"long ".repeat(50), "x").len() <= 60);
    }
}
