//! A demo that is run as a membership: plans, terms with its titles, and people whose passwords are printed.

use newsstand_members::account::{Email, Memory, Password};
use newsstand_members::roles::Role;
use newsstand_members::settle::Day;
use newsstand_news::{Moment, Terms};
use newsstand_press::{PressTitle, world::Wall};
use newsstand_store::accounts::{self, ReaderId};
use newsstand_store::plans::{self, Plan};
use newsstand_store::terms::{self, Agreed};
use newsstand_store::titles::{self, OnStand};
use newsstand_store::{Ids, Tx, readers};

use crate::commands::Failure;
use crate::commands::money::begins;
use crate::config::{Config, Mode, Provider};
use crate::stand::{Stand, random};

/// Who is there when the demo begins: role, name, the part of the address before the @.
const PEOPLE: [(Role, &str, &str); 3] = [
    (Role::Operator, "Oona Marsh", "operator"),
    (Role::Editor, "Edda Vane", "editor"),
    (Role::Publisher, "Percy Holm", "publisher"),
];
/// Who owns every other title with a wall, and has the publisher's account.
const HOUSE: &str = "Harbour Press";

/// Somebody who can sign in, and by what.
pub struct Somebody {
    /// The role.
    pub role: &'static str,
    /// The address.
    pub email: String,
    /// The password, made anew at each start.
    pub password: String,
}

/// A demo's payments are played unless the settings name somebody.
pub fn settle_in(config: &mut Config) {
    if config.mode == Mode::Membership && config.payments.provider == Provider::None {
        config.payments.provider = Provider::Test;
    }
}

/// Makes a membership of the stand. A second time it only makes new passwords.
pub fn found(stand: &Stand, press: &[PressTitle], now: Moment) -> Result<Vec<Somebody>, Failure> {
    let ids = stand.store.ids();
    let mut memory = Memory::default();
    let people = PEOPLE.iter().map(|(_, _, local)| Keyed::made(local, &mut memory)).collect::<Result<Vec<_>, Failure>>()?;
    stand.store.write_here(|tx| {
        offer(tx, ids, now)?;
        agree(tx, ids, press, now)?;
        for ((role, name, _), keyed) in PEOPLE.iter().zip(&people) {
            let reader = person(tx, ids, *role, name, keyed, now)?;
            if *role == Role::Publisher {
                let house = terms::publisher(tx, ids, HOUSE, now)?;
                terms::let_in(tx, reader, house, now)?;
            }
        }
        Ok(())
    })?;
    let told = PEOPLE.iter().zip(people);
    Ok(told.map(|((role, ..), keyed)| Somebody { role: role.as_str(), email: keyed.email, password: keyed.password }).collect())
}

/// An address with a password and its hash.
struct Keyed {
    email: String,
    password: String,
    hash: String,
}

impl Keyed {
    fn made(local: &str, memory: &mut Memory) -> Result<Self, Failure> {
        let email = Email::new(&format!("{local}@stand.example")).map_err(|why| why.to_string())?;
        // 80 random bits in letters that are not mistaken for each other.
        let letters = random::<16>().map(|byte| char::from(b"abcdefghjkmnpqrstuvwxyz23456789z"[usize::from(byte % 32)]));
        let text: String = letters.iter().collect();
        let password = Password::chosen(&text, &email).map_err(|why| why.to_string())?;
        let hash = password.hash(random(), memory).ok_or("A password could not be hashed: the machine gives no memory.")?;
        Ok(Self { email: email.as_str().to_owned(), password: text, hash: hash.to_string() })
    }
}

/// The account; made where it is not there. The stand's first reader is its operator.
fn person(
    tx: &mut Tx<'_>,
    ids: &Ids,
    role: Role,
    name: &str,
    keyed: &Keyed,
    now: Moment,
) -> Result<ReaderId, newsstand_store::Error> {
    let reader = match accounts::by_login(tx, &keyed.email)? {
        Some(account) => account.id,
        None => {
            let id =
                if role == Role::Operator { readers::household(tx, ids, now)?.id } else { readers::add(tx, ids, name, now)?.id };
            accounts::name(tx, id, name, &name.to_lowercase(), Some(&keyed.email))?;
            accounts::set_role(tx, id, role.as_str())?;
            readers::follow_all(tx, id, now)?;
            id
        }
    };
    accounts::set_password(tx, ids, reader, &keyed.hash, now)?;
    Ok(reader)
}

fn offer(tx: &mut Tx<'_>, ids: &Ids, now: Moment) -> Result<(), newsstand_store::Error> {
    if !plans::all(tx)?.is_empty() {
        return Ok(());
    }
    let plan = |slug: &str, name: &str, cents, period: &str, people| Plan {
        id: 0,
        slug: slug.into(),
        name: name.into(),
        cents,
        currency: "EUR".into(),
        period: period.into(),
        trial_days: Some(14),
        trial_card: false,
        people,
        on: true,
    };
    plans::add(tx, ids, &plan("by-the-month", "By the month", 800, "month", 1), now)?;
    plans::add(tx, ids, &plan("by-the-year", "By the year", 8000, "year", 4), now)?;
    Ok(())
}

/// What is agreed with each title: those with a wall are for members, the others open, and the first of these only leads there.
fn agree(tx: &mut Tx<'_>, ids: &Ids, press: &[PressTitle], now: Moment) -> Result<(), newsstand_store::Error> {
    let since = begins(Day::of(now));
    let (mut walled, mut linked) = (0, false);
    for title in titles::all(tx)? {
        let Some(said) = press.iter().find(|said| said.id == title.title.slug) else { continue };
        if !terms::history(tx, title.title.id)?.is_empty() {
            continue;
        }
        let agreed = match said.wall {
            Wall::Open if !linked => {
                linked = true;
                Terms::Link
            }
            Wall::Open => Terms::Open,
            _ => {
                walled += 1;
                Terms::Members
            }
        };
        let house = if agreed == Terms::Members && walled % 2 == 1 { HOUSE.to_owned() } else { own_house(&title) };
        let publisher = terms::publisher(tx, ids, &house, now)?;
        let (title, terms) = (title.title.id, agreed);
        let agreed =
            Agreed { title, since, terms, publisher, minimum: None, territories: None, embargo: 0, preview: None, article: None };
        terms::agree(tx, &agreed, now)?;
    }
    Ok(())
}

fn own_house(title: &OnStand) -> String {
    format!("The publishers of {}", title.title.name)
}

/// Says who can sign in.
pub fn say(people: &[Somebody], address: std::net::SocketAddr) {
    say!("  Run as a membership. Sign in at http://{address}/sign-in as");
    for Somebody { role, email, password } in people {
        say!("    {role:9}  {email:23}  {password}");
    }
    say!("  or sign up as a new reader: http://{address}/sign-up");
    say!("  Letters are shown at http://{address}/demo/letters and go nowhere; payments are played.\n");
}
