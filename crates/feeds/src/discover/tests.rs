//! What pages lead to, and in which order.

use super::*;

fn base() -> Address {
    Address::new("https://a.example/world/index.html").expect("a good address")
}

fn found(html: &str) -> Vec<(String, Option<String>, Trust)> {
    from_page(html, &base()).into_iter().map(|found| (String::from(found.address), found.title, found.trust)).collect()
}

fn addresses(html: &str) -> Vec<String> {
    found(html).into_iter().map(|(address, ..)| address).collect()
}

fn declared(href: &str, title: &str) -> String {
    format!("<link rel=alternate type='application/rss+xml' title='{title}' href='{href}'>")
}

#[test]
fn declared_feeds_come_first() {
    let html = "<html><head><script>document.write('<link rel=alternate type=application/rss+xml href=/no>')</script>\
        <LINK REL='alternate' TYPE='application/rss+xml; charset=utf-8' TITLE='A &amp; B' HREF='/rss?a=1&amp;b=2'>\
        <link rel=stylesheet href=/feed.css><link rel='alternate' hreflang=de href=/de>\
        </head><body><a href='feed.xml'>RSS</a><a href='/about'>About</a>\
        <!-- <link rel=alternate type=application/rss+xml href=/no> -->\
        <link rel='alternate home' type='application/atom+xml' href='https://b.example/atom'></body>";
    let expected = vec![
        ("https://a.example/rss?a=1&b=2".to_owned(), Some("A & B".to_owned()), Trust::Declared),
        ("https://b.example/atom".to_owned(), None, Trust::Declared),
        ("https://a.example/world/feed.xml".to_owned(), Some("RSS".to_owned()), Trust::Linked),
    ];
    assert_eq!(found(html), expected);
}

#[test]
fn a_base_counts_and_repetitions_do_not() {
    let html = "<base href='https://c.example/x/'><a href=rss>1</a><link rel=feed href=rss><a href='rss/'>2</a>\
        <a href='http://www.c.example/x/rss#top'>3</a>";
    let found = found(html);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0], ("https://c.example/x/rss".to_owned(), Some("1".to_owned()), Trust::Declared));
}

#[test]
fn the_main_feed_comes_first() {
    let page = [
        declared("/comments/feed/", "The Gazette &raquo; Comments Feed"),
        declared("/world/asia/feed/", "The Gazette &raquo; Asia"),
        declared("https://other.example/feed", "Partner"),
        declared("/tag/sea/feed", "The Gazette &raquo; sea Tag Feed"),
        declared("/feed/", "The Gazette &raquo; Feed"),
        declared("/world/feed/", "World"),
    ];
    let html = format!("<title>The Gazette | News of the day</title>{}", page.concat());
    let expected = [
        "https://a.example/feed/",
        "https://a.example/world/feed/",
        "https://a.example/world/asia/feed/",
        "https://a.example/tag/sea/feed",
        "https://other.example/feed",
        "https://a.example/comments/feed/",
    ];
    assert_eq!(addresses(&html), expected);
    let html =
        [declared("/rss/sport.xml", "Sport"), declared("/rss/top.xml", "Top stories"), declared("/rss/all.xml", "Everything")];
    assert_eq!(addresses(&html.concat())[0], "https://a.example/rss/top.xml");
}

#[test]
fn comments_are_offered_last() {
    for (href, title) in
        [("/x/comments/feed", ""), ("/c1", "Kommentare zu: Hafen"), ("/?feed=comments-rss2", ""), ("/c2", "コメントフィード")]
    {
        let both = addresses(&(declared(href, title) + "<a href='/feed'>x</a>"));
        assert_eq!((both.len(), both[0].as_str()), (2, "https://a.example/feed"), "{href}");
        assert_eq!(addresses(&declared(href, title)).len(), 1, "{href}");
    }
    // An opinion page is no comment.
    assert_eq!(addresses(&(declared("/comment/rss", "Comment") + &declared("/x/y/rss", "World"))).len(), 2);
}

#[test]
fn what_serves_programs_is_no_feed() {
    let html = "<link rel=alternate type='application/json' href='/wp-json/wp/v2/posts/1'>\
        <link rel=alternate type='application/json+oembed' href='/wp-json/oembed/1.0/embed?url=x'>\
        <link rel=alternate type='text/xml+oembed' href='/oembed?format=xml'><link rel=alternate type='text/xml' href='/oembed?url=feed.xml'>\
        <link rel=alternate type='application/json' href='/data.json'><link rel=alternate hreflang=fr href='/fr/feed'>\
        <link rel=EditURI type='application/rsd+xml' href='/xmlrpc.php?rsd'><link rel=alternate type='text/html' href='/amp/feed'>\
        <a href='https://reader.example/add?url=https%3A%2F%2Fa.example%2Ffeed'>RSS</a><a href='https://reader.example/https://a.example/feed'>x</a>";
    assert_eq!(addresses(html), Vec::<String>::new());
    let json = "<link rel=alternate type='application/json' title='JSON Feed' href='/feed.json'>";
    assert_eq!(addresses(json), ["https://a.example/feed.json"]);
}

#[test]
fn links_that_say_feed_are_offered_last() {
    let html = "<a href='/subscribe'><img src=i alt='RSS'></a><a href='/podcast'>Podcast</a><a href='/story'>What became of the RSS readers of old, by our reporter</a>\
        <a href='feed://a.example/news'>News</a><a type='application/atom+xml' href='/x'>y</a><a href='https://feeds.a.example/world'>World</a>";
    let expected =
        ["https://a.example/news", "https://a.example/x", "https://feeds.a.example/world", "https://a.example/subscribe"];
    let mut found = addresses(html);
    found[..3].sort();
    assert_eq!(found, expected);
}

#[test]
fn usual_places_are_few_and_on_the_same_site() {
    for (page, first) in [
        ("https://a.example/", "https://a.example/feed/"),
        ("https://a.example/blog", "https://a.example/feed/"),
        ("https://a.example/2024/05/story/", "https://a.example/feed/"),
    ] {
        let places = well_known(&Address::new(page).expect("a good address"));
        assert!(places.len() >= 7 && places.len() <= 10);
        assert!(places.iter().all(|place| place.as_str().starts_with("https://a.example/")));
        assert_eq!(places[0].as_str(), first);
        let in_folder = places.iter().any(|place| place.as_str() == "https://a.example/blog/rss");
        assert_eq!(in_folder, page.ends_with("blog"), "{page}");
    }
}

#[test]
fn robots_name_sitemaps() {
    let text = "User-agent: *\nDisallow: /x\nSitemap: https://a.example/all.xml\nSITEMAP:https://a.example/news.xml # new\n\
                Sitemap: /relative.xml\nSitemap: https://a.example/all.xml\n";
    let found: Vec<_> = from_robots(text).into_iter().map(String::from).collect();
    assert_eq!(found, ["https://a.example/news.xml", "https://a.example/all.xml"]);
}
