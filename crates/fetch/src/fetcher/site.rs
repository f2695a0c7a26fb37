//! What a site says for programs in its `robots.txt`: which pages may be read, the text itself, the licences it names.

use std::time::Instant;

use newsstand_news::Address;
use url::Url;

use super::Inner;
use crate::route::{self, Goal};
use crate::rules::{Known, Rules};
use crate::{Body, Failure, Request, Response, Want};

impl Inner {
    /// Whether the site lets programs read this page.
    pub(super) async fn ask_robots(&self, goal: &Goal) -> Result<(), Failure> {
        let path = goal.url.query().map_or_else(|| goal.url.path().to_owned(), |query| format!("{}?{query}", goal.url.path()));
        match self.rules(goal).await? {
            Rules::Absent => Ok(()),
            Rules::Said(robots) if robots.allows(&path) => Ok(()),
            Rules::Said(_) => {
                let sentence =
                    format!("The robots.txt of {} asks programs not to read this page; it was not asked for.", goal.host);
                Err(Failure::lasting("robots", sentence))
            }
            Rules::Unreachable(failure) => Err(unreadable(failure, &goal.host)),
        }
    }

    async fn rules(&self, goal: &Goal) -> Result<Rules, Failure> {
        let origin = goal.origin();
        let slot = self.robots.slot(&origin);
        let mut known = slot.lock().await;
        if let Some(rules) = known.as_ref().and_then(|known| known.current(Instant::now())) {
            return Ok(rules.clone());
        }
        let outcome = self.file(&origin).await?;
        let found = Known::of(&outcome, known.take(), &self.token, Instant::now());
        let rules = found.rules.clone();
        *known = Some(found);
        Ok(rules)
    }

    /// The file itself. Only what was asked for as text is kept as text: rules are small, files need not be.
    pub(super) async fn text(&self, address: &Address) -> Result<Option<String>, Failure> {
        let goal = self.goal(address)?;
        let origin = goal.origin();
        let slot = self.robots.slot(&origin);
        let mut known = slot.lock().await;
        if let Some(text) = self.texts.get(&origin, Instant::now()) {
            return Ok(Some(text));
        }
        match known.as_ref().and_then(|known| known.current(Instant::now())) {
            Some(Rules::Absent) => return Ok(None),
            Some(Rules::Unreachable(failure)) => return Err(failure.clone()),
            Some(Rules::Said(_)) | None => {}
        }
        let outcome = self.file(&origin).await?;
        let found = Known::of(&outcome, known.take(), &self.token, Instant::now());
        let absent = matches!(found.rules, Rules::Absent);
        *known = Some(found);
        match outcome {
            _ if absent => Ok(None),
            Err(failure) => Err(failure),
            Ok(Response { body: Body::NotModified, .. }) => Ok(None),
            Ok(Response { body: Body::Bytes(bytes), .. }) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.texts.put(origin, text.clone(), Instant::now());
                Ok(Some(text))
            }
        }
    }

    /// What asking for the file came to.
    async fn file(&self, origin: &str) -> Result<Result<Response, Failure>, Failure> {
        let address = Address::new(&format!("{origin}/robots.txt"));
        let address = address.ok_or_else(|| Failure::lasting("bad-address", "The address names no host."))?;
        // Boxed because this is a request within a request; a robots.txt never asks for another.
        Ok(Box::pin(self.walk(&Request::new(address, Want::Robots))).await)
    }

    pub(super) fn licences(&self, address: &Address) -> Option<Vec<Address>> {
        match self.robots.last(&self.goal(address).ok()?.origin())? {
            Rules::Said(robots) => Some(robots.licences().to_vec()),
            Rules::Absent => Some(Vec::new()),
            Rules::Unreachable(_) => None,
        }
    }

    fn goal(&self, address: &Address) -> Result<Goal, Failure> {
        let url = Url::parse(address.as_str());
        let url = url.map_err(|error| Failure::lasting("bad-address", format!("The address cannot be read: {error}.")))?;
        route::check(&url, &self.settings.allow)
    }
}

/// Why a page is not asked for when its site's `robots.txt` could not be read. What would keep the page from us as well
/// is said as it is.
fn unreadable(failure: Failure, host: &str) -> Failure {
    if failure.status.is_none() && OUT_OF_REACH.contains(&failure.code) {
        return failure;
    }
    let sentence = format!("The robots.txt of {host} could not be read, so its pages are left alone. {}", failure.sentence);
    Failure { retry_after: failure.retry_after, ..Failure::passing("robots-unreachable", sentence) }
}

/// The codes of failures that concern a whole host.
const OUT_OF_REACH: [&str; 6] = ["inside", "no-such-host", "no-connection", "insecure", "asked-to-wait", "busy"];
