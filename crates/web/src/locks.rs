//! Passwords on blocking threads, a bounded number at once, and the limits on how often somebody may try.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use newsstand_members::account::{Answer, Hash, Key, Limiter, Memory, Password, Rule, verify};
use newsstand_news::Moment;
use tokio::sync::Semaphore;

use crate::guard::chance;

/// Hashes that are worked out at once: each takes 19 MiB and a core for about 13 ms.
const AT_ONCE: usize = 2;

/// What checks and makes passwords. Cheap to clone.
#[derive(Clone)]
pub struct Locks(Arc<Inner>);

struct Inner {
    memories: Mutex<Vec<Memory>>,
    permits: Arc<Semaphore>,
    limiter: Mutex<Limiter>,
    pepper: [u8; 32],
    /// How many hashes were worked out, for tests of what an answer costs.
    #[cfg(test)]
    worked: std::sync::atomic::AtomicUsize,
}

impl Locks {
    /// With the stand's secret, by which the limiter's keys are hashed.
    pub fn new(pepper: [u8; 32]) -> Self {
        Self(Arc::new(Inner {
            memories: Mutex::default(),
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            limiter: Mutex::default(),
            pepper,
            #[cfg(test)]
            worked: Default::default(),
        }))
    }

    /// Whether this is the password. Costs the same where there is no account.
    pub async fn right(&self, stored: Option<Hash>, typed: &str) -> bool {
        // One that is too long for a password is none; the work is done all the same.
        let (password, long) = match Password::given(typed) {
            Some(password) => (Some(password), false),
            None => (Password::given(""), true),
        };
        let Some(password) = password else { return false };
        self.work(move |memory| verify(stored.as_ref(), &password, memory)).await == Some(true) && !long
    }

    /// The hash of a new password, as text; None where the machine refuses memory or chance.
    pub async fn hash(&self, password: Password) -> Option<String> {
        let salt = chance::bytes()?;
        let hash = self.work(move |memory| password.hash(salt, memory)).await??;
        Some(hash.to_string())
    }

    async fn work<T: Send + 'static>(&self, job: impl FnOnce(&mut Memory) -> T + Send + 'static) -> Option<T> {
        let permit = Arc::clone(&self.0.permits).acquire_owned().await.ok()?;
        let inner = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let free = inner.memories.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut memory = free.unwrap_or_default();
            #[cfg(test)]
            inner.worked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let answer = job(&mut memory);
            inner.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
            answer
        });
        done.await.ok()
    }

    /// How many hashes were worked out.
    #[cfg(test)]
    pub fn worked(&self) -> usize {
        self.0.worked.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Counts one try under every rule; how long to wait where one of them refuses.
    pub fn take(&self, rules: &[(Rule, &str)], now: Moment) -> Option<Duration> {
        let mut limiter = self.0.limiter.lock().unwrap_or_else(PoisonError::into_inner);
        let mut answers = rules.iter().map(|(rule, whom)| limiter.take(*rule, Key::of(*rule, whom, &self.0.pepper), now));
        answers.find_map(|answer| match answer {
            Answer::Go => None,
            Answer::Wait(span) => Some(span),
        })
    }

    /// Forgets the failures of an account, after it was right.
    pub fn clear(&self, rule: Rule, whom: &str) {
        let mut limiter = self.0.limiter.lock().unwrap_or_else(PoisonError::into_inner);
        limiter.clear(Key::of(rule, whom, &self.0.pepper));
    }
}
