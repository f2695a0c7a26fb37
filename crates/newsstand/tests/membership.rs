//! The seed page's path, walked by a browser through a demo that is run as a membership: a wall, fourteen days, a reminder, a
//! payment, a cancellation, previews again; and behind it an editor, an operator and a publisher who checks a statement.

mod common;

use common::browser::{Browser, soon};
use common::{Served, links, places, until};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const READER: &str = "rita@reader.example";
const PASSWORD: &str = "seven terns over grey water";

/// A demo with the passwords it printed.
struct Demo {
    _served: Served,
    home: String,
    people: HashMap<String, (String, String)>,
}

impl Demo {
    fn start(data: &Path) -> Self {
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
        Self { _served: served, home: format!("http://127.0.0.1:{port}"), people }
    }
}

/// Somebody at the browser.
struct Person<'a> {
    browser: &'a Browser,
    home: &'a str,
    /// What was found wrong with pages, told at the end all at once.
    wrong: RefCell<Vec<String>>,
}

impl Person<'_> {
    fn goes(&self, path: &str) {
        self.browser.go(&format!("{}{path}", self.home));
    }

    #[track_caller]
    fn reads(&self, words: &str) {
        let come = |_| {
            self.main().contains(words) || {
                std::thread::sleep(Duration::from_millis(50));
                false
            }
        };
        assert!((0..100).any(come), "{words:?} is not in {}: {}", self.browser.address(), self.main());
    }

    fn main(&self) -> String {
        let script = "(document.querySelector('main') ?? document.body).innerText.replace(/\\u00ad/g, '')";
        self.browser.said(script)
    }

    /// Whether anything on this page keeps anybody out, on a desk and on a telephone, by day and by night.
    fn looks(&self, name: &str) {
        for (width, height) in [(1280, 900), (390, 844)] {
            self.browser.size(width, height);
            self.is_fit(&format!("{name}-{width}"), width);
        }
        self.browser.light("dark");
        self.is_fit(&format!("{name}-night"), 390);
        self.browser.light("light");
        self.browser.size(1280, 900);
    }

    fn is_fit(&self, name: &str, width: u32) {
        let mut wrong = self.browser.violations();
        let wide = self.browser.number("document.documentElement.scrollWidth");
        if wide > i64::from(width) {
            wrong.push(format!("it is {wide} px wide"));
        }
        self.wrong.borrow_mut().extend(wrong.into_iter().map(|what| format!("{name}: {what}")));
        self.browser.picture(name);
    }

    /// Presses the buttons that let time pass. Who has bought nothing yet finds them on the way to it, and turns around.
    fn lets_pass(&self, span: &str) {
        self.goes("/pay/test");
        if !self.browser.has("button[name=days]") {
            self.goes("/plans");
            self.browser.click("form[action$='/buy'] button");
            soon(|| self.browser.address().contains("/pay/test/"));
        }
        self.browser.click(&format!("button[name=days][value='{span}']"));
        soon(|| self.browser.address().contains("did=pass"));
    }

    /// Stays on an article for as long as a quarter of it takes, and leaves it.
    fn reads_for_a_while(&self, article: &str, words: u64) {
        self.goes(article);
        std::thread::sleep(Duration::from_secs((words * 60).div_ceil(240 * 4).clamp(3, 30) + 1));
        self.goes("/");
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
    let person = Person { browser: &browser, home: &demo.home, wrong: RefCell::default() };
    let (article, words) = a_members_article_of_the_publishers(&place.data().join("stand.db"));

    a_visitor_meets_the_wall_and_signs_up(&person, &article);
    the_trial_is_read_through_and_its_end_is_told(&person, &article);
    they_pay_and_read_on(&person, &article, words);
    they_cancel_and_read_to_the_end(&person, &article);
    an_editor_picks(&person, &demo);
    the_month_is_settled(&person, &demo);
    a_publisher_checks_a_statement(&person, &demo, &place.data());
    assert_eq!(*person.wrong.borrow(), Vec::<String>::new());
}

/// The shortest article of the publisher's that the stand has whole, for members; and its words.
fn a_members_article_of_the_publishers(stand: &Path) -> (String, u64) {
    let stand = rusqlite::Connection::open_with_flags(stand, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).expect("opens");
    let sql = "select a.id, a.words from articles a join titles t on t.id = a.title join title_terms s on s.title = t.id
                 join publishers p on p.id = s.publisher
               where p.name = 'Harbour Press' and t.slug = 'herald' and t.terms = 'members' and a.reach = 'full'
               order by a.words limit 1";
    let mut found = None;
    until(Duration::from_secs(30), || {
        found = stand.query_row(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))).ok();
        found.is_some()
    });
    let (article, words) = found.expect("an article");
    (format!("/article/{article}"), words.unsigned_abs())
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
    person.lets_pass("11");
    person.goes(article);
    assert!(!person.main().contains("Sign up to read this article"), "the twelfth day is free");
    // The stand writes of itself; a demo shows its letters.
    until(Duration::from_secs(20), || {
        person.goes("/demo/letters");
        person.main().contains(READER) && person.main().contains("Your free days end on")
    });
    person.looks("letters");
    person.goes("/settings/membership");
    person.reads("Day twelve of fourteen");
    person.reads("Your free days end on");
    person.looks("reminded");
}

fn they_pay_and_read_on(person: &Person<'_>, article: &str, words: u64) {
    let browser = person.browser;
    person.goes("/plans");
    person.looks("plans");
    browser.click("form[action='/plans/by-the-month/buy'] button");
    soon(|| browser.address().contains("/pay/test/"));
    person.looks("pay");
    browser.click("button[name=do][value=pay]");
    soon(|| !browser.address().contains("/pay/test/") || person.main().contains("paid"));
    person.goes("/settings/membership");
    person.reads("You are a member");
    person.reads("€8");
    person.lets_pass("11");
    person.reads_for_a_while(article, words);
    person.goes("/settings/membership");
    person.reads("In all");
    person.looks("membership");
    person.goes("/settings/account");
    person.looks("settings-account");
    person.goes("/settings/mine");
    person.looks("settings-mine");
}

fn they_cancel_and_read_to_the_end(person: &Person<'_>, article: &str) {
    person.goes("/settings/membership");
    person.browser.click("form[action='/settings/membership/cancel'] button");
    soon(|| person.browser.number("document.querySelectorAll(\"form[action='/settings/membership/resume']\").length") == 1);
    person.looks("cancelled");
    person.goes(article);
    assert!(!person.main().contains("Your membership has ended"), "what is paid is read to its end");
    person.lets_pass("31");
    person.goes(article);
    person.reads("Your membership has ended");
    person.looks("lapsed");
}

fn an_editor_picks(person: &Person<'_>, demo: &Demo) {
    person.browser.forget();
    person.goes("/sign-in");
    person.looks("sign-in");
    person.signs_in(&demo.people["editor"]);
    person.goes("/desk");
    person.looks("desk");
    let line = "Worth an evening, says the desk.";
    person.browser.click("details.picking summary");
    person.browser.write("details.picking[open] form [name=line]", line);
    person.browser.click("details.picking[open] form button");
    soon(|| person.browser.number("document.querySelectorAll('.picks form.leave').length") == 1);
    person.browser.forget();
    until(Duration::from_secs(20), || {
        person.goes("/");
        person.main().contains(line)
    });
    person.looks("front");
}

/// The operator settles every month that is over, one after the other.
fn the_month_is_settled(person: &Person<'_>, demo: &Demo) {
    let browser = person.browser;
    person.signs_in(&demo.people["operator"]);
    for page in ["/operator", "/operator/members", "/operator/audit", "/operator/terms", "/operator/publishers"] {
        person.goes(page);
        person.looks(&page[1..].replace('/', "-"));
    }
    let settled = "document.querySelectorAll('a[href^=\"/operator/statements/\"]').length";
    for month in 1..=3 {
        person.goes("/operator/statements");
        assert_eq!(browser.number(settled), month - 1, "one month after the other");
        if !person.main().contains("The month is over and can be settled") {
            break;
        }
        browser.click("form[method=get] button");
        soon(|| browser.address().contains("split="));
        person.reads("It adds up to the cent");
        if month == 1 {
            person.looks("operator-statements");
        }
        browser.click("form[action='/operator/statements'][method=post] button");
        soon(|| browser.address().contains("/operator/statements/"));
        person.reads("Every transaction sums to zero");
        if month == 1 {
            person.looks("operator-month");
        }
    }
    person.goes("/operator/statements");
    assert!(browser.number(settled) >= 1, "a month was settled");
}

fn a_publisher_checks_a_statement(person: &Person<'_>, demo: &Demo, folder: &Path) {
    let browser = person.browser;
    person.signs_in(&demo.people["publisher"]);
    person.goes("/publisher");
    person.looks("publisher");
    // The last month is the one in which money met reading.
    browser.click("a[href^='/publisher/statements/']");
    soon(|| browser.address().contains("/publisher/statements/"));
    person.looks("publisher-month");
    let earning = "[...document.querySelectorAll('tbody tr')].find(row => /[1-9]/.test(row.lastElementChild.innerText))\
        ?.querySelector('a').getAttribute('href')";
    let statement = browser.said(earning);
    assert!(
        statement.starts_with("/publisher/statements/"),
        "a title of theirs has earned something: {}",
        person.main()
    );
    person.goes(&statement);
    person.reads("Check it yourself");
    person.looks("statement");

    let text = browser.said(&format!(
        "(() => {{ const ask = new XMLHttpRequest(); ask.open('GET', '{statement}/statement.csv', false); ask.send(); \
         return ask.responseText }})()"
    ));
    let file = folder.join("statement.csv");
    std::fs::write(&file, &text).expect("keeps the file");
    let (right, said) = checked(&file);
    assert!(right && said.contains("agrees with itself"), "{said}");
    std::fs::write(&file, with_another_digit(&text)).expect("keeps the file");
    let (right, said) = checked(&file);
    assert!(!right && said.contains("should be"), "{said}");
}

/// What `newsstand statement check` says of a file.
fn checked(file: &Path) -> (bool, String) {
    let output = Command::new(common::BINARY).args(["statement", "check"]).arg(file).output().expect("runs");
    (output.status.success(), common::stdout(&output))
}

/// The same with one digit of the last row that counts changed.
fn with_another_digit(text: &str) -> String {
    let at = text.trim_end().rfind(|letter: char| letter.is_ascii_digit()).expect("a number");
    let digit = if &text[at..=at] == "1" { "2" } else { "1" };
    format!("{}{digit}{}", &text[..at], &text[at + 1..])
}
