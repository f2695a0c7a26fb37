//! Walks `tests/meta/`: what `NAME.json` states of a page must be what `NAME.html` answers, thinned or not; it need not state
//! everything.

use std::path::PathBuf;

use newsstand_extract::stage::{Request, answer};
use newsstand_extract::thin;
use serde_json::Value;

#[test]
fn pages_tell_what_their_cases_state() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/meta");
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    names.sort();
    assert!(names.len() >= 13);
    for page in names {
        let html = std::fs::read_to_string(&page).unwrap();
        let url = Some("https://www.saltmerepacket.example/news/bell".to_owned());
        let request = Request { url, ..Request::default() };
        let is = serde_json::to_value(answer(&request, &html).unwrap()).unwrap();
        let thinned = serde_json::to_value(answer(&request, &thin(&html)).unwrap()).unwrap();
        assert_eq!(thinned, is, "{}: thinned", page.display());
        let stated: Value = serde_json::from_str(&std::fs::read_to_string(page.with_extension("json")).unwrap()).unwrap();
        for (key, expected) in stated.as_object().unwrap() {
            assert_eq!(&is[key], expected, "{}: {key}", page.display());
        }
    }
}
