//! How long `entry` takes on a feed's full text of about 1.5 KB; prints microseconds each. For measuring.

use std::time::Instant;

use newsstand_extract::{clean, count_words, entry, text};
use newsstand_news::{Address, Author, Entry, EntryKey, Language, Markup, Moment};

const ROUNDS: u32 = 20_000;

fn main() {
    let paragraph = "<p>The harbour board said on Tuesday that the <a href=\"/bells/saltmere?from=feed&amp;x=1\">Saltmere bell</a>, lost for 154 years, had \
        been found in a basement beneath the council&#8217;s own offices. &ldquo;We looked everywhere else,&rdquo; said <b>Ines Harrow</b>, the clerk.</p>\n";
    let content = format!(
        "<div class=\"post\"><figure><img src=\"/i/bell.jpg\" srcset=\"/i/bell-600.jpg 600w, /i/bell-1200.jpg 1200w\" alt=\"The bell\" width=\"1200\" height=\"800\"><figcaption>The bell. Photograph: A. Ruiz / Meridian</figcaption></figure>{}<ul><li>Found: Monday</li><li>Weight: 340 kg</li></ul><p>The post <a href=\"/x\">Bell found</a> appeared first on <a href=\"/\">The Packet</a>.</p></div>",
        paragraph.repeat(5)
    );
    let link = Address::new("https://packet.example/saltmere/bell-found");
    let said = Entry {
        key: EntryKey("1".into()),
        id: None,
        title: Some("Lost bell of Saltmere turns up under the council".into()),
        link: link.clone(),
        published: Some(Moment::from_seconds(1_768_600_000)),
        updated: None,
        authors: vec![Author { name: Some("By Ana Ruiz, harbour correspondent".into()), ..Author::default() }],
        language: None,
        summary: Some(Markup("A bell lost for 154 years was under the clerk's feet.".into())),
        content: Some(Markup(content.clone())),
        base: None,
        enclosures: Vec::new(),
        categories: vec!["Saltmere".into(), "Local".into()],
        picture: None,
        source_title: None,
    };
    let language = Language::new("en");
    println!("{} bytes of content", content.len());
    time("clean", || clean(&content, link.as_ref()).as_str().len());
    let html = clean(&content, link.as_ref());
    time("text", || text(&html).len());
    let words = text(&html);
    time("count_words", || count_words(&words) as usize);
    time("entry", || {
        entry(&said, &language, Moment::default()).map_or(0, |(article, _)| article.headline.len())
    });
}

fn time(name: &str, mut run: impl FnMut() -> usize) {
    let start = Instant::now();
    let mut sum = 0;
    for _ in 0..ROUNDS {
        sum += std::hint::black_box(run());
    }
    let micros = start.elapsed().as_micros() as f64 / f64::from(ROUNDS);
    println!("{name:12} {micros:6.1} µs  ({sum})");
}
