//! Spanish.

use newsstand_news::Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

use super::Words;
use super::class::*;

pub(super) static WORDS: Words = Words {
    classes: &[
        (
            SAY,
            "dijo dice dijeron dicen afirmó afirma afirmaron aseguró asegura señaló señala explicó explica añadió agregó indicó indica \
               declaró declara anunció anuncia informó informa manifestó sostuvo sostiene advirtió advierte destacó subrayó \
               reconoció comentó escribió contó cuenta confirmó expresó insistió recordó precisó respondió",
        ),
        (
            HOLD,
            "cree creen estima estiman estimó calcula calcularon espera teme muestra muestran revela reveló considera consideró negó niega",
        ),
        (SAYING, "añadiendo asegurando afirmando señalando"),
        (WILL, "prometió amenazó"),
        (STANCE, "negó niega rechazó rechaza condenó criticó denunció"),
        (THAT, "que"),
        (DET, "el la los las un una unos unas este esta estos estas al del algunos varios"),
        (DET | POSSESSIVE, "su sus nuestro nuestra"),
        (PRONOUN, "él ella ellos ellas nosotros yo"),
        (RELATIVE, "quien quienes donde cuando cómo como si cuyo cuya"),
        (PREP, "de a en con por para sin sobre entre desde hasta según contra tras ante bajo durante"),
        (CONJ, "pero o ni sino mientras aunque porque pues"),
        (AND | CONJ, "y e"),
        (AUX, "ha han había habían es son era eran fue fueron será serán está están no se"),
        (ADVERB, "también además luego después ya todavía aún"),
        (DAY, "lunes martes miércoles jueves viernes sábado domingo hoy ayer mañana"),
        (
            MONTH,
            "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
        ),
        (
            HONORIFIC,
            "señor señora sr sra dr dra don doña presidente presidenta ministro ministra alcalde alcaldesa",
        ),
        (
            ROLE,
            "portavoz vocero vocera presidente presidenta ministro ministra alcalde alcaldesa director directora jefe jefa secretario secretaria \
                profesor profesora investigador investigadora abogado abogada médico médica piloto práctico pescador pescadora agricultor agricultora economista analista vecino vecina",
        ),
        (
            ORG,
            "ministerio universidad instituto grupo empresa banco partido consejo tribunal comisión agencia asociación unión embajada gobierno policía naciones",
        ),
        (
            SOURCE,
            "autoridades policía gobierno ministerio embajada informe estudio encuesta expertos investigadores fuentes",
        ),
        (ESTIMATE, "estimación estimaciones recuento estudio informe encuesta"),
        (PEOPLE, "personas gente habitantes ciudadanos hombres mujeres niños trabajadores vecinos"),
    ],
    according: &["según", "de acuerdo con", "de acuerdo a"],
    bounds: &[
        (AtLeast, &["al menos", "por lo menos", "no menos de", "como mínimo"]),
        (MoreThan, &["más de", "más del", "por encima de"]),
        (AtMost, &["como máximo", "hasta", "no más de", "a lo sumo"]),
        (LessThan, &["menos de", "menos del"]),
        (About, &["unos", "unas", "cerca de", "alrededor de", "aproximadamente", "casi", "en torno a"]),
    ],
    bounds_after: &[(AtLeast, &["o más", "al menos"]), (AtMost, &["o menos"])],
    numbers: &[
        ("dos", 2),
        ("tres", 3),
        ("cuatro", 4),
        ("cinco", 5),
        ("seis", 6),
        ("siete", 7),
        ("ocho", 8),
        ("nueve", 9),
        ("diez", 10),
        ("once", 11),
        ("doce", 12),
        ("quince", 15),
        ("veinte", 20),
        ("treinta", 30),
        ("cuarenta", 40),
        ("cincuenta", 50),
        ("cien", 100),
    ],
    scales: &[("mil", 3), ("millón", 6), ("millones", 6), ("billón", 12), ("billones", 12)],
    vague: &[("decenas", 10), ("centenares", 100), ("cientos", 100), ("miles", 1_000)],
    fractions: &[("mitad", 500_000), ("tercio", 333_333), ("tercios", 333_333), ("cuarto", 250_000), ("cuartos", 250_000)],
    range: &["a"],
    between: &["entre"],
    units: &[
        ("%", "por ciento,porciento"),
        ("EUR", "euros,euro"),
        ("USD", "dólares,dólar"),
        ("MXN", "pesos,peso"),
        ("km", "kilómetros,kilómetro,km"),
        ("m", "metros,metro"),
        ("kg", "kilogramos,kilos,kilo,kg"),
        ("t", "toneladas,tonelada"),
        ("ha", "hectáreas,hectárea"),
        ("h", "horas,hora"),
        ("min", "minutos,minuto"),
        ("d", "días,día"),
        ("wk", "semanas,semana"),
        ("mo", "meses,mes"),
        ("yr", "años,año"),
        ("°C", "grados"),
        ("people", "personas,persona,gente"),
    ],
    decimal_comma: true,
    spaced_thousands: false,
    elides: false,
    capital_nouns: false,
    english: false,
    topic: &[],
};
