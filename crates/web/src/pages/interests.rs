//! What a reader says of topics: the form that takes it.

use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_desk::fold;
use newsstand_news::{Id, Moment, Title, Topic};
use newsstand_store::interests::{self, FOLLOWED};
use newsstand_store::{Error, Tx, articles, mentions, readers, stories};

use super::kit::headline;
use super::said::told;
use crate::door::{Trouble, go};
use crate::foryou::called;
use crate::guard::form::Form;
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// More is wanted.
pub const MORE: i64 = 500;
/// It counts for nothing, whatever was read of it.
pub const NOTHING: i64 = 0;
/// Less is wanted.
pub const LESS: i64 = -500;
/// It is never picked.
pub const NEVER: i64 = -1000;
/// What a form may say.
pub const WEIGHTS: [i64; 5] = [FOLLOWED, MORE, NOTHING, LESS, NEVER];
/// Longest name that is kept, in characters.
const LONGEST: usize = 80;

/// Takes what a reader says of a topic.
pub async fn say(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let shelf = state.shelf().await?;
    let weight = weight(form.field("weight"))?;
    let topic = topic(&shelf, form.field("kind"), form.field("value"))?;
    let typed = [form.field("label"), form.field("value")].map(str::trim).into_iter().find(|typed| !typed.is_empty());
    let typed = words::shorten(typed.unwrap_or_default(), LONGEST);
    let (reader, now, about) = (state.reader_of(&form.visitor), state.now(), topic.clone());
    let taken = state
        .store
        .write(move |tx| {
            let label = match &about {
                Topic::Place(_) | Topic::Person(_) => typed.clone(),
                _ => label(tx, &shelf, &about)?,
            };
            set(tx, reader, &about, &label, weight, now)
        })
        .await?;
    match taken {
        Taken::After(was) => Ok(go(&told(&form.back("/settings/profile"), &topic, was))),
        Taken::Unknown => Err(Trouble::Wrong(
            "There is no such story on the stand any more. Nothing was changed; go back and choose another.".into(),
        )),
        Taken::Full => Err(Trouble::Wrong(format!(
            "A profile holds {} corrections at most, and yours is full. Take one back first.",
            words::number(interests::MOST)
        ))),
    }
}

fn weight(word: &str) -> Result<Option<i64>, Trouble> {
    if word.is_empty() {
        return Ok(None);
    }
    let weight = word.parse().ok().filter(|weight| WEIGHTS.contains(weight));
    weight.map(Some).ok_or_else(|| {
        Trouble::Wrong("The form does not say whether to follow it, or want more or less of it. Nothing was changed.".into())
    })
}

/// What a form speaks of.
fn topic(shelf: &Shelf, kind: &str, value: &str) -> Result<Topic, Trouble> {
    let found = match kind {
        "title" => {
            let by_number = || value.parse().ok().and_then(|id| shelf.titles.get(&id));
            shelf.by_slug(value).or_else(by_number).map(|title| Topic::Title(title.stored.title.id))
        }
        "place" | "person" => {
            let short = value.chars().count() <= LONGEST;
            Topic::of(kind, &fold(value)).filter(|_| short)
        }
        _ => Topic::of(kind, value),
    };
    found.ok_or_else(|| match kind {
        "place" | "person" => {
            Trouble::Wrong(format!("Write the name of a {kind}, in {LONGEST} letters at most. Nothing was changed."))
        }
        _ => {
            Trouble::Wrong("The form names nothing that can be followed here. Nothing was changed; go back and try again.".into())
        }
    })
}

/// What became of it.
enum Taken {
    /// It is kept; this was said before.
    After(Option<i64>),
    /// No such story.
    Unknown,
    /// There is no room.
    Full,
}

fn set(tx: &mut Tx<'_>, reader: i64, topic: &Topic, label: &str, weight: Option<i64>, now: Moment) -> Result<Taken, Error> {
    let said = interests::of(tx, reader)?;
    let before = said.iter().find(|interest| interest.topic == *topic).map(|interest| interest.weight);
    let Some(current) = current(tx, topic)? else {
        interests::unset(tx, reader, topic)?;
        return Ok(if weight.is_some() { Taken::Unknown } else { Taken::After(before) });
    };
    let room = before.is_some() || said.len() < usize::try_from(interests::MOST).unwrap_or(0);
    let (weight, was) = match topic {
        Topic::Title(title) => follow(tx, reader, *title, weight, before, now)?,
        _ => (weight, before),
    };
    if current != *topic || weight.is_none() {
        interests::unset(tx, reader, topic)?;
    }
    match weight {
        Some(_) if !room => return Ok(Taken::Full),
        Some(weight) => interests::set(tx, reader, &current, label, weight, now)?,
        None => {}
    }
    Ok(Taken::After(was))
}

/// The topic as it is now: a story may have become part of another. None where the story is gone.
fn current(tx: &mut Tx<'_>, topic: &Topic) -> Result<Option<Topic>, Error> {
    Ok(match topic {
        Topic::Story(id) => stories::by_id(tx, *id)?.map(|story| Topic::Story(story.id)),
        other => Some(other.clone()),
    })
}

/// To follow a title is more than a weight: it is kept among the follows. Answers what is left to be kept as a weight, and
/// what was said before.
fn follow(
    tx: &mut Tx<'_>,
    reader: i64,
    title: Id<Title>,
    weight: Option<i64>,
    before: Option<i64>,
    now: Moment,
) -> Result<(Option<i64>, Option<i64>), Error> {
    let followed = readers::follows(tx, reader)?.iter().any(|follow| follow.title == title);
    match weight {
        Some(FOLLOWED) if !followed => readers::follow(tx, reader, title, None, now)?,
        None if before.is_none() => readers::unfollow(tx, reader, title)?,
        _ => {}
    }
    Ok((weight.filter(|weight| *weight != FOLLOWED), before.or(followed.then_some(FOLLOWED))))
}

/// What a topic is called, out of the store.
pub fn label(tx: &mut Tx<'_>, shelf: &Shelf, topic: &Topic) -> Result<String, Error> {
    let printed = match topic {
        Topic::Title(_) | Topic::Section(_) => None,
        Topic::Story(id) => match stories::by_id(tx, *id)? {
            Some(story) => articles::by_ids(tx, &[story.lead])?.first().map(|lead| words::shorten(&headline(lead), LONGEST)),
            None => None,
        },
        Topic::Place(_) | Topic::Person(_) => mentions::label(tx, topic)?,
    };
    let labels = printed.map(|label| (topic.clone(), label)).into_iter().collect();
    Ok(called(topic, shelf, &labels))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_known_weights_are_taken() {
        for (word, weight) in [("", None), ("1000", Some(1000)), ("-500", Some(-500)), ("0", Some(0))] {
            assert_eq!(super::weight(word).ok(), Some(weight), "{word}");
        }
        for word in ["7", "x", "1e3", "99999999999999999999"] {
            assert!(super::weight(word).is_err(), "{word}");
        }
    }
}
