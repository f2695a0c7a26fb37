//! What editors do: pick, word, order, take back, put back.

use axum::Extension;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use newsstand_news::{Article, Id, Moment, Story};
use newsstand_store::picks::{self, Pick};
use newsstand_store::{Error, Tx, articles, stories};

use super::{may_edit, until};
use crate::door::{Trouble, Visitor, go};
use crate::guard::form::Form;
use crate::parts::LINE;
use crate::state::State;

/// What came of a pick.
enum Outcome {
    Kept,
    NoStory,
    NoArticle,
    NoRoom,
}

impl Outcome {
    fn told(self) -> Result<(), Trouble> {
        let sentence = match self {
            Outcome::Kept => return Ok(()),
            Outcome::NoStory => {
                "This story is not on the stand any more. Go back, load the page anew, and pick another one.".into()
            }
            Outcome::NoArticle => {
                "The headline that was chosen does not belong to this story. Go back and choose another one.".into()
            }
            Outcome::NoRoom => no_room(),
        };
        Err(Trouble::Wrong(sentence))
    }
}

fn no_room() -> String {
    format!("{} stories are picked already, and that is the most. Take one back first.", picks::MOST)
}

/// Picks a story, or changes what is said of it.
pub async fn put(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>, form: Form) -> Result<Response, Trouble> {
    allowed(&visitor)?;
    let story: Id<Story> = form.field("story").parse().map_err(|_| nothing_named())?;
    let article = match form.field("article") {
        "" => None,
        number => Some(number.parse().map_err(|_| nothing_named())?),
    };
    let line = line(form.field("line"))?;
    let (editor, now) = (state.reader_of(&form.visitor), state.now());
    let until = until::read(form.field("until"), now, state.offset()).map_err(Trouble::Wrong)?;
    let pick = Pick { story, article, editor, line, since: now, until };
    state.store.write(move |tx| keep(tx, &pick)).await?.told()?;
    Ok(go(&form.back("/desk")))
}

fn keep(tx: &mut Tx<'_>, pick: &Pick) -> Result<Outcome, Error> {
    let Some(story) = stories::by_id(tx, pick.story)? else { return Ok(Outcome::NoStory) };
    if let Some(article) = pick.article
        && !belongs(tx, article, story.id)?
    {
        return Ok(Outcome::NoArticle);
    }
    let kept = picks::put(tx, &Pick { story: story.id, ..pick.clone() })?;
    Ok(if kept { Outcome::Kept } else { Outcome::NoRoom })
}

fn belongs(tx: &mut Tx<'_>, article: Id<Article>, story: Id<Story>) -> Result<bool, Error> {
    Ok(articles::by_ids(tx, &[article])?.iter().any(|card| card.story == Some(story)))
}

/// The editor's words in one line; none where there are none.
fn line(text: &str) -> Result<Option<String>, Trouble> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().filter(|c| !c.is_control()).count() {
        0 => Ok(None),
        1..=LINE => Ok(Some(line.chars().filter(|c| !c.is_control()).collect())),
        long => Err(Trouble::Wrong(format!(
            "The line has {long} characters; {LINE} fit under a headline. Go back and say it in fewer words."
        ))),
    }
}

/// Takes a pick back.
pub async fn remove(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(number): Path<String>,
    form: Form,
) -> Result<Response, Trouble> {
    allowed(&visitor)?;
    let id: Id<Story> = number.parse().map_err(|_| Trouble::NotFound)?;
    let now = state.now();
    let take = move |tx: &mut Tx<'_>| {
        let id = called_now(tx, id)?;
        picks::remove(tx, id, now)
    };
    state.store.write(take).await?;
    Ok(go(&form.back("/desk")))
}

/// Puts a pick back that was taken back.
pub async fn restore(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    Path(number): Path<String>,
    form: Form,
) -> Result<Response, Trouble> {
    allowed(&visitor)?;
    let id: Id<Story> = number.parse().map_err(|_| Trouble::NotFound)?;
    let now = state.now();
    let (back, full) = state
        .store
        .write(move |tx| {
            let id = called_now(tx, id)?;
            Ok((picks::restore(tx, id, now)?, picks::held(tx)? >= picks::MOST))
        })
        .await?;
    match (back, full) {
        (true, _) => Ok(go(&form.back("/desk"))),
        (false, true) => Err(Trouble::Wrong(no_room())),
        (false, false) => Err(Trouble::Wrong(
            "This pick is gone: it was taken back more than a day ago, or its time is over. Pick the story anew.".into(),
        )),
    }
}

/// Puts the picks in order: the whole order as it was, and which one goes up or down.
pub async fn order(
    Shared(state): Shared<State>,
    Extension(visitor): Extension<Visitor>,
    form: Form,
) -> Result<Response, Trouble> {
    allowed(&visitor)?;
    let stories = arranged(form.field("order"), form.field("up"), form.field("down"));
    if stories.is_empty() {
        return Err(nothing_named());
    }
    let now: Moment = state.now();
    state.store.write(move |tx| picks::order(tx, &stories, now)).await?;
    Ok(go(&form.back("/desk")))
}

/// The order with one of its stories moved by a place.
fn arranged(order: &str, up: &str, down: &str) -> Vec<Id<Story>> {
    let mut stories: Vec<Id<Story>> = Vec::new();
    for story in order.split([' ', ',']).filter_map(|number| number.parse().ok()).take(picks::MOST * 2) {
        if !stories.contains(&story) {
            stories.push(story);
        }
    }
    let place = |number: &str| number.parse().ok().and_then(|story| stories.iter().position(|known| *known == story));
    let (up, down) = (place(up), place(down));
    if let Some(at) = up.filter(|at| *at > 0) {
        stories.swap(at - 1, at);
    } else if let Some(at) = down.filter(|at| at + 1 < stories.len()) {
        stories.swap(at, at + 1);
    }
    stories
}

fn called_now(tx: &mut Tx<'_>, id: Id<Story>) -> Result<Id<Story>, Error> {
    Ok(stories::by_id(tx, id)?.map_or(id, |story| story.id))
}

fn allowed(visitor: &Visitor) -> Result<(), Trouble> {
    if may_edit(visitor) { Ok(()) } else { Err(Trouble::NotForThem) }
}

fn nothing_named() -> Trouble {
    Trouble::Wrong("The form names no story. Go back, load the page anew, and try again.".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_up_or_down_by_a_place() {
        let ids =
            |order: &str, up: &str, down: &str| -> Vec<i64> { arranged(order, up, down).iter().map(|id| id.get()).collect() };
        assert_eq!(ids("1 2 3", "3", ""), [1, 3, 2]);
        assert_eq!(ids("1,2,3", "", "1"), [2, 1, 3]);
        assert_eq!(ids("1 2 3", "1", ""), [1, 2, 3]);
        assert_eq!(ids("1 2 3", "", "3"), [1, 2, 3]);
        assert_eq!(ids("1 2 2 x 1", "7", "x"), [1, 2]);
        assert_eq!(ids("3 1 2", "", ""), [3, 1, 2], "a whole new order");
        assert!(ids("", "1", "2").is_empty());
    }

    #[test]
    fn a_line_is_one_line_and_not_too_long() {
        assert_eq!(line("  Read\u{7}  this\nfirst ").unwrap().as_deref(), Some("Read this first"));
        assert_eq!(line(" \n ").unwrap(), None);
        assert!(line(&"é".repeat(LINE)).unwrap().is_some());
        assert!(matches!(line(&"é".repeat(LINE + 1)), Err(Trouble::Wrong(why)) if why.contains("201 characters")));
    }
}
