//! Sentences of our own and the figures in them.

use super::*;

/// One line a figure: `bound low[..high] unit [measure]`.
fn read(text: &str, language: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    let line = |f: Found| {
        let high = if f.value.0 == f.value.1 { String::new() } else { format!("..{}", f.value.1) };
        format!("{:?} {}{high} {} [{}]", f.bound, f.value.0, f.unit, f.measure)
    };
    find(&doc).into_iter().map(line).collect()
}

#[track_caller]
fn check(language: &str, text: &str, want: &[&str]) {
    assert_eq!(read(text, language), want, "{text}");
}

/// The first figure's bound and value only.
#[track_caller]
fn first(language: &str, text: &str, want: &str) {
    let doc = Doc::new(text, language);
    let found = find(&doc).into_iter().next().map(|f| format!("{:?} {}", f.bound, f.value.0));
    assert_eq!(found.as_deref(), Some(want), "{text}");
}

#[test]
fn counts_with_their_bounds() {
    check("en", "Okell saw 1,440 boats.", &["Exactly 1440 boat [boats]"]);
    for (text, want) in [
        ("at least 10 boats", "AtLeast 10"),
        ("no fewer than 10 boats", "AtLeast 10"),
        ("10 boats or more", "AtLeast 10"),
        ("10 or more boats", "AtLeast 10"),
        ("10+ boats", "AtLeast 10"),
        ("more than 100,000 boats", "MoreThan 100000"),
        ("no more than 10 boats", "AtMost 10"),
        ("up to 10 boats", "AtMost 10"),
        ("fewer than 10 boats", "LessThan 10"),
        ("about 10 boats", "About 10"),
        ("some 10 boats", "About 10"),
        ("~10 boats", "About 10"),
    ] {
        first("en", text, want);
    }
}

#[test]
fn bounds_of_other_languages() {
    first("de", "mindestens 1.440 Schiffe", "AtLeast 1440");
    first("fr", "plus de 1 440 navires", "MoreThan 1440");
    first("es", "menos de 1.440 barcos", "LessThan 1440");
    first("pt", "cerca de 1.440 navios", "About 1440");
    first("zh", "超过1440艘船", "MoreThan 1440");
    first("ja", "約1,440隻", "About 1440");
}

#[test]
fn decimal_marks_go_by_language_and_place() {
    first("en", "costs 1.440 dollars", "Exactly 1.44");
    first("de", "kostet 1,5 Euro", "Exactly 1.5");
    first("de", "kostet 1.440.000 Euro", "Exactly 1440000");
    first("en", "costs 1,440,000.50 dollars", "Exactly 1440000.5");
    first("de", "kostet 1.440.000,50 Euro", "Exactly 1440000.5");
    first("en", "costs 12,34,567 rupees", "Exactly 1234567");
    first("it", "costa 12,5 euro", "Exactly 12.5");
    first("ar", "بلغت ١٢٫٥", "Exactly 12.5");
    first("fa", "۱۲۳۴ کشتی", "Exactly 1234");
    first("zh", "共１２３艘船", "Exactly 123");
    first("ja", "1億2000万円", "Exactly 120000000");
}

#[test]
fn money_with_signs_letters_and_powers_of_ten() {
    check("en", "It lost $12.5bn a year.", &["Exactly 12500000000 USD per year [lost]"]);
    check("en", "It lost US$12.5 billion.", &["Exactly 12500000000 USD [lost]"]);
    check(
        "en",
        "It lost €3m, £4m and RM5.",
        &["Exactly 3000000 EUR [lost]", "Exactly 4000000 GBP []", "Exactly 5 MYR []"],
    );
    check("de", "Er verlor 3,2 Mrd. Euro.", &["Exactly 3200000000 EUR [verlor]"]);
}

#[test]
fn numbers_in_words() {
    check("en", "Two hundred and fifty thousand boats sank.", &["Exactly 250000 boat [boats sank]"]);
    check("en", "Half a million boats sank.", &["Exactly 500000 boat [boats sank]"]);
    check("en", "Thousands of boats sank.", &["Exactly 1000..10000 boat [boats sank]"]);
    check("en", "A dozen boats sank.", &["Exactly 12 boat [boats sank]"]);
    check("en", "Two-thirds of the boats sank.", &["Exactly 0.666667 boat [boats sank]"]);
    check("es", "Miles de barcos.", &["Exactly 1000..10000 barco [barcos]"]);
}

#[test]
fn ranges_and_what_is_none() {
    check("en", "It cost $2-3 million.", &["Exactly 2000000..3000000 USD [cost]"]);
    check("en", "Between 10 and 12 boats sank.", &["Exactly 10..12 boat [boats sank]"]);
    check("en", "Some 10 to 12 boats sank.", &["About 10..12 boat [boats sank]"]);
    check("en", "It rose from 4% to 5%.", &["Exactly 4 % [rose]", "Exactly 5 % []"]);
}

#[test]
fn dates_names_and_scores_are_no_figures() {
    for text in [
        "On 17 January 2026 it rained.",
        "On January 17, 2026, it rained.",
        "It closed at 6:30 p.m. on Oct. 3.",
        "By 2023-04-05 or 5/4/2023 it was dry.",
        "In the 1990s the 3rd boat sank.",
        "The Boeing 737 landed as Flight No. 5 did.",
        "They won 3-2.",
        "One of them and the last two stayed.",
        "Ruiz, 41, left.",
    ] {
        check("en", text, &[]);
    }
    check("de", "Am 17. Januar und am 3. Tag regnete es.", &[]);
    check("es", "El 17 de enero llovió.", &[]);
}

#[test]
fn units_and_ages() {
    check(
        "en",
        "The 15-year-old swam 1.5 km in −3°C.",
        &["Exactly 15 year old [swam]", "Exactly 1.5 km [swam]", "Exactly -3 °C []"],
    );
    check("en", "A 40 square kilometre lake.", &["Exactly 40 km² [lake]"]);
    check("en", "It carried 1.2m tonnes at 5m deep.", &["Exactly 1200000 t [carried]", "Exactly 5 m [deep]"]);
    assert_eq!(unit_name("USD per year"), "dollar per year");
    assert_eq!(singular("european countries"), "european country");
}
