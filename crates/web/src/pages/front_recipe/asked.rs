//! The numbers of a recipe as a reader writes them.

use newsstand_desk::rank::Recipe;
use serde::Deserialize;

use crate::guard::form::Form;

/// The numbers in an address or a form, as written; those that are missing stay as they are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    sources: String,
    velocity: String,
    prominence: String,
    freshness: String,
    half_life: String,
    gate: String,
    /// What was done just now.
    pub done: String,
}

impl Asked {
    /// From a form.
    pub fn of(form: &Form) -> Self {
        let field = |name: &str| form.field(name).to_owned();
        Self {
            sources: field("sources"),
            velocity: field("velocity"),
            prominence: field("prominence"),
            freshness: field("freshness"),
            half_life: field("half_life"),
            gate: field("gate"),
            done: String::new(),
        }
    }

    /// Each number by the recipe's own name for it, and as readers know it.
    fn parts(&self) -> [(&'static str, &'static str, &str); 6] {
        [
            ("sources", "Independent sources", self.sources.as_str()),
            ("velocity", "How fast it grows", &self.velocity),
            ("prominence", "What titles put first", &self.prominence),
            ("decay", "Freshness", &self.freshness),
            ("half_life", "The half-life", &self.half_life),
            ("gate", "The least number of sources", &self.gate),
        ]
    }

    /// What is no number, by its name.
    pub fn wrong(&self) -> Option<&'static str> {
        let number = |text: &str| text.trim().parse::<f64>().is_ok_and(f64::is_finite);
        self.parts().into_iter().find(|(_, _, text)| !text.is_empty() && !number(text)).map(|(_, name, _)| name)
    }

    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|(_, _, text)| text.is_empty())
    }

    /// The recipe with these numbers in the place of its own.
    pub fn over(&self, recipe: &Recipe) -> Recipe {
        let mut text = recipe.to_string();
        for (name, _, value) in self.parts() {
            text.push_str(&format!(" {name}={}", value.trim()));
        }
        Recipe::from(text.as_str())
    }
}

/// A recipe as it stands in an address.
pub fn query(recipe: &Recipe) -> String {
    let Recipe { sources, velocity, prominence, decay, half_life_hours, gate } = recipe;
    format!(
        "sources={sources}&velocity={velocity}&prominence={prominence}&freshness={decay}&half_life={half_life_hours}&gate={gate}"
    )
}
