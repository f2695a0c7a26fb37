//! Stories: where the desk put articles, and what ranking needs to know of them.

use newsstand_news::{Article, Id, Language, Moment, Placement, Publisher, Section, Story, Title};

use std::collections::BTreeMap;

use crate::db::{Bind, Row, Tx};
use crate::{Error, Ids};

/// Writes down where the desk put articles, and brings their stories' rows up to date.
/// The leads are chosen by `lead`, a pure function of the desk, from the story's members.
pub fn place(
    tx: &mut Tx<'_>,
    placements: &[Placement],
    near: &[(Id<Story>, Id<Story>, u16)],
    lead: &dyn Fn(&[Member]) -> Id<Article>,
) -> Result<(), Error> {
    let mut touched: Vec<Id<Story>> = Vec::new();
    for placement in placements {
        tx.run_sql(
            "update articles set story = ?2, copy_of = ?3 where id = ?1",
            &[placement.article.into(), placement.story.into(), placement.copy_of.into()],
        )?;
        touched.push(placement.story);
    }
    touched.sort_unstable();
    touched.dedup();
    for story in touched {
        refresh(tx, story, lead)?;
    }
    // PostgreSQL refuses to touch a row twice in one statement.
    let pairs: BTreeMap<_, _> = near.iter().map(|(story, other, weight)| ((*story, *other), *weight)).collect();
    let binds: Vec<Bind<'_>> = pairs
        .iter()
        .flat_map(|((story, other), weight)| [(*story).into(), (*other).into(), Bind::Int(i64::from(*weight))])
        .collect();
    tx.insert(
        "insert into related (story, other, weight)",
        3,
        "on conflict (story, other) do update set weight = excluded.weight",
        &binds,
    )?;
    Ok(())
}

/// An article as ranking and the choice of a lead see it.
#[derive(Debug, Clone)]
pub struct Member {
    /// Which article.
    pub article: Id<Article>,
    /// Whose it is.
    pub title: Id<Title>,
    /// Who owns that title.
    pub publisher: Option<Id<Publisher>>,
    /// Its story.
    pub story: Id<Story>,
    /// The article it is a copy of.
    pub copy_of: Option<Id<Article>>,
    /// What sort it is.
    pub kind: newsstand_news::ArticleKind,
    /// Where it belongs.
    pub section: Option<Section>,
    /// Its language.
    pub language: Language,
    /// When it came out.
    pub published: Moment,
    /// How high it stood in its feed.
    pub place: i64,
    /// Whether its text is all there.
    pub full: bool,
    /// Whether it has a picture.
    pub picture: bool,
    /// Words in its text.
    pub words: i64,
}

const MEMBER: &str = "a.id, a.title, t.publisher, a.story, a.copy_of, a.kind, a.section, a.language, a.published, a.place,
    case when a.reach = 'full' then 1 else 0 end, case when a.picture is null then 0 else 1 end, a.words";

fn read_member(row: &Row<'_>) -> Result<Member, Error> {
    Ok(Member {
        article: row.id(0)?,
        title: row.id(1)?,
        publisher: row.opt_id(2)?,
        story: row.id(3)?,
        copy_of: row.opt_id(4)?,
        kind: row.word(5)?,
        section: row.opt_text(6)?.and_then(|word| word.parse().ok()),
        language: Language::new(row.text(7)?),
        published: row.moment(8)?,
        place: row.int(9)?,
        full: row.int(10)? == 1,
        picture: row.int(11)? == 1,
        words: row.int(12)?,
    })
}

/// Most members of one story that are looked at.
const MEMBERS: i64 = 400;

/// What ranking needs to know of a story besides the story itself.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The story.
    pub story: Story,
    /// Its articles since the moment that counts as recent.
    pub recent: u32,
    /// Titles that had it among the first of a feed.
    pub prominent: u32,
}

/// Stories that have moved since `since`, those with most sources first: what an edition is made of. `recent` is the
/// moment from which articles count as recent, `high` the place in a feed above which one is prominent.
pub fn standing(tx: &mut Tx<'_>, since: Moment, recent: Moment, high: i64, limit: i64) -> Result<Vec<Standing>, Error> {
    // Both counts are read from articles_story alone.
    let sql = format!(
        "select {STORY},
           (select count(*) from articles a where a.story = s.id and a.published >= ?2),
           (select count(distinct a.title) from articles a where a.story = s.id and a.place < ?3)
         from stories s where s.latest >= ?1 and s.redirect is null order by s.sources desc, s.latest desc, s.id limit ?4"
    );
    let small = |value: i64| u32::try_from(value).unwrap_or(u32::MAX);
    tx.rows(&sql, &[since.into(), recent.into(), high.into(), limit.into()], |row| {
        Ok(Standing { story: read_story(row)?, recent: small(row.int(9)?), prominent: small(row.int(10)?) })
    })
}

/// Brings one story's row up to date from its articles.
fn refresh(tx: &mut Tx<'_>, story: Id<Story>, lead: &dyn Fn(&[Member]) -> Id<Article>) -> Result<(), Error> {
    let sql = format!(
        "select {MEMBER} from articles a join titles t on t.id = a.title where a.story = ?1 order by a.published, a.id limit ?2"
    );
    let members = tx.rows(&sql, &[story.into(), MEMBERS.into()], read_member)?;
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return Ok(()) };
    let lead = lead(&members);
    let chosen = members.iter().find(|member| member.article == lead).unwrap_or(first);
    let counts = counts(&members);
    tx.run_sql(
        "insert into stories (id, lead, language, section, articles, titles, sources, first, latest) values (?1,?2,?3,?4,?5,?6,?7,?8,?9)
         on conflict (id) do update set lead=?2, language=?3, section=?4, articles=?5, titles=?6, sources=?7, first=?8, latest=?9",
        &[
            story.into(), chosen.article.into(), chosen.language.as_str().into(), section(&members).or(chosen.section).map(Section::as_str).into(),
            counts.articles.into(), counts.titles.into(), counts.sources.into(), first.published.into(), last.published.into(),
        ],
    )
    .map(|_| ())
}

/// The section most members stand in.
fn section(members: &[Member]) -> Option<Section> {
    let count = |section: Section| members.iter().filter(|member| member.section == Some(section)).count();
    let most = Section::ALL.into_iter().max_by_key(|section| (count(*section), std::cmp::Reverse(*section)))?;
    (count(most) > 0).then_some(most)
}

/// How many articles, titles and independent sources a story has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Articles, copies included.
    pub articles: i64,
    /// Titles that carry it.
    pub titles: i64,
    /// Owners (titles where the owner is unknown) with an article that is no copy.
    pub sources: i64,
}

/// Counts a story's members.
pub fn counts(members: &[Member]) -> Counts {
    let unique = |mut keys: Vec<i64>| {
        keys.sort_unstable();
        keys.dedup();
        keys.len() as i64
    };
    let owner = |member: &Member| member.publisher.map_or(member.title.get(), Id::get);
    Counts {
        articles: members.len() as i64,
        titles: unique(members.iter().map(|member| member.title.get()).collect()),
        sources: unique(members.iter().filter(|member| member.copy_of.is_none()).map(owner).collect()),
    }
}

/// Carries out a merge that the desk decided: `from` redirects to `into` for ever.
pub fn merge(
    tx: &mut Tx<'_>,
    ids: &Ids,
    from: Id<Story>,
    into: Id<Story>,
    lead: &dyn Fn(&[Member]) -> Id<Article>,
    now: Moment,
) -> Result<(), Error> {
    tx.run_sql("update articles set story = ?2 where story = ?1", &[from.into(), into.into()])?;
    redirect(tx, ids, from, into, now)?;
    refresh(tx, into, lead)
}

/// Carries out a split that the desk decided: these articles leave `from` for `new`, which says where it came from.
pub fn split(
    tx: &mut Tx<'_>,
    ids: &Ids,
    from: Id<Story>,
    new: Id<Story>,
    articles: &[Id<Article>],
    lead: &dyn Fn(&[Member]) -> Id<Article>,
    now: Moment,
) -> Result<(), Error> {
    for article in articles {
        tx.run_sql(
            "update articles set story = ?2 where id = ?1 and story = ?3",
            &[(*article).into(), new.into(), from.into()],
        )?;
    }
    tx.run_sql(
        "insert into story_moves (id, at, story, move, other) values (?1, ?2, ?3, 'split_from', ?4)",
        &[ids.next::<Story>(now).into(), now.into(), new.into(), from.into()],
    )?;
    refresh(tx, from, lead)?;
    refresh(tx, new, lead)
}

/// How a story moved: what it was split from or what was split from it, and what was merged into it, the oldest first.
pub fn moves(tx: &mut Tx<'_>, story: Id<Story>, limit: i64) -> Result<Vec<StoryMove>, Error> {
    let sql = "select at, move, story, other from story_moves where story = ?1 or other = ?1 order by id limit ?2";
    tx.rows(sql, &[story.into(), limit.into()], |row| {
        Ok(StoryMove { at: row.moment(0)?, merged: row.text(1)? == "merged_into", story: row.id(2)?, other: row.id(3)? })
    })
}

/// A move of a story's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryMove {
    /// When.
    pub at: Moment,
    /// `story` was merged into `other`; else it was split from it.
    pub merged: bool,
    /// The story that moved.
    pub story: Id<Story>,
    /// The other one.
    pub other: Id<Story>,
}

/// A story, a title, and how many originals that brought to it.
pub type Brought = (Id<Story>, Id<Title>, i64);

/// How many original articles each title brought to each of these stories since a moment. Read from `articles_story` alone.
pub fn recent(tx: &mut Tx<'_>, ids: &[Id<Story>], since: Moment) -> Result<Vec<Brought>, Error> {
    let mut out = Vec::new();
    crate::in_lists(ids, |list, binds| {
        // Bound, not written into the text: a statement is planned once for all moments.
        let binds = [binds, &[since.into()]].concat();
        let sql = format!(
            "select story, title, count(*) from articles
             where story in ({list}) and published >= ?{} and copy_of is null group by story, title",
            binds.len()
        );
        out.extend(tx.rows(&sql, &binds, |row| Ok((row.id(0)?, row.id(1)?, row.int(2)?)))?);
        Ok(())
    })?;
    Ok(out)
}

/// How many titles reported a story anew since a moment, copies not counted.
pub fn titles_since(tx: &mut Tx<'_>, story: Id<Story>, since: Moment) -> Result<i64, Error> {
    let sql = "select count(distinct title) from articles where story = ?1 and published > ?2 and copy_of is null";
    Ok(tx.first(sql, &[story.into(), since.into()], |row| row.int(0))?.unwrap_or(0))
}

const STORY: &str = "s.id, s.lead, s.articles, s.titles, s.sources, s.language, s.section, s.first, s.latest";

fn read_story(row: &Row<'_>) -> Result<Story, Error> {
    let small = |at: usize| -> Result<u32, Error> { Ok(u32::try_from(row.int(at)?).unwrap_or(0)) };
    Ok(Story {
        id: row.id(0)?,
        lead: row.id(1)?,
        articles: small(2)?,
        titles: small(3)?,
        sources: small(4)?,
        language: Language::new(row.text(5)?),
        section: row.opt_text(6)?.and_then(|word| word.parse().ok()),
        first: row.moment(7)?,
        latest: row.moment(8)?,
    })
}

/// A story, or the one it was merged into.
pub fn by_id(tx: &mut Tx<'_>, id: Id<Story>) -> Result<Option<Story>, Error> {
    let target = tx.first("select redirect from stories where id = ?1", &[id.into()], |row| row.opt_id(0))?;
    let Some(target) = target else { return Ok(None) };
    let id = target.unwrap_or(id);
    tx.first(&format!("select {STORY} from stories s where s.id = ?1"), &[id.into()], read_story)
}

/// Most ids of one story that are looked up.
const NAMES: i64 = 200;

/// The ids a story goes by: its own, and those of the stories that became part of it.
pub fn known_as(tx: &mut Tx<'_>, id: Id<Story>) -> Result<Vec<Id<Story>>, Error> {
    let sql = "select id from stories where id = ?1 or redirect = ?1 order by id limit ?2";
    tx.rows(sql, &[id.into(), NAMES.into()], |row| row.id(0))
}

/// Several stories, in the order asked for; those that are not there are left out.
pub fn by_ids(tx: &mut Tx<'_>, ids: &[Id<Story>]) -> Result<Vec<Story>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    crate::in_lists(ids, |list, binds| {
        found.extend(tx.rows(&format!("select {STORY} from stories s where s.id in ({list})"), binds, read_story)?);
        Ok(())
    })?;
    let mut by_id: std::collections::HashMap<_, _> = found.into_iter().map(|story| (story.id, story)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The stories that moved last, of one section or of all, that at least `titles` titles carry.
pub fn latest(tx: &mut Tx<'_>, section: Option<Section>, titles: i64, limit: i64) -> Result<Vec<Story>, Error> {
    let sql = format!(
        "select {STORY} from stories s where s.redirect is null and s.titles >= ?2 and (cast(?1 as text) is null or s.section = ?1)
         order by s.latest desc limit ?3"
    );
    tx.rows(&sql, &[section.map(Section::as_str).into(), titles.into(), limit.into()], read_story)
}

/// Stories that are near one, nearest first. Where the same text speaks for two of them one is left out, and those whose
/// text stands in this story already.
pub fn related(tx: &mut Tx<'_>, id: Id<Story>, limit: i64) -> Result<Vec<Story>, Error> {
    let sql = format!(
        "select {STORY}, coalesce(l.copy_of, l.id) from stories s join articles l on l.id = s.lead join (
           select other as id, weight from related where story = ?1 union select story, weight from related where other = ?1
         ) r on r.id = s.id where s.redirect is null and s.id <> ?1 and not exists (
           select 1 from articles a where a.story = ?1 and coalesce(a.copy_of, a.id) = coalesce(l.copy_of, l.id)
         ) order by r.weight desc, s.latest desc limit ?2"
    );
    let found = tx.rows(&sql, &[id.into(), (limit * 2).into()], |row| Ok((read_story(row)?, row.id::<Article>(9)?)))?;
    let (mut stories, mut texts) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    let fresh = found.into_iter().filter(|(story, text)| stories.insert(story.id) && texts.insert(*text));
    Ok(fresh.map(|(story, _)| story).take(usize::try_from(limit).unwrap_or(0)).collect())
}

/// Two stories.
pub type Pair = (Id<Story>, Id<Story>);

/// Which other stories each of these is near, from either side.
pub fn near(tx: &mut Tx<'_>, ids: &[Id<Story>]) -> Result<Vec<Pair>, Error> {
    let mut out = Vec::new();
    crate::in_lists(ids, |list, binds| {
        let sql = format!(
            "select story, other from related where story in ({list}) union select other, story from related where other in ({list})"
        );
        out.extend(tx.rows(&sql, binds, |row| Ok((row.id(0)?, row.id(1)?)))?);
        Ok(())
    })?;
    Ok(out)
}

/// Which of these stories are part of another now, and of which.
pub fn redirects(tx: &mut Tx<'_>, ids: &[Id<Story>]) -> Result<Vec<Pair>, Error> {
    let mut out = Vec::new();
    crate::in_lists(ids, |list, binds| {
        let sql = format!("select id, redirect from stories where id in ({list}) and redirect is not null");
        out.extend(tx.rows(&sql, binds, |row| Ok((row.id(0)?, row.id(1)?)))?);
        Ok(())
    })?;
    Ok(out)
}

/// A story and a title that carries it.
pub type Cover = (Id<Story>, Id<Title>);

/// The titles that carry each of these stories, the originals' first.
pub fn covers(tx: &mut Tx<'_>, ids: &[Id<Story>]) -> Result<Vec<Cover>, Error> {
    let mut out = Vec::new();
    crate::in_lists(ids, |list, binds| {
        let sql = format!(
            "select story, title, min(case when copy_of is null then 0 else 1 end), min(published) from articles
             where story in ({list}) group by story, title order by 1, 3, 4, 2"
        );
        out.extend(tx.rows(&sql, binds, |row| Ok((row.id(0)?, row.id(1)?)))?);
        Ok(())
    })?;
    Ok(out)
}

/// How many stories have moved since `since`.
pub fn count_since(tx: &mut Tx<'_>, since: Moment) -> Result<i64, Error> {
    let sql = "select count(*) from stories where latest >= ?1 and redirect is null";
    Ok(tx.first(sql, &[since.into()], |row| row.int(0))?.unwrap_or(0))
}

/// An article and the story it was in before a rebuild.
pub type WasIn = (Id<Article>, Id<Story>);

/// Forgets all that the desk decided, for a rebuild; answers which story each article was in.
pub fn forget_all(tx: &mut Tx<'_>) -> Result<Vec<WasIn>, Error> {
    let sql = "select id, story from articles where story is not null order by id";
    let before = tx.rows(sql, &[], |row| Ok((row.id(0)?, row.id(1)?)))?;
    tx.run_sql("update articles set story = null, copy_of = null where story is not null", &[])?;
    tx.run_sql("delete from related", &[])?;
    Ok(before)
}

/// After a rebuild: no address of a story dies. A new story takes the id of the old one that most of its articles come
/// from, each id once; an old id that no story took redirects to where most of its articles are now.
pub fn keep_addresses(
    tx: &mut Tx<'_>,
    ids: &Ids,
    before: &[WasIn],
    lead: &dyn Fn(&[Member]) -> Id<Article>,
    now: Moment,
) -> Result<(), Error> {
    let after: BTreeMap<Id<Article>, Id<Story>> = tx
        .rows("select id, story from articles where story is not null", &[], |row| Ok((row.id(0)?, row.id(1)?)))?
        .into_iter()
        .collect();
    // How many articles went from an old story to a new one, the most first; of equals, the oldest story first.
    let mut shared: BTreeMap<(Id<Story>, Id<Story>), usize> = BTreeMap::new();
    for (article, old) in before {
        if let Some(new) = after.get(article) {
            *shared.entry((*old, *new)).or_default() += 1;
        }
    }
    let mut shared: Vec<_> = shared.into_iter().collect();
    shared.sort_by_key(|((old, new), count)| (std::cmp::Reverse(*count), *old, *new));
    let mut named: BTreeMap<Id<Story>, Id<Story>> = BTreeMap::new();
    let mut settled: BTreeMap<Id<Story>, Id<Story>> = BTreeMap::new();
    for ((old, new), _) in &shared {
        if !settled.contains_key(old) && !named.contains_key(new) {
            named.insert(*new, *old);
            settled.insert(*old, *old);
            rename(tx, *new, *old, lead)?;
        }
    }
    for ((old, new), _) in &shared {
        if !settled.contains_key(old) {
            let into = named.get(new).copied().unwrap_or(*new);
            settled.insert(*old, into);
            redirect(tx, ids, *old, into, now)?;
        }
    }
    Ok(())
}

fn rename(tx: &mut Tx<'_>, new: Id<Story>, old: Id<Story>, lead: &dyn Fn(&[Member]) -> Id<Article>) -> Result<(), Error> {
    if new == old {
        return Ok(());
    }
    tx.run_sql("update articles set story = ?2 where story = ?1", &[new.into(), old.into()])?;
    tx.run_sql("update related set story = ?2 where story = ?1", &[new.into(), old.into()])?;
    tx.run_sql("update related set other = ?2 where other = ?1", &[new.into(), old.into()])?;
    tx.run_sql("update stories set redirect = null where id = ?1", &[old.into()])?;
    // What was merged into the new one in the meantime leads on to the old id; the new id was never shown.
    tx.run_sql("update stories set redirect = ?2 where redirect = ?1", &[new.into(), old.into()])?;
    tx.run_sql("delete from stories where id = ?1", &[new.into()])?;
    refresh(tx, old, lead)
}

fn redirect(tx: &mut Tx<'_>, ids: &Ids, from: Id<Story>, into: Id<Story>, now: Moment) -> Result<(), Error> {
    tx.run_sql("update stories set redirect = ?2 where id = ?1 or redirect = ?1", &[from.into(), into.into()])?;
    tx.run_sql(
        "insert into story_moves (id, at, story, move, other) values (?1, ?2, ?3, 'merged_into', ?4)",
        &[ids.next::<Story>(now).into(), now.into(), from.into(), into.into()],
    )
    .map(|_| ())
}
