//! The audit log in sentences.

use newsstand_store::audit::{Deed, Line};

/// A line of the log as a sentence.
pub fn sentence(line: &Line, who: &str, other: &str) -> String {
    let what = &line.what;
    match line.deed {
        Deed::SignIn if !what.is_empty() => format!("{who} signed in by {what}."),
        Deed::SignIn => format!("{who} signed in."),
        Deed::FailedSignIn if line.reader.is_some() => format!("Somebody tried to sign in as {who} and could not."),
        Deed::FailedSignIn => "Somebody tried to sign in under a name that nobody has.".to_owned(),
        Deed::SignOut => format!("{who} signed out."),
        Deed::Password if what == "first" => format!("{who} put a password on the stand."),
        Deed::Password => format!("{who} changed the password."),
        Deed::Codes => format!("{who} made new recovery codes."),
        Deed::Recovery if what == "link" => format!("{who} came back by a link of the operator's and set a new password."),
        Deed::Recovery if what == "reset" => format!("A link to set a new password was made for {who}, on the command line."),
        Deed::Recovery => format!("{who} came back by a recovery code and set a new password."),
        Deed::Name => format!("{who} changed name or address."),
        Deed::Invitation => format!("{who} invited somebody as {what}."),
        Deed::Withdrawal => format!("{who} took an invitation back."),
        Deed::Joining => format!("{who} joined as {what}, invited by {other}."),
        Deed::Role => format!("{who} gave {other} the role {what}."),
        Deed::Removal => format!("{who} removed {other}."),
        Deed::Restoring => format!("{who} restored {other}."),
        Deed::SessionEnd => format!("{who} signed out elsewhere."),
        Deed::SignUp if !what.is_empty() => format!("{who} made an account, sent by {what}."),
        Deed::SignUp => format!("{who} made an account."),
        Deed::Email => format!("{who} showed that the e-mail address is theirs."),
        Deed::Passkey => format!("{who}: {what}."),
        Deed::AppPassword => format!("{who}: {what}."),
        Deed::Linked => format!("{who}: {what}."),
        Deed::Export => format!("{who} took home everything about themselves."),
        Deed::Deletion if line.reader.is_some() => format!("{who} deleted everything about somebody, at their wish."),
        Deed::Deletion => "Somebody deleted everything about themselves.".to_owned(),
        Deed::Trial => format!("{who} began the trial."),
        deed if line.other.is_some() => format!("{who}: {}, {what}, for {other}.", deed.as_str()),
        deed => format!("{who}: {}, {what}.", deed.as_str()),
    }
}
