//! Bytes as servers send them, and what they claim.

use super::*;

fn read(bytes: &[u8], content_type: &str) -> (String, &'static str) {
    let (text, name) = decode(bytes, Some(content_type));
    (text.into_owned(), name)
}

fn wide(text: &str, units: impl Fn(char) -> Vec<u8>) -> Vec<u8> {
    text.chars().flat_map(units).collect()
}

#[test]
fn marks_come_first() {
    assert_eq!(read(b"\xef\xbb\xbf\xc3\xa9", "text/xml; charset=koi8-r"), ("é".to_owned(), "UTF-8"));
    assert_eq!(read(b"\xff\xfe\xe9\x00", ""), ("é".to_owned(), "UTF-16LE"));
    assert_eq!(read(b"\xfe\xff\x00\xe9", ""), ("é".to_owned(), "UTF-16BE"));
    assert_eq!(read(b"\x00\x00\xfe\xff\x00\x00\x00\xe9", ""), ("é".to_owned(), "UTF-32"));
    assert_eq!(read(b"\xff\xfe\x00\x00\xe9\x00\x00\x00", ""), ("é".to_owned(), "UTF-32"));
}

#[test]
fn wide_text_shows_itself() {
    let text = "\n <?xml version='1.0' encoding='utf-8'?><a>é東</a>";
    for big in [false, true] {
        let pair = |c: char| if big { (c as u16).to_be_bytes() } else { (c as u16).to_le_bytes() }.to_vec();
        let four = |c: char| if big { (c as u32).to_be_bytes() } else { (c as u32).to_le_bytes() }.to_vec();
        for content_type in ["", "text/xml; charset=utf-8", "text/xml; charset=utf-16"] {
            assert_eq!(read(&wide(text, pair), content_type).0, text);
            assert_eq!(read(&wide(text, four), content_type).0, text);
        }
    }
    // The mark of the other order.
    let wrong = [&[0xff, 0xfe], wide(text, |c| (c as u16).to_be_bytes().to_vec()).as_slice()].concat();
    assert_eq!(read(&wrong, "").0, text);
}

#[test]
fn valid_utf8_beats_what_is_claimed() {
    let page = "<?xml version='1.0' encoding='iso-8859-1'?><a>naïve</a>";
    assert_eq!(read(page.as_bytes(), "text/xml; charset=windows-1251"), (page.to_owned(), "UTF-8"));
}

#[test]
fn http_beats_the_declaration_which_beats_detection() {
    let bytes = b"<?xml version='1.0' encoding=\"windows-1251\"?><a>\xe9</a>";
    assert!(read(bytes, "text/xml; charset=\"ISO-8859-1\"").0.contains('é'));
    assert!(read(bytes, "text/xml").0.contains('й'));
    assert!(read(b"<html><meta charset=windows-1253><p>\xe9", "").0.contains('ι'));
    assert!(read(b"<html><META HTTP-EQUIV=x content='text/html; charset=windows-1253'><p>\xe9", "").0.contains('ι'));
}

#[test]
fn what_the_bytes_disprove_does_not_count() {
    let bytes = b"<?xml version='1.0' encoding='windows-1251'?><a>\xe9</a>";
    assert!(read(bytes, "text/xml; charset=us-ascii").0.contains('й'));
    let text = "<?xml version='1.0' encoding='euc-jp'?><a>東京の天気</a>";
    let (bytes, _, _) = encoding_rs::EUC_JP.encode(text);
    assert_eq!(read(&bytes, "text/xml; charset=iso-8859-1").0, text);
    // Mostly UTF-8 is UTF-8, whatever single byte encoding is claimed.
    let mixed = [b"<?xml encoding='windows-1252'?>".as_slice(), "čtvrť žluťoučký".as_bytes(), b"\x92"].concat();
    assert!(read(&mixed, "").0.ends_with("čtvrť žluťoučký’"));
    let marked =
        [b"\xef\xbb\xbf<?xml encoding='windows-1251'?>".as_slice(), b"\xd1\xe5\xe3\xee\xe4\xed\xff \xe4\xe5\xed\xfc"].concat();
    assert!(read(&marked, "").0.ends_with("Сегодня день"));
}

#[test]
fn a_few_bad_bytes_do_not_lose_the_rest() {
    let (text, name) = read("<a>Žižkov – čtvrť ".bytes().chain([0x92, b'<']).collect::<Vec<_>>().as_slice(), "");
    assert_eq!((text.as_str(), name), ("<a>Žižkov – čtvrť ’<", "UTF-8"));
}

#[test]
fn what_is_wrongly_declared_is_detected() {
    let text =
        "<?xml version='1.0' encoding='utf-8'?><a>Сегодня в столице прошло заседание совета, на котором обсуждали погоду</a>";
    for claim in ["xtf-8", "utf-7", "utf-8"] {
        let claimed = text.replace("utf-8", claim);
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&claimed);
        assert!(read(&bytes, "").0.contains("заседание"), "{claim}");
    }
}

#[test]
fn careless_names_are_understood() {
    for (label, letter) in [
        ("win-1251", 'й'),
        ("Windows1251", 'й'),
        ("cp-1251", 'й'),
        ("ISO 8859-5", 'щ'),
        ("iso8859-5", 'щ'),
        ("latin-1", 'é'),
        ("KOI8U", 'И'),
        ("mac-cyrillic", 'й'),
    ] {
        let text = format!("<?xml version='1.0' encoding='{}'?><a>\u{e9}</a>", label.replace(' ', "_"));
        let (bytes, _, _) = WINDOWS_1252.encode(&text);
        assert!(read(&bytes, "").0.contains(letter), "{label} {:?}", read(&bytes, ""));
    }
}

#[test]
fn escapes_are_seen() {
    let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode("<a>東京の天気</a>");
    assert!(read(&bytes, "text/xml; charset=iso-2022-jp").0.contains("東京"));
    assert!(read(&bytes, "").0.contains("東京"));
    let korean = b"<?xml encoding='iso-2022-kr'?>\x1b$)C<a>\x0e?@4C\x0f!</a>";
    assert_eq!(read(korean, ""), ("<?xml encoding='iso-2022-kr'?><a>오늘!</a>".to_owned(), "ISO-2022-KR"));
    let chinese = b"<a>~{=qLl~} ~~ 1</a>";
    assert_eq!(read(chinese, "text/xml; charset=hz-gb-2312").0, "<a>今天 ~ 1</a>");
    assert_eq!(read(chinese, "").0.as_bytes(), chinese);
}

#[test]
fn what_was_encoded_twice_is_decoded_twice() {
    let twice = |text: &str| WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    for text in ["<a>Älteste Straße</a>", "<a>東京の天気</a>", "<a>It’s “so”</a>"] {
        assert_eq!(read(twice(text).as_bytes(), "").0, text);
        let by_latin1: String = text.bytes().map(char::from).collect();
        assert_eq!(read(by_latin1.as_bytes(), "").0, text);
    }
    for text in ["<a>Ã</a>", "<a>É a Maçã</a>", "<a>Ã© or Ã, é or ®</a>", "<a>NAÇÃO®</a>"] {
        assert_eq!(read(text.as_bytes(), "").0, text);
    }
}

#[test]
fn empty_and_odd_input_is_read() {
    assert_eq!(read(b"", ""), (String::new(), "UTF-8"));
    for byte in 0..=255_u8 {
        decode(&[byte], Some("charset="));
        decode(&[byte, 0, byte], Some("charset=utf-16"));
        decode(&[0x1b, byte, b'~', byte], Some("charset=hz-gb-2312"));
        decode(&[0x1b, b'$', b')', b'C', 0x0e, byte], Some("charset=iso-2022-kr"));
    }
}
