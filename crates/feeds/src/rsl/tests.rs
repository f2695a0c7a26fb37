//! Documents as publishers write them.

use super::*;

fn base() -> Option<Address> {
    Address::new("https://a.example/license.xml")
}

fn one(inside: &str) -> Licence {
    let text = format!("<?xml version='1.0'?><rsl xmlns=\"https://rslstandard.org/rsl\">{inside}</rsl>");
    let found = read(&text, base().as_ref());
    assert_eq!(found.len(), 1, "{inside}");
    found.into_iter().next().unwrap_or_default()
}

fn rule(kind: RuleKind, word: &str) -> Rule {
    Rule { kind, word: word.to_owned() }
}

#[test]
fn a_whole_licence_is_read() {
    let licence = one("<content url='/news/*' server='/olp' lastmod='2025-12-01T00:00:00Z'>\
        <license><permits type='usage'>search  AI-input</permits><prohibits type=\"usage\">ai-train</prohibits>\
        <permits type='geo'>DE fr</permits><payment type='crawl'><amount currency='usd'>0.01</amount><standard>/standard</standard></payment></license>\
        <license><permits type='user'>personal,education</permits><payment/></license>\
        <copyright type='organization'>Gazette</copyright><terms> https://a.example/terms </terms></content>");
    assert_eq!(licence.content, "/news/*");
    assert_eq!(licence.server.as_ref().map(Address::as_str), Some("https://a.example/olp"));
    assert_eq!(licence.terms.as_ref().map(Address::as_str), Some("https://a.example/terms"));
    let [first, second] = licence.rights.as_slice() else { panic!("{:?}", licence.rights) };
    let permits = [
        rule(RuleKind::Usage, "search"),
        rule(RuleKind::Usage, "ai-input"),
        rule(RuleKind::Place, "de"),
        rule(RuleKind::Place, "fr"),
    ];
    assert_eq!(first.permits, permits);
    assert_eq!(first.prohibits, [rule(RuleKind::Usage, "ai-train")]);
    let payment = first.payment.clone().unwrap_or_default();
    assert_eq!((payment.kind.as_str(), payment.amount), ("crawl", Some(("0.01".to_owned(), "USD".to_owned()))));
    assert_eq!(payment.address.as_ref().map(Address::as_str), Some("https://a.example/standard"));
    assert_eq!(second.permits, [rule(RuleKind::User, "personal"), rule(RuleKind::User, "education")]);
    assert_eq!(second.payment.as_ref().map(|payment| payment.kind.as_str()), Some("free"));
}

#[test]
fn people_get_a_sentence() {
    for (inside, sentence) in [
        (
            "<content url='/'><license><permits type='usage'>search ai-input</permits><prohibits type='usage'>ai-train</prohibits><payment type='attribution'/></license></content>",
            "For its content the publisher allows search and use in answers of AI, forbids training of AI and asks for credit.",
        ),
        (
            "<content url='/x'><license><prohibits>all</prohibits></license><license><permits type='geo'>gb</permits><payment type='purchase'><amount currency='GBP'>5</amount></payment></license></content>",
            "For what is at /x the publisher forbids every use; or allows use in GB and asks for a price (5 GBP).",
        ),
        ("<content server='https://s.example/olp'/>", "A licence for its content can be had from s.example."),
        (
            "<content><license/><terms>/t</terms></content>",
            "The terms for its content are at https://a.example/t.",
        ),
        (
            "<content><license><payment type='barter'/></license></content>",
            "For its content the publisher asks for “barter”.",
        ),
        ("<content>", "The publisher names a licence for its content without saying what it allows."),
    ] {
        assert_eq!(one(inside).sentence(), sentence);
    }
}

#[test]
fn licences_in_feeds_and_pages_are_read() {
    let inside = "<rsl:content url='https://a.example/1'><rsl:license><rsl:permits type='usage'>all</rsl:permits></rsl:license></rsl:content>";
    let feed = format!(
        "<rss xmlns:rsl='https://rslstandard.org/rsl'><channel><item><content>no</content>{inside}</item></channel></rss>"
    );
    assert_eq!(read(&feed, None).len(), 1);
    let page = "<html><head><script type='application/rsl+xml'><rsl xmlns='https://rslstandard.org/rsl'><content url='/'><license><prohibits type='usage'>ai-all</prohibits></license></content></rsl></script>";
    assert_eq!(read(page, None)[0].rights[0].prohibits, [rule(RuleKind::Usage, "ai-all")]);
    assert_eq!(read("<rsl><content url='/'/></rsl>", None).len(), 1);
    assert_eq!(
        read("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>x</content></entry></feed>", None),
        []
    );
    assert_eq!(read("", None), []);
}

#[test]
fn there_are_limits() {
    let many = |piece: &str| format!("<rsl><content url='/'>{}", piece.repeat(2_000));
    assert!(read(&many("<content url='/'/>"), None).len() <= LICENCES);
    assert_eq!(read(&many("<license/>"), None)[0].rights.len(), LICENCE_RIGHTS);
    let words: String = (0..2_000).map(|word| format!("{word} ")).collect();
    let rules = &read(&format!("<rsl><content><license><permits>{words}"), None)[0].rights[0].permits;
    assert_eq!(rules.len(), LICENCE_RULES);
    assert!(read(&format!("<rsl><content><license><permits>{words}"), None)[0].sentence().len() < 300);
}
