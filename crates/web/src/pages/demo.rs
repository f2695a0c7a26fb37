//! What only a demo has: its letters, which nobody carries away.

use askama::Template;
use axum::Extension;
use axum::extract::State as Shared;
use axum::response::Response;
use newsstand_store::letters::{self, Past};

use crate::door::{Trouble, Visitor, page};
use crate::parts::{Frame, Here};
use crate::signing::once;
use crate::state::State;
use crate::words;

/// Most letters that are shown.
const LETTERS: i64 = 100;

/// The page.
#[derive(Template)]
#[template(path = "letters.html")]
struct LettersPage {
    frame: Frame,
    letters: Vec<Letter>,
    /// Where the stand is, as letters name it.
    public: String,
}

/// A letter.
struct Letter {
    subject: String,
    to: String,
    when: String,
    at: String,
    paragraphs: Vec<Vec<String>>,
}

/// Shows the letters, the newest first.
pub async fn letters(Shared(state): Shared<State>, Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    if !state.settings.made_up {
        return Err(Trouble::NotFound);
    }
    let shelf = state.shelf().await?;
    let past = state.read(|tx| letters::newest(tx, LETTERS)).await?;
    let letters = past.into_iter().map(|past| Letter::of(past, &state)).collect();
    let frame = Frame::new(&state, &visitor, Some(&shelf), Here::Nowhere);
    let public = state.settings.public_address.as_str().to_owned();
    // Letters may hold links that sign in: no browser keeps this page.
    Ok(once(axum::http::StatusCode::OK, page(&LettersPage { frame, letters, public })?))
}

impl Letter {
    fn of(past: Past, state: &State) -> Self {
        let lines = |paragraph: &str| paragraph.lines().map(str::to_owned).collect();
        Self {
            when: words::since(past.made, state.now(), state.offset()),
            at: words::machine(past.made),
            paragraphs: past.letter.body.split("\n\n").filter(|part| !part.trim().is_empty()).map(lines).collect(),
            subject: past.letter.subject,
            to: past.letter.address,
        }
    }
}

/// A line's link, where the line ends in an address of this stand: what stands before it, and the path.
fn link<'a>(line: &'a str, public: &str) -> Option<(&'a str, &'a str)> {
    let at = line.find(public)?;
    let (before, address) = line.split_at(at);
    let path = address.get(public.len()..)?;
    (path.starts_with('/') && !path.contains(char::is_whitespace)).then_some((before, path))
}

impl LettersPage {
    /// A line as text and path.
    fn part<'a>(&self, line: &'a str) -> (&'a str, &'a str) {
        link(line, &self.public).unwrap_or((line, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn only_links_of_the_stand_are_links() {
        let stand = "http://127.0.0.1:8801";
        assert_eq!(link("Sign in: http://127.0.0.1:8801/sign-in", stand), Some(("Sign in: ", "/sign-in")));
        for other in
            ["http://127.0.0.1:88011/x", "http://127.0.0.1:8801", "https://evil.example/", "at http://127.0.0.1:8801/x y"]
        {
            assert_eq!(link(other, stand), None, "{other}");
        }
    }
}
