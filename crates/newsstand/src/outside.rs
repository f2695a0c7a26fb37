//! What the pages ask of the world: pictures, feeds behind an address, a visit now.

use newsstand_fetch::{Body, Request, Want};
use newsstand_news::{Address, Id, Title};
use newsstand_store::feeds;
use newsstand_web::{FoundFeed, Later, Outside};

use crate::stand::{Stand, now};
use crate::steps::find;

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
