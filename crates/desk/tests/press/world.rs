//! Reads the sample press's stories from its own files, as `crates/press/world/FORMAT.md` describes them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use newsstand_news::{ArticleKind, Moment};
use serde::Deserialize;

/// An article as the press publishes it.
pub struct Article {
    /// `title/slug`.
    pub id: String,
    /// The event it tells of, and the language.
    pub story: String,
    pub language: String,
    pub title_number: i64,
    pub headline: String,
    pub text: String,
    pub published: Moment,
    pub kind: ArticleKind,
    pub agency: Option<String>,
    pub copy_of: Option<String>,
}

#[derive(Deserialize)]
struct Titles {
    title: Vec<Title>,
}

#[derive(Deserialize)]
struct Title {
    id: String,
    language: String,
}

#[derive(Deserialize)]
struct Told {
    slug: String,
    article: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    title: String,
    slug: String,
    hours: f64,
    #[serde(default)]
    kind: String,
    headline: String,
    #[serde(default)]
    standfirst: String,
    #[serde(default)]
    body: String,
    agency: Option<String>,
    copy_of: Option<String>,
    #[serde(default)]
    drop: usize,
    #[serde(default)]
    replace: Vec<(String, String)>,
    #[serde(default)]
    post: Vec<Post>,
}

#[derive(Deserialize)]
struct Post {
    #[serde(default)]
    headline: String,
    text: String,
}

/// The hour the demo starts.
const START: i64 = 1_768_900_000;

/// All articles in the order they are published.
pub fn read() -> Vec<Article> {
    let world = Path::new(env!("CARGO_MANIFEST_DIR")).join("../press/world");
    let titles: Titles = toml(&world.join("titles.toml"));
    let mut files: Vec<PathBuf> = std::fs::read_dir(world.join("stories")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut articles: Vec<Article> = files.iter().flat_map(|path| told(&toml(path), &titles.title)).collect();
    articles.sort_by_key(|article| article.published);
    assert!(articles.len() >= 200, "{}", articles.len());
    articles
}

fn toml<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn told(story: &Told, titles: &[Title]) -> Vec<Article> {
    let bodies: HashMap<String, &str> = story.article.iter().map(|article| (id(article), article.body.as_str())).collect();
    story.article.iter().map(|written| article(story, written, &bodies, titles)).collect()
}

fn id(written: &Written) -> String {
    format!("{}/{}", written.title, written.slug)
}

fn article(story: &Told, written: &Written, bodies: &HashMap<String, &str>, titles: &[Title]) -> Article {
    let number = titles.iter().position(|title| title.id == written.title).unwrap();
    let language = titles[number].language.clone();
    Article {
        id: id(written),
        story: format!("{} {language}", story.slug),
        language,
        title_number: number as i64,
        headline: written.headline.clone(),
        text: format!("{}\n\n{}", written.standfirst, body(written, bodies)),
        published: Moment::from_seconds(START + (written.hours * 3600.0) as i64),
        // Analyses and interviews are reports of a kind to the stand.
        kind: written.kind.parse().unwrap_or(ArticleKind::Report),
        agency: written.agency.clone(),
        copy_of: written.copy_of.clone(),
    }
}

fn body(written: &Written, bodies: &HashMap<String, &str>) -> String {
    let Some(original) = &written.copy_of else {
        let posts: String = written.post.iter().map(|post| format!("\n\n{}\n\n{}", post.headline, post.text)).collect();
        return written.body.clone() + &posts;
    };
    let edited = written.replace.iter().fold(bodies[original].to_owned(), |body, (from, to)| body.replace(from, to));
    let paragraphs: Vec<&str> = edited.trim().split("\n\n").collect();
    paragraphs[..paragraphs.len() - written.drop].join("\n\n")
}

/// The first words of an article, as a feed or a wall would show them.
pub fn teaser(article: &Article) -> String {
    let text = article.text.trim();
    let (mut words, mut end) = (0, text.len());
    for (at, c) in text.char_indices() {
        // Two characters of a script without spaces are about a word.
        words += if c == ' ' { 2 } else { i32::from(c > '\u{3000}') };
        if words >= 120 {
            end = at;
            break;
        }
    }
    text[..end].to_owned()
}
