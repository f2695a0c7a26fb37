//! Texts from a grammar: `rule = choice | choice`, names in braces replaced by one of their choices.

use std::collections::HashMap;

use crate::chance::Chance;

/// The rules of one language.
pub struct Grammar {
    rules: HashMap<&'static str, Vec<&'static str>>,
    /// Whether words are written without spaces.
    pub glued: bool,
}

/// What was chosen once for a story: the rules with a capital.
pub type Facts = HashMap<String, String>;

impl Grammar {
    /// Reads the rules.
    pub fn read(text: &'static str, glued: bool) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let rules = lines.map(|line| {
            let (name, choices) = line.split_once(" = ").unwrap();
            (name, choices.split(" | ").map(str::trim).collect())
        });
        Self { rules: rules.collect(), glued }
    }

    /// The choices of a rule.
    pub fn choices(&self, rule: &str) -> &[&'static str] {
        self.rules.get(rule).unwrap_or_else(|| panic!("no rule {rule}"))
    }

    /// One text of a rule, with the facts of a story.
    pub fn say(&self, rule: &str, facts: &Facts, chance: &mut Chance) -> String {
        let choice = chance.pick(self.choices(rule));
        self.fill(choice, facts, chance)
    }

    /// Replaces the names in braces.
    pub fn fill(&self, text: &str, facts: &Facts, chance: &mut Chance) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap();
            out.push_str(before);
            match (name, facts.get(name)) {
                ("", _) => out.push_str("{}"),
                ("n", _) => out.push_str(&figure(chance)),
                (_, Some(fact)) => out.push_str(fact),
                (name, None) => out.push_str(&self.say(name, facts, chance)),
            }
            rest = after;
        }
        out + rest
    }

    /// The facts of a new story; speeches are chosen apart.
    pub fn facts(&self, chance: &mut Chance) -> Facts {
        ["Place", "Person", "Body", "Deed", "Sum"].iter().fold(Facts::new(), |mut facts, rule| {
            let fact = self.say(rule, &facts, chance);
            facts.insert((*rule).to_owned(), fact);
            facts
        })
    }
}

fn figure(chance: &mut Chance) -> String {
    match chance.below(3) {
        0 => format!("{}.{}", chance.below(90) + 10, chance.below(90) + 10),
        1 => format!("{}", chance.below(900) + 100),
        _ => format!("{},{:03}", chance.below(90) + 1, chance.below(1000)),
    }
}
