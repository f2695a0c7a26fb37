//! Codes that people read and type: ten recovery codes, and a reader app's password. The alphabet is Crockford's Base32:
//! no I, L, O or U, and whoever types one of these, lower case or blanks is understood.

use super::token::{Digest, Purpose};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Recovery codes a reader gets.
pub const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code: 80 bits, 10 bytes of chance.
pub const CODE_CHARS: usize = 16;
/// Characters of an app password: 120 bits, 15 bytes of chance.
pub const APP_PASSWORD_CHARS: usize = 24;
/// Characters between two dashes.
const GROUP: usize = 4;
/// Most bytes that are looked at when somebody types a code.
const TYPED_BYTES: usize = 128;

/// Ten recovery codes as they are shown, once. Each counts a single time.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCodes([String; RECOVERY_CODES]);

impl RecoveryCodes {
    /// Codes of bytes that nobody can guess.
    pub fn of(random: [[u8; 10]; RECOVERY_CODES]) -> Self {
        Self(random.map(|bytes| letters(&bytes)))
    }

    /// The codes in groups of four, for the page: `7H2K-…`.
    pub fn shown(&self) -> [String; RECOVERY_CODES] {
        std::array::from_fn(|at| grouped(&self.0[at]))
    }

    /// What is stored of them.
    pub fn digests(&self) -> [Digest; RECOVERY_CODES] {
        std::array::from_fn(|at| Digest::of(Purpose::Recovery, self.0[at].as_bytes()))
    }
}

impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodes(…)")
    }
}

/// A code that gives some time of a membership, once.
#[derive(Clone, PartialEq, Eq)]
pub struct GiftCode(String);

impl GiftCode {
    /// A code of bytes that nobody can guess.
    pub fn of(random: [u8; 10]) -> Self {
        Self(letters(&random))
    }

    /// It in groups of four, for whoever gives it.
    pub fn shown(&self) -> String {
        grouped(&self.0)
    }

    /// What is stored of it.
    pub fn digest(&self) -> Digest {
        Digest::of(Purpose::Gift, self.0.as_bytes())
    }
}

impl std::fmt::Debug for GiftCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GiftCode(…)")
    }
}

/// A reader app's own password: long enough that it needs no slow hash, which an app would pay for on every request.
#[derive(Clone, PartialEq, Eq)]
pub struct AppPassword(String);

impl AppPassword {
    /// A password of bytes that nobody can guess.
    pub fn of(random: [u8; 15]) -> Self {
        Self(letters(&random))
    }

    /// It in groups of four, for the page, once.
    pub fn shown(&self) -> String {
        grouped(&self.0)
    }

    /// What is stored of it.
    pub fn digest(&self) -> Digest {
        Digest::of(Purpose::AppPassword, self.0.as_bytes())
    }
}

impl std::fmt::Debug for AppPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppPassword(…)")
    }
}

/// The digest of a recovery code, gift code or app password as somebody typed it, to be looked up; None for what cannot be one.
pub fn typed(purpose: Purpose, text: &str) -> Option<Digest> {
    let chars = match purpose {
        Purpose::Recovery | Purpose::Gift => CODE_CHARS,
        Purpose::AppPassword => APP_PASSWORD_CHARS,
        Purpose::Session | Purpose::EmailLink | Purpose::Invitation | Purpose::Order => return None,
    };
    let code = normal(text)?;
    (code.len() == chars).then(|| Digest::of(purpose, code.as_bytes()))
}

/// What was meant: upper case, without blanks and dashes, 1 for I and L, 0 for O.
fn normal(text: &str) -> Option<String> {
    let within = text.len() <= TYPED_BYTES;
    let meant = |c: char| match c.to_ascii_uppercase() {
        'I' | 'L' => Some('1'),
        'O' => Some('0'),
        c if u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte)) => Some(c),
        _ => None,
    };
    let blank = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2014}');
    within.then(|| text.chars().filter(blank).map(meant).collect())?
}

/// Five bits a character, from the left; bits that do not fill a character are left out.
fn letters(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 8 / 5);
    let (mut held, mut bits) = (0u16, 0u8);
    for byte in bytes {
        held = held << 8 | u16::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(ALPHABET[usize::from(held >> bits & 31)]));
        }
        held &= (1 << bits) - 1;
    }
    out
}

fn grouped(code: &str) -> String {
    let mut out = String::new();
    for (at, c) in code.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            out.push('-');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_have_their_lengths_and_groups() {
        let codes = RecoveryCodes::of(std::array::from_fn(|at| [at as u8; 10]));
        assert_eq!(codes.shown()[0], "0000-0000-0000-0000");
        assert_eq!(codes.shown()[9].replace('-', "").len(), CODE_CHARS);
        assert_eq!(AppPassword::of([255; 15]).shown(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        assert_eq!(letters(&[0b0000_1000, 0b1000_0110]), "123", "a rest that fills no character is left out");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for bad in ["", "0000-0000-0000", "0000-0000-0000-000U", "0000-0000-0000-0000-0", "0000-0000-0000-000é"] {
            assert_eq!(typed(Purpose::Recovery, bad), None, "{bad}");
        }
        assert_eq!(typed(Purpose::Recovery, &" ".repeat(TYPED_BYTES + 1)), None);
        assert_eq!(typed(Purpose::Session, "0000-0000-0000-0000"), None);
    }

    #[test]
    fn look_alikes_and_blanks_are_understood() {
        let code = typed(Purpose::Recovery, "0123-1111-ABCD-0000");
        assert!(code.is_some());
        assert_eq!(typed(Purpose::Recovery, " o123 1iLl abcd–oO0O "), code);
    }

    proptest! {
        #[test]
        fn a_code_is_known_again_however_it_is_typed(random: [u8; 10], lower: bool, dashes: bool) {
            let codes = RecoveryCodes::of([random; RECOVERY_CODES]);
            let mut text = codes.shown()[3].clone();
            if lower { text = text.to_lowercase(); }
            if !dashes { text = text.replace('-', " "); }
            prop_assert_eq!(typed(Purpose::Recovery, &text), Some(codes.digests()[3]));
        }

        #[test]
        fn a_gift_code_is_known_again_and_is_no_recovery_code(random: [u8; 10]) {
            let code = GiftCode::of(random);
            prop_assert_eq!(typed(Purpose::Gift, &code.shown().to_lowercase()), Some(code.digest()));
            prop_assert_ne!(typed(Purpose::Recovery, &code.shown()), Some(code.digest()));
        }

        #[test]
        fn two_app_passwords_differ(a: [u8; 15], b: [u8; 15]) {
            let of = |bytes| AppPassword::of(bytes).digest();
            prop_assert_eq!(of(a) == of(b), a == b);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = typed(Purpose::AppPassword, &text);
        }
    }
}
