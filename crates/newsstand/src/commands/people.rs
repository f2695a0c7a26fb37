//! `newsstand people`: how a stand gets its first operator, and how somebody who lost everything comes back. Whoever may run
//! this holds the database already; it is written into the audit log all the same.

use newsstand_members::account::{Purpose, Token};
use newsstand_store::accounts::{self, Account};
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::invitations::{self, Invitation, MOST};
use newsstand_store::letter_links::{self, Link, LinkKind};
use newsstand_store::{readers, sessions};
use newsstand_web::PublicAddress;
use std::time::Duration;

use super::{Outcome, open, print_json};
use crate::cli::exit;
use crate::cli::people::{Given, People};
use crate::config::Config;
use crate::stand::{Stand, now, random};

/// How long a link to set a new password holds: one day.
const RESET: Duration = Duration::from_secs(86_400);

/// Runs one of them.
pub fn run(command: &People, config: Config, json: bool) -> Outcome {
    let stand = open(config, json)?;
    match command {
        People::List => list(&stand, json),
        People::Invite { role } => invite(&stand, *role, json),
        People::Reset { name } => reset(&stand, name, json),
    }
}

fn list(stand: &Stand, json: bool) -> Outcome {
    let (all, asks) = stand.store.read_here(|tx| Ok((accounts::all(tx)?, accounts::asks(tx)?)))?;
    if json {
        for one in &all {
            print_json(&serde_json::json!({
                "id": one.id, "name": one.name, "email": one.email, "role": one.role, "on": one.on,
            }))?;
        }
        return Ok(exit::OK);
    }
    if !asks {
        say!("Nobody has a password yet. `newsstand people invite --role operator` prints a link for the first operator.");
        return Ok(exit::OK);
    }
    for Account { name, email, role, on, .. } in &all {
        say!("{role:9}  {name}{}{}", shown(email.as_deref()), if *on { "" } else { "  (removed)" });
    }
    Ok(exit::OK)
}

fn shown(email: Option<&str>) -> String {
    email.map(|email| format!("  <{email}>")).unwrap_or_default()
}

/// The stand's address for links: that of the settings.
fn address(stand: &Stand, path: &str, token: &Token) -> Result<String, String> {
    let public = stand.config.public();
    let public = PublicAddress::new(&public).ok_or_else(|| format!("public-address is not an address: {public:?}"))?;
    Ok(format!("{}/{path}/{}", public.as_str(), token.text()))
}

fn invite(stand: &Stand, role: Given, json: bool) -> Outcome {
    let (token, at, ids) = (Token::of(random()), now(), stand.store.ids().clone());
    let link = address(stand, "join", &token)?;
    let until = Purpose::Invitation.until(at).unwrap_or(at);
    let digest = *token.digest(Purpose::Invitation).bytes();
    let kept = stand.store.write_here(|tx| {
        if role != Given::Operator && !accounts::asks(tx)? {
            return Ok(None);
        }
        let by = readers::household(tx, &ids, at)?.id;
        let new = Invitation { id: 0, by, role: role.as_str().to_owned(), created: at, until };
        let kept = invitations::add(tx, &ids, &new, &digest)?;
        if kept {
            let what = format!("{}, on the command line", role.as_str());
            audit::add(tx, &ids, &Line { reader: None, what, ..Line::new(at, by, Deed::Invitation) })?;
        }
        Ok(Some(kept))
    })?;
    match kept {
        None => return Err("Nobody has a password yet: the first who joins must be the operator. Add --role operator.".into()),
        Some(false) => {
            return Err(format!("{MOST} invitations are open, and that is the most. An operator can take some back.").into());
        }
        Some(true) => {}
    }
    if json {
        print_json(&serde_json::json!({ "role": role.as_str(), "link": link }))?;
    } else {
        say!(
            "{link}\nIt lets the first who opens it join as {}, for seven days. It is shown this once.",
            role.as_str()
        );
    }
    Ok(exit::OK)
}

fn reset(stand: &Stand, name: &str, json: bool) -> Outcome {
    let login = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (token, at, ids) = (Token::of(random()), now(), stand.store.ids().clone());
    let link = address(stand, "sign-in/new-password", &token)?;
    let digest = *token.digest(Purpose::EmailLink).bytes();
    let found = stand.store.write_here(|tx| {
        let Some(account) = accounts::by_login(tx, &login)? else { return Ok(None) };
        let new = Link { reader: account.id, email: String::new(), until: at + RESET };
        letter_links::forget(tx, account.id)?;
        letter_links::add(tx, &ids, LinkKind::Password, &new, &digest, at)?;
        sessions::end_all(tx, account.id, None, at)?;
        audit::add(tx, &ids, &Line { what: "reset".into(), ..Line::new(at, account.id, Deed::Recovery) })?;
        Ok(Some(account))
    })?;
    let account = found
        .ok_or_else(|| format!("Nobody who may sign in has the name or address {name:?}. `newsstand people list` shows all."))?;
    if json {
        print_json(&serde_json::json!({ "name": account.name, "link": link }))?;
    } else {
        say!(
            "{link}\n{} is signed out everywhere, and sets a new password by this link within a day. It is shown this once.",
            account.name
        );
    }
    Ok(exit::OK)
}
