//! A made-up stream of news: words as frequent as in real texts, topics, names, events that several titles tell of, and
//! copies.

use std::collections::VecDeque;

/// Different words of the language.
const WORDS: u64 = 80_000;
/// Fields of interest, each with words of its own.
const TOPICS: u64 = 60;
/// Words of a topic.
const TOPIC_WORDS: u64 = 600;
/// Events going on at one time.
const EVENTS: u64 = 3_000;
/// Names and words of an event.
const OWN: u64 = 14;
/// Texts that may still be copied.
const RECENT: usize = 400;

/// An article of the stream.
pub struct Made {
    /// Its headline.
    pub headline: String,
    /// Its text.
    pub text: String,
}

/// Makes articles of one length.
pub struct Stream {
    state: u64,
    words: usize,
    made: u64,
    recent: VecDeque<String>,
}

impl Stream {
    /// A stream of articles of so many words.
    pub fn new(words: usize) -> Self {
        Self { state: 0x5eed, words, made: 0, recent: VecDeque::new() }
    }

    /// The next articles.
    pub fn take(&mut self, count: usize) -> Vec<Made> {
        (0..count).map(|_| self.article()).collect()
    }

    /// Numbers that look drawn at random (xorshift, Marsaglia 2003).
    fn roll(&mut self, sides: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % sides
    }

    /// A rank by Zipf's law: as many words between one and ten as between ten and a hundred.
    fn rank(&mut self, of: u64) -> u64 {
        let part = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        ((of as f64).powf(part) - 1.0) as u64
    }

    fn article(&mut self) -> Made {
        self.made += 1;
        // Old events end and new ones begin all the time.
        let event = self.made / 8 + self.rank(EVENTS);
        let headline = self.sentence(event, 9);
        let copied = self.roll(100) < 15 && !self.recent.is_empty();
        let text = if copied { self.copy() } else { self.text(event) };
        Made { headline, text }
    }

    fn text(&mut self, event: u64) -> String {
        let (mut text, mut words) = (String::with_capacity(self.words * 7), 0);
        while words < self.words {
            let length = (8 + self.roll(24) as usize).min(self.words - words);
            text.push_str(&self.sentence(event, length));
            text.push_str(if self.roll(3) == 0 { ".\n\n" } else { ". " });
            words += length;
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(text.clone());
        text
    }

    /// A recent text with its beginning and one word in thirty changed.
    fn copy(&mut self) -> String {
        let at = self.roll(self.recent.len() as u64) as usize;
        let text = self.recent.get(at).cloned().unwrap_or_default();
        let edited = text.split(' ').skip(12).map(|word| if self.roll(30) == 0 { self.plain() } else { word.to_owned() });
        let edited: Vec<String> = edited.collect();
        format!("{} {}", self.sentence(at as u64, 12), edited.join(" "))
    }

    fn plain(&mut self) -> String {
        let rank = self.rank(WORDS);
        word(rank)
    }

    fn sentence(&mut self, event: u64, length: usize) -> String {
        let topic = event % TOPICS;
        let words = (0..length).map(|at| match self.roll(20) {
            0 => name(event * OWN + self.roll(OWN / 2)),
            1 => word(WORDS * 4 + event * OWN + self.roll(OWN)),
            2..=5 => word(WORDS + topic * TOPIC_WORDS + self.rank(TOPIC_WORDS)),
            6 if at > 0 => format!("{}", self.rank(100_000)),
            _ => self.plain(),
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// A word for a number, frequent ones short: syllables, so that stemmers have something to do.
fn word(mut number: u64) -> String {
    const SYLLABLES: [&str; 24] = [
        "a", "en", "ti", "ros", "ma", "lin", "dor", "ve", "sha", "pel", "un", "gra", "cho", "wi", "fes", "ol", "ing", "ed",
        "ber", "s", "tion", "or", "al", "ly",
    ];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[(number % 24) as usize]);
        number /= 24;
        if number == 0 {
            return word;
        }
    }
}

/// A name for a number.
fn name(number: u64) -> String {
    let word = word(number + 10_000);
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
