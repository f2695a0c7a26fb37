//! Bylines, datelines and agency lines as each language writes them.

use super::ArticlePage;
use crate::markup::escape;

/// The people as one line of HTML: `By A. Name, a role, and B. Name`. `tag` wraps one name with its role.
pub(crate) fn by_line(page: &ArticlePage<'_>, tag: impl Fn(&str, Option<&str>) -> String) -> Option<String> {
    let words = page.desk.words();
    let writers = &page.current.article.byline;
    let (last, first) = writers.split_last()?;
    let show = |writer: &crate::world::Writer| tag(&writer.name, writer.role.as_deref());
    let first: Vec<_> = first.iter().map(show).collect();
    let last = show(last);
    let line = if first.is_empty() { last } else { format!("{}{}{last}", first.join(words.comma), words.and) };
    Some(format!("{}{line}", words.by))
}

/// What stands where the people would, for an agency's article: its name.
pub(crate) fn agency_line(page: &ArticlePage<'_>) -> Option<String> {
    page.desk.agency(page.current.article).map(|(name, _)| escape(name))
}

/// The place, and the agency where one wrote it, before the first words: `PHNOM PENH (Meridian) — `.
pub(crate) fn dateline(page: &ArticlePage<'_>) -> String {
    let article = page.current.article;
    let agency = page.desk.agency(article).map(|(_, credit)| credit);
    let place = article.dateline.as_deref();
    let inside = match (place, agency) {
        (Some(place), Some(agency)) => format!("{place} ({agency})"),
        (Some(place), None) => place.to_owned(),
        (None, Some(agency)) => format!("({agency})"),
        (None, None) => return String::new(),
    };
    let (before, after) = page.desk.words().dateline;
    escape(&format!("{before}{inside}{after}"))
}
