//! What holds of every reading of every text.

use newsstand_ledger::{read, read_all, stage};
use newsstand_news::{Claim, Language, Span};
use proptest::prelude::*;

/// Texts of the stuff that matters: marks, cues, numbers, names, breaks, letters of several scripts.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("\"".to_owned()),
        Just("„".to_owned()),
        Just("«".to_owned()),
        Just("»".to_owned()),
        Just("‘".to_owned()),
        Just("’".to_owned()),
        Just("''".to_owned()),
        Just("「".to_owned()),
        Just("」".to_owned()),
        Just(" said ".to_owned()),
        Just(" according to ".to_owned()),
        Just(" that ".to_owned()),
        Just(", ".to_owned()),
        Just(". ".to_owned()),
        Just("\n\n".to_owned()),
        Just(": ".to_owned()),
        Just(" Ana Ruiz ".to_owned()),
        Just("’s ".to_owned()),
        Just(" she ".to_owned()),
        Just(" $12.5bn ".to_owned()),
        Just(" at least 1,440 ".to_owned()),
        Just("10-12 ".to_owned()),
        Just(" two hundred ".to_owned()),
        Just(" to ".to_owned()),
        Just(" and ".to_owned()),
        Just(" estimate ".to_owned()),
        Just("% ".to_owned()),
        Just("-".to_owned()),
        Just("(".to_owned()),
        "[a-z]{1,8} ",
        "[A-Z][a-z]{1,6} ",
        "\\PC{1,4}",
        "[0-9.,]{1,9}",
        "[港船言ء-ي]{1,3}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn languages() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["en", "de", "fr", "es", "pt", "zh", "ja", "ar", "it", ""])
}

fn spans(claim: &Claim) -> Vec<Span> {
    match claim {
        Claim::Quote(quote) => [&quote.content[..], &quote.cue, &quote.source].concat(),
        Claim::Figure(figure) => [&[figure.span][..], &figure.source].concat(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_claim_is_a_span_of_the_text(text in texts(), language in languages()) {
        let length = u32::try_from(text.chars().count()).unwrap();
        for claim in read("Ana Ruiz left", &text, &Language::new(language)) {
            for span in spans(&claim) {
                prop_assert!(span.start < span.end && span.end <= length, "{claim:?}");
            }
            match &claim {
                Claim::Quote(quote) => prop_assert!(!quote.content.is_empty() && quote.confidence <= 1000),
                Claim::Figure(figure) => {
                    let (low, high): (f64, f64) = (figure.value.0.parse().unwrap(), figure.value.1.parse().unwrap());
                    prop_assert!(low <= high, "{figure:?}");
                }
            }
        }
    }

    #[test]
    fn people_and_places_are_spans_that_read_as_they_say(text in texts(), language in languages()) {
        let letters: Vec<char> = text.chars().collect();
        let reading = read_all("", &text, &Language::new(language));
        for person in reading.people {
            let printed: String = letters[person.span.start as usize..person.span.end as usize].iter().collect();
            prop_assert_eq!(printed, person.name);
        }
        for place in reading.places {
            prop_assert!((place.span.end as usize) <= letters.len());
        }
    }

    /// A paragraph before a text moves every claim by its length in scalar values and changes nothing else.
    #[test]
    fn names_alone_are_among_all_that_is_read(text in texts(), language in languages()) {
        let (headline, language) = ("Ines Okafor leaves Phnom Penh", Language::new(language));
        let (all, named) = (read_all(headline, &text, &language), newsstand_ledger::named(headline, &text, &language));
        prop_assert_eq!(all.places, named.places);
        prop_assert!(named.people.iter().all(|person| all.people.contains(person)), "{:?} in {:?}", named.people, all.people);
    }

    #[test]
    fn offsets_are_scalar_values(text in texts()) {
        let before = "Ünï 𝒳 漢.\n\n";
        let shift = u32::try_from(before.chars().count()).unwrap();
        let english = Language::new("en");
        let (alone, moved) = (read("", text.trim_start(), &english), read("", &format!("{before}{}", text.trim_start()), &english));
        prop_assert_eq!(alone.len(), moved.len());
        for (a, b) in alone.iter().zip(&moved) {
            let shifted: Vec<Span> = spans(a).into_iter().map(|s| Span { start: s.start + shift, end: s.end + shift }).collect();
            prop_assert_eq!(shifted, spans(b));
        }
    }

    #[test]
    fn any_line_is_answered_with_one_line_of_json(line in "\\PC{0,80}") {
        let answer = stage::answer_line(&line);
        prop_assert!(!answer.contains('\n'));
        prop_assert!(serde_json::from_str::<serde_json::Value>(&answer).is_ok());
    }
}

#[test]
fn a_reading_is_the_same_every_time() {
    let text = include_str!("cases/harbour.en.txt");
    assert_eq!(read("", text, &Language::new("en")), read("", text, &Language::new("en")));
}

#[test]
fn the_stage_answers_as_designed() {
    let line = r#"{"id":7,"title":"t","text":"“It cost $2-3m,” said Ana Ruiz, a pilot in Lisbon.","language":"en","more":1}"#;
    let answer: serde_json::Value = serde_json::from_str(&stage::answer_line(line)).unwrap();
    assert_eq!(answer["id"], 7);
    assert_eq!(answer["quotes"][0]["content"], serde_json::json!([[0, 16]]));
    assert_eq!(answer["quotes"][0]["kind"], "direct");
    assert_eq!(answer["quotes"][0]["speaker"], "Ana Ruiz");
    assert_eq!(answer["figures"][0]["value"], serde_json::json!([2e6, 3e6]));
    assert_eq!(answer["figures"][0]["bound"], "=");
    assert_eq!(answer["figures"][0]["unit"], "dollar");
    assert_eq!(answer["figures"][0]["speaker"], "Ana Ruiz");
    assert_eq!(answer["people"][0]["role"], "pilot in Lisbon");
    assert_eq!(answer["places"][0]["country"], "PT");
    assert!(stage::answer_line("{").starts_with(r#"{"error":"#));
}

#[test]
fn long_and_nasty_texts_are_read_to_the_end() {
    let english = Language::new("en");
    for piece in [
        "“",
        "‘a ",
        "\"",
        "said ",
        "1,",
        "10-",
        "$",
        "Ana ",
        "Ana, ",
        "according to ",
        "a’s ",
        "(",
        "“x” said, ",
        "half ",
        "to 1 ",
        "The UN’s estimate of ",
    ] {
        let text = piece.repeat(20_000);
        let _ = read("", &text, &english);
    }
}
