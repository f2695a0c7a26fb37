//! Time passes for members: what it changed is written down, and whoever is to be told something soon gets a letter.

use std::sync::Arc;

use newsstand_members::Event;
use newsstand_members::membership::BEFORE_RENEWAL;
use newsstand_news::Moment;
use newsstand_store::{Tx, reminders};
use newsstand_web::membership::{self, Told, told};

use super::Step;
use crate::stand::{Stand, now};

/// Members that are looked at in one transaction.
const BATCH: i64 = 100;
/// Batches of one pass; what is left waits for the next.
const BATCHES: usize = 200;

/// What a pass did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// States that time has changed.
    pub passed: usize,
    /// Letters that were put on their way.
    pub letters: usize,
}

/// One pass. Without letters nobody is written to: the pages tell the same.
pub async fn remind(stand: &Stand, letters: bool) -> Step<Done> {
    let passed = pass(stand).await?;
    let letters = if letters { write(stand).await? } else { 0 };
    Ok(Done { passed, letters })
}

/// Writes down what time alone has changed.
async fn pass(stand: &Stand) -> Step<usize> {
    let mut count = 0;
    for _ in 0..BATCHES {
        let (at, ids) = (stand.member_time(), Arc::clone(stand.store.ids()));
        let work = move |tx: &mut Tx<'_>| {
            let ended = reminders::ended(tx, at, BATCH)?;
            for reader in &ended {
                // It cannot be refused: nothing is asked for but the time.
                let told = Told { event: Event::TimePassed, at, cause: "" };
                let _ = membership::take(tx, &ids, *reader, &told, at, |_| ())?;
            }
            Ok(ended.len())
        };
        let some = stand.store.write(work).await?;
        count += some;
        if some < BATCH as usize {
            break;
        }
    }
    Ok(count)
}

/// Writes to whoever is to be told something.
async fn write(stand: &Stand) -> Step<usize> {
    let (mut after, mut count) = (0, 0);
    for _ in 0..BATCHES {
        let (at, from) = (stand.member_time(), after);
        let due = stand.store.read(move |tx| reminders::due(tx, at, at + BEFORE_RENEWAL, from, BATCH)).await?;
        let Some(last) = due.last() else { break };
        after = *last;
        count += tell(stand, due, at).await?;
    }
    Ok(count)
}

async fn tell(stand: &Stand, readers: Vec<i64>, at: Moment) -> Step<usize> {
    let (ids, public, sent) = (Arc::clone(stand.store.ids()), stand.config.public(), now());
    let work = move |tx: &mut Tx<'_>| {
        let mut count = 0;
        for reader in &readers {
            let to = told::To { reader: *reader, stand: public.trim_end_matches('/'), now: at, sent };
            count += usize::from(told::tell(tx, &ids, to)?);
        }
        Ok(count)
    };
    stand.store.write(work).await
}

#[cfg(test)]
mod tests;
