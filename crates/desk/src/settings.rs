//! The desk's one setting for all languages and lengths of text.

/// What decides whether two articles tell of one event. Likenesses run from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// What a word of the headline weighs against a word of the text.
    pub headline_weight: f32,
    /// What a word of the first [`crate::limits::OPENING`] words of the text weighs against a later one.
    pub opening_weight: f32,
    /// What a name weighs against another word.
    pub name_weight: f32,
    /// What a figure of three digits or more weighs against a word.
    pub figure_weight: f32,
    /// How fast a repeated word stops adding: `n / (n + this)`.
    pub repeat: f32,
    /// The power to which a term's rarity is taken.
    pub rarity_power: f32,
    /// An article joins the story most like it from this likeness on, when its text is long.
    pub join: f32,
    /// The same when only a headline is known.
    pub join_headline: f32,
    /// Words of text from which on a text counts as long.
    pub long_words: f32,
    /// What the likeness of two stories must exceed the joining one by, as a factor, for them to be merged.
    pub merge_margin: f32,
    /// Hours between a story and an article that take nothing from their likeness.
    pub grace_hours: f32,
    /// Hours beyond those after which a story and an article look half as alike.
    pub half_life_hours: f32,
    /// How much less a story attracts the less its articles are alike: the power to which its cohesion is taken.
    pub cohesion: f32,
    /// How many articles a story's picture of itself reaches back.
    pub memory: f32,
    /// The part of the shorter text that must stand in the longer one for them to be copies.
    pub copy: f32,
    /// Related stories are named from this likeness on.
    pub near: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            headline_weight: 1.2,
            opening_weight: 3.0,
            name_weight: 1.1,
            figure_weight: 0.4,
            repeat: 1.1,
            rarity_power: 0.67,
            join: 0.25,
            join_headline: 0.163,
            long_words: 900.0,
            merge_margin: 1.3,
            grace_hours: 36.0,
            half_life_hours: 36.0,
            cohesion: 0.4,
            memory: 60.0,
            copy: 0.6,
            near: 0.09,
        }
    }
}

impl Settings {
    /// The likeness from which on an article belongs to a story, where the shorter text of the two has so many words.
    pub(crate) fn threshold(&self, words: f32) -> f32 {
        let long = (words / self.long_words).clamp(0.0, 1.0);
        self.join_headline + (self.join - self.join_headline) * long
    }
}
