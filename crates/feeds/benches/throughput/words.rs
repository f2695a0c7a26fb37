//! Words and numbers for made-up feeds, the same in every run.

/// A linear congruential generator (Knuth's MMIX constants).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0dd0_5eed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn word(&mut self) -> &'static str {
        let count = u64::try_from(WORDS.len()).unwrap_or(1);
        let at = usize::try_from(self.below(count)).unwrap_or(0);
        WORDS.get(at).copied().unwrap_or("news")
    }

    /// So many words as a sentence.
    pub fn sentence(&mut self, words: u64) -> String {
        let mut out = String::new();
        for at in 0..words {
            if at > 0 {
                out.push_str(if self.below(11) == 0 { ", " } else { " " });
            }
            out.push_str(self.word());
        }
        if let Some(first) = out.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        out
    }

    /// A headline, now and then with what headlines hold, as text that is not yet escaped.
    pub fn headline(&mut self) -> String {
        let words = 6 + self.below(6);
        let text = self.sentence(words);
        match self.below(8) {
            0 => format!("Q&A: {text}?"),
            1 => format!("‘{text}’ – as it happened"),
            2 => format!("{text}, 5 < 6"),
            _ => text,
        }
    }

    /// Words of an address.
    pub fn path(&mut self) -> String {
        self.sentence(6).to_lowercase().replace([' ', ','], "-")
    }

    /// An article's HTML: paragraphs with links and emphasis, headings, a picture, a list.
    pub fn article(&mut self, paragraphs: u64) -> String {
        let mut out = String::new();
        for at in 0..paragraphs {
            match self.below(9) {
                0 => out.push_str(&format!("<h2>{}</h2>\n", self.sentence(5))),
                1 => self.picture(at, &mut out),
                2 => out.push_str(&format!("<ul><li>{}</li><li>{}</li></ul>\n", self.sentence(9), self.sentence(12))),
                _ => self.paragraph(&mut out),
            }
        }
        out
    }

    fn picture(&mut self, at: u64, out: &mut String) {
        let caption = self.sentence(10);
        out.push_str(&format!(
            "<figure class=\"wide\"><img src=\"/media/{at}.jpg?w=700&amp;h=420\" width=\"700\" height=\"420\" alt=\"{caption}\"><figcaption>{caption}</figcaption></figure>\n"
        ));
    }

    fn paragraph(&mut self, out: &mut String) {
        out.push_str("<p>");
        for _ in 0..2 + self.below(4) {
            let words = 9 + self.below(14);
            match self.below(7) {
                0 => {
                    let (path, text) = (self.path(), self.sentence(3));
                    out.push_str(&format!("<a href=\"https://www.gazette.example/{path}?from=feed&amp;n=1\">{text}</a> "));
                }
                1 => out.push_str(&format!("<em>{}</em> ", self.sentence(2))),
                2 => out.push_str("&#8216;So far&#8217;, it&rsquo;s &nbsp;"),
                _ => {}
            }
            out.push_str(&self.sentence(words));
            out.push_str(". ");
        }
        out.push_str("</p>\n");
    }
}

/// Text as XML has it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const WORDS: [&str; 64] = [
    "harbour",
    "council",
    "votes",
    "for",
    "the",
    "new",
    "bridge",
    "after",
    "a",
    "night",
    "of",
    "talks",
    "farmers",
    "wait",
    "on",
    "rain",
    "while",
    "prices",
    "rise",
    "in",
    "towns",
    "along",
    "river",
    "teachers",
    "say",
    "schools",
    "need",
    "more",
    "time",
    "to",
    "plan",
    "museum",
    "opens",
    "its",
    "doors",
    "again",
    "with",
    "works",
    "by",
    "young",
    "painters",
    "island",
    "ferry",
    "is",
    "late",
    "because",
    "wind",
    "from",
    "north",
    "keeps",
    "boats",
    "at",
    "port",
    "minister",
    "promises",
    "answers",
    "before",
    "summer",
    "and",
    "opposition",
    "asks",
    "why",
    "Škoda",
    "façade",
];
