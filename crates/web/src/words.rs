//! Numbers, ages and dates in words: the one place that formats them.

use newsstand_news::Moment;

/// Days of the week from Monday.
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Months of the year.
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day and time of day where the stand is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// The month, 1 to 12.
    pub month: usize,
    /// The day of the month, from 1.
    pub day: i64,
    /// Days since 1970-01-01.
    pub number: i64,
    /// The hour, 0 to 23.
    pub hour: i64,
    /// The minute.
    pub minute: i64,
    /// The second.
    pub second: i64,
}

impl Civil {
    /// Splits a moment, `offset` seconds east of UTC. The calendar is that of Howard Hinnant's "chrono-compatible
    /// low-level date algorithms": years counted from March, in eras of 400.
    pub fn of(moment: Moment, offset: i32) -> Self {
        let seconds = moment.seconds().saturating_add(i64::from(offset));
        let (number, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let days = number + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Self {
            year: year + era * 400 + i64::from(month <= 2),
            month: usize::try_from(month).unwrap_or(1),
            day: of_year - (153 * from_march + 2) / 5 + 1,
            number,
            hour: clock / 3600,
            minute: clock % 3600 / 60,
            second: clock % 60,
        }
    }

    /// `January`
    fn month_name(self) -> &'static str {
        MONTHS.get(self.month.wrapping_sub(1)).copied().unwrap_or("")
    }
    /// `Jan`
    fn month_short(self) -> &'static str {
        self.month_name().get(..3).unwrap_or("")
    }
    /// `Monday`
    fn weekday(self) -> &'static str {
        // 1970-01-01 was a Thursday.
        let index = usize::try_from((self.number + 3).rem_euclid(7)).unwrap_or(0);
        DAYS.get(index).copied().unwrap_or("")
    }
    /// `6.40`
    pub fn clock(self) -> String {
        format!("{}.{:02}", self.hour, self.minute)
    }
    /// `Monday 19 January 2026`
    pub fn full_date(self) -> String {
        format!("{} {} {} {}", self.weekday(), self.day, self.month_name(), self.year)
    }
    /// `Monday 19 January`, with the year when it is not `this_year`.
    pub fn long_date(self, this_year: i64) -> String {
        if self.year == this_year { format!("{} {} {}", self.weekday(), self.day, self.month_name()) } else { self.full_date() }
    }
    /// `19 Jan`, with the year when it is not `this_year`.
    pub fn short_date(self, this_year: i64) -> String {
        if self.year == this_year {
            format!("{} {}", self.day, self.month_short())
        } else {
            format!("{} {} {}", self.day, self.month_short(), self.year)
        }
    }
    /// `19 January`, with the year when it is not `this_year`.
    pub fn day_and_month(self, this_year: i64) -> String {
        if self.year == this_year {
            format!("{} {}", self.day, self.month_name())
        } else {
            format!("{} {} {}", self.day, self.month_name(), self.year)
        }
    }
    /// Which edition it is at this hour.
    pub fn edition(self) -> &'static str {
        match self.hour {
            5..=11 => "Morning edition",
            12..=16 => "Afternoon edition",
            17..=21 => "Evening edition",
            _ => "Night edition",
        }
    }
}

/// `December 2025`, in UTC.
pub fn month(moment: Moment) -> String {
    let civil = Civil::of(moment, 0);
    format!("{} {}", civil.month_name(), civil.year)
}

/// For `datetime` attributes: RFC 3339 in UTC, to the second.
pub fn machine(moment: Moment) -> String {
    let c = Civil::of(moment, 0);
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second)
}

/// How old something is: `now`, `40 min`, `2 h`, `yesterday`, `16 Jan`.
pub fn age(then: Moment, now: Moment, offset: i32) -> String {
    let minutes = now.since(then).as_secs() / 60;
    match minutes {
        0 => "now".into(),
        1..60 => format!("{minutes} min"),
        60..1200 => format!("{} h", minutes / 60),
        _ => {
            let (day, today) = (Civil::of(then, offset), Civil::of(now, offset));
            match today.number - day.number {
                0 => format!("{} h", minutes / 60),
                1 => "yesterday".into(),
                _ => day.short_date(today.year),
            }
        }
    }
}

/// Since when something is so, to stand after "since": `40 minutes ago`, `9.15 today`, `yesterday`, `16 January`.
pub fn since(then: Moment, now: Moment, offset: i32) -> String {
    let (day, today) = (Civil::of(then, offset), Civil::of(now, offset));
    match today.number - day.number {
        0 => format!("{} today", day.clock()),
        1 => format!("{} yesterday", day.clock()),
        _ => day.day_and_month(today.year),
    }
}

/// When something will be: `now`, `in 12 minutes`, `in 3 hours`, `20 January`.
pub fn until(then: Moment, now: Moment, offset: i32) -> String {
    let minutes = i64::try_from(then.since(now).as_secs() / 60).unwrap_or(i64::MAX);
    match minutes {
        0 => "now".into(),
        1..100 => format!("in {}", count(minutes, "minute", "minutes")),
        100..2880 => format!("in {}", count((minutes + 30) / 60, "hour", "hours")),
        _ => Civil::of(then, offset).day_and_month(Civil::of(now, offset).year),
    }
}

/// A time in a column of times: `6.40` today, `19 Jan` before.
pub fn moment_in_line(then: Moment, now: Moment, offset: i32) -> String {
    let (day, today) = (Civil::of(then, offset), Civil::of(now, offset));
    if day.number == today.number { day.clock() } else { day.short_date(today.year) }
}

/// The part of the day that a list groups by: `This morning`, `Last night`, `Yesterday`, `Saturday 17 January`.
pub fn part_of_day(then: Moment, now: Moment, offset: i32) -> String {
    let (day, today) = (Civil::of(then, offset), Civil::of(now, offset));
    match (today.number - day.number, day.hour) {
        (..0, _) => "Ahead of time".into(),
        (0, 0..=4) => "In the night".into(),
        (0, 5..=11) => "This morning".into(),
        (0, 12..=16) => "This afternoon".into(),
        (0, _) => "This evening".into(),
        (1, 18..) => "Last night".into(),
        (1, _) => "Yesterday".into(),
        _ => day.long_date(today.year),
    }
}

/// Whatever is counted.
pub trait Count {
    /// As a number.
    fn whole(&self) -> i64;
}
impl Count for i64 {
    fn whole(&self) -> i64 {
        *self
    }
}
impl Count for u32 {
    fn whole(&self) -> i64 {
        i64::from(*self)
    }
}
impl Count for usize {
    fn whole(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}
impl<T: Count> Count for &T {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

/// `1,440`
pub fn number(value: impl Count) -> String {
    let value = value.whole();
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        out.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 title`, `1,440 titles`
pub fn count(value: impl Count, one: &str, many: &str) -> String {
    let value = value.whole();
    if value == 1 { format!("1 {one}") } else { format!("{} {many}", number(value)) }
}

/// Small numbers in words.
pub const SPELLED: [&str; 21] = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// `fourteen days`, `30 days`: numbers up to twenty in words.
pub fn spelled(value: impl Count, one: &str, many: &str) -> String {
    let value = value.whole();
    let word = usize::try_from(value).ok().and_then(|value| SPELLED.get(value));
    let word = word.map_or_else(|| number(value), |word| (*word).to_owned());
    format!("{word} {}", if value == 1 { one } else { many })
}

/// A text as it may stand in the query of an address.
pub fn in_query(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// How long a text takes, at 230 words a minute: `4 min to read`.
pub fn reading_time(words: i64) -> String {
    format!("{} min to read", number(((words.max(0) + 115) / 230).max(1)))
}

/// Words as a sentence: a capital first, a full stop last.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// At most `limit` characters, cut at a space, with an ellipsis where something is missing.
pub fn shorten(text: &str, limit: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    // Scripts without spaces are cut where they stand.
    let cut = head.rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
    let kept =
        head.get(..cut).unwrap_or(head).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.'));
    format!("{kept} …")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3600;
    /// 2026-01-19T06:40:00Z, a Monday.
    const NOW: i64 = 1_768_804_800;

    fn at(seconds: i64) -> Moment {
        Moment::from_seconds(seconds)
    }

    #[test]
    fn the_day_of_the_look() {
        let c = Civil::of(at(NOW), 0);
        assert_eq!(c.full_date(), "Monday 19 January 2026");
        assert_eq!(c.clock(), "6.40");
        assert_eq!(c.edition(), "Morning edition");
        assert_eq!(machine(at(NOW)), "2026-01-19T06:40:00Z");
        assert_eq!(Civil::of(at(NOW), 18 * 3600).full_date(), "Tuesday 20 January 2026");
    }

    #[test]
    fn ages_are_written_like_the_look() {
        let age = |back: i64| age(at(NOW - back), at(NOW), 0);
        assert_eq!(age(-500), "now");
        assert_eq!(age(40 * 60), "40 min");
        assert_eq!(age(2 * HOUR), "2 h");
        assert_eq!(age(14 * HOUR), "14 h");
        assert_eq!(age(26 * HOUR), "yesterday");
        assert_eq!(age(3 * 24 * HOUR), "16 Jan");
        assert_eq!(age(400 * 24 * HOUR), "15 Dec 2024");
    }

    #[test]
    fn lists_are_grouped_by_parts_of_the_day() {
        let part = |back: i64| part_of_day(at(NOW - back), at(NOW), 0);
        assert_eq!(part(0), "This morning");
        assert_eq!(part(4 * HOUR), "In the night");
        assert_eq!(part(8 * HOUR), "Last night");
        assert_eq!(part(20 * HOUR), "Yesterday");
        assert_eq!(part(48 * HOUR), "Saturday 17 January");
        assert_eq!(part(-30 * HOUR), "Ahead of time");
    }

    #[test]
    fn counts_are_written_out() {
        assert_eq!(count(1_i64, "title", "titles"), "1 title");
        assert_eq!(count(1440_i64, "title", "titles"), "1,440 titles");
        assert_eq!(number(-12_500_i64), "−12,500");
        assert_eq!(
            (spelled(14_i64, "day", "days"), spelled(1_i64, "day", "days")),
            ("fourteen days".into(), "one day".into())
        );
        assert_eq!(spelled(30_i64, "day", "days"), "30 days");
        assert_eq!(reading_time(0), "1 min to read");
        assert_eq!(reading_time(4 * 230), "4 min to read");
        assert_eq!(reading_time(20 * 230), "20 min to read");
    }

    #[test]
    fn long_texts_are_cut_at_a_space() {
        assert_eq!(shorten("The council, at last, votes", 14), "The council …");
        assert_eq!(shorten("短い", 5), "短い");
        assert_eq!(shorten("港町の信号は、待つことを覚えた", 6), "港町の信号は …");
    }

    proptest! {
        #[test]
        fn days_follow_each_other(day in -200_000_i64..200_000) {
            let (a, b) = (Civil::of(at(day * 86_400), 0), Civil::of(at((day + 1) * 86_400), 0));
            prop_assert!(b.day == a.day + 1 || b.day == 1);
            prop_assert!((1..=31).contains(&a.day) && (1..=12).contains(&a.month));
        }
        #[test]
        fn nothing_breaks_on_wild_moments(a in any::<i64>(), b in any::<i64>(), offset in -86_400..86_400_i32) {
            let _ = (age(Moment::from_micros(a), Moment::from_micros(b), offset), machine(Moment::from_micros(a)));
            let _ = part_of_day(Moment::from_micros(a), Moment::from_micros(b), offset);
        }
    }
}
