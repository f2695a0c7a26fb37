//! *Minimal*: a heading, paragraphs, and Open Graph in the head. No script, no boxes beside the text.

use super::head::{self, Facts};
use super::parts;
use crate::markup::{escape, inline};
use crate::page::{ArticlePage, Desk, Figure, IndexPage, Teaser, agency_line, by_line, dateline};

const CSS: &str = "body{max-width:38rem;margin:2rem auto;padding:0 1rem;font:19px/1.65 Charter,Georgia,serif;color:#222}\
header a{background:var(--ground);color:var(--ink);padding:.15em .5em;text-decoration:none;font-weight:700}h1{font-size:1.9rem;line-height:1.2}\
nav{font-size:.8rem;margin:.6rem 0 2rem}nav a{margin-inline-end:.8em;color:#555}img{width:100%;height:auto}figure{margin:1.5rem 0}\
figcaption,.by,footer{font-size:.8rem;color:#666}.members{border-top:1px dashed;padding-top:1rem}";

pub(super) fn article(page: &ArticlePage<'_>) -> String {
    let label = parts::label(page).map(|label| format!("<p class=\"by\">{}</p>", escape(label))).unwrap_or_default();
    let standfirst = page.standfirst().map(|text| format!("<p><em>{}</em></p>", inline(text))).unwrap_or_default();
    let lead = page.lead.as_ref().map(|lead| figure(&page.desk, lead)).unwrap_or_default();
    let gallery: String = page.gallery().iter().map(|one| figure(&page.desk, one)).collect();
    let main = format!(
        "<main>{label}<h1>{}</h1>{standfirst}<p class=\"by\">{}</p>{lead}{}{gallery}{}{}{}</main>{}",
        inline(page.headline()),
        signature(page),
        page.body(|one| figure(&page.desk, one), &dateline(page)).concat(),
        parts::updates(page, "section", "post"),
        if page.cut { wall(&page.desk) } else { String::new() },
        parts::notes(page, "<p><small>", "</small></p>"),
        after(page),
    );
    head::document(&page.desk, &head::article(page, Facts::OpenGraph, ".members", CSS), &frame(&page.desk, &main))
}

pub(super) fn index(page: &IndexPage<'_>) -> String {
    let entries: String = page.teasers.iter().map(entry).collect();
    let heading = page.shelf.map(|shelf| format!("<h1>{}</h1>", escape(&shelf.label))).unwrap_or_default();
    head::document(&page.desk, &head::index(page, CSS), &frame(&page.desk, &format!("<main>{heading}{entries}</main>")))
}

fn entry(teaser: &Teaser<'_>) -> String {
    format!(
        "<h2><a href=\"{}\">{}</a></h2><p>{}</p><p class=\"by\">{} · {}</p>",
        escape(&teaser.address),
        inline(&teaser.headline),
        inline(teaser.standfirst()),
        escape(&teaser.stamp.people),
        escape(teaser.shelf),
    )
}

/// The people without links, then the stamps: all in one line.
fn signature(page: &ArticlePage<'_>) -> String {
    let comma = page.desk.words().comma;
    let person = |name: &str, role: Option<&str>| match role {
        Some(role) => format!("{}{comma}{}", escape(name), escape(role)),
        None => escape(name),
    };
    let who = by_line(page, person).or_else(|| agency_line(page));
    let who = who.map(|who| format!("{who} · ")).unwrap_or_default();
    format!("{who}{}", parts::times(page, " · "))
}

fn figure(desk: &Desk<'_>, figure: &Figure) -> String {
    parts::figure(figure, "picture", |credit| format!("({}{credit})", desk.words().photo))
}

fn wall(desk: &Desk<'_>) -> String {
    let [head, text, button, sign_in] = desk.words().wall;
    format!(
        "<div class=\"members\"><h3>{head}</h3><p>{text} <a href=\"/#join\">{button}</a></p><p><a href=\"/#login\">{sign_in}</a></p></div>"
    )
}

fn after(page: &ArticlePage<'_>) -> String {
    if page.related.is_empty() {
        return String::new();
    }
    format!(
        "<hr><p class=\"by\">{}</p>{}",
        page.desk.words().related,
        parts::links(&page.related, "<p class=\"by\">", "</p>")
    )
}

fn frame(desk: &Desk<'_>, main: &str) -> String {
    let words = desk.words();
    let title = desk.site.title;
    format!(
        "<body><header><a href=\"/\">{name}</a> <small>{tagline}</small></header><nav>{nav}</nav>{main}\
         <hr><footer><p>{letter}: <a href=\"/#letter\">{button}</a></p><p>{foot}</p><p>© {name}. {rights}</p><p>{cookies} <a href=\"#\">{no}</a></p></footer></body>",
        name = escape(&title.name),
        tagline = escape(&title.tagline),
        nav = parts::section_links(desk, "", " "),
        letter = words.newsletter[0],
        button = words.newsletter[2],
        foot = parts::foot_links(desk, "", " "),
        rights = words.rights,
        cookies = words.cookies[0],
        no = words.cookies[2],
    )
}
