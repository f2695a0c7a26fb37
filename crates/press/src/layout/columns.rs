//! *Columns*: facts as microdata in the markup, no script; the text runs in two columns.

use super::head::{self, Facts};
use super::parts;
use crate::markup::{escape, inline};
use crate::page::{ArticlePage, Desk, Figure, IndexPage, Stamp, Teaser, by_line, dateline};
use crate::world::Wall;

const CSS: &str = "body{margin:0;font:16px/1.5 Cambria,Georgia,serif;background:#fbf7f0;color:#221}a{color:#7a1f1f}\
#top{background:var(--ground);color:var(--ink);padding:.6rem 1rem;display:flex;justify-content:space-between;align-items:baseline}\
#top a{color:inherit;text-decoration:none}#top .np{font-size:2rem;font-weight:700}#nav{padding:.5rem 1rem;border-bottom:1px solid #cbb}\
#nav a{margin-inline-end:1rem}#page{display:grid;grid-template-columns:1fr 18rem;gap:2rem;max-width:76rem;margin:1rem auto;padding:0 1rem}\
.txt{columns:20rem 2;column-gap:2rem}.txt p{margin:0 0 .7em}h1{font-size:2.2rem;line-height:1.15}.by{font-variant:small-caps}\
figure{margin:0 0 1rem}figure img{width:100%;height:auto}figcaption{font-size:.8rem;color:#665}.box{border-top:3px solid var(--ground);padding:.5rem 0}\
.pw{background:#f3e6d6;padding:1rem;border:1px solid #c9a}@media(max-width:50rem){#page{display:block}}";

pub(super) fn article(page: &ArticlePage<'_>) -> String {
    let title = page.desk.site.title;
    let label = parts::label(page).map(|label| format!("<div class=\"roof\">{}</div>", escape(label))).unwrap_or_default();
    let standfirst = page.standfirst().map(|text| format!("<h2 class=\"deck\" itemprop=\"description\">{}</h2>", inline(text)));
    let main = format!(
        "<div id=\"story\" itemscope itemtype=\"https://schema.org/{kind}\">\
         <meta itemprop=\"mainEntityOfPage\" content=\"{address}\"><meta itemprop=\"inLanguage\" content=\"{language}\">\
         <meta itemprop=\"isAccessibleForFree\" content=\"{free}\">{part}\
         <a class=\"sec\" itemprop=\"articleSection\" href=\"/{section}/\">{shelf}</a>{label}<h1 itemprop=\"headline\">{headline}</h1>{standfirst}\
         <div class=\"by\">{byline}</div><div class=\"when\">{times}</div>{tools}{lead}\
         <div class=\"txt\" itemprop=\"articleBody\">{body}</div>{after}\
         <span itemprop=\"publisher\" itemscope itemtype=\"https://schema.org/Organization\"><meta itemprop=\"name\" content=\"{name}\"></span></div>",
        kind = page.schema_type(),
        address = escape(&page.address),
        language = title.language,
        free = if page.wall == Wall::Open { "True" } else { "False" },
        part = part(page),
        section = page.shelf.slug,
        shelf = escape(&page.shelf.label),
        headline = inline(page.headline()),
        standfirst = standfirst.unwrap_or_default(),
        byline = byline(page),
        times = times(page),
        tools = tools(&page.desk),
        lead = page.lead.as_ref().map(|lead| figure(&page.desk, lead)).unwrap_or_default(),
        body = body(page),
        after = after(page),
        name = escape(&title.name),
    );
    let words = page.desk.words();
    let side = boxed(words.related, &page.related) + &boxed(words.most_read, &page.most_read);
    head::document(&page.desk, &head::article(page, Facts::Microdata, ".pw", CSS), &frame(&page.desk, &main, &side))
}

pub(super) fn index(page: &IndexPage<'_>) -> String {
    let rows: String = page.teasers.iter().map(|teaser| row(teaser, page.desk.words().members)).collect();
    let heading = page.shelf.map(|shelf| format!("<h1>{}</h1>", escape(&shelf.label))).unwrap_or_default();
    head::document(
        &page.desk,
        &head::index(page, CSS),
        &frame(&page.desk, &format!("{heading}<dl class=\"list\">{rows}</dl>"), ""),
    )
}

fn row(teaser: &Teaser<'_>, members: &str) -> String {
    let badge = if teaser.wall == Wall::Members { format!(" <b class=\"key\">{members}</b>") } else { String::new() };
    format!(
        "<dt><a href=\"{}\">{}</a>{badge}</dt><dd>{} <time datetime=\"{}\">{}</time></dd>",
        escape(&teaser.address),
        inline(&teaser.headline),
        inline(teaser.standfirst()),
        teaser.stamp.machine,
        escape(&teaser.stamp.people),
    )
}

/// The walled part, for machines.
fn part(page: &ArticlePage<'_>) -> &'static str {
    if page.wall == Wall::Open {
        return "";
    }
    "<span itemprop=\"hasPart\" itemscope itemtype=\"https://schema.org/WebPageElement\"><meta itemprop=\"isAccessibleForFree\" content=\"False\">\
     <meta itemprop=\"cssSelector\" content=\".pw\"></span>"
}

fn byline(page: &ArticlePage<'_>) -> String {
    let person = |name: &str, role: Option<&str>| {
        let role = role.map(|role| format!(" (<span itemprop=\"jobTitle\">{}</span>)", escape(role))).unwrap_or_default();
        format!(
            "<span itemprop=\"author\" itemscope itemtype=\"https://schema.org/Person\"><span itemprop=\"name\">{}</span>{role}</span>",
            escape(name)
        )
    };
    let agency = || {
        let (name, _) = page.desk.agency(page.current.article)?;
        Some(format!(
            "<span itemprop=\"author\" itemscope itemtype=\"https://schema.org/Organization\"><span itemprop=\"name\">{}</span></span>",
            escape(name)
        ))
    };
    by_line(page, person).or_else(agency).unwrap_or_default()
}

fn times(page: &ArticlePage<'_>) -> String {
    let time = |prop: &str, stamp: &Stamp| {
        format!("<time itemprop=\"{prop}\" datetime=\"{}\">{}</time>", stamp.machine, escape(&stamp.people))
    };
    let changed = page.modified.as_ref().map(|at| format!(" – {} {}", page.desk.words().updated, time("dateModified", at)));
    format!("{}{}", time("datePublished", &page.published), changed.unwrap_or_default())
}

fn figure(desk: &Desk<'_>, figure: &Figure) -> String {
    format!(
        "<figure itemprop=\"image\" itemscope itemtype=\"https://schema.org/ImageObject\"><img itemprop=\"url\" src=\"{}\" alt=\"{}\">\
         <figcaption><span itemprop=\"caption\">{}</span> <i>{}<span itemprop=\"creditText\">{}</span></i></figcaption></figure>",
        escape(&figure.address),
        escape(&figure.caption),
        inline(&figure.caption),
        desk.words().photo,
        escape(&figure.credit),
    )
}

fn body(page: &ArticlePage<'_>) -> String {
    let blocks = page.body(|one| figure(&page.desk, one), &dateline(page)).concat();
    let gallery: String = page.gallery().iter().map(|one| figure(&page.desk, one)).collect();
    format!("{blocks}{gallery}{}", parts::updates(page, "div", "tick"))
}

fn after(page: &ArticlePage<'_>) -> String {
    let [head, text, button, sign_in] = page.desk.words().wall;
    let wall = format!(
        "<div class=\"pw\"><b>{head}</b><p>{text}</p><a href=\"/#abo\">{button}</a> | <a href=\"/#login\">{sign_in}</a></div>"
    );
    let wall = if page.cut { wall } else { String::new() };
    wall + &parts::notes(page, "<p class=\"corr\" itemprop=\"correction\">", "</p>")
}

fn boxed(head: &str, teasers: &[Teaser<'_>]) -> String {
    if teasers.is_empty() {
        return String::new();
    }
    format!("<div class=\"box\"><h4>{head}</h4>{}</div>", parts::links(teasers, "<p>", "</p>"))
}

fn tools(desk: &Desk<'_>) -> String {
    let words = desk.words();
    format!(
        "<div class=\"share\">{}: {}</div>",
        words.share,
        words.tools.map(|tool| format!("<a href=\"#\">{tool}</a>")).join(" | ")
    )
}

fn frame(desk: &Desk<'_>, main: &str, side: &str) -> String {
    let words = desk.words();
    let title = desk.site.title;
    let [head, text, button, hint] = words.newsletter;
    format!(
        "<body><div id=\"ck\" style=\"background:#221;color:#fff;padding:.5rem\">{cookies} <a href=\"#\">{yes}</a> <a href=\"#\">{no}</a></div>\
         <div id=\"top\"><a class=\"np\" href=\"/\">{name}</a><span>{tagline}</span><a href=\"/#login\">{sign_in}</a></div>\
         <div id=\"nav\">{nav}</div><div id=\"page\"><div id=\"main\">{main}</div><div id=\"side\">{side}\
         <div class=\"box\"><h4>{head}</h4><p>{text}</p><form><input placeholder=\"{hint}\"><button>{button}</button></form></div>\
         <div class=\"box ad\"><span>{ad}</span><p>{advert}</p></div></div></div>\
         <div id=\"foot\">{foot}<p>© {name} – {rights}</p></div></body>",
        cookies = words.cookies[0],
        yes = words.cookies[1],
        no = words.cookies[2],
        name = escape(&title.name),
        tagline = escape(&title.tagline),
        sign_in = words.sign_in,
        nav = parts::section_links(desk, "", ""),
        ad = words.ad,
        advert = words.ads[0],
        foot = parts::foot_links(desk, " ", " "),
        rights = words.rights,
    )
}
