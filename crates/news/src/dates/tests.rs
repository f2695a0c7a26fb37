//! Dates as feeds and pages write them, and what they mean.

use super::read;

/// Seconds since 1970 of the date, for tables.
fn seconds(text: &str) -> Option<i64> {
    read(text).map(|moment| moment.seconds())
}

/// 2024-05-01T10:30:15Z.
const THEN: i64 = 1_714_559_415;
/// 2024-05-01T00:00:00Z.
const DAY: i64 = 1_714_521_600;

#[test]
fn iso_dates() {
    for text in [
        "2024-05-01T10:30:15Z",
        "2024-05-01t10:30:15z",
        "2024-05-01 10:30:15",
        "2024-05-01T12:30:15+02:00",
        "2024-05-01T05:30:15-0500",
        "2024-05-01T16:00:15 +05:30",
        "20240501T103015Z",
        "20240501103015",
        "2024-122T10:30:15Z",
        "2024-W18-3T10:30:15Z",
        "2024-5-1T10:30:15Z",
        "2024-05-01T12:30:15+0200[Europe/Berlin]",
        "2024-05-01 10:30:15 UTC",
    ] {
        assert_eq!(seconds(text), Some(THEN), "{text}");
    }
}

#[test]
fn iso_dates_cut_short() {
    for (text, expected) in [
        ("2024-05-01", DAY),
        ("20240501", DAY),
        ("2024-05", DAY),
        ("2024", 1_704_067_200),
        ("2024-05-01T10:30Z", THEN - 15),
        ("2024-05-01T10Z", THEN - 15 - 1800),
    ] {
        assert_eq!(seconds(text), Some(expected), "{text}");
    }
    assert_eq!(read("2024-05-01T10:30:15.250Z").map(|m| m.micros()), Some(THEN * 1_000_000 + 250_000));
    assert_eq!(read("2024-05-01T10:30:15,123456789Z").map(|m| m.micros()), Some(THEN * 1_000_000 + 123_456));
}

#[test]
fn rfc_822_and_what_passes_for_it() {
    for text in [
        "Wed, 01 May 2024 10:30:15 GMT",
        "Wed, 1 May 24 10:30:15 +0000",
        "1 May 2024 10:30:15 UT",
        "Wed, 01 May 2024 06:30:15 EDT",
        "Wednesday, 01 May 2024 12:30:15 CEST",
        "Wed,01 May 2024 10:30:15 -0000",
        "Wed May  1 10:30:15 2024",
        "Wed May 01 10:30:15 GMT 2024",
        "Wed May 01 2024 12:30:15 GMT+0200 (CEST)",
        "01-May-2024 10:30:15",
        "May 1, 2024 10:30:15 am",
        "May 1st, 2024, 10:30:15 a.m. UTC",
        "Wed, 01 May 2024 10:30:15 A",
        "Wed, 01 May 2024 19:30:15 JST",
        "Thu, 01 May 2024 10:30:15 Z",
        "2024 May 1 10:30:15",
    ] {
        assert_eq!(seconds(text), Some(THEN), "{text}");
    }
    assert_eq!(seconds("Wed, 01 May 2024 12:30:15 am"), Some(DAY + 1815));
    assert_eq!(seconds("Fri, 31 Dec 99 23:59:60 GMT"), Some(946_684_800));
    assert_eq!(seconds("Mon, 01 Jan 1900 00:00:00 GMT"), Some(-2_208_988_800));
}

#[test]
fn month_names_of_many_languages() {
    for text in [
        "1. Mai 2024",
        "1 mai 2024",
        "1 de mayo de 2024",
        "1 maggio 2024",
        "1 mei 2024",
        "1. května 2024",
        "1 maja 2024",
        "2024. május 1.",
        "1 Mayıs 2024",
        "1. toukokuuta 2024",
        "1 мая 2024",
        "1 травня 2024",
        "1 Μαΐου 2024",
        "1 במאי 2024",
        "١ مايو ٢٠٢٤",
        "1 أيار 2024",
        "۱ مه ۲۰۲۴",
        "1 मई 2024",
        "১ মে ২০২৪",
        "1 พฤษภาคม 2567",
        "ngày 1 tháng 5 năm 2024",
        "2024年5月1日",
        "2024년 5월 1일",
        "mer. 1 mai 2024",
    ] {
        assert_eq!(seconds(text), Some(DAY), "{text}");
    }
    for (text, month) in [
        ("5 marraskuuta 2024", "2024-11-05"),
        ("mar. 5 nov. 2024", "2024-11-05"),
        ("5 juillet 2024", "2024-07-05"),
        ("5 července 2024", "2024-07-05"),
        ("5 تشرين الثاني 2024", "2024-11-05"),
        ("5 كانون الأول 2024", "2024-12-05"),
        ("5 Ocak 2024", "2024-01-05"),
    ] {
        assert_eq!(read(text), read(month), "{text}");
        assert!(read(text).is_some(), "{text}");
    }
}

#[test]
fn east_asian_clocks() {
    for text in
        ["2024年5月1日(水) 10:30:15", "2024년 5월 1일 오전 10:30:15", "2024年5月1日 10時30分15秒", "2024年5月1日上午10:30:15"]
    {
        assert_eq!(seconds(text), Some(THEN), "{text}");
    }
    assert_eq!(seconds("2024년 05월 01일 오후 10:30:15"), Some(THEN + 12 * 3600));
}

#[test]
fn numbers_only() {
    for text in ["01.05.2024", "1/5/2024", "2024/05/01", "2024.05.01", "24-05-01", "01.05.24", "5/1/2024 12:00:00 AM"] {
        assert_eq!(seconds(text), Some(DAY), "{text}");
    }
    assert_eq!(seconds("05/13/2024"), seconds("2024-05-13"));
    assert_eq!(seconds("01.05.2024 14h05"), Some(DAY + 14 * 3600 + 300));
}

#[test]
fn times_since_1970() {
    assert_eq!(seconds("1714559415"), Some(THEN));
    assert_eq!(read("1714559415250").map(|m| m.millis()), Some(THEN * 1000 + 250));
    assert_eq!(read("1714559415.25").map(|m| m.millis()), Some(THEN * 1000 + 250));
    assert_eq!(seconds("946684800"), Some(946_684_800));
}

#[test]
fn days_a_month_does_not_have_become_its_last() {
    assert_eq!(read("2023-02-31"), read("2023-02-28"));
    assert_eq!(read("31 Nov 2024"), read("30 Nov 2024"));
}

#[test]
fn an_impossible_zone_counts_as_none() {
    assert_eq!(seconds("2024-05-01T10:30:15+99:00"), Some(THEN));
    assert_eq!(seconds("Wed, 01 May 2024 10:30:15 XYZ"), Some(THEN));
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        " ",
        "now",
        "today",
        "2 hours ago",
        "10:30",
        "May",
        "1 May",
        "13/13/2024",
        "2024-13-01",
        "0000-00-00",
        "0001-01-01T00:00:00Z",
        "Wed, 01 May 2024 25:00:00 GMT",
        "-",
        "+",
        "::",
        "1403/02/12",
        "99999999999999999999",
        "T",
        "Z",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(read(&"1 May 2024 ".repeat(100)), None);
}

#[test]
fn no_text_makes_it_panic() {
    let pieces = [
        "2024",
        "-",
        ":",
        "+",
        "T",
        "Z",
        " ",
        ".",
        "5",
        "年",
        "Mai",
        "٣",
        "é",
        "\u{feff}",
        "99999999999",
        "W",
        "tháng",
        "h",
        ",",
    ];
    // A walk through many mixtures, by a small linear congruence.
    let mut state: u64 = 7;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..10 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(state >> 33).unwrap_or(0) % pieces.len();
            text.push_str(pieces[pick]);
        }
        read(&text);
    }
}

#[test]
fn every_day_of_some_centuries_follows_the_last() {
    let mut last = read("1700-01-01").map(|m| m.seconds());
    for year in 1700..2300 {
        for month in 1..=12 {
            for day in 1..=super::month_length(year, month) {
                let now = seconds(&format!("{year:04}-{month:02}-{day:02}"));
                assert!(now == last || now == last.map(|s| s + 86_400), "{year}-{month}-{day}");
                last = now;
            }
        }
    }
}
