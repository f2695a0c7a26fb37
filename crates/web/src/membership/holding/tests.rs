//! What somebody holds, from the store up.

use super::*;
use newsstand_members::Event;
use newsstand_store::institutions::Way;
use newsstand_store::plans::Plan;
use newsstand_store::{Ids, Location, Store, readers};

const NOW: Moment = Moment::from_seconds(1_768_804_800);
const DAY: Duration = Duration::from_secs(86_400);

struct Stand {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Stand {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Location::Sqlite(folder.path().join("stand.db"))).unwrap();
        Self { store, _folder: folder }
    }

    fn write<T>(&self, mut work: impl FnMut(&mut Tx<'_>, &Ids) -> Result<T, Error>) -> T {
        self.store.write_here(|tx| work(tx, self.store.ids())).unwrap()
    }

    fn reader(&self, name: &str, email: Option<&str>) -> ReaderId {
        self.write(|tx, ids| {
            let id = readers::add(tx, ids, name, NOW)?.id;
            accounts::name(tx, id, name, &name.to_lowercase(), email)?;
            Ok(id)
        })
    }

    /// Pays for a plan of so many people, for 30 days.
    fn pays(&self, reader: ReaderId, people: i64) {
        let slug = format!("plan-{reader}");
        let plan = Plan {
            id: 0,
            slug,
            name: "All titles".into(),
            cents: 800,
            currency: "EUR".into(),
            period: "month".into(),
            trial_days: None,
            trial_card: false,
            people,
            on: true,
        };
        self.write(|tx, ids| {
            let plan = plans::add(tx, ids, &plan, NOW)?;
            let told = crate::membership::Told { event: Event::Bought { until: NOW + DAY * 30 }, at: NOW, cause: "test" };
            let taken = crate::membership::take(tx, ids, reader, &told, NOW, |kept| kept.plan = Some(plan))?;
            assert!(taken.is_ok());
            Ok(())
        });
    }

    fn institution(&self, name: &str, charge: &str, people: i64, ways: &[(&str, &str)]) -> i64 {
        let new = Institution {
            id: 0,
            name: name.into(),
            charge: charge.into(),
            cents: 2000,
            currency: "EUR".into(),
            people,
            from: NOW,
            until: NOW + DAY * 365,
            reader: 0,
            ended: None,
        };
        let way = |(kind, value): &(&str, &str)| Way { kind: (*kind).to_owned(), value: (*value).to_owned() };
        self.write(|tx, ids| {
            let id = institutions::add(tx, ids, &new, NOW)?;
            institutions::set_ways(tx, id, &ways.iter().map(way).collect::<Vec<_>>())?;
            Ok(id)
        })
    }

    /// As the door does it: reads, and writes where a seat is used.
    fn asks(&self, asker: &Asker, now: Moment) -> Holding {
        let held = self.store.read_here(|tx| of(tx, asker, now)).unwrap();
        if let Some(sits) = &held.sits {
            assert_eq!(self.store.write_here(|tx| sits.take(tx, now)).unwrap(), Ok(()));
        }
        held
    }

    fn holds(&self, reader: ReaderId, now: Moment) -> Holding {
        self.asks(&Asker { reader: Some(reader), ..Asker::default() }, now)
    }
}

fn guest(address: &str, browser: Option<&str>) -> Asker {
    Asker { reader: None, address: address.parse().ok(), browser: browser.map(str::to_owned) }
}

fn reads(held: &Holding, now: Moment) -> bool {
    held.membership.is_some_and(|membership| membership.reads(now))
}

#[test]
fn nobody_holds_anything_for_nothing() {
    let stand = Stand::new();
    assert_eq!(stand.asks(&Asker::default(), NOW), Holding::default());
    let ada = stand.reader("Ada", None);
    assert_eq!(stand.holds(ada, NOW), Holding { metered: Some(ada), ..Holding::default() });
}

#[test]
fn a_household_reads_by_its_payers_plan_while_there_is_room() {
    let stand = Stand::new();
    let [ada, bo, cy] = ["Ada", "Bo", "Cy"].map(|name| stand.reader(name, None));
    for mate in [bo, cy] {
        stand.write(|tx, _| households::add(tx, ada, mate, 9, NOW + Duration::from_secs(mate as u64 % 2)));
    }
    assert!(!reads(&stand.holds(bo, NOW), NOW), "nobody has paid");
    stand.pays(ada, 2);
    let first = stand.write(|tx, _| households::members_of(tx, ada))[0].reader;
    let second = if first == bo { cy } else { bo };
    let held = stand.holds(first, NOW);
    assert!(reads(&held, NOW));
    assert_eq!(held.through, Some(Through::Household { payer: ada, name: "Ada".into() }));
    assert_eq!(held.metered, Some(first), "each one's reading is their own");
    assert!(!reads(&stand.holds(second, NOW), NOW), "a plan for two is full with two");
    let end = NOW + DAY * 60;
    assert!(!reads(&stand.holds(first, end), end), "the payer's plan has ended");
    stand.pays(second, 1);
    assert_eq!(stand.holds(second, NOW).through, None, "their own comes first");
}

#[test]
fn an_institution_knows_its_own_by_what_they_showed() {
    let stand = Stand::new();
    let ways = [
        ("email", "library.example"),
        ("issuer", "https://login.library.example"),
        ("range", "192.0.2.0/24"),
        ("range", "2001:db8::/32"),
    ];
    let id = stand.institution("Saltmere Library", "flat", 1, &ways);
    let (own, near) = (
        stand.reader("Own", Some("own@staff.library.example")),
        stand.reader("Near", Some("near@notlibrary.example")),
    );
    assert!(!reads(&stand.holds(own, NOW), NOW), "an address that was not shown to be theirs");
    for (reader, email) in [(own, "own@staff.library.example"), (near, "near@notlibrary.example")] {
        assert!(stand.write(|tx, _| accounts::prove(tx, reader, email, NOW)));
    }
    let held = stand.holds(own, NOW);
    assert_eq!(held.through, Some(Through::Institution { id, name: "Saltmere Library".into() }));
    assert_eq!(held.membership, Some(Membership::Active { until: NOW + DAY * 365 }));
    assert!(!reads(&stand.holds(near, NOW), NOW));
    let stands = stand.write(|tx, _| institutions::by_id(tx, id)).unwrap().reader;
    for address in ["192.0.2.77", "::ffff:192.0.2.1", "2001:db8:1::9"] {
        let held = stand.asks(&guest(address, Some("b1")), NOW);
        assert!(reads(&held, NOW), "{address}");
        assert_eq!(held.metered, Some(stands), "guests' reads are the institution's");
        assert_eq!(held.sits, None, "nobody waits where it is flat");
    }
    assert!(!reads(&stand.asks(&guest("192.0.3.1", None), NOW), NOW));
    assert!(!reads(&stand.asks(&guest("192.0.2.77", None), NOW + DAY * 365), NOW + DAY * 365), "it has ended");
    stand.write(|tx, _| institutions::end(tx, id, NOW));
    assert!(!reads(&stand.holds(own, NOW), NOW), "it was ended");
}

#[test]
fn so_many_read_at_a_time_and_the_next_one_waits() {
    let stand = Stand::new();
    stand.institution("Saltmere Library", "concurrent", 2, &[("range", "192.0.2.0/24")]);
    let asks = |browser, now| stand.asks(&guest("192.0.2.1", browser), now);
    assert!(reads(&asks(None, NOW), NOW), "a browser's first page, before it has a cookie");
    assert!(reads(&asks(Some("a"), NOW), NOW) && reads(&asks(Some("b"), NOW), NOW));
    let full = asks(Some("c"), NOW);
    assert!(!reads(&full, NOW) && full.through.is_none());
    assert!(full.turned_away.unwrap().starts_with("All places of your institution are taken"));
    assert!(!reads(&asks(None, NOW), NOW), "nobody without a cookie reads past those who wait");
    let later = NOW + Duration::from_secs(300);
    let held = asks(Some("a"), later);
    assert!(reads(&held, later) && held.sits.is_some(), "who sits stays, and it is noted");
    assert!(asks(Some("a"), later + Duration::from_secs(60)).sits.is_none(), "not at every page");
    let free = NOW + SEAT;
    assert!(reads(&asks(Some("c"), free), free), "b did not go on");
}

#[test]
fn of_two_who_want_the_last_seat_one_gets_it() {
    let stand = Stand::new();
    stand.institution("Saltmere Library", "concurrent", 1, &[("range", "192.0.2.0/24")]);
    let wants = |browser| stand.store.read_here(|tx| of(tx, &guest("192.0.2.1", Some(browser)), NOW)).unwrap().sits.unwrap();
    let (one, two) = (wants("a"), wants("b"));
    assert_eq!(stand.store.write_here(|tx| one.take(tx, NOW)).unwrap(), Ok(()));
    assert!(stand.store.write_here(|tx| two.take(tx, NOW)).unwrap().is_err());
}

#[test]
fn hosts_and_issuers_are_taken_apart() {
    assert_eq!(hosts("a@staff.library.example"), ["staff.library.example", "library.example", "example"]);
    assert!(hosts("nobody").is_empty());
    assert_eq!(issuer("https://login.example 77"), Some("https://login.example".into()));
    assert_eq!(issuer("77"), None);
}
