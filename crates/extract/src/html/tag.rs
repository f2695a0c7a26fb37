//! The element names this room knows, and what the HTML standard says of each kind.

/// At most this many letters are compared; no known name is longer.
pub(super) const LONGEST: usize = 10;

macro_rules! tags {
    ($($variant:ident $name:literal)*) => {
        /// An element's name; every unknown one is `Other`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Tag { $(#[doc = $name] $variant,)* #[doc = "any other name"] Other }

        impl Tag {
            /// The name in lower case; empty for `Other`.
            pub const fn name(self) -> &'static str {
                match self { $(Tag::$variant => $name,)* Tag::Other => "" }
            }
            fn of_key(key: u64) -> Tag {
                $(if key == const { key_of($name.as_bytes()) } { return Tag::$variant; })*
                Tag::Other
            }
        }
    };
}

tags! {
    A "a" Abbr "abbr" Address "address" Area "area" Article "article" Aside "aside" Audio "audio" B "b" Base "base" Bdi "bdi"
    Bdo "bdo" Big "big" Blockquote "blockquote" Body "body" Br "br" Button "button" Canvas "canvas" Caption "caption" Center "center"
    Cite "cite" Code "code" Col "col" Colgroup "colgroup" Data "data" Datalist "datalist" Dd "dd" Del "del" Details "details"
    Dfn "dfn" Dialog "dialog" Dir "dir" Div "div" Dl "dl" Dt "dt" Em "em" Embed "embed" Fieldset "fieldset"
    Figcaption "figcaption" Figure "figure" Font "font" Footer "footer" Form "form" Frame "frame" Frameset "frameset" H1 "h1"
    H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6" Head "head" Header "header" Hgroup "hgroup" Hr "hr" Html "html" I "i"
    Iframe "iframe" Img "img" Input "input" Ins "ins" Kbd "kbd" Label "label" Legend "legend" Li "li" Link "link"
    Main "main" Map "map" Mark "mark" Marquee "marquee" Math "math" Menu "menu" Meta "meta" Nav "nav" Noembed "noembed"
    Noframes "noframes" Noscript "noscript" Object "object" Ol "ol" Optgroup "optgroup" Option "option" Output "output"
    P "p" Param "param" Picture "picture" Pre "pre" Q "q" Rb "rb" Rp "rp" Rt "rt" Rtc "rtc" Ruby "ruby" S "s" Samp "samp"
    Script "script" Search "search" Section "section" Select "select" Small "small" Source "source" Span "span"
    Strike "strike" Strong "strong" Style "style" Sub "sub" Summary "summary" Sup "sup" Svg "svg" Table "table" Tbody "tbody"
    Td "td" Template "template" Textarea "textarea" Tfoot "tfoot" Th "th" Thead "thead" Time "time" Title "title" Tr "tr"
    Track "track" Tt "tt" U "u" Ul "ul" Var "var" Video "video" Wbr "wbr"
}

/// Packs a name into one number; names of more than eight letters fold over and are compared once more.
const fn key_of(name: &[u8]) -> u64 {
    let mut key = 0u64;
    let mut at = 0;
    while at < name.len() {
        key = key.rotate_left(8) ^ name[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    key
}

impl Tag {
    /// The tag of a name in either case.
    pub fn of(name: &str) -> Tag {
        if name.len() > LONGEST {
            return Tag::Other;
        }
        let tag = Tag::of_key(key_of(name.as_bytes()));
        if tag.name().eq_ignore_ascii_case(name) { tag } else { Tag::Other }
    }

    /// Elements without content or end tag.
    pub const fn is_void(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Area | Base | Br | Col | Embed | Frame | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr
        )
    }

    /// Elements whose content is characters, not markup.
    pub const fn is_raw(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Title | Textarea | Iframe | Noembed | Noframes)
    }

    /// Elements that start on a line of their own.
    pub const fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Dir
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | Optgroup
                | Option
                | P
                | Pre
                | Search
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
        )
    }

    /// Elements that nobody sees, or sees only as something other than text.
    pub const fn is_hidden(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Title
                | Template
                | Textarea
                | Iframe
                | Noembed
                | Noframes
                | Svg
                | Canvas
                | Select
                | Datalist
                | Head
                | Audio
                | Video
                | Object
        )
    }

    /// Headings.
    pub const fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_either_case_and_never_by_accident() {
        for (name, tag) in [("a", Tag::A), ("FigCaption", Tag::Figcaption), ("BLOCKQUOTE", Tag::Blockquote), ("h6", Tag::H6)] {
            assert_eq!(Tag::of(name), tag);
            assert_eq!(Tag::of(tag.name()), tag);
        }
        for name in ["", "ab", "custom-element", "blockquotes", "\u{17f}cript", "hr\0", "0"] {
            assert_eq!(Tag::of(name), Tag::Other, "{name:?}");
        }
    }
}
