//! The desk's stages as filters (`newsstand stage story`, `newsstand stage pick`): the lines and what happens between
//! them. Reading and writing JSON is the caller's.

pub mod pick;
pub mod story;
