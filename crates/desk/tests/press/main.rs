//! The stories of the sample press, as its titles publish them, hour by hour: each language's stories are found, every
//! declared copy is folded under its original, and nothing else is.

mod bcubed;
mod world;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use newsstand_desk::{Arrival, Desk, Move, Settings};
use newsstand_news::{Id, Language, Moment, Story};
use world::Article;

/// What the desk said of one article in the end.
struct Outcome {
    story: Id<Story>,
    copy_of: Option<String>,
}

/// Runs the press past a desk; `cut` shortens each text as a teaser or a wall would.
fn run(articles: &[Article], cut: impl Fn(&Article) -> String) -> Vec<Outcome> {
    let (mut desk, mut minted, mut moved) = (Desk::new(Settings::default()), 0, HashMap::new());
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (number, article) in (0_i64..).zip(articles) {
        let (language, text) = (Language::new(&article.language), cut(article));
        let arrival = Arrival {
            article: Id::new(number),
            title: Id::new(article.title_number),
            publisher: None,
            language: &language,
            headline: &article.headline,
            text: &text,
            published: article.published,
            kind: article.kind,
            section: None,
            wire: article.agency.as_deref(),
        };
        let placement = desk
            .place(&arrival, &mut || {
                minted += 1;
                Id::new(minted)
            })
            .placement;
        let copy_of = placement.copy_of.and_then(|original| Some(articles.get(original.get() as usize)?.id.clone()));
        outcomes.push(Outcome { story: placement.story, copy_of });
        if number % 16 == 0 {
            follow(&mut desk, article.published, &mut moved);
        }
    }
    follow(&mut desk, articles.last().map_or(Moment::default(), |last| last.published), &mut moved);
    for outcome in &mut outcomes {
        while let Some(&into) = moved.get(&outcome.story) {
            outcome.story = into;
        }
    }
    outcomes
}

fn follow(desk: &mut Desk, now: Moment, moved: &mut HashMap<Id<Story>, Id<Story>>) {
    for step in desk.tidy(now) {
        if let Move::Merged { from, into } = step {
            moved.insert(from, into);
        }
    }
}

fn by_language<'a>(articles: &'a [Article], outcomes: &'a [Outcome]) -> BTreeMap<&'a str, Vec<(&'a str, i64)>> {
    let mut languages: BTreeMap<&str, Vec<(&str, i64)>> = BTreeMap::new();
    for (article, outcome) in articles.iter().zip(outcomes) {
        languages.entry(&article.language).or_default().push((&article.story, outcome.story.get()));
    }
    languages
}

#[test]
fn stories_are_found_in_every_language() {
    let articles = world::read();
    let outcomes = run(&articles, |article| article.text.clone());
    let languages = by_language(&articles, &outcomes);
    assert!(languages.len() >= 6, "{:?}", languages.keys());
    for (language, pairs) in languages {
        let score = bcubed::score(&pairs);
        println!(
            "{language}: {} articles, precision {:.3}, recall {:.3}, F1 {:.3}",
            pairs.len(),
            score.precision,
            score.recall,
            score.f1()
        );
        assert!(score.f1() >= 0.95, "{language}: {score:?}");
    }
}

#[test]
fn teasers_find_their_stories_nearly_as_well() {
    let articles = world::read();
    let outcomes = run(&articles, world::teaser);
    let pairs: Vec<(&str, i64)> = by_language(&articles, &outcomes).into_values().flatten().collect();
    let score = bcubed::score(&pairs);
    println!("teasers: {score:?}");
    assert!(score.f1() >= 0.90, "{score:?}");
}

#[test]
fn every_copy_is_folded_and_nothing_else() {
    let articles = world::read();
    let outcomes = run(&articles, |article| article.text.clone());
    let mut copies = 0;
    for (article, outcome) in articles.iter().zip(&outcomes) {
        assert_eq!(outcome.copy_of, article.copy_of, "{}", article.id);
        copies += usize::from(article.copy_of.is_some());
    }
    assert!(copies >= 20, "{copies}");
}

#[test]
fn the_front_page_has_stories_that_three_titles_tell() {
    let articles = world::read();
    let outcomes = run(&articles, |article| article.text.clone());
    let mut titles: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for (article, outcome) in articles.iter().zip(&outcomes) {
        titles.entry(outcome.story.get()).or_default().insert(article.title_number);
    }
    let wide = titles.values().filter(|titles| titles.len() >= 3).count();
    assert!(wide >= 30, "{wide} stories are told by three titles or more");
}

#[test]
fn the_order_of_arrival_changes_little() {
    let mut articles = world::read();
    // As when a stand first opens: one title's whole feed after the other's, the newest first.
    articles.sort_by_key(|article| (article.title_number, std::cmp::Reverse(article.published)));
    let outcomes = run(&articles, |article| article.text.clone());
    let pairs: Vec<(&str, i64)> = by_language(&articles, &outcomes).into_values().flatten().collect();
    let score = bcubed::score(&pairs);
    println!("title by title: {score:?}");
    assert!(score.f1() >= 0.93, "{score:?}");
    let folded = |outcome: &Outcome| outcome.copy_of.is_some();
    let copies = articles.iter().filter(|article| article.copy_of.is_some()).count();
    assert_eq!(
        outcomes.iter().filter(|outcome| folded(outcome)).count(),
        copies,
        "of each set of copies all but one are folded"
    );
}

/// What is left out here is a sixteenth of the articles, another one each time.
#[test]
fn an_article_more_or_less_moves_few_others() {
    let articles = world::read();
    let whole = run(&articles, |article| article.text.clone());
    for lost in 0..16 {
        let kept = |at: usize| at % 16 != lost;
        let fewer: Vec<Article> =
            world::read().into_iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, article)| article).collect();
        let before: Vec<String> =
            (0..).zip(&whole).filter(|(at, _)| kept(*at)).map(|(_, outcome)| outcome.story.to_string()).collect();
        let after = run(&fewer, |article| article.text.clone());
        let pairs: Vec<(&str, i64)> =
            before.iter().map(String::as_str).zip(after.iter().map(|outcome| outcome.story.get())).collect();
        let score = bcubed::score(&pairs);
        println!("without sixteenth {lost}: {score:?}");
        assert!(score.f1() >= 0.96, "{lost}: {score:?}");
    }
}

#[test]
fn two_runs_are_the_same() {
    let articles = world::read();
    let stories = |outcomes: Vec<Outcome>| outcomes.into_iter().map(|outcome| outcome.story).collect::<Vec<_>>();
    let once = stories(run(&articles, |article| article.text.clone()));
    assert_eq!(once, stories(run(&articles, |article| article.text.clone())));
}
