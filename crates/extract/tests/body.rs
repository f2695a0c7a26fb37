//! The text of whole pages: every `tests/body/NAME.html` reads as `NAME.txt` says, and its HTML holds the same words.

use std::path::PathBuf;

use newsstand_extract::{page, prose, thin};
use newsstand_news::{Address, Moment};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/body")
}

fn names() -> Vec<String> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "html"));
    let mut names: Vec<String> = pages.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn read(html: &str) -> String {
    let address = Address::new("https://packet.example/saltmere/bell").unwrap();
    prose(page(html, &address, Moment::from_seconds(1)).body.html())
}

#[test]
fn the_text_of_a_page_is_found() {
    let names = names();
    assert!(names.len() >= 12);
    for name in names {
        let html = std::fs::read_to_string(folder().join(format!("{name}.html"))).unwrap();
        let expected = std::fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
        assert_eq!(read(&html), expected.trim_end(), "{name}");
        assert_eq!(read(&thin(&html)), expected.trim_end(), "{name}, thinned");
    }
}

#[test]
fn a_text_is_found_whatever_its_boxes_are_called() {
    let html = std::fs::read_to_string(folder().join("siblings.html")).unwrap();
    let expected = std::fs::read_to_string(folder().join("siblings.txt")).unwrap();
    for name in ["q1 w2", "css-1x2y3z", "sidebar", "widget promo"] {
        assert_eq!(read(&html.replace("\"chunk\"", &format!("\"{name}\""))), expected.trim_end(), "{name}");
    }
}
