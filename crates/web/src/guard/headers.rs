//! Headers on every answer.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Nothing is loaded from anywhere but the stand itself; nothing runs or styles inline; nobody frames it. Inline data (JSON-LD)
/// is no script: browsers leave it alone before they ask this policy.
pub const POLICY: &str = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; \
     manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What a page of a stand says besides: whether it is a signed-in reader's of a membership, of whom nothing is to be kept.
pub fn of_page(headers: &mut HeaderMap, members: bool) {
    headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    if members {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-store"));
    }
}

/// Puts them on; what an answer has set itself stays.
pub fn put(headers: &mut HeaderMap) {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=()",
        ),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
}
