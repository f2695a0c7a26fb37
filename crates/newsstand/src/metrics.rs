//! What is counted, in Prometheus' text form.

use newsstand_extract::hints::{Outcome, Part};
use newsstand_fetch::Fetcher;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::steps::visit::Brought;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Code {
    code: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Hint {
    title: String,
    part: &'static str,
}

/// The counters of one stand.
pub struct Metrics {
    registry: Registry,
    visits: Counter,
    visits_failed: Family<Code, Counter>,
    articles: Counter,
    changed: Counter,
    pages: Counter,
    pages_failed: Family<Code, Counter>,
    hints_held: Family<Hint, Counter>,
    hints_passed_over: Family<Hint, Counter>,
    placed: Counter,
    editions: Counter,
    told: Counter,
    due: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("newsstand");
        let metrics = Self {
            visits: Counter::default(),
            visits_failed: Family::default(),
            articles: Counter::default(),
            changed: Counter::default(),
            pages: Counter::default(),
            pages_failed: Family::default(),
            hints_held: Family::default(),
            hints_passed_over: Family::default(),
            placed: Counter::default(),
            editions: Counter::default(),
            told: Counter::default(),
            due: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register("visits", "Visits to feeds that went well", metrics.visits.clone());
        registry.register("visits_failed", "Visits to feeds that failed", metrics.visits_failed.clone());
        registry.register("articles", "New articles", metrics.articles.clone());
        registry.register("articles_changed", "Articles that changed", metrics.changed.clone());
        registry.register("pages", "Pages read", metrics.pages.clone());
        registry.register("pages_failed", "Pages that failed", metrics.pages_failed.clone());
        registry.register("hints_held", "Hints that found their place on a page", metrics.hints_held.clone());
        let passed_over = metrics.hints_passed_over.clone();
        registry.register("hints_passed_over", "Hints that found nothing on a page", passed_over);
        registry.register("placed", "Articles placed into stories", metrics.placed.clone());
        registry.register("editions", "Editions laid out", metrics.editions.clone());
        registry.register("told", "Messages of hubs that were kept", metrics.told.clone());
        registry.register("feeds_due", "Feeds that are due now", metrics.due.clone());
        Self { registry, ..metrics }
    }
}

impl Metrics {
    /// A visit went well.
    pub fn visited(&self, brought: &Brought) {
        self.visits.inc();
        self.articles.inc_by(brought.articles as u64);
        self.changed.inc_by(brought.changed as u64);
    }
    /// A hub told of something.
    pub fn told(&self, brought: &Brought) {
        self.told.inc();
        self.articles.inc_by(brought.articles as u64);
        self.changed.inc_by(brought.changed as u64);
    }
    /// A visit failed.
    pub fn failed(&self, code: &'static str) {
        self.visits_failed.get_or_create(&Code { code }).inc();
    }
    /// A page was read.
    pub fn page_read(&self) {
        self.pages.inc();
    }
    /// A page failed.
    pub fn page_failed(&self, code: &'static str) {
        self.pages_failed.get_or_create(&Code { code }).inc();
    }
    /// A page was read with its title's hints.
    pub fn hinted(&self, title: &str, outcome: &Outcome) {
        let of = |part: &Part| Hint { title: title.to_owned(), part: part.as_str() };
        for part in &outcome.held {
            self.hints_held.get_or_create(&of(part)).inc();
        }
        for part in &outcome.passed_over {
            self.hints_passed_over.get_or_create(&of(part)).inc();
        }
    }
    /// Articles were placed.
    pub fn placed(&self, count: usize) {
        self.placed.inc_by(count as u64);
    }
    /// An edition was laid out.
    pub fn laid_out(&self) {
        self.editions.inc();
    }
    /// So many feeds are due.
    pub fn due(&self, count: i64) {
        self.due.set(count);
    }

    /// All of it, as text.
    pub fn text(&self, fetcher: &Fetcher) -> String {
        let mut out = String::new();
        // Writing into a string does not fail.
        let _ = encode(&mut out, &self.registry);
        let stats = fetcher.stats();
        let body = out.trim_end_matches("# EOF\n").len();
        out.truncate(body);
        let _ = std::fmt::Write::write_fmt(
            &mut out,
            format_args!(
                "# HELP newsstand_requests Requests sent\n# TYPE newsstand_requests counter\nnewsstand_requests_total {}\n\
                 # HELP newsstand_bytes Bytes received\n# TYPE newsstand_bytes counter\nnewsstand_bytes_total {}\n\
                 # HELP newsstand_not_modified Answers that nothing has changed\n# TYPE newsstand_not_modified counter\nnewsstand_not_modified_total {}\n# EOF\n",
                stats.requests, stats.bytes, stats.not_modified
            ),
        );
        out
    }
}
