//! Reads an arrival into what the desk compares: weighted terms, a sketch, and the shape of its headline.

use crate::copies::{Shingler, Sketch};
use crate::hash;
use crate::text::{Class, Script, Stems, Tongue, Word, scan};
use crate::weigh::{Documents, Frequencies, Vector};
use crate::{Arrival, Settings, limits};

/// What was read of one arrival.
pub(crate) struct Read {
    /// Its weighted terms.
    pub vector: Vector,
    /// Its text, to know copies by.
    pub sketch: Sketch,
    /// Its headline, to know series by.
    pub headline: Headline,
    /// Its language, as a number.
    pub tongue: u32,
}

/// The shape of a headline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Headline {
    /// Hash of its words without figures; 0 when there are fewer than two.
    pub skeleton: u64,
    /// Hash of its figures.
    pub figures: u32,
}

/// One sighting of a term, then all of them together.
#[derive(Clone, Copy)]
struct Seen {
    term: u32,
    headline: f32,
    text: f32,
    weight: f32,
}

/// Reads arrivals. Keeps its working space from one to the next.
pub(crate) struct Reader {
    stems: Stems,
    frequencies: Frequencies,
    shingler: Shingler,
    seen: Vec<Seen>,
    counts: Vec<Documents>,
    parts: Vec<(u32, f32)>,
}

impl Reader {
    /// A reader that knows what ships.
    pub fn new() -> Self {
        let mut stems = Stems::new();
        let frequencies = Frequencies::new(&mut stems);
        Self { stems, frequencies, shingler: Shingler::default(), seen: Vec::new(), counts: Vec::new(), parts: Vec::new() }
    }

    /// Reads one arrival and counts its terms.
    pub fn read(&mut self, arrival: &Arrival<'_>, settings: &Settings) -> Read {
        let tongue = Tongue::of(arrival.language);
        self.seen.clear();
        self.shingler.clear();
        let headline = self.headline(tongue, head(arrival.headline, limits::HEADLINE_BYTES), settings);
        self.text(tongue, head(arrival.text, limits::TEXT_BYTES), settings);
        self.gather();
        let vector = self.weigh(tongue, settings);
        Read { vector, sketch: self.shingler.sketch(), headline, tongue: hash::upper(tongue.seed) }
    }

    fn headline(&mut self, tongue: Tongue, text: &str, settings: &Settings) -> Headline {
        let (mut shape, mut words, mut glyphs) = (Headline::default(), 0, Glyphs::default());
        let Self { stems, seen, .. } = self;
        scan(text, &mut |word| {
            if word.class == Class::Figure {
                shape.figures = hash::upper(hash::step(u64::from(shape.figures), word.form));
            } else {
                shape.skeleton = hash::step(shape.skeleton, word.form);
                words += 1;
            }
            if let Some((term, weight)) = term(stems, tongue, word, &mut glyphs, settings, false) {
                seen.push(Seen { term, headline: 1.0, text: 0.0, weight });
            }
        });
        if words < 2 {
            shape.skeleton = 0;
        }
        shape
    }

    fn text(&mut self, tongue: Tongue, text: &str, settings: &Settings) {
        let mut glyphs = Glyphs::default();
        let Self { stems, seen, shingler, .. } = self;
        let mut words = 0_usize;
        scan(text, &mut |word| {
            shingler.push(word);
            words += 1;
            if let Some((term, weight)) = term(stems, tongue, word, &mut glyphs, settings, true) {
                let place = if words <= limits::OPENING { settings.opening_weight } else { 1.0 };
                seen.push(Seen { term, headline: 0.0, text: place, weight });
            }
        });
    }

    /// Brings the sightings of each term together.
    fn gather(&mut self) {
        self.seen.sort_unstable_by_key(|seen| seen.term);
        self.seen.dedup_by(|next, first| {
            let same = next.term == first.term;
            if same {
                first.headline += next.headline;
                first.text += next.text;
                first.weight = first.weight.max(next.weight);
            }
            same
        });
    }

    fn weigh(&mut self, tongue: Tongue, settings: &Settings) -> Vector {
        let Self { seen, frequencies, counts, parts, .. } = self;
        let all = frequencies.article(tongue);
        // All counts first: they lie far apart in memory, which then is asked for many at a time.
        counts.clear();
        counts.extend(seen.iter().map(|seen| frequencies.count(seen.term, !tongue.table && seen.weight == 1.0)));
        frequencies.close();
        parts.clear();
        parts.extend(seen.iter().zip(&*counts).map(|(seen, &count)| {
            let rarity = all.rarity(count, settings).powf(settings.rarity_power);
            let body = seen.text / (seen.text + settings.repeat);
            let often = settings.headline_weight * seen.headline.min(1.0) + body;
            (seen.term, often * rarity * seen.weight)
        }));
        Vector::of(parts, limits::ARTICLE_TERMS)
    }
}

/// The last glyphs, to make terms of two or three.
#[derive(Default)]
struct Glyphs {
    before: u64,
    last: u64,
    script: Option<Script>,
}

/// The term of a word and what it weighs; nothing for words that say nothing by themselves.
fn term(
    stems: &mut Stems,
    tongue: Tongue,
    word: &Word<'_>,
    glyphs: &mut Glyphs,
    settings: &Settings,
    names: bool,
) -> Option<(u32, f32)> {
    match word.class {
        Class::Glyph(script) => return glyphs.term(tongue, word, script).map(|term| (term, 1.0)),
        Class::Figure => {
            let weight = figure_weight(word.folded, settings)?;
            Some((stems.term(tongue, word.form, word.folded), weight))
        }
        Class::Word => {
            // Single letters are initials, elided articles and the rest of a genitive.
            word.folded.chars().nth(1)?;
            let name = names && word.capital && !word.first;
            Some((stems.term(tongue, word.form, word.folded), if name { settings.name_weight } else { 1.0 }))
        }
    }
    .inspect(|_| *glyphs = Glyphs::default())
}

/// One digit says nothing, two say little, and years stand everywhere.
fn figure_weight(digits: &str, settings: &Settings) -> Option<f32> {
    match digits.len() {
        0 | 1 => None,
        2 => Some(0.4 * settings.figure_weight),
        4 if digits.starts_with("19") || digits.starts_with("20") => Some(0.3 * settings.figure_weight),
        _ => Some(settings.figure_weight),
    }
}

impl Glyphs {
    fn term(&mut self, tongue: Tongue, word: &Word<'_>, script: Script) -> Option<u32> {
        let follows = word.touching && self.script == Some(script);
        let (before, last) = if follows { (self.before, self.last) } else { (0, 0) };
        (self.before, self.last, self.script) = (last, word.form, Some(script));
        let run = match script {
            // Hiragana carries the grammar, not the matter.
            Script::Hiragana | Script::Katakana => return None,
            Script::Han | Script::Hangul if follows => hash::step(last, word.form),
            // A syllable of these is written with two to four characters: two of them would be no more than one syllable.
            Script::Indic if before != 0 => hash::step(hash::step(before, last), word.form),
            _ => return None,
        };
        Some(hash::upper(hash::mix(run ^ tongue.seed)))
    }
}

/// The first `limit` bytes, cut between characters.
fn head(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.get(..end).unwrap_or("")
}
