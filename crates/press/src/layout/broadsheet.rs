//! *Broadsheet*: semantic HTML with landmarks; related links and the newsletter stand in the middle of the text.

use super::head::{self, Facts};
use super::parts;
use crate::markup::{escape, inline};
use crate::page::{ArticlePage, Desk, Figure, IndexPage, Teaser, agency_line, by_line, dateline};
use crate::world::Wall;

const CSS: &str = "body{margin:0 auto;max-width:72rem;padding:0 1rem;font:18px/1.55 'Times New Roman',serif;color:#1a1a1a;background:#fffefb}\
a{color:inherit;text-decoration-thickness:1px}.masthead{text-align:center;border-bottom:4px double;padding:1rem 0}\
.masthead__name{display:inline-block;padding:.2em .6em;font-size:2.8rem;background:var(--ground);color:var(--ink);text-decoration:none}\
.sections{display:flex;gap:1.4rem;justify-content:center;list-style:none;padding:.5rem 0;border-bottom:1px solid;margin:0}\
.article{max-width:42rem;margin:2rem auto}.headline{font-size:2.6rem;line-height:1.1;margin:.2em 0}.standfirst{font-size:1.3rem;color:#444}\
.byline,.stamp,figcaption,.inset{font:14px/1.45 Arial,sans-serif}img{width:100%;height:auto}figure{margin:1.5rem 0}\
.inset{border-block:1px solid #999;margin:1.5rem 0;padding:.8rem 0}.front{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1.5rem}\
.gate{border:1px solid;padding:1.2rem;text-align:center}.consent{position:fixed;bottom:0;inset-inline:0;background:#fff;border-top:2px solid;padding:1rem;font:14px Arial}";

/// After which block of the text the related links stand.
const INSET_AFTER: usize = 3;

pub(super) fn article(page: &ArticlePage<'_>) -> String {
    let head = head::article(page, Facts::Json, ".article__rest", CSS);
    let label = parts::label(page).map(|label| format!("<p class=\"kicker\">{}</p>", escape(label)));
    let standfirst = page.standfirst().map(|text| format!("<p class=\"standfirst\">{}</p>", inline(text)));
    let main = format!(
        "<nav class=\"trail\" aria-label=\"breadcrumb\"><ol><li><a href=\"/\">{home}</a></li><li><a href=\"/{section}/\">{shelf}</a></li></ol></nav>\
         <article class=\"article\"><header>{label}<h1 class=\"headline\">{headline}</h1>{standfirst}\
         <address class=\"byline\">{byline}</address><p class=\"stamp\">{times}</p>{tools}</header>{lead}\
         <div class=\"article__body\">{body}</div></article>\
         <section class=\"readers\" aria-label=\"{readers}\"><h2>{readers}</h2>{comments}</section>",
        home = page.desk.words().home,
        section = page.shelf.slug,
        shelf = escape(&page.shelf.label),
        label = label.unwrap_or_default(),
        headline = inline(page.headline()),
        standfirst = standfirst.unwrap_or_default(),
        byline = byline(page),
        times = parts::times(page, "; "),
        tools = tools(&page.desk),
        lead = page.lead.as_ref().map(|lead| figure(&page.desk, lead)).unwrap_or_default(),
        body = body(page),
        readers = page.desk.words().comments[0],
        comments = comments(&page.desk),
    );
    let most_read = format!(
        "<aside class=\"most-read\"><h2>{}</h2><ol>{}</ol></aside>",
        page.desk.words().most_read,
        parts::links(&page.most_read, "<li>", "</li>")
    );
    head::document(&page.desk, &head, &frame(&page.desk, &main, &most_read))
}

pub(super) fn index(page: &IndexPage<'_>) -> String {
    let heading = page.shelf.map(|shelf| format!("<h1>{}</h1>", escape(&shelf.label))).unwrap_or_default();
    let cards: String = page.teasers.iter().map(card).collect();
    let main = format!("{heading}<div class=\"front\">{cards}</div>");
    head::document(&page.desk, &head::index(page, CSS), &frame(&page.desk, &main, ""))
}

fn card(teaser: &Teaser<'_>) -> String {
    let picture = teaser
        .picture
        .as_ref()
        .map(|figure| format!("<img src=\"{}\" alt=\"\" width=\"600\" height=\"375\">", escape(&figure.small)));
    format!(
        "<section class=\"front__story\"><p class=\"kicker\">{}</p><h2><a href=\"{}\">{}</a></h2>{}<p>{}</p></section>",
        escape(teaser.shelf),
        escape(&teaser.address),
        inline(&teaser.headline),
        picture.unwrap_or_default(),
        inline(teaser.standfirst()),
    )
}

fn byline(page: &ArticlePage<'_>) -> String {
    let comma = page.desk.words().comma;
    let person = |name: &str, role: Option<&str>| {
        let role = role.map(|role| format!("{comma}<span class=\"byline__role\">{}</span>", escape(role))).unwrap_or_default();
        format!("<a rel=\"author\" href=\"/#newsroom\">{}</a>{role}", escape(name))
    };
    by_line(page, person).or_else(|| agency_line(page)).unwrap_or_default()
}

fn figure(desk: &Desk<'_>, figure: &Figure) -> String {
    parts::figure(figure, "plate", |credit| {
        format!("<small class=\"plate__credit\">{}{credit}</small>", desk.words().photo)
    })
}

fn body(page: &ArticlePage<'_>) -> String {
    let opening = match dateline(page) {
        line if line.is_empty() => line,
        line => format!("<span class=\"dateline\">{line}</span>"),
    };
    let mut blocks = page.body(|one| figure(&page.desk, one), &opening);
    if blocks.len() > INSET_AFTER + 1 {
        blocks.insert(INSET_AFTER, inset(page));
    }
    if blocks.len() > INSET_AFTER + 4 {
        blocks.insert(INSET_AFTER + 3, newsletter(&page.desk));
    }
    let gallery: String = page.gallery().iter().map(|one| figure(&page.desk, one)).collect();
    let (first, rest) = blocks.split_at(blocks.len().min(2));
    let rest = format!("{}{gallery}{}", rest.concat(), parts::updates(page, "section", "live"));
    let rest =
        if page.wall == Wall::Open || rest.is_empty() { rest } else { format!("<div class=\"article__rest\">{rest}</div>") };
    let gate = if page.cut { gate(&page.desk) } else { String::new() };
    format!(
        "{}{rest}{gate}{}",
        first.concat(),
        parts::notes(page, "<footer class=\"correction\"><p>", "</p></footer>")
    )
}

fn inset(page: &ArticlePage<'_>) -> String {
    if page.related.is_empty() {
        return String::new();
    }
    let links = parts::links(&page.related, "<li>", "</li>");
    format!("<aside class=\"inset\"><h2>{}</h2><ul>{links}</ul></aside>", page.desk.words().related)
}

fn newsletter(desk: &Desk<'_>) -> String {
    let [head, text, button, hint] = desk.words().newsletter;
    format!(
        "<aside class=\"inset newsletter\"><h2>{head}</h2><p>{text}</p><form><label>{hint} <input type=\"email\"></label> <button>{button}</button></form></aside>"
    )
}

fn gate(desk: &Desk<'_>) -> String {
    let [head, text, button, sign_in] = desk.words().wall;
    format!(
        "<div class=\"article__rest gate\" role=\"region\"><h2>{head}</h2><p>{text}</p><a href=\"/#offers\">{button}</a><p><a href=\"/#account\">{sign_in}</a></p></div>"
    )
}

fn tools(desk: &Desk<'_>) -> String {
    let words = desk.words();
    let tools: String = words.tools.iter().map(|tool| format!("<li><button type=\"button\">{tool}</button></li>")).collect();
    format!("<ul class=\"tools\" aria-label=\"{}\">{tools}</ul>", words.share)
}

fn comments(desk: &Desk<'_>) -> String {
    let words = desk.words();
    let one = |(name, text): &(&str, &str)| format!("<blockquote class=\"reader\"><p>{text}</p><cite>{name}</cite></blockquote>");
    let list: String = words.readers.iter().map(one).collect();
    format!("{list}<a href=\"/#account\">{}</a>", words.comments[1])
}

fn frame(desk: &Desk<'_>, main: &str, side: &str) -> String {
    let words = desk.words();
    let title = desk.site.title;
    format!(
        "<body><a class=\"skip\" href=\"#main\">{skip}</a><header class=\"masthead\" role=\"banner\">\
         <p class=\"masthead__links\"><a href=\"/#offers\">{subscribe}</a> <a href=\"/#account\">{sign_in}</a></p>\
         <a class=\"masthead__name\" href=\"/\">{name}</a><p>{tagline}</p></header>\
         <nav aria-label=\"{menu}\"><ul class=\"sections\">{nav}</ul></nav>\
         <div class=\"advert\" role=\"complementary\"><p>{ad}</p><p>{advert}</p></div>\
         <main id=\"main\">{main}</main>{side}\
         <footer role=\"contentinfo\"><ul>{foot}</ul><p>© {name}. {rights}</p></footer>\
         <div class=\"consent\" role=\"dialog\" aria-modal=\"true\"><p>{cookies}</p><button>{yes}</button> <button>{no}</button></div></body>",
        skip = words.skip,
        subscribe = words.subscribe,
        sign_in = words.sign_in,
        name = escape(&title.name),
        tagline = escape(&title.tagline),
        menu = words.menu,
        nav = parts::section_links(desk, "<li>", "</li>"),
        ad = words.ad,
        advert = words.ads[0],
        foot = parts::foot_links(desk, "<li>", "</li>"),
        rights = words.rights,
        cookies = words.cookies[0],
        yes = words.cookies[1],
        no = words.cookies[2],
    )
}
