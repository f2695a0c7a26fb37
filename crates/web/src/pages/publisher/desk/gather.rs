//! What the desk shows, out of the store.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use newsstand_members::settle::{Day, FOLD};
use newsstand_news::{Id, Moment, Publisher, Title};
use newsstand_store::corrections::{self, Correction};
use newsstand_store::settlements::{self, Line, Settled};
use newsstand_store::terms::{self, Agreed};
use newsstand_store::{Error, Tx, reads};

use super::super::asked::Asked;
use super::super::statement::counts_as_read;
use super::super::told::readers;
use super::{Desk, Month, Own};
use crate::settling::agreeing;
use crate::settling::month_of;
use crate::settling::written::{begins, money};
use crate::shelf::{OnShelf, Shelf};
use crate::state::State;
use crate::words;

/// Most months that are listed.
const MONTHS: usize = 36;

/// All of it.
pub struct Gathered {
    /// The month it is.
    pub month: String,
    /// A desk for each publisher.
    pub desks: Vec<Desk>,
    /// The titles that are theirs now.
    pub owned: Vec<Id<Title>>,
    /// The settled titles that are theirs.
    pub settled: Vec<(Settled, Line)>,
}

/// What the store knows of a publisher.
struct Known {
    publisher: Id<Publisher>,
    titles: Vec<(Arc<OnShelf>, Option<Agreed>, Counts)>,
    lines: Vec<(Settled, Line)>,
    asked: Vec<Correction>,
}

/// Reads and readers.
#[derive(Clone, Copy, Default)]
struct Counts {
    reads: i64,
    readers: i64,
}

/// Gathers it.
pub async fn all(state: &State, shelf: &Arc<Shelf>, publishers: Vec<Id<Publisher>>) -> Result<Gathered, Error> {
    let (now, shelf_) = (state.member_time(), Arc::clone(shelf));
    let known = state.read(move |tx| {
        let settled: HashMap<Id<Settled>, Settled> = settlements::all(tx)?.into_iter().map(|one| (one.id, one)).collect();
        let agreed = in_force(tx, now)?;
        publishers.iter().map(|publisher| of(tx, &shelf_, *publisher, &agreed, &settled, now)).collect::<Result<Vec<_>, _>>()
    });
    let known = known.await?;
    Ok(Gathered {
        month: words::month(now),
        owned: known.iter().flat_map(|one| &one.titles).map(|(on, ..)| on.stored.title.id).collect(),
        settled: known.iter().flat_map(|one| one.lines.clone()).collect(),
        desks: known.into_iter().map(|one| desk(state, shelf, one)).collect::<Result<_, _>>()?,
    })
}

/// What holds of each title's terms at a moment.
pub fn in_force(tx: &mut Tx<'_>, now: Moment) -> Result<HashMap<Id<Title>, Agreed>, Error> {
    let after = Moment::from_micros(now.micros().saturating_add(1));
    // By title, the newest last: the last one stays.
    Ok(terms::begun(tx, after)?.into_iter().map(|agreed| (agreed.title, agreed)).collect())
}

fn of(
    tx: &mut Tx<'_>,
    shelf: &Shelf,
    publisher: Id<Publisher>,
    agreed: &HashMap<Id<Title>, Agreed>,
    settled: &HashMap<Id<Settled>, Settled>,
    now: Moment,
) -> Result<Known, Error> {
    let theirs = |on: &&Arc<OnShelf>| owner(on, agreed) == Some(publisher);
    let own: Vec<Arc<OnShelf>> = shelf.by_name.iter().filter(theirs).map(Arc::clone).collect();
    let mut titles = Vec::new();
    for on in own {
        let id = on.stored.title.id;
        titles.push((on, agreed.get(&id).cloned(), so_far(tx, id, now)?));
    }
    let lines = settlements::of_publisher(tx, publisher)?;
    let lines = lines.into_iter().filter_map(|(id, line)| Some((settled.get(&id)?.clone(), line))).collect();
    Ok(Known { publisher, titles, lines, asked: corrections::of_publisher(tx, publisher)? })
}

/// Who is paid for a title: as agreed, else its owner.
pub fn owner(on: &OnShelf, agreed: &HashMap<Id<Title>, Agreed>) -> Option<Id<Publisher>> {
    let title = &on.stored.title;
    agreed.get(&title.id).map(|agreed| agreed.publisher).or(title.publisher)
}

fn so_far(tx: &mut Tx<'_>, title: Id<Title>, now: Moment) -> Result<Counts, Error> {
    let Some(month) = Day::of(now).month() else { return Ok(Counts::default()) };
    let opened = reads::of_title(tx, title, month.first().get().into(), month.end().get().into())?;
    let read = || opened.iter().filter(|read| counts_as_read(read));
    let readers: BTreeSet<i64> = read().map(|read| read.reader).collect();
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Ok(Counts { reads: whole(read().count()), readers: whole(readers.len()) })
}

fn desk(state: &State, shelf: &Shelf, known: Known) -> Result<Desk, Error> {
    let name = shelf.publisher(known.publisher).unwrap_or("").to_owned();
    Ok(Desk {
        key: known.publisher.to_string(),
        titles: known.titles.iter().map(|(on, agreed, counts)| own(on, agreed.as_ref(), &name, *counts)).collect(),
        months: months(shelf, &known.lines)?,
        asked: known.asked.into_iter().map(|asked| Asked::of(asked, shelf, &months_of(&known.lines), state)).collect(),
        name,
    })
}

fn months_of(lines: &[(Settled, Line)]) -> Vec<Settled> {
    lines.iter().map(|(settled, _)| settled.clone()).collect()
}

fn own(on: &OnShelf, agreed: Option<&Agreed>, publisher: &str, counts: Counts) -> Own {
    let terms = agreed.map(|agreed| agreeing::in_words(agreed, publisher));
    let few = u64::try_from(counts.readers).unwrap_or(0) < FOLD;
    Own {
        plate: Arc::clone(&on.plate),
        terms: terms.unwrap_or_else(|| format!("Nothing was agreed yet; on the stand it is {}.", on.stored.title.terms.as_str())),
        // While few have read, how often would tell of each of them.
        reads: if few { "not told yet".to_owned() } else { words::number(counts.reads) },
        readers: readers((!few).then_some(counts.readers)),
    }
}

fn months(shelf: &Shelf, lines: &[(Settled, Line)]) -> Result<Vec<Month>, Error> {
    let mut newest: Vec<&(Settled, Line)> = lines.iter().collect();
    newest.sort_by_key(|(settled, line)| (-settled.month, settled.id, line.title));
    let found = newest.chunk_by(|a, b| a.0.id == b.0.id).take(MONTHS);
    found.filter_map(|lines| Some(month(shelf, &lines.first()?.0, lines))).collect()
}

fn month(shelf: &Shelf, settled: &Settled, lines: &[&(Settled, Line)]) -> Result<Month, Error> {
    let href = format!("/publisher/statements/{}", settled.id);
    let title = |(_, line): &(Settled, Line)| {
        let slug = shelf.titles.get(&line.title).map_or("", |on| on.stored.title.slug.as_str());
        (line.name.clone(), format!("{href}/{slug}"), money(line.paid, &settled.currency))
    };
    Ok(Month {
        name: words::month(begins(month_of(settled).map_err(Error::Damaged)?.first())),
        titles: lines.iter().map(|line| title(line)).collect(),
        sum: money(lines.iter().map(|(_, line)| line.paid).sum(), &settled.currency),
        href,
    })
}
