//! Portuguese.

use newsstand_news::Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

use super::Words;
use super::class::*;

pub(super) static WORDS: Words = Words {
    classes: &[
        (SAY, "disse diz disseram dizem afirmou afirma afirmaram explicou explica declarou declara acrescentou informou informa \
               anunciou anuncia destacou ressaltou alertou contou conta relatou escreveu comentou garantiu confirmou indicou \
               sublinhou referiu admitiu reconheceu respondeu"),
        (HOLD, "acredita acreditam estima estimam estimou calcula espera teme mostra mostram revela revelou considera negou nega"),
        (SAYING, "acrescentando afirmando dizendo"),
        (WILL, "prometeu ameaçou"),
        (STANCE, "negou nega rejeitou condenou criticou"),
        (THAT, "que"),
        (DET, "o a os as um uma uns umas este esta estes estas esse essa alguns várias vários"),
        (DET | POSSESSIVE, "seu sua seus suas"),
        (PRONOUN, "ele ela eles elas nós eu"),
        (RELATIVE, "quem onde quando como se cujo cuja"),
        (PREP, "de do da dos das em no na nos nas com por pelo pela para sem sobre entre desde até segundo contra após ante sob durante ao à aos às"),
        (CONJ, "mas ou nem enquanto embora porque pois"),
        (AND | CONJ, "e"),
        (AUX, "tem têm tinha tinham é são era eram foi foram será serão está estão não"),
        (ADVERB, "também além depois já ainda"),
        (DAY, "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo hoje ontem amanhã"),
        (MONTH, "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        (HONORIFIC, "senhor senhora sr sra dr dra dom dona presidente ministro ministra prefeito prefeita"),
        (ROLE, "porta-voz presidente ministro ministra prefeito prefeita diretor diretora chefe secretário secretária professor professora \
                pesquisador pesquisadora advogado advogada médico médica piloto prático pescador pescadora agricultor agricultora economista analista morador moradora"),
        (ORG, "ministério universidade instituto grupo empresa banco partido conselho tribunal comissão agência associação união embaixada governo polícia nações"),
        (SOURCE, "autoridades polícia governo ministério embaixada relatório estudo pesquisa especialistas pesquisadores fontes"),
        (ESTIMATE, "estimativa estimativas contagem estudo relatório pesquisa"),
        (PEOPLE, "pessoas gente habitantes cidadãos homens mulheres crianças trabalhadores moradores"),
    ],
    according: &["segundo", "de acordo com", "conforme"],
    bounds: &[
        (AtLeast, &["pelo menos", "ao menos", "não menos de", "no mínimo"]),
        (MoreThan, &["mais de", "mais do que", "acima de"]),
        (AtMost, &["no máximo", "até", "não mais de"]),
        (LessThan, &["menos de", "abaixo de"]),
        (About, &["cerca de", "aproximadamente", "quase", "em torno de", "perto de", "uns", "umas"]),
    ],
    bounds_after: &[(AtLeast, &["ou mais", "pelo menos"]), (AtMost, &["ou menos"])],
    numbers: &[
        ("dois", 2), ("duas", 2), ("três", 3), ("quatro", 4), ("cinco", 5), ("seis", 6), ("sete", 7), ("oito", 8), ("nove", 9), ("dez", 10), ("onze", 11), ("doze", 12),
        ("quinze", 15), ("vinte", 20), ("trinta", 30), ("quarenta", 40), ("cinquenta", 50), ("cem", 100),
    ],
    scales: &[("mil", 3), ("milhão", 6), ("milhões", 6), ("bilhão", 9), ("bilhões", 9), ("mil milhões", 9), ("trilhão", 12), ("trilhões", 12)],
    vague: &[("dezenas", 10), ("centenas", 100), ("milhares", 1_000)],
    fractions: &[("metade", 500_000), ("terço", 333_333), ("terços", 333_333), ("quarto", 250_000)],
    range: &["a"],
    between: &["entre"],
    units: &[
        ("%", "por cento"), ("EUR", "euros,euro"), ("USD", "dólares,dólar"), ("BRL", "reais,real"), ("km", "quilómetros,quilômetros,quilómetro,quilômetro,km"), ("m", "metros,metro"),
        ("kg", "quilos,quilo,kg"), ("t", "toneladas,tonelada"), ("ha", "hectares,hectare"), ("h", "horas,hora"), ("min", "minutos,minuto"), ("d", "dias,dia"), ("wk", "semanas,semana"),
        ("mo", "meses,mês"), ("yr", "anos,ano"), ("°C", "graus"), ("people", "pessoas,pessoa,gente"),
    ],
    decimal_comma: true,
    spaced_thousands: false,
    elides: false,
    capital_nouns: false,
    english: false,
    topic: &[],
};
