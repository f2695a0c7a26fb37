//! Formulas: the elements and attributes of MathML that stay (Mathematical Markup Language 3, presentation).
//!
//! No actions, no content markup, no annotations (browsers do not show them), no `mglyph`.

use super::value::Value::{self, Length, Link, Plain, Said, Show};
use super::{Holds, Known, Role};

const fn part(name: &'static str) -> Known {
    Known(name, Role::Part, Holds::Parts)
}

const fn token(name: &'static str) -> Known {
    Known(name, Role::Part, Holds::Token)
}

/// The elements, as they are written.
pub(super) const ELEMENTS: &[Known] = &[
    Known("math", Role::Root, Holds::Parts),
    token("mi"),
    token("mn"),
    token("mo"),
    token("ms"),
    token("mtext"),
    part("mrow"),
    part("mfrac"),
    part("msqrt"),
    part("mroot"),
    part("mstyle"),
    part("merror"),
    part("mpadded"),
    part("mphantom"),
    part("mfenced"),
    part("menclose"),
    part("msub"),
    part("msup"),
    part("msubsup"),
    part("munder"),
    part("mover"),
    part("munderover"),
    part("mmultiscripts"),
    part("mtable"),
    part("mtr"),
    part("mlabeledtr"),
    part("mtd"),
    part("semantics"),
    Known("mspace", Role::Part, Holds::Nothing),
    Known("mprescripts", Role::Part, Holds::Nothing),
    Known("none", Role::Part, Holds::Nothing),
];

/// Elements that go with all they hold.
pub(super) const DROPPED: &[&str] = &["annotation", "annotation-xml"];

/// Attributes of elements.
pub(super) const OWN: &[(&str, Value)] = &[
    ("xlink:href", Link),
    ("xlink:show", Show),
    ("href", Link),
    ("display", Plain),
    ("alttext", Said),
    ("dir", Plain),
    ("mathvariant", Plain),
    ("mathsize", Plain),
    ("mathcolor", Plain),
    ("mathbackground", Plain),
    ("displaystyle", Plain),
    ("scriptlevel", Plain),
    ("form", Plain),
    ("fence", Plain),
    ("separator", Plain),
    ("stretchy", Plain),
    ("symmetric", Plain),
    ("largeop", Plain),
    ("movablelimits", Plain),
    ("accent", Plain),
    ("accentunder", Plain),
    ("maxsize", Plain),
    ("minsize", Plain),
    ("lspace", Length),
    ("rspace", Length),
    ("width", Length),
    ("height", Length),
    ("depth", Length),
    ("linethickness", Length),
    ("numalign", Plain),
    ("denomalign", Plain),
    ("bevelled", Plain),
    ("subscriptshift", Length),
    ("superscriptshift", Length),
    ("open", Said),
    ("close", Said),
    ("separators", Said),
    ("lquote", Said),
    ("rquote", Said),
    ("notation", Plain),
    ("align", Plain),
    ("rowalign", Plain),
    ("columnalign", Plain),
    ("rowspacing", Length),
    ("columnspacing", Length),
    ("rowlines", Plain),
    ("columnlines", Plain),
    ("frame", Plain),
    ("framespacing", Length),
    ("rowspan", Plain),
    ("columnspan", Plain),
];
