//! The least that a cleaner on top of a browser's parser has to do: tokens and tree construction, the tree itself not kept.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, parse_fragment};

/// How many elements the parser makes of a fragment.
pub fn build(html: &str) -> usize {
    let sink = Sink { nothing: name(""), elements: Cell::new(0) };
    parse_fragment(sink, Default::default(), name("div"), Vec::new(), false).one(html)
}

fn name(local: &str) -> QualName {
    QualName::new(None, Namespace::from("http://www.w3.org/1999/xhtml"), LocalName::from(local))
}

struct Sink {
    nothing: QualName,
    elements: Cell<usize>,
}

impl TreeSink for Sink {
    type Handle = Rc<QualName>;
    type Output = usize;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> usize {
        self.elements.get()
    }
    fn get_document(&self) -> Rc<QualName> {
        Rc::new(self.nothing.clone())
    }
    fn elem_name<'a>(&'a self, node: &'a Rc<QualName>) -> ExpandedName<'a> {
        node.expanded()
    }
    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Rc<QualName> {
        self.elements.set(self.elements.get() + 1);
        Rc::new(name)
    }
    fn create_comment(&self, _: StrTendril) -> Rc<QualName> {
        self.get_document()
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<QualName> {
        self.get_document()
    }
    fn get_template_contents(&self, node: &Rc<QualName>) -> Rc<QualName> {
        node.clone()
    }
    fn same_node(&self, one: &Rc<QualName>, other: &Rc<QualName>) -> bool {
        Rc::ptr_eq(one, other)
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn append(&self, _: &Rc<QualName>, _: NodeOrText<Rc<QualName>>) {}
    fn append_based_on_parent_node(&self, _: &Rc<QualName>, _: &Rc<QualName>, _: NodeOrText<Rc<QualName>>) {}
    fn append_before_sibling(&self, _: &Rc<QualName>, _: NodeOrText<Rc<QualName>>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn add_attrs_if_missing(&self, _: &Rc<QualName>, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &Rc<QualName>) {}
    fn reparent_children(&self, _: &Rc<QualName>, _: &Rc<QualName>) {}
}
