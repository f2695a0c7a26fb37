//! Which article speaks for a story.

use newsstand_news::{Article, ArticleKind, Id, Moment};

/// An article of a story, as far as the choice looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Which article.
    pub article: Id<Article>,
    /// What sort it is.
    pub kind: ArticleKind,
    /// It has the text of another article.
    pub copy: bool,
    /// Articles of other titles that have its text.
    pub copies: u32,
    /// We have all of its text.
    pub full: bool,
    /// It has a picture.
    pub picture: bool,
    /// Its title is to be shown to everybody, not to its members only.
    pub open: bool,
    /// Words of text we have.
    pub words: u32,
    /// When it came out.
    pub published: Moment,
}

/// Words from which on a text is as long as it needs to be.
const ENOUGH_WORDS: u32 = 150;
/// Hours after its first report in which a story's later ones have not superseded it.
const EARLY_HOURS: f64 = 24.0;
/// Copies beyond so many add nothing.
const MOST_COPIES: u32 = 2;

/// The article whose headline is shown: a report rather than opinion or a live page, an original rather than a copy,
/// with its full text and a picture; among equals the one that is early but not superseded. `None` only for no articles.
pub fn choose(candidates: &[Candidate]) -> Option<Id<Article>> {
    let newest = candidates.iter().map(|candidate| candidate.published).max()?;
    candidates.iter().max_by_key(|candidate| worth(candidate, newest)).map(|candidate| candidate.article)
}

/// Compared from left to right; of two that are equal in all, the earlier one and then the smaller id wins.
type Worth = (u32, std::cmp::Reverse<(Moment, Id<Article>)>);

fn worth(candidate: &Candidate, newest: Moment) -> Worth {
    let kind = match candidate.kind {
        ArticleKind::Report => 60,
        ArticleKind::Gallery | ArticleKind::Video => 30,
        ArticleKind::Live => 20,
        ArticleKind::Opinion => 10,
        ArticleKind::Newsletter => 0,
    };
    let own = if candidate.copy { 0 } else { 16 };
    let text = if candidate.full { 8 } else { 0 } + if candidate.words >= ENOUGH_WORDS { 4 } else { 0 };
    let face = if candidate.picture { 6 } else { 0 } + if candidate.open { 2 } else { 0 };
    // A report that a day of news has gone past says what was known then.
    let current = if newest.hours_since(candidate.published) <= EARLY_HOURS { 7 } else { 0 };
    // What other titles printed too is the news itself rather than a view from its side.
    let printed = 4 * candidate.copies.min(MOST_COPIES);
    (
        kind + own + text + face + current + printed,
        std::cmp::Reverse((candidate.published, candidate.article)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(article: i64, hours: i64) -> Candidate {
        Candidate {
            article: Id::new(article),
            kind: ArticleKind::Report,
            copy: false,
            copies: 0,
            full: true,
            picture: true,
            open: true,
            words: 300,
            published: Moment::from_seconds(hours * 3600),
        }
    }

    fn chosen(candidates: &[Candidate]) -> i64 {
        choose(candidates).unwrap().get()
    }

    #[test]
    fn the_first_of_equals_speaks() {
        assert_eq!(chosen(&[report(2, 5), report(1, 3), report(3, 4)]), 1);
        assert_eq!(choose(&[]), None);
    }

    #[test]
    fn originals_reports_full_texts_and_pictures_go_first() {
        let first = report(1, 0);
        for worse in [
            Candidate { copy: true, ..first },
            Candidate { kind: ArticleKind::Opinion, ..first },
            Candidate { kind: ArticleKind::Live, ..first },
            Candidate { full: false, words: 40, ..first },
            Candidate { picture: false, ..first },
        ] {
            assert_eq!(chosen(&[worse, report(2, 1)]), 2, "{worse:?}");
        }
    }

    #[test]
    fn an_early_report_is_superseded_in_the_end() {
        assert_eq!(chosen(&[report(1, 0), report(2, 10)]), 1);
        assert_eq!(chosen(&[report(1, 0), report(2, 30)]), 2);
    }

    #[test]
    fn what_others_printed_goes_before_a_later_view() {
        let (agency, feature) = (Candidate { copies: 2, ..report(1, 0) }, report(2, 30));
        assert_eq!(chosen(&[agency, feature]), 1);
        assert_eq!(chosen(&[report(1, 0), feature]), 2);
    }

    #[test]
    fn where_there_is_only_opinion_it_speaks() {
        let opinion = Candidate { kind: ArticleKind::Opinion, ..report(1, 0) };
        assert_eq!(chosen(&[opinion]), 1);
    }
}
