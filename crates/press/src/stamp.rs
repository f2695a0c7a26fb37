//! Moments as feeds and pages print them, in each title's own time and language.

use jiff::{Timestamp, ZonedDateTime, tz};
use newsstand_news::{Country, Moment};

/// Minutes east of UTC that a title's stamps carry. Fixed all year: every stamp states its offset, so it is right.
fn offset_minutes(country: Country) -> i32 {
    match country.as_str() {
        "KH" | "ID" => 7 * 60,
        "SG" => 8 * 60,
        "JP" => 9 * 60,
        "AU" => 10 * 60,
        "ZA" | "EG" => 2 * 60,
        "AE" => 4 * 60,
        "NO" | "NL" | "DE" | "AT" | "FR" | "BE" | "ES" | "MA" => 60,
        "US" => -5 * 60,
        "CA" | "MX" => -6 * 60,
        "CL" => -3 * 60,
        _ => 0,
    }
}

fn local(moment: Moment, country: Country) -> ZonedDateTime {
    let stamp = Timestamp::from_second(moment.seconds()).unwrap_or(Timestamp::UNIX_EPOCH);
    let offset = tz::Offset::from_seconds(offset_minutes(country) * 60).unwrap_or(tz::Offset::UTC);
    stamp.to_zoned_datetime(offset.to_time_zone())
}

/// RFC 3339: `2026-01-17T09:30:00+07:00`.
pub(crate) fn rfc3339(moment: Moment, country: Country) -> String {
    local(moment, country).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// RFC 822 with a year of four digits, as RSS wants it: `Sat, 17 Jan 2026 09:30:00 +0700`.
pub(crate) fn rfc822(moment: Moment, country: Country) -> String {
    local(moment, country).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// RFC 9110 §5.6.7: `Sat, 17 Jan 2026 02:30:00 GMT`.
pub(crate) fn http(moment: Moment) -> String {
    let seconds = u64::try_from(moment.seconds()).unwrap_or(0);
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds))
}

/// Reads what [`http`] writes, in any of the three forms that HTTP allows.
pub(crate) fn read_http(text: &str) -> Option<Moment> {
    let time = httpdate::parse_http_date(text.trim()).ok()?;
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Moment::from_seconds(i64::try_from(since.as_secs()).ok()?))
}

/// For people: day, month name and hour in the title's language.
pub(crate) fn people(moment: Moment, country: Country, language: &str) -> String {
    let at = local(moment, country);
    let (day, year, hour, minute) = (at.day(), at.year(), at.hour(), at.minute());
    let month = month(language, at.month());
    match language {
        "de" => format!("{day}. {month} {year}, {hour}:{minute:02} Uhr"),
        "fr" => format!("{day} {month} {year} à {hour}h{minute:02}"),
        "es" => format!("{day} de {month} de {year}, {hour}:{minute:02} h"),
        "pt" => format!("{day} de {month} de {year} às {hour}h{minute:02}"),
        "ja" => format!("{year}年{month}月{day}日　{hour}時{minute:02}分"),
        "ar" => format!("{day} {month} {year}، {hour:02}:{minute:02}"),
        "id" => format!("{day} {month} {year}, {hour:02}.{minute:02}"),
        _ => format!("{day} {month} {year}, {hour}:{minute:02}"),
    }
}

fn month(language: &str, number: i8) -> String {
    let names = match language {
        "ja" => return number.to_string(),
        "de" => "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr" => "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "es" => "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "pt" => "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "id" => "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "ar" => "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        _ => "January February March April May June July August September October November December",
    };
    let at = usize::try_from(number - 1).unwrap_or(0);
    names.split(' ').nth(at).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Moment = Moment::from_seconds(1_768_617_000);

    fn country(code: &str) -> Country {
        Country::new(code).unwrap()
    }

    #[test]
    fn stamps_read_back_to_the_same_moment() {
        for code in ["GB", "KH", "JP", "US", "CL", "EG"] {
            for text in [rfc3339(AT, country(code)), rfc822(AT, country(code)), http(AT)] {
                assert_eq!(newsstand_news::dates::read(&text), Some(AT), "{text}");
            }
        }
        assert_eq!(read_http(&http(AT)), Some(AT));
    }

    #[test]
    fn the_offset_is_the_titles_own() {
        assert_eq!(rfc3339(AT, country("KH")), "2026-01-17T09:30:00+07:00");
        assert_eq!(rfc822(AT, country("US")), "Fri, 16 Jan 2026 21:30:00 -0500");
    }

    #[test]
    fn people_read_their_own_months() {
        let say = |language| people(AT, country("GB"), language);
        assert_eq!(say("de"), "17. Januar 2026, 2:30 Uhr");
        assert_eq!(say("ja"), "2026年1月17日　2時30分");
        assert_eq!(say("ar"), "17 يناير 2026، 02:30");
        assert_eq!(say("en"), "17 January 2026, 2:30");
    }
}
