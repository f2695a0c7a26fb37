//! Finds what selectors mean: one forward walk over a page for all of them, its time linear in the page.
//!
//! Each open element remembers, by selector, which steps end at it and which end at it or around it, one bit a step. So an
//! element looks at its parent only, however deep it stands.

use super::selector::{Selector, Step};
use crate::html::{Kind, NodeId, ROOT, Tree};

/// Most elements found for one list.
pub const FOUND: usize = 1_000;
/// Classes of one element that are looked at.
const CLASSES: usize = 100;

/// Which steps of a selector are done.
#[derive(Debug, Clone, Copy, Default)]
struct Done {
    /// Those that end at the element.
    here: u8,
    /// Those that end at it or at an element around it.
    around: u8,
}

/// What is asked of an element, read once.
struct Asked<'t> {
    tree: &'t Tree<'t>,
    id: NodeId,
    name: &'t str,
    class: std::borrow::Cow<'t, str>,
}

/// For each list the elements that one of its selectors means, in document order.
pub fn find(tree: &Tree<'_>, lists: &[Vec<Selector>]) -> Vec<Vec<NodeId>> {
    let mut found = vec![Vec::new(); lists.len()];
    let selectors: Vec<(usize, &Selector)> =
        lists.iter().enumerate().flat_map(|(list, selectors)| selectors.iter().map(move |selector| (list, selector))).collect();
    if selectors.is_empty() {
        return found;
    }
    // Where open elements end, and what is done at each; the page itself is around all.
    let mut open = vec![tree.len()];
    let mut done = vec![Done::default(); selectors.len()];
    for id in ROOT + 1..tree.len() {
        while open.len() > 1 && open.last().is_some_and(|end| *end <= id) {
            open.pop();
            done.truncate(open.len() * selectors.len());
        }
        let Kind::Element(start) = tree.kind(id) else { continue };
        let element = Asked { tree, id, name: start.name, class: start.attributes.get("class").unwrap_or_default() };
        let parent = done.len() - selectors.len();
        for (at, (list, selector)) in selectors.iter().enumerate() {
            let mine = element.done(selector, done[parent + at]);
            done.push(mine);
            let all = &mut found[*list];
            if mine.here >> (selector.steps.len() - 1) & 1 == 1 && all.last() != Some(&id) && all.len() < FOUND {
                all.push(id);
            }
        }
        open.push(tree.end(id));
    }
    found
}

impl Asked<'_> {
    fn done(&self, selector: &Selector, parent: Done) -> Done {
        // The first step may end anywhere; any other only below the one before.
        let (inside, below) = (parent.here << 1 | 1, parent.around << 1 | 1);
        let mut here = 0;
        for (at, step) in selector.steps.iter().enumerate().filter(|(at, _)| below >> at & 1 == 1) {
            let reached = if step.child { inside } else { below };
            here |= u8::from(reached >> at & 1 == 1 && self.is(step)) << at;
        }
        Done { here, around: parent.around | here }
    }

    fn is(&self, step: &Step) -> bool {
        step.name.as_ref().is_none_or(|name| self.name.eq_ignore_ascii_case(name))
            && step.classes.iter().all(|class| self.class.split_ascii_whitespace().take(CLASSES).any(|word| word == class))
            && step.id.as_ref().is_none_or(|id| self.tree.attribute(self.id, "id").as_deref() == Some(id))
            && step.attributes.iter().all(|(name, value)| self.has(name, value.as_deref()))
    }

    fn has(&self, name: &str, value: Option<&str>) -> bool {
        self.tree.attribute(self.id, name).is_some_and(|is| value.is_none_or(|value| is == value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hints::selector;

    const PAGE: &str = "<main id=m><div class='story wide'><p>a<p class=tip>b<div><p>c<span hidden>d</span></div></div>\
        <aside role=note><div class=story><p>e</div></aside></main><p>f";

    fn words(page: &str, selectors: &[&str]) -> String {
        let tree = Tree::read(page);
        let list = selectors.iter().map(|text| selector::read(text).unwrap()).collect();
        let found = find(&tree, &[list]);
        let first =
            |id: NodeId| tree.below(id).find_map(|id| if let Kind::Text(text) = tree.kind(id) { Some(text) } else { None });
        found[0].iter().filter_map(|id| first(*id)).collect()
    }

    #[test]
    fn each_sort_of_selector_finds_its_elements() {
        for (selectors, expected) in [
            (&["p"][..], "abcef"),
            (&["P.tip"], "b"),
            (&[".wide"], "a"),
            (&[".Wide"], ""),
            (&["#m p"], "abce"),
            (&["main > p"], ""),
            (&["#m > .story > p"], "ab"),
            (&["#m .story > p"], "abe"),
            (&["main div div p"], "c"),
            (&["div p", "aside p"], "abce"),
            (&["[hidden]"], "d"),
            (&["[role=note] p"], "e"),
            (&["[role=\"no\"] p"], ""),
            (&["div.story.wide"], "a"),
            (&["p p"], ""),
            (&["p", ".tip"], "abcef"),
        ] {
            assert_eq!(words(PAGE, selectors), expected, "{selectors:?}");
        }
    }

    #[test]
    fn a_child_is_none_of_an_element_further_out() {
        assert_eq!(words("<div class=a><div><p>x</div><p>y</div>", &[".a > p"]), "y");
        assert_eq!(words("<div class=a><div class=b><i><p>x</i></div></div>", &[".a > .b p"]), "x");
        assert_eq!(words("<div><div><div><p>x</div></div></div>", &["div > div > div > p"]), "x");
        assert_eq!(words("<div><div><p>x</div></div>", &["div > div > div > p"]), "");
    }

    #[test]
    fn deep_and_wide_pages_are_walked_once() {
        let deep = format!("{}x", "<div class=a>".repeat(20_000));
        let wide = "<p class=a id=b>x".repeat(20_000);
        for page in [deep, wide] {
            let tree = Tree::read(&page);
            let list = vec![selector::read(".a .a .a .a .a .a .a .a").unwrap(), selector::read(".a").unwrap()];
            assert_eq!(find(&tree, &[list])[0].len(), FOUND);
        }
    }
}
