//! A simulated week: model titles and their servers, visited by [`next_visit`] on a clock that jumps.
//!
//! What is measured. A plain reader polls every quarter of an hour: 672 times a week. Each of those polls is
//! - *not made*, where we stayed away;
//! - answered *304*;
//! - answered *200 with news*: a body, and something in it that was not there before;
//! - answered *200 without news*: the waste that must not happen with a server that keeps validators.
//!
//! *Spared* is the share of the 672 that were not made or answered 304. *Late* is how long after it appeared an article
//! was seen, the median over the week. The *gap* is the mean time between two articles.
//!
//! A title with n articles at even distances has news in n of the 672 quarters, so a reader that sees each article before
//! the next one cannot spare more than 1 - n/672: 95.8 % with 4 a day, 94.8 % with 5, 93.8 % with 6. More than that means
//! that some visits find two.

use std::time::Duration;

use super::*;

const MINUTE: u64 = 60;
const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
/// A Monday, 00:00 UTC.
const BEGIN: u64 = 1_800_230_400;
/// The polls of the plain reader in a week.
const QUARTERS: f64 = 672.0;
/// How many visits with news a feed's log keeps.
const LOG: usize = 40;
/// How many weeks are lived through, and how many times with other chance.
const WEEKS: u64 = 3;
const LIVES: u64 = 8;

/// Numbers that look like chance and are the same in every run (a linear congruential generator, Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number of seconds below `most`.
    fn below(&mut self, most: u64) -> u64 {
        (self.roll() * most as f64) as u64
    }
}

/// When a title publishes, in seconds, ascending.
type Title = fn(&mut Dice, u64) -> Vec<u64>;

/// Every `gap` seconds, give or take a third of it.
fn every(gap: u64, dice: &mut Dice, until: u64) -> Vec<u64> {
    (0..until / gap).map(|number| number * gap + gap / 6 + dice.below(gap * 2 / 3)).collect()
}

/// So many a day, at any moment between two hours of the day.
fn daily(count: u64, from: u64, to: u64, dice: &mut Dice, until: u64) -> Vec<u64> {
    let moments = |day: u64, dice: &mut Dice| -> Vec<u64> {
        (0..count).map(|_| day * DAY + from * HOUR + dice.below((to - from) * HOUR)).collect()
    };
    let mut all: Vec<u64> = (0..until / DAY).flat_map(|day| moments(day, dice)).collect();
    all.sort_unstable();
    all
}

const TITLES: [(&str, Title); 9] = [
    ("steady, 4 a day", |dice, until| every(6 * HOUR, dice, until)),
    ("steady, 5 a day", |dice, until| every(DAY / 5, dice, until)),
    ("steady, 6 a day", |dice, until| every(4 * HOUR, dice, until)),
    ("steady, 8 a day", |dice, until| every(3 * HOUR, dice, until)),
    ("5 a day, at any moment", |dice, until| daily(5, 0, 24, dice, until)),
    ("6 a day, 7:00 to 21:00", |dice, until| daily(6, 7, 21, dice, until)),
    ("20 a day, 6:00 to 23:00", |dice, until| daily(20, 6, 23, dice, until)),
    ("8 at once each morning", |dice, until| {
        daily(8, 5, 6, dice, until).iter().map(|at| at - at % DAY + 5 * HOUR + at % 600).collect()
    }),
    ("weekly", |dice, until| every(WEEK, dice, until)),
];

/// What a week came to; or the sum of that week over several lives.
#[derive(Debug, Default, Clone)]
struct Week {
    visits: usize,
    not_modified: usize,
    with_news: usize,
    without_news: usize,
    /// Seconds from appearing to being seen, of each article.
    late: Vec<u64>,
}

impl Week {
    fn add(&mut self, week: Week) {
        self.visits += week.visits;
        self.not_modified += week.not_modified;
        self.with_news += week.with_news;
        self.without_news += week.without_news;
        self.late.extend(week.late);
    }
    /// The share of a plain reader's polls that were not made or answered 304.
    fn spared(&self) -> f64 {
        1.0 - per_life(self.with_news + self.without_news) / QUARTERS
    }
    /// Hours until half the articles were seen.
    fn late(&self) -> f64 {
        let mut late = self.late.clone();
        late.sort_unstable();
        late.get(late.len() / 2).map_or(0.0, |late| *late as f64 / HOUR as f64)
    }
    /// Hours between two articles.
    fn gap(&self) -> f64 {
        168.0 / per_life(self.late.len())
    }
}

fn per_life(count: usize) -> f64 {
    count as f64 / LIVES as f64
}

/// A server that keeps its validators: the tag is how many articles there are. And the reader's memory of it.
struct Model {
    published: Vec<u64>,
    seen: Option<usize>,
    last_body: Moment,
    news: Vec<Moment>,
    dice: Dice,
}

impl Model {
    fn new(title: Title, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut published: Vec<u64> = title(&mut dice, WEEKS * WEEK).into_iter().map(|at| BEGIN + at).collect();
        published.sort_unstable();
        Self { published, seen: None, last_body: moment(BEGIN), news: Vec::new(), dice }
    }

    /// One visit; gives how long to stay away.
    fn visit(&mut self, at: u64, week: &mut Week) -> Duration {
        let now = moment(at);
        let there = self.published.partition_point(|published| *published <= at);
        week.visits += 1;
        if self.seen == Some(there) && !whole_again(self.last_body, now) {
            week.not_modified += 1;
        } else {
            self.body(at, there, week);
        }
        let chance = self.dice.roll();
        next_visit(&Pace { news: &self.news, lifetime: Some(Duration::from_secs(300)), chance, ..Pace::new(now) })
    }

    fn body(&mut self, at: u64, there: usize, week: &mut Week) {
        let first = self.seen.is_none();
        let known = self.seen.replace(there).unwrap_or(0);
        self.last_body = moment(at);
        if there == known && !first {
            week.without_news += 1;
            return;
        }
        week.with_news += 1;
        week.late.extend(self.published[known..there].iter().map(|published| at - published));
        self.news.extend(std::iter::repeat_n(moment(at), (there - known).max(1)));
        let mut visits = self.news.clone();
        visits.dedup();
        let oldest = visits[visits.len().saturating_sub(LOG)];
        self.news.retain(|at| *at >= oldest);
    }

    /// Week after week, from the first meeting on.
    fn weeks(&mut self) -> Vec<Week> {
        let mut weeks: Vec<Week> = (0..WEEKS).map(|_| Week::default()).collect();
        let mut at = BEGIN + 7 * MINUTE;
        while let Some(week) = weeks.get_mut(usize::try_from((at - BEGIN) / WEEK).unwrap()) {
            at += self.visit(at, week).as_secs().max(1);
        }
        weeks
    }
}

fn moment(seconds: u64) -> Moment {
    Moment::from_seconds(i64::try_from(seconds).unwrap())
}

/// The weeks of a title, each summed over all lives, with a line of figures for each.
fn measure(name: &str, title: Title) -> Vec<Week> {
    let mut sums = vec![Week::default(); usize::try_from(WEEKS).unwrap()];
    for life in 0..LIVES {
        let weeks = Model::new(title, 77 + life * 1001).weeks();
        sums.iter_mut().zip(weeks).for_each(|(sum, week)| sum.add(week));
    }
    for (number, week) in sums.iter().enumerate() {
        let [visits, not_modified, with, without] =
            [week.visits, week.not_modified, week.with_news, week.without_news].map(per_life);
        println!(
            "{name:24} week {}: {visits:5.1} visits, {not_modified:4.1} x 304, {with:4.1} x news, {without:3.1} wasted, \
             {:5.2} % spared, {:5.2} h late, gap {:6.2} h",
            number + 1,
            week.spared() * 100.0,
            week.late(),
            week.gap()
        );
    }
    sums
}

/// How many polls a title may cost, and how late its articles may be seen: half a gap, or in hours where articles come in
/// heaps or rarely.
#[test]
fn a_simulated_week_is_polite_and_in_time() {
    for (name, title) in TITLES {
        let weeks = measure(name, title);
        if ["4 a day", "5 a day", "6 a day, 7:00"].iter().any(|word| name.contains(word)) {
            let spared = weeks.iter().map(Week::spared).sum::<f64>() / weeks.len() as f64;
            assert!(spared >= 0.95, "{name}: {spared:.4} of the polls spared");
        }
        for week in weeks {
            judge(name, &week);
        }
    }
}

fn judge(name: &str, week: &Week) {
    // One body for the first meeting, none but for news later. Once a week at most, a feed that has said 304 for seven
    // days is asked for its whole body.
    assert!(per_life(week.with_news) <= per_life(week.late.len()) + 1.0, "{name}: {} bodies", week.with_news);
    let whole = if name == "weekly" { 1.0 } else { 0.0 };
    assert!(per_life(week.without_news) <= whole, "{name}: {} bodies for nothing", week.without_news);
    assert!(per_life(week.visits) < QUARTERS / 4.0, "{name}: {} visits", week.visits);
    let late = match name {
        "8 at once each morning" => 3.0,
        "weekly" => 24.0,
        _ => week.gap() / 2.0 * 1.1,
    };
    assert!(week.late() <= late, "{name}: {:.2} h late, not more than {late:.2} h wanted", week.late());
}
