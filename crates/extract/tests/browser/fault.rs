//! What may be in clean HTML, said once more, and whether a browser finds anything else in it.

/// Elements of HTML.
pub const ELEMENTS: &str = "a abbr b bdi bdo blockquote br caption cite code dd del details dfn dl dt em figcaption figure h1 h2 h3 h4 h5 \
    h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small strong sub summary sup table tbody td tfoot th \
    thead time tr u ul var";
/// Their attributes, besides `lang` and `dir`.
pub const ATTRIBUTES: [(&str, &[&str]); 8] = [
    ("a", &["href", "rel"]),
    ("img", &["src", "alt", "width", "height"]),
    ("time", &["datetime"]),
    ("abbr", &["title"]),
    ("bdo", &["dir"]),
    ("ol", &["start"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan"]),
];
const DRAWINGS: &str = "svg g defs switch marker clipPath a title desc path rect circle ellipse line polyline polygon linearGradient \
    radialGradient stop text tspan";
const FORMULAS: &str = "math mi mn mo ms mtext mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup \
    msubsup munder mover munderover mmultiscripts mtable mtr mlabeledtr mtd semantics mspace mprescripts none";

fn is(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|known| known == name)
}

/// What is wrong with what a browser makes of the output: it must read exactly what was written, and find nothing in it
/// that may not be there.
pub fn fault(html: &str) -> Option<String> {
    let tree = super::read(html);
    let mut back = String::new();
    super::write(&tree, &mut back);
    // A browser adds the groups of a table's rows.
    let bare = |html: &str| html.replace("<tbody>", "").replace("</tbody>", "");
    if bare(&back) != bare(html) {
        return Some(format!("a browser reads {back:?}"));
    }
    let mut wrong = None;
    super::walk(&tree, &mut |node, namespace, name| {
        let known = match namespace {
            "xhtml" => is(ELEMENTS, name),
            "svg" => is(DRAWINGS, name),
            "MathML" => is(FORMULAS, name),
            _ => false,
        };
        if !known {
            wrong = Some(format!("element {name:?} of {namespace}"));
        }
        for attribute in node.attributes.borrow().iter() {
            wrong = attribute_fault(namespace, name, &super::attribute_name(attribute), &attribute.value).or(wrong.take());
        }
    });
    wrong
}

fn attribute_fault(namespace: &str, element: &str, name: &str, value: &str) -> Option<String> {
    let own = ATTRIBUTES.iter().find(|(known, _)| *known == element).map_or(&[][..], |(_, own)| own);
    let known = match namespace {
        "xhtml" => own.contains(&name) || matches!(name, "lang" | "dir"),
        _ => {
            !name.to_ascii_lowercase().starts_with("on")
                && !matches!(name, "style" | "class" | "filter" | "mask" | "begin" | "to")
        }
    };
    let leads = name.ends_with("href") || matches!(name, "src");
    let safe = ["http://", "https://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
    let links = namespace != "svg" || element == "a";
    let names = name == "id" && !value.starts_with("d-");
    let words = leads || name == "aria-label";
    let refers = namespace == "svg" && !words && value.to_ascii_lowercase().contains("url(") && !value.starts_with("url(#d-");
    (!known || leads && !(safe && links) || names || refers).then(|| format!("{name}={value:?} of {element}"))
}
