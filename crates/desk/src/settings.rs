//! The desk's one setting for all languages and lengths of text.

/// Half-lives of a new story after which nothing of a likeness is left.
const REACH: f32 = 3.0;

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
    /// What an article of the stream counts in a word's rarity against one of the background.
    pub stream_weight: f32,
    /// Articles a word is taken to be in beyond those it was seen in.
    pub floor: f32,
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
    /// What the likeness of two halves of a story must fall short of the joining one by, as a factor, for it to be split.
    pub split_margin: f32,
    /// The same as `merge_margin`, when one of the two stories has a single article.
    pub merge_young: f32,
    /// Hours from the middle of a new story after which an article looks half as alike.
    pub half_life_hours: f32,
    /// How sharply time tells: the power to which the hours over the half-life are taken.
    pub time_power: f32,
    /// Hours that no story's own half-life is shorter than.
    pub fastest_hours: f32,
    /// How often its articles' mean distance from its middle a story's own half-life is.
    pub pace: f32,
    /// How many articles' worth a story keeps of the half-life of a new one.
    pub pace_prior: f32,
    /// How much less a story attracts the less its articles are alike: the power to which its cohesion is taken.
    pub cohesion: f32,
    /// How much of the joining likeness a story of one article needs.
    pub young: f32,
    /// How much of the joining likeness the likeliest story is let off when no other is like the article at all.
    pub clear: f32,
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
            headline_weight: 0.6,
            opening_weight: 2.6,
            name_weight: 0.8,
            figure_weight: 0.79,
            repeat: 1.6,
            stream_weight: 0.05,
            floor: 1.7,
            rarity_power: 0.766,
            join: 0.32,
            join_headline: 0.098,
            long_words: 100.0,
            merge_margin: 2.1,
            split_margin: 0.2,
            merge_young: 0.665,
            half_life_hours: 60.0,
            time_power: 3.5,
            fastest_hours: 1.0,
            pace: 0.75,
            pace_prior: 5.7,
            cohesion: 0.14,
            young: 0.54,
            clear: 0.4,
            memory: 48.0,
            copy: 0.6,
            near: 0.09,
        }
    }
}

impl Settings {
    /// Hours after which nothing of a likeness is left.
    pub(crate) fn reach(&self) -> u32 {
        (self.half_life_hours * REACH) as u32
    }

    /// The likeness from which on an article belongs to a story, where the shorter text of the two has so many words.
    pub(crate) fn threshold(&self, words: f32) -> f32 {
        let long = (words / self.long_words).clamp(0.0, 1.0);
        self.join_headline + (self.join - self.join_headline) * long
    }
}
