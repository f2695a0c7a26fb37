//! Getting one thing: hop by hop, each checked, to an answer.

use std::time::SystemTime;

use reqwest::header::LINK;

use super::turn::location;
use super::{Inner, Step};
use crate::headers::readable;
use crate::redirect::Trail;
use crate::route::{self, Goal};
use crate::{Body, Failure, Freshness, Price, Request, Response, Want, body, link};

impl Inner {
    pub(super) async fn walk(&self, request: &Request) -> Result<Response, Failure> {
        let mut trail = Trail::new(&request.address)?;
        let mut left = self.settings.total_timeout;
        loop {
            let goal = route::check(trail.here(), &self.settings.allow)?;
            if request.want == Want::Page {
                self.ask_robots(&goal).await?;
            }
            match self.timed(&goal, &mut left, self.exchange(request, &goal, &trail)).await? {
                Step::Answer(response) => return Ok(*response),
                Step::Redirect { status, location } => trail.follow(status, &location, self.settings.max_redirects)?,
            }
        }
    }

    /// One request.
    async fn exchange(&self, request: &Request, goal: &Goal, trail: &Trail) -> Result<Step<Box<Response>>, Failure> {
        let asked = self.clients.by(goal.route).get(goal.url.clone()).headers(request.headers());
        let answer = self.send(asked, goal).await?;
        let (status, now) = (answer.status().as_u16(), SystemTime::now());
        let conditional = request.validators.etag.is_some() || request.validators.last_modified.is_some();
        match status {
            301 | 302 | 303 | 307 | 308 => Ok(Step::Redirect { status, location: location(&answer, goal)? }),
            304 if conditional => {
                Ok(Step::Answer(Box::new(Response::new(status, answer.headers(), Body::NotModified, trail, now))))
            }
            204 | 205 => Err(body::empty(&goal.host)),
            200..=299 if status != 206 => {
                let headers = answer.headers().clone();
                let bytes = body::read(answer, &goal.host, &self.bounds(request.want), &self.stats).await?;
                Ok(Step::Answer(Box::new(Response::new(status, &headers, Body::Bytes(bytes), trail, now))))
            }
            402 => {
                let terms = readable(answer.headers(), LINK).map(|text| link::addresses(&text, "license", &trail.address()));
                let licence = terms.unwrap_or_default().into_iter().next();
                Err(Failure::unpaid(&goal.host, Price::of(answer.headers()), licence))
            }
            _ => {
                let retry_after = Freshness::read(answer.headers(), now).retry_after;
                self.hold(status, retry_after, goal);
                Err(Failure::of_status(status, &goal.host, retry_after))
            }
        }
    }

    fn bounds(&self, want: Want) -> body::Bounds {
        let limit = want.limit(&self.settings.limits);
        body::Bounds { limit, idle: self.settings.idle_timeout, cut: want == Want::Robots }
    }
}
