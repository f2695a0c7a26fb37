//! A browser for tests: headless Chromium, driven by chromedriver (W3C WebDriver).

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::{free_port, until};

/// Chromedriver and one session (W3C WebDriver).
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// One that runs no scripts; none where chromium and chromedriver are not installed.
    pub fn open() -> Option<Self> {
        Self::with(json!({ "profile.managed_default_content_settings.javascript": 2 }))
    }

    /// One that runs scripts.
    pub fn open_with_scripts() -> Option<Self> {
        Self::with(json!({}))
    }

    fn with(prefs: Value) -> Option<Self> {
        let port = free_port();
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
            "prefs": prefs
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
    pub fn try_ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver answers");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).expect("asks");
        let value: Value = serde_json::from_slice(&answer(stream)).unwrap_or_default();
        value["value"].clone()
    }

    pub fn call(&self, method: &str, path: &str, body: Value) -> Value {
        self.ask(method, &format!("/session/{}{path}", self.session), &body)
    }

    pub fn go(&self, address: &str) {
        self.call("POST", "/url", json!({ "url": address }));
    }

    pub fn size(&self, width: u32, height: u32) {
        // Headless Chromium's narrowest window is wider than a phone: the device is emulated.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.call(
            "POST",
            "/goog/cdp/execute",
            json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics }),
        );
    }

    /// A number computed in the page; -1 when there is none.
    pub fn number(&self, script: &str) -> i64 {
        let body = json!({ "script": format!("return {script}"), "args": [] });
        self.try_ask("POST", &format!("/session/{}/execute/sync", self.session), &body).as_i64().unwrap_or(-1)
    }

    /// Words computed in the page.
    pub fn said(&self, script: &str) -> String {
        let body = json!({ "script": format!("return {script}"), "args": [] });
        let value = self.try_ask("POST", &format!("/session/{}/execute/sync", self.session), &body);
        value.as_str().unwrap_or("").to_owned()
    }

    /// Keeps a picture of the whole page, in the folder that `NEWSSTAND_TEST_PICTURES` names.
    pub fn picture(&self, name: &str) {
        use base64::Engine as _;
        let Some(folder) = std::env::var_os("NEWSSTAND_TEST_PICTURES") else { return };
        let whole = json!({ "cmd": "Page.captureScreenshot", "params": { "captureBeyondViewport": true } });
        let picture = self.call("POST", "/goog/cdp/execute", whole);
        let bytes = base64::engine::general_purpose::STANDARD.decode(picture["data"].as_str().unwrap_or("")).expect("a picture");
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), bytes).expect("keeps a picture");
    }

    /// Forgets every cookie: somebody else sits down.
    pub fn forget(&self) {
        self.call("DELETE", "/cookie", json!({}));
    }

    pub fn find(&self, css: &str) -> String {
        let found = self.call("POST", "/element", json!({ "using": "css selector", "value": css }));
        found.as_object().and_then(|object| object.values().next()).and_then(Value::as_str).expect("an element").to_owned()
    }

    /// Whether there is such an element.
    pub fn has(&self, css: &str) -> bool {
        !self.call("POST", "/elements", json!({ "using": "css selector", "value": css })).as_array().expect("a list").is_empty()
    }

    /// The light the reader's machine asks for: `light` or `dark`.
    pub fn light(&self, scheme: &str) {
        let params = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.call("POST", "/goog/cdp/execute", json!({ "cmd": "Emulation.setEmulatedMedia", "params": params }));
    }

    pub fn click(&self, css: &str) {
        let element = self.find(css);
        self.call("POST", &format!("/element/{element}/click"), json!({}));
    }

    pub fn write(&self, css: &str, text: &str) {
        let element = self.find(css);
        self.call("POST", &format!("/element/{element}/value"), json!({ "text": text }));
    }

    pub fn text(&self, css: &str) -> String {
        let element = self.find(css);
        self.call("GET", &format!("/element/{element}/text"), json!({})).as_str().unwrap_or("").to_owned()
    }

    /// What axe-core finds wrong with the page, one line each; nothing where axe-core is not there (`NEWSSTAND_TEST_AXE`).
    pub fn violations(&self) -> Vec<String> {
        let Some(path) = std::env::var_os("NEWSSTAND_TEST_AXE").filter(|path| !path.is_empty()) else {
            eprintln!("skipped: NEWSSTAND_TEST_AXE does not name axe-core's script");
            return Vec::new();
        };
        if self.number("typeof axe === 'undefined' ? 1 : 0") == 1 {
            let axe = std::fs::read_to_string(path).expect("axe-core is read");
            self.call("POST", "/execute/sync", json!({ "script": axe, "args": [] }));
        }
        let run = "const done = arguments[arguments.length - 1]; \
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
            .then(found => done(found.violations.map(v => v.id + ' at ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', '))), \
                  error => done(['axe failed: ' + error]))";
        let found = self.call("POST", "/execute/async", json!({ "script": run, "args": [] }));
        let lines = found.as_array().expect("a list").iter();
        lines.filter_map(|line| line.as_str().map(str::to_owned)).collect()
    }

    pub fn address(&self) -> String {
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

/// A press of a button or key returns before its page has come: what it leads to is waited for.
#[track_caller]
pub fn soon(ready: impl FnMut() -> bool) {
    until(Duration::from_secs(15), ready);
}
