//! Reads an article's text: paragraphs, subheadings, lists, quotations, pictures and tables, one block per blank line.

use super::Drawn;
use crate::draw::Motif;

/// A block of an article's text. Inside texts, `*…*` is emphasis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A subheading.
    Heading(String),
    /// Lines of a list.
    List(Vec<String>),
    /// A block quotation.
    Quote(String),
    /// A picture inside the text.
    Picture(Drawn),
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<String>>),
}

/// The blocks of a text.
pub fn blocks(body: &str) -> Vec<Block> {
    chunks(body).map(block).collect()
}

/// The parts of a text between blank lines.
pub(super) fn chunks(body: &str) -> impl Iterator<Item = &str> {
    body.split("\n\n").map(str::trim).filter(|chunk| !chunk.is_empty())
}

fn block(chunk: &str) -> Block {
    let lines = || chunk.lines().map(str::trim);
    let all = |sign: &str| lines().all(|line| line.starts_with(sign));
    let strip =
        |sign: &str| lines().filter_map(|line| line.strip_prefix(sign)).map(|rest| rest.trim().to_owned()).collect::<Vec<_>>();
    if let Some(drawn) = chunk.strip_prefix("!! ").and_then(picture) {
        return Block::Picture(drawn);
    }
    if let Some(heading) = chunk.strip_prefix("## ") {
        return Block::Heading(heading.trim().to_owned());
    }
    if all("- ") {
        return Block::List(strip("- "));
    }
    if all(">") {
        return Block::Quote(strip(">").join(" "));
    }
    if all("|") {
        return Block::Table(lines().map(cells).collect());
    }
    Block::Paragraph(chunk.to_owned())
}

/// `bridge | Caption | Credit`.
fn picture(line: &str) -> Option<Drawn> {
    let mut parts = line.split('|').map(str::trim);
    let (motif, caption, credit) = (parts.next()?, parts.next()?, parts.next()?);
    let motif = Motif::of(motif)?;
    parts.next().is_none().then(|| Drawn { motif, caption: caption.to_owned(), credit: credit.to_owned() })
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_block_is_read() {
        let body = "One.\n\n## Two\n\n- a\n- b\n\n> said\n> so\n\n!! bridge | A bridge | Somebody\n\n| h | i |\n| c | d |\n";
        let read = blocks(body);
        assert_eq!(read.len(), 6);
        assert_eq!(read[1], Block::Heading("Two".into()));
        assert_eq!(read[2], Block::List(vec!["a".into(), "b".into()]));
        assert_eq!(read[3], Block::Quote("said so".into()));
        assert!(matches!(&read[4], Block::Picture(drawn) if drawn.credit == "Somebody"));
        assert_eq!(read[5], Block::Table(vec![vec!["h".into(), "i".into()], vec!["c".into(), "d".into()]]));
    }

    #[test]
    fn a_picture_line_that_is_wrong_stays_text() {
        assert!(matches!(&blocks("!! nothing | A | B")[0], Block::Paragraph(_)));
        assert!(matches!(&blocks("!! bridge | A")[0], Block::Paragraph(_)));
    }

    proptest! {
        #[test]
        fn any_text_is_read(body in "(\\PC|\n){0,200}") {
            let count = blocks(&body).len();
            prop_assert_eq!(count, chunks(&body).count());
        }
    }
}
