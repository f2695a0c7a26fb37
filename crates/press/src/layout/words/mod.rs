//! The words around an article, in each title's language: what a reader sees on every page and never reads.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod id;
mod ja;
mod pt;

/// The furniture words of one language. All are plain text.
#[derive(Debug)]
pub(crate) struct Words {
    /// Before the first name of a byline, with its space.
    pub by: &'static str,
    /// Between the last two names.
    pub and: &'static str,
    /// Between other names, and between a name and its role.
    pub comma: &'static str,
    /// Before and after a dateline.
    pub dateline: (&'static str, &'static str),
    /// Before the stamps.
    pub published: &'static str,
    /// Before the stamp of a change.
    pub updated: &'static str,
    /// Before a credit.
    pub photo: &'static str,
    /// Labels of kinds of articles.
    pub opinion: &'static str,
    /// See above.
    pub analysis: &'static str,
    /// See above.
    pub interview: &'static str,
    /// See above.
    pub live: &'static str,
    /// See above.
    pub pictures: &'static str,
    /// Navigation.
    pub home: &'static str,
    /// Opens the menu.
    pub menu: &'static str,
    /// The search box.
    pub search: &'static str,
    /// Jumps over the navigation.
    pub skip: &'static str,
    /// Sells the title.
    pub subscribe: &'static str,
    /// For those who bought it.
    pub sign_in: &'static str,
    /// Buttons under the headline.
    pub share: &'static str,
    /// More of them.
    pub tools: [&'static str; 4],
    /// Over an advertisement.
    pub ad: &'static str,
    /// Two advertisements.
    pub ads: [&'static str; 2],
    /// The newsletter box: head, text, button, what to type.
    pub newsletter: [&'static str; 4],
    /// The cookie bar: text, yes, no.
    pub cookies: [&'static str; 3],
    /// Over the related links.
    pub related: &'static str,
    /// Over the most read.
    pub most_read: &'static str,
    /// Under a cut teaser.
    pub read_on: &'static str,
    /// Over the comments, and the button under them.
    pub comments: [&'static str; 2],
    /// Names and texts of readers.
    pub readers: [(&'static str, &'static str); 3],
    /// The wall's box: head, text, button, link for members.
    pub wall: [&'static str; 4],
    /// The badge of members' articles.
    pub members: &'static str,
    /// Over the author's box.
    pub author: &'static str,
    /// What the author's box says after the name.
    pub writes_here: &'static str,
    /// The foot of the page: four links, and the small print.
    pub foot: [&'static str; 4],
    /// The small print.
    pub rights: &'static str,
}

/// The words of a language; English where there are none.
pub(crate) fn words(language: &str) -> &'static Words {
    match language {
        "de" => &de::WORDS,
        "fr" => &fr::WORDS,
        "es" => &es::WORDS,
        "pt" => &pt::WORDS,
        "ar" => &ar::WORDS,
        "ja" => &ja::WORDS,
        "id" => &id::WORDS,
        _ => &en::WORDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::tests::WORLD;

    #[test]
    fn every_language_of_the_press_has_its_own_words() {
        for title in WORLD.titles() {
            let language = title.language.primary();
            assert_eq!(language == "en", words(language).by == words("en").by, "{language}");
        }
    }
}
