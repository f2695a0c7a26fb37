//! Markup as it comes: tokens, attributes, references, names, and a reader that puts broken nesting right.

pub(crate) mod attributes;
mod ends;
pub(crate) mod names;
pub(crate) mod reader;
pub(crate) mod references;
pub(crate) mod space;
pub(crate) mod tokens;

pub(crate) use attributes::Attributes;
pub(crate) use names::Name;
pub(crate) use reader::{Element, Event, Reader};
pub(crate) use space::Space;

/// Whether two names are the same. Names are short, so that calling the library's comparison would take longer than this.
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    match a.len() {
        0..4 => a.iter().eq(b),
        4..8 => a.first_chunk::<4>() == b.first_chunk::<4>() && a.last_chunk::<4>() == b.last_chunk::<4>(),
        8..=16 => a.first_chunk::<8>() == b.first_chunk::<8>() && a.last_chunk::<8>() == b.last_chunk::<8>(),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn names_are_compared_byte_by_byte() {
        let name = "abcdefghijklmnopqrst".as_bytes();
        for length in 0..=name.len() {
            let name = &name[..length];
            assert!(same(name, name));
            assert!(!same(name, &name[..length.saturating_sub(1)]) || length == 0);
            for at in 0..length {
                let mut other = name.to_vec();
                other[at] = b'-';
                assert!(!same(name, &other), "{length} {at}");
            }
        }
    }
}
