//! `stage story`: articles in order of arrival, each answered with its story at once.

use std::collections::HashMap;

use newsstand_news::{Article, ArticleKind, Id, Language, Moment, Story, Title, dates};
use serde::{Deserialize, Serialize};

use crate::{Arrival, Desk, Move, Settings};

/// Articles between two second passes.
const TIDY_EVERY: u64 = 64;

/// One article. What is missing or unreadable is taken as empty; unknown fields are ignored.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Line {
    /// What it is called in the answer.
    pub id: String,
    /// Where it lives; not looked at.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// When it came out, as any date that [`dates::read`] knows; without one, when the line before it did.
    pub published: Option<String>,
    /// The title that carries it.
    pub publisher: Option<String>,
    /// Its language as a BCP 47 tag; English when missing.
    pub language: Option<String>,
    /// `report`, `opinion`, `live`, `gallery`, `video` or `newsletter`; a report when missing.
    pub kind: Option<String>,
}

/// Where one article is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The line's id.
    pub id: String,
    /// Its story.
    pub story: Id<Story>,
    /// The id of the line whose text it has.
    pub copy_of: Option<String>,
}

/// The state between lines. It grows with the number of lines: it must name every article again at the end.
pub struct Stage {
    desk: Desk,
    names: Vec<String>,
    answers: Vec<(Id<Story>, Option<Id<Article>>)>,
    titles: HashMap<String, i64>,
    moved: HashMap<Id<Story>, Id<Story>>,
    minted: i64,
    latest: Moment,
}

impl Stage {
    /// An empty stage.
    pub fn new(settings: Settings) -> Self {
        Self {
            desk: Desk::new(settings),
            names: Vec::new(),
            answers: Vec::new(),
            titles: HashMap::new(),
            moved: HashMap::new(),
            minted: 0,
            latest: Moment::default(),
        }
    }

    /// Places one article.
    pub fn line(&mut self, line: Line) -> Answer {
        let language = Language::new(line.language.as_deref().unwrap_or("en"));
        let published = line.published.as_deref().and_then(dates::read).unwrap_or(self.latest);
        self.latest = self.latest.max(published);
        let article = Id::new(self.names.len() as i64);
        let arrival = Arrival {
            article,
            title: self.title(line.publisher.unwrap_or_default()),
            publisher: None,
            language: &language,
            headline: line.title.as_deref().unwrap_or(""),
            text: line.text.as_deref().unwrap_or(""),
            published,
            kind: line.kind.and_then(|word| word.parse().ok()).unwrap_or(ArticleKind::Report),
            section: None,
            wire: None,
        };
        let minted = &mut self.minted;
        let placed = self.desk.place(&arrival, &mut || {
            *minted += 1;
            Id::new(*minted)
        });
        self.names.push(line.id);
        self.answers.push((placed.placement.story, placed.placement.copy_of));
        if (self.names.len() as u64).is_multiple_of(TIDY_EVERY) {
            self.tidy();
        }
        self.answer(article)
    }

    fn title(&mut self, name: String) -> Id<Title> {
        let next = self.titles.len() as i64;
        Id::new(*self.titles.entry(name).or_insert(next))
    }

    fn tidy(&mut self) {
        for moved in self.desk.tidy(self.latest) {
            if let Move::Merged { from, into } = moved {
                self.moved.insert(from, into);
            }
        }
        let minted = &mut self.minted;
        for moved in self.desk.split(&mut || {
            *minted += 1;
            Id::new(*minted)
        }) {
            if let Move::Split { into, articles, .. } = moved {
                for article in articles {
                    if let Some(answer) = self.answers.get_mut(article.get() as usize) {
                        answer.0 = into;
                    }
                }
            }
        }
    }

    fn answer(&self, article: Id<Article>) -> Answer {
        let at = article.get() as usize;
        let (story, original) = self.answers.get(at).copied().unwrap_or((Id::new(0), None));
        let name = |at: usize| self.names.get(at).cloned();
        Answer { id: name(at).unwrap_or_default(), story, copy_of: original.and_then(|original| name(original.get() as usize)) }
    }

    /// Every article with the story it ended in, in order of arrival.
    pub fn finish(&mut self) -> impl Iterator<Item = Answer> + '_ {
        self.tidy();
        (0..self.names.len()).map(|at| {
            let answer = self.answer(Id::new(at as i64));
            Answer { story: self.now(answer.story), ..answer }
        })
    }

    /// Follows a story's redirects. A story that ended never comes back, so they end.
    fn now(&self, mut story: Id<Story>) -> Id<Story> {
        while let Some(&into) = self.moved.get(&story) {
            story = into;
        }
        story
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The ferry Godwit ran aground on the Saltmere bar with 212 people on board after its steering failed, the \
        harbour office said. Lifeboats from Saltmere and Pillow Bank took off the passengers, and nobody was hurt. Captain \
        Wren Tolliver said the tide would lift the ship again by midnight.";

    fn line(id: &str, title: &str, text: &str, publisher: &str) -> Line {
        Line {
            id: id.into(),
            title: Some(title.into()),
            text: Some(text.into()),
            publisher: Some(publisher.into()),
            published: Some("2025-02-03T08:00:00Z".into()),
            ..Line::default()
        }
    }

    #[test]
    fn each_line_is_answered_and_named_again_at_the_end() {
        let mut stage = Stage::new(Settings::default());
        let first = stage.line(line("a", "Ferry Godwit aground off Saltmere", TEXT, "packet"));
        let copy = stage.line(line("b", "212 taken off stranded ship", TEXT, "herald"));
        let other = stage.line(line("c", "Tin at a nine-month high", "Tin closed at its highest for nine months.", "bourse"));
        assert_eq!((copy.story, copy.copy_of.as_deref()), (first.story, Some("a")));
        assert_ne!(other.story, first.story);
        let last: Vec<Answer> = stage.finish().collect();
        assert_eq!(last, [first, copy, other]);
    }

    #[test]
    fn lines_with_nothing_in_them_are_answered() {
        let mut stage = Stage::new(Settings::default());
        let answers = [stage.line(Line::default()), stage.line(Line { published: Some("soon".into()), ..Line::default() })];
        assert_ne!(answers[0].story, answers[1].story);
    }
}
