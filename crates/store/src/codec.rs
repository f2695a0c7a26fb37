//! Packed bytes: one leading byte names the form, so that a better one can be added later.

use crate::Error;

const ZSTD: u8 = 1;
const PLAIN: u8 = 0;
const LEVEL: i32 = 3;
/// Shorter texts are kept as they are.
const WORTH_PACKING: usize = 96;
/// Largest text that is unpacked, against damaged or forged rows.
const LIMIT: usize = 64 << 20;

/// Packs a text.
pub(crate) fn pack(text: &[u8]) -> Vec<u8> {
    if text.len() >= WORTH_PACKING
        && let Ok(packed) = zstd::bulk::compress(text, LEVEL)
        && packed.len() < text.len()
    {
        return [&[ZSTD], packed.as_slice()].concat();
    }
    [&[PLAIN], text].concat()
}

/// Unpacks what [`pack`] made.
pub(crate) fn unpack(packed: &[u8]) -> Result<String, Error> {
    let bytes = match packed.split_first() {
        Some((&PLAIN, rest)) => rest.to_vec(),
        Some((&ZSTD, rest)) => {
            let size = zstd::zstd_safe::get_frame_content_size(rest).ok().flatten().unwrap_or(LIMIT as u64);
            zstd::bulk::decompress(rest, (size as usize).min(LIMIT)).map_err(|e| Error::Damaged(e.to_string()))?
        }
        _ => return Err(Error::Damaged("packed bytes of an unknown form".into())),
    };
    String::from_utf8(bytes).map_err(|_| Error::Damaged("packed text is not UTF-8".into()))
}

/// First 16 bytes of SHA-256: keys of entries and addresses.
pub(crate) fn key(parts: &[&[u8]]) -> [u8; 16] {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    for part in parts {
        context.update(&(part.len() as u64).to_le_bytes());
        context.update(part);
    }
    let mut key = [0; 16];
    key.copy_from_slice(&context.finish().as_ref()[..16]);
    key
}

/// NUL characters do not fit into PostgreSQL's text.
pub(crate) fn text(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_unpacks(text in ".{0,400}") {
            prop_assert_eq!(unpack(&pack(text.as_bytes())).unwrap(), text);
        }
        #[test]
        fn damage_is_an_error_and_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&bytes);
        }
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
    }
}
