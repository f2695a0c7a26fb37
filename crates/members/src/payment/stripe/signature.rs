//! The `Stripe-Signature` header: `t=<seconds>,v1=<hex>[,v1=<hex>…]`, HMAC-SHA256 over `<seconds>.<body>` with the endpoint's
//! secret, as Stripe's documentation of webhook signatures describes it. While a secret is being changed there are several.

use std::fmt;
use std::time::Duration;

use newsstand_news::Moment;

use crate::account::same;
use crate::payment::hmac;

/// How far the time in a signature may be from now, either way: five minutes. Whoever has caught a message cannot send it later.
pub const TOLERANCE: Duration = Duration::from_secs(300);
/// Most signatures of one header that are looked at.
const SIGNATURES: usize = 8;
/// Longest header that is looked at.
const HEADER: usize = 2048;

/// Why a webhook is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSigned {
    /// There is no header that could be read.
    Unreadable,
    /// No signature is right.
    Forged,
    /// It was signed too long ago, or in the future.
    Stale,
}

impl fmt::Display for NotSigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotSigned::Unreadable => "The Stripe-Signature header is missing or cannot be read.",
            NotSigned::Forged => "The signature does not belong to this message. Is the webhook secret the one of this endpoint?",
            NotSigned::Stale => {
                "The message was signed more than five minutes away from now. Is the clock of this machine right?"
            }
        })
    }
}

impl std::error::Error for NotSigned {}

/// Checks a body against its header.
///
/// # Errors
/// Why it is not believed. A stale message with a right signature is told apart from a forged one.
pub fn verify(header: &str, body: &[u8], secret: &str, now: Moment) -> Result<(), NotSigned> {
    let (seconds, given) = read(header).ok_or(NotSigned::Unreadable)?;
    let want = sign(secret, seconds, body);
    // Every signature is compared, so that the time says nothing about which one was right.
    let right = given.iter().fold(false, |right, one| same(one.as_bytes(), want.as_bytes()) | right);
    if !right {
        return Err(NotSigned::Forged);
    }
    let signed = i64::try_from(seconds).ok().filter(|s| *s < 100_000_000_000).map(Moment::from_seconds);
    let near = |signed: Moment| signed.since(now).max(now.since(signed)) <= TOLERANCE;
    if signed.is_some_and(near) { Ok(()) } else { Err(NotSigned::Stale) }
}

/// The signature of a body, in lower-case hex.
pub fn sign(secret: &str, seconds: u64, body: &[u8]) -> String {
    let mac = hmac(secret.as_bytes(), &[seconds.to_string().as_bytes(), b".", body]);
    mac.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The time and the signatures of a header.
fn read(header: &str) -> Option<(u64, Vec<&str>)> {
    if header.len() > HEADER {
        return None;
    }
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let time = parts().find(|(name, _)| *name == "t").map(|(_, value)| value)?;
    // Written anew for the check, it must be the same text.
    let seconds: u64 = time.parse().ok().filter(|seconds: &u64| seconds.to_string() == time)?;
    let given: Vec<&str> = parts().filter(|(name, _)| *name == "v1").map(|(_, value)| value).take(SIGNATURES).collect();
    (!given.is_empty()).then_some((seconds, given))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECRET: &str = "whsec_test";
    const AT: u64 = 1_768_804_800;

    fn header(seconds: u64, body: &[u8]) -> String {
        format!("t={seconds},v1={}", sign(SECRET, seconds, body))
    }

    fn now(off: i64) -> Moment {
        Moment::from_seconds(AT as i64 + off)
    }

    #[test]
    fn five_minutes_either_way() {
        let header = header(AT, b"{}");
        for (off, want) in
            [(0, Ok(())), (300, Ok(())), (-300, Ok(())), (301, Err(NotSigned::Stale)), (-301, Err(NotSigned::Stale))]
        {
            assert_eq!(verify(&header, b"{}", SECRET, now(off)), want, "{off}");
        }
    }

    #[test]
    fn any_of_several_signatures_will_do() {
        let good = sign(SECRET, AT, b"{}");
        let many = format!("t={AT},v1={},v0=x, v1={good}", "0".repeat(64));
        assert_eq!(verify(&many, b"{}", SECRET, now(0)), Ok(()));
        let too_many = format!("t={AT}{},v1={good}", ",v1=00".repeat(8));
        assert_eq!(verify(&too_many, b"{}", SECRET, now(0)), Err(NotSigned::Forged));
    }

    #[test]
    fn what_is_no_signature_is_refused() {
        let good = sign(SECRET, AT, b"{}");
        for bad in [
            "",
            "t=",
            "v1=00",
            &format!("t={AT}"),
            &format!("t=+{AT},v1={good}"),
            &format!("t=0{AT},v1={good}"),
            &"t=1,".repeat(999),
        ] {
            assert_eq!(verify(bad, b"{}", SECRET, now(0)), Err(NotSigned::Unreadable), "{bad}");
        }
        assert_eq!(verify(&header(AT, b"{}"), b"{} ", SECRET, now(0)), Err(NotSigned::Forged));
        assert_eq!(verify(&header(AT, b"{}"), b"{}", "whsec_other", now(0)), Err(NotSigned::Forged));
        assert_eq!(verify(&format!("t={},v1={good}", AT + 1), b"{}", SECRET, now(0)), Err(NotSigned::Forged));
        assert_eq!(verify(&header(u64::MAX, b"{}"), b"{}", SECRET, now(0)), Err(NotSigned::Stale));
    }

    proptest! {
        #[test]
        fn a_changed_byte_is_noticed(body in proptest::collection::vec(any::<u8>(), 1..200), at: usize, other: u8) {
            let header = header(AT, &body);
            let mut changed = body.clone();
            let at = at % changed.len();
            changed[at] = other;
            prop_assert_eq!(verify(&header, &changed, SECRET, now(0)).is_ok(), changed == body);
        }

        #[test]
        fn any_header_is_read_or_refused(header in ".{0,300}") {
            let _ = verify(&header, b"{}", SECRET, now(0));
        }
    }
}
