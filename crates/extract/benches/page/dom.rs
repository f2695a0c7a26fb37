//! A page as html5ever builds it: every node kept, in one list. The least that a reader on top of it has to do.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, QualName, parse_document};

/// A node's number; the document's is 0.
type Id = usize;

/// How many nodes the page has.
pub fn build(html: &str) -> usize {
    let sink = Sink(RefCell::new(vec![Node::default()]));
    let nodes = parse_document(sink, Default::default()).one(html);
    nodes.iter().map(Node::weight).sum()
}

#[derive(Default)]
struct Node {
    name: Option<QualName>,
    attributes: Vec<Attribute>,
    text: StrTendril,
    parent: Option<Id>,
    children: Vec<Id>,
}

impl Node {
    /// Touches everything, so that nothing of it is built in vain.
    fn weight(&self) -> usize {
        1 + self.attributes.len().min(1) + usize::from(!self.text.is_empty())
    }
}

struct Sink(RefCell<Vec<Node>>);

impl Sink {
    fn add(&self, node: Node) -> Id {
        let mut nodes = self.0.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    /// Puts something into a node, at the end or before the child at `at`.
    fn put(&self, parent: Id, at: Option<usize>, child: NodeOrText<Id>) {
        let place = at.unwrap_or_else(|| self.0.borrow()[parent].children.len());
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.remove_from_parent(&id);
                id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.0.borrow_mut();
                let before = place.checked_sub(1).and_then(|before| nodes[parent].children.get(before).copied());
                if let Some(before) = before.filter(|before| nodes[*before].name.is_none()) {
                    return nodes[before].text.push_tendril(&text);
                }
                drop(nodes);
                self.add(Node { text, ..Node::default() })
            }
        };
        let mut nodes = self.0.borrow_mut();
        let place = place.min(nodes[parent].children.len());
        nodes[parent].children.insert(place, id);
        nodes[id].parent = Some(parent);
    }

    fn place(&self, id: Id) -> Option<(Id, usize)> {
        let nodes = self.0.borrow();
        let parent = nodes[id].parent?;
        // Nearly always it is the last one.
        nodes[parent].children.iter().rposition(|child| *child == id).map(|at| (parent, at))
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Vec<Node> {
        self.0.into_inner()
    }
    fn get_document(&self) -> Id {
        0
    }
    fn elem_name<'a>(&'a self, id: &'a Id) -> Name<'a> {
        Name(Ref::map(self.0.borrow(), |nodes| nodes[*id].name.as_ref().expect("an element")))
    }
    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Node { name: Some(name), attributes, ..Node::default() })
    }
    fn create_comment(&self, text: StrTendril) -> Id {
        self.add(Node { text, ..Node::default() })
    }
    fn create_pi(&self, _: StrTendril, text: StrTendril) -> Id {
        self.create_comment(text)
    }
    fn get_template_contents(&self, id: &Id) -> Id {
        *id
    }
    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, None, child);
    }
    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let fostered = self.0.borrow()[*element].parent.is_some();
        if fostered { self.append_before_sibling(element, child) } else { self.append(before, child) }
    }
    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let Some((parent, at)) = self.place(*sibling) {
            self.put(parent, Some(at), child);
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn add_attrs_if_missing(&self, id: &Id, attributes: Vec<Attribute>) {
        let mut nodes = self.0.borrow_mut();
        let own = &mut nodes[*id].attributes;
        let missing = attributes.into_iter().filter(|new| own.iter().all(|old| old.name != new.name)).collect::<Vec<_>>();
        own.extend(missing);
    }
    fn remove_from_parent(&self, id: &Id) {
        if let Some((parent, at)) = self.place(*id) {
            let mut nodes = self.0.borrow_mut();
            nodes[parent].children.remove(at);
            nodes[*id].parent = None;
        }
    }
    fn reparent_children(&self, from: &Id, to: &Id) {
        let mut nodes = self.0.borrow_mut();
        let children = std::mem::take(&mut nodes[*from].children);
        for child in &children {
            nodes[*child].parent = Some(*to);
        }
        nodes[*to].children.extend(children);
    }
}

/// An element's name while the list is borrowed.
#[derive(Debug)]
pub struct Name<'a>(Ref<'a, QualName>);

impl html5ever::interface::ElemName for Name<'_> {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &html5ever::LocalName {
        &self.0.local
    }
}
