//! One host at a time: a fair queue for each, and the memory of who asked to be left alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::settings::{HOLD_LIMIT, HOLDS, PER_HOST_LIMIT, QUEUES};

/// The queues, by host.
#[derive(Debug)]
pub struct Queues {
    at_once: usize,
    queues: Mutex<HashMap<String, Arc<Semaphore>>>,
}

impl Queues {
    /// Queues that let `at_once` requests through to one host, at least one and at most [`PER_HOST_LIMIT`].
    pub fn new(at_once: usize) -> Self {
        Self { at_once: at_once.clamp(1, PER_HOST_LIMIT), queues: Mutex::default() }
    }

    /// Waits for a turn at `host`: first come, first served. Dropping the turn passes it on.
    pub async fn turn(&self, host: &str) -> Option<OwnedSemaphorePermit> {
        let queue = self.queue(host);
        queue.acquire_owned().await.ok()
    }

    fn queue(&self, host: &str) -> Arc<Semaphore> {
        let mut queues = lock(&self.queues);
        if let Some(queue) = queues.get(host) {
            return Arc::clone(queue);
        }
        if queues.len() >= QUEUES {
            // A queue that nobody else holds is idle: its permits keep it alive otherwise.
            queues.retain(|_, queue| Arc::strong_count(queue) > 1);
        }
        let queue = Arc::new(Semaphore::new(self.at_once));
        queues.insert(host.to_owned(), Arc::clone(&queue));
        queue
    }
}

/// Who asked to be left alone, and until when. The key is a host, or one address of the operator's own machines.
#[derive(Debug, Default)]
pub struct Holds(Mutex<HashMap<String, Instant>>);

impl Holds {
    /// Remembers that `key` is to be left alone for `wait` from `now`; a longer wait is never shortened.
    pub fn put(&self, key: &str, wait: Duration, now: Instant) {
        let Some(until) = now.checked_add(wait.min(HOLD_LIMIT)) else { return };
        let mut holds = lock(&self.0);
        if holds.len() >= HOLDS {
            holds.retain(|_, until| *until > now);
        }
        if holds.len() < HOLDS || holds.contains_key(key) {
            let kept = holds.entry(key.to_owned()).or_insert(until);
            *kept = until.max(*kept);
        }
    }

    /// How much longer `key` is to be left alone.
    pub fn left(&self, key: &str, now: Instant) -> Option<Duration> {
        let mut holds = lock(&self.0);
        let left = holds.get(key)?.saturating_duration_since(now);
        if left.is_zero() {
            holds.remove(key);
            return None;
        }
        Some(left)
    }
}

/// A lock that another thread's panic does not take from us: the maps are whole between any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_lasts_as_long_as_asked_and_no_longer() {
        let (holds, now) = (Holds::default(), Instant::now());
        let second = Duration::from_secs(1);
        holds.put("a", second * 10, now);
        holds.put("a", second * 5, now);
        assert_eq!(holds.left("a", now + second * 4), Some(second * 6));
        assert_eq!(holds.left("b", now), None);
        assert_eq!(holds.left("a", now + second * 10), None);
        assert!(lock(&holds.0).is_empty());
        holds.put("c", Duration::from_secs(34_560_000), now);
        assert_eq!(holds.left("c", now), Some(HOLD_LIMIT));
        holds.put("d", Duration::MAX, now);
    }

    #[test]
    fn memory_is_bounded() {
        let (holds, now) = (Holds::default(), Instant::now());
        for number in 0..HOLDS + 50 {
            holds.put(&format!("host{number}"), Duration::from_secs(60), now);
        }
        assert_eq!(lock(&holds.0).len(), HOLDS);
        holds.put("late", Duration::from_secs(60), now + Duration::from_secs(61));
        assert_eq!(lock(&holds.0).len(), 1);
    }

    #[tokio::test]
    async fn turns_are_passed_on_in_order_and_idle_queues_are_forgotten() {
        let queues = Queues::new(1);
        let first = queues.turn("a").await.unwrap();
        let mut second = Box::pin(queues.turn("a"));
        assert!(tokio::time::timeout(Duration::from_millis(5), &mut second).await.is_err());
        assert!(queues.turn("b").await.is_some());
        drop(first);
        let held = second.await.unwrap();
        for number in 0..QUEUES + 5 {
            queues.queue(&format!("host{number}"));
        }
        assert!(lock(&queues.queues).len() < QUEUES && lock(&queues.queues).contains_key("a"));
        drop(held);
    }
}
