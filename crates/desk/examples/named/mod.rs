//! The settings by name, for the examples.

use newsstand_desk::Settings;

macro_rules! names {
    ($($name:ident),* $(,)?) => {
        /// What can be set.
        #[allow(dead_code)]
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Where the setting of a name rests.
        pub fn place<'a>(settings: &'a mut Settings, name: &str) -> Option<&'a mut f32> {
            match name {
                $(stringify!($name) => Some(&mut settings.$name),)*
                _ => None,
            }
        }
    };
}

names!(
    headline_weight,
    opening_weight,
    name_weight,
    figure_weight,
    repeat,
    rarity_power,
    join,
    join_headline,
    long_words,
    merge_margin,
    merge_young,
    time_power,
    pace,
    pace_prior,
    half_life_hours,
    cohesion,
    memory,
    stream_weight,
    floor,
    clear,
    split_margin,
    fastest_hours,
    young,
);
