//! Sending a form, hop by hop.

use std::time::SystemTime;

use newsstand_news::Address;
use reqwest::header::CONTENT_TYPE;
use url::form_urlencoded::Serializer;

use super::turn::location;
use super::{Inner, Step};
use crate::redirect::Trail;
use crate::route::{self, Goal};
use crate::settings::POSTED_LIMIT;
use crate::{Failure, Freshness, Posted, body, posted};

impl Inner {
    pub(super) async fn deliver(&self, address: &Address, fields: &[(&str, &str)]) -> Result<Posted, Failure> {
        let mut trail = Trail::new(address)?;
        let mut left = self.settings.total_timeout;
        loop {
            let goal = route::check(trail.here(), &self.settings.allow)?;
            match self.timed(&goal, &mut left, self.submit(fields, &goal, &trail)).await? {
                Step::Answer(posted) => return Ok(posted),
                Step::Redirect { status, location } => {
                    trail.follow(status, &location, self.settings.max_redirects)?;
                    may_follow(status, &trail, &goal.host)?;
                }
            }
        }
    }

    async fn submit(&self, form: &[(&str, &str)], goal: &Goal, trail: &Trail) -> Result<Step<Posted>, Failure> {
        let client = self.clients.by(goal.route);
        let asked = client.post(goal.url.clone()).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = Serializer::new(String::new()).extend_pairs(form).finish();
        let answer = self.send(asked.body(body), goal).await?;
        let status = answer.status().as_u16();
        if matches!(status, 301 | 302 | 303 | 307 | 308) {
            return Ok(Step::Redirect { status, location: location(&answer, goal)? });
        }
        let retry_after = Freshness::read(answer.headers(), SystemTime::now()).retry_after;
        let bounds = body::Bounds { limit: POSTED_LIMIT, idle: self.settings.idle_timeout, cut: true };
        let body = body::read(answer, &goal.host, &bounds, &self.stats).await;
        if (200..300).contains(&status) {
            let text = posted::line(&body?);
            return Ok(Step::Answer(Posted { status, text, address: trail.address() }));
        }
        self.hold(status, retry_after, goal);
        let failure = Failure::of_status(status, &goal.host, retry_after);
        Err(with_reason(failure, &posted::line(&body.unwrap_or_default()), form))
    }
}

/// Adds what was said, unless it says a secret of ours back to us.
fn with_reason(failure: Failure, said: &str, form: &[(&str, &str)]) -> Failure {
    let tells = form.iter().any(|(name, value)| name.contains("secret") && !value.is_empty() && said.contains(value));
    if said.is_empty() || tells {
        return failure;
    }
    Failure { sentence: format!("{} It said: “{said}”", failure.sentence), ..failure }
}

/// Whether the form may go along on a redirect (RFC 9110, section 15.4: only 307 and 308 keep the method).
fn may_follow(status: u16, trail: &Trail, host: &str) -> Result<(), Failure> {
    let refused = |why: &str| Err(Failure::lasting("bad-redirect", format!("{host} redirects {why}; that was not followed.")));
    match status {
        307 | 308 if trail.downgraded() => refused("what we sent to where it would not be encrypted"),
        307 | 308 => Ok(()),
        _ => refused(&format!("what we sent with {status}, which would lose it on the way")),
    }
}
