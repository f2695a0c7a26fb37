//! What an answer says about when to come back: `Cache-Control`, `Expires`, `Age` (RFC 9111), `Retry-After` (RFC 9110).

use std::time::{Duration, SystemTime};

use reqwest::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, HeaderMap, HeaderName, RETRY_AFTER};

use crate::headers::readable;
use crate::pace::WAIT_LIMIT;

/// When to come back, as the server sees it. Spans count from the answer's arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Freshness {
    /// `max-age`, less the answer's age in caches.
    pub max_age: Option<Duration>,
    /// `Expires`, by the server's own clock; zero when it is past or no date. `max_age` goes before it.
    pub expires: Option<Duration>,
    /// `Retry-After`, at most seven days.
    pub retry_after: Option<Duration>,
    /// `no-store` or `no-cache`: the server wants to be asked each time. That is no wish to be asked often.
    pub no_store: bool,
}

impl Freshness {
    /// How long the answer stays fresh: `max-age`, else `Expires`.
    pub fn lifetime(&self) -> Option<Duration> {
        self.max_age.or(self.expires)
    }

    /// Reads the headers of an answer that arrived `now`.
    pub(crate) fn read(map: &HeaderMap, now: SystemTime) -> Self {
        let control = readable(map, CACHE_CONTROL).unwrap_or_default();
        let has = |wanted: &str| directives(&control).any(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let age = readable(map, AGE).and_then(|text| seconds(&text)).unwrap_or_default();
        let max_age = directives(&control).find(|(name, _)| name.eq_ignore_ascii_case("max-age"));
        Self {
            max_age: max_age.and_then(|(_, value)| seconds(value)).map(|span| span.saturating_sub(age)),
            expires: readable(map, EXPIRES).map(|text| until(&text, server_time(map, now)).unwrap_or_default()),
            retry_after: readable(map, RETRY_AFTER).and_then(|text| wait(&text, server_time(map, now))),
            no_store: has("no-store") || has("no-cache"),
        }
    }
}

fn directives(control: &str) -> impl Iterator<Item = (&str, &str)> {
    control.split(',').map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.trim(), value.trim().trim_matches('"'))
    })
}

/// Whole seconds; numbers too long to hold count as very long.
fn seconds(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Duration::from_secs(text.parse().unwrap_or(u64::from(u32::MAX)).min(u64::from(u32::MAX))))
}

fn wait(text: &str, now: SystemTime) -> Option<Duration> {
    seconds(text).or_else(|| until(text, now)).map(|span| span.min(WAIT_LIMIT))
}

/// The span from `now` to an HTTP date (any of its three forms); zero when that is past.
fn until(text: &str, now: SystemTime) -> Option<Duration> {
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// The server's clock, so that a wrong one does no harm; ours when it says nothing.
fn server_time(map: &HeaderMap, now: SystemTime) -> SystemTime {
    let said = |name: HeaderName| readable(map, name).and_then(|text| httpdate::parse_http_date(&text).ok());
    said(DATE).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    fn read(fields: &[(&'static str, &str)]) -> Freshness {
        let mut map = HeaderMap::new();
        for (name, value) in fields {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        Freshness::read(&map, httpdate::parse_http_date(NOW).unwrap())
    }

    fn secs(count: u64) -> Option<Duration> {
        Some(Duration::from_secs(count))
    }

    #[test]
    fn max_age_counts_from_the_origin() {
        assert_eq!(read(&[("cache-control", "public, max-age=600")]).lifetime(), secs(600));
        assert_eq!(read(&[("cache-control", "Max-Age = \"600\""), ("age", "100")]).lifetime(), secs(500));
        assert_eq!(read(&[("cache-control", "max-age=60"), ("age", "100")]).lifetime(), secs(0));
        assert_eq!(read(&[("cache-control", "max-age=99999999999999999999")]).lifetime(), secs(u64::from(u32::MAX)));
        assert_eq!(read(&[("cache-control", "max-age=-1")]).lifetime(), None);
        assert_eq!(read(&[("cache-control", "s-maxage=600")]).lifetime(), None);
        assert!(read(&[("cache-control", "no-cache, no-store")]).no_store);
    }

    #[test]
    fn expires_is_read_by_the_servers_clock() {
        assert_eq!(read(&[("expires", "Sun, 06 Nov 1994 09:49:37 GMT")]).expires, secs(3600));
        let skewed = [("date", "Sun, 06 Nov 1994 09:49:07 GMT"), ("expires", "Sun, 06 Nov 1994 09:49:37 GMT")];
        assert_eq!(read(&skewed).expires, secs(30));
        assert_eq!(read(&[("expires", "Sunday, 06-Nov-94 08:50:37 GMT")]).expires, secs(60));
        assert_eq!(read(&[("expires", "Sun Nov  6 08:50:37 1994")]).expires, secs(60));
        assert_eq!(read(&[("expires", "0")]).expires, secs(0));
        assert_eq!(read(&[("expires", "Sun, 06 Nov 1990 09:49:37 GMT")]).expires, secs(0));
        assert_eq!(read(&[("expires", "0"), ("cache-control", "max-age=5")]).lifetime(), secs(5));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_never_for_ever() {
        assert_eq!(read(&[("retry-after", "120")]).retry_after, secs(120));
        assert_eq!(read(&[("retry-after", "Sun, 06 Nov 1994 09:49:37 GMT")]).retry_after, secs(3600));
        assert_eq!(read(&[("retry-after", "Sun, 06 Nov 1994 07:49:37 GMT")]).retry_after, secs(0));
        assert_eq!(read(&[("retry-after", "34560000")]).retry_after, Some(WAIT_LIMIT));
        assert_eq!(read(&[("retry-after", "soon")]).retry_after, None);
    }
}
