//! Lays out the front page.

use std::collections::HashSet;

use newsstand_news::{Card, Edition, Front, Id, Language, Moment, Section, Story, Why};

use crate::rank::{self, Recipe, StoryFacts};

/// Stories among the top ones.
pub const TOP: usize = 9;
/// Top stories below which single-source stories are taken in, so that the page is never empty.
pub const LEAST_TOP: usize = 5;
/// Stories of one section.
pub const IN_SECTION: usize = 6;
/// What a story's score is taken times for each story of its section that stands above it.
const SAME_SECTION: f64 = 0.75;
/// The same for its language.
const SAME_LANGUAGE: f64 = 0.93;

/// A story with its score.
struct Ranked<'a> {
    facts: &'a StoryFacts,
    why: Why,
}

/// Lays out an edition: the top stories, then each section's best that are not on top already.
///
/// `languages` are those the reader reads, none meaning all; regional kinds of a language are that language.
/// A top story has at least `recipe.gate` independent sources; only where fewer than [`LEAST_TOP`] have, the newest
/// of the others follow. Sections and languages take turns: each story on top makes the next of its kind count less.
pub fn lay_out(stories: &[StoryFacts], recipe: &Recipe, languages: &[Language], now: Moment) -> Edition {
    let ranked = ranked(stories, recipe, languages, now);
    let top = top_stories(&ranked, recipe);
    let mut shown: HashSet<Id<Story>> = top.iter().map(|ranked| ranked.facts.story).collect();
    let mut fronts = vec![(Front::TopStories, top.into_iter().map(card).collect())];
    for section in Section::ALL {
        let own = ranked.iter().filter(|ranked| ranked.facts.section == Some(section));
        let best: Vec<&Ranked<'_>> = own.filter(|ranked| !shown.contains(&ranked.facts.story)).take(IN_SECTION).collect();
        shown.extend(best.iter().map(|ranked| ranked.facts.story));
        if !best.is_empty() {
            fronts.push((Front::Section(section), best.into_iter().map(card).collect()));
        }
    }
    Edition { made: now, fronts }
}

/// Stories in the reader's languages, the best first; each story once.
fn ranked<'a>(stories: &'a [StoryFacts], recipe: &Recipe, languages: &[Language], now: Moment) -> Vec<Ranked<'a>> {
    let reads = |facts: &StoryFacts| {
        languages.is_empty() || languages.iter().any(|language| language.primary() == facts.language.primary())
    };
    let mut once = HashSet::new();
    let mut ranked: Vec<Ranked<'a>> = stories
        .iter()
        .filter(|facts| reads(facts) && once.insert(facts.story))
        .map(|facts| Ranked { facts, why: rank::score(facts, recipe, now) })
        .collect();
    ranked.sort_by(|a, b| b.why.score.cmp(&a.why.score).then(newer(a, b)));
    ranked
}

fn newer(a: &Ranked<'_>, b: &Ranked<'_>) -> std::cmp::Ordering {
    b.facts.latest.cmp(&a.facts.latest).then(a.facts.story.cmp(&b.facts.story))
}

fn top_stories<'a>(ranked: &'a [Ranked<'a>], recipe: &Recipe) -> Vec<&'a Ranked<'a>> {
    let (gated, mut others): (Vec<&Ranked<'_>>, Vec<&Ranked<'_>>) =
        ranked.iter().partition(|ranked| ranked.facts.sources >= recipe.gate);
    let mut top = diverse(gated, TOP);
    if top.len() < LEAST_TOP {
        others.sort_by(|a, b| newer(a, b));
        top.extend(others.into_iter().take(LEAST_TOP - top.len()));
    }
    top
}

/// Takes the best, again and again, counting less what is of a kind with those above it.
fn diverse<'a>(mut rest: Vec<&'a Ranked<'a>>, count: usize) -> Vec<&'a Ranked<'a>> {
    let mut taken: Vec<&Ranked<'_>> = Vec::new();
    while taken.len() < count {
        let worth = |ranked: &Ranked<'_>| {
            let section = taken.iter().filter(|above| above.facts.section == ranked.facts.section).count();
            let language = taken.iter().filter(|above| above.facts.language.primary() == ranked.facts.language.primary()).count();
            ranked.why.score as f64 * SAME_SECTION.powi(section as i32) * SAME_LANGUAGE.powi(language as i32)
        };
        let best = (0..rest.len()).reduce(|best, at| match (rest.get(best), rest.get(at)) {
            (Some(a), Some(b)) if worth(b) > worth(a) => at,
            _ => best,
        });
        let Some(best) = best else { break };
        let next = rest.remove(best);
        taken.push(next);
    }
    taken
}

fn card(ranked: &Ranked<'_>) -> Card {
    Card { story: ranked.facts.story, article: ranked.facts.lead, why: ranked.why.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::tests::{NOW, facts};

    fn laid_out(stories: &[StoryFacts], languages: &[&str]) -> Edition {
        let languages: Vec<Language> = languages.iter().map(|tag| Language::new(tag)).collect();
        lay_out(stories, &Recipe::default(), &languages, NOW)
    }

    fn on(edition: &Edition, front: Front) -> Vec<i64> {
        edition.fronts.iter().filter(|(of, _)| *of == front).flat_map(|(_, cards)| cards).map(|card| card.story.get()).collect()
    }

    #[test]
    fn top_stories_need_two_sources() {
        let stories: Vec<StoryFacts> = (1..=20).map(|n| facts(n, if n % 2 == 0 { 2 } else { 1 }, 1)).collect();
        let top = on(&laid_out(&stories, &[]), Front::TopStories);
        assert_eq!(top.len(), TOP);
        assert!(top.iter().all(|story| story % 2 == 0), "{top:?}");
    }

    #[test]
    fn the_page_is_never_empty() {
        let stories: Vec<StoryFacts> = (1..=8).map(|n| facts(n, 1, n)).collect();
        assert_eq!(on(&laid_out(&stories, &[]), Front::TopStories), [1, 2, 3, 4, 5], "the newest");
        assert_eq!(laid_out(&[], &[]).fronts.len(), 1);
    }

    #[test]
    fn no_story_stands_twice() {
        let mut stories: Vec<StoryFacts> = (1..=40).map(|n| facts(n, 1 + (n % 4) as u32, n % 24)).collect();
        stories.extend(stories.clone());
        let edition = laid_out(&stories, &[]);
        let all: Vec<i64> = edition.fronts.iter().flat_map(|(_, cards)| cards).map(|card| card.story.get()).collect();
        let distinct: HashSet<&i64> = all.iter().collect();
        assert_eq!(all.len(), distinct.len());
    }

    #[test]
    fn only_languages_the_reader_reads() {
        let spanish = StoryFacts { language: Language::new("es-mx"), ..facts(1, 3, 1) };
        let edition = laid_out(&[spanish, facts(2, 9, 1)], &["es"]);
        assert_eq!(on(&edition, Front::TopStories), [1]);
    }

    #[test]
    fn sections_take_turns_on_top() {
        let mut stories: Vec<StoryFacts> = (1..=12).map(|n| facts(n, 6, 1)).collect();
        stories.push(StoryFacts { section: Some(Section::Sport), ..facts(90, 5, 1) });
        stories.push(StoryFacts { section: Some(Section::Science), ..facts(91, 5, 1) });
        let top = on(&laid_out(&stories, &[]), Front::TopStories);
        assert!(top.contains(&90) && top.contains(&91), "{top:?}");
        assert!(top.iter().position(|&story| story == 90) <= Some(2), "{top:?}");
    }

    #[test]
    fn sections_come_in_the_order_of_the_list_with_their_best() {
        let mut stories: Vec<StoryFacts> = (1..=9).map(|n| facts(n, 3, 1)).collect();
        let of = |n, section, hours| StoryFacts { section: Some(section), ..facts(n, 1, hours) };
        stories.extend([of(20, Section::Sport, 2), of(21, Section::Science, 9), of(22, Section::Science, 1)]);
        let edition = laid_out(&stories, &[]);
        let order: Vec<Front> = edition.fronts.iter().map(|(front, _)| *front).collect();
        assert_eq!(order, [Front::TopStories, Front::Section(Section::Science), Front::Section(Section::Sport)]);
        assert_eq!(on(&edition, Front::Section(Section::Science)), [22, 21]);
    }
}
