//! German.

use newsstand_news::Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

use super::Words;
use super::class::*;

pub(super) static WORDS: Words = Words {
    classes: &[
        (
            SAY,
            "sagte sagt sagten sagen erklärte erklärt erklärten betonte betont teilte mitteilte meinte meint berichtete berichtet berichteten \
               schrieb schreibt schreiben warnte warnt bestätigte bestätigt kritisierte ergänzte forderte fordert kündigte räumte behauptete gesagt erklärt mitgeteilt betont angekündigt \
               behauptet unterstrich versicherte fragte antwortete erzählte erzählt hieß heißt",
        ),
        (
            HOLD,
            "geschätzt vermutet schätzt schätzte schätzen glaubt glaubte hofft hoffte fürchtet stellte fand weiß zeigt zeigte ergab geht ging dementierte bestreitet bestritt",
        ),
        (SAYING, ""),
        (WILL, "versprach verspricht drohte droht"),
        (STANCE, "dementierte bestreitet bestritt verurteilte wies lobte"),
        (THAT, "dass daß"),
        (
            DET,
            "der die das den dem des ein eine einen einem einer eines dieser diese dieses kein keine viele mehrere",
        ),
        (DET | POSSESSIVE, "sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren"),
        (PRONOUN, "er sie es wir ich man"),
        (RELATIVE, "wer wo wie was warum ob wenn welche welcher"),
        (
            PREP,
            "in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter für gegen um durch ohne seit bis zwischen neben wegen laut",
        ),
        (CONJ, "aber oder denn sondern weil während obwohl als doch"),
        (AND | CONJ, "und"),
        (
            AUX,
            "hat haben hatte hatten ist sind war waren wird werden wurde wurden kann können könnte muss müssen soll sollen sei seien habe habe würde nicht",
        ),
        (ADVERB, "auch später dann zudem außerdem bereits noch wieder zuletzt weiter jedoch zunächst"),
        (DAY, "montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern morgen abend"),
        (MONTH, "januar jänner februar märz april mai juni juli august september oktober november dezember"),
        (
            HONORIFIC,
            "herr frau dr prof präsident präsidentin kanzler kanzlerin minister ministerin bürgermeister bürgermeisterin",
        ),
        (
            ROLE,
            "sprecher sprecherin präsident präsidentin vorsitzende vorsitzender minister ministerin leiter leiterin chef chefin \
                direktor direktorin professor professorin forscher forscherin anwalt anwältin lotse lotsin hafenlotse hafenlotsin hafenmeister hafenmeisterin \
                lehrer lehrerin arzt ärztin bürgermeister bürgermeisterin expertin experte bauer bäuerin fischer ingenieur ingenieurin",
        ),
        (
            ORG,
            "ministerium amt universität institut gruppe gesellschaft bank partei rat gericht kommission behörde verein verband botschaft regierung polizei nationen",
        ),
        (
            SOURCE,
            "behörden polizei regierung ministerium botschaft bericht studie umfrage experten forscher ermittler sprecher gruppe",
        ),
        (ESTIMATE, "schätzung schätzungen zählung umfrage studie bericht angaben"),
        (PEOPLE, "menschen personen bürger einwohner männer frauen kinder staatsangehörige leute arbeiter"),
    ],
    according: &["laut", "nach angaben", "nach den worten", "zufolge"],
    bounds: &[
        (AtLeast, &["mindestens", "wenigstens", "nicht weniger als", "zumindest"]),
        (MoreThan, &["mehr als", "über"]),
        (AtMost, &["höchstens", "bis zu", "nicht mehr als", "maximal"]),
        (LessThan, &["weniger als", "unter"]),
        (
            About,
            &["etwa", "rund", "ungefähr", "circa", "ca", "knapp", "fast", "gut", "an die", "schätzungsweise"],
        ),
    ],
    bounds_after: &[(AtLeast, &["oder mehr"]), (AtMost, &["oder weniger"])],
    numbers: &[
        ("zwei", 2),
        ("drei", 3),
        ("vier", 4),
        ("fünf", 5),
        ("sechs", 6),
        ("sieben", 7),
        ("acht", 8),
        ("neun", 9),
        ("zehn", 10),
        ("elf", 11),
        ("zwölf", 12),
        ("fünfzehn", 15),
        ("zwanzig", 20),
        ("dreißig", 30),
        ("vierzig", 40),
        ("fünfzig", 50),
    ],
    scales: &[
        ("hundert", 2),
        ("tausend", 3),
        ("million", 6),
        ("millionen", 6),
        ("mio", 6),
        ("milliarde", 9),
        ("milliarden", 9),
        ("mrd", 9),
        ("billion", 12),
        ("billionen", 12),
    ],
    vague: &[
        ("dutzende", 12),
        ("hunderte", 100),
        ("tausende", 1_000),
        ("zehntausende", 10_000),
        ("hunderttausende", 100_000),
        ("abertausende", 1_000),
    ],
    fractions: &[("hälfte", 500_000), ("drittel", 333_333), ("viertel", 250_000), ("fünftel", 200_000)],
    range: &["bis"],
    between: &["zwischen"],
    units: &[
        ("%", "prozent"),
        ("EUR", "euro"),
        ("USD", "dollar,us-dollar"),
        ("CHF", "franken"),
        ("GBP", "pfund"),
        ("km", "kilometer,kilometern,km"),
        ("m", "meter,metern"),
        ("kg", "kilogramm,kilo,kg"),
        ("t", "tonnen,tonne"),
        ("ha", "hektar"),
        ("h", "stunden,stunde"),
        ("min", "minuten,minute"),
        ("d", "tage,tagen,tag"),
        ("wk", "wochen,woche"),
        ("mo", "monate,monaten,monat"),
        ("yr", "jahre,jahren,jahr"),
        ("°C", "grad"),
        ("people", "menschen,personen,leute,leuten"),
    ],
    decimal_comma: true,
    spaced_thousands: false,
    elides: false,
    capital_nouns: true,
    english: false,
    topic: &[],
};
