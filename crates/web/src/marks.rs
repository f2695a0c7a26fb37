//! Titles' marks: the classes a mark carries and the one generated sheet that holds their colours.
//!
//! The policy of the pages forbids style attributes, so every pair of colours becomes a class in `/marks-….css`;
//! lettering is a handful of classes in the common sheet.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use newsstand_news::{Case, Face, Mark, Rgb, Tracking, Weight};

/// The classes of a mark, beside `np`.
pub fn classes(mark: &Mark) -> String {
    let mut out = pair_class(mark.ground, mark.ink);
    let mut add = |class: &str| {
        out.push(' ');
        out.push_str(class);
    };
    match mark.face {
        Face::Serif => {}
        Face::Sans => add("m-sans"),
        Face::Slab => add("m-slab"),
        Face::Narrow => add("m-narrow"),
        Face::Mono => add("m-mono"),
        Face::Mincho => add("m-mincho"),
        Face::Naskh => add("m-naskh"),
    }
    match mark.weight {
        None | Some(Weight::Bold) => {}
        Some(Weight::Light) => add("m-light"),
        Some(Weight::Regular) => add("m-regular"),
        Some(Weight::Black) => add("m-black"),
    }
    match mark.case {
        None => {}
        Some(Case::Upper) => add("m-upper"),
        Some(Case::Lower) => add("m-lower"),
        Some(Case::Smallcaps) => add("m-smallcaps"),
    }
    match mark.tracking {
        None => {}
        Some(Tracking::Wide) => add("m-wide"),
        Some(Tracking::Tight) => add("m-tight"),
    }
    if mark.italic {
        add("m-italic");
    }
    if let Some(foot) = mark.foot {
        add("m-foot");
        add(&foot_class(foot));
    }
    out
}

/// The generated sheet for these marks: one rule for every pair of colours and every foot.
pub fn sheet<'a>(marks: impl Iterator<Item = &'a Mark>) -> String {
    let mut rules = BTreeSet::new();
    for mark in marks {
        rules.insert(format!(".{}{{--k:{};--f:{}}}", pair_class(mark.ground, mark.ink), mark.ground, mark.ink));
        if let Some(foot) = mark.foot {
            rules.insert(format!(".{}{{--u:{foot}}}", foot_class(foot)));
        }
    }
    let mut out = String::with_capacity(rules.len() * 48);
    for rule in rules {
        let _ = writeln!(out, "{rule}");
    }
    out
}

fn pair_class(ground: Rgb, ink: Rgb) -> String {
    format!("k{}{}", hex(ground), hex(ink))
}

fn foot_class(foot: Rgb) -> String {
    format!("u{}", hex(foot))
}

fn hex(colour: Rgb) -> String {
    format!("{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsstand_news::Language;

    fn mark() -> Mark {
        Mark {
            ground: Rgb(255, 246, 242),
            ink: Rgb(161, 26, 26),
            face: Face::Sans,
            weight: Some(Weight::Black),
            case: Some(Case::Upper),
            tracking: Some(Tracking::Tight),
            italic: true,
            foot: Some(Rgb(233, 178, 0)),
        }
    }

    #[test]
    fn every_class_of_a_mark_has_its_rule() {
        let css = sheet([mark()].iter());
        assert_eq!(css, ".kfff6f2a11a1a{--k:#fff6f2;--f:#a11a1a}\n.ue9b200{--u:#e9b200}\n");
        assert_eq!(classes(&mark()), "kfff6f2a11a1a m-sans m-black m-upper m-tight m-italic m-foot ue9b200");
        for class in classes(&mark()).split(' ') {
            let known = css.contains(&format!(".{class}{{")) || crate::assets::SHEET.contains(&format!(".{class}{{"));
            assert!(known, "{class} is nowhere defined");
        }
    }

    #[test]
    fn equal_colours_share_a_rule() {
        let en = Language::new("en");
        let marks: Vec<Mark> = (0..500).map(|n| Mark::of_name(&format!("Title {n}"), &en)).collect();
        assert!(sheet(marks.iter()).lines().count() <= 16);
    }
}
