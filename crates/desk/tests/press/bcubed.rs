//! B-cubed (Bagga and Baldwin 1998): how pure the stories are that articles stand in, and how complete.

use std::collections::HashMap;

/// Precision and recall, each from 0 to 1.
#[derive(Debug)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
}

impl Score {
    /// Their harmonic mean.
    pub fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }
}

/// Scores pairs of true story and found story, one per article.
pub fn score(pairs: &[(&str, i64)]) -> Score {
    let (mut truth, mut found, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for &(story, cluster) in pairs {
        *truth.entry(story).or_insert(0.0) += 1.0;
        *found.entry(cluster).or_insert(0.0) += 1.0;
        *both.entry((story, cluster)).or_insert(0.0) += 1.0;
    }
    let mean = |of: &dyn Fn(&(&str, i64)) -> f64| {
        both.iter().map(|(key, n): (_, &f64)| n * n / of(key)).sum::<f64>() / pairs.len() as f64
    };
    Score { precision: mean(&|key| found[&key.1]), recall: mean(&|key| truth[&key.0]) }
}
