//! Every route, every role, both ways to run a stand: who gets in is what the table of roles says. The same table is kept as a
//! page for developers.

use std::fmt::Write as _;
use std::path::Path;

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::roles::{Role, may_in};

use super::signed::{Client, close, person};
use super::world::{Answer, World};
use crate::routes::{Route, Routes};

/// Unsafe routes that take no slip, and why.
const SIGNED: [(&str, &str); 2] =
    [("/websub/{token}", "the hub signs what it tells"), ("/pay/stripe", "Stripe signs what it tells")];
/// What a household shows to somebody who has not signed in: nothing of its own.
const OPEN_AT_HOME: [&str; 8] =
    ["/sign-in", "/pay/stripe", "/join/{token}", "/settings/light", "/static/{name}", "/websub/{token}", "/healthz", "/metrics"];

fn table(mode: Mode) -> Vec<Route> {
    crate::pages::routes(Routes::new(mode)).table().to_vec()
}

/// A path with something in each of its placeholders that is not there.
fn filled(path: &str) -> String {
    let part = |part: &str| match part {
        "{id}" | "{story}" | "{reader}" => "12".to_owned(),
        part if part.starts_with('{') => "nothing".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// How a route answered.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Met {
    /// It let them in.
    In,
    /// It asked them to sign in.
    SignIn,
    /// It asked them to sign in once more.
    Again,
    /// It is for others.
    ForOthers,
    /// It wants a slip.
    NoSlip,
}

fn met(answer: &Answer) -> Met {
    let location = answer.header("location");
    match answer.status {
        StatusCode::FORBIDDEN if answer.body.contains("This is kept by others") => Met::ForOthers,
        StatusCode::FORBIDDEN if answer.body.contains("This form was not taken") => Met::NoSlip,
        StatusCode::SEE_OTHER if location.starts_with("/sign-in?again=1&back=%2F") => Met::Again,
        StatusCode::SEE_OTHER if location == "/sign-in" || location.starts_with("/sign-in?back=") => Met::SignIn,
        _ => Met::In,
    }
}

fn expected(mode: Mode, role: Role, route: Route) -> Met {
    let at_home = || OPEN_AT_HOME.contains(&route.path) || route.path.starts_with("/sign-in/") || file(route.path);
    let open = mode == Mode::Membership || role != Role::Visitor || at_home();
    match (may_in(mode, role, route.act) && open, role) {
        (true, _) => Met::In,
        (false, Role::Visitor) => Met::SignIn,
        (false, _) => Met::ForOthers,
    }
}

/// `/{name}` stands for files at the root; the one that is asked for in this test is none.
fn file(path: &str) -> bool {
    path.starts_with("/static/")
}

/// Whoever does it, in that role; a new session each time, for some of what is done ends it.
async fn client<'a>(world: &'a World, who: &[(Role, i64)], role: Role, minutes: u64) -> Client<'a> {
    match who.iter().find(|(one, _)| *one == role) {
        Some((_, reader)) => Client::of(world, *reader, minutes).await,
        None => Client::new(world).await,
    }
}

fn stand(mode: Mode) -> (World, Vec<(Role, i64)>) {
    let world = World::new(mode);
    close(&world);
    let mut who = vec![(Role::Operator, world.reader)];
    who.extend([Role::Reader, Role::Editor, Role::Publisher].map(|role| (role, person(&world, role.as_str(), role))));
    (world, who)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_gets_in_is_what_the_table_of_roles_says() {
    for mode in Mode::ALL {
        let (world, who) = stand(mode);
        for role in Role::ALL {
            for route in table(mode) {
                let (at, path) = (format!("{mode:?}, {role:?}, {} {}", route.method, route.path), filled(route.path));
                let browser = client(&world, &who, role, 0).await;
                let wanted = expected(mode, role, route);
                if route.method == "GET" {
                    assert_eq!(met(&browser.get(&path).await), wanted, "{at}");
                    continue;
                }
                let signed = SIGNED.iter().any(|(one, _)| *one == route.path);
                let without = if wanted == Met::In && !signed { Met::NoSlip } else { wanted };
                assert_eq!(met(&browser.post_without(&path, "").await), without, "{at}, without a slip");
                if wanted != Met::In {
                    assert_eq!(met(&browser.post(&path, "").await), wanted, "{at}, with a slip");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_dangerous_asks_everybody_to_sign_in_once_more() {
    for mode in Mode::ALL {
        let (world, who) = stand(mode);
        let mut dangerous = 0;
        for route in table(mode).into_iter().filter(|route| route.act.needs_fresh()) {
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Visitor && may_in(mode, *role, route.act)) {
                dangerous += 1;
                let (old, path) = (client(&world, &who, role, 60).await, filled(route.path));
                let answer = if route.method == "GET" { old.get(&path).await } else { old.post(&path, "").await };
                assert_eq!(met(&answer), Met::Again, "{mode:?}, {role:?}, {} {}", route.method, route.path);
                let fresh = client(&world, &who, role, 1).await;
                let answer = if route.method == "GET" { fresh.get(&path).await } else { fresh.post_without(&path, "").await };
                assert_ne!(met(&answer), Met::Again, "{mode:?}, {role:?}, {} {}", route.method, route.path);
            }
        }
        assert!(dangerous > 10);
    }
}

#[test]
fn what_is_let_in_without_a_slip_is_on_the_list() {
    let routes = table(Mode::Membership);
    for (path, _) in SIGNED {
        assert!(
            routes.iter().any(|route| route.method == "POST" && route.path == path),
            "{path} is no route any more"
        );
    }
}

fn mark(mode: Mode, role: Role, route: Route) -> &'static str {
    if expected(mode, role, route) == Met::In { "yes" } else { "–" }
}

fn written() -> String {
    let mut out = String::from(
        "# Routes and roles\n\nWritten by a test from the router, and compared with it: `UPDATE=1 cargo test -p newsstand-web matrix` \
         writes it anew.\n\n*Fresh* means that whoever does it must have signed in within ten minutes. *Slip* is the token of a form; \
         without it nothing is changed. In a household whoever has not signed in sees the way in and nothing else. A stand that nobody \
         put a password on has one reader, who may do what an operator may.\n",
    );
    let _ = writeln!(out, "\n| what signs in place of a slip | why |\n|---|---|");
    for (path, why) in SIGNED {
        let _ = writeln!(out, "| `POST {path}` | {why} |");
    }
    for (mode, name) in [(Mode::Membership, "In a membership"), (Mode::Household, "In a household")] {
        let _ = writeln!(out, "\n## {name}\n\n| route | act | needs | visitor | reader | editor | publisher | operator |");
        let _ = writeln!(out, "|---|---|---|---|---|---|---|---|");
        for route in table(mode) {
            let signed = SIGNED.iter().any(|(one, _)| *one == route.path);
            let slip = if route.method == "POST" && !signed { "slip" } else { "" };
            let fresh = if route.act.needs_fresh() { "fresh" } else { "" };
            let needs = [fresh, slip].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
            let roles = Role::ALL.map(|role| mark(mode, role, route)).join(" | ");
            let _ = writeln!(out, "| `{} {}` | {} | {needs} | {roles} |", route.method, route.path, route.act.as_str());
        }
    }
    out
}

#[test]
fn the_page_of_routes_is_what_the_router_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/developers/routes.md");
    let written = written();
    if std::env::var("UPDATE").is_ok_and(|update| update == "1") {
        std::fs::write(&path, &written).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "docs/developers/routes.md is old: UPDATE=1 cargo test -p newsstand-web matrix writes it anew"
    );
}
