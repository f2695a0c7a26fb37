//! As much CBOR as passkeys are written in (CTAP2's canonical form, RFC 8949): whole numbers, bytes, texts, maps, lists.
//! Everything has a length in front, nothing lies deeper than four levels, and whatever else comes is refused.

/// How deep things may lie within each other.
const DEPTH: u8 = 4;
/// Most things in a map or list.
const MOST: u64 = 64;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// A whole number.
    Number(i64),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A text.
    Text(&'a str),
    /// A list; nothing here looks into one.
    List,
    /// A map.
    Map(Vec<(Value<'a>, Value<'a>)>),
    /// True, false or nothing.
    Simple,
}

impl<'a> Value<'a> {
    /// What stands in a map under a number.
    pub fn at(&self, number: i64) -> Option<&Value<'a>> {
        self.under(&Value::Number(number))
    }

    /// What stands in a map under a text.
    pub fn named(&self, name: &str) -> Option<&Value<'a>> {
        self.under(&Value::Text(name))
    }

    fn under(&self, key: &Value<'_>) -> Option<&Value<'a>> {
        let Value::Map(pairs) = self else { return None };
        pairs.iter().find(|(has, _)| has == key).map(|(_, value)| value)
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<i64> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// The bytes, where it is bytes.
    pub fn bytes(&self) -> Option<&'a [u8]> {
        if let Value::Bytes(bytes) = self { Some(bytes) } else { None }
    }
}

/// The value that `bytes` begins with, and what follows it.
pub fn read(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    value(bytes, DEPTH)
}

fn value(bytes: &[u8], depth: u8) -> Option<(Value<'_>, &[u8])> {
    let depth = depth.checked_sub(1)?;
    let (kind, argument, rest) = head(bytes)?;
    let number = i64::try_from(argument).ok();
    let cut = |rest: &'_ [u8]| usize::try_from(argument).ok().filter(|length| *length <= rest.len());
    Some(match kind {
        0 => (Value::Number(number?), rest),
        1 => (Value::Number((-1_i64).checked_sub(number?)?), rest),
        2 => {
            let (bytes, rest) = rest.split_at(cut(rest)?);
            (Value::Bytes(bytes), rest)
        }
        3 => {
            let (text, rest) = rest.split_at(cut(rest)?);
            (Value::Text(std::str::from_utf8(text).ok()?), rest)
        }
        4 => {
            let mut rest = rest;
            for _ in 0..(argument <= MOST).then_some(argument)? {
                rest = value(rest, depth)?.1;
            }
            (Value::List, rest)
        }
        5 => {
            let (mut pairs, mut rest) = (Vec::new(), rest);
            for _ in 0..(argument <= MOST).then_some(argument)? {
                let (key, after) = value(rest, depth)?;
                let (held, after) = value(after, depth)?;
                pairs.push((key, held));
                rest = after;
            }
            (Value::Map(pairs), rest)
        }
        7 if matches!(argument, 20..=22) => (Value::Simple, rest),
        _ => return None,
    })
}

/// Kind, argument, and what follows. Lengths that are not told are refused.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (kind, short) = (first >> 5, first & 31);
    let width = match short {
        0..=23 => return Some((kind, u64::from(short), rest)),
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    // Kind 7 in more than one byte is a fraction, which nothing here is.
    let (argument, rest) = rest.split_at_checked(width).filter(|_| kind != 7)?;
    Some((kind, argument.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_standard_are_read() {
        let number = |bytes: &[u8]| read(bytes).and_then(|(value, _)| value.number());
        for (bytes, said) in [
            (&[0x00][..], 0),
            (&[0x17], 23),
            (&[0x18, 0x64], 100),
            (&[0x19, 0x03, 0xe8], 1000),
            (&[0x20], -1),
            (&[0x39, 0x03, 0xe7], -1000),
        ] {
            assert_eq!(number(bytes), Some(said));
        }
        let (map, rest) = read(&[0xa2, 0x01, 0x02, 0x61, b'a', 0x42, 1, 2, 9]).unwrap();
        assert_eq!(
            (map.at(1).and_then(Value::number), map.named("a").and_then(Value::bytes)),
            (Some(2), Some(&[1, 2][..]))
        );
        assert_eq!((rest, map.at(3)), (&[9][..], None));
        for bad in [&[][..], &[0x5f], &[0x42, 1], &[0xf9, 0, 0], &[0xc0, 0], &[0x1b, 255, 255, 255, 255, 255, 255, 255, 255]] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
        assert_eq!(read(&[0x81; 40]), None, "too deep");
        assert_eq!(read(&[0x9a, 255, 255, 255, 255]), None, "too many");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
