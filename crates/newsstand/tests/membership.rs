//! The seed page's path, walked by a browser through a demo that is run as a membership: a wall, fourteen days, a reminder, a
//! payment, a cancellation, previews again; and behind it an editor, an operator and a publisher who checks a statement.

mod common;

use common::browser::{Browser, soon};
use common::{Served, links, places, until};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

const READER: &str = "rita@reader.example";
const PASSWORD: &str = "seven terns over grey water";

/// A demo with the passwords it printed.
struct Demo {
    served: Served,
    home: String,
    people: HashMap<String, (String, String)>,
}

impl Demo {
    fn start(data: &std::path::Path) -> Self {
        let port = common::free_port();
        let mut command = Command::new(common::BINARY);
        command.args(["demo", "--mode", "membership", "--pace", "1", "--data"]).arg(data);
        command.args(["--listen", &format!("127.0.0.1:{port}")]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("starts");
        let mut said = BufReader::new(child.stdout.take().expect("its words")).lines();
        let mut people = HashMap::new();
        for line in said.by_ref().map_while(Result::ok) {
            if let [role, email, password] = line.split_whitespace().collect::<Vec<_>>()[..]
                && email.ends_with("@stand.example")
            {
                people.insert(role.to_owned(), (email.to_owned(), password.to_owned()));
            }
            if line.contains("payments are played") {
                break;
            }
        }
        // What is said later goes nowhere and must not stop the program.
        std::thread::spawn(move || said.for_each(drop));
        assert_eq!(people.len(), 3, "an operator, an editor and a publisher were named");
        let served = Served { child, port };
        until(Duration::from_secs(120), || links(&served.get("/").1, "/story/").len() >= 12);
        Self { served, home: format!("http://127.0.0.1:{port}"), people }
    }

    /// An article that is for members, by its page.
    fn walled(&self) -> String {
        let stories = links(&self.served.get("/").1, "/story/");
        let articles = stories.iter().flat_map(|story| links(&self.served.get(story).1, "/article/"));
        let walled = articles.into_iter().find(|article| self.served.get(article).1.contains("Sign up to read this article"));
        walled.expect("an article for members")
    }
}

/// Somebody at the browser.
struct Person<'a> {
    browser: &'a Browser,
    home: &'a str,
}

impl Person<'_> {
    fn goes(&self, path: &str) {
        self.browser.go(&format!("{}{path}", self.home));
    }

    #[track_caller]
    fn reads(&self, words: &str) {
        soon(|| self.main().contains(words));
    }

    fn main(&self) -> String {
        let script = "(document.querySelector('main') ?? document.body).innerText.replace(/\\u00ad/g, '')";
        self.browser.said(script)
    }

    /// Nothing on this page keeps anybody out, on a desk and on a telephone.
    #[track_caller]
    fn looks(&self, name: &str) {
        for (width, height) in [(1280, 900), (390, 844)] {
            self.browser.size(width, height);
            assert_eq!(self.browser.violations(), Vec::<String>::new(), "{name} at {width} px");
            let wide = self.browser.number("document.documentElement.scrollWidth");
            assert!(wide <= i64::from(width), "{name} is {wide} px wide on a screen of {width}");
            self.browser.picture(&format!("{name}-{width}"));
        }
        self.browser.size(1280, 900);
    }

    fn signs_in(&self, (login, password): &(String, String)) {
        self.browser.forget();
        self.goes("/sign-in");
        self.browser.write("input[name=login]", login);
        self.browser.write("input[name=password]", &format!("{password}\u{e007}"));
        soon(|| !self.browser.address().contains("/sign-in"));
    }
}

#[test]
fn the_seed_pages_path_from_the_wall_to_the_statement() {
    let Some(browser) = Browser::open_with_scripts() else {
        eprintln!("skipped: chromium and chromedriver are not installed");
        return;
    };
    let place = places().remove(0);
    let demo = Demo::start(&place.data());
    browser.size(1280, 900);
    let person = Person { browser: &browser, home: &demo.home };
    let article = demo.walled();

    a_visitor_meets_the_wall_and_signs_up(&person, &article);
    the_trial_is_read_through_and_its_end_is_told(&person, &article);
    they_pay_and_read_on(&person, &article);
    they_cancel_and_read_to_the_end(&person, &article);
    an_editor_picks(&person, &demo);
    the_month_is_settled(&person, &demo);
    a_publisher_checks_a_statement(&person, &demo, &place.data());
}

fn a_visitor_meets_the_wall_and_signs_up(person: &Person<'_>, article: &str) {
    let browser = person.browser;
    person.goes(article);
    for words in ["Sign up to read this article", "Fourteen days free", "Already a member?", "Top stories right now"] {
        person.reads(words);
    }
    person.looks("wall");
    browser.write(".coupon input[type=email]", &format!("{READER}\u{e007}"));
    soon(|| browser.address().contains("/sign-up"));
    assert_eq!(browser.said("document.querySelector('input[name=email]').value"), READER);
    person.looks("sign-up");
    browser.write("input[name=password]", &format!("{PASSWORD}\u{e007}"));
    // Back where they came from, and now the whole of it.
    soon(|| browser.address().contains(article));
    assert!(!person.main().contains("Sign up to read this article"));
}

fn the_trial_is_read_through_and_its_end_is_told(person: &Person<'_>, article: &str) {
    person.goes("/settings/membership");
    person.reads("Day one of fourteen");
    person.looks("trial");
    person.lets_pass(11);
    person.goes(article);
    assert!(!person.main().contains("Sign up to read this article"), "the twelfth day is free");
    // The stand writes of itself; a demo shows its letters.
    until(Duration::from_secs(90), || {
        person.goes("/demo/letters");
        person.main().contains(READER) && person.main().contains("ends")
    });
    person.looks("letters");
}

fn they_pay_and_read_on(person: &Person<'_>, article: &str) {
    let browser = person.browser;
    person.goes("/plans");
    person.looks("plans");
    browser.click("form[action='/plans/by-the-month/buy'] button");
    soon(|| browser.address().contains("/pay/test/"));
    person.looks("pay");
    browser.click("button[name=do][value=pay]");
    soon(|| !browser.address().contains("/pay/test/") || person.main().contains("paid"));
    person.goes("/settings/membership");
    person.reads("€8.00");
    person.looks("member");
    person.lets_pass(11);
    person.goes(article);
    assert!(person.main().len() > 800, "a member reads on after the trial");
}

fn they_cancel_and_read_to_the_end(person: &Person<'_>, article: &str) {
    person.goes("/settings/membership");
    person.browser.click("form[action='/settings/membership/cancel'] button");
    soon(|| person.browser.number("document.querySelectorAll(\"form[action='/settings/membership/resume']\").length") == 1);
    person.looks("cancelled");
    person.goes(article);
    assert!(!person.main().contains("Your membership has ended"), "what is paid is read to its end");
    person.lets_pass(30);
    person.goes(article);
    person.reads("Your membership has ended");
    person.looks("lapsed");
}
