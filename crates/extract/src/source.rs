//! A page with everything it says of itself, read once.

use newsstand_news::Address;

use crate::clean::Base;
use crate::html::{NodeId, Tree};
use crate::look::words_of;
use crate::meta::jsonld::{Data, Object, Thing, text};
use crate::meta::tags::Tags;

/// A page being read.
pub struct Source<'a> {
    /// Its elements.
    pub tree: &'a Tree<'a>,
    /// Its head.
    pub tags: &'a Tags,
    /// Its structured data.
    pub data: &'a Data,
    /// What its relative addresses are relative to.
    pub base: &'a Base<'a>,
    /// Where it was found.
    pub address: &'a Address,
    /// What its site calls itself; may be empty.
    pub site: String,
}

impl<'a> Source<'a> {
    /// Puts the parts together.
    pub fn new(tree: &'a Tree<'a>, tags: &'a Tags, data: &'a Data, base: &'a Base<'a>, address: &'a Address) -> Self {
        let publisher =
            data.article().and_then(|article| data.objects_of(article.get("publisher")).into_iter().find_map(Thing::name));
        let site = tags.site().map(str::to_owned).or(publisher).unwrap_or_default();
        Self { tree, tags, data, base, address, site }
    }

    /// The object of its structured data that speaks for the article.
    pub fn article(&self) -> Option<&'a Object> {
        self.data.article()
    }

    /// The words of a property of the article's object.
    pub fn told(&self, key: &str) -> Option<String> {
        text(self.article()?, key)
    }

    /// The visible words of an element.
    pub fn words(&self, id: NodeId) -> String {
        words_of(self.tree, id)
    }

    /// The words of class, id, rel and itemprop of an element, lower case, as one text.
    pub fn name(&self, id: NodeId) -> String {
        let mut name = String::new();
        for (attribute, value) in self.tree.attributes(id).iter() {
            if ["class", "id", "rel", "itemprop", "data-testid"].iter().any(|known| attribute.eq_ignore_ascii_case(known)) {
                name.push_str(&value.to_lowercase());
                name.push(' ');
            }
        }
        name
    }
}
