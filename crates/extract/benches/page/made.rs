//! News pages as titles serve them, made up and the same at every run: 100 to 400 KB with scripts, styles, structured data, menus,
//! related cards and a footer around the text.

use newsstand_news::Address;

use super::Page;

/// How many pages.
const COUNT: u64 = 60;

/// The pages to measure with.
pub fn all() -> Vec<Page> {
    (1..=COUNT)
        .filter_map(|seed| {
            let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let address = Address::new(&format!("https://www.gazette.example/world/2026/05/harbour-{seed}.html"))?;
            Some(Page { name: format!("made-{seed}"), address, html: page(&mut chance) })
        })
        .collect()
}

/// A sequence of numbers that looks like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn words(&mut self, count: u64) -> String {
        const WORDS: [&str; 40] = [
            "harbour", "council", "the", "of", "and", "a", "bell", "found", "on", "Tuesday", "minister", "said", "that", "vote",
            "budget", "été", "in", "for", "to", "with", "storm", "ferry", "coast", "schools", "über", "after", "before", "clerk",
            "river", "night", "report", "1,440", "people", "from", "at", "was", "not", "more", "than", "station",
        ];
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len() as u64) as usize]).collect();
        words.join(" ")
    }

    fn sentence(&mut self, count: u64) -> String {
        let words = self.words(count);
        match self.below(5) {
            0 => format!("&#8220;{words},&#8221; said the clerk&#8217;s office."),
            1 => format!(
                "{words} <a href=\"/x/{}?a=1&amp;b=2\" class=\"in-text\" data-track=\"body\">{}</a>.",
                self.below(9000),
                self.words(4)
            ),
            2 => format!("{words} <em>{}</em> &mdash; {}.", self.words(3), self.words(6)),
            _ => format!("{words}."),
        }
    }
}

fn page(chance: &mut Chance) -> String {
    let headline = chance.words(8);
    let body = [header(chance), article(chance, &headline), cards(chance), footer(chance)].concat();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" class=\"no-js\">\n<head>\n{}</head>\n<body class=\"template-article\">\n{}{body}{}</body>\n</html>\n",
        head(chance, &headline),
        scripts(chance, 2),
        scripts(chance, 4)
    )
}

fn head(chance: &mut Chance, headline: &str) -> String {
    let mut out = format!("<meta charset=\"utf-8\"><title>{headline} | The Gazette</title>\n");
    for (name, value) in [("og:title", headline), ("og:site_name", "The Gazette"), ("og:type", "article"), ("author", "Ana Ruiz")]
    {
        out.push_str(&format!("<meta property=\"{name}\" content=\"{value}\">\n"));
    }
    for number in 0..30 {
        out.push_str(&format!(
            "<link rel=\"preload\" as=\"script\" href=\"https://cdn.example/static/{number}.js\" crossorigin>\n"
        ));
    }
    let text = chance.words(600);
    out.push_str(&format!(
        "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"{headline}\",\
         \"datePublished\":\"2026-05-04T10:00:00Z\",\"author\":[{{\"@type\":\"Person\",\"name\":\"Ana Ruiz\"}}],\
         \"image\":{{\"@type\":\"ImageObject\",\"url\":\"https://pic.example/a.jpg\"}},\"articleBody\":\"{text}\"}}</script>\n"
    ));
    let rules: String = (0..80 + chance.below(400))
        .map(|number| format!(".c-{number}__x>a:hover{{color:#{number:06x};margin:0 {number}px}}\n"))
        .collect();
    out + &format!("<style>{rules}</style>\n{}", scripts(chance, 3))
}

fn scripts(chance: &mut Chance, count: u64) -> String {
    let mut out = String::new();
    for _ in 0..count {
        let lines: String = (0..40 + chance.below(200))
            .map(|number| format!("if(a<{number}&&b>2){{w.push({{\"k{number}\":\"<div class='x'>\"}});}}\n"))
            .collect();
        out.push_str(&format!(
            "<!-- tag {} --><script async>(function(w){{{lines}}})(window);</script>\n",
            chance.below(99)
        ));
    }
    out
}

fn header(chance: &mut Chance) -> String {
    let mut out =
        String::from("<header class=\"site-header\" role=\"banner\"><nav class=\"main-nav\" aria-label=\"Sections\"><ul>");
    for _ in 0..60 + chance.below(80) {
        let (number, words) = (chance.below(999), chance.words(2));
        out.push_str(&format!(
            "\n  <li class=\"main-nav__item main-nav__item--{number}\"><a class=\"main-nav__link\" href=\"/section/{number}\" data-track=\"nav|{number}\"><span>{words}</span></a></li>"
        ));
    }
    out + "\n</ul></nav><svg viewBox=\"0 0 10 10\"><path d=\"M0 0L10 10\"/></svg></header>\n"
}

fn article(chance: &mut Chance, headline: &str) -> String {
    let mut out = format!(
        "<main id=\"main\"><article class=\"article\"><h1 class=\"article__headline\">{headline}</h1>\n<p class=\"standfirst\">{}.</p>\n\
         <div class=\"byline\">By <a rel=\"author\" href=\"/ana\">Ana Ruiz</a>, harbour correspondent <time datetime=\"2026-05-04T10:00:00Z\">4 May</time></div>\n\
         <figure class=\"lead\"><img src=\"/i/a-600.jpg\" srcset=\"/i/a-600.jpg 600w, /i/a-1200.jpg 1200w\" alt=\"The bell\" width=\"1200\" height=\"800\">\
         <figcaption>{} <span class=\"credit\">Photograph: Ana Ruiz / Meridian</span></figcaption></figure>\n<div class=\"article__body\">\n",
        chance.words(20),
        chance.words(12)
    );
    for at in 0..15 + chance.below(25) {
        let sentences: Vec<String> = (0..3).map(|_| chance.sentence(18)).collect();
        out.push_str(&format!("<p class=\"article__paragraph\">{}</p>\n", sentences.join(" ")));
        match at % 9 {
            3 => out.push_str(&format!("<h2>{}</h2>\n", chance.words(5))),
            5 => out.push_str(
                "<div class=\"ad-slot\" id=\"ad-5\" data-sizes=\"300x250\"><!-- ad --><span>Advertisement</span></div>\n",
            ),
            7 => out.push_str(&format!(
                "<aside class=\"related\"><h3>Read more</h3><ul><li><a href=\"/y\">{}</a></li></ul></aside>\n",
                chance.words(8)
            )),
            _ => {}
        }
    }
    out + "</div></article></main>\n"
}

fn cards(chance: &mut Chance) -> String {
    let mut out = String::from("<section class=\"more-stories\"><h2>More stories</h2>\n");
    for _ in 0..40 + chance.below(120) {
        let (number, title, text) = (chance.below(99_999), chance.words(9), chance.words(14));
        out.push_str(&format!(
            "<div class=\"card card--{number} card--small\" data-id=\"{number}\" data-position=\"{}\"><a class=\"card__link\" href=\"/news/{number}\" aria-hidden=\"true\" tabindex=\"-1\">\
             <div class=\"card__media\"><img class=\"lazy\" loading=\"lazy\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" data-src=\"https://pic.example/{number}.jpg\" \
             data-srcset=\"https://pic.example/{number}-300.jpg 300w, https://pic.example/{number}-600.jpg 600w\" alt=\"{title}\"></div>\
             <div class=\"card__body\"><h3 class=\"card__title\">{title}</h3><p class=\"card__text\">{text}</p><span class=\"card__time\">{} hours ago</span></div></a></div>\n",
            chance.below(40),
            chance.below(24)
        ));
    }
    out + "</section>\n"
}

fn footer(chance: &mut Chance) -> String {
    let links: String =
        (0..60).map(|_| format!("<li><a href=\"/{}\">{}</a></li>\n", chance.below(999), chance.words(2))).collect();
    format!(
        "<footer class=\"site-footer\"><ul>{links}</ul><p>© The Gazette. {}</p></footer>\n",
        chance.words(30)
    )
}
