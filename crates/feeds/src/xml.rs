//! Markup as it comes: tokens, attributes, references, names, and a reader that puts broken nesting right.

pub(crate) mod attributes;
pub(crate) mod reader;
pub(crate) mod references;
pub(crate) mod space;
pub(crate) mod tokens;

pub(crate) use attributes::Attributes;
pub(crate) use reader::{Element, Event, Reader};
pub(crate) use space::Space;
