//! Everything about somebody: taken home, and let go, by themselves and by an operator.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::roles::Role;
use newsstand_store::audit::{self, Deed};
use newsstand_store::{Location, accounts, choices, readers};

use super::check::check;
use super::signed::{Client, close, person};
use super::world::{NOW, World};

/// A string nobody else has.
const PLANTED: &str = "qzvxplantedxvzq";

/// A reader with the string in what they wrote.
fn planted(world: &World, role: Role) -> i64 {
    let bo = person(world, &format!("Bo {PLANTED}"), role);
    let ids = world.store.ids();
    let plant = |tx: &mut newsstand_store::Tx<'_>| {
        choices::set(tx, bo, "copies", PLANTED)?;
        readers::folder(tx, ids, bo, None, PLANTED, NOW).map(|_| ())
    };
    world.store.write_here(plant).unwrap();
    bo
}

fn log(world: &World) -> Vec<(Deed, Option<i64>, Option<i64>)> {
    let lines = world.store.read_here(|tx| audit::newest(tx, 20)).unwrap();
    lines.into_iter().map(|line| (line.deed, line.reader, line.other)).collect()
}

/// How often the string stands in the database's files. PostgreSQL's are the server's own; its rows are looked through by the
/// store's suite.
fn in_the_files(world: &World) -> Option<usize> {
    let Location::Sqlite(path) = world.store.location() else { return None };
    let count = |ending: &str| {
        let bytes = std::fs::read(format!("{}{ending}", path.display())).unwrap_or_default();
        bytes.windows(PLANTED.len()).filter(|window| *window == PLANTED.as_bytes()).count()
    };
    Some(["", "-wal", "-shm"].map(count).iter().sum())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn everything_is_taken_home_in_one_file() {
    for mode in Mode::ALL {
        let world = World::new(mode);
        close(&world);
        let bo = planted(&world, Role::Reader);
        let browser = Client::of(&world, bo, 0).await;
        check("/settings/mine", &browser.get("/settings/mine").await.body);
        let file = browser.post("/settings/mine", "").await;
        assert_eq!((file.status, file.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(file.header("content-disposition").starts_with("attachment"));
        for part in [
            "\"account\": [",
            "\"folders\": [",
            "\"receipts\": []",
            "\"agent\": \"Firefox Linux\"",
            "\"parts_that_were_cut\": []",
        ] {
            assert!(file.body.contains(part), "{part} is missing in {}", file.body);
        }
        assert_eq!(file.body.matches(PLANTED).count(), 4, "name, address, folder, choice");
        assert!(!file.body.contains("token") && !file.body.contains("Ada"));
        assert_eq!(log(&world)[0], (Deed::Export, Some(bo), None));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn whoever_leaves_leaves_nothing() {
    for mode in Mode::ALL {
        let world = World::new(mode);
        close(&world);
        let bo = planted(&world, Role::Editor);
        let (browser, telephone) = (Client::of(&world, bo, 0).await, Client::of(&world, bo, 5).await);
        let asked = browser.get("/settings/mine/delete").await;
        check("/settings/mine/delete", &asked.body);
        assert!(asked.body.contains("cannot be undone") && asked.body.contains("statements have to add up"));
        assert!(in_the_files(&world) != Some(0), "it was there");
        let left = browser.post("/settings/mine/delete", "").await;
        check("left", &left.body);
        assert!(left.body.contains("Everything about you is deleted") && !left.body.contains(PLANTED));
        assert!(left.cookies().iter().any(|cookie| cookie.starts_with("newsstand_session=;")));
        assert!(world.store.read_here(|tx| accounts::by_id(tx, bo)).unwrap().is_none());
        assert_eq!(log(&world)[0], (Deed::Deletion, None, None));
        assert_eq!(in_the_files(&world).unwrap_or(0), 0, "{mode:?}");
        for one in [&browser, &telephone] {
            assert!(one.get("/settings/mine").await.header("location").starts_with("/sign-in"));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_last_operator_stays() {
    let world = World::new(Mode::Membership);
    close(&world);
    let ada = Client::of(&world, world.reader, 0).await;
    let refused = ada.post("/settings/mine/delete", "").await;
    check("refused", &refused.body);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("You are the only operator"));
    assert_eq!(ada.get("/operator").await.status, StatusCode::OK);
    let second = person(&world, "Cy", Role::Operator);
    let alone = ada.post("/settings/mine/delete", "").await;
    assert!(alone.body.contains("Nobody else has a password"), "the stand would be open to everybody");
    world.store.write_here(|tx| accounts::set_password(tx, world.store.ids(), second, "no hash", NOW)).unwrap();
    assert_eq!(ada.post("/settings/mine/delete", "").await.status, StatusCode::OK);
    assert_eq!(Client::of(&world, second, 0).await.get("/operator").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_operator_deletes_at_somebodys_wish() {
    let world = World::new(Mode::Membership);
    close(&world);
    let bo = planted(&world, Role::Reader);
    let ada = Client::of(&world, world.reader, 0).await;
    let path = format!("/people/{bo}/delete");
    let asked = ada.get(&path).await;
    check(&path, &asked.body);
    assert!(asked.body.contains(&format!("Delete everything about Bo {PLANTED}?")));
    assert_eq!(ada.post(&path, "").await.header("location"), "/operator/members?done=deleted");
    check("/operator/members", &ada.get("/operator/members?done=deleted").await.body);
    assert_eq!((log(&world)[0], in_the_files(&world).unwrap_or(0)), ((Deed::Deletion, Some(world.reader), None), 0));
    for path in [path, "/people/12/delete".to_owned()] {
        assert_eq!(ada.post(&path, "").await.status, StatusCode::NOT_FOUND);
    }
    let own = format!("/people/{}/delete", world.reader);
    assert_eq!(ada.post(&own, "").await.header("location"), "/settings/mine/delete");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn where_nobody_is_asked_there_is_a_file_and_no_account() {
    let world = World::new(Mode::Household);
    let browser = Client::new(&world).await;
    check("/settings/mine", &browser.get("/settings/mine").await.body);
    let (cookie, slip) = world.seat().await;
    let file = world.post("/settings/mine", &cookie, &format!("slip={slip}")).await;
    assert!(file.status == StatusCode::OK && file.body.contains("\"title\": \"The Saltmere Packet\""));
    for answer in
        [world.get("/settings/mine/delete").await, world.post("/settings/mine/delete", &cookie, &format!("slip={slip}")).await]
    {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("there is no account to delete"));
    }
}
