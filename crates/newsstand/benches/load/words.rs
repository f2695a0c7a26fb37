//! Text for publishers that do not exist: words by Zipf's law, names per event, made from a number and nothing else.

/// SplitMix64 (Steele, Lea, Flood 2014): small and the same everywhere.
pub struct Draw(u64);

impl Draw {
    pub fn new(seeds: [u64; 3]) -> Self {
        let mut draw =
            Self(seeds.iter().fold(0x243f_6a88_85a3_08d3, |state, seed| (state ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        draw.next();
        draw
    }
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

const COMMON: &str = "the of to and in a is for that on it was with as by at from this be are have has not but who they
 an its more had after new will about been said over one two first year years week people city country government council
 minister police court company market price money water river harbour bridge train road school hospital doctor patient
 election vote party leader law plan report study research science energy battery climate storm rain heat winter summer
 sea ship port fish farm grain bread wood forest mountain island village street house door window light power grid wind
 solar bank trade tax budget debt loan interest rate growth fall rise record share profit loss deal contract strike union
 worker wage strike talk peace border army ceasefire aid refugee camp rights trial judge prison charge fraud inquiry
 witness evidence letter archive museum theatre music film book festival team match goal season coach final cup league
 player crowd ticket stadium fire flood rescue crew captain pilot plane airport satellite signal orbit telescope star
 planet cell protein virus vaccine clinic nurse drug trial brain sleep child family student teacher university language";

fn words() -> &'static [&'static str] {
    static WORDS: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| COMMON.split_whitespace().collect());
    &WORDS
}

const SYLLABLES: [&str; 24] = [
    "bra", "del", "fen", "gor", "hal", "ith", "jor", "kel", "lum", "mar", "nes", "ost", "pel", "quin", "ras", "sol", "tar", "ul",
    "ven", "wick", "yar", "zel", "ham", "by",
];

/// A name that always belongs to the same number.
pub fn name(number: u64) -> String {
    let mut draw = Draw::new([number, 77, 3]);
    let mut name: String = (0..2 + draw.below(2)).map(|_| SYLLABLES[draw.below(SYLLABLES.len())]).collect();
    name[..1].make_ascii_uppercase();
    name
}

/// A word whose rank is drawn log-uniformly.
fn word(draw: &mut Draw) -> &'static str {
    let words = words();
    let rank = (words.len() as f64).powf(draw.part()) - 1.0;
    words[(rank as usize).min(words.len() - 1)]
}

/// A sentence about an event.
pub fn sentence(draw: &mut Draw, event: u64) -> String {
    let mut out = String::new();
    for place in 0..9 + draw.below(16) {
        if place > 0 {
            out.push(' ');
        }
        match draw.below(80) {
            0 => out.push_str(&(2 + draw.below(9800)).to_string()),
            1..=6 => out.push_str(&name(event * 8 + draw.below(8) as u64)),
            _ => out.push_str(word(draw)),
        }
    }
    out[..1].make_ascii_uppercase();
    out.push('.');
    out
}

/// A headline about an event.
pub fn headline(draw: &mut Draw, event: u64) -> String {
    let mut out = name(event * 8);
    for _ in 0..5 + draw.below(5) {
        out.push(' ');
        match draw.below(6) {
            0 => out.push_str(&name(event * 8 + draw.below(8) as u64)),
            _ => out.push_str(word(draw)),
        }
    }
    out
}
