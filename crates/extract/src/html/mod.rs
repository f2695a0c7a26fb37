//! Reading HTML: characters, tags, tree. Follows the tokenization rules of the HTML standard (§13.2.5) over borrowed text;
//! every step is linear in the length of the input, whatever the input.

pub mod attribute;
mod builder;
mod names;
mod raw;
pub mod reference;
pub mod tag;
pub mod token;
pub mod tree;

pub use attribute::Attributes;
pub use builder::is_told;
pub use names::Names;
pub use reference::{Place, decode, decode_into};
pub use tag::Tag;
pub use token::{Start, Token, Tokens};
pub use tree::{Kind, NodeId, ROOT, Tree};
