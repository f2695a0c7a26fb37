//! *Mobile*: made for telephones; pictures are loaded late, links to other articles stand between the paragraphs.

use super::head::{self, Facts};
use super::parts;
use crate::markup::{escape, inline};
use crate::page::{ArticlePage, Desk, Figure, IndexPage, Teaser};
use crate::world::Wall;

const CSS: &str = "*{box-sizing:border-box}body{margin:0;font:17px/1.5 system-ui,sans-serif;color:#111;background:#f0f0f0}\
.bar{position:sticky;top:0;display:flex;gap:.6rem;align-items:center;background:var(--ground);color:var(--ink);padding:.6rem 1rem}\
.bar a{color:inherit;text-decoration:none;font-weight:800;font-size:1.3rem}.chips{display:flex;gap:.5rem;overflow:auto;padding:.5rem 1rem;list-style:none;margin:0}\
.chips a{background:#fff;padding:.3em .8em;border-radius:2em;text-decoration:none;color:inherit}.sheet{max-width:40rem;margin:0 auto;background:#fff;padding:1rem}\
.m-title{font-size:1.7rem;line-height:1.15}.m-img{position:relative;margin:1rem -1rem}.m-img img{display:block;width:100%;aspect-ratio:8/5;background:#ddd}\
figcaption{font-size:.8rem;padding:.4rem 1rem;color:#555}.read-also{border-inline-start:4px solid var(--ground);padding-inline-start:.8rem;font-weight:600}\
.who{font-size:.9rem}.who small{display:block;color:#666}.lock{background:var(--ground);color:var(--ink);padding:1rem;border-radius:.6rem}\
.tile{display:flex;gap:.8rem;padding:.8rem 0;border-bottom:1px solid #ddd}.tile img{width:7rem;height:4.4rem;object-fit:cover}";

/// A picture of one transparent point, shown until the real one is near.
const BLANK: &str = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
/// A link to another article after every so many blocks.
const LINK_EVERY: usize = 3;

pub(super) fn article(page: &ArticlePage<'_>) -> String {
    let label = parts::label(page).unwrap_or(&page.shelf.label);
    let standfirst = page.standfirst().map(|text| format!("<p class=\"m-sub\"><b>{}</b></p>", inline(text))).unwrap_or_default();
    let main = format!(
        "<div class=\"sheet\" id=\"article\"><a class=\"m-tag\" href=\"/{}/\">{}</a><h1 class=\"m-title\">{}</h1>{standfirst}\
         <div class=\"who\">{}<small>{}</small></div>{}{}<div class=\"m-text\">{}</div>{}{}</div>{}",
        page.shelf.slug,
        escape(label),
        inline(page.headline()),
        who(page),
        parts::times(page, "<br>"),
        share(&page.desk),
        page.lead.as_ref().map(|lead| figure(&page.desk, lead)).unwrap_or_default(),
        body(page),
        if page.cut { lock(&page.desk) } else { String::new() },
        parts::notes(page, "<p class=\"m-note\">", "</p>"),
        below(page),
    );
    head::document(&page.desk, &head::article(page, Facts::Json, ".m-text .more", CSS), &frame(&page.desk, &main))
}

pub(super) fn index(page: &IndexPage<'_>) -> String {
    let tiles: String = page.teasers.iter().map(tile).collect();
    let heading = page.shelf.map(|shelf| format!("<h1>{}</h1>", escape(&shelf.label))).unwrap_or_default();
    head::document(
        &page.desk,
        &head::index(page, CSS),
        &frame(&page.desk, &format!("<div class=\"sheet\">{heading}{tiles}</div>")),
    )
}

fn tile(teaser: &Teaser<'_>) -> String {
    let picture = teaser
        .picture
        .as_ref()
        .map(|figure| format!("<img class=\"lazy\" src=\"{BLANK}\" data-src=\"{}\" alt=\"\">", escape(&figure.small)));
    format!(
        "<div class=\"tile\">{}<div><a href=\"{}\"><b>{}</b></a><br><small>{}</small></div></div>",
        picture.unwrap_or_default(),
        escape(&teaser.address),
        inline(&teaser.headline),
        escape(&teaser.stamp.people),
    )
}

/// Names in bold without a word before them, each role on its own line; the place and the agency after.
fn who(page: &ArticlePage<'_>) -> String {
    let article = page.current.article;
    let person = |writer: &crate::world::Writer| {
        let role = writer.role.as_ref().map(|role| format!("<small class=\"role\">{}</small>", escape(role))).unwrap_or_default();
        format!("<div class=\"author\"><b class=\"author-name\">{}</b>{role}</div>", escape(&writer.name))
    };
    let mut out: String = article.byline.iter().map(person).collect();
    let agency = page.desk.agency(article).map(|(name, _)| name);
    let place = [article.dateline.as_deref(), agency].into_iter().flatten().collect::<Vec<_>>();
    if !place.is_empty() {
        out.push_str(&format!("<span class=\"place\">{}</span>", escape(&place.join(" / "))));
    }
    out
}

fn figure(desk: &Desk<'_>, figure: &Figure) -> String {
    let (large, small, alt) = (escape(&figure.address), escape(&figure.small), escape(&figure.caption));
    format!(
        "<figure class=\"m-img\"><img class=\"lazy\" src=\"{BLANK}\" data-src=\"{large}\" data-srcset=\"{small} 600w, {large} 1200w\" sizes=\"100vw\" alt=\"{alt}\">\
         <noscript><img src=\"{large}\" alt=\"{alt}\"></noscript><figcaption>{} <span class=\"src\">{}{}</span></figcaption></figure>",
        inline(&figure.caption),
        desk.words().photo,
        escape(&figure.credit),
    )
}

fn body(page: &ArticlePage<'_>) -> String {
    let blocks = page.body(|one| figure(&page.desk, one), "");
    let mut others = page.related.iter();
    let mut out = String::new();
    let mut opened = false;
    for (at, block) in blocks.iter().enumerate() {
        if at == 2 && page.wall != Wall::Open {
            out.push_str("<div class=\"more\">");
            opened = true;
        }
        out.push_str(block);
        if at % LINK_EVERY == LINK_EVERY - 1 && at + 1 < blocks.len() {
            out.extend(others.next().map(|other| read_also(&page.desk, other)));
        }
    }
    out.extend(page.gallery().iter().map(|one| figure(&page.desk, one)));
    out.push_str(&parts::updates(page, "div", "m-live"));
    out.push_str(if opened { "</div>" } else { "" });
    out
}

fn read_also(desk: &Desk<'_>, other: &Teaser<'_>) -> String {
    format!(
        "<p class=\"read-also\">{}: <a href=\"{}\">{}</a></p>",
        desk.words().related,
        escape(&other.address),
        inline(&other.headline)
    )
}

fn lock(desk: &Desk<'_>) -> String {
    let [head, text, button, sign_in] = desk.words().wall;
    format!(
        "<div class=\"more lock\"><b>{head}</b><p>{text}</p><button>{button}</button><p><a href=\"/#login\">{sign_in}</a></p></div>"
    )
}

fn share(desk: &Desk<'_>) -> String {
    let tools = desk.words().tools.map(|tool| format!("<button class=\"ic\" aria-label=\"{tool}\">{tool}</button>"));
    format!("<div class=\"sharebar\">{}</div>", tools.concat())
}

fn below(page: &ArticlePage<'_>) -> String {
    let words = page.desk.words();
    let [head, text, button, hint] = words.newsletter;
    let readers: String =
        words.readers.iter().map(|(name, text)| format!("<div class=\"c\"><b>{name}</b><p>{text}</p></div>")).collect();
    format!(
        "<div class=\"sheet\"><h3>{head}</h3><p>{text}</p><input placeholder=\"{hint}\"><button>{button}</button></div>\
         <div class=\"sheet\"><h3>{}</h3>{}</div><div class=\"sheet\"><h3>{}</h3>{readers}<button>{}</button></div>",
        words.most_read,
        page.most_read.iter().map(tile).collect::<String>(),
        words.comments[0],
        words.comments[1],
    )
}

fn frame(desk: &Desk<'_>, main: &str) -> String {
    let words = desk.words();
    let title = desk.site.title;
    format!(
        "<body><div class=\"bar\"><button aria-label=\"{menu}\">☰</button><a href=\"/\">{name}</a></div><ul class=\"chips\">{nav}</ul>\
         <div class=\"sheet ad\"><small>{ad}</small><p>{advert}</p></div>{main}\
         <div class=\"sheet\"><ul class=\"links\">{foot}</ul><small>© {name}. {rights}</small></div>\
         <div class=\"overlay\" id=\"consent\"><p>{cookies}</p><button>{yes}</button><button>{no}</button></div>\
         <script>for(const i of document.querySelectorAll('img.lazy')){{i.srcset=i.dataset.srcset||'';i.src=i.dataset.src}}</script></body>",
        menu = words.menu,
        name = escape(&title.name),
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
