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
    /// The same, each counted the less the more its title usually writes: see [`surge`].
    pub surge: f64,
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

/// Articles that an ordinary title brings in six hours.
const ORDINARY: f64 = 4.0;

/// How fast a story grows against what is usual: every recent article counts 1 where its title brings no more than
/// four in six hours, and less in the measure in which it usually brings more. `recent` holds for each title its recent
/// articles of the story and how many it usually brings in six hours.
pub fn surge(recent: impl IntoIterator<Item = (u32, f64)>) -> f64 {
    recent.into_iter().map(|(articles, usual)| f64::from(articles) * (ORDINARY / usual.max(ORDINARY))).sum()
}

impl Default for Recipe {
    fn default() -> Self {
        Self { sources: 1.0, velocity: 0.5, prominence: 0.3, decay: 1.0, half_life_hours: 12.0, gate: 2 }
    }
}

/// How far each factor of a recipe can be turned.
pub const POWERS: std::ops::RangeInclusive<f64> = 0.0..=3.0;
/// Half-lives that can be chosen, in hours.
pub const HALF_LIVES: std::ops::RangeInclusive<f64> = 1.0..=96.0;
/// Gates that can be chosen.
pub const GATES: std::ops::RangeInclusive<u32> = 1..=5;

impl std::fmt::Display for Recipe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { sources, velocity, prominence, decay, half_life_hours, gate } = self;
        write!(
            f,
            "sources={sources} velocity={velocity} prominence={prominence} decay={decay} half_life={half_life_hours} gate={gate}"
        )
    }
}

/// Reads what [`Recipe`]'s `Display` wrote. What is missing, unknown or no number is as in the default; what is out of
/// range is brought to its end.
impl From<&str> for Recipe {
    fn from(text: &str) -> Self {
        let mut recipe = Self::default();
        for (name, value) in text.split_whitespace().filter_map(|part| part.split_once('=')) {
            let Some(value) = value.parse::<f64>().ok().filter(|value| value.is_finite()) else { continue };
            let power = value.clamp(*POWERS.start(), *POWERS.end());
            match name {
                "sources" => recipe.sources = power,
                "velocity" => recipe.velocity = power,
                "prominence" => recipe.prominence = power,
                "decay" => recipe.decay = power,
                "half_life" => recipe.half_life_hours = value.clamp(*HALF_LIVES.start(), *HALF_LIVES.end()),
                "gate" => recipe.gate = (value.max(0.0) as u32).clamp(*GATES.start(), *GATES.end()),
                _ => {}
            }
        }
        recipe
    }
}

/// The smallest half-life, so that a recipe set to nothing still ranks.
const LEAST_HALF_LIFE_HOURS: f64 = 0.25;
/// Scores stop here, in millionths.
const LARGEST_SCORE: f64 = 1e15;

/// Multiplies the factors and says what each one's part is.
///
/// `score = sources^a · (1 + surge)^b · (1 + prominence)^c · 2^(−d · hours / half-life)`. A factor's share is its part
/// of the logarithm of the product, all parts taken as positive, so that the shares sum to about 1000.
pub fn score(facts: &StoryFacts, recipe: &Recipe, now: Moment) -> Why {
    let minutes = now.since(facts.latest).as_secs() / 60;
    let halvings = minutes as f64 / 60.0 / recipe.half_life_hours.max(LEAST_HALF_LIFE_HOURS);
    let logs = [
        recipe.sources * f64::from(facts.sources.max(1)).ln(),
        recipe.velocity * (1.0 + facts.surge.max(0.0)).ln(),
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
            Factor::Velocity { count: facts.recent, weighed: thousandths(facts.surge), share: velocity },
            Factor::Prominence { count: facts.prominence, share: prominence },
            Factor::Decay { minutes: u32::try_from(minutes).unwrap_or(u32::MAX), share: decay },
        ],
    }
}

fn thousandths(value: f64) -> u32 {
    (value.max(0.0) * 1000.0).round().min(f64::from(u32::MAX)) as u32
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
            surge: 0.0,
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
            StoryFacts { recent: 2, surge: 2.0, ..plain.clone() },
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
        let why = score(&StoryFacts { recent: 3, surge: 3.0, prominence: 2, ..facts(1, 5, 7) }, &Recipe::default(), NOW);
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
        let busy = StoryFacts { recent: 50, surge: 50.0, ..facts(1, 3, 1) };
        assert_eq!(score(&busy, &recipe, NOW).score, score(&facts(1, 3, 1), &recipe, NOW).score);
    }

    #[test]
    fn a_mill_moves_a_story_less_than_a_title_that_writes_little() {
        assert_eq!(surge([(3, 1.0)]), 3.0);
        assert!((surge([(3, 40.0)]) - 0.3).abs() < 1e-9);
        assert!(surge([(1, 0.0), (1, f64::NAN)]) >= 1.0);
    }

    #[test]
    fn recipes_are_read_as_they_are_written_and_kept_in_range() {
        let recipe = Recipe { sources: 0.5, velocity: 0.0, half_life_hours: 6.0, gate: 3, ..Recipe::default() };
        assert_eq!(Recipe::from(recipe.to_string().as_str()), recipe);
        assert_eq!(Recipe::from("sources=x colour=3 decay"), Recipe::default());
        let far = Recipe::from("sources=99 decay=-4 half_life=0 gate=77 velocity=NaN");
        assert_eq!((far.sources, far.decay, far.half_life_hours, far.gate, far.velocity), (3.0, 0.0, 1.0, 5, 0.5));
    }

    #[test]
    fn odd_facts_and_recipes_still_give_a_score() {
        let recipe = Recipe { half_life_hours: 0.0, sources: 1e9, ..Recipe::default() };
        let odd = StoryFacts {
            sources: u32::MAX,
            recent: u32::MAX,
            surge: f64::NAN,
            latest: Moment::from_micros(i64::MIN),
            ..facts(1, 1, 0)
        };
        assert!(score(&odd, &recipe, NOW).score >= 0);
        assert!(score(&StoryFacts { sources: 0, ..odd }, &Recipe::default(), Moment::from_micros(i64::MIN)).score >= 0);
    }
}
