//! Writes the kept part of a page as markup again, for `clean` to read.

use super::figures::Role;
use crate::html::{Kind, NodeId, Tree};

/// The markup of the kept nodes below `roots`; `roles` says which elements are written as figures.
pub fn markup(tree: &Tree<'_>, roots: &[NodeId], kept: &[bool], roles: &[(NodeId, Role)]) -> String {
    let mut out = String::new();
    for root in roots {
        write(tree, *root, kept, roles, &mut out);
    }
    out
}

fn write(tree: &Tree<'_>, root: NodeId, kept: &[bool], roles: &[(NodeId, Role)], out: &mut String) {
    let mut open: Vec<(NodeId, &str)> = Vec::new();
    let mut at = root;
    while at < tree.end(root) {
        while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
            close(name, out);
        }
        if !kept.get(at).copied().unwrap_or(false) {
            at = tree.end(at);
            continue;
        }
        match tree.kind(at) {
            Kind::Text(text) | Kind::Raw(text) => out.push_str(text),
            Kind::Element(start) => {
                let role =
                    roles.binary_search_by_key(&at, |(id, _)| *id).ok().and_then(|at| roles.get(at)).map(|(_, role)| *role);
                let name = match role {
                    Some(Role::Figure) => "figure",
                    Some(Role::Caption) => "figcaption",
                    Some(Role::Orphan) => {
                        at = tree.end(at);
                        continue;
                    }
                    None => start.name,
                };
                out.push('<');
                out.push_str(name);
                out.push_str(if start.attributes.0.is_empty() { ">" } else { start.attributes.0 });
                if !start.tag.is_void() {
                    open.push((tree.end(at), name));
                }
            }
        }
        at += 1;
    }
    while let Some((_, name)) = open.pop() {
        close(name, out);
    }
}

fn close(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
