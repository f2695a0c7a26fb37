//! Pages that make careless readers slow or large; the tests read them small, the benchmark whole.

/// Makes a page of about so many units.
pub type Make = fn(usize) -> String;

/// The shapes, each with how many units the whole one has.
pub const ALL: &[(&str, usize, Make)] = &[
    ("nested elements", 100_000, |count| nested("<div>", count, "</div>")),
    ("nested lists", 100_000, |count| nested("<ul><li>", count, "</li></ul>")),
    ("nested inline elements", 50_000, |count| nested("<b><i><x-y>", count, "</x-y></i></b>")),
    ("a million attributes", 1_000_000, |count| page(&format!("<p{}>{LINE}</p>", " a=1".repeat(count)))),
    ("attributes on many", 75_000, |count| {
        page(&format!("<p a=1 b='2' c=\"3\" class=x-{}>x</p>", "y ".repeat(3)).repeat(count))
    }),
    ("one long text", 20_000_000, |size| page(&format!("<p>{}</p>", filled("words of a text, ", size)))),
    ("one long word", 20_000_000, |size| page(&format!("<p>{}</p>", "w".repeat(size)))),
    ("everything unclosed", 15_000, |count| {
        page(&"<p><b><i><a href=/x><ul><li><table><tr><td>x<script><iframe>".repeat(count))
    }),
    ("a million comments", 1_000_000, |count| page(&"<!-- x -->".repeat(count))),
    ("tables in tables", 60_000, |count| nested("<table><tr><td>x", count, "</table>")),
    ("a list of 200,000", 200_000, |count| page(&format!("<ul>{}</ul>", "<li>an item".repeat(count)))),
    ("links", 75_000, |count| page(&"<a href=/x>w ".repeat(count))),
    ("entities", 2_000_000, |count| page(&"&amp;".repeat(count))),
    ("half entities", 200_000, |count| page(&"&CounterClockwiseContourIntegra".repeat(count))),
    ("large structured data", 16_000, |count| {
        let item = r#"{"@type":"ListItem","item":{"@type":"Person","name":"A B"}}"#;
        data(&format!(r#"{{"@type":"ItemList","itemListElement":[{}{item}]}}"#, format!("{item},").repeat(count)))
    }),
    ("deep structured data", 1_000_000, |count| data(&"[".repeat(count))),
    ("broken structured data", 100_000, |count| data(&format!("{{\"a\":\"{}", "x\ny\",}".repeat(count)))),
    ("many structured data", 10_000, |count| {
        page(
            &r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":"A B"}</script>"#.repeat(count),
        )
    }),
    ("script without end", 1_000_000, |count| page(&format!("<script>{}", "a<b;".repeat(count)))),
    ("scripts", 300_000, |count| page(&"<script>a<b</script><style>p{}</style>".repeat(count))),
    ("headings", 75_000, |count| page(&"<h1 class=headline>A bell was found</h1>".repeat(count))),
    ("bylines", 37_000, |count| page(&"<span class=author>By A B</span><time>1</time>".repeat(count))),
    ("captions", 37_000, |count| {
        page(&"<div><img src=/a.jpg><div class=caption>A bell</div></div>".repeat(count))
    }),
    ("calls", 37_000, |count| {
        page(&"<div class=paywall>Sign up to read <a href=/x>on</a></div>".repeat(count))
    }),
    ("properties", 75_000, |count| page(&"<p itemprop=author>A B</p>".repeat(count))),
    ("end tags alone", 400_000, |count| page(&"</a></div></b></td></li></p>".repeat(count))),
    ("drawings", 200_000, |count| page(&"<svg><path d='M0 0'/></svg>".repeat(count))),
    ("less-than signs", 4_000_000, |count| page(&"<".repeat(count))),
    ("one long class", 4_000_000, |size| {
        page(&format!("<p class=\"{}\">{LINE}</p>", filled("related-x ", size)))
    }),
    ("picture sizes", 400_000, |count| {
        page(&format!("<p>{LINE}</p><figure><img srcset=\"{}\"></figure>", "a.jpg 9w,".repeat(count)))
    }),
    ("cells", 30_000, |count| page(&format!("<table>{}", "<tr><td>a<td>b".repeat(count)))),
    ("paragraphs", 60_000, |count| page(&format!("<p>{LINE}</p>").repeat(count))),
];

/// A line of running text.
pub const LINE: &str =
    "The harbour board said on Tuesday that the bell, lost for 154 years, had been found beneath its own offices.";

fn page(body: &str) -> String {
    format!(
        "<!doctype html><html><head><title>A bell was found</title></head><body><h1>A bell was found</h1>{body}</body></html>"
    )
}

fn data(json: &str) -> String {
    page(&format!("<script type=\"application/ld+json\">{json}</script><p>{LINE}</p>"))
}

fn nested(start: &str, depth: usize, end: &str) -> String {
    page(&[&start.repeat(depth), LINE, &end.repeat(depth)].concat())
}

fn filled(piece: &str, size: usize) -> String {
    piece.repeat(size.div_ceil(piece.len()))
}
