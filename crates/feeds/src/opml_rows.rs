//! The lines of an OPML as flat rows, each with its folders' names, and back.

use newsstand_news::Address;

use crate::opml::{Outline, OutlineFeed};

/// A feed of an OPML with where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where the feed is.
    pub feed: Address,
    /// What it is called; may be empty.
    pub name: String,
    /// The page it belongs to.
    pub home: Option<Address>,
    /// Names of its folders, outermost first; folders without a name are left out.
    pub folders: Vec<String>,
}

/// The feeds of outlines, in their order.
pub fn rows(outlines: &[Outline]) -> Vec<Row> {
    let mut out = Vec::new();
    let mut open: Vec<(&Outline, Vec<String>)> = outlines.iter().rev().map(|outline| (outline, Vec::new())).collect();
    while let Some((outline, folders)) = open.pop() {
        if let Some(feed) = &outline.feed {
            let (feed, home) = (feed.address.clone(), feed.home.clone());
            out.push(Row { feed, name: outline.text.clone(), home, folders: folders.clone() });
        }
        let mut inner = folders;
        inner.extend(Some(outline.text.trim().to_owned()).filter(|name| !name.is_empty()));
        open.extend(outline.children.iter().rev().map(|child| (child, inner.clone())));
    }
    out
}

/// Rows as outlines, each in its folders, which stand where they first occur.
pub fn nested(rows: impl IntoIterator<Item = Row>) -> Vec<Outline> {
    let mut out = Vec::new();
    for row in rows {
        let mut at = &mut out;
        for name in &row.folders {
            at = folder(at, name);
        }
        let feed = OutlineFeed { address: row.feed, home: row.home, description: None };
        at.push(Outline { text: row.name, feed: Some(feed), children: Vec::new() });
    }
    out
}

/// What lies in the folder of this name, which is made where there is none.
fn folder<'o>(outlines: &'o mut Vec<Outline>, name: &str) -> &'o mut Vec<Outline> {
    let known = outlines.iter().position(|outline| outline.feed.is_none() && outline.text == name);
    let at = known.unwrap_or_else(|| {
        outlines.push(Outline { text: name.to_owned(), feed: None, children: Vec::new() });
        outlines.len() - 1
    });
    &mut outlines[at].children
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opml;

    const OPML: &str = r#"<opml version="2.0"><head><title>x</title></head><body>
        <outline text="Sea"><outline text="Ports"><outline text="Harbour &amp; Tide" type="rss" xmlUrl="https://harbour.example/feed" htmlUrl="https://harbour.example/"/></outline>
        <outline text="港のしんぶん" type="rss" xmlUrl="https://minato.example/rss"/></outline>
        <outline text=""><outline text="Alone" type="rss" xmlUrl="https://alone.example/atom"/></outline></body></opml>"#;

    #[test]
    fn folders_survive_the_way_in_and_out() {
        let read = rows(&opml::read(OPML.as_bytes()).outlines);
        let folders: Vec<String> = read.iter().map(|row| row.folders.join("/")).collect();
        assert_eq!(folders, ["Sea/Ports", "Sea", ""]);
        let again = rows(&opml::read(opml::write("x", &nested(read.clone())).as_bytes()).outlines);
        assert_eq!(again, read);
    }
}
