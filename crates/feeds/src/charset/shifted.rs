//! Encodings that shift between ASCII and another alphabet within seven bits: ISO-2022-KR (RFC 1557) and HZ (RFC 1843). Browsers
//! have given them up; old feeds have not. What was shifted becomes EUC-KR and GBK, which are the same with the eighth bit set.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, GBK};

use super::labels::Stated;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shifted {
    /// Korean: between the control characters SO and SI.
    Iso2022Kr,
    /// Chinese: between `~{` and `~}`.
    Hz,
}

/// The sequence at the beginning of every line or document in ISO-2022-KR.
const KOREAN: &[u8] = b"\x1b$)C";

/// Decodes ASCII that is stated to be one of these, or begins as ISO-2022-KR must.
pub(super) fn decode(bytes: &[u8], http: Stated, declared: Stated) -> Option<(Cow<'_, str>, &'static str)> {
    let (encoding, name): (&'static Encoding, _) = match (http, declared) {
        (Stated::Shifted(shifted), _) | (_, Stated::Shifted(shifted)) => match shifted {
            Shifted::Iso2022Kr => (EUC_KR, "ISO-2022-KR"),
            Shifted::Hz => (GBK, "HZ-GB-2312"),
        },
        _ if memchr::memmem::find(bytes, KOREAN).is_some() => (EUC_KR, "ISO-2022-KR"),
        _ => return None,
    };
    let raised = if encoding == EUC_KR { korean(bytes) } else { hz(bytes) };
    Some((Cow::Owned(encoding.decode_without_bom_handling(&raised).0.into_owned()), name))
}

fn raised(byte: u8, shifted: bool) -> u8 {
    if shifted && (0x21..0x7f).contains(&byte) { byte | 0x80 } else { byte }
}

fn korean(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut rest, mut shifted) = (bytes, false);
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            0x0e => shifted = true,
            0x0f => shifted = false,
            0x1b if after.starts_with(b"$)C") => rest = after.get(3..).unwrap_or_default(),
            byte => out.push(raised(*byte, shifted)),
        }
        // A line ends what nobody ended.
        shifted &= *first != b'\n';
    }
    out
}

fn hz(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut rest, mut shifted) = (bytes, false);
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let sign = if *first == b'~' { after.first() } else { None };
        match sign {
            Some(b'{') if !shifted => shifted = true,
            Some(b'}') if shifted => shifted = false,
            Some(b'~') if !shifted => out.push(b'~'),
            Some(b'\n') if !shifted => {}
            _ => {
                out.push(raised(*first, shifted));
                shifted &= *first != b'\n';
                continue;
            }
        }
        rest = after.get(1..).unwrap_or_default();
    }
    out
}
