//! When a feed asks to be visited: `ttl`, `sy:updatePeriod`, `skipHours`, `skipDays`.

use super::Pass;
use crate::xml::{Element, Event, Name, Space};

impl<'a> Pass<'a, '_> {
    /// Takes an element that says something about visits; `false` where it says nothing.
    pub(super) fn timing(&mut self, element: &Element<'a>) -> bool {
        match (element.space, element.name) {
            (Space::Plain, Name::Ttl) => {
                let minutes = self.field().word().parse::<u32>().ok();
                self.content.ttl_seconds = minutes.map(|minutes| minutes.saturating_mul(60)).or(self.content.ttl_seconds);
            }
            (Space::Syndication, Name::UpdatePeriod) => {
                let period = period(self.field().word());
                self.content.ttl_seconds = self.content.ttl_seconds.or(period);
            }
            (Space::Syndication, Name::UpdateFrequency) => {
                let times = self.field().word().parse::<u32>().ok().filter(|times| *times > 0);
                self.content.ttl_seconds = self.content.ttl_seconds.map(|seconds| seconds / times.unwrap_or(1));
            }
            (Space::Plain, Name::SkipHours | Name::SkipDays) => self.quiet(),
            _ => return false,
        }
        true
    }

    /// Reads the hours or days inside.
    fn quiet(&mut self) {
        let depth = self.reader.depth();
        while let Some(event) = self.reader.within(depth) {
            let Event::Start(element) = event else { continue };
            let field = self.field();
            match element.name {
                Name::Hour => field.word().parse().into_iter().for_each(|hour| self.content.quiet.skip_hour(hour)),
                Name::Day => weekday(field.word()).into_iter().for_each(|day| self.content.quiet.skip_day(day)),
                _ => {}
            }
        }
    }
}

/// 0 for Monday to 6 for Sunday, by the English name or its beginning.
fn weekday(word: &str) -> Option<u8> {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let beginning = word.get(..3)?;
    (0..).zip(days).find(|(_, day)| day.eq_ignore_ascii_case(beginning)).map(|(at, _)| at)
}

/// Seconds of a `sy:updatePeriod`.
fn period(word: &str) -> Option<u32> {
    match word.to_ascii_lowercase().as_str() {
        "hourly" => Some(3_600),
        "daily" => Some(86_400),
        "weekly" => Some(7 * 86_400),
        "monthly" => Some(30 * 86_400),
        "yearly" => Some(365 * 86_400),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use newsstand_news::{FeedContent, Quiet};

    use crate::{Source, read};

    fn content(inside: &str) -> FeedContent {
        let text = format!("<rss><channel>{inside}<item><title>x</title></item></channel></rss>");
        read(&Source { bytes: text.as_bytes(), ..Source::default() }).content
    }

    #[test]
    fn quiet_hours_and_days_are_read() {
        let said = content(
            "<skipHours><hour>0</hour><hour> 24 </hour><hour>3</hour><hour>25</hour><hour>x</hour></skipHours>\
             <skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>",
        );
        assert_eq!(said.quiet, Quiet { hours: 0b1001, days: 0b110_0000 });
        assert_eq!(said.entries.len(), 1);
        assert_eq!(content("<skipHours>").quiet, Quiet::default());
    }

    #[test]
    fn how_often_to_come_is_read() {
        assert_eq!(content("<ttl>15</ttl>").ttl_seconds, Some(900));
        let hourly = "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>";
        assert_eq!(content(hourly).ttl_seconds, Some(1_800));
        assert_eq!(content("<ttl>often</ttl>").ttl_seconds, None);
    }
}
