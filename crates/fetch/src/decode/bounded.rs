//! A body that grows up to its limit and no further.

use std::io::{self, Write};

/// The body so far. Once `full`, it stays so and takes nothing more.
pub struct Bounded {
    pub bytes: Vec<u8>,
    limit: usize,
    pub full: bool,
}

impl Bounded {
    /// An empty one that takes `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit, full: false }
    }
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        let room = self.limit - self.bytes.len();
        if self.full || more.len() > room {
            self.bytes.extend(more.iter().take(room));
            self.full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
