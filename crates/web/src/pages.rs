//! One file per page: what it reads, the plain struct its template is filled from, the handler.

mod about;
mod account;
mod add;
mod article;
mod changes;
mod desk;
mod export;
mod forgetting;
mod front;
mod front_recipe;
mod health;
mod interests;
mod join;
mod kit;
mod ledgers;
mod marks;
mod mutes;
mod opml;
mod people;
mod picked;
mod plain;
mod profile;
mod recover;
mod said;
mod search;
mod section;
mod settings;
mod sifted;
mod sign_in;
mod story;
mod title;
mod titles;
mod unread;
mod websub;

#[cfg(test)]
mod tests;

pub use kit::Kit;

use axum::Router;
use axum::routing::{get, post};

use crate::door::statics;
use crate::state::State;

/// All pages. What changes something is a POST that takes a checked form.
pub fn routes() -> Router<State> {
    Router::new()
        .route("/", get(front::show))
        .route("/section/{section}", get(section::show))
        .route("/unread", get(unread::show))
        .route("/latest", get(unread::latest))
        .route("/saved", get(unread::saved))
        .route("/ledgers", get(ledgers::show))
        .route("/story/{id}", get(story::show))
        .route("/article/{id}", get(article::show))
        .route("/article/{id}/read", post(marks::read))
        .route("/article/{id}/time", post(marks::time))
        .route("/marks", post(marks::save))
        .route("/marks/all", post(marks::all_read))
        .route("/desk", get(desk::show))
        .route("/desk/order", post(desk::order))
        .route("/desk/picks", post(desk::put))
        .route("/desk/picks/{story}/remove", post(desk::remove))
        .route("/desk/picks/{story}/restore", post(desk::restore))
        .route("/title/{slug}", get(title::show))
        .route("/titles", get(titles::show))
        .route("/titles/follow", post(titles::follow))
        .route("/titles/add", get(add::form).post(add::add))
        .route("/titles/look", post(add::look))
        .route("/titles/health", get(health::show))
        .route("/titles/try", post(health::try_now))
        .route("/titles/opml", get(opml::show).post(opml::import))
        .route("/newsstand.opml", get(opml::export))
        .route("/search", get(search::show))
        .route("/settings", get(settings::show))
        .route("/settings/light", post(settings::light))
        .route("/settings/mutes", get(mutes::show))
        .route("/mutes", post(mutes::add))
        .route("/mutes/{id}/remove", post(mutes::remove))
        .route("/settings/copies", post(settings::copies))
        .route("/settings/front", get(front_recipe::show).post(front_recipe::save))
        .route("/settings/profile", get(profile::show).post(forgetting::switch))
        .route("/settings/profile/forget", post(forgetting::one))
        .route("/settings/profile/reset", get(forgetting::ask).post(forgetting::reset))
        .route("/settings/profile.json", get(export::show))
        .route("/interests", post(interests::say))
        .merge(accounts())
        .route("/static/{name}", get(statics))
        .route("/{name}", get(plain::at_root))
        .route("/websub/{token}", get(websub::asks).post(websub::tells))
        .route("/healthz", get(plain::healthz))
        .route("/metrics", get(plain::metrics))
}

/// Signing in, one's account, and the people of the stand.
fn accounts() -> Router<State> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-in/recover", get(recover::show).post(recover::enter))
        .route("/sign-out", post(sign_in::leave))
        .route("/join/{token}", get(join::show).post(join::enter))
        .route("/settings/account", get(account::show))
        .route("/settings/account/first", post(account::first))
        .route("/settings/account/name", post(account::name))
        .route("/settings/account/password", post(account::password))
        .route("/settings/account/codes", post(account::new_codes))
        .route("/settings/account/sessions/end", post(account::end_others))
        .route("/settings/account/sessions/{id}/end", post(account::end_session))
        .route("/people", get(people::show))
        .route("/people/invite", post(people::invite))
        .route("/people/invitations/{id}/withdraw", post(people::withdraw))
        .route("/people/{id}/role", post(people::role))
        .route("/people/{id}/remove", post(people::remove))
        .route("/people/{id}/restore", post(people::restore))
}
