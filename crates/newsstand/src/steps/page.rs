//! A page: fetched where a feed carried only a teaser, made into an article, merged with what the feed said.

use newsstand_fetch::{Body, Failure, Request, Want};
use newsstand_news::{Article, ArticleKind, Language, Moment, Section, Terms, Title};
use newsstand_store::articles::{self, Arrived, Kept, PageJob};
use newsstand_store::titles;
use std::time::Duration;

use super::Step;
use super::licence::{self, Pointer};
use super::visit::retry;
use crate::sections;
use crate::stand::{Stand, now};

/// Tries before a page is given up; what the feed said stays.
const TRIES: i64 = 4;
/// How long a worker may have a page before another may take it.
pub const LEASE: Duration = Duration::from_secs(5 * 60);
/// Pages that grow are looked at again after the shortest interval between visits, while they are younger than this.
const GROWS_FOR: Duration = Duration::from_secs(24 * 3600);

/// Fetches one leased page. Answers whether the article is now more than its teaser.
pub async fn page(stand: &Stand, job: PageJob) -> Step<bool> {
    let answer = stand.fetcher.get(&Request::new(job.address.clone(), Want::Page)).await;
    let here = stand.clone();
    let work = move || match answer {
        Err(failure) => failed(&here, &job, &failure),
        Ok(response) => match &response.body {
            Body::NotModified => here.store.write_here(|tx| articles::page_failed(tx, job.article, None)).map(|()| false),
            Body::Bytes(bytes) => {
                let (html, _) = newsstand_feeds::charset::decode(bytes, response.content_type.as_deref());
                let pointers = licence::of_page(&here, &job.address, Some(&response));
                read(&here, &job, &html, &response.address, &pointers)
            }
        },
    };
    stand.read(work).await
}

fn failed(stand: &Stand, job: &PageJob, failure: &Failure) -> Step<bool> {
    let again = (failure.transient && job.tries + 1 < TRIES)
        .then(|| now() + failure.retry_after.unwrap_or_default().max(retry(job.tries)));
    stand.metrics.page_failed(failure.code);
    tracing::debug!(page = job.address.plain(), code = failure.code, "a page failed: {}", failure.sentence);
    let mut pointers = licence::of_page(stand, &job.address, None);
    pointers.extend(licence::of_failure(failure, &job.address));
    stand.store.write_here(|tx| {
        licence::note(tx, job.title, &pointers, now())?;
        articles::page_failed(tx, job.article, again)
    })?;
    Ok(false)
}

fn read(stand: &Stand, job: &PageJob, html: &str, at: &newsstand_news::Address, pointers: &[Pointer]) -> Step<bool> {
    let now = now();
    let Some(stored) = stand.store.read_here(|tx| articles::by_id(tx, job.article))? else { return Ok(false) };
    let title = stand.store.read_here(|tx| titles::by_id(tx, job.title))?.map(|on| on.title);
    let Some(thin) = to_store(title.as_ref(), html, at) else {
        return stand.store.write_here(|tx| articles::page_failed(tx, job.article, None)).map(|()| false);
    };
    let slug = title.as_ref().map_or("", |title| title.slug.as_str());
    let hint = stand.hints().at(slug, stored.article.published.moment());
    let (on_page, outcome) = newsstand_extract::hinted(&thin, at, stored.seen, hint);
    stand.metrics.hinted(slug, &outcome);
    if !outcome.passed_over.is_empty() {
        tracing::debug!(
            page = at.plain(),
            title = slug,
            version = outcome.from,
            "hints found nothing: {:?}",
            outcome.passed_over
        );
    }
    let article = merged(stored.article, on_page);
    let text = newsstand_extract::text(article.body.html());
    let said =
        Arrived { article: &article, text: &text, words: newsstand_extract::count_words(&text), want_page: false, place: 0 };
    let again = grows(&article, now).then(|| now + stand.config.fetch.least);
    let kept = stand.store.write_here(|tx| {
        licence::note(tx, job.title, pointers, now)?;
        articles::page_read(tx, job, &said, &thin, again, now)
    })?;
    stand.metrics.page_read();
    Ok(matches!(kept, Kept::Changed(_) | Kept::Same(_)))
}

/// What of a page may be stored: without an agreement with its title nothing that the page marks as kept for those who pay. None
/// where what is marked cannot be told from the rest; what the feed said stays.
fn to_store(title: Option<&Title>, html: &str, at: &newsstand_news::Address) -> Option<String> {
    let agreed = title.is_some_and(|title| title.terms != Terms::Link);
    if agreed { Some(newsstand_extract::thin(html)) } else { newsstand_extract::thin_open(html, at) }
}

/// What the page says over what the feed said; the address stays the feed's.
pub fn merged(from_feed: Article, from_page: Article) -> Article {
    let (address, language, feed_section) = (from_feed.address.clone(), from_feed.language.clone(), from_feed.section);
    let mut article = newsstand_extract::merge(from_feed, from_page);
    article.address = address;
    article.section = section(&article, feed_section, &language);
    article
}

/// The feed's section was chosen from better signs than a page's own word, where there is one.
fn section(article: &Article, from_feed: Option<Section>, language: &Language) -> Option<Section> {
    from_feed.or_else(|| sections::of_article(article, None, &[], language))
}

fn grows(article: &Article, now: Moment) -> bool {
    article.kind == ArticleKind::Live && now.since(article.published.moment()) < GROWS_FOR
}
