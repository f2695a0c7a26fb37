//! Documents that are damaged in one way each. Whatever the damage, both entries come out with title and address.

use newsstand_feeds::{Source, read};

const ITEMS: &str = "<item><title>One</title><link>https://a.example/1</link><description>D</description></item>\
    <item><title>Two</title><link>https://a.example/2</link></item>";

fn feed(items: &str) -> String {
    format!("<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link>{items}</channel></rss>")
}

/// Title and address of each entry.
fn entries(bytes: &[u8]) -> Vec<(String, String)> {
    let content = read(&Source { bytes, ..Source::default() }).content;
    let entry =
        |entry: newsstand_news::Entry| (entry.title.unwrap_or_default(), entry.link.map(String::from).unwrap_or_default());
    content.entries.into_iter().map(entry).collect()
}

fn check(name: &str, document: &str) {
    let expected = [("One", "https://a.example/1"), ("Two", "https://a.example/2")];
    let expected = expected.map(|(title, link)| (title.to_owned(), link.to_owned()));
    assert_eq!(entries(document.as_bytes()), expected, "{name}: {document}");
}

#[test]
fn pieces_that_are_missing() {
    for (name, piece) in [
        ("ends of items", "</item>"),
        ("ends of titles", "</title>"),
        ("ends of links", "</link>"),
        ("the end", "</channel></rss>"),
        ("the channel", "<channel>"),
        ("the root", "<rss version=\"2.0\"><channel>"),
        ("the head", "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link>"),
        ("the version", " version=\"2.0\""),
        ("descriptions", "<description>D</description>"),
    ] {
        check(name, &feed(ITEMS).replace(piece, ""));
    }
    check("all ends of items and titles", &feed(ITEMS).replace("</item>", "").replace("</title>", ""));
    check("a sign that ends a tag", &feed(ITEMS).replace("One</title>", "One</title"));
    check("a sign that ends a beginning", &feed(ITEMS).replace("<item><title>One", "<item<title>One"));
}

#[test]
fn pieces_that_are_too_many() {
    for (name, document) in [
        (
            "a message before",
            format!("<br />\n<b>Warning</b>: something in x.php on line 2<br />\n<?xml version=\"1.0\"?>{}", feed(ITEMS)),
        ),
        ("a document type before", format!("<!DOCTYPE html>\n{}", feed(ITEMS))),
        ("a page around", format!("<html><body><pre>{}</pre></body></html>", feed(ITEMS))),
        ("a page behind", format!("{}<!-- cached --><script>x()</script></body></html>", feed(ITEMS))),
        ("two declarations", format!("<?xml version=\"1.0\"?><?xml version=\"1.0\"?>{}", feed(ITEMS))),
        ("space before the declaration", format!("\n\n <?xml version=\"1.0\"?>{}", feed(ITEMS))),
        (
            "marks in the middle",
            format!("\u{feff}<?xml version=\"1.0\"?>\u{feff}{}", feed(&ITEMS.replace("One", "O\u{feff}ne"))),
        ),
        ("zeros", feed(ITEMS).replace("title", "ti\0tle")),
        ("controls", feed(&ITEMS.replace("One", "O\u{1}n\u{b}e").replace("Two", "T\u{7f}w&#31;o"))),
        ("empty items", feed(&format!("<item/><item></item>{ITEMS}"))),
        ("everything twice", feed(&format!("{ITEMS}{ITEMS}"))),
        ("ends of nothing", feed(ITEMS).replace("</title>", "</b></title></title>")),
        ("a comment with dashes", feed(&format!("<!-- a -- b --- -->{ITEMS}"))),
        ("something around items", feed(&format!("<items>{ITEMS}</items>"))),
        (
            "an item in an item",
            feed(&ITEMS.replace("</item><item>", "<item>")).replace("</channel>", "</item></channel>"),
        ),
        ("spaces in tags", feed(ITEMS).replace("<title>", "<title \n>").replace("</link>", "</link\t>")),
    ] {
        check(name, &document);
    }
}

#[test]
fn pieces_in_the_wrong_place() {
    for (name, document) in [
        ("ends that overlap", feed(&ITEMS.replace("One</title>", "One<b></title></b>"))),
        ("the channel ends in an item", feed(&ITEMS.replacen("</item>", "</channel></item>", 1))),
        ("items behind the channel", format!("<rss><channel><title>T</title></channel>{ITEMS}</rss>")),
        (
            "two channels",
            feed(ITEMS).replace("</item><item>", "</item></channel><channel><title>U</title><item>"),
        ),
        ("soup in the text", feed(ITEMS).replace(">D<", "><div><p>x</div></p><br><li>y<img src=/a.jpg><")),
        ("less than", feed(ITEMS).replace(">D<", ">a < b <3 and c <d> e & f<")),
    ] {
        check(name, &document);
    }
}

#[test]
fn names_and_vocabularies_that_are_wrong() {
    let prefixed = feed(ITEMS).replace("</", "</r:").replace('<', "<r:").replace("<r:/r:", "</r:");
    for (name, document) in [
        (
            "capitals",
            feed(ITEMS).replace("item", "ITEM").replace("title>", "Title>").replace("rss ", "RSS ").replace("/rss", "/RSS"),
        ),
        ("ends in capitals", feed(ITEMS).replace("</title>", "</TITLE>").replace("</item>", "</Item>")),
        ("Atom's vocabulary", feed(ITEMS).replace("<rss", "<rss xmlns=\"http://www.w3.org/2005/Atom\"")),
        ("somebody's vocabulary", feed(ITEMS).replace("<rss", "<rss xmlns=\"http://unknown.example/\"")),
        ("XHTML's vocabulary", feed(ITEMS).replace("<rss", "<rss xmlns=\"http://www.w3.org/1999/xhtml\"")),
        ("somebody's prefix", prefixed.replace("<r:rss", "<r:rss xmlns:r=\"http://unknown.example/\"")),
        ("RSS 1.0's prefix", prefixed.replace("<r:rss", "<r:rss xmlns:r=\"http://purl.org/rss/1.0/\"")),
        (
            "a prefix that is not declared",
            ITEMS_OF_ATOM.replace("</", "</atom:").replace('<', "<atom:").replace("<atom:/atom:", "</atom:"),
        ),
        ("no vocabulary", ITEMS_OF_ATOM.to_owned()),
        ("an unknown vocabulary", ITEMS_OF_ATOM.replace("<feed", "<feed xmlns=\"http://unknown.example/\"")),
        ("RDF without any", format!("<RDF><channel><title>T</title></channel>{ITEMS}</RDF>")),
    ] {
        check(name, &document);
    }
}

const ITEMS_OF_ATOM: &str = "<feed><title>T</title><entry><title>One</title><link href=\"https://a.example/1\"/></entry>\
    <entry><title>Two</title><link href=\"https://a.example/2\"/></entry></feed>";

#[test]
fn sections_that_are_broken() {
    for (name, one, two) in [
        ("never closed", "<![CDATA[One", "Two"),
        ("never closed before one that is", "<![CDATA[One", "<![CDATA[Two]]>"),
        ("closed badly", "<![CDATA[One]]", "<![CDATA[Two]]>"),
        ("in small letters", "<![cdata[One]]>", "Two"),
        ("escaped", "&lt;![CDATA[One]]&gt;", "&lt;![CDATA[Two]]>"),
        ("in pieces", "<![CDATA[O]]><![CDATA[ne]]>", "T<![CDATA[w]]>o"),
    ] {
        check(name, &feed(ITEMS).replace("One", one).replace("Two", two));
    }
    check("a comment that never closes", &feed(&ITEMS.replace("</item><item>", "</item><!-- x <item>")));
    check("an escaped document", &feed(ITEMS).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
}

#[test]
fn attributes_that_are_broken() {
    for (name, link) in [
        ("no quotes", "href=https://a.example/1 rel=alternate"),
        ("no quotes and no space", "href=https://a.example/1"),
        ("twice", "href='https://a.example/1' href='https://a.example/9'"),
        ("quotes of print", "href=“https://a.example/1”"),
        ("one quote", "href='https://a.example/1"),
        ("spaces around", "href = ' https://a.example/1\n'"),
        ("line ends within", "href='https://a.exa\tmple/\n1'"),
        ("capitals", "HREF='https://a.example/1' REL='ALTERNATE'"),
        ("junk between", "/ , = href='https://a.example/1'"),
    ] {
        check(name, &ITEMS_OF_ATOM.replace("href=\"https://a.example/1\"/", &format!("{link} /")));
    }
}

#[test]
fn declared_entities_are_read_and_outside_ones_are_not() {
    let document = format!(
        "<!DOCTYPE rss [<!ENTITY one \"On&#101;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
        feed(ITEMS)
    );
    check("declared", &document.replace(">One<", ">&one;<"));
    let content = read(&Source { bytes: document.replace(">D<", ">&x;<").as_bytes(), ..Source::default() }).content;
    assert_eq!(content.entries[0].summary.as_ref().map(|markup| markup.0.as_str()), Some("&x;"));
}

#[test]
fn a_document_cut_anywhere_keeps_what_came_before() {
    let document = feed(ITEMS);
    let second = document.find("<item><title>Two").unwrap_or(0);
    for end in second..document.len() {
        let found = entries(&document.as_bytes()[..end]);
        assert_eq!(found[0], ("One".to_owned(), "https://a.example/1".to_owned()), "{end}");
        for (title, link) in &found[1..] {
            assert!(["", "Two"].contains(&title.as_str()), "{title}");
            assert!(["", "https://a.example/2"].contains(&link.as_str()), "half an address: {link}");
        }
    }
}
