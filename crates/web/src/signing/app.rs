//! Passwords of reader apps: an app shows one with every request and reaches no page of the account.

use newsstand_members::account::{AppPassword, Purpose, typed};
use newsstand_news::Moment;
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::{Error, Tx, credentials};

use super::{folded, no_chance};
use crate::door::Trouble;
use crate::guard::chance;

/// A new one.
pub fn made() -> Result<AppPassword, Trouble> {
    chance::bytes().map(AppPassword::of).ok_or_else(no_chance)
}

/// Whose app this is. Both questions are asked whether or not there is such an account. Whoever asks counts the tries first
/// (`locks`, by `Rule::SIGN_IN_ADDRESS`): an app's secret has 120 bits, so it is the address that is held back.
#[allow(dead_code, reason = "the APIs of reader apps are the next to ask")]
pub fn by_app_password(tx: &mut Tx<'_>, login: &str, secret: &str, now: Moment) -> Result<Option<ReaderId>, Error> {
    let reader = accounts::by_login(tx, &folded(login))?.map_or(0, |account| account.id);
    let digest = typed(Purpose::AppPassword, secret).map_or([0; 32], |digest| *digest.bytes());
    Ok(credentials::use_app(tx, reader, &digest, now)?.then_some(reader))
}
