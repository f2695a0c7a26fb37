//! The language an article is written in: what its page states, unless the text itself is plainly in another.

use newsstand_news::Language;

use super::stopwords;
use crate::source::Source;

/// Words of a text that are looked at.
const LOOKED: usize = 400;
/// Fewest words of a text that may overrule what its page states.
const FEWEST: usize = 30;
/// Fewest small words that tell a language.
const HITS: usize = 4;

/// The language of an article whose text is `text`.
pub fn language(source: &Source<'_>, text: &str) -> Language {
    let told = source.told("inLanguage");
    let stated = source.tags.languages().map(str::to_owned).chain(told);
    let stated: Vec<Language> = stated.map(|tag| Language::new(&tag)).filter(|tag| is_tag(tag.as_str())).collect();
    let read = Reading::of(text);
    // Of several statements the text decides; the first stands where it cannot.
    let fitting = stated.iter().find(|language| read.fits(language.primary()));
    match (fitting, stated.first()) {
        (Some(language), _) => language.clone(),
        (None, Some(first)) => read.best.map_or_else(|| first.clone(), Language::new),
        (None, None) => read.best.map_or_else(Language::default, Language::new),
    }
}

/// Whether a statement may name a language: `de`, `pt-br`, no `english` and no `x`.
fn is_tag(tag: &str) -> bool {
    matches!(tag.split('-').next().unwrap_or("").len(), 2 | 3)
}

/// What a text shows of its language.
struct Reading {
    /// The language it is plainly in.
    best: Option<&'static str>,
    /// Languages with at least half as many small words, which it may be in as well.
    near: Vec<&'static str>,
    /// Whether a script that one language alone uses decided.
    by_script: bool,
}

impl Reading {
    fn of(text: &str) -> Self {
        if let Some(best) = script(text) {
            return Self { best: Some(best), near: vec![best], by_script: true };
        }
        let words = text.split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'').filter(|word| !word.is_empty());
        let (mut count, mut counts, mut small) = (0, stopwords::Counts::new(), String::new());
        for word in words.take(LOOKED) {
            small.clear();
            small.extend(word.chars().flat_map(char::to_lowercase));
            counts.take(&small);
            count += 1;
        }
        let counts = counts.sorted();
        let top = counts.first().map_or(0, |(count, _)| *count);
        let plain = count >= FEWEST && top >= HITS;
        let near = counts.iter().take_while(|(count, _)| plain && count * 2 >= top).map(|(_, language)| *language).collect();
        Self { best: counts.first().filter(|_| plain).map(|(_, language)| *language), near, by_script: false }
    }

    /// Whether the text may be in a language: it shows it, or shows nothing, or the language is one nothing is known of.
    fn fits(&self, primary: &str) -> bool {
        let scripted = || matches!(primary, "ja" | "zh") || SCRIPTS.iter().any(|(_, language)| *language == primary);
        let known = self.by_script || stopwords::knows(primary) || scripted();
        let same = |near: &&str| *near == primary || RELATED.iter().any(|group| group.contains(near) && group.contains(&primary));
        self.best.is_none() || !known || self.near.iter().any(same)
    }
}

/// Languages that small words or script do not tell apart, and other names of one.
const RELATED: [&[&str]; 9] = [
    &["no", "nb", "nn", "da"],
    &["hr", "sr", "bs", "sh", "cnr"],
    &["id", "ms", "in"],
    &["zu", "xh", "nr", "ss"],
    &["he", "iw", "yi"],
    &["hi", "mr", "ne", "sa", "mai", "bho"],
    &["bn", "as"],
    &["ko", "kr"],
    &["zh", "cn", "yue", "tw"],
];

/// The language of a script that is one language's own, or nearly so.
fn script(text: &str) -> Option<&'static str> {
    let (mut kana, mut han, mut letters) = (0usize, 0usize, 0usize);
    let mut own = [0usize; SCRIPTS.len()];
    for letter in text.chars().filter(|c| c.is_alphabetic()).take(LOOKED * 4) {
        letters += 1;
        match letter {
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => han += 1,
            '\0'..='\u{24f}' => {}
            _ => {
                if let Some(count) = SCRIPTS.iter().position(|(range, _)| range.contains(&letter)).and_then(|at| own.get_mut(at))
                {
                    *count += 1;
                }
            }
        }
    }
    if letters < FEWEST {
        return None;
    }
    if (kana + han) * 2 > letters {
        return Some(if kana * 20 > han { "ja" } else { "zh" });
    }
    own.iter().zip(SCRIPTS).find(|(count, _)| **count * 2 > letters).map(|(_, (_, language))| language)
}

/// Scripts with the language that is written in them most.
const SCRIPTS: [(std::ops::RangeInclusive<char>, &str); 20] = [
    ('\u{ac00}'..='\u{d7af}', "ko"),
    ('\u{0370}'..='\u{03ff}', "el"),
    ('\u{0530}'..='\u{058f}', "hy"),
    ('\u{0590}'..='\u{05ff}', "he"),
    ('\u{10a0}'..='\u{10ff}', "ka"),
    ('\u{0900}'..='\u{097f}', "hi"),
    ('\u{0980}'..='\u{09ff}', "bn"),
    ('\u{0a00}'..='\u{0a7f}', "pa"),
    ('\u{0a80}'..='\u{0aff}', "gu"),
    ('\u{0b00}'..='\u{0b7f}', "or"),
    ('\u{0b80}'..='\u{0bff}', "ta"),
    ('\u{0c00}'..='\u{0c7f}', "te"),
    ('\u{0c80}'..='\u{0cff}', "kn"),
    ('\u{0d00}'..='\u{0d7f}', "ml"),
    ('\u{0d80}'..='\u{0dff}', "si"),
    ('\u{0e00}'..='\u{0e7f}', "th"),
    ('\u{0e80}'..='\u{0eff}', "lo"),
    ('\u{1000}'..='\u{109f}', "my"),
    ('\u{1200}'..='\u{137f}', "am"),
    ('\u{1780}'..='\u{17ff}', "km"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn best(text: &str) -> Option<&'static str> {
        Reading::of(text).best
    }

    #[test]
    fn texts_show_their_language() {
        for (text, language) in [
            (
                "The bell that rang the fleet home until it vanished has been found in a basement beneath the council’s own offices, the clerk said on Friday. It was not known who put it there, and nobody has said so.",
                "en",
            ),
            (
                "Die Glocke, die bis zu ihrem Verschwinden die Flotte nach Hause läutete, ist in einem Keller unter den Büros der Stadt gefunden worden, wie die Schreiberin am Freitag sagte. Wer sie dort abgestellt hat, ist nicht bekannt.",
                "de",
            ),
            (
                "La cloche qui sonnait le retour de la flotte jusqu’à sa disparition a été retrouvée dans une cave sous les bureaux du conseil, a dit la greffière vendredi. On ne sait pas qui l’a mise là, et personne ne le dit.",
                "fr",
            ),
            (
                "Ang kampana ay natagpuan sa ilalim ng tanggapan ng konseho, sabi ng kawani noong Biyernes. Hindi pa alam kung sino ang naglagay nito doon, at wala pang nagsasabi ng totoo para sa mga tao ng bayan.",
                "tl",
            ),
            ("鐘は議会の地下室で見つかった。誰がそこに置いたのかはわかっていないと職員は金曜日に述べた。", "ja"),
            (
                "失踪多年的大钟周五在议会办公室的地下室里被发现，没有人知道是谁把它放在那里，也没有人愿意说出来。",
                "zh",
            ),
            (
                "종은 의회 지하실에서 발견되었으며 누가 그곳에 두었는지는 알려지지 않았다고 직원이 금요일에 말했다.",
                "ko",
            ),
        ] {
            assert_eq!(best(text), Some(language), "{text}");
        }
        assert_eq!(best("Bell found"), None);
        assert_eq!(best(""), None);
    }

    #[test]
    fn what_a_page_states_stands_where_the_text_may_be_so() {
        let danish = "Klokken, der ringede flåden hjem, indtil den forsvandt, er fundet i en kælder under rådets egne kontorer, sagde skriveren fredag. Det er ikke kendt, hvem der satte den der, og ingen har sagt det til os.";
        let read = Reading::of(danish);
        assert!(read.fits("da") && read.fits("nb") && read.fits("tlh"));
        assert!(!read.fits("en") && !read.fits("ja"));
        assert!(Reading::of("Bell found").fits("ja"));
    }
}
