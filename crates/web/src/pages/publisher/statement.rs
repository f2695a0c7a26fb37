//! A statement: what one title is owed for one month, how it is worked out, and how to check it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_members::settle::{FOLD, qualifies};
use newsstand_news::{Article, Id};
use newsstand_store::reads::{self, Opened};
use newsstand_store::settlements::{self, Line, Settled};
use newsstand_store::{Error, Tx, articles};

use super::sight::one;
use super::told::{self, Bar, Section, Way};
use crate::door::{Trouble, Visitor, page};
use crate::pages::kit::{article_path, headline};
use crate::parts::{Frame, Here, Plate};
use crate::settling::month_of;
use crate::settling::written::{begins, money};
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// Articles that are named as most read.
const MOST: usize = 10;

/// The page.
#[derive(Template)]
#[template(path = "publisher_statement.html")]
struct StatementPage {
    frame: Frame,
    plate: Option<Arc<Plate>>,
    name: String,
    number: usize,
    month: String,
    dek: String,
    sections: Vec<Section>,
    reads: String,
    owed: String,
    currency: String,
    ways: [Way; 2],
    minimum: Option<String>,
    lacks: Option<String>,
    steps: Vec<(String, String)>,
    rule: String,
    days: Option<(Vec<Bar>, String)>,
    most: Vec<Most>,
    inputs: String,
    made: String,
    address: String,
    path: String,
    file: String,
    settlement: String,
    about: String,
}

/// An article that many read.
struct Most {
    reads: String,
    headline: String,
    href: String,
}

/// Shows it.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path((settlement, slug)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let (settled, line, text) = one(&state, &visitor, &shelf, &settlement, &slug).await?;
    let (month, of) = (settled.clone(), line.clone());
    let (number, most) = state.read(move |tx| Ok((number(tx, &month, &of)?, most(tx, &month, &of)?))).await?;
    page(&of_text(&state, &visitor, &shelf, (&settled, &line, &text), &slug)?.with(number, most))
}

fn of_text(
    state: &State,
    visitor: &Visitor,
    shelf: &Shelf,
    (settled, line, text): (&Settled, &Line, &str),
    slug: &str,
) -> Result<StatementPage, Trouble> {
    let statement = told::read(text)?;
    let month = month_of(settled).map_err(Trouble::Broken)?;
    let figures = &statement.figures;
    let own = statement.titles.first().ok_or_else(|| Trouble::Broken("a statement of no title".into()))?;
    let amount = |cents| money(cents, &settled.currency);
    let settlement = settled.id.to_string();
    Ok(StatementPage {
        frame: Frame::new(state, visitor, Some(shelf), Here::Nowhere),
        plate: shelf.plate(line.title),
        name: line.name.clone(),
        number: 0,
        month: words::month(begins(month.first())),
        dek: dek(line, i64::try_from(figures.pro_rata.share.weight).unwrap_or(i64::MAX)),
        sections: told::sections(&statement, line.paid),
        reads: words::number(line.reads),
        owed: amount(line.paid),
        currency: settled.currency.clone(),
        ways: told::ways(figures, &own.line),
        minimum: (line.minimum > 0).then(|| amount(line.minimum)),
        lacks: (line.shortfall > 0).then(|| amount(line.shortfall)),
        steps: told::steps(figures, &own.line),
        rule: told::rule(figures, &own.line),
        days: told::days(&statement),
        most: Vec::new(),
        inputs: figures.inputs.to_string(),
        made: words::since(settled.made, state.member_time(), state.offset()),
        address: state.settings.public_address.as_str().to_owned(),
        path: format!("/publisher/statements/{settlement}/{slug}"),
        file: format!("statement-{month}-{slug}.csv"),
        about: format!("s{settlement}-{}", line.title),
        settlement,
    })
}

impl StatementPage {
    fn with(self, number: usize, most: Vec<Most>) -> Self {
        Self { number, most, ..self }
    }

    fn cents(&self, cents: &i64) -> String {
        money(*cents, &self.currency)
    }
}

/// A minute that began counts: what was read for some seconds was not read for none.
fn minutes(seconds: i64) -> i64 {
    seconds.max(0) / 60 + i64::from(seconds % 60 > 0)
}

/// What was read, in a sentence.
fn dek(line: &Line, all: i64) -> String {
    if line.reads == 0 {
        return format!("Nobody read it, of {} on the stand.", words::count(all, "read", "reads"));
    }
    format!(
        "{} of members’ reading: {} by {} readers, of {} on the stand.",
        words::count(minutes(line.seconds), "minute", "minutes"),
        words::count(line.reads, "read", "reads"),
        told::readers(line.readers),
        words::count(all, "read", "reads")
    )
}

/// Which of the title's statements to this publisher it is, counted from one.
fn number(tx: &mut Tx<'_>, settled: &Settled, line: &Line) -> Result<usize, Error> {
    let all: BTreeMap<Id<Settled>, Settled> = settlements::all(tx)?.into_iter().map(|one| (one.id, one)).collect();
    let of_title = settlements::of_publisher(tx, line.publisher)?.into_iter().filter(|(_, one)| one.title == line.title);
    let before = |id: &Id<Settled>| all.get(id).is_some_and(|one| one.currency == settled.currency && one.month <= settled.month);
    Ok(of_title.filter(|(id, _)| before(id)).count())
}

/// The articles that most reads were of, where enough readers stand behind them.
fn most(tx: &mut Tx<'_>, settled: &Settled, line: &Line) -> Result<Vec<Most>, Error> {
    let opened = reads::of_title(tx, line.title, settled.from_day, settled.until_day)?;
    let ranked = ranked(&opened);
    let ids: Vec<Id<Article>> = ranked.iter().map(|(article, _)| *article).collect();
    let known: BTreeMap<_, _> = articles::by_ids(tx, &ids)?.into_iter().map(|card| (card.id, card)).collect();
    let told = |(article, reads): (Id<Article>, usize)| {
        let card = known.get(&article)?;
        Some(Most { reads: words::count(reads, "read", "reads"), headline: headline(card), href: article_path(article) })
    };
    Ok(ranked.into_iter().filter_map(told).collect())
}

fn ranked(opened: &[Opened]) -> Vec<(Id<Article>, usize)> {
    let mut counts: BTreeMap<Id<Article>, (usize, BTreeSet<i64>)> = BTreeMap::new();
    for read in opened.iter().filter(|read| counts_as_read(read)) {
        let Some(article) = read.article else { continue };
        let count = counts.entry(article).or_default();
        count.0 += 1;
        count.1.insert(read.reader);
    }
    let enough = |readers: &BTreeSet<i64>| u64::try_from(readers.len()).unwrap_or(0) >= FOLD;
    let told = counts.into_iter().filter(|(_, (_, readers))| enough(readers));
    let mut ranked: Vec<(Id<Article>, usize)> = told.map(|(article, (reads, _))| (article, reads)).collect();
    ranked.sort_by_key(|(article, reads)| (std::cmp::Reverse(*reads), *article));
    ranked.truncate(MOST);
    ranked
}

/// Whether somebody read it and did not only open it.
pub fn counts_as_read(read: &Opened) -> bool {
    let whole = |value: i64| u32::try_from(value.max(0)).unwrap_or(u32::MAX);
    qualifies(whole(read.seconds), whole(read.words))
}
