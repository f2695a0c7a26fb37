//! Hashes at a small cost, and one at the real one.

use super::*;
use proptest::prelude::*;

const SMALL: Cost = Cost { memory: 8, passes: 1, lanes: 1 };

fn given(text: &str) -> Password {
    Password::given(text).expect("within the limit")
}

fn small(text: &str) -> Hash {
    given(text).hash_at(SMALL, [7; SALT_BYTES], &mut Memory::default()).expect("memory")
}

fn matches(hash: &Hash, text: &str) -> bool {
    hash.verify(&given(text), &mut Memory::default())
}

#[test]
fn the_real_cost_is_made_written_read_and_verified() {
    let memory = &mut Memory::default();
    let hash = given("a horse in the harbour").hash([1; SALT_BYTES], memory).expect("memory");
    let text = hash.to_string();
    assert!(text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$AQEBAQEBAQEBAQEBAQEBAQ$"), "{text}");
    let read: Hash = text.parse().expect("its own text");
    assert!(read.verify(&given("a horse in the harbour"), memory));
    assert!(!read.needs_rehash());
    assert!(!verify(None, &given("a horse in the harbour"), memory));
}

#[test]
fn a_hash_of_another_cost_is_made_anew() {
    assert!(small("a horse in the harbour").needs_rehash());
    assert!(!DUMMY.needs_rehash(), "the dummy costs what a real one costs");
}

#[test]
fn an_account_that_is_there_is_verified() {
    let hash = small("a horse in the harbour");
    assert!(verify(Some(&hash), &given("a horse in the harbour"), &mut Memory::default()));
    assert!(!verify(Some(&hash), &given("a horse in the harbor"), &mut Memory::default()));
}

/// The vector of Argon2's reference command line, version 19: `echo -n password | argon2 somesalt -id -t 2 -m 8 -p 1`.
#[test]
fn it_is_the_argon2id_of_the_reference() {
    let params = Params::new(1 << 8, 2, 1, Some(32)).unwrap();
    let (mut out, mut memory) = ([0; 32], Memory::default());
    let blocks = memory.blocks(params.block_count()).unwrap();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into_with_memory(b"password", b"somesalt", &mut out, blocks).unwrap();
    assert_eq!(out[..4], [0x9d, 0xfe, 0xb9, 0x10]);
}

#[test]
fn long_secrets_are_compared_whole() {
    let long = "x".repeat(PASSWORD_BYTES);
    let other = format!("{}y", "x".repeat(PASSWORD_BYTES - 1));
    assert!(matches(&small(&long), &long));
    assert!(!matches(&small(&long), &other), "the last byte counts");
    assert!(!matches(&small("a\0b"), "a\0c"), "a zero byte ends nothing");
    assert!(Password::given(&"x".repeat(PASSWORD_BYTES + 1)).is_none(), "a longer one is refused, not cut");
}

#[test]
fn a_password_is_never_shown() {
    assert_eq!(format!("{:?}", given("very secret")), "Password(…)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn only_the_same_bytes_verify(a in ".{0,40}", b in ".{0,40}") {
        prop_assert!(matches(&small(&a), &a));
        prop_assert_eq!(matches(&small(&a), &b), a == b);
    }

    /// What an earlier hash left in the memory, of a larger cost or not, changes nothing.
    #[test]
    fn memory_that_was_used_gives_the_same_hash(texts in proptest::collection::vec((".{0,20}", 8u32..64, 1u32..3), 1..5)) {
        let mut kept = Memory::default();
        for (text, memory, passes) in texts {
            let cost = Cost { memory, passes, lanes: 1 };
            let hash = |memory: &mut Memory| given(&text).hash_at(cost, [7; SALT_BYTES], memory);
            prop_assert_eq!(hash(&mut kept), hash(&mut Memory::default()));
        }
    }
}
