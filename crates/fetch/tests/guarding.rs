//! Nothing a server says makes us knock on inside doors.

mod server;

use newsstand_fetch::{Fetcher, Settings, Want};
use server::{Server, code, get, ok, quick, to};

#[tokio::test]
async fn redirects_to_inside_addresses_are_refused_and_the_trap_hears_nothing() {
    let trap = Server::start(|_| ok("", "secret")).await;
    let port = trap.port;
    let inside = [
        "http://127.0.0.1:{}/secret",
        "http://localhost:{}/secret",
        "http://a.localhost:{}/",
        "http://LOCALHOST.:{}/",
        "http://0.0.0.0:{}/secret",
        "http://127.0.0.2:{}/",
        "http://2130706433:{}/",
        "http://0x7f.1:{}/",
        "http://017700000001:{}/",
        "http://127.1:{}/",
        "http://0:{}/",
        "http://[::1]:{}/",
        "http://[::ffff:127.0.0.1]:{}/",
        "http://[64:ff9b::127.0.0.1]:{}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/feed",
        "http://news.example.test@127.0.0.1:{}/",
        "https://127.0.0.1:{}/",
        "//127.0.0.1:{}/",
        "http://%31%32%37.0.0.1:{}/",
        "http://127.0.0.1.:{}/",
        "http://127\u{3002}0\u{3002}0\u{3002}1:{}/",
        "http://\u{ff11}\u{ff12}\u{ff17}.0.0.1:{}/",
        "http://\u{24db}ocalhost:{}/",
        "http://me:secret@127.0.0.1:{}/",
        "\thttp://127.0.0.1:{}/ ",
        "http://[2002:7f00:1::]:{}/",
        "http://[2001:0:7f00:1::1]:{}/",
        "http://[64:ff9b::7f00:1]:{}/",
        "http://[64:ff9b:1::7f00:1]:{}/",
        "http://[::127.0.0.1]:{}/",
        "http://[::ffff:7f00:1]:{}/",
        "http://[fe80::1]:{}/",
        "http://[fd00:ec2::254]/latest/",
        "http://0x7f.0x0.0x0.0x1:{}/",
        "http://0177.0.0.1:{}/",
        "http://100.100.100.200/",
    ];
    let locations: Vec<String> = inside.iter().map(|text| text.replace("{}", &port.to_string())).collect();
    let script = locations.clone();
    let server = Server::start(move |asked| {
        let path = asked.path.trim_start_matches('/');
        path.parse::<usize>().map_or_else(|_| ok("", "User-agent: *\nAllow: /\n"), |number| to(302, &script[number]))
    })
    .await;
    let fetcher = server.fetcher();
    for (number, location) in locations.iter().enumerate() {
        for want in [Want::Feed, Want::Page, Want::Picture] {
            assert_eq!(code(&fetcher, &server.url(&format!("/{number}")), want).await, "inside", "{location}");
        }
    }
    assert_eq!(trap.connections(), 0);
    assert_eq!(fetcher.stats().refused, 3 * locations.len() as u64);
}

#[tokio::test]
async fn redirects_to_what_is_no_web_address_are_refused() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/file" => to(302, "file:///etc/passwd"),
        "/gopher" => to(302, "gopher://127.0.0.1/_x"),
        "/data" => to(302, "data:text/plain,x"),
        "/script" => to(302, "javascript:1"),
        "/ftp" => to(302, "ftp://127.0.0.1/x"),
        "/unc" => to(302, "file://127.0.0.1/share"),
        "/mail" => to(302, "http://a.example:25/"),
        _ => server::status("302 Found", "", ""),
    })
    .await;
    let fetcher = server.fetcher();
    for path in ["/file", "/gopher", "/data", "/script", "/ftp", "/unc", "/nowhere"] {
        assert_eq!(code(&fetcher, &server.url(path), Want::Feed).await, "bad-redirect", "{path}");
    }
    assert_eq!(code(&fetcher, &server.url("/mail"), Want::Feed).await, "refused-port");
}

#[tokio::test]
async fn names_that_lead_inside_are_refused_unless_the_operator_named_them() {
    let server = Server::start(|_| ok("", "x")).await;
    let url = format!("http://packet.localhost:{}/", server.port);
    let with = |allow: &[String]| {
        let allow = allow.iter().map(|text| text.parse().unwrap()).collect();
        Fetcher::new(Settings { allow, ..quick() }).unwrap()
    };
    for allow in [
        vec![],
        vec!["other.localhost".to_owned()],
        vec!["packet.localhost:1".to_owned()],
        vec!["127.1.0.0/16".to_owned()],
        vec!["127.0.0.1".to_owned()],
    ] {
        let failure = get(&with(&allow), &url).await.unwrap_err();
        assert_eq!(failure.code, "inside", "{allow:?}");
        assert!(failure.sentence.contains("this machine itself"), "{failure}");
    }
    assert_eq!(server.connections(), 0);
    for allow in [
        "packet.localhost".to_owned(),
        format!("packet.localhost:{}", server.port),
        format!("*.localhost:{}", server.port),
        "127.0.0.0/16".to_owned(),
    ] {
        assert_eq!(code(&with(std::slice::from_ref(&allow)), &url, Want::Feed).await, "ok", "{allow}");
    }
}

#[tokio::test]
async fn an_exception_for_one_host_opens_no_other_way() {
    // The named host redirects to another name on the same machine.
    let trap = Server::start(|_| ok("", "secret")).await;
    let location = format!("http://b.localhost:{}/", trap.port);
    let server = Server::start(move |_| to(301, &location)).await;
    let allow = vec![format!("a.localhost:{}", server.port).parse().unwrap()];
    let fetcher = Fetcher::new(Settings { allow, ..quick() }).unwrap();
    assert_eq!(code(&fetcher, &format!("http://a.localhost:{}/", server.port), Want::Feed).await, "inside");
    assert_eq!((server.connections(), trap.connections()), (1, 0));
}

#[tokio::test]
async fn redirects_are_followed_to_where_they_lead_and_no_further() {
    let server = Server::start(|asked| {
        let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
        match path {
            "/301" => to(301, "/target"),
            "/308" => to(308, "target"),
            "/302" => to(302, "/target"),
            "/303" => to(303, "/target"),
            "/307" => to(307, "/target"),
            "/mixed" => to(301, "/302"),
            "/self" => to(302, "/self"),
            "/ping" => to(302, "/pong"),
            "/pong" => to(302, "/ping"),
            "/chain" => to(302, "/chain?x"),
            "/count" => to(302, &format!("/count?{}", query.parse::<u32>().unwrap_or(0) + 1)),
            _ => ok("", "x"),
        }
    })
    .await;
    let fetcher = server.fetcher();
    for path in ["/301", "/302", "/303", "/307", "/308", "/mixed"] {
        let response = get(&fetcher, &server.url(path)).await.unwrap();
        assert_eq!(response.address.as_str(), server.url("/target"), "{path}");
        let moved = match path {
            "/301" | "/308" => Some(server.url("/target")),
            "/mixed" => Some(server.url("/302")),
            _ => None,
        };
        assert_eq!(response.moved.map(String::from), moved, "{path}");
    }
    for path in ["/self", "/ping", "/chain?x"] {
        assert_eq!(code(&fetcher, &server.url(path), Want::Feed).await, "redirect-loop", "{path}");
    }
    let before = server.paths().len();
    assert_eq!(code(&fetcher, &server.url("/count"), Want::Feed).await, "too-many-redirects");
    assert_eq!(server.paths().len() - before, 6, "the first and five more");
}
