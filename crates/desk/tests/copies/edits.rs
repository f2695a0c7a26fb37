//! What titles do to a text that is not their own.

use crate::chance::Chance;
use crate::grammar::{Facts, Grammar};
use crate::press::Event;

/// A way of editing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// Nothing but another headline, which every copy here has.
    Headline,
    /// A first paragraph of its own before or instead of the wire's.
    LocalLead,
    /// The first half or third.
    Cut,
    /// The first 60 to 120 words.
    Preview,
    /// Synonyms, figures, punctuation and five to ten words in a hundred.
    Light,
    /// Paragraphs in another order, some left out, one of background put in.
    Shuffled,
    /// Inside a longer text, or between credits and a box.
    Framed,
}

/// All single edits.
pub const ALL: [Edit; 7] = [Edit::Headline, Edit::LocalLead, Edit::Cut, Edit::Preview, Edit::Light, Edit::Shuffled, Edit::Framed];
/// Two at once, in the order they are made.
pub const PAIRS: [[Edit; 2]; 8] = [
    [Edit::Cut, Edit::Light],
    [Edit::Light, Edit::LocalLead],
    [Edit::Light, Edit::Framed],
    [Edit::Light, Edit::Shuffled],
    [Edit::Shuffled, Edit::Framed],
    [Edit::Cut, Edit::Framed],
    [Edit::LocalLead, Edit::Framed],
    [Edit::Preview, Edit::Light],
];

/// Where a title's own words come from.
pub struct Desk<'a> {
    /// The language.
    pub grammar: &'a Grammar,
    /// What it writes about.
    pub event: &'a Event,
}

impl Desk<'_> {
    /// The text as another title carries it.
    pub fn edit(&self, edit: Edit, text: &str, chance: &mut Chance) -> String {
        match edit {
            Edit::Headline => text.to_owned(),
            Edit::LocalLead => self.local_lead(text, chance),
            Edit::Cut => {
                let parts = chance.pick(&[2, 3]);
                self.first(text, crate::press::words(text, self.grammar.glued) / parts)
            }
            Edit::Preview => self.first(text, 60 + chance.below(61)),
            Edit::Light => self.light(text, chance),
            Edit::Shuffled => self.shuffled(text, chance),
            Edit::Framed => self.framed(text, chance),
        }
    }

    fn own(&self, length: usize, chance: &mut Chance) -> String {
        self.event.own(self.grammar, length, chance).join("\n\n")
    }

    fn local_lead(&self, text: &str, chance: &mut Chance) -> String {
        let rest = text.split_once("\n\n").filter(|_| chance.once(500)).map_or(text, |(_, rest)| rest);
        format!("{}\n\n{rest}", self.own(20, chance))
    }

    /// The first so many words.
    fn first(&self, text: &str, count: usize) -> String {
        if self.grammar.glued {
            return text.chars().take(count * 2).collect();
        }
        text.split_inclusive(char::is_whitespace).take(count).collect()
    }

    fn shuffled(&self, text: &str, chance: &mut Chance) -> String {
        let mut paragraphs: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
        let most = paragraphs.len() / 4;
        for _ in 0..chance.below(most + 1) {
            let at = chance.below(paragraphs.len());
            paragraphs.remove(at);
        }
        chance.shuffle(&mut paragraphs);
        let at = chance.below(paragraphs.len() + 1);
        paragraphs.insert(at, self.own(25, chance));
        paragraphs.join("\n\n")
    }

    fn framed(&self, text: &str, chance: &mut Chance) -> String {
        let (credit, boxed) = (self.said("credit", chance), self.said("box", chance));
        let length = crate::press::words(text, self.grammar.glued) / 4;
        if length < 40 || chance.once(500) {
            return format!("{credit}\n\n{text}\n\n{boxed}");
        }
        format!("{}\n\n{text}\n\n{}\n\n{boxed}", self.own(length, chance), self.own(length, chance))
    }

    fn said(&self, rule: &str, chance: &mut Chance) -> String {
        self.grammar.say(rule, &Facts::new(), chance)
    }

    fn light(&self, text: &str, chance: &mut Chance) -> String {
        let mut text = text.to_owned();
        for swap in self.grammar.choices("swap") {
            let (from, to) = swap.split_once('>').unwrap();
            if chance.once(300) {
                text = if self.grammar.glued { text.replacen(from, to, 2) } else { swapped(&text, from, to) };
            }
        }
        if chance.once(500) {
            text = text.replace(['“', '”', '„', '«', '»'], "\"").replace(" - ", " – ").replace('「', "『").replace('」', "』");
        }
        let rate = 30 + chance.below(50);
        if self.grammar.glued { self.some_glyphs(&text, rate / 3, chance) } else { self.some_words(&text, rate, chance) }
    }

    /// So many in a thousand words are left out, replaced or given company.
    fn some_words(&self, text: &str, rate: usize, chance: &mut Chance) -> String {
        let mut out = String::new();
        for word in text.split_inclusive(' ') {
            let other = || format!("{} ", word.trim_end().to_uppercase());
            match if chance.once(rate) { chance.below(3) } else { 3 } {
                0 if !word.contains('\n') => {}
                1 => out.push_str(&format!("{} ", self.said("adj", chance))),
                2 => out.push_str(&format!("{word} {}", other())),
                _ => out.push_str(word),
            }
        }
        out
    }

    /// So many in a thousand characters are replaced.
    fn some_glyphs(&self, text: &str, rate: usize, chance: &mut Chance) -> String {
        let edited = text.chars().map(|c| if c != '\n' && chance.once(rate) { self.said("noun", chance) } else { c.to_string() });
        edited.collect()
    }
}

/// Replaces whole words.
fn swapped(text: &str, from: &str, to: &str) -> String {
    format!(" {text}").replace(&format!(" {from} "), &format!(" {to} ")).trim_start().to_owned()
}
