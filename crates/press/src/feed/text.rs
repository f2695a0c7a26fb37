//! How much of an article a feed carries, and as what.

use crate::markup::{escape, inline, plain};
use crate::page::{ArticlePage, Figure, dateline};
use crate::world::{Block, Reach};

/// The longest teaser, in characters; half as many in scripts that write a word in one or two.
const TEASER_LENGTH: usize = 140;

/// The whole visible text as HTML, where the title's feeds carry it: everything, except what a members' wall hides.
pub(super) fn full(page: &ArticlePage<'_>) -> Option<String> {
    if page.desk.site.title.text != Reach::Full {
        return None;
    }
    let mut out: String = page.lead.iter().map(|lead| figure(page, lead)).collect();
    out.extend(page.body(|one| figure(page, one), &dateline(page)));
    out.extend(page.gallery().iter().map(|one| figure(page, one)));
    for update in &page.updates {
        out.push_str(&format!(
            "<h3><time datetime=\"{}\">{}</time> {}</h3>",
            update.stamp.machine,
            escape(&update.stamp.people),
            inline(update.headline)
        ));
        out.extend(update.blocks.iter().filter_map(crate::markup::block));
    }
    out.extend(page.current.notes().iter().map(|note| format!("<p><em>{}</em></p>", escape(note))));
    Some(out)
}

fn figure(page: &ArticlePage<'_>, figure: &Figure) -> String {
    format!(
        "<figure><img src=\"{}\" alt=\"{}\" width=\"1200\" height=\"750\"><figcaption>{} {}{}</figcaption></figure>",
        escape(&figure.address),
        escape(&figure.caption),
        inline(&figure.caption),
        page.desk.words().photo,
        escape(&figure.credit),
    )
}

/// What the feed says of an article in short, plain text: the standfirst (or the first paragraph), or its first words.
pub(super) fn summary(page: &ArticlePage<'_>) -> String {
    let first = page.shown.iter().find_map(|block| if let Block::Paragraph(text) = block { Some(plain(text)) } else { None });
    let standfirst = page.standfirst().map(plain).or_else(|| first.clone()).unwrap_or_default();
    match page.desk.site.title.text {
        Reach::Teaser => cut(&first.unwrap_or(standfirst)),
        Reach::Full | Reach::Summary => standfirst,
    }
}

/// The first words of a text, with an ellipsis when there are more.
fn cut(text: &str) -> String {
    if text.chars().count() <= TEASER_LENGTH {
        return text.to_owned();
    }
    let short: String = text.chars().take(TEASER_LENGTH).collect();
    let whole = short.rfind(' ').filter(|at| *at > TEASER_LENGTH / 2).map_or(short.as_str(), |at| &short[..at]);
    format!("{} […]", whole.trim_end_matches([',', ';', ':', ' ']))
}

/// Names for a list of categories: the section, and the kicker.
pub(super) fn categories<'a>(page: &'a ArticlePage<'_>) -> Vec<&'a str> {
    let mut out = vec![page.shelf.label.as_str()];
    out.extend(page.current.article.kicker.as_deref());
    out
}

/// The people, or the agency where there are none.
pub(super) fn creators(page: &ArticlePage<'_>) -> Vec<String> {
    let article = page.current.article;
    if article.byline.is_empty() {
        return page.desk.agency(article).map(|(name, _)| name.to_owned()).into_iter().collect();
    }
    article.byline.iter().map(|writer| writer.name.clone()).collect()
}

/// The picture as media modules say it.
pub(super) fn media(page: &ArticlePage<'_>) -> String {
    let one = |figure: &Figure| {
        format!(
            "<media:content url=\"{}\" medium=\"image\" type=\"image/jpeg\" width=\"1200\" height=\"750\">\
             <media:description type=\"plain\">{}</media:description><media:credit role=\"photographer\" scheme=\"urn:ebu\">{}</media:credit></media:content>\n",
            escape(&figure.address),
            escape(&figure.caption),
            escape(&figure.credit),
        )
    };
    page.lead.as_ref().map(one).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn teasers_end_at_a_word() {
        let long = "word ".repeat(60);
        let short = cut(&long);
        assert!(short.ends_with("word […]"), "{short}");
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"字".repeat(200)).chars().count(), 140 + 4);
    }
}
