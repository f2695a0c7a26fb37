//! Whether a page is cut off for people who do not pay, and whether what it shows is only the beginning.

use std::sync::LazyLock;

use newsstand_news::Wall;

use super::jsonld::{Object, text, truth};
use crate::source::Source;
use crate::text::Finder;

/// What the page says about who may read it.
pub fn wall(source: &Source<'_>) -> Wall {
    let free = source.article().and_then(|article| truth(article, "isAccessibleForFree"));
    let part = parts(source).any(is_kept).then_some(false);
    let page = source.data.of_type(&["WebPage"]).and_then(|page| truth(page, "isAccessibleForFree"));
    match (free.or(page), part) {
        (Some(false), _) | (None, Some(false)) => return Wall::Members,
        (Some(true), _) => return Wall::Open,
        _ => {}
    }
    let tier =
        source.tags.first(&["article:content_tier", "content_tier", "og:article:content_tier", "access", "dc.rights.access"]);
    match tier.map(str::to_ascii_lowercase).as_deref() {
        Some("locked" | "metered" | "paid" | "premium" | "subscriber" | "members") => Wall::Members,
        Some("free" | "open") => Wall::Open,
        _ => Wall::Unknown,
    }
}

/// The parts that the page's data describes on their own.
fn parts<'s>(source: &'s Source<'_>) -> impl Iterator<Item = &'s Object> {
    source.data.all_of_type(&["WebPageElement", "WebPageSection"])
}

fn is_kept(part: &Object) -> bool {
    truth(part, "isAccessibleForFree") == Some(false)
}

/// Selectors read of one page.
const SELECTORS: usize = 20;

/// The parts of the page that are kept for those who pay, as CSS selectors, as its data marks them.
pub fn marked(source: &Source<'_>) -> Vec<String> {
    let selectors = parts(source).filter(|part| is_kept(part)).flat_map(|part| match part.get("cssSelector") {
        Some(serde_json::Value::Array(list)) => list.iter().filter_map(serde_json::Value::as_str).collect(),
        Some(serde_json::Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    });
    selectors.map(str::trim).filter(|selector| !selector.is_empty()).take(SELECTORS).map(str::to_owned).collect()
}

/// How many words the page says the whole article has.
pub fn stated_words(source: &Source<'_>) -> Option<u32> {
    let article = source.article()?;
    let counted = text(article, "wordCount").and_then(|count| count.parse().ok());
    counted.or_else(|| text(article, "articleBody").map(|body| crate::text::count_words(&body))).filter(|count| *count > 0)
}

/// What walls say, lower case: calls to sign up, sign in or pay in order to read on.
const CALLS: [&str; 76] = [
    "sign up to read",
    "sign in to read",
    "log in to read",
    "register to read",
    "subscribe to read",
    "subscribe to continue",
    "sign in to continue",
    "log in to continue",
    "register to continue",
    "create a free account to",
    "to continue reading",
    "continue reading with",
    "to read the full",
    "to read this article",
    "for subscribers",
    "subscribers only",
    "exclusive to subscribers",
    "members only",
    "for members",
    "become a member to",
    "already a subscriber",
    "already a member",
    "already subscribed",
    "start your free trial",
    "jetzt weiterlesen",
    "weiterlesen mit",
    "nur für abonnenten",
    "nur mit abo",
    "bereits abonn",
    "schon ein abo",
    "jetzt testen und",
    "réservé aux abonnés",
    "réservée aux abonnés",
    "réservé à nos abonnés",
    "déjà abonné",
    "pour lire la suite",
    "il vous reste",
    "para suscriptores",
    "solo suscriptores",
    "ya eres suscriptor",
    "ya es suscriptor",
    "para assinantes",
    "já é assinante",
    "agli abbonati",
    "sei già abbonato",
    "già abbonato",
    "alleen voor abonnees",
    "al abonnee",
    "för prenumeranter",
    "redan prenumerant",
    "for abonnenter",
    "allerede abonnent",
    "tilaajille",
    "oletko jo tilaaja",
    "dla subskrybentów",
    "dla prenumeratorów",
    "pro předplatitele",
    "előfizetőknek",
    "aboneler",
    "untuk pelanggan",
    "khusus pelanggan",
    "sudah berlangganan",
    "dành cho thành viên",
    "для подписчиков",
    "по подписке",
    "للمشتركين",
    "مشترك بالفعل",
    "למנויים",
    "会員限定",
    "会員の方",
    "有料会員",
    "续阅",
    "订阅后",
    "訂閱後",
    "구독자 전용",
    "สำหรับสมาชิก",
];

static FINDER: LazyLock<Finder<()>> = LazyLock::new(|| Finder::of(CALLS.map(|call| (call, ()))));

/// Whether words shown near the end of the text call for payment.
pub fn calls(words: &str) -> bool {
    FINDER.any(&words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use newsstand_news::{Address, Moment, Wall};

    use crate::page::{marked, page};

    #[test]
    fn parts_that_are_kept_are_named() {
        let at = Address::new("https://www.saltmerepacket.example/news/bell").unwrap();
        for (json, wall, selectors) in [
            (
                r#"{"@type":"NewsArticle","headline":"Bell","isAccessibleForFree":"False","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".kept"}}"#,
                Wall::Members,
                vec![".kept"],
            ),
            (
                r#"{"@type":"NewsArticle","headline":"Bell","hasPart":[{"@type":"WebPageElement","isAccessibleForFree":true,"cssSelector":".open"},{"@type":"WebPageElement","isAccessibleForFree":"http://schema.org/False","cssSelector":[".a"," #b "]}]}"#,
                Wall::Members,
                vec![".a", "#b"],
            ),
            (r#"{"@type":"NewsArticle","headline":"Bell","isAccessibleForFree":true}"#, Wall::Open, vec![]),
            (r#"{"@type":"NewsArticle","headline":"Bell"}"#, Wall::Unknown, vec![]),
        ] {
            let html = format!("<script type=application/ld+json>{json}</script><h1>Bell</h1>");
            assert_eq!(marked(&html, &at), selectors, "{json}");
            assert_eq!(page(&html, &at, Moment::default()).wall, wall, "{json}");
        }
    }
}
