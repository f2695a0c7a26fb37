//! How articles come in and change.

use newsstand_news::{Address, Article, Feed, Id, Moment, Origin, Published, Title};

use crate::codec::{key, pack, text};
use crate::db::{Bind, Tx};
use crate::{Error, Ids, search};

/// An article that a feed told of.
pub struct Arrived<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its plain text, the words of its body: what the index is fed with.
    pub text: &'a str,
    /// Words in its text.
    pub words: u32,
    /// Whether its page is to be fetched.
    pub want_page: bool,
    /// How high it stood in the feed, 0 is the top.
    pub place: usize,
}

/// What became of an arrived article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is new.
    New(Id<Article>),
    /// It was there and has changed.
    Changed(Id<Article>),
    /// It was there, as it is.
    Same(Id<Article>),
}

impl Kept {
    /// Which article.
    pub const fn id(self) -> Id<Article> {
        match self {
            Kept::New(id) | Kept::Changed(id) | Kept::Same(id) => id,
        }
    }
}

/// How the fragment begins that names an entry's place in its feed, where the entry has no page.
pub const PLACE_IN_FEED: &str = "#entry-";

/// What makes two addresses of one title the same article: host and path and what is left of the query without
/// campaign parameters; scheme, `www.`, a closing slash and the fragment, unless it is a [`PLACE_IN_FEED`], don't count.
pub fn address_key(address: &Address) -> [u8; 16] {
    let rest = address.as_str().split_once("://").map_or("", |(_, rest)| rest);
    let (rest, place) = rest.split_once(PLACE_IN_FEED).unwrap_or((rest, ""));
    let rest = rest.split('#').next().unwrap_or("");
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !campaign(part)).collect();
    let kept = kept.join("&");
    let parts = [host.as_bytes(), path.trim_end_matches('/').as_bytes(), kept.as_bytes(), place.as_bytes()];
    // Without a place the key is as it always was.
    key(if place.is_empty() { &parts[..3] } else { &parts })
}

fn campaign(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or("");
    name.starts_with("utm_")
        || name.starts_with("at_")
        || matches!(name, "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "ref" | "cmpid" | "rss" | "ocid" | "xtor")
}

/// Keeps articles that one visit brought, in the order given. New ones are added with their text and their words in
/// the search index; known ones are changed when they say something else.
pub fn keep(
    tx: &mut Tx<'_>,
    ids: &Ids,
    title: Id<Title>,
    feed: Id<Feed>,
    arrived: &[Arrived<'_>],
    now: Moment,
) -> Result<Vec<Kept>, Error> {
    let mut kept: Vec<Kept> = Vec::with_capacity(arrived.len());
    let mut fresh: Vec<(Id<Article>, [u8; 16], &Arrived<'_>)> = Vec::new();
    for arrived in arrived {
        let key = address_key(&arrived.article.address);
        if let Some((id, ..)) = fresh.iter().find(|(_, other, _)| *other == key) {
            kept.push(Kept::Same(*id));
            continue;
        }
        let found = super::at(tx, title, &arrived.article.address)?;
        if let Some(id) = found {
            kept.push(revise(tx, id, arrived, now)?);
        } else {
            let id = ids.next(now);
            fresh.push((id, key, arrived));
            kept.push(Kept::New(id));
        }
    }
    insert(tx, title, feed, &fresh, now)?;
    Ok(kept)
}

fn insert(
    tx: &mut Tx<'_>,
    title: Id<Title>,
    feed: Id<Feed>,
    fresh: &[(Id<Article>, [u8; 16], &Arrived<'_>)],
    now: Moment,
) -> Result<(), Error> {
    const WIDTH: usize = 31;
    let owned: Vec<Columns<'_>> = fresh.iter().map(|(_, _, arrived)| Columns::of(arrived.article, now)).collect();
    let mut binds: Vec<Bind<'_>> = Vec::with_capacity(fresh.len() * WIDTH);
    for ((id, key, arrived), columns) in fresh.iter().zip(&owned) {
        let article = arrived.article;
        let page_due = arrived.want_page.then_some(now);
        binds.extend([Bind::from(*id), title.into(), feed.into(), article.address.as_str().into(), Bind::Bytes(key)]);
        binds.extend(columns.binds());
        binds.extend([
            Bind::from(i64::from(arrived.words)),
            Bind::from(now),
            Bind::from(i64::try_from(arrived.place).unwrap_or(i64::MAX)),
            page_due.into(),
            Bind::Int(1),
            Bind::Int(0),
        ]);
    }
    let head = format!(
        "insert into articles (id, title, feed, address, address_key, {}, words, seen, place, page_due, version, page_tries)",
        Columns::NAMES
    );
    tx.insert(&head, WIDTH, "", &binds)?;
    let packed: Vec<Vec<u8>> = fresh.iter().map(|(_, _, a)| pack(a.article.body.html().as_str().as_bytes())).collect();
    let bodies: Vec<Bind<'_>> =
        fresh.iter().zip(&packed).flat_map(|((id, ..), html)| [(*id).into(), Bind::Bytes(html)]).collect();
    tx.insert("insert into bodies (article, html)", 2, "", &bodies)?;
    let rows: Vec<search::Indexed> = fresh.iter().map(|(id, _, a)| search::Indexed::of(*id, a.article, a.text)).collect();
    search::index(tx, &rows)
}

/// The columns that a change of the article changes.
struct Columns<'a> {
    article: &'a Article,
    headline: std::borrow::Cow<'a, str>,
    standfirst: Option<std::borrow::Cow<'a, str>>,
    bylines: Option<String>,
    published: Moment,
    stated: Option<Moment>,
    wire: Option<&'a str>,
}

impl<'a> Columns<'a> {
    const NAMES: &'static str = "canonical, kind, section, language, headline, kicker, standfirst, bylines, dateline, published,
        stated, modified, picture, picture_caption, picture_credit, picture_width, picture_height, reach, wall, wire";

    fn of(article: &'a Article, now: Moment) -> Self {
        let (published, stated) = match article.published {
            // A date in the future is an embargo, a wrong clock or a trick to stay on top: sorted as seen now.
            Published::Stated(stated) => (stated.min(now), Some(stated)),
            Published::Seen(seen) => (seen, None),
        };
        let wire = match &article.origin {
            Origin::Wire(agency) => Some(agency.as_str()),
            Origin::Own | Origin::CopyOf(_) => None,
        };
        let bylines = (!article.bylines.is_empty()).then(|| serde_json::to_string(&article.bylines).unwrap_or_default());
        Self {
            article,
            headline: text(&article.headline),
            standfirst: article.standfirst.as_deref().map(text),
            bylines: bylines.map(|json| json.replace("\\u0000", "")),
            published,
            stated,
            wire,
        }
    }

    /// In the order of [`Columns::NAMES`].
    fn binds(&self) -> [Bind<'_>; 20] {
        let article = self.article;
        let lead = article.lead.as_ref();
        let side =
            |pick: fn(&(u32, u32)) -> u32| Bind::from(lead.and_then(|p| p.size.as_ref()).map(|size| i64::from(pick(size))));
        [
            article.canonical.as_ref().map(Address::as_str).into(),
            article.kind.as_str().into(),
            article.section.map(newsstand_news::Section::as_str).into(),
            article.language.as_str().into(),
            Bind::Text(&self.headline),
            article.kicker.as_deref().into(),
            self.standfirst.as_deref().into(),
            self.bylines.as_deref().into(),
            article.dateline.as_deref().into(),
            self.published.into(),
            self.stated.into(),
            article.modified.into(),
            lead.map(|picture| picture.address.as_str()).into(),
            lead.and_then(|picture| picture.caption.as_deref()).into(),
            lead.and_then(|picture| picture.credit.as_deref()).into(),
            side(|size| size.0),
            side(|size| size.1),
            article.body.reach().into(),
            article.wall.as_str().into(),
            self.wire.into(),
        ]
    }
}

/// What is there now, as far as it decides whether a new text is a change.
struct Standing {
    headline: String,
    standfirst: Option<String>,
    reach: i64,
    html: Vec<u8>,
    version: i64,
}

fn reach(word: &str) -> i64 {
    match word {
        "full" => 2,
        "preview" => 1,
        _ => 0,
    }
}

/// Changes an article that is there to what is said now. A text of lesser reach never replaces one of greater reach; a
/// text of greater reach is no change that readers need to know of; the same reach with other words makes a version.
pub fn revise(tx: &mut Tx<'_>, id: Id<Article>, said: &Arrived<'_>, now: Moment) -> Result<Kept, Error> {
    let sql = "select a.headline, a.standfirst, a.reach, b.html, a.version from articles a join bodies b on b.article = a.id where a.id = ?1";
    let standing = tx.first(sql, &[id.into()], |row| {
        Ok(Standing {
            headline: row.string(0)?,
            standfirst: row.opt_string(1)?,
            reach: reach(row.text(2)?),
            html: row.bytes(3)?.to_vec(),
            version: row.int(4)?,
        })
    })?;
    let Some(standing) = standing else { return Ok(Kept::Same(id)) };
    let article = said.article;
    let new_reach = reach(article.body.reach());
    if new_reach < standing.reach {
        // The feed says something new of an article whose page we read: the page tells what it is.
        tx.run_sql("update articles set page_due = ?2, page_tries = 0 where id = ?1", &[id.into(), now.into()])?;
        return Ok(Kept::Same(id));
    }
    let old_html = crate::codec::unpack(&standing.html)?;
    let same_text = folded(&old_html) == folded(article.body.html().as_str());
    let same_words = standing.headline == article.headline && same_text;
    if same_words && new_reach == standing.reach {
        return Ok(Kept::Same(id));
    }
    let changed = new_reach == standing.reach || standing.headline != article.headline;
    let version = if changed && new_reach == standing.reach {
        tx.run_sql(
            "insert into versions (article, version, ended, headline, standfirst, html) values (?1,?2,?3,?4,?5,?6)
             on conflict (article, version) do nothing",
            &[
                id.into(),
                standing.version.into(),
                now.into(),
                (&standing.headline).into(),
                standing.standfirst.as_deref().into(),
                Bind::Bytes(&standing.html),
            ],
        )?;
        standing.version + 1
    } else {
        standing.version
    };
    write_over(tx, id, said, version, now)?;
    Ok(if changed { Kept::Changed(id) } else { Kept::Same(id) })
}

/// Writes an article anew as it is derived now, for a rebuild: no version is made of it, for the title said nothing new.
/// Answers whether it differs.
pub fn renew(tx: &mut Tx<'_>, id: Id<Article>, said: &Arrived<'_>, now: Moment) -> Result<bool, Error> {
    let sql = "select a.headline, b.html, a.version from articles a join bodies b on b.article = a.id where a.id = ?1";
    let standing = tx.first(sql, &[id.into()], |row| Ok((row.string(0)?, crate::codec::unpack(row.bytes(1)?)?, row.int(2)?)))?;
    let Some((headline, html, version)) = standing else { return Ok(false) };
    write_over(tx, id, said, version, now)?;
    Ok(headline != said.article.headline || folded(&html) != folded(said.article.body.html().as_str()))
}

fn write_over(tx: &mut Tx<'_>, id: Id<Article>, said: &Arrived<'_>, version: i64, now: Moment) -> Result<(), Error> {
    let article = said.article;
    let columns = Columns::of(article, now);
    let names: Vec<&str> = Columns::NAMES.split(',').map(str::trim).collect();
    let sets: Vec<String> = names.iter().enumerate().map(|(at, name)| format!("{name} = ?{}", at + 4)).collect();
    let sql = format!("update articles set words = ?2, version = ?3, {} where id = ?1", sets.join(", "));
    let mut binds = vec![Bind::from(id), i64::from(said.words).into(), version.into()];
    binds.extend(columns.binds());
    tx.run_sql(&sql, &binds)?;
    let packed = pack(article.body.html().as_str().as_bytes());
    tx.run_sql("update bodies set html = ?2 where article = ?1", &[id.into(), Bind::Bytes(&packed)])?;
    search::index(tx, &[search::Indexed::of(id, article, said.text)])
}

/// White space and case of markup don't make a version.
fn folded(html: &str) -> String {
    html.split_whitespace().collect::<Vec<_>>().join(" ")
}
