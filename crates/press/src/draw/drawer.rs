//! Draws pictures when they are asked for and keeps the latest.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use newsstand_news::Mark;

use super::{Motif, PictureId};

/// How many drawn pictures are kept: at most about 15 MB.
const KEPT: usize = 64;

type Name = (PictureId, u32);

/// Draws and keeps pictures.
#[derive(Debug, Default)]
pub struct Drawer {
    kept: Mutex<VecDeque<(Name, Arc<[u8]>)>>,
}

impl Drawer {
    /// A picture as JPEG, `width` points wide and five eighths as high.
    pub fn jpeg(&self, motif: Motif, id: PictureId, mark: &Mark, width: u32) -> Arc<[u8]> {
        let name = (id, width);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = kept.iter().find(|(its, _)| *its == name) {
            return bytes.clone();
        }
        drop(kept);
        let bytes: Arc<[u8]> = super::jpeg(motif, id, mark, width).into();
        kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((name, bytes.clone()));
        bytes
    }
}
