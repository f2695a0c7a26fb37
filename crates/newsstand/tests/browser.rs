//! A browser walks through the demo: headless Chromium, JavaScript off, at the widths of a phone, a tablet and a desk.

mod common;

use common::browser::{Browser, soon};
use common::{Served, places, until};
use std::process::Command;
use std::time::Duration;

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
