//! What was read of a name lately: on a page the same few names stand on many elements.

/// Names that are remembered at once; a power of two.
const SLOTS: usize = 128;

/// Remembers what some reading gave for the names it was last asked for.
#[derive(Debug)]
pub struct Recent<'a, T>(Vec<Option<(&'a str, T)>>);

impl<'a, T: Copy> Recent<'a, T> {
    /// Remembers nothing yet.
    pub fn new() -> Self {
        Self(vec![None; SLOTS])
    }

    /// What `read` gives for `name`, which must always be the same for one name.
    pub fn of(&mut self, name: &'a str, read: impl FnOnce(&'a str) -> T) -> T {
        let Some(slot) = self.0.get_mut(slot(name.as_bytes())) else { return read(name) };
        match slot {
            Some((known, value)) if *known == name => *value,
            _ => slot.insert((name, read(name))).1,
        }
    }
}

/// A place for a name, from its length and the letters at its end and in its middle, in which names of one make differ.
fn slot(name: &[u8]) -> usize {
    let number = |bytes: Option<&[u8; 8]>| bytes.map(|bytes| u64::from_le_bytes(*bytes));
    let middle = name.get(name.len() / 2..).unwrap_or_default();
    let (last, middle) = (number(name.last_chunk()), number(middle.first_chunk()));
    let short = || name.iter().fold(0, |all: u64, byte| all << 8 | u64::from(*byte));
    let all = last.unwrap_or_else(short) ^ middle.unwrap_or_default().rotate_left(29) ^ name.len() as u64;
    (all.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_again_only_when_it_was_forgotten() {
        let names: Vec<String> = (0..2_000).map(|at| format!("{}card-{}", "wide ".repeat(at % 4), at * 7 % 300)).collect();
        let (mut recent, mut read) = (Recent::new(), 0);
        for name in names.iter().flat_map(|name| [name, name]) {
            let length = recent.of(name, |name| {
                read += 1;
                name.len()
            });
            assert_eq!(length, name.len());
        }
        assert!(read <= names.len());
        assert_eq!((recent.of("", str::len), recent.of("é", str::len), recent.of("", str::len)), (0, 2, 0));
    }
}
