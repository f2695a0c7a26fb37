//! What is somebody's own stays theirs: another reader, in whatever role, tries every route with the other's numbers.

use newsstand_members::Mode;
use newsstand_members::roles::{Role, may_in};
use newsstand_news::{Muted, Topic};
use newsstand_store::credentials::{self, Kind, NewCredential};
use newsstand_store::invitations::{self, Invitation};
use newsstand_store::sessions::{self, Begun};
use newsstand_store::{Tx, choices, interests, memberships, mine, mutes, readers, readings};

use super::signed::{Client, close, person};
use super::world::{NOW, World, ago};
use crate::routes::Routes;

/// What stands in everything the other wrote.
const THEIRS: &str = "bozzqmark";

/// The other, and the numbers of what they have.
struct Other {
    reader: i64,
    session: i64,
    mute: i64,
    invitation: i64,
    /// Their app password, passkey and sign-in elsewhere.
    keys: [i64; 3],
}

impl Other {
    fn new(world: &World) -> Self {
        let reader = person(world, &format!("Bo {THEIRS}"), Role::Operator);
        let (session, mute, invitation) = world.store.write_here(|tx| fill(tx, world, reader)).unwrap();
        let keys = [Kind::App, Kind::Passkey, Kind::Oidc];
        let keys = keys.map(|kind| world.store.write_here(|tx| key(tx, world, reader, kind)).unwrap());
        Self { reader, session, mute, invitation, keys }
    }

    /// Everything of theirs, as it rests.
    fn dump(&self, world: &World) -> String {
        format!("{:#?}", world.store.read_here(|tx| mine::take_home(tx, self.reader)).unwrap())
    }

    /// What stands in the place of a placeholder. A route that is not here fails the test: say what of the other's it could reach.
    fn numbers(&self, path: &str, world: &World) -> Vec<String> {
        let all = |ids: &[i64]| ids.iter().map(i64::to_string).collect();
        match path {
            "/article/{id}" | "/article/{id}/read" | "/article/{id}/time" => all(&world.articles[..1]),
            "/story/{id}" | "/desk/picks/{story}/remove" | "/desk/picks/{story}/restore" => all(&world.stories[..1]),
            "/mutes/{id}/remove" => all(&[self.mute]),
            "/settings/account/sessions/{id}/end" => all(&[self.session]),
            _ if path.starts_with("/settings/account/") && path.contains("{id}") => all(&self.keys),
            "/settings/membership/household/{id}/remove" => all(&[self.reader]),
            "/article/{id}/buy" => all(&world.articles[..1]),
            "/plans/{slug}/buy" | "/plans/{slug}/trial" => vec!["monthly".into()],
            // These hold a secret that nobody else can have; what is whose behind them is tested with their pages.
            _ if path.contains("{token}") || path.contains("/with/{slug}") => vec!["nothing".into()],
            // The other is no publisher; whose statement is whose is tested with those pages (statements.rs).
            _ if path.starts_with("/publisher/") && path.contains("{title}") => vec!["1/2".into()],
            _ if path.starts_with("/publisher/") => vec!["1".into()],
            "/operator/publishers/{publisher}/people/{reader}/remove" => vec![format!("1/people/{}", self.reader)],
            // Desks of the operator's, which reach others by right.
            _ if path.starts_with("/operator/") && !path.contains("/members/") => vec!["1".into()],
            "/people/invitations/{id}/withdraw" => all(&[self.invitation]),
            _ if path.starts_with("/people/{id}/") || path.starts_with("/operator/members/{id}") => all(&[self.reader]),
            "/section/{section}" => vec!["world".into()],
            "/title/{slug}" => vec!["packet".into()],
            "/picture/{signature}/{address}" => vec!["x/y".into()],
            "/static/{name}" | "/{name}" => vec!["nothing".into()],
            _ => panic!("{path} takes something from its address: say in this test what of another's it could reach"),
        }
    }
}

fn fill(tx: &mut Tx<'_>, world: &World, reader: i64) -> Result<(i64, i64, i64), newsstand_store::Error> {
    let (ids, article) = (world.store.ids(), newsstand_news::Id::new(world.articles[0]));
    let title = newsstand_store::titles::all(tx)?[0].title.id;
    let folder = readers::folder(tx, ids, reader, None, THEIRS, NOW)?;
    readers::follow(tx, reader, title, Some(folder), ago(10))?;
    readers::mark(tx, reader, article, readers::Deed::Read, ago(10))?;
    readers::mark(tx, reader, article, readers::Deed::Save, ago(10))?;
    mutes::add(tx, ids, reader, &Muted::Words(THEIRS.into()), THEIRS, ago(10), None)?;
    interests::set(tx, reader, &Topic::Place(THEIRS.into()), THEIRS, 1000, ago(10))?;
    choices::set(tx, reader, "copies", THEIRS)?;
    readings::opened(tx, reader, article, ago(10))?;
    memberships::keep(tx, reader, &memberships::Kept { customer: Some(THEIRS.into()), ..Default::default() }, ago(10))?;
    let until = NOW + std::time::Duration::from_secs(600);
    let begun = Begun { reader, token: [9; 32], until, agent: THEIRS.into() };
    let session = sessions::begin(tx, ids, &begun, ago(10))?;
    let invitation = Invitation { id: 0, by: reader, role: "reader".into(), created: ago(10), until };
    invitations::add(tx, ids, &invitation, &[8; 32])?;
    let invitation = invitations::open(tx, NOW)?[0].id;
    let mute = mutes::of(tx, reader, NOW)?[0].id;
    Ok((session, mute, invitation))
}

fn key(tx: &mut Tx<'_>, world: &World, reader: i64, kind: Kind) -> Result<i64, newsstand_store::Error> {
    let (label, subject) = (THEIRS.to_owned(), Some(THEIRS.to_owned()));
    let new = NewCredential { kind, reader, label, subject, verifier: vec![7; 32], counter: 0 };
    credentials::add(tx, world.store.ids(), &new, ago(10))?;
    Ok(credentials::of(tx, reader, kind)?[0].id)
}

/// Every field a form could name something of the other's by.
fn fields(world: &World, other: &Other) -> String {
    let (article, story, reader) = (world.articles[0], world.stories[0], other.reader);
    format!(
        "id={reader}&reader={reader}&article={article}&story={story}&save={article}&unread=1&title=packet&stop=1&follow=1&kind=word\
         &value={THEIRS}&label={THEIRS}&for_you=forget&follows=1&copies=each&seconds=9&opened=1&undo=1&role=reader&days=7"
    )
    .replace(THEIRS, "mine")
}

/// The path with the other's numbers in it.
fn filled(path: &'static str, world: &World, other: &Other) -> Vec<String> {
    let (Some(start), Some(end)) = (path.find('{'), path.rfind('}')) else { return vec![path.to_owned()] };
    let numbers = other.numbers(path, world).into_iter();
    numbers.map(|number| format!("{}{number}{}", &path[..start], &path[end + 1..])).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nobody_reaches_what_is_anothers() {
    for mode in Mode::ALL {
        let world = World::new(mode);
        close(&world);
        let other = Other::new(&world);
        let before = other.dump(&world);
        assert!(before.matches(THEIRS).count() > 8, "{before}");
        let (mut tried, routes) = (0, crate::pages::routes(Routes::new(mode)));
        for role in [Role::Reader, Role::Editor, Role::Publisher, Role::Operator] {
            // What operators do to others is of another kind: it is their desk, and written down.
            let reaches = |act: newsstand_members::roles::Act| role == Role::Operator && act.of_others();
            for route in routes.table().iter().filter(|route| !reaches(route.act)) {
                for path in filled(route.path, &world, &other) {
                    tried += 1;
                    let at = format!("{mode:?}, {role:?}, {} {path}", route.method);
                    let browser = Client::of(&world, person(&world, &format!("Cy {tried}"), role), 0).await;
                    let answer = match route.method {
                        "GET" => browser.get(&path).await,
                        _ => browser.post(&path, &fields(&world, &other)).await,
                    };
                    assert!(!answer.body.contains(THEIRS), "{at} shows what is another's");
                    assert_eq!(other.dump(&world), before, "{at} changes what is another's");
                    assert!(may_in(mode, role, route.act) || answer.status.as_u16() == 403, "{at}");
                }
            }
        }
        assert!(tried > 200, "only {tried} tries");
    }
}
