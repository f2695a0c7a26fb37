//! Finds any of many words in a text in one pass: two bytes lead to the words that begin with them.

/// Places for two bytes; a power of two.
const PLACES: usize = 1024;

/// Words in small letters, each with what it stands for.
#[derive(Debug)]
pub struct Finder<T> {
    /// For each place the number of its group; the first group is empty.
    places: Vec<u16>,
    groups: Vec<Vec<(&'static [u8], T)>>,
}

impl<T: Copy> Finder<T> {
    /// A finder of these words, of at least two bytes each.
    pub fn of(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut finder = Self { places: vec![0; PLACES], groups: vec![Vec::new()] };
        for (word, value) in words {
            finder.add(word.as_bytes(), value);
        }
        finder
    }

    fn add(&mut self, word: &'static [u8], value: T) {
        let [one, two, ..] = word else { return };
        let Some(place) = self.places.get_mut(place(*one, *two)) else { return };
        if *place == 0 {
            // There are fewer places than numbers.
            *place = u16::try_from(self.groups.len()).unwrap_or_default();
            self.groups.push(Vec::new());
        }
        if let Some(group) = self.groups.get_mut(usize::from(*place)) {
            group.push((word, value));
        }
    }

    /// What each word that stands in `text` stands for, whatever the case of its ASCII letters.
    pub fn all<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = T> + 't {
        text.windows(2).enumerate().flat_map(move |(at, pair)| {
            let place = self.places.get(place(pair[0], pair[1])).copied().unwrap_or_default();
            let group = self.groups.get(usize::from(place)).map_or(&[][..], Vec::as_slice);
            let stands = move |word: &[u8]| text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word));
            group.iter().filter(move |(word, _)| stands(word)).map(|(_, value)| *value)
        })
    }

    /// Whether one of the words stands in `text`.
    pub fn any(&self, text: &str) -> bool {
        self.all(text.as_bytes()).next().is_some()
    }
}

/// The place of two bytes, the same for letters of either case.
fn place(one: u8, two: u8) -> usize {
    (usize::from(one | 0x20) * 37 + usize::from(two | 0x20)) % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let finder = Finder::of([("bell", 1), ("be", 2), ("鐘", 3), ("to_read", 4), ("x", 5)]);
        let found = |text: &str| finder.all(text.as_bytes()).collect::<Vec<u32>>();
        assert_eq!(found("a Bell, bE; ELL"), [1, 2, 2]);
        assert_eq!(found("大鐘 TO_READ to\u{1f}read x"), [3, 4]);
        assert!(found("").is_empty() && found("b").is_empty() && found("ébel").len() == 1);
        assert!(finder.any("label") == "label".contains("be") && !finder.any("lab"));
    }
}
