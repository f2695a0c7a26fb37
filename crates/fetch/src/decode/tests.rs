//! Tests of the decoders, with bodies coded by the libraries' own encoders where they have one and by hand where not.

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use proptest::prelude::*;

use super::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 3).unwrap()
}

/// One stored metablock of at most 65,536 bytes (RFC 7932, section 9): a 16-bit window, the length, a byte boundary.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if let Ok(length @ 0..=65_535) = u32::try_from(bytes.len().wrapping_sub(1)) {
        // Low bits first: window 0, last 0, two bits for four nibbles, sixteen of length, one for "stored".
        let head = length << 4 | 1 << 20;
        out.extend_from_slice(&head.to_le_bytes()[..3]);
        out.extend_from_slice(bytes);
        out.push(0b11);
    } else {
        out.push(0b110);
    }
    out
}

fn decode(label: &str, coded: &[u8], step: usize, limit: usize) -> Result<Vec<u8>, Broken> {
    let mut decoder = Decoder::new(Some(label), limit)?;
    for piece in coded.chunks(step.max(1)) {
        decoder.push(piece)?;
    }
    decoder.finish()
}

type Code = fn(&[u8]) -> Vec<u8>;

const CODERS: [(&str, Code); 6] =
    [("gzip", gzip), ("X-GZip", gzip), ("deflate", zlib), ("deflate", deflate), ("br", brotli), ("zstd", zstd)];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_was_coded_comes_back_in_pieces_of_any_size(bytes in proptest::collection::vec(0..4u8, 1..3000), step in 1..700usize) {
        for (label, code) in CODERS {
            let whole = decode(label, &code(&bytes), step, 3000);
            prop_assert_eq!(whole.as_ref(), Ok(&bytes), "{}", label);
            prop_assert_eq!(decode(label, &code(&bytes), step, bytes.len() - 1), Err(Broken::TooLarge), "{}", label);
        }
    }

    #[test]
    fn noise_never_panics(label in "gzip|deflate|br|zstd|identity|gzip, br|zstd,deflate", bytes: Vec<u8>, step in 1..40usize, magic in 0..3usize) {
        let start: &[u8] = [&b""[..], &[0x1f, 0x8b, 8, 0], &[0x28, 0xb5, 0x2f, 0xfd]][magic];
        let noise = [start, &bytes].concat();
        let _ = decode(&label, &noise, step, 10_000);
    }
}

#[test]
fn a_body_cut_short_is_no_body() {
    for (label, code) in CODERS {
        let coded = code(&b"a feed with some words in it ".repeat(40));
        let cut = &coded[..coded.len() - 6];
        assert!(matches!(decode(label, cut, 7, 10_000), Err(Broken::CutShort | Broken::Coding)), "{label}");
    }
}

#[test]
fn wrong_labels_do_no_harm() {
    for label in ["gzip", "zstd", "utf-8", "identity", "none", ""] {
        assert_eq!(decode(label, b"<rss/>", 1, 100).unwrap(), b"<rss/>", "{label}");
    }
    assert_eq!(decode("gzip", b"<", 1, 100).unwrap(), b"<");
    assert_eq!(decode("gzip", b"", 1, 100).unwrap(), b"");
    assert_eq!(decode("identity, gzip", &gzip(b"x"), 9, 100).unwrap(), b"x");
}

#[test]
fn codings_on_top_of_one_another_are_undone_in_their_order() {
    let plain = b"a feed with some words in it ".repeat(3);
    assert_eq!(decode("gzip, br", &brotli(&gzip(&plain)), 7, 200).unwrap(), plain);
    assert_eq!(decode("br, gzip", &gzip(&brotli(&plain)), 7, 200).unwrap(), plain);
    assert_eq!(decode("gzip, identity, gzip, zstd", &zstd(&gzip(&gzip(&plain))), 7, 200).unwrap(), plain);
    assert_eq!(
        decode("gzip, gzip", &gzip(&plain), 7, 200).unwrap(),
        plain,
        "one label too many is a lie like any other"
    );
    assert_eq!(decode("gzip, br", &gzip(&plain), 9, 200), Err(Broken::Coding));
    assert_eq!(decode("gzip, gzip", &gzip(&gzip(&[b'x'; 1000])), 9, 200), Err(Broken::TooLarge));
    let four = gzip(&gzip(&gzip(&gzip(b"x"))));
    assert_eq!(decode("gzip, gzip, gzip, gzip", &four, 9, 1000), Err(Broken::Coding));
}

#[test]
fn what_follows_the_end_is_ignored_but_another_member_is_read() {
    for (label, code) in CODERS {
        let coded = [code(b"first"), b"\0\0\0junk".to_vec()].concat();
        assert_eq!(decode(label, &coded, 100, 100).unwrap(), b"first", "{label}");
        assert_eq!(decode(label, &coded, 3, 100).unwrap(), b"first", "{label}");
    }
    assert_eq!(decode("gzip", &[gzip(b"first"), gzip(b", second")].concat(), 100, 100).unwrap(), b"first, second");
    assert_eq!(decode("zstd", &[zstd(b"first"), zstd(b", second")].concat(), 100, 100).unwrap(), b"first, second");
}

#[test]
fn a_gzip_file_without_a_label_is_unpacked_once() {
    assert_eq!(unpack(gzip(b"<urlset/>"), 100).unwrap(), b"<urlset/>");
    assert_eq!(unpack(b"<urlset/>".to_vec(), 100).unwrap(), b"<urlset/>");
    assert_eq!(unpack(gzip(&[b'x'; 1000]), 100), Err(Broken::TooLarge));
    assert_eq!(unpack(gzip(&gzip(b"x")), 100).unwrap(), gzip(b"x"));
}

#[test]
fn windows_that_would_eat_the_memory_are_refused() {
    // A frame header (RFC 8878) that asks for a window of 2^log bytes, then an empty last block.
    let frame = |log: u8| [0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3, 1, 0, 0];
    assert_eq!(decode("zstd", &frame(23), 99, 100), Ok(Vec::new()));
    assert_eq!(decode("zstd", &frame(25), 99, 100), Err(Broken::Coding));
    // Brotli's large-window form: its mark, a window of 2^30 bytes in six bits, then "last" and "empty".
    assert_eq!(decode("br", &[0x11, 30 | 0b11 << 6], 99, 100), Err(Broken::Coding));
}
