//! What an article is about, as far as it can be followed: the names that its reader is shown, and its section.

use newsstand_news::{Article, Topic};
use newsstand_store::interests::Interest;
use newsstand_store::mentions::Mention;

use super::said::Follow;
use crate::names;

/// Names that are offered.
const NAMES: usize = 8;

/// The names in what is shown (`standfirst` as far as it is shown, too), in their order, then the section. A name that stands only where the reader may not look is
/// left out.
pub fn about(article: &Article, standfirst: Option<&str>, shown: &str, named: &[Mention], said: &[Interest]) -> Vec<Follow> {
    let text = [article.headline.as_str(), standfirst.unwrap_or(""), shown].join("\n");
    let mut found: Vec<(usize, &Mention)> =
        named.iter().filter_map(|mention| Some((text.find(&mention.label)?, mention))).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.label.cmp(&b.1.label)));
    let names = found.into_iter().take(NAMES).map(|(_, mention)| Follow::of(&mention.topic, mention.label.clone(), said));
    let section = article.section.map(|section| Follow::of(&Topic::Section(section), names::section(section).to_owned(), said));
    names.chain(section).collect()
}
