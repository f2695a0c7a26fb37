//! Maps a title's own section words to the stand's sections.

use std::collections::HashMap;
use std::sync::LazyLock;

use newsstand_news::{Address, Section};

/// Words by section, lower case, in the languages met most; a word counts when it is a whole part of a label or path.
const WORDS: [(Section, &str); 13] = [
    (
        Section::World,
        "world international international-news foreign global abroad ausland welt monde étranger mundo internacional internacionales esteri estero mondo \
         wereld buitenland utrikes världen verden udland ulkomaat świat zahraničí zahranicne külföld dünya мир världen عالم العالم دولي عالمي 国際 国际 世界 국제 세계 \
         asia africa europe americas middle-east asien europa afrique",
    ),
    (
        Section::National,
        "national home nation country domestic inland nacional france deutschland españa italia sverige norge danmark polska kotimaa kraj domácí belföld \
         nazionale binnenland inrikes indland yurt محليات محلي وطني 国内 社会 국내 사회 uk us",
    ),
    (
        Section::Politics,
        "politics politik politique política politica politiek polityka politika government election elections elecciones parliament siyaset политика سياسة السياسة 政治 정치",
    ),
    (
        Section::Business,
        "business economy economics wirtschaft économie economie economía economia entreprises empresas näringsliv økonomi talous ekonomia gospodarka biznes gazdaság \
         ekonomi work companies trade экономика бизнес اقتصاد الاقتصاد 経済 经济 财经 경제",
    ),
    (
        Section::Markets,
        "markets money finance finanzen finances finanzas finanza bourse börse stocks investing mercados mercati personal-finance маркетс أسواق 市場 股市 증권",
    ),
    (
        Section::Technology,
        "technology tech digital netzwelt technologie tecnología tecnologia technik teknik teknologi tekniikka technologia internet it computing gadgets технологии تكنولوجيا 科技 技術 it・科学",
    ),
    (
        Section::Science,
        "science sciences wissenschaft wissen ciencia scienza scienze vetenskap vitenskap videnskab tiede nauka tudomány space наука علوم 科学 과학",
    ),
    (
        Section::Health,
        "health gesundheit santé salud salute saúde hälsa helse sundhed terveys zdrowie zdraví medicine wellbeing sağlık здоровье صحة 健康 医療 건강",
    ),
    (
        Section::Climate,
        "climate environment klima umwelt environnement climat clima medio-ambiente ambiente ambiente miljö miljø ympäristö klimat weather nature planet energy natur природа بيئة مناخ 環境 气候 환경",
    ),
    (
        Section::Culture,
        "culture arts art books film films movies music theatre theater tv television entertainment lifestyle life style kultur feuilleton cultura culturas spettacoli kultura \
         kulttuuri cinema cine musik fashion food travel leute people celebrity culture-and-arts культура ثقافة فن منوعات 文化 エンタメ 娱乐 문화 연예 society",
    ),
    (
        Section::Sport,
        "sport sports football soccer tennis cricket rugby golf basketball baseball nfl nba nhl mlb olympics fußball fussball deportes deporte fútbol calcio esporte esportes urheilu idrott sportok спорт \
         رياضة الرياضة スポーツ 体育 스포츠",
    ),
    (
        Section::Opinion,
        "opinion opinions comment commentary commentisfree editorial editorials columns columnists letters leaders meinung kommentar kommentare debatte idées tribunes opinión opiniones \
         opinione opinioni opinião ledare debatt leder mielipide opinie views voices analysis analyse мнения رأي آراء 社説 評論 评论 사설 오피니언",
    ),
    (
        Section::Local,
        "local regional region regionen lokales lokal regions régions regionales locali cronaca lokalt city metro community provincia paikalliset محافظات 地方 지역",
    ),
];

/// The words, each with its section; of two sections with one word the first counts.
static SECTIONS: LazyLock<HashMap<&'static str, Section>> = LazyLock::new(|| {
    let words = WORDS.iter().rev().flat_map(|(section, words)| words.split_ascii_whitespace().map(|word| (word, *section)));
    words.collect()
});

/// The section that a label such as `World news` or `Wirtschaft & Finanzen` means.
pub fn of_label(label: &str) -> Option<Section> {
    let label = label.trim().to_lowercase();
    if label.is_empty() || label.chars().count() > 60 {
        return None;
    }
    exact(&label)
        .or_else(|| label.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).find_map(exact))
}

/// The section that the folders of an address mean, outermost first.
pub fn of_address(address: &Address) -> Option<Section> {
    let path = address.as_str().splitn(4, '/').nth(3)?;
    let path = path.split(['?', '#']).next().unwrap_or("");
    let (folders, _) = path.rsplit_once('/')?;
    folders.split('/').take(4).filter(|folder| folder.len() > 2).find_map(|folder| exact(&folder.to_lowercase()))
}

fn exact(word: &str) -> Option<Section> {
    SECTIONS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_addresses_name_sections() {
        for (label, section) in [
            ("World", Some(Section::World)),
            ("World news", Some(Section::World)),
            ("Wirtschaft & Finanzen", Some(Section::Business)),
            ("Leitartikel", None),
            ("الرياضة", Some(Section::Sport)),
            ("政治", Some(Section::Politics)),
            ("", None),
        ] {
            assert_eq!(of_label(label), section, "{label}");
        }
        let at = |text: &str| of_address(&Address::new(text).unwrap());
        assert_eq!(at("https://a.example/world/2026/01/x.html"), Some(Section::World));
        assert_eq!(at("https://a.example/news/deportes/tenis/x"), Some(Section::Sport));
        assert_eq!(at("https://a.example/world"), None);
        assert_eq!(at("https://a.example"), None);
    }
}
