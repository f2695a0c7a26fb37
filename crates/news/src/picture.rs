//! Pictures.

use serde::{Deserialize, Serialize};

use crate::Address;

/// A picture with what was said of it. A caption or credit cannot exist without its picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where the title serves it.
    pub address: Address,
    /// What is to be seen, plain text.
    pub caption: Option<String>,
    /// Who made it: photographer and agency as given, plain text.
    pub credit: Option<String>,
    /// Stated size in CSS pixels, where known.
    pub size: Option<(u32, u32)>,
}

impl Picture {
    /// A picture of which only the address is known.
    pub fn at(address: Address) -> Self {
        Self { address, caption: None, credit: None, size: None }
    }
}
