//! Japanese.

use newsstand_news::Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

use super::Words;
use super::class::*;

pub(super) static WORDS: Words = Words {
    classes: &[
        (
            SAY,
            "述べた 語った 話した 話す 語る 説明した 発表した 強調した 指摘した 答えた 話し 述べ 語り 明らかに",
        ),
        (PRONOUN, "彼 彼女"),
        (DAY, "今日 昨日 明日"),
        (PEOPLE, "人 名"),
    ],
    according: &["によると", "によれば"],
    bounds: &[(AtLeast, &["少なくとも"]), (About, &["約", "およそ", "ほぼ"])],
    bounds_after: &[
        (AtLeast, &["以上"]),
        (MoreThan, &["超", "を超える"]),
        (AtMost, &["以下"]),
        (LessThan, &["未満"]),
        (About, &["ほど", "前後"]),
    ],
    numbers: &[],
    scales: &[("百", 2), ("千", 3), ("万", 4), ("億", 8), ("兆", 12)],
    vague: &[],
    fractions: &[],
    range: &["から"],
    between: &[],
    units: &[
        ("JPY", "円"),
        ("USD", "ドル"),
        ("EUR", "ユーロ"),
        ("people", "人"),
        ("km", "キロ"),
        ("m", "メートル"),
        ("t", "トン"),
        ("d", "日間"),
        ("h", "時間"),
        ("%", "パーセント"),
    ],
    decimal_comma: false,
    spaced_thousands: false,
    elides: false,
    capital_nouns: false,
    english: false,
    topic: &["は", "が", "も"],
};
