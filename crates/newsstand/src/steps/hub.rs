//! Hubs (W3C WebSub): a feed that names one is told of as soon as it changes, and visited once a day as a net.
//!
//! Callback and secret are made from the stand's own secret, the subscription's row and its topic, so that none rests in
//! the database. A hub confirms by asking the callback, which answers only for what the stand asked for; what it sends
//! counts only with the right signature.

use newsstand_feeds::Source;
use newsstand_fetch::{Allowed, Response, backoff};
use newsstand_news::{Address, FeedContent};
use newsstand_store::hubs::{self, HubState, HubSubscription};
use newsstand_store::{feeds, settings};
use newsstand_web::{HubAnswer, HubQuestion, HubTold};
use ring::hmac;
use std::time::Duration;

use super::{Step, visit};
use crate::stand::{Stand, now};

/// How long we ask a hub to tell us, in seconds: ten days.
const WISH: u64 = 10 * 24 * 3600;
/// The longest promise we count on; it is renewed before.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);
/// How long a worker may have a subscription before another may take it.
const LEASE: Duration = Duration::from_secs(5 * 60);
/// Hubs asked in one go.
const BATCH: i64 = 8;
/// Requests that a hub leaves unconfirmed before the stand stops telling it goodbye.
const GOODBYES: i64 = 3;
/// What a callback's path begins with.
pub const PATH: &str = "/websub/";

/// The hub and topic that an answer names: its `Link` headers go before its body. None where hubs cannot reach this stand.
pub fn named(stand: &Stand, response: &Response, content: Option<&FeedContent>) -> Option<(Address, String)> {
    let in_body = || content.and_then(|content| content.hubs.first().cloned());
    let hub = response.links("hub").next().or_else(in_body)?;
    let own = || content.and_then(|content| content.own_address.clone());
    let here = || content.map(|_| response.address.clone());
    let topic = response.links("self").next().or_else(own).or_else(here)?;
    reachable(stand, &hub).then(|| (hub, topic.into()))
}

/// Whether a hub can reach the stand's callback: it has a public address, or the hub is on the operator's own machines.
fn reachable(stand: &Stand, hub: &Address) -> bool {
    let config = &stand.config;
    let host = hub.host();
    let usual = if hub.as_str().starts_with("https:") { 443 } else { 80 };
    let (name, port) = host.rsplit_once(':').and_then(|(name, port)| Some((name, port.parse().ok()?))).unwrap_or((&host, usual));
    let own = |allowed: &String| allowed.parse::<Allowed>().is_ok_and(|allowed| allowed.names(name, port));
    !config.public_address.is_empty() || config.fetch.allow.iter().any(own)
}

/// Asks the hubs that are due to be asked. Answers how many.
pub async fn ask_due(stand: &Stand) -> Step<usize> {
    let at = now();
    // Mostly nothing is due: then nothing is written.
    if !stand.store.read(move |tx| hubs::any_due(tx, at)).await? {
        return Ok(0);
    }
    let due = stand.store.write(move |tx| hubs::lease(tx, at, at + LEASE, BATCH)).await?;
    let count = due.len();
    for subscription in due {
        ask(stand, subscription).await?;
    }
    Ok(count)
}

async fn ask(stand: &Stand, subscription: HubSubscription) -> Step<()> {
    let keys = Keys::of(stand, &subscription).await?;
    let callback = format!("{}{PATH}{}", stand.config.public(), keys.token);
    let leaving = subscription.state == HubState::Leaving;
    let wish = WISH.to_string();
    let mut form = vec![
        ("hub.mode", if leaving { "unsubscribe" } else { "subscribe" }),
        ("hub.topic", subscription.topic.as_str()),
        ("hub.callback", callback.as_str()),
    ];
    if !leaving {
        form.extend([("hub.secret", keys.secret.as_str()), ("hub.lease_seconds", wish.as_str())]);
    }
    let answer = stand.fetcher.post_form(&subscription.hub, &form).await;
    let failures = u32::try_from(subscription.failures).unwrap_or(u32::MAX).saturating_add(1);
    let fetch = &stand.config.fetch;
    let again = now() + backoff(fetch.least, failures, fetch.most);
    let id = subscription.id;
    stand
        .store
        .write(move |tx| match &answer {
            _ if leaving && subscription.failures >= GOODBYES => hubs::end(tx, &subscription),
            Ok(_) => hubs::asked(tx, id, again),
            Err(failure) => hubs::failed(tx, id, &failure.sentence, again.max(now() + failure.retry_after.unwrap_or_default())),
        })
        .await
}

/// What only this stand and the hub of one subscription know.
struct Keys {
    /// The end of the callback.
    token: String,
    /// What the hub signs with.
    secret: String,
}

impl Keys {
    async fn of(stand: &Stand, subscription: &HubSubscription) -> Step<Self> {
        // Read first: whoever knocks at the callback must not make the stand write.
        let stored = match stand.store.read(|tx| settings::get(tx, "secret")).await? {
            Some(stored) => stored,
            None => {
                let fresh: [u8; 32] = crate::stand::random();
                stand.store.write(move |tx| settings::keep(tx, "secret", &fresh)).await?
            }
        };
        let key = hmac::Key::new(hmac::HMAC_SHA256, &stored);
        let made = |what: &str| {
            let text = format!("websub {what}\n{}\n{}\n{}", subscription.id, subscription.hub, subscription.topic);
            hex(&hmac::sign(&key, text.as_bytes()).as_ref()[..20])
        };
        Ok(Self { token: format!("{}-{}", subscription.id, made("callback")), secret: made("secret") })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The subscription whose callback ends so, with its keys. The compare takes as long for a wrong token as for a right one.
async fn by_token(stand: &Stand, token: &str) -> Step<Option<(HubSubscription, Keys)>> {
    let Some(id) = token.split('-').next().and_then(|id| id.parse::<i64>().ok()) else { return Ok(None) };
    let Some(subscription) = stand.store.read(move |tx| hubs::by_id(tx, id)).await? else { return Ok(None) };
    let keys = Keys::of(stand, &subscription).await?;
    let same = constant_time_eq(keys.token.as_bytes(), token.as_bytes());
    Ok(same.then_some((subscription, keys)))
}

fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |different, (a, b)| different | (a ^ b)) == 0
}

/// A hub asks whether the stand really wants what it was asked for (WebSub §5.3). The answer is the challenge, for what
/// the stand asked for; none for anything else.
pub async fn asks(stand: &Stand, token: &str, question: &HubQuestion) -> Step<Option<String>> {
    let Some((subscription, _)) = by_token(stand, token).await? else { return Ok(None) };
    if question.topic != subscription.topic {
        return Ok(None);
    }
    let leaving = subscription.state == HubState::Leaving;
    match question.mode.as_str() {
        "subscribe" if !leaving => {
            let promised = question.lease_seconds.unwrap_or(WISH).max(1);
            let promised = Duration::from_secs(promised).min(LONGEST);
            let at = now();
            // Renewed when four fifths have passed.
            let (until, due) = (at + promised, at + promised / 5 * 4);
            stand.store.write(move |tx| hubs::confirmed(tx, &subscription, until, due)).await?;
            Ok(Some(question.challenge.clone()))
        }
        "unsubscribe" if leaving => {
            stand.store.write(move |tx| hubs::end(tx, &subscription)).await?;
            Ok(Some(question.challenge.clone()))
        }
        "denied" => {
            let sentence = format!("{} does not tell of this feed.", subscription.hub.host());
            let again = now() + stand.config.fetch.most;
            stand.store.write(move |tx| hubs::refused(tx, &subscription, &sentence, again)).await?;
            Ok(Some(String::new()))
        }
        _ => Ok(None),
    }
}

/// A hub tells of something new. What it said is kept before it is answered.
pub async fn tells(stand: &Stand, token: &str, told: HubTold) -> Step<HubAnswer> {
    let Some((subscription, keys)) = by_token(stand, token).await? else { return Ok(HubAnswer::Unknown) };
    if subscription.state != HubState::On {
        return Ok(HubAnswer::Unknown);
    }
    if !signed(&keys.secret, told.signature.as_deref(), &told.body) {
        tracing::warn!(hub = subscription.hub.plain(), "a hub's message had no valid signature and was thrown away");
        return Ok(HubAnswer::Forged);
    }
    let here = stand.clone();
    let work = move || {
        let Some(feed) = here.store.read_here(|tx| feeds::by_id(tx, subscription.feed))? else { return Ok(HubAnswer::Unknown) };
        let source = Source {
            bytes: &told.body,
            address: Some(&feed.address),
            content_type: told.content_type.as_deref(),
            content_location: None,
            content_language: None,
        };
        if visit::told(&here, &feed, &source)?.is_none() {
            // Thin pings and other things that are no feed: the net of daily visits is not enough for those.
            here.store.write_here(|tx| feeds::hurry(tx, Some(feed.title), now()))?;
        }
        here.store.write_here(|tx| hubs::delivered(tx, subscription.id, now()))?;
        Ok(HubAnswer::Taken)
    };
    stand.read(work).await
}

/// Whether a body bears the right signature (`X-Hub-Signature: method=hex`, WebSub §7.1). SHA-1 is among the methods because
/// large hubs sign with it still; as a keyed hash it holds.
fn signed(secret: &str, signature: Option<&str>, body: &[u8]) -> bool {
    let Some((method, digits)) = signature.and_then(|text| text.trim().split_once('=')) else { return false };
    let method = match method.to_ascii_lowercase().as_str() {
        "sha1" => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        "sha256" => hmac::HMAC_SHA256,
        "sha384" => hmac::HMAC_SHA384,
        "sha512" => hmac::HMAC_SHA512,
        _ => return false,
    };
    let Some(tag) = unhex(digits) else { return false };
    hmac::verify(&hmac::Key::new(method, secret.as_bytes()), body, &tag).is_ok()
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || digits.len() > 128 || !digits.is_ascii() {
        return None;
    }
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_checked_by_every_method_and_nothing_else_passes() {
        let body = b"<rss/>";
        let sign = |method, name: &str| {
            let tag = hmac::sign(&hmac::Key::new(method, b"secret"), body);
            format!("{name}={}", hex(tag.as_ref()))
        };
        for (method, name) in [
            (hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, "sha1"),
            (hmac::HMAC_SHA256, "sha256"),
            (hmac::HMAC_SHA384, "sha384"),
            (hmac::HMAC_SHA512, "sha512"),
        ] {
            let good = sign(method, name);
            assert!(signed("secret", Some(&good), body), "{name}");
            assert!(signed("secret", Some(&good.to_uppercase()), body), "{name}");
            assert!(!signed("other", Some(&good), body) && !signed("secret", Some(&good), b"<rss>"));
        }
        let sha256 = sign(hmac::HMAC_SHA256, "sha256");
        for bad in ["", "sha256", "sha256=", "sha256=0", "sha256=zz", "md5=00", "sha1=é0", &sha256.replace("sha256", "sha1")] {
            assert!(!signed("secret", Some(bad), body), "{bad}");
        }
        assert!(!signed("secret", None, body));
    }
}
