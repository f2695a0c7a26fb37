//! Pieces that several layouts use. What makes a layout itself stays in its own module.

use crate::markup::{block, escape, inline};
use crate::page::{ArticlePage, Desk, Figure, LiveUpdate, Teaser};
use crate::world::Kind;

/// Links to the title's sections, each inside `wrap`'s tags.
pub(super) fn section_links(desk: &Desk<'_>, open: &str, close: &str) -> String {
    let link = |shelf: &crate::world::Shelf| format!("{open}<a href=\"/{}/\">{}</a>{close}", shelf.slug, escape(&shelf.label));
    desk.site.title.sections.iter().map(link).collect()
}

/// Links to the foot's pages.
pub(super) fn foot_links(desk: &Desk<'_>, open: &str, close: &str) -> String {
    desk.words().foot.iter().map(|word| format!("{open}<a href=\"/#foot\">{}</a>{close}", escape(word))).collect()
}

/// A list of links to articles.
pub(super) fn links(teasers: &[Teaser<'_>], open: &str, close: &str) -> String {
    let link =
        |teaser: &Teaser<'_>| format!("{open}<a href=\"{}\">{}</a>{close}", escape(&teaser.address), inline(&teaser.headline));
    teasers.iter().map(link).collect()
}

/// The headline's label: the kicker, or what sort of article it is.
pub(super) fn label<'a>(page: &'a ArticlePage<'_>) -> Option<&'a str> {
    page.current.article.kicker.as_deref().or_else(|| kind_word(page))
}

/// The word for a kind of article that is not plain news.
pub(super) fn kind_word(page: &ArticlePage<'_>) -> Option<&'static str> {
    let words = page.desk.words();
    match page.current.article.kind {
        Kind::Report => None,
        Kind::Opinion => Some(words.opinion),
        Kind::Live => Some(words.live),
        Kind::Gallery => Some(words.pictures),
        Kind::Analysis => Some(words.analysis),
        Kind::Interview => Some(words.interview),
    }
}

/// A plain figure.
pub(super) fn figure(figure: &Figure, class: &str, credit: impl Fn(&str) -> String) -> String {
    format!(
        "<figure class=\"{class}\"><img src=\"{}\" alt=\"{}\" width=\"1200\" height=\"750\"><figcaption>{} {}</figcaption></figure>",
        escape(&figure.address),
        escape(&figure.caption),
        inline(&figure.caption),
        credit(&escape(&figure.credit)),
    )
}

/// The live posts, newest first, each an element with its time.
pub(super) fn updates(page: &ArticlePage<'_>, tag: &str, class: &str) -> String {
    let one = |update: &LiveUpdate<'_>| {
        let text: String = update.blocks.iter().filter_map(block).collect();
        format!(
            "<{tag} class=\"{class}\" id=\"t{}\"><time datetime=\"{}\">{}</time><h3>{}</h3>{text}</{tag}>",
            update.stamp.moment.seconds(),
            update.stamp.machine,
            escape(&update.stamp.people),
            inline(update.headline),
        )
    };
    page.updates.iter().map(one).collect()
}

/// The notes on corrections, at the end of the text.
pub(super) fn notes(page: &ArticlePage<'_>, open: &str, close: &str) -> String {
    if page.cut {
        return String::new();
    }
    page.current.notes().iter().map(|note| format!("{open}{}{close}", escape(note))).collect()
}

/// When it came out and when it changed.
pub(super) fn times(page: &ArticlePage<'_>, between: &str) -> String {
    let words = page.desk.words();
    let time = |word: &str, stamp: &crate::page::Stamp| {
        format!("{} <time datetime=\"{}\">{}</time>", escape(word), stamp.machine, escape(&stamp.people))
    };
    let published = time(words.published, &page.published);
    match &page.modified {
        Some(changed) => format!("{published}{between}{}", time(words.updated, changed)),
        None => published,
    }
}
