//! One file per page: what it reads, the plain struct its template is filled from, the handler.

mod about;
mod account;
mod add;
mod apps;
mod article;
mod buy;
mod changes;
mod code;
mod demo;
mod desk;
mod export;
mod forgetting;
mod front;
mod front_recipe;
mod health;
mod household;
mod household_link;
mod interests;
mod invoice;
mod join;
mod kit;
mod leaving;
mod ledgers;
mod link;
mod marks;
mod member;
mod mutes;
mod new_password;
mod offers;
mod operator;
mod opml;
mod orders;
mod passkeys;
mod payout;
mod people;
mod picked;
mod plain;
mod plans;
mod profile;
mod publisher;
mod reading;
mod recover;
mod said;
mod search;
mod section;
mod sentences;
mod settings;
mod share;
mod sifted;
mod sign_in;
mod sign_up;
mod story;
mod stripe;
mod take_home;
mod test_pay;
mod till;
mod title;
mod titles;
mod unread;
mod wall;
mod websub;
mod with;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub use tests::checked;

pub use kit::Kit;
pub use wall::invitation;

use newsstand_members::roles::Act::*;

use crate::door::statics;
use crate::pictures;
use crate::routes::Routes;

/// All pages, each with the act it is. What changes something is a POST that takes a checked form.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/", Look, front::show)
        .get("/section/{section}", Look, section::show)
        .get("/unread", Follow, unread::show)
        .get("/latest", Look, unread::latest)
        .get("/saved", Mark, unread::saved)
        .get("/ledgers", Look, ledgers::show)
        .get("/story/{id}", Look, story::show)
        .get("/article/{id}", Look, article::show)
        .post("/article/{id}/read", Mark, marks::read)
        .post("/article/{id}/time", CountRead, marks::time)
        .post("/article/{id}/buy", Buy, buy::begin)
        .post("/marks", Mark, marks::save)
        .post("/marks/all", Mark, marks::all_read)
        .get("/desk", Pick, desk::show)
        .post("/desk/order", Pick, desk::order)
        .post("/desk/picks", Pick, desk::put)
        .post("/desk/picks/{story}/remove", Pick, desk::remove)
        .post("/desk/picks/{story}/restore", Pick, desk::restore)
        .get("/title/{slug}", Look, title::show)
        .get("/titles", Look, titles::show)
        .post("/titles/follow", Follow, titles::follow)
        .get("/titles/add", ChangeTitles, add::form)
        .post("/titles/add", ChangeTitles, add::add)
        .post("/titles/look", ChangeTitles, add::look)
        .get("/titles/health", SeeHealth, health::show)
        .post("/titles/try", ChangeTitles, health::try_now)
        .get("/titles/opml", Follow, opml::show)
        .post("/titles/opml", Follow, opml::import)
        .get("/newsstand.opml", Follow, opml::export)
        .get("/search", Search, search::show)
        .get("/settings", Look, settings::show)
        .post("/settings/light", Look, settings::light)
        .get("/settings/mutes", Mute, mutes::show)
        .post("/mutes", Mute, mutes::add)
        .post("/mutes/{id}/remove", Mute, mutes::remove)
        .post("/settings/copies", ChangeAccount, settings::copies)
        .get("/settings/front", ChangeAccount, front_recipe::show)
        .post("/settings/front", ChangeAccount, front_recipe::save)
        .get("/settings/profile", ChangeAccount, profile::show)
        .post("/settings/profile", ChangeAccount, forgetting::switch)
        .post("/settings/profile/forget", ChangeAccount, forgetting::one)
        .get("/settings/profile/reset", ChangeAccount, forgetting::ask)
        .post("/settings/profile/reset", ChangeAccount, forgetting::reset)
        .get("/settings/profile.json", SeeAccount, export::show)
        .post("/interests", Follow, interests::say)
        .with(accounts)
        .with(membership)
        .with(whole)
        .with(operators)
        .with(ways)
        .with(payments)
        .with(publisher::routes)
        .with(payout::routes)
        .with(holdings)
        .with(offers_desk)
        .with(pictures::routes)
        .get("/static/{name}", Look, statics)
        .get("/{name}", Look, plain::at_root)
        .get("/websub/{token}", TellEntries, websub::asks)
        .post("/websub/{token}", TellEntries, websub::tells)
        .get("/healthz", SeeLife, plain::healthz)
        .get("/metrics", SeeLife, plain::metrics)
}

/// Signing in, one's account, and the people of the stand.
fn accounts(routes: Routes) -> Routes {
    routes
        .get("/sign-in", SignIn, sign_in::show)
        .post("/sign-in", SignIn, sign_in::enter)
        .get("/sign-in/recover", SignIn, recover::show)
        .post("/sign-in/recover", SignIn, recover::enter)
        .post("/sign-out", SignOut, sign_in::leave)
        .get("/join/{token}", TakeInvitation, join::show)
        .post("/join/{token}", TakeInvitation, join::enter)
        .get("/settings/account", SeeAccount, account::show)
        .post("/settings/account/first", ClaimStand, account::first)
        .post("/settings/account/name", ChangeAccount, account::name)
        .post("/settings/account/password", ChangeCredentials, account::password)
        .post("/settings/account/codes", MakeRecoveryCodes, account::new_codes)
        .post("/settings/account/sessions/end", EndSession, account::end_others)
        .post("/settings/account/sessions/{id}/end", EndSession, account::end_session)
        .get("/people", SeeMembers, people::show)
        .post("/people/invite", Invite, people::invite)
        .post("/people/invitations/{id}/withdraw", Invite, people::withdraw)
        .post("/people/{id}/role", ChangeRole, people::role)
        .post("/people/{id}/remove", ChangeMember, people::remove)
        .post("/people/{id}/restore", ChangeMember, people::restore)
}

/// Signing up, plans, one's membership.
fn membership(routes: Routes) -> Routes {
    routes
        .get("/sign-up", SignUp, sign_up::show)
        .post("/sign-up", SignUp, sign_up::enter)
        .get("/plans", SeePlans, plans::show)
        .post("/plans/{slug}/buy", Buy, plans::buy)
        .post("/plans/{slug}/trial", BeginTrial, plans::trial)
        .get("/settings/membership", SeeAccount, member::show)
        .post("/settings/membership/cancel", Cancel, member::cancel)
        .post("/settings/membership/resume", Resume, member::resume)
        .post("/settings/membership/pay", Buy, member::pay)
        .get("/demo/letters", Look, demo::letters)
}

/// Everything about somebody: to take home, and to let go.
fn whole(routes: Routes) -> Routes {
    routes
        .get("/settings/mine", SeeAccount, take_home::show)
        .post("/settings/mine", ExportMine, take_home::give)
        .get("/settings/mine/delete", DeleteMine, leaving::ask)
        .post("/settings/mine/delete", DeleteMine, leaving::leave)
        .get("/people/{id}/delete", DeleteMember, leaving::ask_other)
        .post("/people/{id}/delete", DeleteMember, leaving::delete_other)
}

/// The operator's desk.
fn operators(routes: Routes) -> Routes {
    routes
        .get("/operator", SeeMembers, operator::show)
        .get("/operator/members", SeeMembers, operator::members::show)
        .get("/operator/members/{id}", SeeMembers, operator::member::show)
        .post("/operator/members/{id}/give", ChangePayment, operator::deeds::give)
        .post("/operator/members/{id}/end", ChangePayment, operator::deeds::end)
        .get("/operator/audit", SeeAudit, operator::audit::show)
        .get("/operator/settings", SeeAudit, operator::settings::show)
}

/// More ways to sign in: links in letters, passkeys, issuers, and passwords of reader apps.
fn ways(routes: Routes) -> Routes {
    routes
        .get("/sign-in/link", SignIn, link::show)
        .post("/sign-in/link", SignIn, link::ask)
        .get("/sign-in/link/{token}", SignIn, link::open)
        .post("/sign-in/link/{token}", SignIn, link::enter)
        .get("/sign-in/address/{token}", SignIn, link::open_address)
        .post("/sign-in/address/{token}", SignIn, link::enter_address)
        .get("/sign-in/new-password/{token}", SignIn, new_password::show)
        .post("/sign-in/new-password/{token}", SignIn, new_password::enter)
        .post("/sign-in/passkey", SignIn, passkeys::enter)
        .post("/sign-in/with/{slug}", SignIn, with::begin)
        .get("/sign-in/with/{slug}/back", SignIn, with::back)
        .post("/settings/account/address", ChangeAccount, link::ask_address)
        .post("/settings/account/passkeys", ChangeCredentials, passkeys::add)
        .post("/settings/account/passkeys/{id}/name", ChangeCredentials, passkeys::rename)
        .post("/settings/account/passkeys/{id}/end", ChangeCredentials, passkeys::remove)
        .post("/settings/account/with/{slug}", ChangeCredentials, with::begin_link)
        .post("/settings/account/linked/{id}/end", ChangeCredentials, with::unlink)
        .post("/settings/account/apps", MakeAppPassword, apps::make)
        .post("/settings/account/apps/{id}/end", EndAppPassword, apps::end)
}

/// Paying: where whoever takes money plays, tells and is told.
fn payments(routes: Routes) -> Routes {
    routes
        .get("/pay/test", Buy, test_pay::current)
        .post("/pay/test", Buy, test_pay::press_current)
        .get("/pay/test/{token}", Buy, test_pay::show)
        .post("/pay/test/{token}", Buy, test_pay::press)
        .get("/pay/invoice/{token}", Buy, invoice::show)
        .post("/pay/stripe", TellPayment, stripe::tells)
        .get("/operator/orders", SeeMembers, orders::show)
        .post("/operator/orders/{id}/paid", ChangePayment, orders::paid)
        .post("/operator/orders/{id}/refund", ChangePayment, orders::refund)
}

/// What lets somebody read besides a plan they pay for: codes, and the household.
fn holdings(routes: Routes) -> Routes {
    routes
        .get("/settings/membership/code", Redeem, code::show)
        .post("/settings/membership/code", Redeem, code::enter)
        .get("/settings/membership/household", ShareHousehold, household::show)
        .post("/settings/membership/household/invite", ShareHousehold, household::invite)
        .post("/settings/membership/household/withdraw", ShareHousehold, household::withdraw)
        .post("/settings/membership/household/leave", ShareHousehold, household::leave)
        .post("/settings/membership/household/{id}/remove", ShareHousehold, household::remove)
        .get("/household/{token}", TakeInvitation, household_link::show)
        .post("/household/{token}", TakeInvitation, household_link::enter)
}

/// What is on offer and to whom.
fn offers_desk(routes: Routes) -> Routes {
    routes
        .get("/operator/plans", ChangePlans, till::plans::show)
        .post("/operator/plans", ChangePlans, till::plans::add)
        .post("/operator/plans/order", ChangePlans, till::plans::order)
        .post("/operator/plans/offer", ChangePlans, till::plans::offer)
        .get("/operator/plans/{id}", ChangePlans, till::plans::one::show)
        .post("/operator/plans/{id}", ChangePlans, till::plans::one::change)
        .get("/operator/coupons", ChangeCoupons, till::coupons::show)
        .post("/operator/coupons", ChangeCoupons, till::coupons::make)
        .post("/operator/coupons/end", ChangeCoupons, till::coupons::end)
        .post("/operator/gifts", ChangeCoupons, till::gifts::make)
        .get("/operator/institutions", ChangeInstitutions, till::institutions::show)
        .post("/operator/institutions", ChangeInstitutions, till::institutions::add)
        .get("/operator/institutions/{id}", ChangeInstitutions, till::institutions::one::show)
        .post("/operator/institutions/{id}", ChangeInstitutions, till::institutions::change)
        .post("/operator/institutions/{id}/end", ChangeInstitutions, till::institutions::end)
        .post("/operator/institutions/{id}/paid", ChangePayment, till::institutions::paid)
        .get("/operator/institutions/{id}/report", ChangeInstitutions, till::institutions::report)
}
