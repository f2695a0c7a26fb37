//! Who says which words: attributions in running text, quoted or reported.

mod content;
mod cue;
mod link;
mod noun;
mod verb;

use newsstand_news::QuoteKind;

use crate::doc::{Doc, Part};
use crate::limits::CLAIMS;

pub(crate) use noun::subject;

/// Words attributed to somebody, as ranges of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// What was said, in order.
    pub content: Vec<Part>,
    /// The word that attributes; `None` where a quotation goes on from another.
    pub cue: Option<Part>,
    /// Who is named.
    pub source: Option<Part>,
    /// How sure the reading is, in thousandths.
    pub confidence: u16,
}

impl Attribution {
    /// How literal it is: by the share of its tokens that stand between marks.
    pub(crate) fn kind(&self, doc: &Doc<'_>) -> QuoteKind {
        let all: usize = self.content.iter().map(ExactSizeIterator::len).sum();
        let quoted = self.content.iter().cloned().flatten().filter(|at| doc.quotation(*at).is_some()).count();
        match quoted {
            0 => QuoteKind::Indirect,
            _ if quoted * 5 >= all * 4 => QuoteKind::Direct,
            _ => QuoteKind::Mixed,
        }
    }

    pub(crate) fn covers(&self, at: usize) -> bool {
        self.content.iter().any(|part| part.contains(&at))
    }
}

/// All attributions of a text, in the order of what was said.
pub(crate) fn find(doc: &Doc<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut linker = link::Linker::default();
    for number in 0..doc.sentences.len() {
        let Some(sentence) = doc.sentences.get(number) else { break };
        let first = found.len();
        content::read(doc, sentence.clone(), &mut found);
        linker.join(doc, number, first, &mut found);
        if found.len() >= CLAIMS {
            break;
        }
    }
    found.retain(|a| a.content.iter().any(|part| !part.is_empty()));
    found.sort_by_key(|a| a.content.first().map_or(usize::MAX, |part| part.start));
    found
}

#[cfg(test)]
mod tests;
