//! What stands in a page's `meta` and `link` elements, and its microdata.

use std::collections::HashMap;

use newsstand_news::Address;

use crate::clean::Base;
use crate::html::{NodeId, ROOT, Tag, Tree};
use crate::look::words_of;
use crate::text::tidy;

/// The facts in a page's head, by lower-case name; the first that says something counts.
#[derive(Debug, Clone, Default)]
pub struct Tags {
    metas: HashMap<String, Vec<String>>,
    canonical: Option<String>,
    title: Option<String>,
    language: Option<String>,
    base: Option<String>,
}

impl Tags {
    /// Reads a page's head, and `meta` elements wherever they stand.
    pub fn read(tree: &Tree<'_>) -> Self {
        let mut tags = Self::default();
        for id in tree.find(ROOT, &[Tag::Meta, Tag::Link, Tag::Title, Tag::Html, Tag::Base]) {
            tags.take(tree, id);
        }
        tags
    }

    fn take(&mut self, tree: &Tree<'_>, id: NodeId) {
        let attribute =
            |name: &str| tree.attribute(id, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        match tree.tag(id) {
            Some(Tag::Meta) => {
                let Some(content) = attribute("content") else { return };
                for name in ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(attribute) {
                    self.metas.entry(name.to_ascii_lowercase()).or_default().push(content.clone());
                }
            }
            Some(Tag::Link) if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| attribute("href"));
            }
            Some(Tag::Title) if self.title.is_none() => self.title = Some(tidy(tree.raw(id))),
            Some(Tag::Html) => self.language = attribute("lang").or_else(|| attribute("xml:lang")),
            Some(Tag::Base) if self.base.is_none() => self.base = attribute("href"),
            _ => {}
        }
    }

    /// The first value among these names, in their order.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.metas.get(*name)?.first()).map(String::as_str)
    }

    /// Every value of the first of these names that has one.
    pub fn all(&self, names: &[&str]) -> &[String] {
        names.iter().find_map(|name| self.metas.get(*name)).map_or(&[], Vec::as_slice)
    }

    /// The page's own title, tidied.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref().filter(|title| !title.is_empty())
    }

    /// The languages the page states, most trusted first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let named = ["content-language", "language", "dc.language", "og:locale"];
        self.language.as_deref().into_iter().chain(named.into_iter().filter_map(|name| self.first(&[name])))
    }

    /// The site's name as it writes it.
    pub fn site(&self) -> Option<&str> {
        self.first(&["og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:app:name:iphone"])
    }

    /// What relative addresses on the page are relative to.
    pub fn base(&self, page: &Address) -> Address {
        self.base.as_deref().and_then(|base| Base::new(Some(page)).resolve(base)).unwrap_or_else(|| page.clone())
    }

    /// Where the page says it lives.
    pub fn canonical(&self, base: &Base<'_>) -> Option<Address> {
        let names = ["og:url", "twitter:url"];
        self.canonical.as_deref().and_then(|href| base.resolve(href)).or_else(|| base.resolve(self.first(&names)?))
    }
}

/// Every value of the microdata property `name`: what its elements state (`content`, `datetime`), else their words.
pub fn properties(tree: &Tree<'_>, name: &str) -> Vec<String> {
    let named = |id: &NodeId| {
        tree.attribute(*id, "itemprop")
            .is_some_and(|value| value.split_ascii_whitespace().any(|part| part.eq_ignore_ascii_case(name)))
    };
    let value = |id: NodeId| {
        let stated = tree.attribute(id, "content").or_else(|| tree.attribute(id, "datetime")).map(|value| tidy(&value));
        let inner = || {
            tree.below(id)
                .find(|inner| tree.attribute(*inner, "itemprop").as_deref() == Some("name"))
                .map(|inner| words_of(tree, inner))
        };
        stated.or_else(inner).unwrap_or_else(|| words_of(tree, id))
    };
    tree.ids().filter(named).map(value).filter(|value| !value.is_empty()).take(20).collect()
}
