//! How pages look: seven layouts with markup as different as real sites have it, one module each.

mod broadsheet;
mod cards;
mod classic;
mod columns;
mod head;
mod ld;
mod magazine;
mod minimal;
mod mobile;
mod parts;
pub(crate) mod words;

use crate::page::{ArticlePage, IndexPage};
use crate::world::Style;

/// An article's page as HTML.
pub(crate) fn article(page: &ArticlePage<'_>) -> String {
    match page.desk.site.title.layout {
        Style::Classic => classic::article(page),
        Style::Broadsheet => broadsheet::article(page),
        Style::Mobile => mobile::article(page),
        Style::Columns => columns::article(page),
        Style::Cards => cards::article(page),
        Style::Minimal => minimal::article(page),
        Style::Magazine => magazine::article(page),
    }
}

/// A front or section page as HTML.
pub(crate) fn index(page: &IndexPage<'_>) -> String {
    match page.desk.site.title.layout {
        Style::Classic => classic::index(page),
        Style::Broadsheet => broadsheet::index(page),
        Style::Mobile => mobile::index(page),
        Style::Columns => columns::index(page),
        Style::Cards => cards::index(page),
        Style::Minimal => minimal::index(page),
        Style::Magazine => magazine::index(page),
    }
}
