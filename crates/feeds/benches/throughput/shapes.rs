//! Nasty shapes of any size.

/// Makes a document of about so many bytes.
type Make = fn(usize) -> Vec<u8>;

/// A beginning, a piece again and again up to the size, an end.
fn filled(before: &str, piece: &str, after: &str, size: usize) -> Vec<u8> {
    let mut out = before.to_owned();
    out.push_str(&piece.repeat(size / piece.len().max(1)));
    out.push_str(after);
    out.into_bytes()
}

/// As [`filled`], each piece with its number where `#` stands.
fn numbered(before: &str, piece: &str, after: &str, size: usize) -> Vec<u8> {
    let mut out = before.to_owned();
    let mut number = 0_usize;
    while out.len() < size {
        out.push_str(&piece.replace('#', &number.to_string()));
        number += 1;
    }
    out.push_str(after);
    out.into_bytes()
}

const ITEM: &str = "<rss><channel><item><title>x</title><description>";
const END: &str = "</description></item></channel></rss>";

/// The shapes by name.
pub const SHAPES: [(&str, Make); 34] = [
    ("deep nesting", |n| filled("<rss><channel><item>", "<a>", "", n)),
    ("deep, closed", |n| {
        let mut out = filled("<rss><channel><item>", "<a>", "", n / 2);
        out.extend(filled("", "</a>", "", n / 2));
        out
    }),
    ("deep html in content", |n| {
        filled("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>", "<div>", "", n)
    }),
    ("unclosed fields", |n| filled("<rss><channel><item>", "<title>", "", n)),
    ("unclosed items", |n| filled("<rss><channel>", "<item><link>/x<title>y", "", n)),
    ("closing tags alone", |n| filled("<rss><channel><item>", "</a>", "", n)),
    ("a million attributes", |n| {
        numbered("<rss><channel><item ", "a#='b' ", "></item></channel></rss>", n)
    }),
    ("attributes without end", |n| numbered("<rss><channel><item ", "a#='b' ", "", n)),
    ("one huge attribute", |n| {
        filled("<rss><channel><item><link href='https://a.example/", "x", "'/></item>", n)
    }),
    ("open quotes", |n| filled("<rss><channel>", "<item title='", "", n)),
    ("entities", |n| filled(ITEM, "&eacute;", END, n)),
    ("entity storm", |n| {
        filled(
            "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;'>]><rss><channel><item><description>",
            "&b;",
            END,
            n,
        )
    }),
    ("bare ampersands", |n| filled(ITEM, "&", END, n)),
    ("ampersands with letters", |n| filled(ITEM, "&abcdefghijklmnopqrstuvwxyz", END, n)),
    ("less-than signs", |n| filled(ITEM, "<", END, n)),
    ("CDATA sections", |n| filled(ITEM, "<![CDATA[x]]>", END, n)),
    ("CDATA without end", |n| filled(ITEM, "<![CDATA[", "", n)),
    ("comments without end", |n| filled("<rss><channel><item>", "<!-- ", "", n)),
    ("comments in titles", |n| filled("<rss><channel><item><title>x", "&lt;!-- ", "</title></item>", n)),
    ("processing instructions", |n| filled("<rss><channel>", "<?x y?>", "<item/></channel></rss>", n)),
    ("document types", |n| filled("", "<!DOCTYPE a [<!ENTITY b 'c'>", "<rss/>", n)),
    ("namespaces", |n| numbered("<rss><channel>", "<item xmlns:n#='https://n.example/#'><n#:a/>", "", n)),
    ("nested xml:base", |n| {
        filled("<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "<div xml:base='a/'><a href='b'/>", "", n)
    }),
    ("one huge text", |n| filled(ITEM, "word and ", END, n)),
    ("many items", |n| {
        numbered("<rss><channel>", "<item><guid>#</guid><link>/#</link><title>t</title></item>", "", n)
    }),
    ("many categories", |n| {
        numbered("<rss><channel><item><title>x</title>", "<category>#</category>", "", n)
    }),
    ("many outlines", |n| {
        numbered("<opml><body>", "<outline text='#' xmlUrl='https://a.example/#'/>", "", n)
    }),
    ("nested outlines", |n| filled("<opml><body>", "<outline text='x'>", "", n)),
    ("many anchors", |n| numbered("<html><body>", "<a href='/#/rss'>rss", "", n)),
    ("declared feeds", |n| {
        numbered("<html><head>", "<link rel=alternate type='application/rss+xml' href='/#'>", "", n)
    }),
    ("licences", |n| {
        filled("<rsl>", "<content url='/'><license><permits>a b</permits></license></content>", "", n)
    }),
    ("words of a licence", |n| numbered("<rsl><content><license><permits>", "w# ", "", n)),
    ("many links", |n| {
        numbered("<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "<link href='/#' rel='enclosure'/>", "", n)
    }),
    ("invalid bytes", |n| [ITEM.as_bytes(), &[0x80, 0xff, b'a', 0xc3].repeat(n / 4)].concat()),
];
