//! Browsers that are signed in without a form: the session is put into the store.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use newsstand_members::account::{Purpose, Token};
use newsstand_members::roles::Role;
use newsstand_store::sessions::{self, Begun};
use newsstand_store::{accounts, readers};

use super::world::{Answer, NOW, World, ago};

/// Gives the stand's first reader a password, so that the stand asks who comes.
pub fn close(world: &World) {
    let ids = world.store.ids();
    let work = |tx: &mut newsstand_store::Tx<'_>| {
        accounts::set_role(tx, world.reader, "operator")?;
        accounts::name(tx, world.reader, "Ada Quill", "ada quill", None)?;
        accounts::set_password(tx, ids, world.reader, "no hash", NOW)
    };
    world.store.write_here(work).unwrap();
}

/// One more reader in a role.
pub fn person(world: &World, name: &str, role: Role) -> i64 {
    let ids = world.store.ids();
    let work = |tx: &mut newsstand_store::Tx<'_>| {
        let reader = readers::add(tx, ids, name, ago(5000))?.id;
        let folded = name.to_lowercase();
        accounts::name(tx, reader, name, &folded, Some(&format!("{}@reader.example", folded.replace(' ', "-"))))?;
        accounts::set_role(tx, reader, role.as_str())?;
        Ok(reader)
    };
    world.store.write_here(work).unwrap()
}

/// A browser; nobody's where it has no session.
pub struct Client<'a> {
    world: &'a World,
    cookies: RefCell<String>,
}

impl<'a> Client<'a> {
    /// Nobody's.
    pub async fn new(world: &'a World) -> Self {
        let seat = world.get("/sign-in").await;
        let cookies = seat.cookies().iter().filter_map(|cookie| cookie.split(';').next().map(str::to_owned)).collect::<Vec<_>>();
        Self { world, cookies: RefCell::new(cookies.join("; ")) }
    }

    /// Signed in so many minutes ago.
    pub async fn of(world: &'a World, reader: i64, minutes: u64) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let client = Self::new(world).await;
        let mut random = [9; 32];
        random[..8].copy_from_slice(&reader.to_be_bytes());
        random[8..16].copy_from_slice(&NUMBER.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        let token = Token::of(random);
        let digest = *token.digest(Purpose::Session).bytes();
        let begun = Begun { reader, token: digest, until: NOW + Duration::from_secs(60), agent: "Firefox Linux".into() };
        let ids = world.store.ids();
        world.store.write_here(|tx| sessions::begin(tx, ids, &begun, ago(minutes))).unwrap();
        let cookies = format!("{}; newsstand_session={}", client.cookies.borrow(), token.text());
        client.cookies.replace(cookies);
        client
    }

    pub async fn get(&self, path: &str) -> Answer {
        let cookies = self.cookies.borrow().clone();
        self.world.send("GET", path, &[("cookie", &cookies)], "").await
    }

    /// Sends a form with the slip of this browser.
    pub async fn post(&self, path: &str, fields: &str) -> Answer {
        let slip = self.slip().await;
        self.post_without(path, &format!("slip={slip}&{fields}")).await
    }

    /// Sends a form as it is.
    pub async fn post_without(&self, path: &str, fields: &str) -> Answer {
        let cookies = self.cookies.borrow().clone();
        self.world.post(path, &cookies, fields).await
    }

    /// Sends a file.
    pub async fn upload(&self, path: &str, file: &str) -> Answer {
        let slip = self.slip().await;
        let cookies = self.cookies.borrow().clone();
        self.world.upload(path, &cookies, &slip, file).await
    }

    async fn slip(&self) -> String {
        let page = self.get("/sign-in").await.body;
        page.split("name=\"slip\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("").to_owned()
    }
}
