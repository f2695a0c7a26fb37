//! Bodies as feeds carry them, made up and the same at every run.

/// Bodies of each kind.
const EACH: u64 = 220;

/// The bodies to measure with.
pub fn all() -> Vec<String> {
    let kinds: [fn(&mut Chance) -> String; 6] = [article, article, teaser, short, office, gallery];
    let mut bodies = Vec::new();
    for seed in 1..=EACH {
        bodies.extend(kinds.iter().map(|make| make(&mut Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)))));
    }
    bodies
}

/// A sequence of numbers that looks like chance.
pub struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 40] = [
            "harbour", "council", "the", "of", "and", "a", "bell", "found", "on", "Tuesday", "minister", "said", "that", "vote",
            "budget", "été", "in", "for", "to", "with", "storm", "ferry", "coast", "schools", "über", "after", "before", "clerk",
            "river", "night", "report", "1,440", "people", "from", "at", "was", "not", "more", "than", "station",
        ];
        WORDS[self.below(WORDS.len() as u64) as usize]
    }

    fn words(&mut self, count: u64) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    /// A sentence or two with what sentences have in markup.
    fn prose(&mut self, count: u64) -> String {
        let mut out = self.words(count);
        for _ in 0..1 + count / 30 {
            let (more, number) = (self.words(6), self.below(9000));
            let piece = match self.below(7) {
                0 => format!(", &#8220;{more},&#8221; said the clerk&#8217;s office; {}", self.words(9)),
                1 => format!(
                    " <a href=\"https://www.gazette.example/2024/05/{number}/?utm_source=rss&amp;utm_medium=feed\" target=\"_blank\" rel=\"noopener\">{more}</a> {}",
                    self.words(12)
                ),
                2 => format!(" <em>{more}</em> {}", self.words(15)),
                3 => format!(" &ndash; <strong>{more}</strong>&nbsp;&mdash; {}", self.words(15)),
                4 => format!(", {more}\n{}", self.words(20)),
                5 => format!(
                    " <a href=\"/x/{number}\" class=\"inline\" data-track=\"body-link\">{more}</a> &amp; {}",
                    self.words(10)
                ),
                _ => format!(" {more}. {}", self.words(25)),
            };
            out.push_str(&piece);
        }
        out + "."
    }
}

fn article(chance: &mut Chance) -> String {
    let number = chance.below(100_000);
    let mut out = format!(
        "<figure class=\"wp-block-image size-large\"><img decoding=\"async\" width=\"1024\" height=\"683\" src=\"https://www.gazette.example/wp-content/uploads/{number}-1024x683.jpg\" \
         alt=\"The bell &amp; the clerk\" class=\"wp-image-{number}\" srcset=\"https://www.gazette.example/wp-content/uploads/{number}-1024x683.jpg 1024w, \
         https://www.gazette.example/wp-content/uploads/{number}-300x200.jpg 300w, https://www.gazette.example/wp-content/uploads/{number}.jpg 1600w\" sizes=\"(max-width: 1024px) 100vw, 1024px\" />\
         <figcaption class=\"wp-element-caption\">{} Photograph: Ana Ruiz</figcaption></figure>\n\n\n\n",
        chance.words(14)
    );
    for at in 0..8 + chance.below(10) {
        let length = 30 + chance.below(60);
        out.push_str(&format!("<p>{}</p>\n", chance.prose(length)));
        match at {
            3 => out.push_str(&format!("<h2 class=\"wp-block-heading\">{}</h2>\n", chance.words(6))),
            5 => out.push_str(&format!("<blockquote><p>{}</p></blockquote>\n", chance.prose(30))),
            6 => {
                let rows: String = (0..5).map(|_| format!("<li>{}</li>\n", chance.prose(12))).collect();
                out.push_str(&format!("<ul class=\"wp-block-list\">\n{rows}</ul>\n"));
            }
            _ => {}
        }
    }
    out + &format!(
        "<p>The post <a href=\"https://www.gazette.example/{number}/\">Bell found</a> appeared first on <a href=\"https://www.gazette.example\">The Gazette</a>.</p>\
         <img src=\"https://count.example/p.gif?id={number}\" width=\"1\" height=\"1\" style=\"display:none\" alt=\"\"/>"
    )
}

fn teaser(chance: &mut Chance) -> String {
    format!(
        "<p>{}</p><p>{}</p> <a href=\"https://www.herald.example/world/2024/may/{}\">Continue reading...</a>",
        chance.words(30),
        chance.prose(70),
        chance.below(1000)
    )
}

fn short(chance: &mut Chance) -> String {
    format!("{} &#8230; {}", chance.words(25), chance.words(20))
}

/// What a word processor leaves behind.
fn office(chance: &mut Chance) -> String {
    let mut out = String::from(
        "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><style>p.MsoNormal {margin:0cm}</style>",
    );
    for _ in 0..10 {
        out.push_str(&format!(
            "<p class=\"MsoNormal\" style=\"margin: 0cm 0cm 8pt; line-height: 107%;\"><span lang=\"EN-GB\" style=\"font-family: &quot;Calibri&quot;,sans-serif; \
             font-size: 11pt; mso-ansi-language: EN-GB;\">{}<o:p></o:p></span></p>\n<p class=\"MsoNormal\"><span style=\"font-size: 11pt;\">&nbsp;</span></p>\n",
            chance.prose(40)
        ));
    }
    out
}

fn gallery(chance: &mut Chance) -> String {
    let mut out = String::from("<div class=\"post\"><div class=\"inner\">");
    for _ in 0..6 {
        let number = chance.below(100_000);
        out.push_str(&format!(
            "<div class=\"slide\"><a href=\"https://blog.example/{number}.html\"><img border=\"0\" data-original-height=\"900\" data-original-width=\"1600\" \
             src=\"data:image/gif;base64,R0lGOD\" data-src=\"//pic.example/s640/{number}.png\" /></a><br /><br />{}<div><br></div></div>",
            chance.prose(25)
        ));
    }
    out + "</div></div><table border=\"0\" cellpadding=\"2\"><tbody><tr><td align=\"left\">One</td><td>Two</td></tr><tr><td colspan=\"2\">Three</td></tr></tbody></table>"
}
