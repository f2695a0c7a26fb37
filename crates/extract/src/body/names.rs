//! How class names and ids sound: like furniture of a page, like its article, like a pay wall, like a caption. They are the web's own
//! words (`related`, `newsletter`, `cookie`); no title is known by name.

/// Whether a name sounds like something around an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Furniture {
    /// It does not.
    #[default]
    No,
    /// It does, but articles are called so as well.
    Likely,
    /// It does.
    Surely,
}

/// How a class or id sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sound {
    /// Like something around an article.
    pub furniture: Furniture,
    /// Like the article's own text.
    pub article: bool,
    /// Like the edge of a pay wall.
    pub wall: bool,
    /// Like a picture's caption or credit.
    pub caption: bool,
}

impl Sound {
    /// Two names of one element.
    pub fn with(self, other: Sound) -> Sound {
        Sound {
            furniture: self.furniture.max(other.furniture),
            article: self.article || other.article,
            wall: self.wall || other.wall,
            caption: self.caption || other.caption,
        }
    }
}

/// Parts of names that are likely furniture as whole parts.
const LIKELY: [&str; 48] = [
    "ad",
    "ads",
    "adv",
    "advert",
    "advertisement",
    "advertising",
    "aside",
    "banner",
    "bio",
    "byline",
    "copyright",
    "crumbs",
    "cta",
    "disclaimer",
    "donate",
    "donation",
    "dropdown",
    "fb",
    "hidden",
    "keywords",
    "login",
    "masthead",
    "menu",
    "meta",
    "metadata",
    "overlay",
    "pager",
    "pagination",
    "popup",
    "print",
    "promo",
    "promotion",
    "rating",
    "recirc",
    "register",
    "rss",
    "share",
    "shares",
    "sharing",
    "signup",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "tags",
    "toolbar",
    "toc",
    "widget",
];
/// Beginnings of parts of names that are likely furniture.
const LIKELY_STARTS: [&str; 16] = [
    "authorbio",
    "authorbox",
    "authorinfo",
    "discuss",
    "nextprev",
    "popular",
    "promo",
    "readmore",
    "readnext",
    "seealso",
    "sharebar",
    "sharebutton",
    "shareicon",
    "signup",
    "sponsor",
    "widget",
];
/// Beginnings of parts of names that are furniture.
const SURELY_STARTS: [&str; 17] = [
    "breadcrumb",
    "captcha",
    "comment",
    "consent",
    "cookie",
    "disqus",
    "footer",
    "gdpr",
    "modal",
    "mostpopular",
    "mostread",
    "navbar",
    "navigation",
    "newsletter",
    "recommend",
    "related",
    "sidebar",
];
/// Parts of names that are furniture as whole parts.
const SURELY: [&str; 4] = ["nav", "outbrain", "taboola", "trending"];
/// Parts before one of these that turn it around: `has-sidebar`.
const TURNS: [&str; 6] = ["has", "with", "no", "without", "not", "is"];

/// Parts of names, and pairs of parts, that are the article's text.
const ARTICLE: [&str; 24] = [
    "articlebody",
    "article-body",
    "article-content",
    "article-text",
    "articletext",
    "articlecontent",
    "body-content",
    "content-body",
    "entry-content",
    "entrycontent",
    "post-content",
    "postcontent",
    "post-body",
    "postbody",
    "story-body",
    "storybody",
    "story-content",
    "story-text",
    "storytext",
    "text-body",
    "news-content",
    "news-text",
    "main-content",
    "richtext",
];
/// Parts of names at the edge of a pay wall.
const WALL: [&str; 16] = [
    "paywall",
    "pay-wall",
    "regwall",
    "reg-wall",
    "subscribe-wall",
    "subscription-wall",
    "registration-wall",
    "piano",
    "barrier",
    "metered",
    "meter",
    "members-only",
    "subscriber-only",
    "subscribers-only",
    "premium-wall",
    "locked",
];

/// Parts of names, and pairs of parts, that are captions or credits of pictures.
const CAPTIONS: [&str; 16] = [
    "caption",
    "captions",
    "captiontext",
    "cutline",
    "legend",
    "credit",
    "credits",
    "photocredit",
    "photo-credit",
    "imagecredit",
    "image-credit",
    "photographer",
    "bildunterschrift",
    "pie-foto",
    "media-caption",
    "newscaption",
];

/// Hears a class or id.
pub fn sound(name: &str) -> Sound {
    let mut sound = Sound::default();
    let mut before = String::new();
    for part in parts(name) {
        let pair = format!("{before}-{part}");
        if !TURNS.contains(&before.as_str()) {
            sound.furniture = sound.furniture.max(furniture(&part));
        }
        sound.article |= ARTICLE.contains(&part.as_str()) || ARTICLE.contains(&pair.as_str());
        sound.wall |= WALL.contains(&part.as_str()) || WALL.contains(&pair.as_str()) || part.contains("paywall");
        sound.caption |= CAPTIONS.contains(&part.as_str()) || CAPTIONS.contains(&pair.as_str());
        before = part;
    }
    sound
}

fn furniture(part: &str) -> Furniture {
    if SURELY.contains(&part) || SURELY_STARTS.iter().any(|start| part.starts_with(start)) {
        Furniture::Surely
    } else if LIKELY.contains(&part) || LIKELY_STARTS.iter().any(|start| part.starts_with(start)) {
        Furniture::Likely
    } else {
        Furniture::No
    }
}

/// The parts of a name, lower case: cut at anything but letters and digits, and where a small letter meets a capital.
fn parts(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut small = false;
    for character in name.chars().take(400) {
        let edge = !character.is_alphanumeric() || (small && character.is_uppercase());
        if edge && !part.is_empty() {
            parts.push(std::mem::take(&mut part));
        }
        if character.is_alphanumeric() {
            part.extend(character.to_lowercase());
        }
        small = character.is_lowercase();
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_like_what_they_are() {
        for name in [
            "related-links",
            "c-newsletter__box",
            "sidebar",
            "Article_commentCount",
            "adBox ad",
            "social-share",
            "relatedPosts",
            "breadcrumbs",
        ] {
            assert!(sound(name).furniture != Furniture::No, "{name}");
        }
        for name in ["header", "shadow", "article", "advance", "navy", "story", "has-sidebar", "no-comments"] {
            assert!(sound(name).furniture == Furniture::No, "{name}");
        }
        for name in ["article-body", "articleBody", "c-article__body--main article__body", "entry-content"] {
            assert!(sound(name).article, "{name}");
        }
        assert!(sound("js-paywall-gate").wall && sound("regWall").wall && !sound("wallpaper").wall);
    }
}
