//! Pictures in markup: lazy ones resolved, the largest reasonable one chosen, tracking pixels dropped.

use newsstand_news::Address;

use super::address::Base;
use super::escape::push_attribute;
use crate::html::Attributes;
use crate::html::attribute::decoded;
use crate::limits::{ALT, PICTURE_WIDTH, SRCSET};

/// A picture as an `img` element tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The best address it offers.
    pub address: Address,
    /// Its alternative text, white space folded; may be empty.
    pub alt: String,
    /// Its stated width, in CSS pixels.
    pub width: Option<u32>,
    /// Its stated height, in CSS pixels.
    pub height: Option<u32>,
}

/// Attributes where scripts that load pictures late keep the address, best first.
pub const LAZY: [&str; 10] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-orig-file",
    "data-hi-res-src",
    "data-image-src",
    "data-url",
    "data-full-src",
    "data-img-src",
    "data-lazy",
];
/// The same for lists of sizes.
pub const LAZY_SETS: [&str; 4] = ["data-srcset", "data-lazy-srcset", "data-src-set", "data-sizes-srcset"];
/// Files that only hold a picture's place or count readers.
const PLACEHOLDERS: [&str; 9] =
    ["blank.", "spacer.", "pixel.", "placeholder", "transparent.", "1x1", "lazyload.", "grey.gif", "loading.gif"];
/// A picture this small on either side is there to count readers.
const PIXEL: u32 = 3;

/// What an `img` offers; `sources` is the best of the `source` elements before it in a `picture`.
pub fn read(attributes: Attributes<'_>, sources: Option<&str>, base: &Base<'_>) -> Option<Seen> {
    let mut seen = Raw::default();
    for (name, value) in attributes.iter() {
        seen.take(name, value);
    }
    if seen.is_pixel() {
        return None;
    }
    let address = seen.best(sources, base)?;
    let alt = seen.alt.map(|alt| tidy_alt(&decoded(alt))).unwrap_or_default();
    Some(Seen { address, alt, width: seen.width, height: seen.height })
}

impl Seen {
    /// The canonical `img` tag.
    pub fn tag(&self) -> String {
        let mut out = String::with_capacity(64 + self.address.as_str().len() + self.alt.len());
        out.push_str("<img");
        push_attribute("src", self.address.as_str(), &mut out);
        push_attribute("alt", &self.alt, &mut out);
        if let (Some(width), Some(height)) = (self.width, self.height) {
            push_attribute("width", &width.to_string(), &mut out);
            push_attribute("height", &height.to_string(), &mut out);
        }
        out.push('>');
        out
    }
}

fn tidy_alt(alt: &str) -> String {
    let folded = alt.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().filter(|c| !c.is_control()).take(ALT).collect::<String>().trim().to_owned()
}

#[derive(Default)]
struct Raw<'a> {
    src: Option<&'a str>,
    set: Option<&'a str>,
    lazy: Option<(usize, &'a str)>,
    lazy_set: Option<&'a str>,
    alt: Option<&'a str>,
    width: Option<u32>,
    height: Option<u32>,
    tiny: bool,
}

impl<'a> Raw<'a> {
    fn take(&mut self, name: &str, value: &'a str) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("src") {
            self.src.get_or_insert(value);
        } else if is("alt") {
            self.alt.get_or_insert(value);
        } else if is("width") {
            self.width = self.width.or(pixels(value));
        } else if is("height") {
            self.height = self.height.or(pixels(value));
        } else if is("srcset") {
            self.set.get_or_insert(value);
        } else if is("style") {
            self.tiny = hides(value);
        } else if LAZY_SETS.iter().any(|known| is(known)) {
            self.lazy_set.get_or_insert(value);
        } else if let Some(rank) = LAZY.iter().position(|known| is(known)).filter(|_| !value.is_empty())
            && self.lazy.is_none_or(|(best, _)| rank < best)
        {
            self.lazy = Some((rank, value));
        }
    }

    fn is_pixel(&self) -> bool {
        self.tiny || self.width.is_some_and(|width| width <= PIXEL) || self.height.is_some_and(|height| height <= PIXEL)
    }

    fn best(&self, sources: Option<&str>, base: &Base<'_>) -> Option<Address> {
        let set = |set: Option<&str>| largest(&decoded(set?), base);
        let lazy = self.lazy.and_then(|(_, value)| one(value, base));
        set(self.lazy_set).or_else(|| set(self.set)).or(lazy).or_else(|| one(self.src?, base)).or_else(|| largest(sources?, base))
    }
}

fn one(value: &str, base: &Base<'_>) -> Option<Address> {
    base.resolve(&decoded(value)).filter(is_real)
}

fn is_real(address: &Address) -> bool {
    let path = address.as_str().split(['?', '#']).next().unwrap_or("");
    let file = path.rsplit('/').next().unwrap_or("");
    !PLACEHOLDERS.iter().any(|word| file.contains(word))
}

fn pixels(value: &str) -> Option<u32> {
    let value = value.trim();
    let number = value.strip_suffix("px").unwrap_or(value).trim();
    number.split('.').next()?.parse().ok().filter(|pixels| *pixels < 20_000)
}

/// Whether a style makes the picture invisible.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.split(';').any(|rule| {
        matches!(
            rule,
            "display:none" | "width:1px" | "height:1px" | "width:0" | "height:0" | "width:0px" | "height:0px"
        )
    })
}

/// The best picture of a `srcset` (HTML standard §4.8.4.2): the smallest that is wide enough, else the largest.
pub fn largest(set: &str, base: &Base<'_>) -> Option<Address> {
    let mut best: Option<(u32, Address)> = None;
    for (text, width) in candidates(set) {
        let better = match best.as_ref() {
            None => true,
            Some((old, _)) if *old >= PICTURE_WIDTH => width >= PICTURE_WIDTH && width < *old,
            Some((old, _)) => width > *old,
        };
        if better && let Some(address) = base.resolve(text).filter(is_real) {
            best = Some((width, address));
        }
    }
    best.map(|(_, address)| address)
}

/// Addresses with their width; a density counts as that many times 400 pixels.
fn candidates(set: &str) -> impl Iterator<Item = (&str, u32)> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, tail) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        if bare.len() < address.len() {
            rest = tail;
            return Some((bare, 0));
        }
        let end = tail.find(',').unwrap_or(tail.len());
        let (descriptor, tail) = tail.split_at(end);
        rest = tail;
        Some((bare, descriptor.split_ascii_whitespace().find_map(width).unwrap_or(0)))
    })
    .take(SRCSET)
}

fn width(descriptor: &str) -> Option<u32> {
    if let Some(width) = descriptor.strip_suffix('w') {
        return width.parse().ok();
    }
    let density: f32 = descriptor.strip_suffix('x')?.parse().ok()?;
    Some((density.clamp(0.0, 10.0) * 400.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(attributes: &str) -> Option<Seen> {
        let at = Address::new("https://a.example/x/").unwrap();
        read(Attributes::of(attributes), None, &Base::new(Some(&at)))
    }

    #[test]
    fn the_largest_reasonable_picture_is_chosen() {
        let at = Address::new("https://a.example/x/").unwrap();
        let base = Base::new(Some(&at));
        for (set, best) in [
            ("a.jpg 320w, b.jpg 1200w, c.jpg 4000w", "c.jpg"),
            ("a.jpg 320w, b.jpg 1800w, c.jpg 4000w", "b.jpg"),
            ("c.jpg 4000w,b.jpg 1800w, a.jpg 320w", "b.jpg"),
            ("a.jpg, b.jpg 2x", "b.jpg"),
            ("w_300,h_200/a.jpg 300w, w_900,h_600/b.jpg 900w", "w_900,h_600/b.jpg"),
            ("a.jpg", "a.jpg"),
        ] {
            assert_eq!(largest(set, &base).unwrap().as_str(), format!("https://a.example/x/{best}"), "{set}");
        }
        assert_eq!(largest("data:image/gif;base64,xx 1w", &base), None);
    }

    #[test]
    fn lazy_pictures_are_found_and_pixels_dropped() {
        for (attributes, file) in [
            (
                r#"src="data:image/gif;base64,R0" data-src="a.jpg" alt=" A
 b ""#,
                "a.jpg",
            ),
            (r#"src="/img/placeholder.png" data-lazy-src=a.jpg>"#, "a.jpg"),
            (r#"src=small.jpg data-srcset="a.jpg 900w""#, "a.jpg"),
            (r#"data-original=a.jpg src=blank.gif"#, "a.jpg"),
        ] {
            assert!(read_one(attributes).unwrap().address.as_str().ends_with(&format!("/{file}")), "{attributes}");
        }
        for attributes in
            ["src=a.gif width=1 height=1", "src=a.gif style='display: none'", "src=https://a.example/pixel.gif", "", "src=data:x"]
        {
            assert_eq!(read_one(attributes), None, "{attributes}");
        }
        assert_eq!(
            read_one("src=a.jpg width=640px height=480 alt='x\"y'").unwrap().tag(),
            r#"<img src="https://a.example/x/a.jpg" alt="x&quot;y" width="640" height="480">"#
        );
    }
}
