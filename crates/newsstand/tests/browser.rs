//! A browser walks through the demo: headless Chromium, JavaScript off, at the widths of a phone, a tablet and a desk.

mod common;

use common::{Served, places, until};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Chromedriver and one session (W3C WebDriver).
struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// None where chromium and chromedriver are not installed.
    fn open() -> Option<Self> {
        let port = common::free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut browser = Self { driver, port, session: String::new() };
        until(Duration::from_secs(20), || TcpStream::connect(("127.0.0.1", port)).is_ok());
        let options = json!({
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run", "--hide-scrollbars"],
            "prefs": { "profile.managed_default_content_settings.javascript": 2 }
        });
        let answer = browser.ask(
            "POST",
            "/session",
            &json!({ "capabilities": { "alwaysMatch": { "browserName": "chrome", "goog:chromeOptions": options } } }),
        );
        browser.session = answer["sessionId"].as_str()?.to_owned();
        Some(browser)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let value = self.try_ask(method, path, body);
        assert!(value["error"].is_null(), "{method} {path}: {}", value["message"]);
        value
    }

    /// The answer, which is an error for instance while one page makes way for the next.
    fn try_ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver answers");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).expect("asks");
        let value: Value = serde_json::from_slice(&answer(stream)).unwrap_or_default();
        value["value"].clone()
    }

    fn call(&self, method: &str, path: &str, body: Value) -> Value {
        self.ask(method, &format!("/session/{}{path}", self.session), &body)
    }

    fn go(&self, address: &str) {
        self.call("POST", "/url", json!({ "url": address }));
    }

    fn size(&self, width: u32, height: u32) {
        // Headless Chromium's narrowest window is wider than a phone: the device is emulated.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call(
            "POST",
            "/goog/cdp/execute",
            json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics }),
        );
    }

    /// A number computed in the page; -1 when there is none.
    fn number(&self, script: &str) -> i64 {
        let body = json!({ "script": format!("return {script}"), "args": [] });
        self.try_ask("POST", &format!("/session/{}/execute/sync", self.session), &body).as_i64().unwrap_or(-1)
    }

    fn find(&self, css: &str) -> String {
        let found = self.call("POST", "/element", json!({ "using": "css selector", "value": css }));
        found.as_object().and_then(|object| object.values().next()).and_then(Value::as_str).expect("an element").to_owned()
    }

    fn click(&self, css: &str) {
        let element = self.find(css);
        self.call("POST", &format!("/element/{element}/click"), json!({}));
    }

    fn write(&self, css: &str, text: &str) {
        let element = self.find(css);
        self.call("POST", &format!("/element/{element}/value"), json!({ "text": text }));
    }

    fn text(&self, css: &str) -> String {
        let element = self.find(css);
        self.call("GET", &format!("/element/{element}/text"), json!({})).as_str().unwrap_or("").to_owned()
    }

    fn address(&self) -> String {
        self.try_ask("GET", &format!("/session/{}/url", self.session), &json!({})).as_str().unwrap_or("").to_owned()
    }
}

/// The body of an answer; the driver keeps connections open, so its stated length ends it.
fn answer(stream: TcpStream) -> Vec<u8> {
    let mut stream = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).expect("answers");
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("answers whole");
    body
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // The browser ends with its session; the driver is ended after it.
            let path = format!("/session/{}", self.session);
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.ask("DELETE", &path, &json!({}))));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

#[test]
fn a_browser_walks_through_without_javascript() {
    let Some(browser) = Browser::open() else {
        eprintln!("skipped: chromium and chromedriver are not installed");
        return;
    };
    let place = places().remove(0);
    let mut command = Command::new(common::BINARY);
    command.args(["demo", "--pace", "1", "--data"]).arg(place.data());
    let served = Served::start(command);
    until(Duration::from_secs(120), || common::links(&served.get("/").1, "/story/").len() >= 12);
    let home = format!("http://127.0.0.1:{}", served.port);

    nothing_is_wider_than_the_screen(&browser, &served, &home);
    browser.size(1440, 1000);
    from_the_front_to_a_story_to_an_article(&browser, &home);
    a_search_is_typed_and_answered(&browser, &home);
    a_title_is_unfollowed_and_followed(&browser, &served, &home);
    the_light_is_changed(&browser, &home);
    a_story_folds_its_copies_and_tells_how_it_went(&browser, &served, &home);
    an_editor_picks_a_story(&browser, &home);
    a_reader_leaves_a_section_out(&browser, &served, &home);
    a_reader_follows_a_section_and_is_picked_for(&browser, &home);
    ten_articles_read_are_a_reason(&browser, &served, &home);
    a_reader_turns_the_recipe(&browser, &home);
}

fn nothing_is_wider_than_the_screen(browser: &Browser, served: &Served, home: &str) {
    let front = served.get("/").1;
    let story = common::links(&front, "/story/")[0].clone();
    let article = common::links(&served.get(&story).1, "/article/")[0].clone();
    let pages = [
        "/",
        &story,
        &article,
        "/section/world",
        "/search?q=embassy",
        "/titles",
        "/titles/health",
        "/titles/opml",
        "/titles/add",
        "/unread",
        "/title/barid",
        "/desk",
        "/settings",
        "/settings/front",
        "/settings/profile",
        "/settings/mutes",
    ];
    for width in [320, 390, 820, 1440] {
        browser.size(width, 900);
        for page in pages {
            browser.go(&format!("{home}{page}"));
            let wide = browser.number("document.documentElement.scrollWidth");
            assert!(wide > 0, "{page} has no width");
            assert!(wide <= i64::from(width), "{page} is {wide} px wide on a screen of {width}");
            assert_eq!(browser.number("document.querySelectorAll('h1').length"), 1, "{page}");
        }
    }
}

/// A press of a button or key returns before its page has come: what it leads to is waited for.
#[track_caller]
fn soon(ready: impl FnMut() -> bool) {
    until(Duration::from_secs(15), ready);
}

fn from_the_front_to_a_story_to_an_article(browser: &Browser, home: &str) {
    browser.go(home);
    assert!(browser.text("h1").contains("Newsstand"));
    browser.click(".lead h2 a, .lead h3 a");
    soon(|| browser.address().contains("/story/") || browser.address().contains("/article/"));
    browser.go(&format!("{home}/"));
    browser.click("details.why summary");
    // "Why" opens without a script.
    soon(|| browser.number("document.querySelectorAll('details.why[open]').length") == 1);
    browser.click("main a[href^='/story/']");
    soon(|| browser.address().contains("/story/"));
    browser.click("main a[href^='/article/']");
    soon(|| {
        browser.address().contains("/article/")
            && browser.number("(document.querySelector('main')?.innerText ?? '').length") > 400
    });
    assert!(browser.text("h1").len() > 3);
}

fn a_search_is_typed_and_answered(browser: &Browser, home: &str) {
    browser.go(&format!("{home}/search"));
    browser.write("input[name=q]", "embassy\u{e007}");
    soon(|| browser.address().contains("q=embassy") && browser.number("document.querySelectorAll('mark').length") > 0);
}

fn a_title_is_unfollowed_and_followed(browser: &Browser, served: &Served, home: &str) {
    let followed = || served.get("/newsstand.opml").1.matches("kestrel.localhost").count() > 0;
    assert!(followed());
    browser.go(&format!("{home}/title/kestrel"));
    browser.click("form[action='/titles/follow'] button");
    soon(|| !followed());
    browser.go(&format!("{home}/title/kestrel"));
    browser.click("form[action='/titles/follow'] button");
    soon(followed);
}

fn the_light_is_changed(browser: &Browser, home: &str) {
    browser.go(&format!("{home}/settings"));
    browser.click("form[action='/settings/light'] input[value=dark]");
    browser.click("form[action='/settings/light'] button");
    // Night stays night on the next page.
    soon(|| browser.number("document.querySelectorAll('[data-theme=dark]').length") == 1);
    browser.go(home);
    assert_eq!(browser.number("document.querySelectorAll('[data-theme=dark]').length"), 1);
}

fn a_story_folds_its_copies_and_tells_how_it_went(browser: &Browser, served: &Served, home: &str) {
    let told = |path: &String| {
        let page = served.get(path).1;
        page.contains("details class=\"copies\"") && page.contains("One line for each real change")
    };
    let stories = common::links(&served.get("/").1, "/story/");
    let story = stories.iter().find(|path| told(path)).expect("a story with copies and a timeline");
    browser.go(&format!("{home}{story}"));
    browser.click("details.copies summary");
    assert_eq!(browser.number("document.querySelectorAll('details.copies[open]').length"), 1);
    assert!(browser.number("document.querySelectorAll('ol.line li').length") >= 2);
    assert!(browser.text("ol.line").contains("had it first"));
}

fn an_editor_picks_a_story(browser: &Browser, home: &str) {
    browser.go(&format!("{home}/desk"));
    browser.click("details.picking summary");
    browser.write("details.picking[open] input[name=line]", "Read this one first\u{e007}");
    soon(|| browser.number("document.querySelectorAll(\"input[name=line][value='Read this one first']\").length") == 1);
    browser.go(home);
    assert!(browser.text("section[aria-labelledby=picks]").contains("Read this one first"));
}

fn a_reader_leaves_a_section_out(browser: &Browser, served: &Served, home: &str) {
    let shown = || served.get("/").1.contains("href=\"/section/science\"");
    assert!(shown());
    browser.go(&format!("{home}/settings/mutes?kind=section&value=science"));
    browser.click("form[action='/mutes'] button.go");
    soon(|| !shown());
    browser.go(&format!("{home}/settings/mutes"));
    browser.click("form[action$='/remove'] button");
    soon(shown);
}

fn a_reader_follows_a_section_and_is_picked_for(browser: &Browser, home: &str) {
    browser.go(&format!("{home}/section/science"));
    browser.click("form[action='/interests'] button");
    soon(|| browser.address().contains("did=section"));
    browser.go(home);
    assert!(browser.text("section[aria-labelledby=you]").contains("You follow Science."));
}

fn ten_articles_read_are_a_reason(browser: &Browser, served: &Served, home: &str) {
    let culture = common::links(&served.get("/section/culture").1, "/article/");
    let world = common::links(&served.get("/section/world").1, "/article/");
    let ten: Vec<_> = culture.iter().chain(&world).take(10).collect();
    assert_eq!(ten.len(), 10);
    for article in ten {
        browser.go(&format!("{home}{article}"));
        browser.click("form[action$='/read'] button");
        soon(|| browser.number("document.querySelectorAll('input[name=unread]').length") == 1);
    }
    browser.go(&format!("{home}/settings/profile"));
    assert!(browser.text("main").contains("Section, from "), "what was learnt is told with its readings");
    browser.go(home);
    browser.click("section[aria-labelledby=you] details.why summary");
    soon(|| browser.number("document.querySelectorAll('section[aria-labelledby=you] details.why[open]').length") == 1);
    assert!(browser.text("section[aria-labelledby=you]").contains("You read "));
}

fn a_reader_turns_the_recipe(browser: &Browser, home: &str) {
    let moved = "document.querySelector('input[name=velocity]').value * 10";
    browser.go(&format!("{home}/settings/front"));
    // The arrow keys move a slider; Enter would press the first button.
    browser.write("input[name=velocity]", &"\u{e014}".repeat(5));
    browser.click("form.recipe button.go");
    soon(|| browser.address().contains("done=saved"));
    assert_eq!(browser.number(moved), 10);
    browser.click("form.recipe button[name=reset]");
    // The numbers that were given up stay in the sliders, to be saved again; everybody's hold.
    soon(|| browser.address().contains("done=reset"));
    browser.go(&format!("{home}/settings/front"));
    assert_eq!(browser.number(moved), 5);
}
