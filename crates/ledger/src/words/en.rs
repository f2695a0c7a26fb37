//! English.

use newsstand_news::Bound::{About, AtLeast, AtMost, LessThan, MoreThan};

use super::Words;
use super::class::*;

pub(super) static WORDS: Words = Words {
    classes: &[
        (
            SAY,
            "said says say wrote writes tweeted posted added adds continued recalled remarked quipped joked insisted insists \
               stated states declared declares explained explains noted notes replied responded concluded \
               claimed claims argued argues warned warns acknowledged admitted admits conceded cautioned observed \
               testified testifies commented stressed emphasized emphasised reiterated retorted lamented exclaimed shouted \
               asserted asserts alleged alleges contended contends mused asks wondered \
               confirmed confirms announced announces reported reports predicted predicts boasted bragged opined \
               countered complained shot echoed",
        ),
        (SAY | TELL, "told tells asked informed reminded assured advised"),
        (
            HOLD,
            "found finds believes believe believed thinks think thought feels felt hopes hope hoped fears fear feared \
                suggests suggested suggest showed shows show indicated indicates indicate revealed reveals reveal discovered learned \
                knows knew know realised realized understood understands understand expects expected expect estimates estimated estimate \
                denied denies deny agreed agrees agree disagreed assumed concedes concede calculated counted verified \
                establishes established established maintains maintained decided decides ruled rules proposes proposed demonstrated \
                hinted charges charged signaled signalled implied implies implied doubts doubted disclosed saw sees guarantees proved \
                forecast forecasts projected projects figured reckons reckoned remembers remembered heard hears worried worries worry \
                mentioned mentions points acknowledges acknowledge acknowledges concludes admit acknowledges concedes observes \
                argue claim contend insist stress suggest warn note",
        ),
        (
            SAYING,
            "saying adding noting arguing claiming warning insisting suggesting telling citing explaining writing \
                  asking stating declaring announcing promising vowing predicting pointing alleging emphasizing emphasising \
                  asserting admitting acknowledging denying stressing calling urging \
                  tweeting describing comparing joking shouting chanting accusing",
        ),
        (
            WILL,
            "pledged pledges vowed vows promised promises refused refuses threatened threatens agreed \
                agrees plans planned wants wanted hopes hoped intends intended expects expected declined \
                decided proposed proposes",
        ),
        (WILL | TELL, "urged urges encouraged encourages"),
        (
            STANCE,
            "denied denies rejected rejects condemned condemns criticized criticised criticizes praised praises \
                  opposes opposed demands demanded called calls accused accuses described describes dismissed dismisses \
                  disputed disputes questioned questions likened compared cited cites blamed blames branded labeled labelled \
                  dubbed termed deemed hailed lauded denounced denounces",
        ),
        (PUT, "put puts"),
        (
            SAY_NOUN,
            "claim claims statement assertion allegation allegations belief argument promise pledge warning suggestion view \
                    contention declaration admission accusation conclusion prediction finding findings denial vow assurance",
        ),
        (
            NOUN_TOO,
            "states rules rule plans plan points claims claim questions support supports show shows demands hopes hope fears fear doubts \
                    reports report estimates estimate forecast forecasts projects offers calls promises want charges charge posts notes \
                    remarks comments stress need backs attacks complaints finds sees views view rejects",
        ),
        (
            CHANGE,
            "rose rise rises rising fell fall falls falling grew grow grows growing increased increase increases increasing climbed climb climbs jumped \
                  jump dropped drop drops dropping declined decline slipped slowed slow went up down cut raised raise raises reduced reduce lowered lower narrowed \
                  widened gained lost gain edged added eased swung doubled surged advanced",
        ),
        (THAT, "that"),
        (
            DET,
            "the a an this these those some any no every each both several many all another such neither either",
        ),
        (DET | POSSESSIVE, "his her its their our my your"),
        (PRONOUN, "he she they it we i you who everyone everybody someone somebody nobody one others"),
        (RELATIVE, "who whom whose which where when what how why whether if"),
        (
            PREP,
            "of in on at for from with by to about over under into through during without against between among after \
                before since until near outside inside behind beyond across despite per via amid around toward towards \
                following including like than",
        ),
        (CONJ, "but or nor as while because although though so yet unless whereas once"),
        (AND | CONJ, "and &"),
        (
            AUX,
            "has have had having is are was were be been being will would can could may might must shall should do does did \
               hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't couldn't didn't don't doesn't 's 've 'd 'll not",
        ),
        (BE, "is are was were be been being isn't wasn't weren't aren't 's"),
        (NOT, "not never hasn't haven't hadn't won't wouldn't can't couldn't didn't don't doesn't nobody"),
        (TO, "to"),
        (
            ADVERB,
            "also later then repeatedly reportedly recently previously already still even again earlier often now \
                  simply just only further once never ever always publicly privately flatly bluntly falsely correctly rightly \
                  immediately subsequently initially finally reluctantly jokingly sarcastically quickly clearly",
        ),
        (
            DAY,
            "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight \
               morning afternoon evening night noon week weekend",
        ),
        (
            MONTH,
            "january february march april may june july august september october november december \
                 jan feb mar apr jun jul aug sep sept oct nov dec",
        ),
        (
            HONORIFIC,
            "prime mr mrs ms miss dr prof sir dame lord lady sen rep gov gen col lt sgt capt hon rev president chancellor king queen \
                     prince princess pope judge justice senator governor secretary minister ambassador captain professor mayor \
                     congressman congresswoman representative chairman chairwoman inspector officer detective sheriff premier",
        ),
        (
            ROLE,
            "spokesman spokeswoman spokesperson president chairman chairwoman chair minister secretary senator governor mayor \
                director manager officer chief executive ceo founder cofounder co-founder head leader professor lecturer \
                scientist researcher analyst economist historian lawyer attorney judge prosecutor doctor physician nurse surgeon \
                teacher pilot captain sailor fisherman farmer driver worker engineer architect editor reporter correspondent \
                journalist author writer poet singer actor actress artist coach player manager owner trader banker \
                consultant adviser advisor aide strategist pollster activist campaigner organizer organiser candidate nominee \
                resident neighbour neighbor student pupil mother father sister brother daughter son wife husband widow \
                official diplomat ambassador envoy commissioner inspector detective sergeant sheriff general colonel lieutenant \
                warden keeper master harbourmaster harbormaster clerk librarian curator conductor baker butcher \
                expert specialist fellow member partner witness survivor victim volunteer chef guide ranger deputy \
                vice-president vice negotiator commander soldier veteran priest bishop pastor imam rabbi monk abbot \
                meteorologist seismologist geologist biologist oceanographer hydrologist climatologist epidemiologist \
                astronomer chemist physicist mathematician statistician ecologist botanist zoologist vet veterinarian",
        ),
        (
            ORG,
            "ministry department university institute college school group company corporation corp inc ltd plc llc bank fund \
               party council court commission committee agency association society union league federation organization organisation \
               international nations house senate parliament congress assembly bureau office authority board foundation center centre \
               church club army navy police force government administration campaign embassy times post journal news press network \
               tribune herald observer gazette television tv radio magazine associates partners holdings industries museum \
               hospital airlines airways airport railway railways motors energy trust alliance coalition front movement amnesty watch",
        ),
        (
            SOURCE,
            "officials sources source police authorities report reports study studies survey poll polls statement government \
                  ministry embassy company group analysts experts researchers scientists critics supporters aides prosecutors \
                  witnesses residents lawyers lawmakers document documents data figures records letter memo email emails article \
                  spokesman spokeswoman spokesperson campaign organisation organization agency court union doctors economists",
        ),
        (
            ESTIMATE,
            "estimate estimates count figure figures survey poll study report tally census forecast finding findings \
                    total calculation reckoning projection data",
        ),
        (
            COUNT,
            "counted counts verified located confirmed identified documented recorded placed found established tallied registered detected",
        ),
        (
            PEOPLE,
            "people persons person citizens nationals men women children residents workers migrants refugees passengers \
                  soldiers students patients victims survivors detainees prisoners villagers families voters fans employees staff \
                  members protesters demonstrators man woman child boy girl boys girls pupils teachers adults teenagers foreigners souls lives inhabitants civilians",
        ),
        (
            VERB,
            "came come comes went go goes left leave leaves made make makes took take takes gave give gives got get gets \
                held hold holds kept keep keeps let lets ran run runs set sets sat stood stands met meet meets won win wins \
                lost lose loses became become becomes began begin begins brought bring brings built build builds caught \
                chose cut died dropped fell fall falls fled flew grew grow grows hit hurt killed led lead leads lay lie lies \
                dates dated looked looks moved moves need needs needed opened paid pay pays played plays raised reached reaches rose rise rises \
                sank seemed seems sent send sends served showed sold spent spoke speaks started stopped talked talks turned \
                used uses visited waited walked work works worked injured infected arrested returned stayed stay causes caused",
        ),
    ],
    according: &["according to"],
    bounds: &[
        (
            AtLeast,
            &[
                "at least",
                "no fewer than",
                "no less than",
                "not less than",
                "not fewer than",
                "a minimum of",
                "as many as at least",
                "minimum of",
                "at a minimum",
            ],
        ),
        (
            MoreThan,
            &[
                "more than",
                "over",
                "above",
                "upwards of",
                "upward of",
                "exceeding",
                "exceeded",
                "exceeds",
                "in excess of",
                "better than",
                "well over",
                "greater than",
                "well above",
                "topped",
                "surpassed",
            ],
        ),
        (
            AtMost,
            &["at most", "up to", "no more than", "not more than", "as many as", "as much as", "a maximum of", "maximum of"],
        ),
        (LessThan, &["less than", "fewer than", "under", "below", "lower than", "well under", "smaller than"]),
        (
            About,
            &[
                "about",
                "around",
                "roughly",
                "approximately",
                "some",
                "nearly",
                "almost",
                "an estimated",
                "estimated",
                "close to",
                "circa",
                "near",
                "an average of",
                "average of",
                "just over",
                "just under",
                "somewhere around",
            ],
        ),
    ],
    bounds_after: &[
        (
            AtLeast,
            &[
                "or more",
                "at least",
                "or above",
                "or over",
                "or higher",
                "plus",
                "and above",
                "and over",
                "and up",
                "at a minimum",
            ],
        ),
        (AtMost, &["or less", "or fewer", "or under", "at most", "or lower", "and under", "or below"]),
        (About, &["or so", "or thereabouts"]),
    ],
    numbers: &[
        ("zero", 0),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
        ("one", 1),
        ("dozen", 12),
    ],
    scales: &[
        ("hundred", 2),
        ("thousand", 3),
        ("million", 6),
        ("billion", 9),
        ("trillion", 12),
        ("bn", 9),
        ("mn", 6),
        ("tn", 12),
        ("m", 6),
        ("k", 3),
        ("b", 9),
        ("t", 12),
        ("mln", 6),
        ("bln", 9),
        ("trn", 12),
        ("lakh", 5),
        ("crore", 7),
    ],
    vague: &[
        ("tens", 10),
        ("dozens", 12),
        ("scores", 20),
        ("hundreds", 100),
        ("thousands", 1_000),
        ("millions", 1_000_000),
        ("billions", 1_000_000_000),
        ("trillions", 1_000_000_000_000),
    ],
    fractions: &[
        ("half", 500_000),
        ("third", 333_333),
        ("thirds", 333_333),
        ("quarter", 250_000),
        ("quarters", 250_000),
        ("fifth", 200_000),
        ("fifths", 200_000),
        ("tenth", 100_000),
        ("tenths", 100_000),
    ],
    range: &["to"],
    between: &["between"],
    units: &[
        ("%", "percent,per cent,pct,pc,percentage points,percentage point"),
        ("USD", "dollar,dollars,us dollars,us dollar,u.s. dollars,american dollars,usd,bucks"),
        ("EUR", "euro,euros,eur"),
        ("GBP", "pounds sterling,pound sterling,gbp,sterling,quid"),
        ("JPY", "yen,jpy"),
        ("CNY", "yuan,renminbi,cny,rmb"),
        ("INR", "rupee,rupees,inr"),
        ("RUB", "rouble,roubles,ruble,rubles"),
        ("CHF", "swiss franc,swiss francs,chf"),
        ("AUD", "australian dollars,australian dollar,aud"),
        ("NZD", "new zealand dollars,new zealand dollar,nzd"),
        ("CAD", "canadian dollars,canadian dollar,cad"),
        ("HKD", "hong kong dollars,hkd"),
        ("SGD", "singapore dollars,sgd"),
        ("MYR", "ringgit,myr"),
        ("THB", "baht,thb"),
        ("KHR", "riel,riels"),
        ("IDR", "rupiah"),
        ("VND", "dong"),
        ("PHP", "peso,pesos"),
        ("KRW", "won,krw"),
        ("BRL", "reais,real,brl"),
        ("ZAR", "rand,zar"),
        ("ILS", "shekel,shekels"),
        ("TRY", "lira"),
        ("SEK", "swedish kronor,swedish crowns,sek"),
        ("NOK", "norwegian kroner,norwegian crowns,nok"),
        ("DKK", "danish kroner,danish krone,danish crowns,dkk"),
        ("CZK", "czech crowns,koruna,czk"),
        ("cent", "cent,cents"),
        ("penny", "pence,penny,pennies"),
        ("sen", "sen"),
        ("lb", "pounds,pound,lb,lbs"),
        ("oz", "ounce,ounces,oz"),
        ("kg", "kilogram,kilograms,kilo,kilos,kg,kgs"),
        ("g", "gram,grams,g"),
        ("mg", "milligram,milligrams,mg"),
        ("t", "tonne,tonnes,metric tons,metric tonnes"),
        ("ton", "ton,tons"),
        ("km", "kilometre,kilometres,kilometer,kilometers,km,kms"),
        ("m", "metre,metres,meter,meters,m"),
        ("cm", "centimetre,centimetres,centimeter,centimeters,cm"),
        ("mm", "millimetre,millimetres,millimeter,millimeters,mm"),
        ("µm", "micrometre,micrometres,micron,microns,μm,µm"),
        ("nm", "nanometre,nanometres,nanometer,nanometers,nm"),
        ("mi", "mile,miles"),
        ("yd", "yard,yards"),
        ("ft", "foot,feet,ft"),
        ("in", "inch,inches"),
        ("nmi", "nautical miles,nautical mile"),
        ("ly", "light years,light-years"),
        ("km²", "square kilometres,square kilometers,square kilometre,square kilometer,sq km,km2"),
        ("m²", "square metres,square meters,square metre,square meter,sq m,sqm,m2"),
        ("mi²", "square miles,square mile,sq miles"),
        ("ft²", "square feet,square foot,sq ft"),
        ("ha", "hectare,hectares"),
        ("acre", "acre,acres"),
        ("l", "litre,litres,liter,liters"),
        ("ml", "millilitre,millilitres,milliliter,milliliters,ml"),
        ("gal", "gallon,gallons"),
        ("bbl", "barrel,barrels"),
        ("m³", "cubic metres,cubic meters"),
        ("ft³", "cubic feet,cubic foot"),
        ("h", "hour,hours,hrs,hr"),
        ("min", "minute,minutes,mins,min"),
        ("s", "second,seconds,secs,sec"),
        ("ms", "millisecond,milliseconds"),
        ("d", "day,days"),
        ("wk", "week,weeks"),
        ("mo", "month,months"),
        ("yr", "year,years,yrs"),
        ("decade", "decade,decades"),
        ("century", "century,centuries"),
        ("year old", "years old,year old,years of age,year-old,year-olds,years-old"),
        ("°C", "degrees celsius,celsius,degrees c"),
        ("°F", "degrees fahrenheit,fahrenheit,degrees f"),
        ("°", "degree,degrees"),
        ("mph", "mph,miles per hour,miles an hour"),
        ("km/h", "km/h,kph,kmh,kilometres per hour,kilometers per hour,kilometres an hour,km/hr"),
        ("kn", "knots"),
        ("mpg", "mpg,miles per gallon"),
        ("W", "watt,watts,w"),
        ("kW", "kilowatt,kilowatts,kw"),
        ("MW", "megawatt,megawatts,mw"),
        ("GW", "gigawatt,gigawatts,gw"),
        ("kWh", "kilowatt-hours,kilowatt hours,kwh"),
        ("MWh", "megawatt-hours,megawatt hours,mwh"),
        ("GWh", "gigawatt-hours,gigawatt hours,gwh"),
        ("MPa", "mpa,megapascals"),
        ("ksi", "ksi"),
        ("psi", "psi"),
        ("hp", "horsepower,hp"),
        ("bhp", "bhp"),
        ("mAh", "mah"),
        ("V", "volt,volts"),
        ("Hz", "hertz,hz"),
        ("kHz", "khz,kilohertz"),
        ("MHz", "mhz,megahertz"),
        ("GHz", "ghz,gigahertz"),
        ("byte", "byte,bytes"),
        ("KB", "kb,kilobytes"),
        ("MB", "mb,megabyte,megabytes"),
        ("GB", "gb,gigabyte,gigabytes"),
        ("TB", "tb,terabyte,terabytes"),
        ("Mbit/s", "mbps"),
        ("Gbit/s", "gbps"),
        ("MP", "megapixel,megapixels"),
        ("ppm", "parts per million,ppm"),
        ("ppb", "parts per billion,ppb"),
        ("bp", "basis points,basis point"),
        ("point", "point,points"),
        ("cal", "calorie,calories"),
        ("people", "people,persons,person"),
    ],
    decimal_comma: false,
    spaced_thousands: false,
    elides: false,
    capital_nouns: false,
    english: true,
    topic: &[],
};
