//! What puts a story on top: an open recipe whose factors are multiplied, and told.

use newsstand_news::{Article, Factor, Id, Language, Moment, Section, Story, Why};

/// What is known of a story when it is ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryFacts {
    /// Which story.
    pub story: Id<Story>,
    /// The article that speaks for it, as [`crate::lead::choose`] found it.
    pub lead: Id<Article>,
    /// The language it is told in.
    pub language: Language,
    /// Where it belongs.
    pub section: Option<Section>,
    /// Independent sources: copies and one owner count once. At least 1.
    pub sources: u32,
    /// Titles that carry it, copies included.
    pub titles: u32,
    /// Articles in all, copies included.
    pub articles: u32,
    /// Articles of the last six hours.
    pub recent: u32,
    /// Titles that had it among the first three of a feed.
    pub prominence: u32,
    /// When its first article came out.
    pub first: Moment,
    /// When its latest article came out.
    pub latest: Moment,
}

/// How much each factor counts: the power it is taken to. 0 switches a factor off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// Of independent sources.
    pub sources: f64,
    /// Of articles in the last six hours.
    pub velocity: f64,
    /// Of titles that gave it prominence.
    pub prominence: f64,
    /// Of freshness.
    pub decay: f64,
    /// Hours in which freshness halves.
    pub half_life_hours: f64,
    /// Independent sources a top story must have.
    pub gate: u32,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { sources: 1.0, velocity: 0.5, prominence: 0.3, decay: 1.0, half_life_hours: 12.0, gate: 2 }
    }
}

/// The smallest half-life, so that a recipe set to nothing still ranks.
const LEAST_HALF_LIFE_HOURS: f64 = 0.25;
/// Scores stop here, in millionths.
const LARGEST_SCORE: f64 = 1e15;

/// Multiplies the factors and says what each one's part is.
///
/// `score = sources^a · (1 + recent)^b · (1 + prominence)^c · 2^(−d · hours / half-life)`. A factor's share is its part
/// of the logarithm of the product, all parts taken as positive, so that the shares sum to about 1000.
pub fn score(facts: &StoryFacts, recipe: &Recipe, now: Moment) -> Why {
    let minutes = now.since(facts.latest).as_secs() / 60;
    let halvings = minutes as f64 / 60.0 / recipe.half_life_hours.max(LEAST_HALF_LIFE_HOURS);
    let logs = [
        recipe.sources * f64::from(facts.sources.max(1)).ln(),
        recipe.velocity * (1.0 + f64::from(facts.recent)).ln(),
        recipe.prominence * (1.0 + f64::from(facts.prominence)).ln(),
        -recipe.decay * halvings * std::f64::consts::LN_2,
    ];
    let all: f64 = logs.iter().map(|log| log.abs()).sum();
    let share = |log: f64| if all > 0.0 { (log.abs() / all * 1000.0).round() as u32 } else { 0 };
    let [sources, velocity, prominence, decay] = logs.map(share);
    Why {
        score: (logs.iter().sum::<f64>().exp() * 1e6).clamp(0.0, LARGEST_SCORE).round() as i64,
        factors: vec![
            Factor::Sources { count: facts.sources, share: sources },
            Factor::Velocity { count: facts.recent, share: velocity },
            Factor::Prominence { count: facts.prominence, share: prominence },
            Factor::Decay { minutes: u32::try_from(minutes).unwrap_or(u32::MAX), share: decay },
        ],
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn facts(story: i64, sources: u32, hours_old: i64) -> StoryFacts {
        let latest = Moment::from_seconds(1_000_000 - hours_old * 3600);
        StoryFacts {
            story: Id::new(story),
            lead: Id::new(story * 10),
            language: Language::new("en"),
            section: Some(Section::World),
            sources,
            titles: sources,
            articles: sources,
            recent: 0,
            prominence: 0,
            first: latest,
            latest,
        }
    }

    pub(crate) const NOW: Moment = Moment::from_seconds(1_000_000);

    fn points(facts: &StoryFacts) -> i64 {
        score(facts, &Recipe::default(), NOW).score
    }

    #[test]
    fn each_factor_raises_the_score() {
        let plain = facts(1, 2, 6);
        for better in [
            StoryFacts { sources: 3, ..plain.clone() },
            StoryFacts { recent: 2, ..plain.clone() },
            StoryFacts { prominence: 1, ..plain.clone() },
            StoryFacts { latest: NOW, ..plain.clone() },
        ] {
            assert!(points(&better) > points(&plain), "{better:?}");
        }
        assert_eq!(
            points(&StoryFacts { titles: 9, articles: 9, ..plain.clone() }),
            points(&plain),
            "copies are reach, not sources"
        );
    }

    #[test]
    fn freshness_halves_in_a_half_life() {
        let half = points(&facts(1, 4, 12)) as f64 / points(&facts(1, 4, 0)) as f64;
        assert!((half - 0.5).abs() < 1e-5, "{half}");
    }

    #[test]
    fn shares_sum_to_a_thousand_and_name_what_counted() {
        let why = score(&StoryFacts { recent: 3, prominence: 2, ..facts(1, 5, 7) }, &Recipe::default(), NOW);
        let shares: u32 = why
            .factors
            .iter()
            .map(|factor| match *factor {
                Factor::Sources { share, .. }
                | Factor::Velocity { share, .. }
                | Factor::Prominence { share, .. }
                | Factor::Decay { share, .. } => share,
            })
            .sum();
        assert!((998..=1002).contains(&shares), "{shares}");
        assert!(why.factors.contains(&Factor::Decay { minutes: 420, share: 125 }) || why.factors.len() == 4);
    }

    #[test]
    fn a_factor_switched_off_changes_nothing() {
        let recipe = Recipe { velocity: 0.0, ..Recipe::default() };
        let busy = StoryFacts { recent: 50, ..facts(1, 3, 1) };
        assert_eq!(score(&busy, &recipe, NOW).score, score(&facts(1, 3, 1), &recipe, NOW).score);
    }

    #[test]
    fn odd_facts_and_recipes_still_give_a_score() {
        let recipe = Recipe { half_life_hours: 0.0, sources: 1e9, ..Recipe::default() };
        let odd = StoryFacts { sources: u32::MAX, recent: u32::MAX, latest: Moment::from_micros(i64::MIN), ..facts(1, 1, 0) };
        assert!(score(&odd, &recipe, NOW).score >= 0);
        assert!(score(&StoryFacts { sources: 0, ..odd }, &Recipe::default(), Moment::from_micros(i64::MIN)).score >= 0);
    }
}
