//! Whether a version still reads its saved page as it should.

use newsstand_news::{Article, Byline, Moment, Published, dates};
use serde::Serialize;

use super::{Expect, Part, Version};
use crate::body::Scorer;
use crate::page::{Told, read};
use crate::stage::rfc3339;
use crate::text::{fold, prose};
use crate::thin;

/// Characters of a text that a sentence quotes.
const QUOTED: usize = 80;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What: a key of the file.
    pub what: &'static str,
    /// Whether it holds.
    pub ok: bool,
    /// What was found, for people.
    pub sentence: String,
}

/// Reads the version's saved page, whose markup is `html`, the way the stand does: what is kept of it, with these hints. Empty
/// where the version has no saved page.
pub fn check(version: &Version, html: &str) -> Vec<Finding> {
    let Some(saved) = &version.saved else { return Vec::new() };
    let html = thin(html);
    let with = |hint| read(&html, &saved.address, Moment::default(), Scorer::shipped(), hint);
    let (article, told) = with(Some(version));
    let mut findings: Vec<Finding> = Part::ALL.iter().filter_map(|part| place(*part, &told)).collect();
    findings.extend(expected(&saved.expect, &article, &told));
    if with(None).0 == article {
        let sentence = "The page reads the same without these hints; they are not needed for it.".to_owned();
        findings.push(Finding { what: "page", ok: true, sentence });
    }
    findings
}

fn place(part: Part, told: &Told) -> Option<Finding> {
    let ok = told.hints.held.contains(&part);
    let passed = told.hints.passed_over.contains(&part);
    let sentence = if ok { "It finds its place." } else { "It finds nothing, or nothing of use, and is passed over." };
    (ok || passed).then(|| Finding { what: part.as_str(), ok, sentence: sentence.to_owned() })
}

fn expected(expect: &Expect, article: &Article, told: &Told) -> Vec<Finding> {
    let text = fold(&prose(article.body.html()));
    let plain = |what, wanted: &Option<String>, is: Option<&str>| {
        let (wanted, is) = (wanted.as_ref()?, is.unwrap_or_default());
        Some(finding(what, fold(is) == fold(wanted), wanted, &head(is)))
    };
    let stamp = |what, wanted: &Option<String>, is: Option<String>| {
        let (wanted, is) = (wanted.as_ref()?, is.unwrap_or_default());
        Some(finding(what, same_time(wanted, &is), wanted, &is))
    };
    let published = match article.published {
        Published::Stated(moment) => rfc3339(moment, told.published_east),
        Published::Seen(_) => None,
    };
    let modified = article.modified.and_then(|moment| rfc3339(moment, told.modified_east));
    let begins = |wanted: &String| finding("expect.begins", text.starts_with(&fold(wanted)), wanted, &head(&text));
    let ends = |wanted: &String| finding("expect.ends", text.ends_with(&fold(wanted)), wanted, &tail(&text));
    let values = [
        plain("expect.headline", &expect.headline, Some(&article.headline)),
        plain("expect.kicker", &expect.kicker, article.kicker.as_deref()),
        plain("expect.standfirst", &expect.standfirst, article.standfirst.as_deref()),
        expect.bylines.as_ref().map(|wanted| bylines(wanted, &article.bylines)),
        plain("expect.section", &expect.section, article.section.map(|section| section.as_str())),
        stamp("expect.published", &expect.published, published),
        stamp("expect.modified", &expect.modified, modified),
        expect.begins.as_ref().map(begins),
        expect.ends.as_ref().map(ends),
    ];
    let gone = expect.without.iter().map(|words| without(words, &text));
    values.into_iter().flatten().chain(gone).collect()
}

fn finding(what: &'static str, ok: bool, wanted: &str, is: &str) -> Finding {
    let sentence = if ok { format!("“{is}”") } else { format!("“{wanted}” is expected; the page gives “{is}”.") };
    Finding { what, ok, sentence }
}

/// Each person as `Name` or `Name, role`, in their order.
fn bylines(wanted: &[String], people: &[Byline]) -> Finding {
    let full = |person: &Byline| match &person.role {
        Some(role) => format!("{}, {role}", person.name),
        None => person.name.clone(),
    };
    let is = |(wanted, person): (&String, &Byline)| fold(wanted) == person.name || fold(wanted) == full(person);
    let ok = wanted.len() == people.len() && wanted.iter().zip(people).all(is);
    finding("expect.bylines", ok, &wanted.join("; "), &people.iter().map(full).collect::<Vec<_>>().join("; "))
}

fn without(words: &str, text: &str) -> Finding {
    let ok = !text.contains(&fold(words));
    let sentence =
        if ok { format!("“{words}” is not in the text.") } else { format!("“{words}” must not be in the text, and is.") };
    Finding { what: "expect.without", ok, sentence }
}

/// Whether a day, or a moment in any zone, is the time `is`.
fn same_time(wanted: &str, is: &str) -> bool {
    let day = wanted.len() == "2026-03-01".len();
    if day { is.starts_with(wanted) } else { dates::read(wanted).is_some_and(|wanted| dates::read(is) == Some(wanted)) }
}

fn head(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(QUOTED).collect();
    if letters.next().is_some() { start + "…" } else { start }
}

fn tail(text: &str) -> String {
    let cut = text.chars().count().saturating_sub(QUOTED);
    let end: String = text.chars().skip(cut).collect();
    if cut > 0 { format!("…{end}") } else { end }
}
