//! What never changes while the program runs: sheet, script, icons. Embedded, addressed by their content, cached for ever.

use std::sync::LazyLock;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use ring::digest;

/// The common sheet: tokens, base, and what pages add.
pub const SHEET: &str = concat!(
    include_str!("../static/tokens.css"),
    include_str!("../static/base.css"),
    include_str!("../static/stand.css")
);
/// The one script; everything works without it.
const SCRIPT: &str = include_str!("../static/stand.js");
/// The script of passkeys, on the pages that have them.
const PASSKEY: &str = include_str!("../static/passkey.js");
const ICON: &str = include_str!("../static/icon.svg");
const ICON_192: &[u8] = include_bytes!("../static/icon-192.png");
const ICON_512: &[u8] = include_bytes!("../static/icon-512.png");

/// One year: what the name's hash makes safe.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The addresses of the embedded files.
pub struct Paths {
    /// The common sheet.
    pub sheet: String,
    /// The script.
    pub script: String,
    /// The script of passkeys.
    pub passkey: String,
    /// The icon.
    pub icon: String,
}

/// The addresses, each with its content's hash.
pub static PATHS: LazyLock<Paths> = LazyLock::new(|| Paths {
    sheet: format!("/static/stand-{}.css", fingerprint(SHEET.as_bytes())),
    script: format!("/static/stand-{}.js", fingerprint(SCRIPT.as_bytes())),
    passkey: format!("/static/passkey-{}.js", fingerprint(PASSKEY.as_bytes())),
    icon: format!("/static/icon-{}.svg", fingerprint(ICON.as_bytes())),
});

/// Twelve characters that change when the content does.
pub fn fingerprint(content: &[u8]) -> String {
    let hash = digest::digest(&digest::SHA256, content);
    hash.as_ref().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Answers `/static/{name}`.
pub fn answer(name: &str) -> Option<Response> {
    let path = format!("/static/{name}");
    let paths = &*PATHS;
    let (content, kind): (&[u8], &str) = match () {
        () if path == paths.sheet => (SHEET.as_bytes(), "text/css; charset=utf-8"),
        () if path == paths.script => (SCRIPT.as_bytes(), "text/javascript; charset=utf-8"),
        () if path == paths.passkey => (PASSKEY.as_bytes(), "text/javascript; charset=utf-8"),
        () if path == paths.icon => (ICON.as_bytes(), "image/svg+xml"),
        () if name == "icon-192.png" => (ICON_192, "image/png"),
        () if name == "icon-512.png" => (ICON_512, "image/png"),
        () => return None,
    };
    Some(cached(content.to_vec(), kind))
}

/// An answer that may be kept for ever.
pub fn cached(content: Vec<u8>, kind: &'static str) -> Response {
    (StatusCode::OK, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FOR_EVER)], content).into_response()
}

/// The manifest of the installable app.
pub fn manifest() -> Response {
    let icon = &PATHS.icon;
    let text = format!(
        r##"{{"name":"Newsstand","short_name":"Newsstand","description":"All your news in one place","start_url":"/","scope":"/","display":"standalone","background_color":"#f6f6f0","theme_color":"#0c4a35","icons":[{{"src":"{icon}","sizes":"any","type":"image/svg+xml"}},{{"src":"/static/icon-192.png","sizes":"192x192","type":"image/png"}},{{"src":"/static/icon-512.png","sizes":"512x512","type":"image/png","purpose":"any maskable"}}]}}"##
    );
    (
        [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "public, max-age=86400")],
        text,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_content_only() {
        let name = PATHS.sheet.rsplit('/').next().unwrap_or_default();
        assert!(answer(name).is_some());
        assert!(answer("stand-000000000000.css").is_none());
        assert!(answer("../Cargo.toml").is_none());
    }

    #[test]
    fn the_sheet_needs_nothing_from_outside() {
        assert!(!SHEET.contains("url("), "a sheet that fetches");
        assert!(!SHEET.contains("@import"));
    }
}
