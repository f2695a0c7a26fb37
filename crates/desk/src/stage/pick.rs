//! `stage pick`: what a reader could be shown, scored; then what the reader opened.

use std::collections::HashMap;

use newsstand_news::{Article, Id, Moment, Section, dates};
use serde::{Deserialize, Serialize};

use crate::pick::{Candidate, Popularity, Taste};

/// Articles that are remembered by name; beyond it all names are forgotten and learned anew.
const NAMES: usize = 200_000;

/// One line: either what could be shown (`candidates`), or what was then opened (`clicked`). Unknown fields are ignored.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Line {
    /// What it is called in the answer.
    pub id: String,
    /// When it was, as any date that [`dates::read`] knows; without one, when the line before it was.
    pub time: Option<String>,
    /// Articles the reader opened before, oldest first.
    pub history: Vec<String>,
    /// Articles the reader could be shown.
    pub candidates: Option<Vec<Choice>>,
    /// Those the reader opened.
    pub clicked: Vec<String>,
}

/// An article a reader could be shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// Its name.
    pub id: String,
    /// Its headline; not looked at yet.
    pub title: Option<String>,
    /// Its section, as one of the stand's own words.
    pub section: Option<String>,
    /// When it came out; not looked at yet.
    pub published: Option<String>,
}

/// The answer to a line: to clicks, the scores that were given before them, so that the last answer to an id holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The line's id.
    pub id: String,
    /// One per candidate, in their order; only their order means something.
    pub scores: Vec<f64>,
}

/// The state between lines.
#[derive(Default)]
pub struct Stage {
    popularity: Popularity,
    known: HashMap<String, Candidate>,
    named: i64,
    now: Moment,
    /// The last answer with scores; clicks follow what they were made on.
    last: Option<Answer>,
}

impl Stage {
    /// An empty stage.
    pub fn new() -> Self {
        Self::default()
    }

    /// Scores what could be shown, or learns from what was opened.
    pub fn line(&mut self, line: Line) -> Answer {
        self.now = line.time.as_deref().and_then(dates::read).unwrap_or(self.now);
        let scores = match line.candidates {
            Some(choices) => self.score(&choices, &line.history),
            None => self.last.as_ref().filter(|last| last.id == line.id).map_or_else(Vec::new, |last| last.scores.clone()),
        };
        for name in &line.clicked {
            let candidate = self.candidate(name, None);
            self.popularity.opened(candidate, self.now);
        }
        let answer = Answer { id: line.id, scores };
        self.last = Some(answer.clone());
        answer
    }

    fn score(&mut self, choices: &[Choice], history: &[String]) -> Vec<f64> {
        let mut taste = Taste::default();
        history.iter().filter_map(|name| self.known.get(name)?.section).for_each(|section| taste.opened(section));
        let candidates: Vec<Candidate> = choices
            .iter()
            .map(|choice| self.candidate(&choice.id, choice.section.as_deref().and_then(|word| word.parse().ok())))
            .collect();
        let scores = candidates.iter().map(|&candidate| self.popularity.score(candidate, &taste, self.now)).collect();
        candidates.iter().for_each(|&candidate| self.popularity.shown(candidate, self.now));
        scores
    }

    fn candidate(&mut self, name: &str, section: Option<Section>) -> Candidate {
        if let Some(known) = self.known.get(name) {
            return Candidate { section: section.or(known.section), ..*known };
        }
        if self.known.len() >= NAMES {
            self.known.clear();
        }
        let article: Id<Article> = Id::new(self.named);
        self.named += 1;
        let candidate = Candidate { article, section };
        self.known.insert(name.to_owned(), candidate);
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(id: &str, candidates: &[(&str, &str)], history: &[&str]) -> Line {
        let choice = |&(id, section): &(&str, &str)| Choice { id: id.into(), section: Some(section.into()), ..Choice::default() };
        Line {
            id: id.into(),
            time: Some("2025-02-03T08:00:00Z".into()),
            history: history.iter().map(|&name| name.into()).collect(),
            candidates: Some(candidates.iter().map(choice).collect()),
            ..Line::default()
        }
    }

    fn clicked(id: &str, names: &[&str]) -> Line {
        Line { id: id.into(), clicked: names.iter().map(|&name| name.into()).collect(), ..Line::default() }
    }

    #[test]
    fn clicks_move_scores() {
        let mut stage = Stage::new();
        let both = [("x", ""), ("y", "")];
        let before = stage.line(shown("1", &both, &[]));
        assert_eq!(before.scores[0], before.scores[1]);
        assert_eq!(stage.line(clicked("1", &["y"])), before, "clicks are answered with what they were made on");
        let after = stage.line(shown("2", &both, &[]));
        assert!(after.scores[1] > after.scores[0]);
    }

    #[test]
    fn what_one_read_before_counts() {
        let mut stage = Stage::new();
        stage.line(shown("1", &[("a", "sport"), ("b", "culture")], &[]));
        let scores = stage.line(shown("2", &[("c", "sport"), ("d", "culture")], &["b"])).scores;
        assert!(scores[1] > scores[0], "{scores:?}");
    }
}
