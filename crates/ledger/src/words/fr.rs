//! French.

use newsstand_news::Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

use super::Words;
use super::class::*;

pub(super) static WORDS: Words = Words {
    classes: &[
        (
            SAY,
            "dit disent déclaré déclare affirmé affirme affirment expliqué explique indiqué indique indiquent annoncé annonce \
               ajouté ajoute précisé précise assuré assure souligné souligne estimé rapporté rapporte écrit confié confie averti \
               prévenu reconnu raconté raconte soutient lancé rappelé répondu confirmé confirme poursuit poursuivi",
        ),
        (
            HOLD,
            "estime estiment pense pensent croit espère craint montre montrent révèle révèlent constaté dément nie",
        ),
        (SAYING, "ajoutant précisant affirmant expliquant soulignant"),
        (WILL, "promis refusé menacé"),
        (STANCE, "démenti dément nie nié rejeté condamné dénoncé critiqué"),
        (THAT, "que qu'"),
        (DET, "le la les l' un une des ce cet cette ces du au aux quelques plusieurs"),
        (DET | POSSESSIVE, "son sa ses leur leurs notre nos"),
        (PRONOUN, "il elle ils elles on nous je j'"),
        (RELATIVE, "qui dont où quand comment pourquoi si lequel laquelle"),
        (
            PREP,
            "de d' à en dans sur sous par pour avec sans chez entre vers depuis pendant selon contre après avant lors",
        ),
        (CONJ, "mais ou car donc ni tandis alors lorsque"),
        (AND | CONJ, "et"),
        (
            AUX,
            "a ont avait avaient est sont était étaient sera seront aurait a-t-il a-t-elle ont-ils n' ne pas s' se",
        ),
        (ADVERB, "aussi également encore ensuite déjà toujours notamment toutefois"),
        (DAY, "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain aujourd'hui matin soir"),
        (MONTH, "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        (HONORIFIC, "m mme mlle dr président présidente ministre maire"),
        (
            ROLE,
            "porte-parole président présidente ministre maire directeur directrice chef responsable secrétaire professeur professeure chercheur \
                chercheuse avocat avocate médecin pilote pêcheur agriculteur agricultrice enseignant enseignante économiste analyste habitant habitante ingénieur",
        ),
        (
            ORG,
            "ministère université institut groupe société banque parti conseil tribunal commission agence association union ambassade gouvernement police nations",
        ),
        (
            SOURCE,
            "autorités police gouvernement ministère ambassade rapport étude sondage experts chercheurs sources organisation",
        ),
        (ESTIMATE, "estimation estimations décompte étude rapport sondage"),
        (PEOPLE, "personnes gens habitants citoyens ressortissants hommes femmes enfants travailleurs"),
    ],
    according: &["selon", "d' après", "d'après", "d’ après"],
    bounds: &[
        (AtLeast, &["au moins", "pas moins de", "pas moins d'", "au minimum"]),
        (MoreThan, &["plus de", "plus d'", "au-delà de", "au-dessus de"]),
        (AtMost, &["au plus", "au maximum", "jusqu' à", "jusqu'à", "pas plus de"]),
        (LessThan, &["moins de", "moins d'"]),
        (About, &["environ", "près de", "près d'", "quelque", "autour de", "à peu près", "presque"]),
    ],
    bounds_after: &[(AtLeast, &["ou plus", "au moins"]), (AtMost, &["ou moins", "au plus"]), (About, &["environ"])],
    numbers: &[
        ("deux", 2),
        ("trois", 3),
        ("quatre", 4),
        ("cinq", 5),
        ("six", 6),
        ("sept", 7),
        ("huit", 8),
        ("neuf", 9),
        ("dix", 10),
        ("onze", 11),
        ("douze", 12),
        ("quinze", 15),
        ("vingt", 20),
        ("trente", 30),
        ("quarante", 40),
        ("cinquante", 50),
        ("soixante", 60),
    ],
    scales: &[("cent", 2), ("cents", 2), ("mille", 3), ("million", 6), ("millions", 6), ("milliard", 9), ("milliards", 9)],
    vague: &[("dizaines", 10), ("centaines", 100), ("milliers", 1_000)],
    fractions: &[("moitié", 500_000), ("tiers", 333_333), ("quart", 250_000), ("quarts", 250_000)],
    range: &["à"],
    between: &["entre"],
    units: &[
        ("%", "pour cent,pour-cent"),
        ("EUR", "euros,euro"),
        ("USD", "dollars,dollar,dollars américains"),
        ("CHF", "francs suisses"),
        ("km", "kilomètres,kilomètre,km"),
        ("m", "mètres,mètre"),
        ("kg", "kilogrammes,kilos,kilo,kg"),
        ("t", "tonnes,tonne"),
        ("ha", "hectares,hectare"),
        ("h", "heures,heure"),
        ("min", "minutes,minute"),
        ("d", "jours,jour"),
        ("wk", "semaines,semaine"),
        ("mo", "mois"),
        ("yr", "ans,an,années"),
        ("°C", "degrés"),
        ("people", "personnes,gens,personne"),
    ],
    decimal_comma: true,
    spaced_thousands: true,
    elides: true,
    capital_nouns: false,
    english: false,
    topic: &[],
};
