//! The operator's desk: every page well formed, every link a page, what is done to a membership written down.

use axum::http::StatusCode;
use newsstand_members::Mode;
use newsstand_members::roles::Role;
use newsstand_store::audit::{self, Deed, Line};
use newsstand_store::memberships;

use super::check::check;
use super::signed::{Client, close, person};
use super::world::{NOW, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_page_is_well_formed_and_every_link_leads_somewhere() {
    for mode in Mode::ALL {
        let world = World::new(mode);
        close(&world);
        let bo = person(&world, "Bo <&>", Role::Reader);
        let ada = Client::of(&world, world.reader, 0).await;
        let desk = ada.get("/operator").await.body;
        let links: Vec<&str> = desk.split("<a href=\"/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for link in ["operator/members", "operator/audit", "operator/settings", "people", "titles/health", "desk"] {
            assert!(links.contains(&link), "no link to /{link}");
        }
        let mut paths: Vec<String> = links.into_iter().map(|link| format!("/{link}")).collect();
        let more = [
            "/operator",
            "/operator/members?q=bo",
            "/operator/members?q=%25_%5C%3Cb%3E",
            "/operator/members?before=x",
            "/operator/audit?deed=role&before=9",
            "/operator/audit?deed=%3Cb%3E",
            "/settings",
        ];
        paths.extend(more.map(str::to_owned));
        paths.extend([bo, world.reader].map(|id| format!("/operator/members/{id}")));
        for path in paths {
            let answer = ada.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            check(&path, &answer.body);
        }
        assert_eq!(ada.get("/operator/members/12").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn time_is_given_and_a_membership_is_ended() {
    let world = World::new(Mode::Membership);
    close(&world);
    let bo = person(&world, "Bo", Role::Reader);
    let ada = Client::of(&world, world.reader, 0).await;
    let reader = Client::of(&world, bo, 0).await;
    let walled = format!("/article/{}", world.articles[0]);
    let page = format!("/operator/members/{bo}");
    assert!(reader.get(&walled).await.body.contains("class=\"coupon"));
    for days in ["0", "-1", "367", "x", ""] {
        let refused = ada.post(&format!("{page}/give"), &format!("days={days}")).await;
        assert!(refused.body.contains("Give between 1 and 366 days"), "{days}");
    }
    let given = ada.post(&format!("{page}/give"), "days=7").await;
    assert_eq!(given.header("location"), format!("{page}?done=given"));
    ada.post(&format!("{page}/give"), "days=7").await;
    let kept = world.store.read_here(|tx| memberships::of(tx, bo)).unwrap().unwrap();
    assert_eq!(kept.given, Some(NOW + std::time::Duration::from_secs(14 * 86_400)), "from the end of what there is");
    assert!(!reader.get(&walled).await.body.contains("class=\"coupon"));
    let shown = ada.get(&format!("{page}?done=given")).await.body;
    check(&page, &shown);
    assert!(
        shown.contains("The time is given.") && shown.contains("given by the operator") && shown.contains("End the membership")
    );
    assert!(ada.get("/operator/members").await.body.contains("<td>Paid</td>"));
    assert_eq!(ada.post(&format!("{page}/end"), "").await.header("location"), format!("{page}?done=ended"));
    assert!(reader.get(&walled).await.body.contains("class=\"coupon"));
    let log = world.store.read_here(|tx| audit::newest(tx, 3)).unwrap();
    assert_eq!(
        log.iter().map(|line| (line.deed, line.other)).collect::<Vec<_>>(),
        [(Deed::Cancel, Some(bo)), (Deed::Gift, Some(bo)), (Deed::Gift, Some(bo))]
    );
    assert!(ada.get("/operator/audit?deed=gift").await.body.contains("Ada Quill: gift, 7 days, for Bo."));
    assert_eq!(ada.post("/operator/members/12/give", "days=7").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn members_and_lines_come_in_pages() {
    let world = World::new(Mode::Membership);
    close(&world);
    for number in 0..60 {
        person(&world, &format!("Reader {number}"), Role::Reader);
    }
    let ids = world.store.ids();
    for _ in 0..120 {
        world.store.write_here(|tx| audit::add(tx, ids, &Line::new(NOW, world.reader, Deed::Codes))).unwrap();
    }
    let ada = Client::of(&world, world.reader, 0).await;
    for (path, label, lines) in [
        ("/operator/members", "More members", [50, 11]),
        ("/operator/members?q=reader", "More members", [50, 10]),
        ("/operator/audit?deed=codes", "Earlier lines", [100, 20]),
    ] {
        let first = ada.get(path).await.body;
        let later = first.split("href=\"").filter(|rest| rest.contains(label)).last().and_then(|rest| rest.split('"').next());
        let later = later.unwrap().replace("&#38;", "&");
        let second = ada.get(&later).await.body;
        let counted = [&first, &second].map(|page| page.matches("<tr>").count() - 1);
        assert_eq!(counted, lines, "{path}, then {later}");
        assert!(!second.contains(label));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_file_adds_no_titles_for_whoever_may_not() {
    let opml = r#"<opml version="2.0"><body><outline text="Sea"><outline text="Tide" type="rss" xmlUrl="https://tide.example/rss"/>
        <outline text="Dead" type="rss" xmlUrl="https://dead.example/feed"/></outline></body></opml>"#;
    let world = World::new(Mode::Membership);
    close(&world);
    let bo = person(&world, "Bo", Role::Reader);
    let titles = || world.store.read_here(newsstand_store::titles::all).unwrap().len();
    let before = titles();
    let taken = Client::of(&world, bo, 0).await.upload("/titles/opml", opml).await;
    check("/titles/opml", &taken.body);
    assert!(taken.body.contains("1 feed of the file is followed now; 1 is not on this stand."));
    assert!(taken.body.contains("<li>https://tide.example/rss</li>"));
    assert_eq!(titles(), before);
    assert_eq!(world.store.read_here(|tx| newsstand_store::readers::follows(tx, bo)).unwrap().len(), 1);
    let added = Client::of(&world, world.reader, 0).await.upload("/titles/opml", opml).await;
    assert!(added.body.contains("2 feeds of the file are followed now; 1 of them is new on the stand."));
    assert_eq!(titles(), before + 1);
}
