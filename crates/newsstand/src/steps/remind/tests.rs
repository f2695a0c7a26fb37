//! A trial that comes to its end: one letter, then the end is written down.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::*;
use crate::config::Config;
use newsstand_store::{accounts, letters, memberships, readers};

const DAY: Duration = Duration::from_secs(86_400);

fn pass_days(stand: &Stand, days: i64) {
    stand.passed.fetch_add(days * 86_400_000_000, Ordering::Relaxed);
}

async fn on_trial(stand: &Stand, name: &'static str, email: Option<&'static str>) -> i64 {
    let (ids, at) = (stand.store.ids().clone(), stand.member_time());
    let begin = move |tx: &mut Tx<'_>| {
        let id = readers::add(tx, &ids, name, at)?.id;
        accounts::name(tx, id, name, name, email)?;
        let told = Told { event: Event::TrialBegan { until: at + DAY * 14, card: false }, at, cause: "sign-up" };
        assert!(membership::take(tx, &ids, id, &told, at, |_| ())?.is_ok());
        Ok(id)
    };
    stand.store.write(begin).await.unwrap()
}

#[tokio::test]
async fn a_trial_is_reminded_once_and_its_end_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { data: folder.path().to_path_buf(), public_address: "https://news.example".into(), ..Config::default() };
    let stand = tokio::task::spawn_blocking(move || Stand::open(config)).await.unwrap().unwrap();
    let ada = on_trial(&stand, "ada", Some("ada@paper.example")).await;
    on_trial(&stand, "bo", None).await;
    assert_eq!(remind(&stand, true).await.unwrap(), Done::default(), "there is time");
    pass_days(&stand, 12);
    assert_eq!(remind(&stand, false).await.unwrap(), Done::default(), "no letters are written on this stand");
    assert_eq!(remind(&stand, true).await.unwrap(), Done { passed: 0, letters: 1 });
    assert_eq!(remind(&stand, true).await.unwrap(), Done::default(), "once");
    let letter = stand.store.read(|tx| letters::newest(tx, 9)).await.unwrap().remove(0).letter;
    assert_eq!(
        (letter.reader, letter.address.as_str(), letter.kind.as_str()),
        (Some(ada), "ada@paper.example", "trial-ends")
    );
    assert!(letter.subject.starts_with("Your free days end on"), "{}", letter.subject);
    assert!(letter.body.contains("Nothing is charged then") && letter.body.contains("https://news.example/settings/membership"));
    let at = stand.member_time();
    let shown = stand.store.read(move |tx| told::now(tx, ada, at)).await.unwrap().unwrap();
    assert!(letter.body.contains(&shown), "page and letter say the same: {shown}");
    pass_days(&stand, 3);
    assert_eq!(remind(&stand, true).await.unwrap(), Done { passed: 2, letters: 0 });
    assert_eq!(remind(&stand, true).await.unwrap(), Done::default());
    let moves = stand.store.read(move |tx| memberships::moves(tx, ada)).await.unwrap();
    let last = moves.last().unwrap();
    assert_eq!((moves.len(), last.event.as_str()), (2, "time passed"));
    assert_eq!(last.to, Some(("lapsed".to_owned(), None)));
}
