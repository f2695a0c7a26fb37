//! The small words of some fifty languages: they tell a text's language, since no text does without them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One bit for each language, in the order of [`WORDS`].
type Languages = u64;

static BY_WORD: LazyLock<HashMap<&'static str, Languages>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Languages> = HashMap::new();
    for (at, (_, list)) in WORDS.iter().enumerate() {
        list.split_ascii_whitespace().for_each(|word| *words.entry(word).or_default() |= 1 << at);
    }
    words
});

/// How many small words of each language there have been.
pub struct Counts([usize; WORDS.len()]);

impl Counts {
    /// None yet.
    pub fn new() -> Self {
        Self([0; WORDS.len()])
    }

    /// Counts one word in small letters.
    pub fn take(&mut self, word: &str) {
        let mut languages = if word.len() > LONGEST { 0 } else { BY_WORD.get(word).copied().unwrap_or_default() };
        while languages != 0 {
            if let Some(count) = self.0.get_mut(languages.trailing_zeros() as usize) {
                *count += 1;
            }
            languages &= languages - 1;
        }
    }

    /// The counts with their language; most first.
    pub fn sorted(self) -> Vec<(usize, &'static str)> {
        let mut counts: Vec<(usize, &'static str)> =
            self.0.into_iter().zip(WORDS).map(|(count, (language, _))| (count, language)).collect();
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        counts
    }
}

/// Bytes of the longest small word.
const LONGEST: usize = 24;

/// Whether small words of a language are known.
pub fn knows(language: &str) -> bool {
    WORDS.iter().any(|(known, _)| *known == language)
}

/// Languages with their small words, lower case.
const WORDS: [(&str, &str); 52] = [
    (
        "en",
        "the of and to in is was that for it with as on are be this by at from has have not they his had which were said",
    ),
    (
        "de",
        "der die und den das von zu mit sich des auf für ist im dem nicht ein eine auch es an werden aus er hat dass sie nach wird bei",
    ),
    (
        "fr",
        "le la les de des et en un une du dans est que pour qui au sur par pas plus il elle avec ne se ce sont a été aux cette",
    ),
    (
        "es",
        "el la los las de del y en que un una por con para se su al lo es no como más ha pero sus este está entre",
    ),
    (
        "pt",
        "o a os as de do da dos das e em um uma que para com não por no na se ao mais foi são sua pelo como à",
    ),
    (
        "it",
        "il lo la gli le di del della dei e che un una per con non è in da sono si al nel come più ha anche alla ma",
    ),
    (
        "nl",
        "de het een van en in is dat op te zijn voor met die niet aan er om ook als bij naar maar door uit wordt heeft werd",
    ),
    (
        "sv",
        "och att det som en på är av för med den till i inte har om ett men var sig från vi så kan de säger när",
    ),
    (
        "da",
        "og i at det er en til af på som med for der den har de ikke et var han men sig fra vil også efter blev siger hvor",
    ),
    (
        "no",
        "og i det er en til av på som for med at å ikke har de den var om et fra seg han men sier etter ble også hvor",
    ),
    (
        "is",
        "og að í á er það sem til við um með fyrir en var ekki hann af þar eru hefur hún þetta segir frá var því",
    ),
    (
        "fi",
        "ja on ei se että hän oli joka mutta ovat myös kun mukaan ole sen kuin voi jos niin tai sanoo vuonna joka mitä",
    ),
    (
        "et",
        "ja on ei et see ta oli mis kui ka aga või oma selle kes nii üle ning siis mida veel kuid pole",
    ),
    ("lv", "un ir ka no uz ar par kas bet vai arī tas nav bija lai pēc šo pie gan tiek kā viņš ja"),
    ("lt", "ir kad yra iš su į bet tai buvo kaip apie dėl po jo už nuo ar taip dar jis gali pat kuris"),
    (
        "pl",
        "i w na z się nie że do jest to o jak po przez za od dla ale są był jego oraz czy już tym tego przed",
    ),
    (
        "cs",
        "a se v na je že s z do o to jako za by pro si ale ve po od podle jsou byl která který již však není",
    ),
    (
        "sk",
        "a sa v na je že s z do o to ako za by pre si ale vo po od podľa sú bol ktorá ktorý už však nie aj",
    ),
    ("sl", "in je v na da se so za ki z pa po ni tudi s bi ali kot od še do bo pri ter kako pred"),
    ("hr", "i je u na se da su za od s o koji kako bi će nije a iz ali što prema do je to kao ili sve"),
    ("sq", "të e në dhe se për që një me nga është i ka nuk si do janë kjo u por më duke ishte mund"),
    ("ro", "și de la în a că cu pe din nu o care este un pentru mai sunt au fost ce se să ale prin dar"),
    (
        "hu",
        "a az és hogy nem is egy van meg de csak ezt volt mint már el kell ki még azt lehet szerint vagy ha",
    ),
    (
        "tr",
        "ve bir bu için da de ile olarak çok daha olan en gibi ne kadar sonra ise ancak o var ki değil dedi",
    ),
    ("az", "və bir bu üçün ilə də ki olan daha edib o olub isə görə sonra deyil çox kimi qeyd var"),
    ("uz", "va bilan uchun bu bir ham bo‘lgan deb esa o‘zbekiston uning yil haqida kerak har edi emas"),
    (
        "vi",
        "và của là có trong được cho không với các này một đã người những để từ khi về đến tại năm cũng",
    ),
    (
        "id",
        "yang dan di untuk dengan dari ini itu dalam tidak akan pada juga ke oleh adalah tersebut telah mereka bisa karena",
    ),
    (
        "ms",
        "yang dan di untuk dengan dari ini itu dalam tidak akan pada juga ke oleh adalah tersebut telah mereka kerana berkata",
    ),
    (
        "tl",
        "ang ng sa mga na ay at ni para hindi ito niya siya kay may nang kung pa si kanyang noong nito",
    ),
    (
        "sw",
        "na ya wa kwa katika ni la za cha hiyo kuwa alisema amesema hata kama lakini huo watu wake baada yake",
    ),
    (
        "zu",
        "ukuthi futhi kanye ngoba uma kodwa lapho ukuze nje kwa le lo la uthe abantu yini njengoba kusho ngemuva ngesikhathi wathi",
    ),
    (
        "xh",
        "ukuba kwaye okanye ngenxa kuba xa nangona kodwa ukuze abantu uthe lo le oko ngoku kwi kule xa njengoko",
    ),
    ("af", "die en van in is het dat nie wat vir met op te was om ook hy aan sy deur as maar by word na"),
    ("so", "oo iyo ee ka ku in uu ay waa soo la ah si waxaa kale u laga ayaa lagu ahaa"),
    ("ha", "da a na ya ta ne ce ba an cikin sun kuma wani yi mai shi don wannan daga"),
    ("yo", "ti ni àwọn náà tó sì pé fún wọn kò ń láti jẹ́ sí ṣe bá gbogbo"),
    (
        "ca",
        "el la els les de del i en que un una per amb no és al com més ha però es dels aquest això són",
    ),
    (
        "gl",
        "o a os as de do da e en un unha que para con non por no na se ao máis foi son súa polo como á",
    ),
    ("eu", "eta da du ez bat dira zen egin dute izan ere baina hau dela zuen ditu gehiago dituzte beste"),
    ("ga", "an na agus ar i go a is ag le don ní sé bhí atá leis do faoi ach gur"),
    ("cy", "y yn a i o ar mae ei yr gan bod am wedi sy oedd fod ond hefyd ac eu"),
    ("lb", "de a vun an den ass fir déi net op mat sech och dat et zu gouf hunn wéi bei sinn"),
    ("mt", "li ta u fil tal biex dan minn għal ma il kien hija din fi l-"),
    ("ru", "и в на что не с по он как это для из от его за но к у о то было также был так все"),
    ("uk", "і в на що не з та до у за як це для від про він але й було також його під зі який"),
    ("be", "і ў на што не з да у за як гэта для ад па але ён было таксама яго не які"),
    ("bg", "и на в за се от да не с по че е това са като до към но след или си при ще"),
    ("mk", "и на во за се од да не со по дека е ова се како до кон но по или при ќе"),
    ("ar", "في من على أن إلى عن التي الذي هذا هذه ما لا مع كان بعد قال بين وقال ذلك خلال"),
    ("fa", "و در به از که این را با است برای آن یک خود تا شد کرد بر هم نیز شده"),
    ("ur", "کے میں کی ہے اور سے کا کو نے پر کہ یہ ہیں اس کر بھی تھا گیا نہیں ایک"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_small_word_is_too_long_to_be_counted() {
        assert!(BY_WORD.keys().all(|word| word.len() <= LONGEST));
        let mut counts = Counts::new();
        ["the", "bell", "and"].into_iter().for_each(|word| counts.take(word));
        assert_eq!(counts.sorted().first(), Some(&(2, "en")));
    }
}
