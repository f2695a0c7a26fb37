//! Chinese, in both scripts.

use newsstand_news::Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

use super::Words;
use super::class::*;

pub(super) static WORDS: Words = Words {
    classes: &[
        (SAY, "说 說 称 稱 表示 指出 写道 寫道 告诉 告訴 宣布 强调 強調 认为 認為 补充说 補充說"),
        (PRONOUN, "他 她 他们 她们 他們 她們"),
        (DAY, "今天 昨天 明天 周一 周二 周三 周四 周五 周六 周日"),
        (PEOPLE, "人 名"),
    ],
    according: &["据", "根据", "據", "根據"],
    bounds: &[
        (AtLeast, &["至少", "最少", "不少于"]),
        (MoreThan, &["超过", "超過", "逾", "多于"]),
        (AtMost, &["最多", "至多", "不超过", "不超過"]),
        (LessThan, &["少于", "不到", "不足"]),
        (About, &["约", "約", "大约", "大約", "近", "将近"]),
    ],
    bounds_after: &[(MoreThan, &["多", "余", "餘"]), (About, &["左右"])],
    numbers: &[],
    scales: &[("百", 2), ("千", 3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("兆", 12)],
    vague: &[],
    fractions: &[],
    range: &["至", "到"],
    between: &[],
    units: &[
        ("USD", "美元"),
        ("EUR", "欧元,歐元"),
        ("CNY", "元,人民币"),
        ("people", "人"),
        ("km", "公里"),
        ("m", "米"),
        ("kg", "公斤"),
        ("t", "吨,噸"),
        ("d", "天"),
        ("h", "小时,小時"),
    ],
    decimal_comma: false,
    spaced_thousands: false,
    elides: false,
    capital_nouns: false,
    english: false,
    topic: &[],
};
