//! What makes a text a copy of another.

use super::overlap::Overlap;
use crate::Settings;

/// A text of fewer words is never a copy by its text alone.
const SHORT_WORDS: u32 = 30;
/// Below this many words a text is no text.
pub(crate) const LEAST_WORDS: u32 = 8;
/// Shingles the two sketches must have in view.
const LEAST_EVIDENCE: u32 = 6;
/// Shingles that are enough where every one of them is shared.
const WHOLE_EVIDENCE: u32 = 4;
/// What must be the same of a text that is a copy under its own headline only.
const SHORT_PART: f32 = 0.8;
/// A text that is less than this part of the other, and shorter than [`EXCERPT_WORDS`], is no more than a preview of it
/// or a quotation from it.
const EXCERPT: f32 = 0.3;
/// See [`EXCERPT`].
const EXCERPT_WORDS: u32 = 150;
/// What must be the same of a preview, as told from [`PREVIEW_EVIDENCE`] shingles.
const PREVIEW_PART: f32 = 0.65;
/// The same where the rest is strewn over it like single edited words.
const EDITED_PREVIEW: f32 = 0.5;
/// See [`PREVIEW_PART`].
const PREVIEW_EVIDENCE: u32 = 10;
/// What must be the same of a preview of which fewer shingles are in view.
const SCANT_PART: f32 = 0.85;
/// Against the setting: what must be the same where the rest is of a piece, as what stands before and after a copy.
const IN_BLOCKS: f32 = 0.66;
/// Against the setting: what must be the same where the rest is strewn over it like single edited words.
const EDITED_ALL_OVER: f32 = 0.8;
/// Against the setting: what must be the same where one long stretch of it is.
const IN_STRETCH: f32 = 0.9;
/// Against the setting: how much of the shorter text a long stretch is.
const STRETCH: f32 = 0.5;
/// Turns between shared and other shingles, against chance: up to here they lie in blocks.
const BLOCKS: f32 = 0.2;
/// So much of what is shared is in one stretch where it lies in blocks, too.
const ONE_STRETCH: f32 = 0.9;
/// From here on they are strewn: the rest are words edited here and there, not paragraphs of its own.
const STREWN: f32 = 0.6;
/// So many shingles with figures are enough to tell whether the figures are others.
const FIGURES: u32 = 6;
/// They are others where they are shared less than this part as often as the text is.
const OTHER_FIGURES: f32 = 0.25;

/// Whether what two texts share makes one a copy of the other; `words` is the length of the shorter one.
///
/// A copy that was cut, framed and edited shares no more of its words than two reports that quote the same statement at
/// length. What tells them apart is how the rest lies: in blocks or strewn in a copy, in between in the others.
pub(crate) fn copied(overlap: &Overlap, words: u32, same_headline: bool, settings: &Settings) -> bool {
    let short = words < SHORT_WORDS;
    let part = overlap.contained;
    let evidence = if part < 1.0 { LEAST_EVIDENCE } else { WHOLE_EVIDENCE };
    if words < LEAST_WORDS || (short && !same_headline) || overlap.evidence < evidence || other_figures(overlap) {
        return false;
    }
    if short {
        return part >= SHORT_PART;
    }
    if overlap.ratio < EXCERPT && words < EXCERPT_WORDS {
        let least = if overlap.strewn >= STREWN { EDITED_PREVIEW } else { PREVIEW_PART };
        return part >= SCANT_PART || (part >= least && overlap.evidence >= PREVIEW_EVIDENCE);
    }
    part >= settings.copy || (overlap.ratio >= EXCERPT && pieced(overlap, settings))
}

/// Whether the shared part is too whole to be quotations.
fn pieced(overlap: &Overlap, settings: &Settings) -> bool {
    let least = |part: f32| overlap.contained >= part * settings.copy;
    let stretch = overlap.stretch >= STRETCH * settings.copy;
    let blocks = overlap.strewn <= BLOCKS || overlap.stretch >= ONE_STRETCH * overlap.contained;
    (least(IN_BLOCKS) && stretch && blocks)
        || (least(EDITED_ALL_OVER) && overlap.strewn >= STREWN)
        || (least(IN_STRETCH) && stretch)
}

/// A report that comes again with other figures in the same words, as of a market's close, is another report.
fn other_figures(overlap: &Overlap) -> bool {
    let (all, shared) = overlap.figures;
    all >= FIGURES && (shared as f32) < OTHER_FIGURES * overlap.contained * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Overlap = Overlap { contained: 0.5, evidence: 80, stretch: 0.48, strewn: 0.05, ratio: 0.8, figures: (0, 0) };

    fn verdict(overlap: Overlap, words: u32) -> bool {
        copied(&overlap, words, false, &Settings::default())
    }

    #[test]
    fn half_a_text_is_a_copy_in_one_piece_or_edited_all_over_but_not_in_quotations() {
        assert!(verdict(HALF, 300));
        assert!(verdict(Overlap { stretch: 0.1, strewn: 0.9, ..HALF }, 300));
        assert!(!verdict(Overlap { stretch: 0.35, strewn: 0.33, ..HALF }, 300));
        assert!(!verdict(Overlap { contained: 0.3, stretch: 0.3, ..HALF }, 300));
    }

    #[test]
    fn of_a_preview_nearly_all_must_be_the_same() {
        let preview = Overlap { contained: 0.95, evidence: 14, strewn: 0.3, ratio: 0.1, ..HALF };
        assert!(verdict(preview, 60));
        assert!(!verdict(Overlap { contained: 0.55, ..preview }, 60));
        assert!(verdict(Overlap { contained: 1.0, evidence: 4, ..preview }, 60));
        assert!(!verdict(Overlap { contained: 0.75, evidence: 8, ..preview }, 60));
    }

    #[test]
    fn other_figures_in_the_same_words_are_no_copy() {
        let report = Overlap { contained: 0.7, figures: (30, 1), ratio: 1.0, ..HALF };
        assert!(!verdict(report, 90));
        assert!(verdict(Overlap { figures: (30, 20), ..report }, 90));
    }
}
