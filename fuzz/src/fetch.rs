//! Any bytes as what a server sends beside a body: robots.txt, `Link`, the head of an answer, a compressed body.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsstand_fetch::probe;

fuzz_target!(|bytes: &[u8]| {
    let Some((door, rest)) = bytes.split_first() else { return };
    match door % 4 {
        0 => probe::robots(rest),
        1 => probe::links(rest),
        2 => probe::head(rest),
        _ => probe::decode(rest),
    }
});
