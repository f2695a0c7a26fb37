//! A turn at a host: waited for, within the time there is, and not taken where we were asked to stay away.

use std::time::{Duration, Instant};

use reqwest::RequestBuilder;
use reqwest::header::LOCATION;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::Inner;
use crate::failure::spoken;
use crate::headers::readable;
use crate::route::Goal;
use crate::settings::{REST_LIMIT, REST_PART};
use crate::{Failure, trouble};

impl Inner {
    /// Does `work` when its turn has come, within what is `left` of the time for all.
    pub(super) async fn timed<T>(
        &self,
        goal: &Goal,
        left: &mut Duration,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let turn = self.turn(goal).await?;
        let begun = Instant::now();
        let outcome = timeout(*left, work).await;
        let took = begun.elapsed();
        *left = left.saturating_sub(took);
        rest(turn, took);
        outcome.unwrap_or_else(|_| {
            let whole = spoken(self.settings.total_timeout);
            Err(Failure::passing("timeout", format!("{} had not answered in full after {whole}.", goal.host)))
        })
    }

    /// A turn at the host, unless it asked to be left alone, before or while we waited.
    async fn turn(&self, goal: &Goal) -> Result<OwnedSemaphorePermit, Failure> {
        self.held(goal)?;
        let turn = timeout(self.settings.queue_timeout, self.queues.turn(&goal.host)).await.ok().flatten();
        self.held(goal)?;
        turn.ok_or_else(|| {
            let sentence = format!("{} is still busy with other requests of ours; this one will be tried again.", goal.host);
            Failure::passing("busy", sentence)
        })
    }

    fn held(&self, goal: &Goal) -> Result<(), Failure> {
        match self.holds.left(hold_key(goal), Instant::now()) {
            Some(left) => Err(Failure::asked_to_wait(&goal.host, left)),
            None => Ok(()),
        }
    }

    /// Who asks to be left alone is left alone.
    pub(super) fn hold(&self, status: u16, retry_after: Option<Duration>, goal: &Goal) {
        if let (429 | 503, Some(wait)) = (status, retry_after) {
            self.holds.put(hold_key(goal), wait, Instant::now());
        }
    }

    /// Sends, and waits for the head of the answer.
    pub(super) async fn send(&self, request: RequestBuilder, goal: &Goal) -> Result<reqwest::Response, Failure> {
        self.stats.asked();
        let longest = self.settings.connect_timeout + self.settings.idle_timeout;
        match timeout(longest, request.send()).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(trouble::sending(&error, &goal.host)),
            Err(_) => Err(Failure::passing(
                "silent",
                format!("{} took the request and said nothing for {}.", goal.host, spoken(longest)),
            )),
        }
    }
}

/// Keeps a turn a little longer than the request took, so that a host that answers slowly gets some air before the next.
fn rest(turn: OwnedSemaphorePermit, took: Duration) {
    let span = (took / REST_PART).min(REST_LIMIT);
    if span >= Duration::from_millis(1) {
        tokio::spawn(async move {
            tokio::time::sleep(span).await;
            drop(turn);
        });
    }
}

/// Where a redirect leads, as written.
pub(super) fn location(answer: &reqwest::Response, goal: &Goal) -> Result<String, Failure> {
    let nowhere = || Failure::lasting("bad-redirect", format!("{} redirects without saying where to.", goal.host));
    readable(answer.headers(), LOCATION).ok_or_else(nowhere)
}

/// Who is left alone: the host; on the operator's own machines, where one host may stand for many, the address alone.
fn hold_key(goal: &Goal) -> &str {
    if goal.own { goal.url.as_str() } else { &goal.host }
}
