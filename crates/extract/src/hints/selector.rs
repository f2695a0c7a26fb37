//! Simple selectors: tag, `.class`, `#id`, `[attribute]`, `[attribute=value]`, all of them together, one inside another by a
//! space, right inside by `>`. Whatever else is written is an error with a sentence.

/// Longest selector, in bytes.
pub const LONGEST: usize = 200;
/// Most elements named in one selector, one inside another; a step is a bit of [`super::walk`]'s masks.
pub const STEPS: usize = 8;
/// Most classes and attributes asked of one element.
const ASKED: usize = 8;

/// Elements one inside another, outermost first; the last is what is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// At least one.
    pub steps: Vec<Step>,
}

/// One element of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Whether it stands right inside the one before.
    pub child: bool,
    /// Its name, lower case.
    pub name: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Classes it has.
    pub classes: Vec<String>,
    /// Attributes it has, lower case, some with a value.
    pub attributes: Vec<(String, Option<String>)>,
}

/// Reads a selector.
pub fn read(text: &str) -> Result<Selector, String> {
    if text.len() > LONGEST {
        return Err(format!("a selector may have {LONGEST} bytes, and this one has {}", text.len()));
    }
    let mut reader = Reader { text, rest: text };
    let mut steps: Vec<Step> = Vec::new();
    loop {
        reader.space();
        let child = reader.takes('>');
        reader.space();
        if reader.rest.is_empty() && !child && !steps.is_empty() {
            return Ok(Selector { steps });
        }
        if child && steps.is_empty() {
            return Err(format!("“{text}” begins with “>”; the element around comes first"));
        }
        if steps.len() == STEPS {
            return Err(format!("“{text}” names more than {STEPS} elements one inside another"));
        }
        steps.push(reader.step(child)?);
    }
}

/// Whether a character may stand in a name.
fn is_named(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

struct Reader<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, c: char) -> bool {
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Whatever stands before the first character that `ends`.
    fn until(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let (word, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    fn name(&mut self) -> Result<String, String> {
        let name = self.until(|c| !is_named(c));
        if name.is_empty() { Err(self.wrong()) } else { Ok(name.to_owned()) }
    }

    fn step(&mut self, child: bool) -> Result<Step, String> {
        let mut step = Step { child, name: None, id: None, classes: Vec::new(), attributes: Vec::new() };
        let from = self.rest.len();
        if self.rest.starts_with(is_named) {
            step.name = Some(self.name()?.to_ascii_lowercase());
        }
        while !self.rest.is_empty() && !self.rest.starts_with([' ', '\t', '>']) {
            if step.classes.len() + step.attributes.len() == ASKED {
                return Err(format!("“{}” asks more than {ASKED} things of one element", self.text));
            }
            if self.takes('.') {
                step.classes.push(self.name()?);
            } else if self.takes('#') {
                step.id = Some(self.name()?);
            } else if self.takes('[') {
                step.attributes.push(self.attribute()?);
            } else {
                return Err(self.wrong());
            }
        }
        if self.rest.len() == from { Err(self.wrong()) } else { Ok(step) }
    }

    /// What stands between `[` and `]`.
    fn attribute(&mut self) -> Result<(String, Option<String>), String> {
        self.space();
        let name = self.name()?.to_ascii_lowercase();
        self.space();
        let value = if self.takes('=') { Some(self.value()?) } else { None };
        self.space();
        if !self.takes(']') {
            return Err(self.wrong());
        }
        // What is not kept of a page can be read from it once only.
        if !is_kept(&name) {
            return Err(format!("“{}” asks for “{name}”, an attribute that is not kept of a page; take another", self.text));
        }
        Ok((name, value))
    }

    fn value(&mut self) -> Result<String, String> {
        self.space();
        for quote in ['"', '\''] {
            if self.takes(quote) {
                let value = self.until(|c| c == quote);
                return if self.takes(quote) { Ok(value.to_owned()) } else { Err(self.wrong()) };
            }
        }
        self.name()
    }

    /// A sentence about what stands at the place reached.
    fn wrong(&self) -> String {
        let text = self.text;
        let Some(next) = self.rest.chars().next() else {
            return format!("“{text}” ends too early");
        };
        match next {
            ',' => format!("“{text}” holds a comma; write one selector per entry of the list"),
            _ => format!(
                "“{text}” is not understood at “{}”; a selector is made of tag, .class, #id, [attribute], [attribute=value], \
                 one inside another by a space, right inside by >",
                self.rest
            ),
        }
    }
}

/// Whether [`crate::thin`] keeps an attribute: asked of itself, so that both never disagree.
fn is_kept(name: &str) -> bool {
    crate::thin(&format!("<b {name}=x>")).contains(&format!(" {name}="))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The selector as it would be written again.
    fn told(selector: &Selector) -> String {
        let step = |step: &Step| {
            let attribute = |(name, value): &(String, Option<String>)| match value {
                Some(value) => format!("[{name}={value:?}]"),
                None => format!("[{name}]"),
            };
            let mut out = if step.child { "> ".to_owned() } else { String::new() };
            out += step.name.as_deref().unwrap_or("");
            out += &step.id.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
            out += &step.classes.iter().map(|class| format!(".{class}")).collect::<String>();
            out + &step.attributes.iter().map(attribute).collect::<String>()
        };
        selector.steps.iter().map(step).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn selectors_are_read() {
        for (text, expected) in [
            ("p", "p"),
            ("  DIV.Text  ", "div.Text"),
            (".a.b#c", "#c.a.b"),
            ("main  article>p", "main article > p"),
            ("main > .x", "main > .x"),
            ("[hidden]", "[hidden]"),
            ("div[ role = main ]", "div[role=\"main\"]"),
            ("[title='a ] > b']", "[title=\"a ] > b\"]"),
            ("x-card[class=\"\"]", "x-card[class=\"\"]"),
            (".größe_2-x", ".größe_2-x"),
        ] {
            assert_eq!(read(text).map(|selector| told(&selector)), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_unknown_is_told() {
        for (text, words) in [
            ("", "ends too early"),
            ("div >", "ends too early"),
            ("> p", "begins with"),
            ("a > > b", "“> b”"),
            ("p, div", "comma"),
            ("p:first-child", "“:first-child”"),
            ("*", "“*”"),
            ("a + b", "“+ b”"),
            ("a ~ b", "“~ b”"),
            ("[role^=x]", "“^=x]”"),
            ("[role", "ends too early"),
            ("[role='x]", "ends too early"),
            (".", "ends too early"),
            ("a..b", "“.b”"),
            ("[data-kind=promo]", "not kept"),
            ("[onclick]", "not kept"),
            ("a a a a a a a a a", "more than 8 elements"),
            (".a.b.c.d.e.f.g.h.i", "more than 8 things"),
        ] {
            let sentence = read(text).expect_err(text);
            assert!(sentence.contains(words), "{text}: {sentence}");
        }
        assert!(read(&"a".repeat(LONGEST + 1)).is_err());
    }
}
