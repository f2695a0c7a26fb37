//! Sentences of our own and what is read in them.

use super::*;

/// One line an attribution: `source | cue | content / content`.
fn read(text: &str, language: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    let lines = find(&doc).into_iter().map(|a| {
        let words = |part: &Part| doc.words(part).to_owned();
        let content: Vec<String> = a.content.iter().map(words).collect();
        let one = |part: &Option<Part>| part.as_ref().map_or(String::new(), words);
        format!("{} | {} | {}", one(&a.source), one(&a.cue), content.join(" / "))
    });
    lines.collect()
}

#[track_caller]
fn check(language: &str, text: &str, want: &[&str]) {
    assert_eq!(read(text, language), want, "{text}");
}

#[test]
fn quoted_words_before_after_and_around_their_speaker() {
    check("en", "“The boat sank,” said Ana Ruiz.", &["Ana Ruiz | said | “The boat sank,”"]);
    check("en", "“The boat sank,” Ruiz said on Monday.", &["Ruiz | said | “The boat sank,”"]);
    check(
        "en",
        "Ana Ruiz, a harbour pilot, said: “The boat sank.”",
        &["Ana Ruiz, a harbour pilot | said | “The boat sank.”"],
    );
    check(
        "en",
        "“The boat,” said Ana Ruiz, a harbour pilot, “sank at once.”",
        &["Ana Ruiz, a harbour pilot | said | “The boat,” / “sank at once.”"],
    );
    check(
        "en",
        "“The boat sank,” Ruiz said. “Nobody saw it go.”",
        &["Ruiz | said | “The boat sank,” / “Nobody saw it go.”"],
    );
    check("en", "\"Did it sink?\" she asked.", &["she | asked | \"Did it sink?\""]);
    check("en", "Said Ruiz: “The boat sank.”", &["Ruiz | Said | “The boat sank.”"]);
}

#[test]
fn reported_words() {
    check("en", "Ruiz said that the boat sank.", &["Ruiz | said | that the boat sank"]);
    check("en", "Ruiz said the boat sank.", &["Ruiz | said | the boat sank"]);
    check("en", "The boat sank, Ruiz said.", &["Ruiz | said | The boat sank"]);
    check("en", "The boat, Ruiz said on Monday, was old.", &["Ruiz | said | The boat / was old"]);
    check(
        "en",
        "According to the pilots’ union, the boat sank.",
        &["the pilots’ union | According to | the boat sank"],
    );
    check(
        "en",
        "The boat sank, according to Ana Ruiz, a pilot.",
        &["Ana Ruiz, a pilot | according to | The boat sank"],
    );
    check("en", "Ruiz told the court on Friday that the boat sank.", &["Ruiz | told | that the boat sank"]);
    check(
        "en",
        "Ruiz said the boat sank, adding that nobody saw it.",
        &["Ruiz | said | the boat sank", "Ruiz | adding | that nobody saw it"],
    );
    check(
        "en",
        "The ministry found in 2023 that the boat sank.",
        &["The ministry | found | that the boat sank"],
    );
    check("en", "The minister pledged to raise the boat.", &["The minister | pledged | to raise the boat"]);
    check("en", "The ministry denied any part in it.", &["The ministry | denied | any part in it"]);
}

#[test]
fn words_partly_quoted() {
    check(
        "en",
        "Ruiz said the boat “simply sank” that day.",
        &["Ruiz | said | the boat “simply sank” that day"],
    );
    let doc = Doc::new("Ruiz said the boat “simply sank” that day.", "en");
    assert_eq!(find(&doc)[0].kind(&doc), QuoteKind::Mixed);
}

#[test]
fn quotations_go_on_over_paragraphs() {
    check(
        "en",
        "“The boat was old,” Ruiz said.\n\n“It was never painted, not once in thirty years.”",
        &["Ruiz | said | “The boat was old,”", "Ruiz |  | “It was never painted, not once in thirty years.”"],
    );
    check(
        "en",
        "Ruiz added:\n\n“The boat was as old as I am.”",
        &["Ruiz | added | “The boat was as old as I am.”"],
    );
    check(
        "en",
        "“The boat was old.\n\n“It was slow too,” Ruiz said.",
        &["Ruiz | said | “The boat was old. / “It was slow too,”"],
    );
    check(
        "en",
        "“The boat was older than the port.” — Ana Ruiz",
        &["Ana Ruiz | — | “The boat was older than the port.”"],
    );
}

#[test]
fn what_nobody_says_is_no_quote() {
    for text in [
        "The reports were late and the claims were old.",
        "The “Blue Heron” sank in the harbour.",
        "It was not said that the boat sank.",
        "The boat was found in the harbour.",
        "He went to say goodbye.",
        "The United States Navy sent a boat.",
        "Ruiz did not say that the boat sank.",
    ] {
        check("en", text, &[]);
    }
}

#[test]
fn other_languages() {
    check("de", "„Das Boot ist gesunken“, sagte Ana Ruiz.", &["Ana Ruiz | sagte | „Das Boot ist gesunken“"]);
    check("de", "Ruiz sagte, dass das Boot gesunken sei.", &["Ruiz | sagte | dass das Boot gesunken sei"]);
    check(
        "de",
        "Die Behörde teilte mit, das Boot sei gesunken.",
        &["Die Behörde | teilte | das Boot sei gesunken"],
    );
    check(
        "de",
        "Die Pilotin hatte 2023 geschätzt, dass es sinkt.",
        &["Die Pilotin | hatte 2023 geschätzt | dass es sinkt"],
    );
    check(
        "fr",
        "« Le bateau a coulé », a déclaré Ana Ruiz.",
        &["Ana Ruiz | a déclaré | « Le bateau a coulé »"],
    );
    check("fr", "Selon la préfecture, le bateau a coulé.", &["la préfecture | Selon | le bateau a coulé"]);
    check("es", "«El barco se hundió», dijo Ana Ruiz.", &["Ana Ruiz | dijo | «El barco se hundió»"]);
    check("es", "Ruiz dijo que el barco se hundió.", &["Ruiz | dijo | que el barco se hundió"]);
    check("pt", "“O barco afundou”, disse Ana Ruiz.", &["Ana Ruiz | disse | “O barco afundou”"]);
    check("zh", "陈伟说：“船沉了。”", &["陈伟 | 说 | “船沉了。”"]);
    check("ja", "水先人は「船が沈んだ」と述べた。", &["水先人 | 述べた | 「船が沈んだ」"]);
    check("xx", "“Abc def ghi jkl mno,” pqr Stu.", &[" |  | “Abc def ghi jkl mno,”"]);
}
