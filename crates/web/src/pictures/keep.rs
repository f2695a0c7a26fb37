//! The folder of drawn pictures: written whole or not at all, oldest first removed when it grows too large.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use newsstand_news::Address;
use ring::digest;

use super::draw::Drawn;
use crate::guard::hex;

/// The folder.
pub struct Keep {
    folder: PathBuf,
    limit: u64,
    /// How large it is; none until it was looked through.
    size: Mutex<Option<u64>>,
    /// Makes names of unfinished files unique within this process.
    counter: AtomicU64,
}

/// The name of a picture in the folder, of 32 hex digits.
pub fn name(address: &Address) -> String {
    let hash = digest::digest(&digest::SHA256, address.as_str().as_bytes());
    hex(hash.as_ref().get(..16).unwrap_or_default())
}

impl Keep {
    /// A folder that may grow to `limit` bytes.
    pub fn new(folder: PathBuf, limit: u64) -> Self {
        Self { folder, limit, size: Mutex::new(None), counter: AtomicU64::new(0) }
    }

    /// A picture that is there, with its media type.
    pub fn read(&self, name: &str, width: u32) -> Option<(Vec<u8>, &'static str)> {
        [("jpg", "image/jpeg"), ("png", "image/png")]
            .into_iter()
            .find_map(|(ending, kind)| Some((fs::read(self.path(name, width, ending)).ok()?, kind)))
    }

    /// Keeps a picture: written beside, then moved into its place.
    pub fn write(&self, name: &str, width: u32, drawn: &Drawn) -> io::Result<()> {
        let ending = if drawn.kind == "image/png" { "png" } else { "jpg" };
        let path = self.path(name, width, ending);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.folder.join(format!("{name}-{}-{number}.part", std::process::id()));
        let done = fs::write(&unfinished, &drawn.bytes).and_then(|()| fs::rename(&unfinished, &path));
        if done.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        done?;
        self.grown(drawn.bytes.len() as u64);
        Ok(())
    }

    fn path(&self, name: &str, width: u32, ending: &str) -> PathBuf {
        self.folder.join(name.get(..2).unwrap_or("00")).join(format!("{name}-{width}.{ending}"))
    }

    /// Counts what was added; makes room when it is too much.
    fn grown(&self, by: u64) {
        let mut size = self.size.lock().unwrap_or_else(PoisonError::into_inner);
        let now = match *size {
            Some(before) => before + by,
            None => files(&self.folder).iter().map(|file| file.size).sum(),
        };
        *size = Some(if now > self.limit { self.make_room() } else { now });
    }

    /// Removes the oldest until a tenth is free; answers what is left.
    fn make_room(&self) -> u64 {
        let mut found = files(&self.folder);
        found.sort_by_key(|file| file.written);
        let mut left: u64 = found.iter().map(|file| file.size).sum();
        for file in found {
            if left <= self.limit / 10 * 9 {
                break;
            }
            if fs::remove_file(&file.path).is_ok() {
                left -= file.size;
            }
        }
        left
    }
}

struct File {
    path: PathBuf,
    size: u64,
    written: SystemTime,
}

/// All files of the folder and of the folders in it.
fn files(folder: &Path) -> Vec<File> {
    let mut out = Vec::new();
    let inner = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let folders: Vec<PathBuf> = inner.filter(|path| path.is_dir()).collect();
    for folder in folders.iter().map(PathBuf::as_path).chain([folder]) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(about) = entry.metadata() else { continue };
            if about.is_file() {
                out.push(File {
                    path: entry.path(),
                    size: about.len(),
                    written: about.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(size: usize) -> Drawn {
        Drawn { bytes: vec![7; size], kind: "image/jpeg" }
    }

    #[test]
    fn what_is_kept_is_found_and_nothing_unfinished_stays() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::new(folder.path().join("pictures"), 1_000_000);
        let name = name(&Address::new("https://a.example/1.jpg").unwrap());
        assert!(keep.read(&name, 480).is_none());
        keep.write(&name, 480, &drawn(10)).unwrap();
        assert_eq!(keep.read(&name, 480).unwrap(), (vec![7; 10], "image/jpeg"));
        assert!(keep.read(&name, 960).is_none());
        assert!(files(folder.path()).iter().all(|file| !file.path.ends_with("part")));
    }

    #[test]
    fn the_folder_stays_within_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::new(folder.path().to_owned(), 10_000);
        let named = |n: u32| name(&Address::new(&format!("https://a.example/{n}.jpg")).unwrap());
        for n in 0..40 {
            keep.write(&named(n), 480, &drawn(1000)).unwrap();
            let size: u64 = files(folder.path()).iter().map(|file| file.size).sum();
            assert!(size <= 10_000, "{size}");
        }
        assert!(keep.read(&named(39), 480).is_some(), "the newest is kept");
        assert!(keep.read(&named(0), 480).is_none(), "the oldest is gone");
    }
}
