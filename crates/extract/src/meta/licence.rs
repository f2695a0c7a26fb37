//! Under which licence a page says that its text may be used.

use newsstand_news::Address;

use super::jsonld::Thing;
use crate::html::{Names, ROOT, Tag};
use crate::source::Source;

/// The attribute that says what a link leads to.
const RELATED: Names = Names::of_all(&["rel"]);

/// The licence's address, from the page's links, its structured data or its head.
pub fn licence(source: &Source<'_>) -> Option<Address> {
    let told = || {
        let article = source.article()?;
        let things = source.data.objects_of(article.get("license"));
        things.into_iter().find_map(|thing| match thing {
            Thing::Text(text) => address(source, text),
            Thing::Object(object) => ["url", "@id"].iter().find_map(|key| address(source, object.get(*key)?.as_str()?)),
        })
    };
    let tagged = || {
        source
            .tags
            .all(&["license", "dcterms.license", "dc.rights", "dcterms.rights", "rights"])
            .iter()
            .find_map(|text| address(source, text))
    };
    linked(source).or_else(told).or_else(tagged)
}

/// What a `link` or `a` with `rel=license` leads to.
fn linked(source: &Source<'_>) -> Option<Address> {
    let links = source.tree.find(ROOT, &[Tag::Link, Tag::A]);
    let related = links.filter(|id| source.tree.attributes(*id).may_hold(RELATED));
    let mut licensed = related.filter(|id| {
        let rel = source.tree.attributes(*id).iter().find(|(name, _)| name.eq_ignore_ascii_case("rel"));
        rel.is_some_and(|(_, rel)| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("license")))
    });
    licensed.find_map(|id| address(source, &source.tree.attribute(id, "href")?))
}

/// Words that are no address name no licence here.
fn address(source: &Source<'_>, text: &str) -> Option<Address> {
    let is_address = text.contains('/') && !text.contains(char::is_whitespace);
    is_address.then(|| source.base.resolve(text)).flatten()
}
