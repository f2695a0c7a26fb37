//! Sessions as a small state machine: a new token at every sign-in, an end when idle, an end in any case, and fresh enough for
//! dangerous acts or not.

use std::time::Duration;

use newsstand_news::Moment;

use super::token::{Digest, Purpose, Token};

/// How long a session lasts without being used: 30 days.
pub const IDLE: Duration = Duration::from_secs(30 * 86_400);
/// How long a session lasts in any case: 180 days.
pub const WHOLE: Duration = Duration::from_secs(180 * 86_400);
/// How long after a sign-in dangerous acts need no new one: 10 minutes.
pub const FRESH: Duration = Duration::from_secs(600);
/// How far `seen` may lag behind, so that not every page writes a row: 5 minutes.
pub const SEEN_STEP: Duration = Duration::from_secs(300);

/// A session as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// The digest of its token.
    pub token: Digest,
    /// When it began, by a sign-in.
    pub created: Moment,
    /// When its reader last showed who they are: at the beginning, or again since.
    pub proved: Moment,
    /// When it was last used, to within [`SEEN_STEP`].
    pub seen: Moment,
    /// When it was ended by hand.
    pub revoked: Option<Moment>,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// In use; a sign-in was less than [`FRESH`] ago: dangerous acts are allowed.
    Fresh,
    /// In use; before a dangerous act the reader shows again who they are.
    Open,
    /// Not used for [`IDLE`].
    Idle,
    /// [`WHOLE`] is over.
    Over,
    /// Ended by hand.
    Revoked,
}

impl SessionState {
    /// Whether whoever bears the token is signed in.
    pub const fn signed_in(self) -> bool {
        matches!(self, SessionState::Fresh | SessionState::Open)
    }
}

impl Session {
    /// A session that begins with a sign-in. The token must be new: one that a browser had before the sign-in is never taken
    /// over, and the session it belonged to is revoked ([`Session::rotate`]).
    pub fn begin(token: &Token, now: Moment) -> Self {
        Self { token: token.digest(Purpose::Session), created: now, proved: now, seen: now, revoked: None }
    }

    /// Where it stands now. An end is final: what was over before it was revoked stays over.
    pub fn state(&self, now: Moment) -> SessionState {
        if self.revoked.is_some() {
            SessionState::Revoked
        } else if now >= self.created + WHOLE {
            SessionState::Over
        } else if now >= self.seen + IDLE {
            SessionState::Idle
        } else if now < self.proved + FRESH {
            SessionState::Fresh
        } else {
            SessionState::Open
        }
    }

    /// The first moment at which it ends if it is not used again: the row may be deleted then.
    pub fn until(&self) -> Moment {
        self.revoked.unwrap_or((self.seen + IDLE).min(self.created + WHOLE))
    }

    /// The session after it was used; None when nothing needs to be written, also when it is over.
    pub fn used(&self, now: Moment) -> Option<Self> {
        let due = self.state(now).signed_in() && now >= self.seen + SEEN_STEP;
        due.then_some(Self { seen: now, ..*self })
    }

    /// A sign-in in this session's browser: the old session, revoked, and the new one under a new token. This is also how
    /// a session becomes fresh again, and how a role that changed takes hold.
    pub fn rotate(&self, token: &Token, now: Moment) -> (Self, Self) {
        (self.revoke(now), Self::begin(token, now))
    }

    /// The session after its reader ended it. A second time changes nothing.
    pub fn revoke(&self, now: Moment) -> Self {
        Self { revoked: Some(self.revoked.unwrap_or(now)), ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECOND: Duration = Duration::from_secs(1);
    const START: Moment = Moment::from_seconds(1_000_000);

    fn begun() -> Session {
        Session::begin(&Token::of([1; 32]), START)
    }

    #[test]
    fn each_end_comes_to_the_second() {
        let session = begun();
        assert_eq!(session.state(START + FRESH - SECOND), SessionState::Fresh);
        assert_eq!(session.state(START + FRESH), SessionState::Open);
        assert_eq!(session.state(START + IDLE - SECOND), SessionState::Open);
        assert_eq!(session.state(START + IDLE), SessionState::Idle);
        let busy = Session { seen: START + WHOLE - SECOND, ..session };
        assert_eq!(busy.state(START + WHOLE), SessionState::Over);
        assert_eq!(busy.until(), START + WHOLE);
    }

    #[test]
    fn a_page_writes_a_row_every_five_minutes_at_most() {
        let session = begun();
        assert_eq!(session.used(START + SEEN_STEP - SECOND), None);
        assert_eq!(session.used(START + SEEN_STEP).map(|session| session.seen), Some(START + SEEN_STEP));
        assert_eq!(session.used(START + IDLE), None, "what is over is not brought back");
    }

    #[test]
    fn a_sign_in_rotates_the_token() {
        let (old, new) = begun().rotate(&Token::of([2; 32]), START + SECOND);
        assert_eq!(old.state(START + SECOND), SessionState::Revoked);
        assert!(!old.token.matches(&new.token));
        assert_eq!(new.state(START + SECOND), SessionState::Fresh);
    }

    #[test]
    fn revoking_twice_keeps_the_first_moment() {
        let once = begun().revoke(START + SECOND);
        assert_eq!(once.revoke(START + IDLE), once);
        assert!(!once.state(START).signed_in());
    }

    proptest! {
        #[test]
        fn no_use_outlives_the_absolute_end(steps in proptest::collection::vec(0u64..40 * 86_400, 0..40)) {
            let (mut session, mut now, mut ended) = (begun(), START, false);
            for step in steps {
                now = now + Duration::from_secs(step);
                ended |= !session.state(now).signed_in();
                session = session.used(now).unwrap_or(session);
                prop_assert_eq!(session.state(now).signed_in(), !ended, "an end is final");
                prop_assert!(session.until() <= START + WHOLE);
            }
        }
    }
}
