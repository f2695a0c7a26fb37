//! Remembers what each site's `robots.txt` says, so that it is asked once a day and not once a page.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Mutex as Turn;

use crate::robots::Robots;
use crate::settings::{ROBOTS_FAILURE_KEPT, ROBOTS_KEPT, ROBOTS_ORIGINS, ROBOTS_TEXT_KEPT, ROBOTS_TEXTS};
use crate::{Body, Failure, Response};

/// What is known of one origin. Whoever holds the turn asks; the others wait for what comes.
pub type Slot = Arc<Turn<Option<Known>>>;

/// What a site said, and how long that holds.
#[derive(Debug, Clone)]
pub struct Known {
    /// What it said.
    pub rules: Rules,
    until: Instant,
}

/// What a site said.
#[derive(Debug, Clone)]
pub enum Rules {
    /// These rules.
    Said(Arc<Robots>),
    /// The site has no such file: everything may be read.
    Absent,
    /// Nothing, because of this.
    Unreachable(Failure),
}

/// What is known of all origins.
#[derive(Debug, Default)]
pub struct Memory(Mutex<HashMap<String, Slot>>);

impl Memory {
    /// The slot of an origin.
    pub fn slot(&self, origin: &str) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(origin) {
            return Arc::clone(slot);
        }
        if slots.len() >= ROBOTS_ORIGINS {
            forget(&mut slots, Instant::now());
        }
        let slot = Slot::default();
        slots.insert(origin.to_owned(), Arc::clone(&slot));
        slot
    }

    /// What an origin last said, whether or not it is out of date; nothing when it was never asked or is being asked.
    pub fn last(&self, origin: &str) -> Option<Rules> {
        let slot = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(origin)?);
        slot.try_lock().ok()?.as_ref().map(|known| known.rules.clone())
    }
}

/// The last few files as they were, for those who look for more in them than rules.
#[derive(Debug, Default)]
pub struct Texts(Mutex<VecDeque<(String, Instant, String)>>);

impl Texts {
    /// The file of an origin, while it is fresh.
    pub fn get(&self, origin: &str, now: Instant) -> Option<String> {
        let texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = texts.iter().find(|(of, at, _)| of == origin && now.saturating_duration_since(*at) < ROBOTS_TEXT_KEPT);
        found.map(|(_, _, text)| text.clone())
    }

    /// Keeps one more, and lets the oldest go.
    pub fn put(&self, origin: String, text: String, now: Instant) {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        texts.retain(|(of, at, _)| *of != origin && now.saturating_duration_since(*at) < ROBOTS_TEXT_KEPT);
        texts.truncate(ROBOTS_TEXTS - 1);
        texts.push_front((origin, now, text));
    }
}

/// Makes room: what is out of date first; if that is not enough, everything that is not in use.
fn forget(slots: &mut HashMap<String, Slot>, now: Instant) {
    slots.retain(|_, slot| Arc::strong_count(slot) > 1 || slot.try_lock().is_ok_and(|known| fresh(known.as_ref(), now)));
    if slots.len() >= ROBOTS_ORIGINS {
        slots.retain(|_, slot| Arc::strong_count(slot) > 1);
    }
}

fn fresh(known: Option<&Known>, now: Instant) -> bool {
    known.is_some_and(|known| known.until > now)
}

impl Known {
    /// The rules, unless they are out of date.
    pub fn current(&self, now: Instant) -> Option<&Rules> {
        (self.until > now).then_some(&self.rules)
    }

    /// Judges an answer (RFC 9309, section 2.3.1): no file means that everything may be read; no answer that nothing
    /// may, for now, unless an older answer is still at hand.
    pub fn of(outcome: &Result<Response, Failure>, older: Option<Known>, token: &str, now: Instant) -> Self {
        let kept = |rules: Rules| Self { rules, until: now + ROBOTS_KEPT };
        match outcome {
            Ok(Response { body: Body::Bytes(bytes), .. }) => kept(Rules::Said(Arc::new(Robots::read(bytes, token)))),
            Ok(Response { body: Body::NotModified, .. }) => kept(Rules::Absent),
            Err(failure) if means_none(failure) => kept(Rules::Absent),
            Err(failure) => {
                let wait = failure.retry_after.unwrap_or(Duration::ZERO).clamp(ROBOTS_FAILURE_KEPT, ROBOTS_KEPT);
                let rules = older.map_or_else(|| Rules::Unreachable(failure.clone()), |older| older.rules);
                Self { rules, until: now + wait }
            }
        }
    }
}

/// Whether the site has no `robots.txt`: any 4xx but 429, which says "later"; and redirects that lead nowhere.
fn means_none(failure: &Failure) -> bool {
    match failure.status {
        Some(status) => (400..500).contains(&status) && status != 429,
        None => matches!(failure.code, "too-many-redirects" | "redirect-loop" | "bad-redirect"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(outcome: Failure, older: Option<Known>) -> Known {
        Known::of(&Err(outcome), older, "newsstand", Instant::now())
    }

    fn open(known: &Known) -> bool {
        matches!(&known.rules, Rules::Absent)
    }

    #[test]
    fn no_file_opens_everything_and_no_answer_closes_it_for_a_while() {
        for status in [400, 401, 403, 404, 410, 451] {
            assert!(open(&after(Failure::of_status(status, "a", None), None)), "{status}");
        }
        for failure in [Failure::of_status(500, "a", None), Failure::of_status(429, "a", None), Failure::passing("timeout", "")] {
            let known = after(failure, None);
            assert!(matches!(known.rules, Rules::Unreachable(_)));
            assert!(known.current(Instant::now() + ROBOTS_FAILURE_KEPT * 2).is_none());
        }
    }

    #[test]
    fn an_older_answer_outlives_a_failure() {
        let older = after(Failure::of_status(404, "a", None), None);
        assert!(open(&after(Failure::of_status(503, "a", None), Some(older))));
    }

    #[test]
    fn memory_is_bounded_and_shared() {
        let memory = Memory::default();
        let held = memory.slot("https://held.example");
        for number in 0..ROBOTS_ORIGINS + 10 {
            memory.slot(&format!("https://{number}.example"));
        }
        assert!(memory.0.lock().unwrap().len() <= ROBOTS_ORIGINS);
        assert!(Arc::ptr_eq(&held, &memory.slot("https://held.example")));
        assert!(memory.last("https://held.example").is_none() && memory.last("https://unknown.example").is_none());
        *held.try_lock().unwrap() = Some(after(Failure::of_status(404, "a", None), None));
        assert!(matches!(memory.last("https://held.example"), Some(Rules::Absent)));
    }

    #[test]
    fn texts_are_few_and_soon_forgotten() {
        let (texts, now) = (Texts::default(), Instant::now());
        for number in 0..ROBOTS_TEXTS + 3 {
            texts.put(format!("https://{number}.example"), number.to_string(), now);
        }
        let newest = format!("https://{}.example", ROBOTS_TEXTS + 2);
        assert_eq!(texts.0.lock().unwrap().len(), ROBOTS_TEXTS);
        assert_eq!(texts.get("https://0.example", now), None);
        assert!(texts.get(&newest, now).is_some() && texts.get(&newest, now + ROBOTS_TEXT_KEPT).is_none());
    }
}
