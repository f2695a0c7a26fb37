//! What a reader muted, applied to more than cards: to stories, numbers beside lists, and ledgers.

use std::collections::{HashMap, HashSet};

use newsstand_news::{Id, Moment, Muted, Section, Story, Title, Topic};
use newsstand_store::articles::{self, Card as Stored, Page};
use newsstand_store::mutes::Mute;
use newsstand_store::readers::Follow;
use newsstand_store::{Error, Tx, stories};

use super::Mine;
use crate::ledger::Entry;
use crate::parts::mute_end;

/// Articles of a story that are looked at for another one to speak for it.
const OTHERS: i64 = 30;
/// Newest articles that are looked through to lessen a number.
const LOOKED_THROUGH: i64 = 1000;

impl Mine {
    /// Whether everything of a title is muted.
    pub fn hides_title(&self, title: Id<Title>) -> bool {
        self.sieve.hides_title(title)
    }

    /// The mute of exactly this.
    pub fn mute_of(&self, what: &Muted) -> Option<&Mute> {
        self.mutes.iter().find(|mute| mute.what == *what)
    }

    /// The mute of exactly this and its end in words, as [`crate::parts::MuteSlip::offer`] takes them.
    pub fn held(&self, what: &Muted, now: Moment, offset: i32) -> Option<(&Mute, String)> {
        self.mute_of(what).map(|mute| (mute, mute_end(mute, now, offset)))
    }

    fn mutes_titles_alone(&self) -> bool {
        self.mutes.iter().all(|mute| matches!(mute.what, Muted::Topic(Topic::Title(_))))
    }

    /// What is followed, without muted titles and with what is hidden taken off the unread counts.
    pub fn followed(&self, tx: &mut Tx<'_>, reader: i64, mut follows: Vec<Follow>) -> Result<Vec<Follow>, Error> {
        follows.retain(|follow| !self.hides_title(follow.title));
        if self.mutes_titles_alone() {
            return Ok(follows);
        }
        let newest = articles::unread(tx, reader, Page::first(LOOKED_THROUGH))?;
        for (card, _) in self.sifted(tx, newest)?.1 {
            if let Some(follow) = follows.iter_mut().find(|follow| follow.title == card.title) {
                follow.unread = (follow.unread - 1).max(0);
            }
        }
        Ok(follows)
    }

    /// Articles per section since a moment, without those that are hidden.
    pub fn section_counts(&self, tx: &mut Tx<'_>, since: Moment) -> Result<Vec<(Section, i64)>, Error> {
        let mut counts = articles::section_counts(tx, since)?;
        if self.sieve.is_empty() {
            return Ok(counts);
        }
        let mut newest = articles::latest(tx, Page::first(LOOKED_THROUGH), None)?;
        newest.retain(|card| card.published >= since);
        for (card, _) in self.sifted(tx, newest)?.1 {
            if let Some((_, count)) = counts.iter_mut().find(|(section, _)| Some(*section) == card.section) {
                *count -= 1;
            }
        }
        counts.retain(|(section, count)| *count > 0 && self.mute_of(&Muted::Topic(Topic::Section(*section))).is_none());
        Ok(counts)
    }

    /// How many titles carry each of these stories, muted ones not counted.
    pub fn titles_of(&self, tx: &mut Tx<'_>, told: &[Story]) -> Result<HashMap<Id<Story>, u32>, Error> {
        if !self.mutes.iter().any(|mute| matches!(mute.what, Muted::Topic(Topic::Title(_)))) {
            return Ok(told.iter().map(|story| (story.id, story.titles)).collect());
        }
        let ids: Vec<_> = told.iter().map(|story| story.id).collect();
        let mut out = HashMap::new();
        for (story, title) in stories::covers(tx, &ids)? {
            *out.entry(story).or_default() += u32::from(!self.hides_title(title));
        }
        Ok(out)
    }

    /// The articles of a story that may be shown, newest first, as far as they are looked at.
    pub fn voices(&self, tx: &mut Tx<'_>, story: Id<Story>) -> Result<Vec<Stored>, Error> {
        let all = articles::of_story(tx, story, OTHERS)?;
        self.shown(tx, all)
    }

    /// The stories that may be shown. Where the article that speaks for one is hidden, another one speaks.
    pub fn told(&self, tx: &mut Tx<'_>, told: Vec<Story>) -> Result<Vec<Story>, Error> {
        if self.sieve.is_empty() {
            return Ok(told);
        }
        let leads: Vec<_> = told.iter().map(|story| story.lead).collect();
        let leads = articles::by_ids(tx, &leads)?;
        let hidden: HashSet<_> = self.sifted(tx, leads)?.1.into_iter().map(|(card, _)| card.id).collect();
        let titles = self.titles_of(tx, &told)?;
        let mut out = Vec::with_capacity(told.len());
        for mut story in told {
            story.titles = titles.get(&story.id).copied().unwrap_or(story.titles);
            if hidden.contains(&story.lead) {
                let voices = self.voices(tx, story.id)?;
                let Some(voice) = speaks(&voices) else { continue };
                story.lead = voice.id;
            }
            out.push(story);
        }
        Ok(out)
    }

    /// A ledger without what muted titles alone printed.
    pub fn ledger(&self, entries: &[Entry]) -> Vec<Entry> {
        let kept = |entry: &Entry| {
            let mut kept = entry.clone();
            kept.titles.retain(|title| !self.hides_title(*title));
            (!kept.titles.is_empty() || entry.titles.is_empty()).then_some(kept)
        };
        entries.iter().filter_map(kept).collect()
    }
}

/// Which of a story's articles, newest first, speaks for it where its own may not: the first that is no copy.
pub fn speaks(cards: &[Stored]) -> Option<&Stored> {
    cards.iter().rev().find(|card| card.copy_of.is_none()).or_else(|| cards.last())
}
