//! Currencies by the signs and letters beside a number.

use crate::doc::Doc;

/// The currency whose sign stands before the number at `at`, and where the sign begins.
pub(super) fn sign_before(doc: &Doc<'_>, at: usize) -> Option<(&'static str, usize)> {
    let before = at.checked_sub(1)?;
    if let Some(sign) = doc.mark(before) {
        let code = sign_code(sign)?;
        let country = before.checked_sub(1).filter(|country| sign == '$' && doc.is_word(*country));
        let dollar = country.and_then(|country| dollar_of(doc.word(country)).map(|code| (code, country)));
        return Some(dollar.unwrap_or((code, before)));
    }
    if doc.is_word(before) && doc.capital(before) {
        return prefix_code(doc.word(before)).map(|code| (code, before));
    }
    None
}

/// The currency whose sign stands at `at`.
pub(super) fn sign_code_at(doc: &Doc<'_>, at: usize) -> Option<&'static str> {
    doc.mark(at).and_then(sign_code)
}

/// Whether letters for a country or a currency stand at `at`.
pub(super) fn is_country(doc: &Doc<'_>, at: usize) -> bool {
    dollar_of(doc.word(at)).or_else(|| prefix_code(doc.word(at))).is_some()
}

pub(super) fn sign_code(sign: char) -> Option<&'static str> {
    Some(match sign {
        '$' | '＄' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' | '￥' => "JPY",
        '₹' => "INR",
        '₩' => "KRW",
        '₽' => "RUB",
        '₪' => "ILS",
        '₺' => "TRY",
        '฿' => "THB",
        '₫' => "VND",
        '₱' => "PHP",
        '₦' => "NGN",
        '₴' => "UAH",
        '៛' => "KHR",
        _ => return None,
    })
}

fn dollar_of(country: &str) -> Option<&'static str> {
    Some(match country {
        "US" => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "HK" => "HKD",
        "NZ" => "NZD",
        "S" => "SGD",
        "NT" => "TWD",
        "R" => "BRL",
        _ => return None,
    })
}

fn prefix_code(word: &str) -> Option<&'static str> {
    Some(match word {
        "RM" | "MYR" => "MYR",
        "Rs" | "INR" => "INR",
        "USD" => "USD",
        "EUR" => "EUR",
        "GBP" => "GBP",
        "CHF" | "Fr" => "CHF",
        "JPY" => "JPY",
        "CNY" | "RMB" => "CNY",
        "SGD" => "SGD",
        "HKD" => "HKD",
        "Rp" | "IDR" => "IDR",
        _ => return None,
    })
}
