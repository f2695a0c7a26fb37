//! *Magazine*: a wide picture, an initial, a sentence pulled out of the text and repeated, a box about the author.

use super::head::{self, Facts};
use super::parts;
use crate::markup::{escape, inline};
use crate::page::{ArticlePage, Desk, Figure, IndexPage, Teaser, agency_line, by_line, dateline};
use crate::world::{Block, Wall};

const CSS: &str = "body{margin:0;font:20px/1.6 'Iowan Old Style',Palatino,serif;color:#1d1d1f;background:#fff}a{color:inherit}\
.topbar{display:flex;justify-content:space-between;padding:1rem 2rem;background:var(--ground);color:var(--ink)}.topbar a{text-decoration:none}\
.logo{font-size:1.7rem;letter-spacing:.08em}.hero img{width:100%;max-height:80vh;object-fit:cover;display:block}.hero figcaption{padding:.4rem 2rem;font-size:.75rem;color:#666}\
.opener{max-width:50rem;margin:2rem auto;padding:0 1rem;text-align:center}.opener h1{font-size:3rem;line-height:1.08;margin:.3em 0}.prose{max-width:36rem;margin:0 auto;padding:0 1rem}\
.dropcap{float:left;font-size:3.6em;line-height:.85;padding-right:.08em;font-weight:700}.pullquote{font-size:1.5em;line-height:1.25;margin:1.5em 0;border-block:2px solid;padding:.6em 0}\
.prose img{width:100%;height:auto}.author-box{background:var(--ground);color:var(--ink);padding:1.2rem;margin:2rem 0}.piece{display:grid;grid-template-columns:1fr 1fr;gap:2rem;max-width:70rem;margin:2rem auto;padding:0 1rem}\
.piece img{width:100%}.barrier{text-align:center;border:2px solid var(--ink);padding:1.5rem}";

/// Sentences of this many characters may be pulled out.
const PULLED: std::ops::RangeInclusive<usize> = 60..=150;

pub(super) fn article(page: &ArticlePage<'_>) -> String {
    let label = parts::label(page).unwrap_or(&page.shelf.label);
    let standfirst = page.standfirst().map(|text| format!("<p class=\"dek\">{}</p>", inline(text))).unwrap_or_default();
    let hero = page.lead.as_ref().map(|lead| figure(&page.desk, lead, "hero")).unwrap_or_default();
    let gallery: String = page.gallery().iter().map(|one| figure(&page.desk, one, "slide")).collect();
    let main = format!(
        "<article class=\"feature\" data-wall=\"{}\">{hero}<div class=\"opener\"><span class=\"rubric\">{}</span><h1>{}</h1>{standfirst}\
         <div class=\"credits\">{}</div><div class=\"date\">{}</div></div><div class=\"prose\">{}{gallery}{}{}{}{}</div></article>{}",
        page.wall.as_str(),
        escape(label),
        inline(page.headline()),
        credits(page),
        parts::times(page, " — "),
        prose(page),
        parts::updates(page, "section", "entry"),
        if page.cut { barrier(&page.desk) } else { String::new() },
        parts::notes(page, "<p class=\"erratum\">", "</p>"),
        author_box(page),
        below(page),
    );
    head::document(&page.desk, &head::article(page, Facts::Json, ".prose .continued", CSS), &frame(&page.desk, &main))
}

pub(super) fn index(page: &IndexPage<'_>) -> String {
    let pieces: String = page.teasers.iter().map(piece).collect();
    let heading =
        page.shelf.map(|shelf| format!("<div class=\"opener\"><h1>{}</h1></div>", escape(&shelf.label))).unwrap_or_default();
    head::document(&page.desk, &head::index(page, CSS), &frame(&page.desk, &format!("{heading}{pieces}")))
}

fn piece(teaser: &Teaser<'_>) -> String {
    let picture =
        teaser.picture.as_ref().map(|figure| format!("<img src=\"{}\" alt=\"\">", escape(&figure.small))).unwrap_or_default();
    format!(
        "<section class=\"piece\"><a href=\"{0}\">{picture}</a><div><span class=\"rubric\">{1}</span><h2><a href=\"{0}\">{2}</a></h2><p>{3}</p></div></section>",
        escape(&teaser.address),
        escape(teaser.shelf),
        inline(&teaser.headline),
        inline(teaser.standfirst()),
    )
}

fn credits(page: &ArticlePage<'_>) -> String {
    let person = |name: &str, role: Option<&str>| {
        let role = role.map(|role| format!(" <em class=\"what\">{}</em>", escape(role))).unwrap_or_default();
        format!("<a class=\"contributor\" rel=\"author\" href=\"/#contributors\">{}</a>{role}", escape(name))
    };
    by_line(page, person).or_else(|| agency_line(page)).unwrap_or_default()
}

fn figure(desk: &Desk<'_>, figure: &Figure, class: &str) -> String {
    parts::figure(figure, class, |credit| format!("<cite>{}{credit}</cite>", desk.words().photo))
}

fn prose(page: &ArticlePage<'_>) -> String {
    let opening = dateline(page);
    let mut blocks = page.body(|one| figure(&page.desk, one, "inline"), &opening);
    if let Some(first) = blocks.first_mut().filter(|_| opening.is_empty()) {
        *first = dropcap(first);
    }
    if let Some(sentence) = pulled(page).filter(|_| blocks.len() > 4) {
        blocks.insert(3, format!("<aside class=\"pullquote\"><p>{}</p></aside>", inline(&sentence)));
    }
    if page.wall == Wall::Open || blocks.len() <= 2 {
        return blocks.concat();
    }
    let (first, rest) = blocks.split_at(2);
    format!("{}<div class=\"continued\">{}</div>", first.concat(), rest.concat())
}

/// The first letter, where the script has initials.
fn dropcap(paragraph: &str) -> String {
    let letter = paragraph.strip_prefix("<p>").and_then(|rest| rest.chars().next()).filter(|c| c.is_uppercase());
    match letter {
        Some(letter) => paragraph.replacen(&format!("<p>{letter}"), &format!("<p><span class=\"dropcap\">{letter}</span>"), 1),
        None => paragraph.to_owned(),
    }
}

/// A sentence from the later half of the text, long enough to stand alone.
fn pulled(page: &ArticlePage<'_>) -> Option<String> {
    let texts: Vec<_> =
        page.shown.iter().filter_map(|block| if let Block::Paragraph(text) = block { Some(text) } else { None }).collect();
    let later = texts.iter().skip(texts.len() / 2);
    let sentences = later.flat_map(|text| text.split_inclusive(". ")).map(str::trim);
    sentences.filter(|one| PULLED.contains(&one.chars().count()) && !one.contains('*')).map(str::to_owned).next()
}

fn barrier(desk: &Desk<'_>) -> String {
    let [head, text, button, sign_in] = desk.words().wall;
    format!(
        "<div class=\"continued barrier\"><h2>{head}</h2><p>{text}</p><a href=\"/#members\">{button}</a><br><a href=\"/#login\">{sign_in}</a></div>"
    )
}

fn author_box(page: &ArticlePage<'_>) -> String {
    let words = page.desk.words();
    let one = |writer: &crate::world::Writer| {
        let role = writer.role.as_deref().map(|role| format!("{}{}", words.comma, escape(role))).unwrap_or_default();
        format!(
            "<p><strong>{}</strong> {} {}{role}</p>",
            escape(&writer.name),
            words.writes_here,
            escape(&page.desk.site.title.name)
        )
    };
    let people: String = page.current.article.byline.iter().map(one).collect();
    if people.is_empty() { people } else { format!("<div class=\"author-box\"><h4>{}</h4>{people}</div>", words.author) }
}

fn below(page: &ArticlePage<'_>) -> String {
    let words = page.desk.words();
    let [head, text, button, hint] = words.newsletter;
    let tools = words.tools.map(|tool| format!("<a href=\"#\">{tool}</a>")).join(" ");
    let more: String = page.related.iter().map(piece).collect();
    format!(
        "<div class=\"share\">{}: {tools}</div><section class=\"signup\"><h3>{head}</h3><p>{text}</p><form><input placeholder=\"{hint}\"><button>{button}</button></form></section>\
         <section class=\"next\"><h3>{}</h3>{more}</section>",
        words.share, words.related,
    )
}

fn frame(desk: &Desk<'_>, main: &str) -> String {
    let words = desk.words();
    let title = desk.site.title;
    format!(
        "<body><div class=\"topbar\"><a class=\"logo\" href=\"/\">{name}</a><nav>{nav}</nav><a href=\"/#members\">{subscribe}</a></div>{main}\
         <footer><p>{tagline}</p><p>{foot}</p><p>© {name}. {rights}</p></footer>\
         <div class=\"cookiewall\"><p>{cookies}</p><button>{yes}</button><button>{no}</button></div></body>",
        name = escape(&title.name),
        nav = parts::section_links(desk, "", " "),
        subscribe = words.subscribe,
        tagline = escape(&title.tagline),
        foot = parts::foot_links(desk, "", " "),
        rights = words.rights,
        cookies = words.cookies[0],
        yes = words.cookies[1],
        no = words.cookies[2],
    )
}
