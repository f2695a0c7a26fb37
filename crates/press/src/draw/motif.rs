//! What a picture can show.

use serde::Deserialize;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // The words say it.
pub enum Motif {
    Harbour,
    City,
    Mountains,
    Field,
    River,
    Crowd,
    Hall,
    Road,
    Train,
    Ship,
    Storm,
    Forest,
    Factory,
    Desk,
    Portrait,
    Stadium,
    Market,
    Laboratory,
    Nightsky,
    Bridge,
    Map,
    Gate,
    Plane,
    Hospital,
    School,
    Snow,
    Desert,
    Island,
    Lighthouse,
    Birds,
    Fire,
    Flood,
    Court,
    Parliament,
    Crane,
    Solar,
    Bus,
    Chart,
    Kitchen,
    Instrument,
    Painting,
    Garden,
    Mine,
    Dam,
    Satellite,
    Ballot,
    Bicycle,
}

impl Motif {
    /// All of them.
    #[rustfmt::skip]
    pub const ALL: [Motif; 47] = {
        use Motif::*;
        [
            Harbour, City, Mountains, Field, River, Crowd, Hall, Road, Train, Ship, Storm, Forest, Factory, Desk, Portrait, Stadium,
            Market, Laboratory, Nightsky, Bridge, Map, Gate, Plane, Hospital, School, Snow, Desert, Island, Lighthouse, Birds, Fire,
            Flood, Court, Parliament, Crane, Solar, Bus, Chart, Kitchen, Instrument, Painting, Garden, Mine, Dam, Satellite, Ballot,
            Bicycle,
        ]
    };

    /// The motif of that word.
    pub fn of(word: &str) -> Option<Self> {
        let reader = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(word);
        Self::deserialize(reader).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Motif;

    #[test]
    fn every_motif_is_listed_and_reads_back_from_its_word() {
        for motif in Motif::ALL {
            assert_eq!(Motif::of(&format!("{motif:?}").to_lowercase()), Some(motif));
        }
        assert_eq!(Motif::of("zebra"), None);
    }
}
