//! Stories as several titles tell them: shared facts, names, quotations and a wire's phrases, but each its own text.

use crate::chance::Chance;
use crate::grammar::{Facts, Grammar};

/// A story before anybody has written about it.
pub struct Event {
    facts: Facts,
    speeches: Vec<String>,
    phrases: Vec<String>,
}

/// Whether the text is that long yet; two characters of a script without spaces count as one word.
pub fn words(text: &str, glued: bool) -> usize {
    if glued { text.chars().count() / 2 } else { text.split_whitespace().count() }
}

impl Event {
    /// A new event.
    pub fn happens(grammar: &Grammar, chance: &mut Chance) -> Self {
        let facts = grammar.facts(chance);
        let speeches = (0..4).map(|_| grammar.say("Speech", &facts, chance)).collect();
        let phrases = grammar.choices("Wire").iter().map(|phrase| grammar.fill(phrase, &facts, chance)).collect();
        Self { facts, speeches, phrases }
    }

    /// A headline of a title's own.
    pub fn headline(&self, grammar: &Grammar, chance: &mut Chance) -> String {
        grammar.say("headline", &self.facts, chance)
    }

    /// A sentence about it.
    fn sentence(&self, grammar: &Grammar, chance: &mut Chance) -> String {
        let said = grammar.say("sentence", &self.facts, chance);
        let mut letters = said.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }

    /// Paragraphs of one hand, `length` words or a little more, with nothing quoted.
    pub fn own(&self, grammar: &Grammar, length: usize, chance: &mut Chance) -> Vec<String> {
        let (mut paragraphs, mut sum) = (Vec::new(), 0);
        while sum < length {
            let sentences: Vec<String> = (0..2 + chance.below(2)).map(|_| self.sentence(grammar, chance)).collect();
            paragraphs.push(sentences.join(if grammar.glued { "" } else { " " }));
            sum += words(paragraphs.last().unwrap(), grammar.glued);
        }
        paragraphs
    }

    /// A title's own article: two or three of the speeches and one or two of the wire's phrases stand in it word for word,
    /// as far as its length has room for what others said.
    pub fn report(&self, grammar: &Grammar, length: usize, chance: &mut Chance) -> String {
        let mut paragraphs = self.own(grammar, length, chance);
        let mut heard: Vec<String> = self.speeches.iter().map(|speech| self.quoted(grammar, speech, chance)).collect();
        heard.extend(self.phrases.iter().map(|phrase| format!("{phrase}{}", if grammar.glued { "。" } else { "." })));
        chance.shuffle(&mut heard);
        let most = (length / 60).clamp(1, 5);
        for said in heard.into_iter().take(1 + chance.below(most)) {
            let at = chance.below(paragraphs.len() + 1);
            paragraphs.insert(at, said);
        }
        paragraphs.join("\n\n")
    }

    fn quoted(&self, grammar: &Grammar, speech: &str, chance: &mut Chance) -> String {
        grammar.say("said", &self.facts, chance).replace("{}", speech)
    }
}
