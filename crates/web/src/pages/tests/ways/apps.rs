//! Passwords of reader apps.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_store::audit::Deed;

use super::super::accounts::{Browser, PASSWORD, closed, id_of, log};
use super::super::check::check;
use super::super::world::{NOW, World};
use crate::signing::app::by_app_password;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_apps_password_is_shown_once_and_taken_back() {
    let world = World::new(Mode::Household);
    let ada = closed(&world).await;
    let bo = Browser::new(&world);
    bo.join(&ada.invite("reader").await, "Bo").await;
    let made = ada.post("/settings/account", "/settings/account/apps", "label=Train+%3Creader%3E").await;
    check("/settings/account/apps", &made.body);
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    let secret = made.body.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(secret.len(), 29);
    let page = ada.get("/settings/account").await.body;
    check("/settings/account", &page);
    assert!(page.contains("Train &#60;reader&#62;") && !page.contains(&secret), "it is shown once");
    let whose = |login: &str, secret: &str| world.store.write_here(|tx| by_app_password(tx, login, secret, NOW)).unwrap();
    assert_eq!(whose("Ada  Quill", &secret.to_lowercase()), Some(world.reader));
    assert_eq!(whose("ada@paper.example", &secret), Some(world.reader));
    for (login, secret) in [("bo", secret.as_str()), ("nobody", &secret), ("ada quill", PASSWORD), ("ada quill", ""), ("", "")] {
        assert_eq!(whose(login, secret), None, "{login} {secret}");
    }
    assert_eq!(ada.sign_in("ada+quill", &secret).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it opens no page");
    ada.sign_in("ada+quill", PASSWORD).await;
    let id = page.split("/settings/account/apps/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let path = format!("/settings/account/apps/{id}/end");
    assert_eq!(bo.post("/titles", &path, "").await.status, StatusCode::NOT_FOUND, "it is not theirs");
    assert_eq!(whose("ada quill", &secret), Some(world.reader));
    assert_eq!(ada.post("/settings/account", &path, "").await.header("location"), "/settings/account?done=app-gone");
    assert_eq!(whose("ada quill", &secret), None);
    assert!(log(&world).contains(&Deed::AppPassword));
    for _ in 0..newsstand_store::credentials::MOST {
        assert_eq!(bo.post("/settings/account", "/settings/account/apps", "label=x").await.status, StatusCode::OK);
    }
    let more = bo.post("/settings/account", "/settings/account/apps", "label=x").await;
    assert!(more.body.contains("that is the most"), "of reader {}", id_of(&world, "bo"));
}
