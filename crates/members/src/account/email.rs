//! E-mail addresses: checked for what makes them usable, folded so that one person has one account, masked for display.

use std::fmt;

/// Most bytes of an address (RFC 5321, 4.5.3.1.3, without the angle brackets).
pub const EMAIL_CHARS: usize = 254;
/// Most bytes before the @ (RFC 5321, 4.5.3.1.1).
const LOCAL_BYTES: usize = 64;
/// Most bytes of a label of the host's name (RFC 1035).
const LABEL_BYTES: usize = 63;

/// An address that was checked, in lower case and without blanks around it. Names in other scripts stay in their script.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Why a text is no address. `Display` is a sentence for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadEmail {
    /// Nothing there.
    Empty,
    /// Longer than mail allows.
    Long,
    /// Not exactly one @ with something on both sides.
    At,
    /// Blanks, control characters, or marks that mean something in mail headers.
    Character,
    /// What follows the @ is no name of a host.
    Host,
}

impl fmt::Display for BadEmail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadEmail::Empty => "Please enter an e-mail address.",
            BadEmail::Long => "This e-mail address is longer than mail allows.",
            BadEmail::At => "An e-mail address has one @, with a name before and a host after it.",
            BadEmail::Character => "An e-mail address has no blanks and none of these: , ; : < > ( ) [ ] \" \\",
            BadEmail::Host => "What stands after the @ is not the name of a host.",
        })
    }
}

impl std::error::Error for BadEmail {}

impl Email {
    /// Checks and folds an address. Quoted local parts and literal hosts are refused: nobody signs up with one, and both are
    /// ways to smuggle something into a header.
    ///
    /// # Errors
    /// A sentence on what is wrong with it.
    pub fn new(typed: &str) -> Result<Self, BadEmail> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(BadEmail::Empty);
        }
        if typed.len() > EMAIL_CHARS {
            return Err(BadEmail::Long);
        }
        if typed.chars().any(unusable) {
            return Err(BadEmail::Character);
        }
        let folded = typed.to_lowercase();
        let (local, host) = folded.split_once('@').ok_or(BadEmail::At)?;
        if local.is_empty() || host.is_empty() || host.contains('@') {
            return Err(BadEmail::At);
        }
        if local.len() > LOCAL_BYTES || folded.len() > EMAIL_CHARS {
            return Err(BadEmail::Long);
        }
        if !is_host(host) {
            return Err(BadEmail::Host);
        }
        Ok(Self(folded))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the @.
    pub fn local(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }

    /// What stands after the @.
    pub fn host(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, host)| host)
    }

    /// For display where others may look on: the first character and the host, `j…@paper.example`. The length is not told.
    pub fn masked(&self) -> String {
        let first = self.0.chars().next().map(String::from).unwrap_or_default();
        format!("{first}…@{}", self.host())
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What may stand nowhere: blanks, controls, what reorders or hides text, and the marks of RFC 5322 headers.
fn unusable(c: char) -> bool {
    let hidden = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_whitespace() || c.is_control() || hidden || ",;:<>()[]\"\\".contains(c)
}

/// Labels of letters, digits and dashes in any script, at least two, the last one not a number.
pub(crate) fn is_host(host: &str) -> bool {
    let labels = || host.split('.');
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_BYTES
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| if c.is_ascii() { c.is_ascii_alphanumeric() || c == '-' } else { !unusable(c) })
    };
    let named = labels().next_back().is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()));
    host.len() <= EMAIL_CHARS && labels().count() >= 2 && labels().all(label) && named
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_folded() {
        let same = ["Jane@Paper.example", "  jane@paper.example\n", "JANE@PAPER.EXAMPLE"].map(|typed| Email::new(typed).unwrap());
        assert!(same.iter().all(|email| email.as_str() == "jane@paper.example"));
        assert_eq!((same[0].local(), same[0].host()), ("jane", "paper.example"));
    }

    #[test]
    fn names_in_other_scripts_stay() {
        assert_eq!(Email::new("юлия@газета.example").unwrap().as_str(), "юлия@газета.example");
        assert_eq!(Email::new("jane+news@a-b.example").unwrap().as_str(), "jane+news@a-b.example");
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_reason() {
        let long = format!("{}@paper.example", "a".repeat(65));
        for (bad, why) in [
            ("  ", BadEmail::Empty),
            ("jane", BadEmail::At),
            ("jane@", BadEmail::At),
            ("@paper.example", BadEmail::At),
            ("a@b@paper.example", BadEmail::At),
            ("jane doe@paper.example", BadEmail::Character),
            ("jane@paper.example\r\nBcc: x", BadEmail::Character),
            ("jane\0@paper.example", BadEmail::Character),
            ("jane\u{202e}@paper.example", BadEmail::Character),
            ("\"jane\"@paper.example", BadEmail::Character),
            ("jane@[10.0.0.1]", BadEmail::Character),
            ("jane@localhost", BadEmail::Host),
            ("jane@10.0.0.1", BadEmail::Host),
            ("jane@paper..example", BadEmail::Host),
            ("jane@-paper.example", BadEmail::Host),
            ("jane@pa_per.example", BadEmail::Host),
            (&long, BadEmail::Long),
            (&"a".repeat(255), BadEmail::Long),
        ] {
            assert_eq!(Email::new(bad), Err(why), "{bad:?}");
            assert!(why.to_string().chars().next().is_some_and(char::is_uppercase));
        }
    }

    #[test]
    fn a_mask_shows_the_first_letter_and_the_host() {
        assert_eq!(Email::new("jane@paper.example").unwrap().masked(), "j…@paper.example");
        assert_eq!(Email::new("ю@paper.example").unwrap().masked(), "ю…@paper.example");
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,20}@\\PC{0,20}\\.[a-z]{2,4}") {
            if let Ok(email) = Email::new(&text) {
                prop_assert_eq!(Email::new(email.as_str()), Ok(email.clone()));
                prop_assert_eq!(email.as_str().matches('@').count(), 1);
            }
        }
    }
}
