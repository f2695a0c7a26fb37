//! Makes words comparable: lower case, no accents, one form of each letter.

/// Folds a word of a date. Only what the tables of [`super::months`] and [`super::zones`] need is folded.
pub(super) fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter_map(letter).collect()
}

/// One folded letter; `None` for marks that only decorate.
fn letter(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ļ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ő' | 'ō' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' => 'υ',
        'ώ' => 'ω',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' => 'ا',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        // Combining accents, the Devanagari dot below, the Arabic vowel marks and joiners.
        '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{64b}'..='\u{652}' | '\u{200b}'..='\u{200f}' => return None,
        other => other,
    })
}

/// The value of a decimal digit of any script that news is written in.
pub(super) fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 10] = [
        '\u{660}',  // Arabic
        '\u{6f0}',  // Persian
        '\u{966}',  // Devanagari
        '\u{9e6}',  // Bengali
        '\u{ae6}',  // Gujarati
        '\u{be6}',  // Tamil
        '\u{c66}',  // Telugu
        '\u{e50}',  // Thai
        '\u{1040}', // Myanmar
        '\u{ff10}', // full width
    ];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let zero = ZEROS.into_iter().find(|zero| (0..10).contains(&(u32::from(c).wrapping_sub(u32::from(*zero)))))?;
    Some(u32::from(c) - u32::from(zero))
}
