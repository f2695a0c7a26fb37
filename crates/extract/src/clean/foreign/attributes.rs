//! The attributes of one element of a drawing or a formula.

use super::value::{Value, push_link};
use super::{Role, World};
use crate::clean::address::Base;
use crate::clean::escape::push_attribute;
use crate::html::Attributes;
use crate::html::attribute::decoded;

/// What `xlink` means (XLink 1.1); an element that uses it says so, for whoever copies a formula out.
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Appends what may stay of `attributes`, each name once; tells whether the element leads somewhere.
///
/// Properties of a `style` become attributes, which they override. In a `sealed` element nothing refers to anything.
pub(super) fn push(
    world: World,
    role: Role,
    sealed: bool,
    attributes: Attributes<'_>,
    base: &Base<'_>,
    out: &mut String,
) -> bool {
    let mut writer = Writer { world, role, sealed, base, seen: 0, linked: false, out };
    if let Some(style) = attributes.get("style") {
        for (name, value) in style.split(';').filter_map(|rule| rule.split_once(':')) {
            writer.property(name.trim(), value);
        }
    }
    for (name, value) in attributes.iter() {
        writer.attribute(name, value);
    }
    writer.linked
}

struct Writer<'a> {
    world: World,
    role: Role,
    sealed: bool,
    base: &'a Base<'a>,
    /// One bit for each attribute of the tables.
    seen: u128,
    linked: bool,
    out: &'a mut String,
}

const _: () = assert!(super::svg::OWN.len() + super::svg::STYLE.len() <= 128 && super::math::OWN.len() <= 128);

impl Writer<'_> {
    fn property(&mut self, name: &str, value: &str) {
        let value = value.split('!').next().unwrap_or("");
        if let Some((at, known)) = find(self.world.style(), name) {
            self.value(self.world.own().len() + at, known, value);
        }
    }

    fn attribute(&mut self, name: &str, raw: &str) {
        let own = self.world.own();
        let known = find(own, name).or_else(|| find(self.world.style(), name).map(|(at, known)| (own.len() + at, known)));
        if let Some((at, known)) = known {
            self.value(at, known, &decoded(raw));
        }
    }

    fn value(&mut self, at: usize, (name, kind): (&'static str, Value), text: &str) {
        if self.seen & (1 << at) != 0 || !self.fits(kind) {
            return;
        }
        let Some(value) = kind.read(text, self.base) else { return };
        if self.sealed && value.starts_with("url(") {
            return;
        }
        self.seen |= 1 << at;
        match (kind, self.world) {
            (Value::Link, _) if self.linked => {}
            (Value::Link, World::Drawing) => {
                self.linked = true;
                push_link("href", &value, self.out);
            }
            (Value::Link, World::Formula) => {
                self.linked = true;
                self.formula_link(name, &value);
            }
            _ => push_attribute(name, &value, self.out),
        }
    }

    /// Whether this element may have an attribute of that kind.
    fn fits(&self, kind: Value) -> bool {
        match kind {
            Value::Id => matches!(self.role, Role::Aside | Role::Sealed),
            Value::Link => self.world == World::Formula || self.role == Role::Link,
            _ => true,
        }
    }

    fn formula_link(&mut self, name: &str, address: &str) {
        if name.starts_with("xlink") {
            push_attribute("xmlns:xlink", XLINK, self.out);
            push_attribute("xlink:type", "simple", self.out);
        }
        push_attribute(name, address, self.out);
    }
}

fn find(table: &'static [(&'static str, Value)], name: &str) -> Option<(usize, (&'static str, Value))> {
    let at = table.iter().position(|(known, _)| known.eq_ignore_ascii_case(name))?;
    table.get(at).map(|known| (at, *known))
}
