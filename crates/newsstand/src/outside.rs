//! What the pages ask of the world: pictures, feeds behind an address, a visit now.

use newsstand_fetch::{self as fetch, Body, Request, Want};
use newsstand_news::{Address, Id, Title};
use newsstand_store::feeds;
use newsstand_web::{Errand, FoundFeed, HubAnswer, HubQuestion, HubTold, Later, Outside, Reply};

use crate::stand::{Stand, now};
use crate::steps::{find, hub};

/// The stand's own way out, for its pages.
pub struct Door(pub Stand);

impl Outside for Door {
    fn picture(&self, address: Address) -> Later<'_, Result<Vec<u8>, String>> {
        Box::pin(async move {
            let response = self.0.fetcher.get(&Request::new(address, Want::Picture)).await.map_err(|failure| failure.sentence)?;
            match response.body {
                Body::Bytes(bytes) => Ok(bytes),
                Body::NotModified => Err("The server gave no picture.".into()),
            }
        })
    }

    fn look(&self, address: Address) -> Later<'_, Result<Vec<FoundFeed>, String>> {
        Box::pin(async move {
            let found = find::look(&self.0, &address).await?;
            Ok(found.into_iter().map(offered).collect())
        })
    }

    fn visit_now(&self, title: Id<Title>) -> Later<'_, ()> {
        Box::pin(async move {
            let hurried = self.0.store.write(move |tx| feeds::hurry(tx, Some(title), now())).await;
            if let Err(error) = hurried {
                tracing::error!("a title's feeds could not be made due: {error}");
            }
        })
    }

    fn errand(&self, errand: Errand) -> Later<'_, Result<Reply, String>> {
        Box::pin(async move {
            let errand = fetch::Errand { address: errand.address, headers: errand.headers, form: errand.form };
            let reply = self.0.fetcher.errand(&errand).await.map_err(|failure| failure.sentence)?;
            Ok(Reply { status: reply.status, body: reply.body })
        })
    }

    fn hub_asks(&self, token: String, question: HubQuestion) -> Later<'_, Result<Option<String>, String>> {
        Box::pin(async move { hub::asks(&self.0, &token, &question).await.map_err(|error| told_in_log(&error)) })
    }

    fn hub_tells(&self, token: String, told: HubTold) -> Later<'_, Result<HubAnswer, String>> {
        Box::pin(async move { hub::tells(&self.0, &token, told).await.map_err(|error| told_in_log(&error)) })
    }
}

fn told_in_log(error: &newsstand_store::Error) -> String {
    tracing::error!("a hub could not be answered: {error}");
    error.to_string()
}

fn offered(found: find::FoundFeed) -> FoundFeed {
    FoundFeed {
        address: found.address,
        name: Some(found.title),
        format: found.format,
        language: found.language,
        home: found.home,
        entries: found.entries,
    }
}
