//! News sitemaps: the sitemap protocol with the news and image extensions.

use crate::markup::escape;
use crate::page::{ArticlePage, Desk};
use crate::world::Today;

/// The most addresses a news sitemap may list.
const LENGTH: usize = 1000;

/// A title's news sitemap.
pub(crate) fn sitemap<'w>(desk: Desk<'w>, today: &Today<'w>) -> String {
    let mine = today.of_title(&desk.site.title.id).take(LENGTH);
    let entries: String = mine.filter_map(|current| ArticlePage::new(desk, *current)).map(|page| entry(&page)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n\
         {entries}</urlset>\n"
    )
}

fn entry(page: &ArticlePage<'_>) -> String {
    let title = page.desk.site.title;
    let image = page.lead.as_ref().map(|lead| {
        format!(
            "<image:image><image:loc>{}</image:loc><image:caption>{}</image:caption></image:image>",
            escape(&lead.address),
            escape(&lead.caption)
        )
    });
    format!(
        "<url><loc>{}</loc><lastmod>{}</lastmod><news:news><news:publication><news:name>{}</news:name><news:language>{}</news:language></news:publication>\
         <news:publication_date>{}</news:publication_date><news:title>{}</news:title></news:news>{}</url>\n",
        escape(&page.address),
        page.changed().machine,
        escape(&title.name),
        title.language,
        page.published.machine,
        escape(page.headline()),
        image.unwrap_or_default(),
    )
}
