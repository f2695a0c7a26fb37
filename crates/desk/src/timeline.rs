//! A story in lines: what was new, when, and who had it first. One line for each real change, none for a copy.

use std::collections::HashSet;

use newsstand_news::{Article, ArticleKind, Id, Language, Moment};

use crate::limits;
use crate::text::{Class, scan};

/// Most lines of one story.
pub const LINES: usize = 12;
/// Words at the beginning of a text that say what is new.
const OPENING: usize = 80;
/// Letters from which on a word says something.
const LONG: usize = 5;
/// What a figure or a name weighs against a word.
const FACT: u32 = 3;
/// Thousandths of what an article begins with that must be new for a line, with a new figure or name among it.
const NEW_FACT: u32 = 400;
/// The same without one.
const NEW_WORDS: u32 = 620;

/// An article of a story.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// Which one.
    pub article: Id<Article>,
    /// It has the text of another one.
    pub copy: bool,
    /// What sort it is.
    pub kind: ArticleKind,
    /// When it came out.
    pub published: Moment,
    /// Its language.
    pub language: &'a Language,
    /// Its headline.
    pub headline: &'a str,
    /// The beginning of its text.
    pub text: &'a str,
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The article that had it first.
    pub article: Id<Article>,
    /// Thousandths of what it begins with that nobody had said before; 1000 for the first.
    pub new: u32,
}

/// The lines of a story, oldest first. `reports` may come in any order. The first report always is a line; of more than
/// [`LINES`] the most telling stay.
pub fn lines(reports: &[Report<'_>]) -> Vec<Line> {
    let mut order: Vec<&Report<'_>> = reports.iter().filter(|report| reports_news(report)).collect();
    order.sort_by_key(|report| (report.published, report.article));
    let mut said: HashSet<u64> = HashSet::new();
    let mut lines = Vec::new();
    for report in order {
        let facts = facts(report);
        let new = if said.is_empty() { 1000 } else { novelty(&facts, &said) };
        said.extend(facts.iter().map(|fact| fact.form));
        if new > 0 {
            lines.push(Line { article: report.article, new });
        }
    }
    telling(lines)
}

/// Opinion, round-ups and pages that grow by the hour report nothing at one moment.
fn reports_news(report: &Report<'_>) -> bool {
    let kind = matches!(report.kind, ArticleKind::Report | ArticleKind::Gallery | ArticleKind::Video);
    kind && !report.copy && !report.headline.is_empty()
}

/// A word that says something.
struct Fact {
    form: u64,
    weight: u32,
}

fn facts(report: &Report<'_>) -> Vec<Fact> {
    // In German every noun is written like a name.
    let names = !matches!(report.language.primary(), "de" | "lb");
    let mut facts: Vec<Fact> = Vec::new();
    let mut take = |text: &str, most: usize| {
        let (mut words, mut before) = (0, 0);
        scan(text, &mut |word| {
            words += 1;
            if words > most {
                return;
            }
            let weight = match word.class {
                Class::Figure if word.folded.len() > 1 => FACT,
                Class::Figure => return,
                Class::Word if word.capital && !word.first && word.folded.len() > 2 && names => FACT,
                Class::Word if word.folded.chars().count() >= LONG => 1,
                Class::Word => return,
                // Two characters of a script without spaces make about a word.
                Class::Glyph(_) => 1,
            };
            let form = if matches!(word.class, Class::Glyph(_)) { crate::hash::step(before, word.form) } else { word.form };
            before = word.form;
            facts.push(Fact { form, weight });
        });
    };
    take(crate::words::head(report.headline), usize::MAX);
    let end = (0..=limits::TEXT_BYTES.min(report.text.len())).rev().find(|&end| report.text.is_char_boundary(end));
    take(report.text.get(..end.unwrap_or(0)).unwrap_or(""), OPENING);
    facts.sort_unstable_by_key(|fact| (fact.form, std::cmp::Reverse(fact.weight)));
    facts.dedup_by_key(|fact| fact.form);
    facts
}

/// Thousandths of the facts, by weight, that were not said before; 0 where too little of it is new for a line.
fn novelty(facts: &[Fact], said: &HashSet<u64>) -> u32 {
    let weigh = |facts: &mut dyn Iterator<Item = &Fact>| facts.map(|fact| fact.weight).sum::<u32>();
    let all = weigh(&mut facts.iter()).max(1);
    let mut new = facts.iter().filter(|fact| !said.contains(&fact.form));
    let fact = facts.iter().any(|fact| fact.weight == FACT && !said.contains(&fact.form));
    let share = weigh(&mut new) * 1000 / all;
    if share >= if fact { NEW_FACT } else { NEW_WORDS } { share } else { 0 }
}

/// The first line and the most telling of the others, in their order.
fn telling(lines: Vec<Line>) -> Vec<Line> {
    let mut shares: Vec<u32> = lines.iter().map(|line| line.new).collect();
    shares.sort_unstable_by_key(|share| std::cmp::Reverse(*share));
    let least = shares.get(LINES - 1).copied().unwrap_or(0);
    let mut kept: Vec<Line> = lines.into_iter().filter(|line| line.new >= least).collect();
    kept.truncate(LINES);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "en";

    fn reports<'a>(language: &'a Language, rows: &'a [(&'a str, &'a str)]) -> Vec<Report<'a>> {
        let one = |(n, (headline, text)): (usize, &(&'a str, &'a str))| Report {
            article: Id::new(n as i64 + 1),
            copy: false,
            kind: ArticleKind::Report,
            published: Moment::from_seconds(n as i64 * 3600),
            language,
            headline,
            text,
        };
        rows.iter().enumerate().map(one).collect()
    }

    const STORY: [(&str, &str); 4] = [
        (
            "Ferry runs aground off Saltmere",
            "The ferry Godwit ran aground on the Saltmere bar with 212 people on board, the harbour office said.",
        ),
        (
            "Ferry aground off Saltmere",
            "The ferry Godwit ran aground on the bar off Saltmere. The harbour office said 212 people were on board.",
        ),
        (
            "All passengers of the Godwit brought ashore",
            "Lifeboats from Gullwick and Stannock landed the last of 212 passengers before dawn; 14 were treated for cold by doctors.",
        ),
        (
            "Operator Northline admits pilot was alone",
            "Northline told the inquiry led by Mara Quill that one pilot had stood a watch meant for 2, for 19 hours without relief.",
        ),
    ];

    #[test]
    fn real_changes_are_lines_and_retellings_are_not() {
        let english = Language::new(ENGLISH);
        let articles: Vec<i64> = lines(&reports(&english, &STORY)).iter().map(|line| line.article.get()).collect();
        assert_eq!(articles, [1, 3, 4]);
    }

    #[test]
    fn order_of_the_list_does_not_matter_and_copies_are_passed_over() {
        let english = Language::new(ENGLISH);
        let mut list = reports(&english, &STORY);
        let forwards = lines(&list);
        list.reverse();
        assert_eq!(lines(&list), forwards);
        for report in &mut list {
            report.copy = report.article == Id::new(3);
        }
        assert_eq!(lines(&list).len(), 2);
        assert!(lines(&[]).is_empty());
    }

    #[test]
    fn a_long_story_keeps_its_first_and_most_telling_lines() {
        let english = Language::new(ENGLISH);
        let rows: Vec<(String, String)> = (0..60)
            .map(|n| {
                (
                    format!("Report about matter{n} and subject{n}"),
                    format!("Village{n} counted {}{n} sheep and Farmer{n} spoke", n + 10),
                )
            })
            .collect();
        let rows: Vec<(&str, &str)> = rows.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let lines = lines(&reports(&english, &rows));
        assert_eq!(lines.len(), LINES);
        assert_eq!(lines[0], Line { article: Id::new(1), new: 1000 });
    }

    #[test]
    fn scripts_without_spaces_have_lines_too() {
        let chinese = Language::new("zh");
        let rows = [
            ("渡轮在盐港搁浅", "港务局说船上有二百一十二人。"),
            ("渡轮在盐港搁浅", "港务局说，船上有二百一十二人。"),
            ("运营公司承认只有一名领航员值班", "调查委员会听取证词，公司经理表示领航员连续工作十九小时。"),
        ];
        let articles: Vec<i64> = lines(&reports(&chinese, &rows)).iter().map(|line| line.article.get()).collect();
        assert_eq!(articles, [1, 3]);
    }
}
