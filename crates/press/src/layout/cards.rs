//! *Cards*: nested generic boxes with machine-made class names, as an application framework prints them; the facts
//! are a graph in a script.

use super::head::{self, Facts};
use super::parts;
use crate::markup::{escape, inline, script_json};
use crate::page::{ArticlePage, Desk, Figure, IndexPage, Teaser, agency_line, by_line, dateline};
use crate::world::Wall;

const CSS: &str = "body{margin:0;background:#eceff1;font:17px/1.6 Verdana,sans-serif;color:#263238}a{color:inherit}\
.css-1h0q{background:var(--ground);color:var(--ink);padding:1rem 2rem;display:flex;gap:2rem;flex-wrap:wrap;align-items:center}\
.css-1h0q a{text-decoration:none}.css-9xk2{font-size:1.8rem;font-weight:700}.css-g71d{max-width:64rem;margin:1.5rem auto;padding:0 1rem}\
.css-c4rd{background:#fff;border-radius:10px;padding:1.2rem;margin-bottom:1rem;box-shadow:0 1px 3px #0002}.css-c4rd img{width:100%;height:auto;border-radius:6px}\
.css-gr1d{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr))}.css-h3ad{font-size:2rem;line-height:1.2;margin:.3em 0}\
.css-m3ta,figcaption{font-size:.8rem;color:#607d8b}.css-w4ll{background:#263238;color:#fff;border-radius:10px;padding:1.4rem}";

pub(super) fn article(page: &ArticlePage<'_>) -> String {
    let label = parts::label(page).unwrap_or(&page.shelf.label);
    let standfirst = page
        .standfirst()
        .map(|text| wrap("css-5tnd", &format!("<div class=\"css-t3xt\">{}</div>", inline(text))))
        .unwrap_or_default();
    let lead = page.lead.as_ref().map(|lead| figure(&page.desk, lead)).unwrap_or_default();
    let top = format!(
        "<div class=\"css-b4dg\"><span>{}</span></div><h1 class=\"css-h3ad\">{}</h1>{standfirst}<div class=\"css-m3ta\"><div>{}</div><div>{}</div></div>{lead}",
        escape(label),
        inline(page.headline()),
        byline(page),
        parts::times(page, "</div><div>"),
    );
    let main = format!("{}{}{}", wrap("css-c4rd", &top), body(page), below(page));
    let state = serde_json::json!({ "route": "article", "props": { "headline": page.headline(), "section": page.shelf.label, "wall": page.wall.as_str() } });
    let body = frame(
        &page.desk,
        &main,
        &format!("<script id=\"__STATE__\" type=\"application/json\">{}</script>", script_json(&state)),
    );
    head::document(&page.desk, &head::article(page, Facts::JsonGraph, ".css-p4yw", CSS), &body)
}

pub(super) fn index(page: &IndexPage<'_>) -> String {
    let cards: String = page.teasers.iter().map(card).collect();
    let heading = page.shelf.map(|shelf| format!("<h1 class=\"css-h3ad\">{}</h1>", escape(&shelf.label))).unwrap_or_default();
    let main = format!("{heading}<div class=\"css-gr1d\">{cards}</div>");
    head::document(&page.desk, &head::index(page, CSS), &frame(&page.desk, &main, ""))
}

fn card(teaser: &Teaser<'_>) -> String {
    let picture = teaser
        .picture
        .as_ref()
        .map(|figure| format!("<div><img src=\"{}\" alt=\"\" loading=\"lazy\"></div>", escape(&figure.small)));
    let text = format!(
        "{}<div class=\"css-b4dg\"><span>{}</span></div><div><a href=\"{}\"><div role=\"heading\" aria-level=\"2\">{}</div></a></div><div class=\"css-m3ta\">{}</div>",
        picture.unwrap_or_default(),
        escape(teaser.shelf),
        escape(&teaser.address),
        inline(&teaser.headline),
        escape(&teaser.stamp.people),
    );
    wrap("css-c4rd", &text)
}

fn wrap(class: &str, inside: &str) -> String {
    format!("<div class=\"{class}\"><div>{inside}</div></div>")
}

fn byline(page: &ArticlePage<'_>) -> String {
    let person = |name: &str, role: Option<&str>| {
        let role = role.map(|role| format!("<span class=\"css-r0le\"> · {}</span>", escape(role))).unwrap_or_default();
        format!("<span class=\"css-auth\"><span>{}</span></span>{role}", escape(name))
    };
    by_line(page, person).or_else(|| agency_line(page)).unwrap_or_default()
}

fn figure(desk: &Desk<'_>, figure: &Figure) -> String {
    format!(
        "<div class=\"css-pict\"><figure><div><picture><source srcset=\"{small} 600w, {large} 1200w\" sizes=\"(max-width: 40rem) 100vw, 60rem\">\
         <img src=\"{small}\" alt=\"{alt}\" loading=\"lazy\"></picture></div><figcaption><span>{caption}</span><span class=\"css-cr3d\">{photo}{credit}</span></figcaption></figure></div>",
        small = escape(&figure.small),
        large = escape(&figure.address),
        alt = escape(&figure.caption),
        caption = inline(&figure.caption),
        photo = desk.words().photo,
        credit = escape(&figure.credit),
    )
}

fn body(page: &ArticlePage<'_>) -> String {
    let blocks = page.body(|one| figure(&page.desk, one), &dateline(page));
    let cell = |html: &String| format!("<div class=\"css-p4ra\"><div>{html}</div></div>");
    let (first, rest) = blocks.split_at(blocks.len().min(2));
    let first: String = first.iter().map(cell).collect();
    let mut rest: String = rest.iter().map(cell).collect();
    rest.extend(page.gallery().iter().map(|one| figure(&page.desk, one)));
    rest.push_str(&parts::updates(page, "div", "css-l1ve"));
    let ad = format!(
        "<div class=\"css-4dvt\"><div>{}</div><div>{}</div></div>",
        page.desk.words().ad,
        page.desk.words().ads[1]
    );
    let rest = if page.wall == Wall::Open || rest.is_empty() { rest } else { format!("<div class=\"css-p4yw\">{rest}</div>") };
    let wall = if page.cut { wall(&page.desk) } else { String::new() };
    let notes = parts::notes(page, "<div class=\"css-n0te\"><p>", "</p></div>");
    wrap("css-c4rd", &format!("{first}{ad}{rest}{wall}{notes}"))
}

fn wall(desk: &Desk<'_>) -> String {
    let [head, text, button, sign_in] = desk.words().wall;
    format!(
        "<div class=\"css-p4yw css-w4ll\"><div>{head}</div><div>{text}</div><div><a href=\"/#plans\">{button}</a></div><div><a href=\"/#login\">{sign_in}</a></div></div>"
    )
}

fn below(page: &ArticlePage<'_>) -> String {
    let words = page.desk.words();
    let [head, text, button, hint] = words.newsletter;
    let tools = words.tools.map(|tool| format!("<span role=\"button\">{tool}</span>")).join(" ");
    let share = format!("<div>{}</div><div>{tools}</div>", words.share);
    let letter = format!("<div>{head}</div><div>{text}</div><input placeholder=\"{hint}\"><span role=\"button\">{button}</span>");
    let readers: String =
        words.readers.iter().map(|(name, text)| format!("<div><div>{name}</div><div>{text}</div></div>")).collect();
    let related: String = page.related.iter().map(card).collect();
    format!(
        "{}{}<div class=\"css-s3ct\"><div>{}</div><div class=\"css-gr1d\">{related}</div></div>{}",
        wrap("css-c4rd", &share),
        wrap("css-c4rd", &letter),
        words.related,
        wrap("css-c4rd", &format!("<div>{}</div>{readers}", words.comments[0])),
    )
}

fn frame(desk: &Desk<'_>, main: &str, scripts: &str) -> String {
    let words = desk.words();
    let title = desk.site.title;
    format!(
        "<body><div id=\"root\"><div class=\"css-1h0q\"><div><a class=\"css-9xk2\" href=\"/\">{name}</a></div><div>{nav}</div><div>{search}</div><div>{sign_in}</div></div>\
         <div class=\"css-g71d\">{main}</div>\
         <div class=\"css-f00t\"><div>{foot}</div><div>© {name}. {rights}</div></div>\
         <div class=\"css-c00k\" role=\"dialog\"><div>{cookies}</div><div><span role=\"button\">{yes}</span> <span role=\"button\">{no}</span></div></div></div>{scripts}</body>",
        name = escape(&title.name),
        nav = parts::section_links(desk, "<span>", "</span> "),
        search = words.search,
        sign_in = words.sign_in,
        foot = parts::foot_links(desk, "<span>", "</span> "),
        rights = words.rights,
        cookies = words.cookies[0],
        yes = words.cookies[1],
        no = words.cookies[2],
    )
}
