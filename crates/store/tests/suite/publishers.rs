//! Who sees a publisher's statements, and the corrections that are asked for.

use crate::engine::on_both;
use crate::world::*;
use newsstand_news::Id;
use newsstand_store::corrections::{self, Correction, OPEN};
use newsstand_store::settlements::{self, Line, Settled, Whole};
use newsstand_store::{accounts, publisher_people, readers, terms};

#[test]
fn whose_statements_somebody_sees_is_kept_by_publisher() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let reader = store.write_here(|tx| readers::household(tx, &ids, at(0))).expect("there").id;
        store.write_here(|tx| accounts::name(tx, reader, "Ada", "ada", Some("ada@paper.example"))).expect("named");
        let publisher = |name: &str| store.write_here(|tx| terms::publisher(tx, &ids, name, at(0))).expect("made");
        let (house, other) = (publisher("House"), publisher("Other"));
        let add = |publisher| store.write_here(|tx| publisher_people::add(tx, reader, publisher, at(5))).expect("added");
        assert!(add(house) && add(other) && !add(house), "{}", fresh.engine);
        let seen = || store.read_here(|tx| publisher_people::of_reader(tx, reader)).expect("reads");
        assert_eq!(seen(), [house, other]);
        let all = store.read_here(publisher_people::all).expect("reads");
        let told: Vec<_> = all.iter().map(|seer| (seer.name.as_str(), seer.publisher, seer.since)).collect();
        assert_eq!(told, [("Ada", house, at(5)), ("Ada", other, at(5))]);
        assert_eq!(all[0].email.as_deref(), Some("ada@paper.example"));
        let remove = || store.write_here(|tx| publisher_people::remove(tx, reader, house)).expect("removed");
        assert!(remove() && !remove());
        assert_eq!(seen(), [other]);
    });
}

fn correction(publisher: i64, text: &str, second: i64) -> Correction {
    Correction {
        id: Id::new(0),
        publisher: Id::new(publisher),
        title: Id::new(3),
        settlement: (second > 1).then(|| Id::new(9)),
        reader: 7,
        at: at(second),
        asked: text.into(),
        answer: None,
    }
}

#[test]
fn a_correction_is_answered_once() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let ask = |asked: &Correction| store.write_here(|tx| corrections::ask(tx, &ids, asked)).expect("asked");
        assert!(
            ask(&correction(1, "The mark is wrong.", 1)) && ask(&correction(1, "A cent.", 2)),
            "{}",
            fresh.engine
        );
        assert!(ask(&correction(2, "Another's.", 3)));
        let of = |publisher| store.read_here(|tx| corrections::of_publisher(tx, Id::new(publisher))).expect("reads");
        let first = of(1).pop().expect("there");
        assert_eq!((first.asked.as_str(), first.settlement, first.answer.clone()), ("The mark is wrong.", None, None));
        assert_eq!(of(1)[0].settlement, Some(Id::new(9)));
        let answer = || store.write_here(|tx| corrections::answer(tx, first.id, 8, "Done.", at(10))).expect("answered");
        assert!(answer() && !answer());
        assert_eq!(of(1)[1].answer, Some(("Done.".into(), at(10))));
        let all: Vec<_> = store.read_here(corrections::all).expect("reads").into_iter().map(|one| one.asked).collect();
        assert_eq!(all, ["A cent.", "Another's.", "The mark is wrong."]);
        let more = (0..OPEN).filter(|second| ask(&correction(2, "More.", 20 + second))).count();
        assert_eq!(i64::try_from(more), Ok(OPEN - 1), "only so many wait at once");
    });
}

#[test]
fn statements_are_found_by_their_publisher() {
    on_both(|fresh| {
        let store = &fresh.store;
        let ids = store.ids().clone();
        let line = |title: i64, publisher: i64| Line {
            title: Id::new(title),
            publisher: Id::new(publisher),
            name: format!("Title {title}"),
            minimum: 0,
            reads: 10,
            readers: None,
            seconds: 600,
            pro_rata: 5,
            reader_centric: 5,
            paid: 5,
            shortfall: 0,
        };
        let settled = Settled {
            id: Id::new(77),
            month: 202_601,
            from_day: 20_454,
            until_day: 20_485,
            currency: "EUR".into(),
            split: "pro-rata".into(),
            thousandths: 0,
            made: at(0),
            inputs: [1; 32],
            recognised: 15,
            operator: 0,
            pool: 15,
        };
        let lines = [(1, 5), (2, 6), (3, 5)].map(|(title, publisher)| (line(title, publisher), format!("text {title}")));
        let whole = Whole { settled: settled.clone(), lines: lines.to_vec(), moved: Vec::new() };
        assert!(store.write_here(|tx| settlements::keep(tx, &ids, &whole)).expect("kept"), "{}", fresh.engine);
        let found = store.read_here(|tx| settlements::of_publisher(tx, Id::new(5))).expect("reads");
        assert_eq!(found, [(settled.id, line(1, 5)), (settled.id, line(3, 5))]);
        assert_eq!(store.read_here(|tx| settlements::by_id(tx, settled.id)).expect("reads"), Some(settled));
        assert_eq!(store.read_here(|tx| settlements::by_id(tx, Id::new(78))).expect("reads"), None);
    });
}
