//! Text made safe for HTML, XML and scripts, and an article's blocks as HTML.

use crate::world::Block;

/// Text for element content and double-quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Markup for a CDATA section.
pub(crate) fn cdata(markup: &str) -> String {
    format!("<![CDATA[{}]]>", markup.replace("]]>", "]]]]><![CDATA[>"))
}

/// JSON for a script element: no tag can end it.
pub(crate) fn script_json(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// Text with `*emphasis*` as HTML. A star without a partner stays a star.
pub(crate) fn inline(text: &str) -> String {
    let parts: Vec<_> = text.split('*').collect();
    let paired = parts.len() - (1 - parts.len() % 2);
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let star = match at {
            0 => "",
            at if at >= paired => "*",
            at if at % 2 == 1 => "<em>",
            _ => "</em>",
        };
        out.push_str(star);
        out.push_str(&escape(part));
    }
    out
}

/// Text without its emphasis marks.
pub(crate) fn plain(text: &str) -> String {
    let stars = text.matches('*').count();
    text.replacen('*', "", stars - stars % 2)
}

/// A block other than a picture as HTML; `None` for a picture, which each layout draws its own way.
pub(crate) fn block(block: &Block) -> Option<String> {
    Some(match block {
        Block::Paragraph(text) => format!("<p>{}</p>", inline(text)),
        Block::Heading(text) => format!("<h2>{}</h2>", inline(text)),
        Block::Quote(text) => format!("<blockquote><p>{}</p></blockquote>", inline(text)),
        Block::List(lines) => {
            let lines: String = lines.iter().map(|line| format!("<li>{}</li>", inline(line))).collect();
            format!("<ul>{lines}</ul>")
        }
        Block::Table(rows) => table(rows),
        Block::Picture(_) => return None,
    })
}

fn table(rows: &[Vec<String>]) -> String {
    let row = |cells: &[String], tag: &str| {
        let cells: String = cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", inline(cell))).collect();
        format!("<tr>{cells}</tr>")
    };
    let head = rows.first().map(|cells| row(cells, "th")).unwrap_or_default();
    let rest: String = rows.iter().skip(1).map(|cells| row(cells, "td")).collect();
    format!("<table><thead>{head}</thead><tbody>{rest}</tbody></table>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn emphasis_needs_a_partner() {
        assert_eq!(inline("a *b* c"), "a <em>b</em> c");
        assert_eq!(inline("a * b"), "a * b");
        assert_eq!(inline("*a* & *b"), "<em>a</em> &amp; *b");
        assert_eq!(plain("*a* and *b"), "a and *b");
    }

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(escape("<a b=\"c\">&"), "&lt;a b=&quot;c&quot;&gt;&amp;");
        assert_eq!(cdata("a]]>b"), "<![CDATA[a]]]]><![CDATA[>b]]>");
        assert!(!script_json(&serde_json::json!("</script>")).contains('<'));
    }

    proptest! {
        #[test]
        fn emphasis_is_always_closed(text in "[a*<& ]{0,40}") {
            let html = inline(&text);
            prop_assert_eq!(html.matches("<em>").count(), html.matches("</em>").count());
            prop_assert_eq!(html.matches('*').count(), text.matches('*').count() % 2);
        }
    }
}
