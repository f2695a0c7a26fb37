//! Words that are frequent beside an article and rare in one, in the languages met most, by what they are about. One word decides
//! nothing: the scorer is told how many of a run's words are among them.

use std::sync::LazyLock;

/// How many sorts of cues there are.
pub const SORTS: usize = 5;

/// Calls to do something: subscribe, follow, click, agree.
const CALLS: &str = "newsletter newsletters subscribe subscriber subscribers subscription subscriptions signup inbox email unlimited trial \
    exclusive join follow click download app cookie cookies privacy register login log account membership member donate support \
    facebook twitter instagram youtube tiktok linkedin whatsapp telegram pinterest google abonnieren abonnement abonnez abo abonnenten \
    anmelden registrieren klicken datenschutz kostenlos jetzt suscríbete suscripción suscriptores boletín síguenos inscrivez connectez \
    cliquez inscrivezvous inscreva assine assinante newsletters iscriviti abbonati clicca seguici nyhetsbrev prenumerera abonner \
    abonnement nieuwsbrief aanmelden tilaa uutiskirje zapisz subskrybuj odběr hírlevél iratkozz подписывайтесь подпишитесь подписка \
    підписуйтесь abone daftar langganan ikuti اشترك تابعنا";
/// Money that is earned by the page.
const TRADE: &str = "affiliate commission commissions earn independently partner partners sponsor sponsored sponsors advertisement \
    advertising advertiser advertisers disclosure disclaimer links price prices buy shop amazon deal deals coupon promo discount werbung \
    anzeige anzeigen angebot publicidad patrocinado publicité pubblicità publicidade реклама";
/// Who made a picture.
const CREDITS: &str = "getty photo photos photograph photographer picture pictures image images courtesy credit caption reuters ap afp \
    dpa epa imago shutterstock istock alamy unsplash pexels via screenshot foto fotos fotograf fotografie bild bilder bildquelle imagen \
    imágenes crédit archiv archivo ansa ritzau scanpix tt ntb lehtikuva фото صورة illustration graphic graphics video";
/// Who wrote it, when, and what became of it.
const AUTHORS: &str = "editor editors writer author authors reporter reporters journalist journalists correspondent columnist contributor \
    contributed contributing editing reporting writing freelance staff reviewed updated published posted min read autor autora autorin \
    autoren redakteur redakteurin redaktion redacción periodista journaliste rédaction auteur giornalista redazione jornalista redação \
    journalist journaliste redaktör toimittaja автор редактор aktualisiert veröffentlicht publicado publié pubblicato uhr stand copyright \
    rights reserved reproduced";
/// What else there is.
const ELSEWHERE: &str = "related read reading more also watch listen story stories article articles comments comment contents table next \
    previous latest trending popular recommended featured blog podcast mehr lesen weiterlesen auch thema lire aussi leer también más leia \
    também mais leggi anche lees ook läs också mer les også læs lue myös czytaj więcej přečtěte více olvasd читайте также далее ещё \
    baca juga selengkapnya xem thêm اقرأ المزيد";

/// Slots of the table; a power of two.
const SLOTS: usize = 2048;

/// Prints of the words with their sort.
static TABLE: LazyLock<Vec<(u32, u8)>> = LazyLock::new(table);

fn table() -> Vec<(u32, u8)> {
    let mut table = vec![(0, 0); SLOTS];
    for (sort, words) in (0u8..).zip([CALLS, TRADE, CREDITS, AUTHORS, ELSEWHERE]) {
        for word in words.split_whitespace() {
            let print = word.chars().fold(0, step);
            let free = (0..SLOTS).map(|at| slot(print, at)).find(|at| table[*at].0 == 0 || table[*at].0 == print);
            if let Some(at) = free {
                table[at] = (print, sort);
            }
        }
    }
    table
}

const fn slot(print: u32, at: usize) -> usize {
    ((print >> 12) as usize + at) & (SLOTS - 1)
}

/// The print of a word with one more letter, which must be small.
pub const fn step(print: u32, letter: char) -> u32 {
    (print.rotate_left(5) ^ letter as u32).wrapping_mul(0x9e37_79b9) | 1
}

/// Which sort of cue a word's print is.
pub fn sort_of(print: u32) -> Option<usize> {
    let mut at = 0;
    loop {
        match TABLE.get(slot(print, at)) {
            Some((0, _)) | None => return None,
            Some((found, sort)) if *found == print => return Some(usize::from(*sort)),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_known_by_their_print() {
        let print = |word: &str| word.chars().fold(0, step);
        for (word, sort) in [("newsletter", Some(0)), ("getty", Some(2)), ("автор", Some(3)), ("bell", None), ("", None)] {
            assert_eq!(sort_of(print(word)), sort, "{word}");
        }
    }
}
