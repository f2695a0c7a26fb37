//! One request to a service of the operator's: guarded and bounded like everything that goes out, without redirects.

use newsstand_news::Address;
use reqwest::header::CONTENT_TYPE;
use url::form_urlencoded::Serializer;

use super::Inner;
use crate::redirect::Trail;
use crate::settings::ERRAND_LIMIT;
use crate::{Errand, Failure, Reply, body, route};

impl Inner {
    pub(super) async fn run(&self, errand: &Errand) -> Result<Reply, Failure> {
        let goal = route::check(Trail::new(&errand.address)?.here(), &self.settings.allow)?;
        let mut left = self.settings.total_timeout;
        self.timed(&goal, &mut left, self.ask(errand, &goal)).await
    }

    async fn ask(&self, errand: &Errand, goal: &route::Goal) -> Result<Reply, Failure> {
        let client = self.clients.by(goal.route);
        let asked = match &errand.form {
            None => client.get(goal.url.clone()),
            Some(form) => {
                let body = Serializer::new(String::new()).extend_pairs(form).finish();
                client.post(goal.url.clone()).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)
            }
        };
        let asked = errand.headers.iter().fold(asked, |asked, (name, value)| asked.header(*name, value));
        let answer = self.send(asked, goal).await?;
        let status = answer.status().as_u16();
        let bounds = body::Bounds { limit: ERRAND_LIMIT, idle: self.settings.idle_timeout, cut: false };
        let body = body::read(answer, &goal.host, &bounds, &self.stats).await?;
        Ok(Reply { status, body, address: Address::clone(&errand.address) })
    }
}
