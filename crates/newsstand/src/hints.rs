//! The operator's hints per title: the files of one folder, read once. A file that is not in order is told and passed over.

use newsstand_extract::hints::{Complaint, File, Hints, Version};
use newsstand_news::Moment;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Most files of one folder.
const FILES: usize = 2_000;
/// Largest file, in bytes.
const LARGEST: u64 = 1 << 20;

/// Hints by title.
#[derive(Debug, Default)]
pub struct Book(BTreeMap<String, Hints>);

impl Book {
    /// Reads a folder, and says in sentences what was passed over. A folder that is not there holds no hints.
    pub fn read(folder: &Path) -> (Self, Vec<String>) {
        let (mut book, mut told) = (Self::default(), Vec::new());
        let files = match files(folder) {
            Ok(files) => files,
            Err(error) => {
                told.push(format!("The hints in {} cannot be read: {error}.", folder.display()));
                Vec::new()
            }
        };
        for file in files {
            match read(&file) {
                Ok(hints) if book.0.contains_key(&hints.title) => {
                    told.push(format!("The hints in {} are passed over: {} has hints already.", file.display(), hints.title));
                }
                Ok(hints) => {
                    book.0.insert(hints.title.clone(), hints);
                }
                Err(complaints) => {
                    let why: Vec<String> = complaints.iter().map(sentence).collect();
                    told.push(format!("The hints in {} are passed over: {}", file.display(), why.join(" ")));
                }
            }
        }
        (book, told)
    }

    /// [`Book::read`] for a stand: what was passed over is logged.
    pub fn told(folder: &Path) -> Self {
        let (book, told) = Self::read(folder);
        for sentence in told {
            tracing::warn!("{sentence}");
        }
        if !book.0.is_empty() {
            tracing::info!("{} titles have hints", book.0.len());
        }
        book
    }

    /// The version of a title's hints that holds for an article that came out, or was first seen, at `moment`.
    pub fn at(&self, title: &str, moment: Moment) -> Option<&Version> {
        self.0.get(title)?.at(moment)
    }

    /// The hints of the title whose saved pages are of this host.
    pub fn of_host(&self, host: &str) -> Option<&Hints> {
        self.0.values().find(|hints| hints.hosts().any(|known| known == host))
    }
}

/// The files of hints in a folder, by name; none where there is no such folder.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_toml).collect();
    files.sort();
    files.truncate(FILES);
    Ok(files)
}

/// Reads one file.
pub fn read(path: &Path) -> Result<Hints, Vec<Complaint>> {
    let wrong = |sentence: String| vec![Complaint { version: None, sentence }];
    let text = text(path).map_err(|error| wrong(format!("It cannot be read: {error}.")))?;
    let file: File<toml::value::Datetime> = toml::from_str(&text).map_err(|error| wrong(not_understood(&error, &text)))?;
    newsstand_extract::hints::read(file)
}

fn text(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        return Err(std::io::Error::other("it has more than a mebibyte"));
    }
    Ok(text)
}

fn not_understood(error: &toml::de::Error, text: &str) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
    let why = error.message().trim_end_matches('.').replace('\n', ", ");
    format!("Line {} is not understood: {why}.", before.matches('\n').count() + 1)
}

/// A complaint, with the version it means.
pub fn sentence(complaint: &Complaint) -> String {
    match &complaint.version {
        Some(day) => format!("Version {day}: {}", complaint.sentence),
        None => complaint.sentence.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_told_and_the_others_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("writes");
        let good = "title = 'packet'\n[[version]]\nfrom = 2026-03-01\nbody = ['.story']\n\
                    page = 'x.html'\naddress = 'https://packet.example/x'\n";
        write("a.toml", good);
        write("b.toml", good);
        write("c.toml", "title = 'c'\n\n[[version]]\nfrom = 2026-03-01\nbodi = ['p']\n");
        write("d.toml", "title = 'd'\n[[version]]\nfrom = 2026-03-01T10:00:00Z\nbody = ['p:hover']\n");
        write("e.toml", "title = 'e'\n[[version]]\nfrom = '2026-03-01'\nbody = ['p']\n");
        write("page.html", "no hints");
        let (book, told) = Book::read(folder.path());
        assert_eq!(told.len(), 4, "{told:?}");
        for (at, words) in
            [(0, "has hints already"), (1, "Line 5"), (1, "bodi"), (2, "must be a day"), (2, ":hover"), (3, "Line 3")]
        {
            assert!(told[at].contains(words), "{words}: {told:?}");
        }
        let (before, after) = (Moment::from_seconds(1_772_323_199), Moment::from_seconds(1_772_323_200));
        assert!(book.at("packet", before).is_none() && book.at("packet", after).is_some() && book.at("c", after).is_none());
        assert!(book.of_host("packet.example").is_some() && book.of_host("other.example").is_none());
    }

    #[test]
    fn a_folder_that_is_not_there_holds_no_hints() {
        let (book, told) = Book::read(Path::new("nowhere/hints"));
        assert!(book.0.is_empty() && told.is_empty());
    }
}
