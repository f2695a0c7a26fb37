//! *Classic*: the default theme of a content manager, with a side bar, widgets and comments.

use super::head::{self, Facts};
use super::parts;
use crate::markup::{escape, inline};
use crate::page::{ArticlePage, Desk, Figure, IndexPage, Teaser, agency_line, by_line, dateline};

const CSS: &str = "body{margin:0;font:17px/1.6 Georgia,serif;color:#222;background:#f4f4f2}a{color:inherit}\
.site-header{background:var(--ground);color:var(--ink);padding:1.2rem;text-align:center}.site-title{font-size:2.4rem;font-weight:900;text-decoration:none}\
.main-navigation ul,.widget ul{list-style:none;margin:0;padding:0}.main-navigation li{display:inline-block;margin:0 .7em}\
.site-content{max-width:1080px;margin:0 auto;display:grid;grid-template-columns:minmax(0,2fr) 1fr;gap:2rem;background:#fff;padding:1.5rem}\
img{max-width:100%;height:auto}.entry-title{line-height:1.2}.entry-meta,figcaption,.widget{font:14px/1.5 sans-serif;color:#555}\
.cookie-notice{position:fixed;inset:auto 0 0 0;background:#222;color:#eee;padding:.8rem;font:14px sans-serif}\
.paywall-box,.newsletter-widget{border:2px solid var(--ink);padding:1rem;background:var(--ground);color:var(--ink)}\
@media(max-width:48rem){.site-content{display:block}}";

pub(super) fn article(page: &ArticlePage<'_>) -> String {
    let head = head::article(page, Facts::Json, ".entry-content .premium-content", CSS);
    let words = page.desk.words();
    let label =
        parts::label(page).map(|label| format!("<span class=\"entry-kicker\">{}</span>", escape(label))).unwrap_or_default();
    let standfirst = page.standfirst().map(|text| format!("<p class=\"entry-excerpt\"><strong>{}</strong></p>", inline(text)));
    let main = format!(
        "<article id=\"post-{id}\" class=\"post hentry\"><header class=\"entry-header\">\
         <div class=\"cat-links\"><a href=\"/{section}/\" rel=\"category tag\">{shelf}</a></div>{label}\
         <h1 class=\"entry-title\">{headline}</h1>{standfirst}\
         <div class=\"entry-meta\">{byline}<span class=\"posted-on\">{times}</span></div>{share}</header>{lead}\
         <div class=\"entry-content\">{body}</div>\
         <footer class=\"entry-footer\"><span class=\"tags-links\"><a href=\"/{section}/\" rel=\"tag\">{shelf}</a></span></footer></article>\
         {comments}",
        id = crate::hash::fnv(page.address.as_bytes()) % 90_000 + 10_000,
        section = page.shelf.slug,
        shelf = escape(&page.shelf.label),
        headline = inline(page.headline()),
        standfirst = standfirst.unwrap_or_default(),
        byline = byline(page),
        times = parts::times(page, " · "),
        share = share(&page.desk),
        lead = page.lead.as_ref().map(|lead| figure(&page.desk, lead, "post-thumbnail")).unwrap_or_default(),
        body = body(page),
        comments = comments(&page.desk),
    );
    let side = widget(words.related, &page.related) + &widget(words.most_read, &page.most_read);
    head::document(&page.desk, &head, &frame(&page.desk, "single single-post", &main, &side))
}

pub(super) fn index(page: &IndexPage<'_>) -> String {
    let entries: String = page.teasers.iter().map(|teaser| entry(teaser, page.desk.words().read_on)).collect();
    let heading = page.shelf.map(|shelf| format!("<h1 class=\"page-title\">{}</h1>", escape(&shelf.label))).unwrap_or_default();
    let body = frame(&page.desk, "home blog", &format!("{heading}{entries}"), "");
    head::document(&page.desk, &head::index(page, CSS), &body)
}

fn widget(head: &str, teasers: &[Teaser<'_>]) -> String {
    if teasers.is_empty() {
        return String::new();
    }
    let links = parts::links(teasers, "<li>", "</li>");
    format!("<section class=\"widget widget_links\"><h2 class=\"widget-title\">{head}</h2><ul>{links}</ul></section>")
}

fn entry(teaser: &Teaser<'_>, read_on: &str) -> String {
    let picture = teaser.picture.as_ref().map(|figure| {
        format!(
            "<a class=\"post-thumbnail\" href=\"{}\"><img src=\"{}\" alt=\"\" loading=\"lazy\"></a>",
            escape(&teaser.address),
            escape(&figure.small)
        )
    });
    format!(
        "<article class=\"post hentry\">{}<h2 class=\"entry-title\"><a href=\"{}\" rel=\"bookmark\">{}</a></h2>\
         <div class=\"entry-meta\"><time datetime=\"{}\">{}</time></div><div class=\"entry-summary\"><p>{} <a class=\"more-link\" href=\"{address}\">{read_on}</a></p></div></article>",
        picture.unwrap_or_default(),
        escape(&teaser.address),
        inline(&teaser.headline),
        teaser.stamp.machine,
        escape(&teaser.stamp.people),
        inline(teaser.standfirst()),
        address = escape(&teaser.address),
    )
}

fn byline(page: &ArticlePage<'_>) -> String {
    let comma = page.desk.words().comma;
    let person = |name: &str, role: Option<&str>| {
        let role = role.map(|role| format!("{comma}<span class=\"author-role\">{}</span>", escape(role))).unwrap_or_default();
        format!(
            "<span class=\"author vcard\"><a class=\"url fn n\" href=\"/#staff\" rel=\"author\">{}</a></span>{role}",
            escape(name)
        )
    };
    let line = by_line(page, person).or_else(|| agency_line(page));
    line.map(|line| format!("<span class=\"byline\">{line}</span> ")).unwrap_or_default()
}

fn figure(desk: &Desk<'_>, figure: &Figure, class: &str) -> String {
    parts::figure(figure, class, |credit| format!("<span class=\"credit\">({}{credit})</span>", desk.words().photo))
}

fn body(page: &ArticlePage<'_>) -> String {
    let blocks = page.body(|one| figure(&page.desk, one, "wp-block-image"), &dateline(page));
    // An advertisement after the second paragraph, as an inserter plug-in puts it.
    let ad = format!(
        "<div class=\"ad-slot\"><small>{}</small><p>{}</p></div>",
        page.desk.words().ad,
        page.desk.words().ads[0]
    );
    let (first, rest) = blocks.split_at(blocks.len().min(2));
    let gallery: String = page.gallery().iter().map(|one| figure(&page.desk, one, "gallery-item")).collect();
    let gallery = if gallery.is_empty() { gallery } else { format!("<div class=\"gallery gallery-columns-1\">{gallery}</div>") };
    let rest = format!("{}{gallery}{}", rest.concat(), parts::updates(page, "div", "live-entry"));
    let rest = if rest.is_empty() || page.wall == crate::world::Wall::Open {
        rest
    } else {
        format!("<div class=\"premium-content\">{rest}</div>")
    };
    let notes = parts::notes(page, "<p class=\"correction\"><em>", "</em></p>");
    let wall = if page.cut { wall(&page.desk) } else { String::new() };
    let ad = if rest.is_empty() { String::new() } else { ad };
    format!("{}{ad}{rest}{wall}{notes}", first.concat())
}

fn wall(desk: &Desk<'_>) -> String {
    let [head, text, button, sign_in] = desk.words().wall;
    format!(
        "<div class=\"premium-content paywall-box\"><h3>{head}</h3><p>{text}</p><p><a class=\"button\" href=\"/#join\">{button}</a></p>\
         <p><a href=\"/#login\">{sign_in}</a></p></div>"
    )
}

fn share(desk: &Desk<'_>) -> String {
    let words = desk.words();
    let tools: String =
        words.tools.iter().map(|tool| format!("<li><a href=\"#\" class=\"share-icon\">{tool}</a></li>")).collect();
    format!(
        "<div class=\"sharedaddy sd-sharing-enabled\"><h3 class=\"sd-title\">{}:</h3><ul>{tools}</ul></div>",
        words.share
    )
}

fn comments(desk: &Desk<'_>) -> String {
    let words = desk.words();
    let one = |(name, text): &(&str, &str)| {
        format!(
            "<li class=\"comment\"><div class=\"comment-author vcard\"><b class=\"fn\">{name}</b></div><div class=\"comment-content\"><p>{text}</p></div></li>"
        )
    };
    let list: String = words.readers.iter().map(one).collect();
    format!(
        "<div id=\"comments\" class=\"comments-area\"><h2 class=\"comments-title\">{} (3)</h2><ol class=\"comment-list\">{list}</ol>\
         <form class=\"comment-form\"><textarea name=\"comment\" rows=\"3\"></textarea><button>{}</button></form></div>",
        words.comments[0], words.comments[1]
    )
}

fn frame(desk: &Desk<'_>, class: &str, main: &str, side: &str) -> String {
    let words = desk.words();
    let title = desk.site.title;
    let [head, text, button, hint] = words.newsletter;
    format!(
        "<body class=\"{class}\"><a class=\"skip-link screen-reader-text\" href=\"#primary\">{skip}</a>\
         <header id=\"masthead\" class=\"site-header\"><a class=\"site-title\" href=\"/\" rel=\"home\">{name}</a><p class=\"site-description\">{tagline}</p>\
         <nav class=\"main-navigation\"><ul>{nav}</ul></nav></header>\
         <div id=\"content\" class=\"site-content\"><main id=\"primary\" class=\"content-area\">{main}</main>\
         <aside id=\"secondary\" class=\"widget-area\"><section class=\"widget widget_search\"><form action=\"/\"><input name=\"s\" placeholder=\"{search}\"></form></section>\
         {side}<section class=\"widget newsletter-widget\"><h2 class=\"widget-title\">{head}</h2><p>{text}</p><form><input type=\"email\" placeholder=\"{hint}\"><button>{button}</button></form></section>\
         <section class=\"widget\"><small>{ad}</small><p>{advert}</p></section></aside></div>\
         <footer id=\"colophon\" class=\"site-footer\"><ul>{foot}</ul><p class=\"site-info\">© {name}. {rights}</p></footer>\
         <div id=\"cookie-notice\" class=\"cookie-notice\" role=\"dialog\"><span>{cookies}</span> <button>{yes}</button> <button>{no}</button></div></body>",
        skip = words.skip,
        name = escape(&title.name),
        tagline = escape(&title.tagline),
        nav = parts::section_links(desk, "<li class=\"menu-item\">", "</li>"),
        search = words.search,
        ad = words.ad,
        advert = words.ads[1],
        foot = parts::foot_links(desk, "<li>", "</li>"),
        rights = words.rights,
        cookies = words.cookies[0],
        yes = words.cookies[1],
        no = words.cookies[2],
    )
}
