//! Which attributes a tag has, as a set: the names that are asked for most, and one place for all others.

/// A set of attribute names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Names(u32);

/// The names with a place of their own, lower case.
const KNOWN: [&str; 24] = [
    "class",
    "id",
    "role",
    "style",
    "hidden",
    "itemprop",
    "rel",
    "data-testid",
    "href",
    "src",
    "type",
    "name",
    "property",
    "content",
    "datetime",
    "lang",
    "title",
    "alt",
    "srcset",
    "width",
    "height",
    "dir",
    "data-src",
    "data-srcset",
];
/// The place of every other name.
const OTHER: u32 = 1 << 31;

impl Names {
    /// No name.
    pub const NONE: Names = Names(0);
    /// Any name at all.
    #[cfg(test)]
    pub const ANY: Names = Names(u32::MAX);
    /// Those that can hide an element.
    pub const HIDING: Names = Names::of_all(&["hidden", "style"]);

    /// The set that holds `name`, in either case.
    pub fn of(name: &str) -> Names {
        let place = usize::from(PLACES[slot(name.as_bytes(), FACTOR)]);
        match KNOWN.get(place) {
            Some(known) if known.eq_ignore_ascii_case(name) => Names(1 << place),
            _ => Names(OTHER),
        }
    }

    /// The set of these names, all of which must be known ones.
    pub const fn of_all(names: &[&str]) -> Names {
        let (mut set, mut at) = (0, 0);
        while at < names.len() {
            let mut place = 0;
            while !same(KNOWN[place], names[at]) {
                place += 1;
            }
            set |= 1 << place;
            at += 1;
        }
        Names(set)
    }

    /// Both.
    pub const fn with(self, other: Names) -> Names {
        Names(self.0 | other.0)
    }

    /// Whether one of `names` may be in it.
    pub const fn may_hold(self, names: Names) -> bool {
        self.0 & names.0 != 0
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Slots of [`PLACES`]; a power of two.
const SLOTS: usize = 128;
/// Stands for no place.
const NONE: u8 = u8::MAX;
/// The first factor with which no two known names share a slot.
const FACTOR: usize = factor();
/// The places of the known names by their slot.
static PLACES: [u8; SLOTS] = match places(FACTOR) {
    Some(places) => places,
    None => [NONE; SLOTS],
};

/// A number for a name's length and the last five bits of its first and last letter, the same in either case.
const fn slot(name: &[u8], factor: usize) -> usize {
    match name {
        [first, .., last] => ((*first as usize & 31) * factor + (*last as usize & 31) * (factor >> 5) + name.len()) & (SLOTS - 1),
        _ => 0,
    }
}

const fn factor() -> usize {
    let mut factor = 1;
    while places(factor).is_none() {
        factor += 1;
    }
    factor
}

const fn places(factor: usize) -> Option<[u8; SLOTS]> {
    let mut places = [NONE; SLOTS];
    let mut place = 0;
    while place < KNOWN.len() {
        let slot = slot(KNOWN[place].as_bytes(), factor);
        if places[slot] != NONE {
            return None;
        }
        places[slot] = place as u8;
        place += 1;
    }
    Some(places)
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_its_place() {
        for (place, name) in KNOWN.iter().enumerate() {
            assert_eq!(Names::of(name), Names(1 << place), "{name}");
            assert_eq!(Names::of(&name.to_uppercase()), Names(1 << place), "{name}");
        }
        for name in ["", "x", "classes", "clas", "é", "data-x", "\u{3}lass"] {
            assert_eq!(Names::of(name), Names(OTHER), "{name:?}");
        }
        let set = Names::of("class").with(Names::of("onclick"));
        assert!(set.may_hold(Names::of("onload")) && !set.may_hold(Names::of("id")) && !set.may_hold(Names::HIDING));
    }
}
