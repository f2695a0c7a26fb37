//! Markup that makes careless cleaners slow.

/// Makes markup of about so many bytes.
type Make = fn(usize) -> String;

/// The shapes.
pub const ALL: &[(&str, Make)] = &[
    ("nested divs", |size| filled("<div>", size) + "end"),
    ("nested divs, closed", |size| filled("<div>", size / 2) + "x" + &filled("</div>", size / 2)),
    ("a million attributes", |size| format!("<p{}>x", filled(" a=1", size))),
    ("one attribute without end", |size| format!("<p title=\"{}", filled("x ", size))),
    ("one long word", |size| filled("word", size)),
    ("one long text", |size| filled("words of a text, ", size)),
    ("everything unclosed", |size| {
        filled("<p><b><i><a href=/x><ul><li><table><tr><td>x<script><iframe>", size)
    }),
    ("deep tables", |size| filled("<table><tr><td>", size) + "end"),
    ("deep lists", |size| filled("<ul><li>", size) + "end"),
    ("links", |size| filled("<a href=/x>", size)),
    ("links with words", |size| filled("<a href=\"https://b.example/x?y=1&amp;z=2\">w</a> ", size)),
    ("closing tags alone", |size| filled("</a></div></b></td></li>", size)),
    ("formatting misnested", |size| filled("<b><i><u></b>x</i>", size)),
    ("entities", |size| filled("&amp;", size)),
    ("ampersands", |size| filled("&", size)),
    ("half entities", |size| filled("&CounterClockwiseContourIntegra", size)),
    ("less-than signs", |size| filled("<", size)),
    ("unfinished tags", |size| filled("<a", size)),
    ("comments", |size| filled("<!-- x -->", size)),
    ("comments without end", |size| filled("<!-- > ", size)),
    ("nested drawings", |size| filled("<svg>", size) + "end"),
    ("drawings without end", |size| filled("<svg><p>", size)),
    ("attributes of a drawing", |size| format!("<svg{}><path/></svg>", filled(" cx=1 zz=1", size))),
    ("styles of a drawing", |size| {
        format!("<svg style=\"{}\"><path/></svg>", filled("fill:red;a:b;", size))
    }),
    ("shapes", |size| format!("<svg>{}</svg>", filled("<path d='M0 0L1 1' fill=red />", size))),
    ("deep groups", |size| format!("<svg>{}", filled("<g><text>x<desc>", size))),
    ("foreign objects", |size| format!("<svg>{}", filled("<foreignObject><svg>", size))),
    ("formulas", |size| filled("<math><mrow><mi>x</mo>", size)),
    ("scripts without end", |size| filled("<script>", size)),
    ("closed frames", |size| filled("<iframe/>", size)),
    ("films without end", |size| filled("<video><source>", size) + "</video>"),
    ("list of picture sizes", |size| format!("<img srcset=\"{}\">", filled("a.jpg 9w,", size))),
    ("pictures", |size| filled("<img src=/a.jpg width=9 height=9>", size)),
    ("line breaks", |size| filled("x<br>", size)),
    ("spaces", |size| filled(" \n", size)),
    ("no-break spaces", |size| filled("&nbsp; ", size)),
    ("preformatted", |size| filled("<pre>\n\n x", size)),
    ("control characters", |size| filled("a\u{0} b\u{1}", size)),
];

fn filled(piece: &str, size: usize) -> String {
    piece.repeat(size.div_ceil(piece.len()))
}
