//! Clean markup on its way out: pictures are led through the stand's own cache, headings kept below the page's own.

use newsstand_news::{Address, Html};

use crate::guard::Secret;
use crate::parts::picture_path;

/// Blocks of an article that are compared between versions.
const BLOCK_LIMIT: usize = 2000;

/// The markup as it is sent. `html` is clean already; this is one scan over its tags. The picture that the page shows
/// on top, `lead`, is left out where the text has it again.
pub fn outward(html: &Html, lead: Option<&Address>, secret: &Secret) -> String {
    let mut out = String::with_capacity(html.as_str().len() + 256);
    let mut pieces = Pieces(html.as_str());
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Tag(tag) => match name(tag) {
                "figure" if tag.starts_with("<f") && shows(pieces.0, lead) => pieces.skip_past("</figure>"),
                "img" if lead.is_some() && source(tag).as_ref() == lead => {}
                "img" => out.push_str(&picture(tag, secret)),
                "h1" => out.push_str(if tag.starts_with("</") { "</h2>" } else { "<h2>" }),
                _ => out.push_str(tag),
            },
        }
    }
    out
}

/// An `<img>` whose picture comes from the cache; nothing when it has no address that can be asked for.
fn picture(tag: &str, secret: &Secret) -> String {
    let Some(address) = source(tag) else { return String::new() };
    let path = picture_path(&address, secret);
    let alt = attribute(tag, "alt").unwrap_or("");
    let side = |name: &str| attribute(tag, name).filter(|side| side.len() < 6 && side.bytes().all(|b| b.is_ascii_digit()));
    let size = match (side("width"), side("height")) {
        (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
        _ => String::new(),
    };
    format!(
        "<img src=\"{path}?w=960\" srcset=\"{path}?w=480 480w, {path}?w=960 960w\" sizes=\"(min-width: 40rem) 36rem, 100vw\" alt=\"{alt}\"{size} loading=\"lazy\" decoding=\"async\">"
    )
}

fn source(tag: &str) -> Option<Address> {
    attribute(tag, "src").and_then(|src| Address::new(&decode(src)))
}

/// Whether the figure that begins here shows this one picture and no other.
fn shows(rest: &str, lead: Option<&Address>) -> bool {
    let inside = rest.split("</figure>").next().unwrap_or("");
    let mut pictures = Pieces(inside).filter_map(|piece| match piece {
        Piece::Tag(tag) if name(tag) == "img" => Some(source(tag)),
        _ => None,
    });
    lead.is_some() && pictures.next().flatten().as_ref() == lead && pictures.next().is_none()
}

/// The plain text of every block, in order: what versions are compared by.
pub fn blocks(html: &Html) -> Vec<String> {
    newsstand_extract::text(html).lines().filter(|line| !line.trim().is_empty()).take(BLOCK_LIMIT).map(str::to_owned).collect()
}

/// Text and tags of clean markup, in which `<` and `>` stand for nothing but tags.
struct Pieces<'a>(&'a str);

impl Pieces<'_> {
    /// Goes on after the next `end`; to the end of all where there is none.
    fn skip_past(&mut self, end: &str) {
        self.0 = self.0.split_once(end).map_or("", |(_, rest)| rest);
    }
}

enum Piece<'a> {
    Text(&'a str),
    Tag(&'a str),
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let end = if self.0.starts_with('<') { tag_end(self.0) } else { self.0.find('<').unwrap_or(self.0.len()) };
        let (piece, rest) = self.0.split_at_checked(end)?;
        let tag = self.0.starts_with('<');
        self.0 = rest;
        Some(if tag { Piece::Tag(piece) } else { Piece::Text(piece) })
    }
}

/// Where the tag at the beginning ends; a `>` inside quotes does not end it.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn name(tag: &str) -> &str {
    let bare = tag.trim_start_matches(['<', '/']);
    bare.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {name}=\""))?;
    let value = tag.get(at + name.len() + 3..)?;
    value.split('"').next()
}

/// The references that clean markup writes into an address.
fn decode(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn html(text: &str) -> Html {
        Html::vouched(text.to_owned())
    }

    #[test]
    fn pictures_are_led_through_the_cache() {
        let secret = Secret::new(&[3; 32]);
        let out = outward(
            &html(
                r#"<p>a</p><figure><img src="https://pic.example/a.jpg?x=1&amp;y=2" alt="a &gt; b" width="600" height="400"></figure>"#,
            ),
            None,
            &secret,
        );
        let path = picture_path(&Address::new("https://pic.example/a.jpg?x=1&y=2").unwrap(), &secret);
        assert!(out.contains(&format!("src=\"{path}?w=960\"")), "{out}");
        assert!(out.contains(r#"alt="a &gt; b" width="600" height="400""#));
        assert!(!out.contains("pic.example"));
        assert_eq!(outward(&html(r#"<img src="data:x" alt=""><img alt="x">"#), None, &secret), "");
        assert_eq!(outward(&html("<h1>x</h1><h2>y</h2>"), None, &secret), "<h2>x</h2><h2>y</h2>");
    }

    #[test]
    fn the_picture_on_top_is_not_shown_again() {
        let (secret, lead) = (Secret::new(&[3; 32]), Address::new("https://p.example/1.jpg").unwrap());
        let out = |text: &str| outward(&html(text), Some(&lead), &secret);
        let one = r#"<figure><img src="https://p.example/1.jpg" alt=""><figcaption>c</figcaption></figure>"#;
        let two = r#"<figure><img src="https://p.example/2.jpg" alt=""></figure>"#;
        assert_eq!(out(&format!("<p>a</p>{one}<p>b</p>")), "<p>a</p><p>b</p>");
        assert!(out(&format!("{two}<p>b</p>")).contains("<figure><img"));
        assert_eq!(out(r#"<p><img src="https://p.example/1.jpg" alt="">x</p>"#), "<p>x</p>");
    }

    #[test]
    fn blocks_are_plain_text() {
        let found = blocks(&html("<p>One &amp; <b>two</b></p><ul><li>three</li><li></li></ul><p>four</p>"));
        assert_eq!(found, ["One & two", "three", "four"]);
    }

    proptest! {
        #[test]
        fn any_text_passes(text in "[<>&;\"a-z =/#x0-9é]{0,80}") {
            let secret = Secret::new(&[3; 32]);
            let lead = Address::new("https://a.example");
            let _ = (outward(&html(&text), lead.as_ref(), &secret), blocks(&html(&text)));
        }
    }
}
