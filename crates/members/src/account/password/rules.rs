//! Which passwords may be chosen. Length and being known decide; no rule asks for digits or marks (NIST SP 800-63B).

use std::fmt;

use super::{PASSWORD_BYTES, common};
use crate::account::Email;

/// Fewest characters of a password.
pub const PASSWORD_CHARS: usize = 10;
/// Shorter parts of an address are not looked for.
const ADDRESS_PART_CHARS: usize = 4;

/// Why a password may not be chosen. `Display` is a sentence for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    /// Fewer than [`PASSWORD_CHARS`] characters.
    Short,
    /// More than [`PASSWORD_BYTES`] bytes.
    Long,
    /// The e-mail address or mostly a part of it.
    Address,
    /// On the list of the commonest, or one of these made longer.
    Common,
    /// The same few characters over and over, or a row of neighbours.
    Pattern,
}

impl fmt::Display for WeakPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeakPassword::Short => write!(f, "A password needs at least {PASSWORD_CHARS} characters."),
            WeakPassword::Long => write!(f, "A password can have at most {PASSWORD_BYTES} bytes."),
            WeakPassword::Address => f.write_str("This password is mostly your e-mail address. Please take another."),
            WeakPassword::Common => f.write_str("This password is among the first that are tried. Please take another."),
            WeakPassword::Pattern => f.write_str("This password repeats itself or counts along. Please take another."),
        }
    }
}

impl std::error::Error for WeakPassword {}

/// Checks a password against the rules, for the account of this address.
pub(super) fn check(typed: &str, email: &Email) -> Result<(), WeakPassword> {
    if typed.len() > PASSWORD_BYTES {
        return Err(WeakPassword::Long);
    }
    if typed.chars().count() < PASSWORD_CHARS {
        return Err(WeakPassword::Short);
    }
    let folded = typed.to_lowercase();
    if is_the_address(&folded, email) {
        return Err(WeakPassword::Address);
    }
    if common::is_common(&folded) {
        return Err(WeakPassword::Common);
    }
    if repeats(&folded) || counts_along(&folded) {
        return Err(WeakPassword::Pattern);
    }
    Ok(())
}

/// Whether the address or one of its parts makes up more than half of the password.
fn is_the_address(folded: &str, email: &Email) -> bool {
    let whole = std::iter::once(email.as_str());
    let parts = email.as_str().split(|c: char| !c.is_alphanumeric());
    let halves = email.as_str().split('@');
    let all = folded.chars().count();
    whole.chain(halves).chain(parts).any(|part| {
        let chars = part.chars().count();
        chars >= ADDRESS_PART_CHARS && 2 * chars > all && folded.contains(part)
    })
}

/// Whether it is one unit of up to a third of its length, over and over; the last one may be cut.
fn repeats(folded: &str) -> bool {
    let chars: Vec<char> = folded.chars().collect();
    let period = smallest_period(&chars);
    period * 3 <= chars.len()
}

/// The smallest step by which the characters equal themselves: length minus the longest border, by the failure function
/// of Knuth, Morris and Pratt (1977), in linear time.
fn smallest_period(chars: &[char]) -> usize {
    let mut border = vec![0usize; chars.len()];
    let mut length = 0;
    for at in 1..chars.len() {
        while length > 0 && chars[at] != chars[length] {
            length = border[length - 1];
        }
        if chars[at] == chars[length] {
            length += 1;
        }
        border[at] = length;
    }
    chars.len() - length
}

/// Whether most neighbours follow on each other, upwards or downwards: `1234567890`, `abcdefghij`, `9876543210`.
fn counts_along(folded: &str) -> bool {
    let codes: Vec<i64> = folded.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps = |step: i64| codes.windows(2).filter(|pair| pair[1] - pair[0] == step).count();
    let most = codes.len().saturating_sub(1);
    4 * steps(1).max(steps(-1)) >= 3 * most
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(typed: &str) -> Result<(), WeakPassword> {
        check(typed, &Email::new("jane.doe-harbour@paper.example").unwrap())
    }

    #[test]
    fn good_ones_pass() {
        for good in ["correct horse battery", "Tw4fjq!pzL", "ein Fuchs im Hafen", "пять лодок в порту", "8362910475 boats"]
        {
            assert_eq!(asked(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_and_bounded_in_bytes() {
        assert_eq!(asked("пять лодо"), Err(WeakPassword::Short));
        assert_eq!(asked(&"aé?x".repeat(400)), Err(WeakPassword::Long));
    }

    #[test]
    fn the_address_and_its_parts_do_not_pass() {
        for bad in ["jane.doe-harbour@paper.example", "Jane.Doe-Harbour", "harbour2026", "paper.example", "!harbour!!!"] {
            assert_eq!(asked(bad), Err(WeakPassword::Address), "{bad}");
        }
        assert_eq!(asked("the harbour at night in winter"), Ok(()), "a part among other words is one");
    }

    #[test]
    fn known_ones_do_not_pass_however_dressed() {
        for bad in ["password123", "P@ssw0rd!!", "Passw0rd2024", "!!iloveyou!!", "qwertyuiop", "1q2w3e4r5t", "password1234"] {
            assert_eq!(asked(bad), Err(WeakPassword::Common), "{bad}");
        }
    }

    #[test]
    fn patterns_do_not_pass() {
        for bad in ["aaaaaaaaaa", "abcabcabcabc", "4711471147114711", "abcdefghijk", "zyxwvutsrq", "éééééééééé"] {
            assert_eq!(asked(bad), Err(WeakPassword::Pattern), "{bad}");
        }
    }

    #[test]
    fn each_refusal_is_a_sentence() {
        use WeakPassword::{Address, Common, Long, Pattern, Short};
        for why in [Short, Long, Address, Common, Pattern] {
            let sentence = why.to_string();
            assert!(sentence.ends_with('.') && sentence.chars().next().is_some_and(char::is_uppercase), "{sentence}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in "\\PC{0,60}") {
            let _ = asked(&text);
        }

        #[test]
        fn a_unit_said_three_times_is_a_pattern_or_worse(unit in "[a-z]{4,12}") {
            prop_assert!(asked(&unit.repeat(3)).is_err());
        }
    }
}
