//! RSS 1.0 (RDF) with the content and Dublin Core modules.

use super::{Feed, text};
use crate::markup::{cdata, escape};
use crate::page::ArticlePage;

pub(super) fn print(feed: &Feed<'_>) -> String {
    let title = feed.desk.site.title;
    let list: String = feed.pages.iter().map(|page| format!("<rdf:li rdf:resource=\"{}\"/>", escape(&page.address))).collect();
    let date = feed.latest().map(|page| format!("<dc:date>{}</dc:date>\n", page.changed().machine)).unwrap_or_default();
    let entries: String = feed.pages.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\">\n\
         <channel rdf:about=\"{}\">\n<title>{}</title>\n<link>{}</link>\n<description>{}</description>\n<dc:language>{}</dc:language>\n{date}\
         <items><rdf:Seq>{list}</rdf:Seq></items>\n</channel>\n{entries}</rdf:RDF>\n",
        escape(&feed.address()),
        escape(&feed.name()),
        escape(&feed.home()),
        escape(&title.tagline),
        title.language,
    )
}

fn entry(page: &ArticlePage<'_>) -> String {
    let creator = text::creators(page).join(page.desk.words().comma);
    let creator = if creator.is_empty() { creator } else { format!("<dc:creator>{}</dc:creator>\n", escape(&creator)) };
    let subjects: String =
        text::categories(page).iter().map(|name| format!("<dc:subject>{}</dc:subject>\n", escape(name))).collect();
    let content = text::full(page).map(|html| format!("<content:encoded>{}</content:encoded>\n", cdata(&html)));
    let modified = page.modified.iter().map(|at| format!("<dcterms:modified>{}</dcterms:modified>\n", at.machine));
    format!(
        "<item rdf:about=\"{link}\">\n<title>{}</title>\n<link>{link}</link>\n<description>{}</description>\n{}{creator}<dc:date>{}</dc:date>\n{}{subjects}{}</item>\n",
        escape(page.headline()),
        escape(&text::summary(page)),
        content.unwrap_or_default(),
        page.published.machine,
        modified.collect::<String>(),
        text::media(page),
        link = escape(&page.address),
    )
}
