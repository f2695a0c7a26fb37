//! Who is to be told something soon, what was told, and whose state has ended.

use crate::engine::{Fresh, on_both};
use crate::world::*;
use newsstand_news::Moment;
use newsstand_store::memberships::{self, Kept, Tried};
use newsstand_store::reminders::{self, Told};
use newsstand_store::{accounts, readers};

fn member(fresh: &Fresh, name: &str, kept: Kept) -> i64 {
    let ids = fresh.store.ids().clone();
    let work = |tx: &mut newsstand_store::Tx<'_>| {
        let id = readers::add(tx, &ids, name, at(0))?.id;
        accounts::name(tx, id, name, &name.to_lowercase(), Some(&format!("{}@paper.example", name.to_lowercase())))?;
        memberships::keep(tx, id, &kept, at(0))?;
        Ok(id)
    };
    fresh.store.write_here(work).expect("kept")
}

fn trial(until: Moment) -> Kept {
    let tried = Some(Tried { from: at(0), until, card: false });
    Kept { tried, recorded: Some(("trial".into(), Some(until))), ..Kept::default() }
}

#[test]
fn who_is_to_be_told_is_found_once() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ada = member(fresh, "Ada", trial(at(100)));
        let bo = member(fresh, "Bo", Kept { paid: Some(at(100)), ..Kept::default() });
        member(fresh, "Cy", Kept { will: Some((false, at(5))), ..trial(at(100)) });
        let di = member(fresh, "Di", trial(at(100)));
        store.write_here(|tx| accounts::name(tx, di, "Di", "di", None)).expect("named");
        member(fresh, "Ed", trial(at(500)));
        let due = |now, after| {
            store.read_here(|tx| reminders::due(tx, now, now + std::time::Duration::from_secs(100), after, 10)).expect("reads")
        };
        assert_eq!(due(at(10), 0), [ada, bo], "{}", fresh.engine);
        assert_eq!(due(at(10), ada), [bo], "page by page");
        assert_eq!(due(at(100), 0), [0; 0], "what has ended is not told of");
        let told = Told { kind: "trial-ends".into(), at: at(100), charged: false };
        let tell = |told: &Told| store.write_here(|tx| reminders::tell(tx, ada, told, at(10))).expect("writes");
        assert!(tell(&told) && !tell(&told));
        assert_eq!(due(at(10), 0), [bo]);
        let card = |kept: Option<Tried>| kept.map(|tried| Tried { card: true, ..tried });
        let kept = trial(at(100));
        store
            .write_here(|tx| memberships::keep(tx, ada, &Kept { tried: card(kept.tried), ..kept.clone() }, at(11)))
            .expect("kept");
        assert_eq!(due(at(10), 0), [ada, bo], "that a card is charged is news");
        assert!(tell(&Told { charged: true, ..told.clone() }));
        assert_eq!(due(at(10), 0), [bo]);
        assert_eq!(store.read_here(|tx| reminders::told(tx, ada)).expect("reads").len(), 2);
    });
}

#[test]
fn whose_state_has_ended_is_found() {
    on_both(|fresh| {
        let ada = member(fresh, "Ada", trial(at(100)));
        let bo = member(fresh, "Bo", trial(at(90)));
        member(fresh, "Cy", Kept { recorded: Some(("lapsed".into(), None)), ..trial(at(1)) });
        let ended = |now, most| fresh.store.read_here(|tx| reminders::ended(tx, now, most)).expect("reads");
        assert_eq!(
            (ended(at(89), 9), ended(at(90), 9), ended(at(100), 9)),
            (vec![], vec![bo], vec![bo, ada]),
            "{}",
            fresh.engine
        );
        assert_eq!(ended(at(100), 1), [bo]);
    });
}
