//! What an address, a media type or the words of a link tell.

/// What a media type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A feed.
    Feed,
    /// XML or JSON, which a feed may be.
    Maybe,
    /// Nothing.
    Unsaid,
    /// Something else.
    Other,
}

/// What a media type says; parameters are left aside.
pub(super) fn kind(media_type: &str) -> Kind {
    let media_type = media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match media_type.as_str() {
        "" => Kind::Unsaid,
        "application/rss+xml"
        | "application/atom+xml"
        | "application/rdf+xml"
        | "application/feed+json"
        | "application/x.atom+xml"
        | "application/x-rss+xml"
        | "application/rss"
        | "text/rss+xml"
        | "text/rss" => Kind::Feed,
        "application/xml" | "text/xml" | "application/json" => Kind::Maybe,
        _ => Kind::Other,
    }
}

/// Whether the last part of an address's path is what feeds are called, or its host is one for feeds.
pub(super) fn looks_like_feed(href: &str) -> bool {
    let lower = href.trim().to_ascii_lowercase();
    if lower.starts_with("feed:") || lower.contains("?feed=rss") || lower.contains("?feed=atom") {
        return true;
    }
    let rest = lower.split_once("//").filter(|(before, _)| before.is_empty() || before.ends_with(':'));
    let whole = rest.map_or(lower.as_str(), |(_, rest)| rest);
    let path = whole.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let (host, has_host) = (path.split('/').next().unwrap_or(""), rest.is_some());
    if has_host && path.contains('/') && ["feeds.", "feed.", "rss."].iter().any(|start| host.starts_with(start)) {
        return !is_page(path);
    }
    (!has_host || path.contains('/')) && is_feed_name(path.rsplit('/').next().unwrap_or(""))
}

fn is_feed_name(last: &str) -> bool {
    const NAMES: [&str; 12] =
        ["rss", "feed", "atom", "feeds", "rss2", "rdf", "rss.php", "feed.php", "rss.aspx", "index.rdf", "feed.json", "feed.rss"];
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    let said = || ["rss", "feed", "atom"].iter().any(|word| last.contains(word));
    NAMES.contains(&last) || matches!(ending, "rss" | "atom" | "rdf") || (matches!(ending, "xml" | "json") && said())
}

fn is_page(path: &str) -> bool {
    [".html", ".htm", ".php", ".aspx"].iter().any(|ending| path.ends_with(ending))
}

/// Whether the words of a link say that it leads to a feed. Long texts speak of something.
pub(super) fn says_feed(words: &str) -> bool {
    const WORDS: usize = 6;
    let lower = words.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().count() <= WORDS && words.any(|word| matches!(word, "rss" | "atom" | "newsfeed" | "xml" | "rss2"))
}

/// Whether an address serves programs: descriptions for embedding, lists of resources.
pub(super) fn is_api(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["/wp-json", "oembed", "xmlrpc.php", "rest_route=", "/graphql", "opensearch", "wlwmanifest"]
        .iter()
        .any(|part| lower.contains(part))
}

/// Whether an address carries another one, as links that add a feed to some service do.
pub(super) fn leads_elsewhere(address: &str) -> bool {
    let lower = address.get(8..).unwrap_or("").to_ascii_lowercase();
    ["http:/", "https:/", "http%3a", "https%3a"].iter().any(|part| lower.contains(part))
}

/// Whether a feed holds what readers wrote under articles. `Comment` alone is what many call their opinion pages.
pub(super) fn is_comments(address: &str, title: Option<&str>) -> bool {
    const WORDS: [&str; 24] = [
        "comments",
        "kommentare",
        "kommentarer",
        "kommentit",
        "commentaires",
        "comentarios",
        "comentários",
        "comentaris",
        "commenti",
        "reacties",
        "komentarze",
        "komentáře",
        "komentari",
        "комментарии",
        "коментарі",
        "коментари",
        "yorumlar",
        "yorumları",
        "σχόλια",
        "评论",
        "評論",
        "コメント",
        "댓글",
        "تعليقات",
    ];
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest).to_ascii_lowercase();
    let mut parts = rest.split(['/', '?', '&', '=', '.', '-', '_']).skip(1);
    if parts.any(|part| part == "comments" || part == "commentsfeed" || part == "commentrss") {
        return true;
    }
    let title = title.unwrap_or("").to_lowercase();
    let has = |word: &str| {
        // Languages without blanks between words have them anywhere.
        let anywhere = word.chars().any(|c| c >= '\u{3000}');
        if anywhere { title.contains(word) } else { title.split(|c: char| !c.is_alphanumeric()).any(|part| part == word) }
    };
    WORDS.iter().any(|word| has(word))
}

/// An address without what nobody means: the scheme, `www.`, the usual port, a `/` at the end.
pub(super) fn plain(address: &str) -> String {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.").trim_end_matches(":443").trim_end_matches(":80");
    host.to_owned() + path.trim_end_matches('/')
}
