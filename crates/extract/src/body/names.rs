//! How class names, ids and roles sound. They are the web's own words (`related`, `newsletter`, `cookie`); no title is known by name.

/// What a name may sound like, as a set of [`Sounds::of`] groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sounds(u16);

/// Readers' comments.
pub const COMMENT: usize = 0;
/// What else there is to read.
pub const RELATED: usize = 1;
/// Calls to sign up, pay, agree.
pub const CALL: usize = 2;
/// Who, when, filed under what, shared where.
pub const ABOUT: usize = 3;
/// The page's frame.
pub const CHROME: usize = 4;
/// Pictures and films with what is said of them.
pub const MEDIA: usize = 5;
/// The article's own text.
pub const TEXT: usize = 6;
/// Standfirst, summary.
pub const SUMMARY: usize = 7;
/// Boxes beside the text.
pub const BOX: usize = 8;
/// What is there for machines or for screen readers.
pub const HIDDEN: usize = 9;
/// Headline.
pub const TITLE: usize = 10;
/// Advertisements.
pub const AD: usize = 11;
/// The edge of a pay wall.
pub const WALL: usize = 12;
/// A picture's caption or credit.
pub const CAPTION: usize = 13;
/// How many groups there are.
pub const GROUPS: usize = 14;

/// Longest part of a name that is compared, in bytes.
const LONGEST: usize = 24;
/// Longest name that is heard, in bytes.
const HEARD: usize = 400;

/// Whether a word must be a whole part of a name or its beginning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Whole,
    Start,
}
use Fit::{Start, Whole};

/// The words, sorted, with what they sound like.
#[rustfmt::skip]
const WORDS: [(&str, usize, Fit); 216] = [
    ("about", BOX, Whole), ("abstract", SUMMARY, Start), ("ad", AD, Whole), ("adbox", AD, Start), ("ads", AD, Whole),
    ("adslot", AD, Start), ("adunit", AD, Start), ("adv", AD, Whole), ("advert", AD, Start), ("adwrap", AD, Start),
    ("also", RELATED, Whole), ("answer", TEXT, Start), ("articlebody", TEXT, Start), ("articlecontent", TEXT, Start),
    ("articletext", TEXT, Start), ("aside", BOX, Start), ("audio", MEDIA, Start), ("author", ABOUT, Start),
    ("avatar", ABOUT, Start), ("badge", ABOUT, Whole), ("bajada", SUMMARY, Whole), ("banner", CALL, Start),
    ("barrier", WALL, Start), ("bildunterschrift", CAPTION, Start), ("bio", ABOUT, Start), ("blockquote", BOX, Whole),
    ("blurb", SUMMARY, Whole), ("body", TEXT, Whole), ("bottom", CHROME, Whole), ("box", BOX, Start), ("breadcrumb", ABOUT, Start),
    ("button", CALL, Whole), ("byline", ABOUT, Start), ("callout", BOX, Start), ("caption", CAPTION, Start),
    ("card", RELATED, Whole), ("cards", RELATED, Whole), ("carousel", RELATED, Start), ("categories", ABOUT, Whole),
    ("category", ABOUT, Start), ("chapo", SUMMARY, Whole), ("comment", COMMENT, Start), ("complement", BOX, Start), ("consent", CALL, Start),
    ("content", TEXT, Whole), ("contentinfo", CHROME, Whole), ("contributor", ABOUT, Start), ("cookie", CALL, Start), ("copy", TEXT, Whole), ("copyright", ABOUT, Start),
    ("credit", CAPTION, Start), ("crumb", ABOUT, Start), ("cta", CALL, Start), ("cutline", CAPTION, Start), ("date", ABOUT, Start),
    ("deck", SUMMARY, Whole), ("dek", SUMMARY, Whole), ("description", SUMMARY, Whole), ("dialog", CALL, Start),
    ("disclaimer", BOX, Start), ("disclosure", BOX, Start), ("discuss", COMMENT, Start), ("disqus", COMMENT, Start),
    ("donat", CALL, Start), ("dropdown", CHROME, Start), ("embed", MEDIA, Start), ("entry", TEXT, Whole), ("entrycontent", TEXT, Start),
    ("excerpt", SUMMARY, Start), ("fact", BOX, Start), ("faq", BOX, Start), ("featured", RELATED, Whole), ("feed", RELATED, Whole),
    ("figcaption", CAPTION, Start), ("figure", MEDIA, Start), ("follow", ABOUT, Start), ("footer", CHROME, Start),
    ("footnote", BOX, Start), ("form", CALL, Whole), ("gallery", MEDIA, Start), ("gdpr", CALL, Start), ("grid", RELATED, Whole),
    ("header", CHROME, Start), ("headline", TITLE, Start), ("hidden", HIDDEN, Start), ("highlight", BOX, Start), ("image", MEDIA, Start),
    ("infobox", BOX, Start), ("intro", SUMMARY, Start), ("key", BOX, Whole), ("keypoints", BOX, Start), ("keyword", ABOUT, Start),
    ("kicker", TITLE, Start), ("label", ABOUT, Whole), ("latest", RELATED, Start), ("lead", SUMMARY, Whole), ("lede", SUMMARY, Whole),
    ("legal", CHROME, Start), ("legend", CAPTION, Start), ("locked", WALL, Start), ("login", CALL, Start), ("masthead", CHROME, Start),
    ("media", MEDIA, Whole), ("member", CALL, Start), ("menu", CHROME, Start), ("meta", ABOUT, Start), ("meter", WALL, Whole),
    ("metered", WALL, Whole), ("modal", CALL, Start), ("module", BOX, Whole), ("more", RELATED, Whole), ("mostpopular", RELATED, Start),
    ("mostread", RELATED, Start), ("nav", CHROME, Whole), ("navbar", CHROME, Start), ("navigation", CHROME, Start),
    ("newsletter", CALL, Start), ("next", RELATED, Whole), ("note", BOX, Start), ("notice", CALL, Start), ("offer", CALL, Start),
    ("ot", CALL, Whole), ("outbrain", RELATED, Start), ("overlay", CALL, Start), ("pager", CHROME, Start), ("pagination", CHROME, Start),
    ("panel", BOX, Whole), ("paywall", WALL, Start), ("people", ABOUT, Whole), ("photo", MEDIA, Start), ("piano", WALL, Start),
    ("player", MEDIA, Start), ("podcast", MEDIA, Start), ("popular", RELATED, Start), ("popup", CALL, Start), ("postbody", TEXT, Start),
    ("postcontent", TEXT, Start), ("poster", MEDIA, Whole), ("prev", RELATED, Start), ("price", BOX, Start),
    ("print", ABOUT, Whole), ("privacy", CALL, Start), ("product", BOX, Start), ("profile", ABOUT, Start), ("promo", CALL, Start),
    ("prose", TEXT, Whole), ("publish", ABOUT, Start), ("pullquote", BOX, Start), ("quote", BOX, Start), ("rating", BOX, Start),
    ("readmore", RELATED, Start), ("readnext", RELATED, Start), ("recirc", RELATED, Start), ("recommend", RELATED, Start),
    ("reference", BOX, Start), ("register", CALL, Whole), ("regwall", WALL, Start), ("related", RELATED, Start), ("reply", COMMENT, Start),
    ("respond", COMMENT, Start), ("review", BOX, Start), ("richtext", TEXT, Start), ("rss", ABOUT, Whole), ("screen", HIDDEN, Whole),
    ("search", CHROME, Start), ("section", ABOUT, Whole), ("seealso", RELATED, Start), ("share", ABOUT, Start), ("sharing", ABOUT, Start),
    ("sidebar", CHROME, Start), ("signature", ABOUT, Start), ("signup", CALL, Start), ("skip", HIDDEN, Start), ("slide", MEDIA, Start),
    ("social", ABOUT, Start), ("source", ABOUT, Whole), ("sponsor", AD, Start), ("sr", HIDDEN, Whole), ("standfirst", SUMMARY, Start),
    ("step", BOX, Whole), ("sticky", CHROME, Whole), ("storybody", TEXT, Start), ("storytext", TEXT, Start), ("subhead", SUMMARY, Start),
    ("subscri", CALL, Start), ("subtitle", SUMMARY, Start), ("suggest", RELATED, Start), ("summary", SUMMARY, Start),
    ("tab", CHROME, Whole), ("table", BOX, Whole), ("taboola", RELATED, Start), ("tabs", CHROME, Whole), ("tag", ABOUT, Whole),
    ("tags", ABOUT, Whole), ("teaser", RELATED, Start), ("testimonial", COMMENT, Start), ("text", TEXT, Whole), ("thumb", MEDIA, Start),
    ("time", ABOUT, Start), ("tip", BOX, Whole), ("title", TITLE, Start), ("toc", BOX, Whole), ("toolbar", CHROME, Start),
    ("tooltip", HIDDEN, Start), ("top", CHROME, Whole), ("topic", ABOUT, Start), ("transcript", BOX, Start), ("trending", RELATED, Start),
    ("tweet", MEDIA, Start), ("twitter", MEDIA, Start), ("video", MEDIA, Start), ("visually", HIDDEN, Start), ("wall", WALL, Whole),
    ("widget", CHROME, Start), ("wysiwyg", TEXT, Start), ("you", RELATED, Whole),
];

/// Where the words of each first letter begin in [`WORDS`].
const STARTS: [usize; 27] = starts();

const fn starts() -> [usize; 27] {
    let mut starts = [WORDS.len(); 27];
    let mut at = WORDS.len();
    while at > 0 {
        at -= 1;
        let mut letter = (WORDS[at].0.as_bytes()[0] - b'a') as usize + 1;
        while letter > 0 {
            letter -= 1;
            starts[letter] = at;
        }
    }
    starts
}

impl Sounds {
    /// Hears a class, id or role.
    pub fn of(name: &str) -> Self {
        let mut sounds = Sounds::default();
        let (mut part, mut length, mut small) = ([0u8; LONGEST], 0, false);
        for byte in name.bytes().take(HEARD) {
            if !byte.is_ascii_alphabetic() || (small && byte.is_ascii_uppercase()) {
                sounds.hear(&part[..length]);
                length = 0;
            }
            if byte.is_ascii_alphabetic() && length < LONGEST {
                part[length] = byte.to_ascii_lowercase();
                length += 1;
            }
            small = byte.is_ascii_lowercase();
        }
        sounds.hear(&part[..length]);
        sounds
    }

    /// Hears one part of a name, in small letters.
    fn hear(&mut self, part: &[u8]) {
        // No word is a single letter.
        let [first, second, ..] = part else { return };
        let letter = usize::from(first - b'a');
        for (word, group, fit) in &WORDS[STARTS[letter]..STARTS[letter + 1]] {
            if word.as_bytes()[1] == *second && part.starts_with(word.as_bytes()) && (*fit == Start || part.len() == word.len()) {
                self.0 |= 1 << group;
            }
        }
    }

    /// Both.
    pub const fn with(self, other: Sounds) -> Sounds {
        Sounds(self.0 | other.0)
    }

    /// The groups, one bit for each.
    pub const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// Whether a group is among them.
    pub const fn has(self, group: usize) -> bool {
        self.0 & (1 << group) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_found() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (word, group, _) in WORDS {
            assert!(Sounds::of(word).has(group), "{word}");
        }
    }

    #[test]
    fn names_sound_like_what_they_are() {
        for (name, group) in [
            ("related-links", RELATED),
            ("c-newsletter__box", CALL),
            ("Article_commentCount", COMMENT),
            ("adBox ad", AD),
            ("social-share", ABOUT),
            ("relatedPosts", RELATED),
            ("wp-caption-text", CAPTION),
            ("subscriberOnly paywall", WALL),
        ] {
            assert!(Sounds::of(name).has(group), "{name}");
        }
        for name in ["", "shadow", "advance", "navy", "story", "é-ü", "12"] {
            assert_eq!(Sounds::of(name), Sounds::default(), "{name}");
        }
    }
}
