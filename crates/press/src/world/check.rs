//! What must hold in a world beyond the shape of its files.

use std::collections::BTreeSet;

use super::{Article, Block, Kind, Story, World, blocks, load::edit};

/// The hours in which articles may come out.
const HOURS: std::ops::RangeInclusive<f64> = -94.0..=5.0;
/// The shortest text of an article that is neither live nor a gallery, in characters. East Asian text is denser.
const SHORTEST: usize = 100;
/// Limits per article.
const MOST_BYLINES: usize = 3;
const MOST_VERSIONS: usize = 3;

/// What is wrong with a story as written, before copies are made.
pub(super) fn story(world: &World, story: &Story) -> Vec<String> {
    let mut problems = Vec::new();
    if !is_slug(&story.slug) {
        problems.push(format!("the story's slug {:?} is not kebab case", story.slug));
    }
    if story.articles.is_empty() {
        problems.push("a story without an article".into());
    }
    for article in &story.articles {
        let mut found = Vec::new();
        belongs(world, article, &mut found);
        times(article, &mut found);
        text(article, &mut found);
        match &article.copy_of {
            Some(key) => copy(world, story, article, key, &mut found),
            None => versions(article, &article.body, &mut found),
        }
        problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", article.key())));
    }
    problems
}

/// What occurs twice in a world and must not.
pub(super) fn unique(world: &World) -> Vec<String> {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    let titles = world.titles.iter().map(|title| format!("title {}", title.id));
    let stories = world.stories.iter().map(|story| format!("story {}", story.slug));
    let articles = world.articles().map(|(_, article)| format!("article {}", article.key()));
    let pictures = world.articles().flat_map(|(_, article)| article.drawings()).map(|(id, _)| format!("picture {id}"));
    for name in titles.chain(stories).chain(articles).chain(pictures) {
        if !seen.insert(name.clone()) {
            problems.push(format!("{name} is there twice"));
        }
    }
    problems
}

fn is_slug(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn belongs(world: &World, article: &Article, found: &mut Vec<String>) {
    if !is_slug(&article.slug) {
        found.push("the slug is not kebab case".into());
    }
    match world.title(&article.title) {
        None => found.push("no such title".into()),
        Some(title) if title.shelf(article.section).is_none() => {
            found.push(format!("the title has no section {}", article.section))
        }
        Some(_) => {}
    }
    if let Some(agency) = article.agency.as_ref().filter(|id| world.agency(id).is_none()) {
        found.push(format!("no such agency: {agency}"));
    }
    if article.byline.len() > MOST_BYLINES {
        found.push("too many people on the byline".into());
    }
}

fn times(article: &Article, found: &mut Vec<String>) {
    if !HOURS.contains(&article.hours) {
        found.push(format!("hours {} outside {HOURS:?}", article.hours));
    }
    let mut last = article.hours;
    for version in &article.versions {
        if version.hours <= last {
            found.push("a version that is not later than what it changes".into());
        }
        last = version.hours;
    }
    if article.versions.len() > MOST_VERSIONS {
        found.push("too many versions".into());
    }
    if article.updates.is_sorted_by(|a, b| a.hours < b.hours)
        && article.updates.iter().all(|update| update.hours >= article.hours)
    {
        return;
    }
    found.push("posts are not in order of time".into());
}

fn text(article: &Article, found: &mut Vec<String>) {
    let short = article.body.chars().count() < SHORTEST;
    let may_be_short = article.copy_of.is_some() || matches!(article.kind, Kind::Live | Kind::Gallery);
    if short && !may_be_short {
        found.push("the text is short".into());
    }
    for block in blocks(&article.body) {
        match block {
            Block::Paragraph(text) if text.starts_with(['!', '|', '#']) => {
                found.push(format!("not a block that can be read: {text}"))
            }
            Block::Table(rows) if rows.iter().any(|row| row.len() != rows[0].len()) => {
                found.push("a table with uneven rows".into())
            }
            _ => {}
        }
    }
    if (article.kind == Kind::Live) == article.updates.is_empty() {
        found.push("posts and kind = \"live\" go together".into());
    }
    if (article.kind == Kind::Gallery) == article.pictures.is_empty() {
        found.push("pictures and kind = \"gallery\" go together".into());
    }
}

fn copy(world: &World, story: &Story, article: &Article, key: &str, found: &mut Vec<String>) {
    let Some(original) = story.articles.iter().find(|other| other.key() == key) else {
        found.push(format!("no article {key} in this story"));
        return;
    };
    if original.copy_of.is_some() {
        found.push("a copy of a copy".into());
    }
    if original.headline == article.headline {
        found.push("a copy with its original's headline".into());
    }
    if original.hours > article.hours {
        found.push("a copy before its original".into());
    }
    let language = |article: &Article| world.title(&article.title).map(|title| &title.language);
    if language(original) != language(article) {
        found.push("a copy in another language".into());
    }
    if !article.body.is_empty() {
        found.push("a copy with a text of its own".into());
    }
    edits(&original.body, &article.replace, found);
    versions(article, &edit(&original.body, &article.replace), found);
}

/// Every version's edits must find their places in the text as it then stands.
fn versions(article: &Article, body: &str, found: &mut Vec<String>) {
    let mut body = body.to_owned();
    for version in &article.versions {
        edits(&body, &version.replace, found);
        body = edit(&body, &version.replace);
    }
}

fn edits(body: &str, edits: &[(String, String)], found: &mut Vec<String>) {
    for (from, _) in edits {
        let count = body.matches(from.as_str()).count();
        if count != 1 {
            found.push(format!("{from:?} occurs {count} times"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::World;

    const TITLES: &str = r##"
        [[agency]]
        id = "wire"
        name = "Wire"
        credit = "W"
        [[title]]
        id = "one"
        name = "One"
        language = "en"
        country = "GB"
        kind = "daily"
        tagline = "One"
        feed = "rss"
        text = "full"
        layout = "classic"
        wall = "open"
        mark = { ground = "#ffffff", ink = "#000000" }
        sections = [{ section = "world", label = "World", slug = "world" }]
    "##;

    fn problems(article: &str) -> String {
        let text = "A paragraph that goes on for long enough to count as a text, and then a little longer than that, so.";
        let story =
            format!("slug = 's'\nsection = 'world'\n[[article]]\ntitle = 'one'\nheadline = 'H'\nbody = '{text}'\n{article}");
        World::read(TITLES, &[("s.toml".into(), &story)]).err().map(|found| found.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_right_article_passes() {
        assert_eq!(problems("slug = 'a'\nsection = 'world'\nhours = -1"), "");
    }

    #[test]
    fn each_mistake_is_named() {
        for (article, said) in [
            ("slug = 'A b'\nsection = 'world'\nhours = -1", "kebab"),
            ("slug = 'a'\nsection = 'sport'\nhours = -1", "no section sport"),
            ("slug = 'a'\nsection = 'world'\nhours = 9", "outside"),
            ("slug = 'a'\nsection = 'world'\nhours = -1\nagency = 'x'", "no such agency"),
            ("slug = 'a'\nsection = 'world'\nhours = -1\ncopy_of = 'two/x'", "no article two/x"),
            ("slug = 'a'\nsection = 'world'\nhours = -1\nkind = 'live'", "live"),
            ("slug = 'a'\nsection = 'world'\nhours = -1\n[[article.version]]\nhours = -2", "not later"),
            (
                "slug = 'a'\nsection = 'world'\nhours = -1\n[[article.version]]\nhours = 1\nreplace = [['zebra', 'x']]",
                "occurs 0 times",
            ),
            (
                "slug = 'a'\nsection = 'world'\nhours = -1\nlead = { motif = 'zebra', caption = 'c', credit = 'd' }",
                "zebra",
            ),
        ] {
            assert!(problems(article).contains(said), "{article}: {}", problems(article));
        }
    }
}
