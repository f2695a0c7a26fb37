//! What is done for members for as long as the program serves, also where it does not visit feeds: letters go out, time passes.

use std::time::Duration;

use tokio::sync::watch;

use super::{rest, trouble};
use crate::stand::Stand;
use crate::steps::letters::{self, Post, letters_on};
use crate::steps::remind;

/// How often letters are looked for.
const LETTERS: Duration = Duration::from_secs(2);
/// How often it is looked whom to remind; a demo's days pass in minutes.
const REMIND: (Duration, Duration) = (Duration::from_secs(120), Duration::from_secs(3));

/// Runs until `stop` says so. What is sent twice by two programs is held apart in the store.
pub async fn run(stand: Stand, made_up: bool, stop: watch::Receiver<bool>) {
    tokio::join!(keep_sending(stand.clone(), made_up, stop.clone()), keep_reminding(stand, made_up, stop));
}

/// Sends letters. A demo's people are made up, and so are their addresses: it keeps what it would send.
async fn keep_sending(stand: Stand, made_up: bool, mut stop: watch::Receiver<bool>) {
    let post = match Post::of(&stand.config) {
        Ok(Some(post)) if !made_up => post,
        Ok(_) => return,
        Err(why) => return tracing::error!("letters cannot be sent: {why}"),
    };
    loop {
        match letters::send_due(&stand, &post).await {
            Ok(sent) if sent > 0 && !*stop.borrow() => continue,
            Ok(_) => {}
            Err(error) => trouble("letters could not be taken up", &error),
        }
        if rest(&mut stop, LETTERS).await {
            return;
        }
    }
}

async fn keep_reminding(stand: Stand, made_up: bool, mut stop: watch::Receiver<bool>) {
    let letters = letters_on(&stand.config, made_up);
    let pause = if made_up { REMIND.1 } else { REMIND.0 };
    loop {
        if let Err(error) = remind::remind(&stand, letters).await {
            trouble("members could not be reminded", &error);
        }
        if rest(&mut stop, pause).await {
            return;
        }
    }
}
