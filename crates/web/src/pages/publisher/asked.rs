//! Corrections: a publisher asks, of a statement or of how a title is shown.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_news::{Id, Publisher, Title};
use newsstand_store::audit::{self, Deed, Line as Noted};
use newsstand_store::corrections::{self, Correction, OPEN};
use newsstand_store::settlements::{self, Line, Settled};
use newsstand_store::{Error, Tx};

use super::desk::{in_force, owner};
use super::sight::Sight;
use crate::door::{Trouble, go};
use crate::guard::form::Form;
use crate::settling::month_of;
use crate::settling::written::begins;
use crate::shelf::Shelf;
use crate::state::State;
use crate::words;

/// Most characters of a correction and of its answer.
pub const MOST: usize = 2000;

/// Something that can be corrected, as a form offers it.
pub struct Subject {
    /// What the form sends.
    pub value: String,
    /// What it is.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A correction as pages show it.
pub struct Asked {
    /// Its number.
    pub id: String,
    /// Of what.
    pub about: String,
    /// When.
    pub at: String,
    /// What for.
    pub asked: String,
    /// What it was answered, and when.
    pub answer: Option<(String, String)>,
}

impl Asked {
    /// From the store's.
    pub fn of(asked: Correction, shelf: &Shelf, months: &[Settled], state: &State) -> Self {
        let title = shelf.titles.get(&asked.title).map_or("A title", |on| on.stored.title.name.as_str());
        let settled = asked.settlement.and_then(|id| months.iter().find(|settled| settled.id == id));
        let (now, offset) = (state.member_time(), state.offset());
        let about = match (asked.settlement, settled) {
            (None, _) => how_shown(title),
            (Some(_), Some(settled)) => of_statement(title, settled),
            (Some(_), None) => format!("{title}, a statement"),
        };
        Self {
            id: asked.id.to_string(),
            about,
            at: words::since(asked.at, now, offset),
            asked: asked.asked,
            answer: asked.answer.map(|(answer, at)| (answer, words::since(at, now, offset))),
        }
    }
}

fn how_shown(title: &str) -> String {
    format!("How {title} is shown")
}

fn of_statement(title: &str, settled: &Settled) -> String {
    let month = month_of(settled).map(|month| words::month(begins(month.first()))).unwrap_or_default();
    format!("{title}, statement of {month}")
}

/// Everything somebody may want corrected.
pub fn subjects(owned: &[Id<Title>], lines: &[(Settled, Line)], shelf: &Shelf, about: &str) -> Vec<Subject> {
    let subject = |value: String, label| Subject { chosen: value == about, value, label };
    let shown = owned.iter().filter_map(|title| {
        let name = &shelf.titles.get(title)?.stored.title.name;
        Some(subject(format!("t{title}"), how_shown(name)))
    });
    let mut newest: Vec<&(Settled, Line)> = lines.iter().collect();
    newest.sort_by_key(|(settled, line)| (-settled.month, line.title));
    let statements = newest
        .into_iter()
        .map(|(settled, line)| subject(format!("s{}-{}", settled.id, line.title), of_statement(&line.name, settled)));
    shown.chain(statements).collect()
}

/// What a form asks about.
#[derive(Clone, Copy)]
enum About {
    Title(Id<Title>),
    Statement(Id<Settled>, Id<Title>),
}

impl About {
    fn read(text: &str) -> Option<Self> {
        if let Some(title) = text.strip_prefix('t') {
            return Some(About::Title(title.parse().ok()?));
        }
        let (settlement, title) = text.strip_prefix('s')?.split_once('-')?;
        Some(About::Statement(settlement.parse().ok()?, title.parse().ok()?))
    }

    /// Whose it is, where it is anybody's.
    fn publisher(self, tx: &mut Tx<'_>, shelf: &Shelf, now: newsstand_news::Moment) -> Result<Option<Id<Publisher>>, Error> {
        match self {
            About::Title(title) => {
                let agreed = in_force(tx, now)?;
                Ok(shelf.titles.get(&title).and_then(|on| owner(on, &agreed)))
            }
            About::Statement(settlement, title) => {
                let lines = settlements::lines(tx, settlement)?;
                Ok(lines.into_iter().find(|line| line.title == title).map(|line| line.publisher))
            }
        }
    }
}

/// Reads a text of at most [`MOST`] characters.
pub fn text(form: &Form, name: &str) -> Result<String, Trouble> {
    let plain = form.field(name).replace("\r\n", "\n");
    let plain: String = plain.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    match plain.chars().count() {
        0 => Err(Trouble::Wrong("Nothing was written. Say what it is about and send it again.".into())),
        long if long > MOST => Err(Trouble::Wrong(format!(
            "At most {MOST} characters are taken, and these are {long}. Send a shorter text."
        ))),
        _ => Ok(plain),
    }
}

/// Keeps what is asked for.
pub async fn ask(Shared(state): Shared<State>, form: Form) -> Result<Response, Trouble> {
    let reader = form.visitor.reader.ok_or(Trouble::NotForThem)?;
    let sight = Sight::of(&state, &form.visitor).await?;
    let about = About::read(form.field("about")).ok_or(Trouble::NotFound)?;
    let asked = text(&form, "text")?;
    let (ids, now, shelf) = (Arc::clone(state.store.ids()), state.member_time(), state.shelf().await?);
    let logged = state.now();
    let kept = state.store.write(move |tx| {
        let publisher = about.publisher(tx, &shelf, now)?.filter(|publisher| sight.reaches(*publisher));
        let Some(publisher) = publisher else { return Ok(None) };
        let (title, settlement) = match about {
            About::Title(title) => (title, None),
            About::Statement(settlement, title) => (title, Some(settlement)),
        };
        let asked =
            Correction { id: Id::new(0), publisher, title, settlement, reader, at: now, asked: asked.clone(), answer: None };
        let kept = corrections::ask(tx, &ids, &asked)?;
        if kept {
            let what = title.to_string();
            audit::add(tx, &ids, &Noted { what, ..Noted::new(logged, reader, Deed::Correction) })?;
        }
        Ok(Some((publisher, kept)))
    });
    match kept.await? {
        None => Err(Trouble::NotFound),
        Some((_, false)) => Err(Trouble::Wrong(format!(
            "{OPEN} corrections wait for an answer, and that is the most. Wait for one first."
        ))),
        Some((publisher, true)) => Ok(go(&format!("/publisher?publisher={publisher}&sent=1"))),
    }
}
