//! Reads the world that is built into the program.

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::fmt;

use super::{Agency, Article, Story, Title, World, blocks::chunks, check};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/world");

/// What is wrong with a world, one sentence each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<String>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}
impl std::error::Error for Problems {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitlesFile {
    agency: Vec<Agency>,
    title: Vec<Title>,
}

impl World {
    /// The world that is built into the program.
    ///
    /// # Errors
    /// Everything that is wrong with its files. A test keeps the shipped ones right.
    pub fn embedded() -> Result<Self, Problems> {
        let titles = FILES.get_file("titles.toml").and_then(text);
        let stories = FILES.get_dir("stories").into_iter().flat_map(Dir::files);
        let mut stories: Vec<_> =
            stories.filter(|file| file.path().extension().is_some_and(|end| end == "toml")).filter_map(text).collect();
        stories.sort();
        Self::read(titles.map_or("", |(_, text)| text), &stories)
    }

    /// A world from the text of a titles file and of story files, each with its name.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(titles: &str, stories: &[(String, &str)]) -> Result<Self, Problems> {
        let titles: TitlesFile = toml::from_str(titles).map_err(|error| Problems(vec![format!("titles.toml: {error}")]))?;
        let mut world = World { titles: titles.title, agencies: titles.agency, stories: Vec::new() };
        let mut problems = Vec::new();
        for (name, text) in stories {
            match toml::from_str::<Story>(text) {
                Ok(mut story) => {
                    problems.extend(check::story(&world, &story).into_iter().map(|problem| format!("{name}: {problem}")));
                    write_copies(&mut story);
                    world.stories.push(story);
                }
                Err(error) => problems.push(format!("{name}: {error}")),
            }
        }
        problems.extend(check::unique(&world));
        if problems.is_empty() { Ok(world) } else { Err(Problems(problems)) }
    }
}

fn text(file: &'static include_dir::File<'static>) -> Option<(String, &'static str)> {
    let text = std::str::from_utf8(file.contents()).ok()?;
    Some((file.path().display().to_string(), text))
}

/// Gives every copy its original's text, edited.
fn write_copies(story: &mut Story) {
    let originals = story.articles.clone();
    for article in &mut story.articles {
        let Some(key) = &article.copy_of else { continue };
        if let Some(original) = originals.iter().find(|original| original.key() == *key) {
            article.body = copied(&original.body, article);
        }
    }
}

fn copied(body: &str, copy: &Article) -> String {
    let edited = edit(body, &copy.replace);
    let kept: Vec<_> = chunks(&edited).collect();
    let length = kept.len().saturating_sub(copy.drop).max(1);
    kept.into_iter().take(length).collect::<Vec<_>>().join("\n\n")
}

/// A text after its edits.
pub(super) fn edit(body: &str, edits: &[(String, String)]) -> String {
    edits.iter().fold(body.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
}

#[cfg(test)]
mod tests {
    use super::super::tests::WORLD;
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn the_shipped_world_is_right() {
        assert!(WORLD.titles().len() >= 24);
    }

    #[test]
    fn it_is_as_large_as_promised() {
        let languages: BTreeSet<_> = WORLD.titles().iter().map(|title| title.language.primary()).collect();
        assert!(languages.len() >= 6, "{languages:?}");
        assert!(WORLD.articles().count() >= 200, "{} articles", WORLD.articles().count());
        let mut titles_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (story, article) in WORLD.articles() {
            titles_of.entry(&story.slug).or_default().insert(&article.title);
        }
        let shared = titles_of.values().filter(|titles| (3..=9).contains(&titles.len())).count();
        assert!(shared >= 30, "{shared} stories with three to nine titles");
    }

    #[test]
    fn every_way_of_telling_is_there() {
        use super::super::{Kind, Speaks};
        for kind in [Kind::Report, Kind::Opinion, Kind::Live, Kind::Gallery, Kind::Analysis, Kind::Interview] {
            assert!(WORLD.articles().any(|(_, article)| article.kind == kind), "{kind:?}");
        }
        for speaks in [Speaks::Rss, Speaks::Atom, Speaks::Rdf, Speaks::Json, Speaks::Sitemap] {
            assert!(WORLD.titles().iter().any(|title| title.feed == speaks), "{speaks:?}");
        }
        for title in WORLD.titles() {
            assert!(WORLD.articles().any(|(_, article)| article.title == title.id), "{} has no article", title.id);
        }
    }

    #[test]
    fn copies_are_their_originals_edited() {
        let (story, copy) = WORLD
            .articles()
            .find(|(_, article)| article.title == "prairie" && article.slug == "people-leave-cambodian-scam-sites")
            .unwrap();
        let original = story.articles.iter().find(|article| Some(article.key()) == copy.copy_of).unwrap();
        assert!(copy.body.contains("US$12.5 billion"));
        assert_eq!(chunks(&copy.body).count() + 1, chunks(&original.body).count());
        assert!(copy.body.starts_with(&original.body.trim()[..40]));
    }

    #[test]
    fn unknown_words_are_refused_by_name() {
        let story = "slug = 'a'\nsection = 'world'\nheadlines = 'x'\narticle = []\n";
        let problems = World::read(FILES.get_file("titles.toml").unwrap().contents_utf8().unwrap(), &[("a.toml".into(), story)])
            .unwrap_err();
        assert!(problems.to_string().contains("a.toml") && problems.to_string().contains("headlines"), "{problems}");
    }
}
