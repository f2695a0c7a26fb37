//! A page with everything it says of itself, read once.

use newsstand_news::Address;

use crate::clean::Base;
use crate::html::{NodeId, Tree};
use crate::look::words_of;
use crate::meta::jsonld::{Data, Object, Thing, text};
use crate::meta::marks::Marks;
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
    /// What the names of its elements say.
    pub marks: Marks,
}

impl<'a> Source<'a> {
    /// Puts the parts together.
    pub fn new(tree: &'a Tree<'a>, tags: &'a Tags, data: &'a Data, base: &'a Base<'a>, address: &'a Address) -> Self {
        let publisher =
            data.article().and_then(|article| data.objects_of(article.get("publisher")).into_iter().find_map(Thing::name));
        let site = tags.site().map(str::to_owned).or(publisher).unwrap_or_default();
        Self { tree, tags, data, base, address, site, marks: Marks::read(tree) }
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
}
