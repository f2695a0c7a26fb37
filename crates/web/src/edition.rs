//! The edition as one reader sees it: everybody's, or laid out anew by the reader's own recipe and without what is muted;
//! with the editors' picks.

use std::collections::HashMap;
use std::sync::Arc;

use newsstand_desk::edition::lay_out;
use newsstand_desk::rank::StoryFacts;
use newsstand_news::{Card, Edition, Front, Moment, Why};
use newsstand_store::picks::{self, Pick};
use newsstand_store::{Error, Tx, articles, editions, stories};

use crate::mine::{Mine, shown, speaks};
use crate::standing::{Standing, Standings};

/// An edition for one reader.
#[derive(Debug, Clone)]
pub struct Own {
    /// What stands where.
    pub edition: Edition,
    /// What the editors said of their picks.
    pub picks: Vec<Pick>,
    /// Stories that the reader's mutes keep away from it.
    pub hidden: usize,
}

/// Reads it; none before the first edition was laid out.
pub fn read(tx: &mut Tx<'_>, standings: &Standings, mine: &Mine, now: Moment) -> Result<Option<Own>, Error> {
    let Some(everybodys) = editions::latest(tx)? else { return Ok(None) };
    let mut own = if mine.is_plain() {
        Own { edition: everybodys, picks: Vec::new(), hidden: 0 }
    } else {
        let standing = standings.get(tx, now)?;
        let (facts, hidden) = sifted(tx, &standing, mine)?;
        let mut edition = lay_out(&facts, &mine.recipe, &[], now);
        edition.made = everybodys.made;
        Own { edition, picks: Vec::new(), hidden }
    };
    own.picks = picks::current(tx, now)?;
    let cards = picked(tx, mine, &own.picks)?;
    own.picks.retain(|pick| cards.iter().any(|card| card.story == pick.story));
    // Picks of the moment stand in the place of any that were laid out with the edition.
    own.edition.fronts.retain(|(front, _)| *front != Front::OurPicks);
    if !cards.is_empty() {
        own.edition.fronts.push((Front::OurPicks, cards));
    }
    Ok(Some(own))
}

/// The stories without what is muted: muted titles do not count as sources, and where only the article that speaks for a
/// story is hidden, another one speaks.
fn sifted(tx: &mut Tx<'_>, standing: &Arc<Standing>, mine: &Mine) -> Result<(Vec<StoryFacts>, usize), Error> {
    let mut kept = Vec::with_capacity(standing.facts.len());
    let mut hidden = 0;
    for facts in &standing.facts {
        let Some(lead) = standing.leads.get(&facts.lead) else { continue };
        // A story belongs where most of its titles put it, its lead perhaps elsewhere.
        if facts.section.is_some_and(|section| mine.sieve.hides_section(section)) {
            hidden += 1;
            continue;
        }
        let hides = mine.sieve.hides(&shown(lead, standing.names_of(lead.id))).is_some();
        match if hides { another(tx, standing, facts, mine)? } else { Some(lessened(standing, facts, mine)) } {
            Some(facts) => kept.push(facts),
            None => hidden += 1,
        }
    }
    Ok((kept, hidden))
}

/// The story without what muted titles brought to it.
fn lessened(standing: &Standing, facts: &StoryFacts, mine: &Mine) -> StoryFacts {
    if standing.has(facts.story, |title| mine.hides_title(title)) {
        standing.told_by(facts, |title| !mine.hides_title(title))
    } else {
        facts.clone()
    }
}

/// The story with another article to speak for it, told by the titles alone that still have something in it.
fn another(tx: &mut Tx<'_>, standing: &Standing, facts: &StoryFacts, mine: &Mine) -> Result<Option<StoryFacts>, Error> {
    let voices = mine.voices(tx, facts.story)?;
    let Some(lead) = speaks(&voices) else { return Ok(None) };
    let told = standing.told_by(facts, |title| voices.iter().any(|card| card.title == title));
    Ok(Some(StoryFacts { lead: lead.id, ..told }))
}

/// Cards for the editors' picks. Where the article that was chosen is hidden, another one of its story is shown.
fn picked(tx: &mut Tx<'_>, mine: &Mine, picks: &[Pick]) -> Result<Vec<Card>, Error> {
    let ids: Vec<_> = picks.iter().map(|pick| pick.story).collect();
    let leads: HashMap<_, _> = stories::by_ids(tx, &ids)?.into_iter().map(|story| (story.id, story.lead)).collect();
    let named: Vec<_> =
        picks.iter().filter_map(|pick| Some((pick.story, pick.article.or_else(|| leads.get(&pick.story).copied())?))).collect();
    let articles: Vec<_> = named.iter().map(|(_, article)| *article).collect();
    let cards = articles::by_ids(tx, &articles)?;
    let cards = mine.shown(tx, cards)?;
    let mut out = Vec::with_capacity(named.len());
    for (story, article) in named {
        let shown = match cards.iter().any(|card| card.id == article) {
            true => Some(article),
            false => speaks(&mine.voices(tx, story)?).map(|card| card.id),
        };
        out.extend(shown.map(|article| Card { story, article, why: Why::default() }));
    }
    Ok(out)
}
