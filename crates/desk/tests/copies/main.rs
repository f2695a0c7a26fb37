//! Copies through `stage story`: made-up stories in four languages, each told by several titles in their own words, and each of
//! the ways in which titles edit what is not theirs. `cargo test --test copies -- --nocapture` prints what was found.

mod chance;
mod edits;
mod grammar;
mod press;
mod score;

use chance::Chance;
use edits::{ALL, Desk, Edit, PAIRS};
use grammar::{Facts, Grammar};
use newsstand_desk::Settings;
use newsstand_desk::stage::story::{Line, Stage};
use press::Event;
use score::Score;

/// Stories in each language.
const STORIES: u64 = 24;
/// Titles that tell a story in their own words.
const TELLERS: usize = 4;

/// An article and what is true of it.
struct Made {
    line: Line,
    kind: String,
    copy_of: Option<String>,
}

/// Writes the articles of a language in order of arrival.
struct Newsroom {
    grammar: Grammar,
    tag: &'static str,
    made: Vec<Made>,
}

impl Newsroom {
    fn new(tag: &'static str, rules: &'static str) -> Self {
        Self { grammar: Grammar::read(rules, tag == "ja"), tag, made: Vec::new() }
    }

    fn add(&mut self, headline: String, text: String, title: usize, kind: &str, copy_of: Option<String>) -> String {
        let number = self.made.len();
        let (days, hours, minutes) = (1 + number / 144, number / 6 % 24, number % 6);
        let line = Line {
            id: format!("{}-{number}", self.tag),
            title: Some(headline),
            text: Some(text),
            published: Some(format!("2025-10-{days:02}T{hours:02}:{minutes}0:00Z")),
            publisher: Some(format!("{}-title-{title}", self.tag)),
            language: Some(self.tag.to_owned()),
            ..Line::default()
        };
        let id = line.id.clone();
        self.made.push(Made { line, kind: kind.to_owned(), copy_of });
        id
    }

    /// A story as several titles tell it, then its copies.
    fn story(&mut self, chance: &mut Chance) {
        let event = Event::happens(&self.grammar, chance);
        let mut own = Vec::new();
        for title in 0..TELLERS {
            let length = 120 + chance.below(12) * chance.below(66);
            let text = event.report(&self.grammar, length, chance);
            let headline = event.headline(&self.grammar, chance);
            own.push((self.add(headline, text.clone(), title, "own", None), text));
        }
        let pairs = (0..3).map(|_| chance.pick(&PAIRS).to_vec()).collect::<Vec<_>>();
        for (number, edits) in ALL.iter().map(|&edit| vec![edit]).chain(pairs).enumerate() {
            let (original, text) = &own[chance.below(TELLERS)];
            let desk = Desk { grammar: &self.grammar, event: &event };
            let text = edits.iter().fold(text.clone(), |text, &edit| desk.edit(edit, &text, chance));
            let headline = event.headline(&self.grammar, chance);
            self.add(headline, text, TELLERS + number, &name(&edits), Some(original.clone()));
        }
    }

    /// The same report of a market by another title, with the figures of another day.
    fn market(&mut self, day: usize, chance: &mut Chance) {
        let text = self.grammar.say("report", &Facts::new(), chance);
        let headline = self.grammar.say("headline", &Facts::new(), chance);
        self.add(headline, text, day, "market", None);
    }
}

fn name(edits: &[Edit]) -> String {
    edits.iter().map(|edit| format!("{edit:?}")).collect::<Vec<_>>().join("+")
}

/// Everything of one language.
fn made(tag: &'static str, rules: &'static str) -> Vec<Made> {
    let mut room = Newsroom::new(tag, rules);
    for counter in 0..STORIES {
        let mut chance = Chance::new(counter);
        room.story(&mut chance);
        room.market(counter as usize, &mut chance);
    }
    room.made
}

/// What the stage says of them.
fn found(made: Vec<Made>, settings: Settings) -> Score {
    let (mut stage, mut score) = (Stage::new(settings), Score::default());
    for Made { line, kind, copy_of } in made {
        let answer = stage.line(line);
        score.note(&kind, copy_of.as_deref(), answer.copy_of.as_deref());
    }
    score
}

#[test]
fn copies_are_folded_and_titles_own_texts_are_not() {
    let rules = [
        ("en", include_str!("words/en.txt")),
        ("de", include_str!("words/de.txt")),
        ("es", include_str!("words/es.txt")),
        ("ja", include_str!("words/ja.txt")),
    ];
    let score = found(rules.into_iter().flat_map(|(tag, rules)| made(tag, rules)).collect(), Settings::default());
    score.print();
    assert!(score.f1() >= 0.998, "{score:?}");
    assert!(score.false_joins() <= 0.003, "{score:?}");
    assert!(score.recall() >= 0.99, "{score:?}");
}
