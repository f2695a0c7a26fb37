//! Minimums first: who has less than the agreed minimum gets it, and the others share what is left.

use newsstand_news::{Id, Title};

use super::Sharing;

/// A title that was read, as the minimums see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) title: Id<Title>,
    pub(super) weight: i128,
    pub(super) minimum: i128,
}

/// How what is due was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The pool bears the minimums: titles whose part of the rest would be less than their minimum have the minimum, the
    /// others share the rest by weight.
    Filled(Sharing),
    /// The pool does not: it is shared by the minimums alone, and what lacks is shown.
    Scaled(Sharing),
}

impl Due {
    /// Fills a pool. Titles are taken in the order of minimum over weight, most first: each that would have less than its
    /// minimum takes it, which lowers what is left for a unit of weight; the first that would not ends it, because those
    /// after it need less for a unit of weight. n log n.
    pub(super) fn of(pool: i128, mut claims: Vec<Claim>) -> Self {
        let minimums: i128 = claims.iter().map(|claim| claim.minimum).sum();
        if minimums > pool.max(0) {
            return Due::Scaled(Sharing::among(pool, claims.iter().map(|claim| (claim.title, claim.minimum))));
        }
        claims.sort_unstable_by(|a, b| zeros(a, b).then_with(|| (b.minimum * a.weight).cmp(&(a.minimum * b.weight))));
        let (mut left, mut weight) = (pool, claims.iter().map(|claim| claim.weight).sum::<i128>());
        let mut filled = 0;
        for claim in &claims {
            if claim.minimum * weight <= left * claim.weight {
                break;
            }
            (left, weight, filled) = (left - claim.minimum, weight - claim.weight, filled + 1);
        }
        let rest = claims.iter().skip(filled).map(|claim| (claim.title, claim.weight));
        Due::Filled(Sharing::among(left, rest))
    }

    /// What is due to a title that was read, by its weight and minimum.
    pub fn gives(&self, title: Id<Title>, weight: i128, minimum: i128) -> i128 {
        match self {
            Due::Scaled(by_minimum) => by_minimum.gives(title, minimum),
            Due::Filled(rest) if minimum.saturating_mul(rest.weight) > rest.pool.saturating_mul(weight) => minimum,
            Due::Filled(rest) => rest.gives(title, weight),
        }
    }

    /// The sharing in it.
    pub const fn sharing(&self) -> &Sharing {
        match self {
            Due::Filled(sharing) | Due::Scaled(sharing) => sharing,
        }
    }
}

/// Claims without weight have no ratio: those with a minimum come first, those without last.
fn zeros(a: &Claim, b: &Claim) -> std::cmp::Ordering {
    let place = |claim: &Claim| match (claim.weight, claim.minimum) {
        (0, 0) => 2,
        (0, _) => 0,
        _ => 1,
    };
    place(a).cmp(&place(b))
}
