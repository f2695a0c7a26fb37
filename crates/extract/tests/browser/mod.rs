//! What a browser makes of a piece of HTML: read by an implementation of the HTML standard, told with namespaces, and
//! written back the way `clean` writes.

pub mod fault;
pub mod pieces;

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, parse_fragment};

/// A node of the tree that a browser builds.
pub struct Node {
    /// None for text, comments and the document.
    pub name: Option<QualName>,
    /// Its attributes.
    pub attributes: RefCell<Vec<Attribute>>,
    /// The characters of a text.
    pub text: RefCell<String>,
    /// What stands in it.
    pub children: RefCell<Vec<Rc<Node>>>,
    parent: RefCell<Weak<Node>>,
}

type Handle = Rc<Node>;

impl Node {
    fn new(name: Option<QualName>, attributes: Vec<Attribute>, text: &str) -> Handle {
        Rc::new(Node {
            name,
            attributes: RefCell::new(attributes),
            text: RefCell::new(text.to_owned()),
            children: RefCell::default(),
            parent: RefCell::default(),
        })
    }

    fn detach(self: &Rc<Self>) {
        if let Some(parent) = self.parent.take().upgrade() {
            parent.children.borrow_mut().retain(|child| !Rc::ptr_eq(child, self));
        }
    }

    fn insert(self: &Rc<Self>, at: usize, child: NodeOrText<Handle>) {
        let node = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let before = at.checked_sub(1).map(|at| self.children.borrow()[at].clone());
                if let Some(before) = before.filter(|node| node.name.is_none()) {
                    return before.text.borrow_mut().push_str(&text);
                }
                Node::new(None, Vec::new(), &text)
            }
        };
        node.detach();
        node.parent.replace(Rc::downgrade(self));
        let at = at.min(self.children.borrow().len());
        self.children.borrow_mut().insert(at, node);
    }
}

struct Sink {
    document: Handle,
    nothing: QualName,
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Handle;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Handle {
        self.document
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> Handle {
        self.document.clone()
    }
    fn elem_name<'a>(&'a self, node: &'a Handle) -> ExpandedName<'a> {
        node.name.as_ref().unwrap_or(&self.nothing).expanded()
    }
    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        Node::new(Some(name), attributes, "")
    }
    fn create_comment(&self, _: StrTendril) -> Handle {
        Node::new(None, Vec::new(), "")
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Node::new(None, Vec::new(), "")
    }
    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let end = parent.children.borrow().len();
        parent.insert(end, child);
    }
    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        if element.parent.borrow().upgrade().is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, node: &Handle) -> Handle {
        node.clone()
    }
    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        Rc::ptr_eq(one, other)
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let Some(parent) = sibling.parent.borrow().upgrade() else { return };
        if let NodeOrText::AppendNode(node) = &child {
            node.detach();
        }
        let at = parent.children.borrow().iter().position(|child| Rc::ptr_eq(child, sibling)).unwrap_or(0);
        parent.insert(at, child);
    }
    fn add_attrs_if_missing(&self, node: &Handle, attributes: Vec<Attribute>) {
        let mut own = node.attributes.borrow_mut();
        let missing: Vec<Attribute> =
            attributes.into_iter().filter(|new| own.iter().all(|old| old.name.expanded() != new.name.expanded())).collect();
        own.extend(missing);
    }
    fn remove_from_parent(&self, node: &Handle) {
        node.detach();
    }
    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        for child in node.children.take() {
            child.parent.take();
            self.append(parent, NodeOrText::AppendNode(child));
        }
    }
}

/// Reads `html` as the inside of a `div`.
pub fn read(html: &str) -> Handle {
    let nothing = QualName::new(None, Namespace::default(), LocalName::default());
    let sink = Sink { document: Node::new(None, Vec::new(), ""), nothing };
    let context = QualName::new(None, Namespace::from("http://www.w3.org/1999/xhtml"), LocalName::from("div"));
    let document = parse_fragment(sink, Default::default(), context, Vec::new(), false).one(html);
    // The fragment stands in an `html` element of the parser's own.
    let root = document.children.borrow().first().cloned();
    root.unwrap_or(document)
}

/// Calls `see` with every element and the last part of its namespace: `xhtml`, `svg`, `MathML`.
pub fn walk(node: &Node, see: &mut dyn FnMut(&Node, &str, &str)) {
    for child in node.children.borrow().iter() {
        if let Some(name) = &child.name {
            let namespace = name.ns.rsplit('/').next().unwrap_or("");
            see(child, namespace, &name.local);
        }
        walk(child, see);
    }
}

/// An attribute's name with its prefix.
pub fn attribute_name(attribute: &Attribute) -> String {
    match &attribute.name.prefix {
        Some(prefix) if !prefix.is_empty() => format!("{prefix}:{}", attribute.name.local),
        _ => attribute.name.local.to_string(),
    }
}

/// The tree as HTML in the form that `clean` writes.
pub fn write(node: &Node, out: &mut String) {
    for child in node.children.borrow().iter() {
        let Some(name) = &child.name else {
            out.push_str(&escape(&child.text.borrow()));
            continue;
        };
        out.push_str(&format!("<{}", name.local));
        for attribute in child.attributes.borrow().iter() {
            let value = escape(&attribute.value).replace('"', "&quot;");
            out.push_str(&format!(" {}=\"{value}\"", attribute_name(attribute)));
        }
        out.push('>');
        if matches!(&*name.local, "br" | "hr" | "img") {
            continue;
        }
        let starts_with_line = child.children.borrow().first().is_some_and(|first| first.text.borrow().starts_with('\n'));
        if &*name.local == "pre" && starts_with_line {
            out.push('\n');
        }
        write(child, out);
        out.push_str(&format!("</{}>", name.local));
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
