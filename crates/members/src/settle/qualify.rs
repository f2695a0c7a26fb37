//! When an opened article counts as read.

use super::limits::{ENOUGH_SECONDS, LEAST_SECONDS, READ_PART, SLOW_WORDS_A_MINUTE, USUAL_WORDS_A_MINUTE};

/// The seconds that count of those an article was before a reader's eyes: never more than a slow reader needs for its
/// words, so that a page left open earns nothing.
pub fn counted_seconds(seconds: u32, words: u32) -> u32 {
    let cap = (u64::from(words) * 60).div_ceil(SLOW_WORDS_A_MINUTE).max(LEAST_SECONDS);
    u32::try_from(cap).map_or(seconds, |cap| seconds.min(cap))
}

/// Whether an article of so many words counts as read after so many seconds: a quarter of the time that a usual reader
/// needs for it, but no less than 3 seconds and no more than 30.
pub fn qualifies(seconds: u32, words: u32) -> bool {
    let needed = (u64::from(words) * 60).div_ceil(USUAL_WORDS_A_MINUTE * READ_PART);
    u64::from(counted_seconds(seconds, words)) >= needed.clamp(LEAST_SECONDS, ENOUGH_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_usual_time_is_a_read() {
        // 240 words take a minute: a quarter is 15 seconds.
        assert!(!qualifies(14, 240));
        assert!(qualifies(15, 240));
        assert!(!qualifies(2, 0));
        assert!(qualifies(3, 0));
        assert!(!qualifies(29, u32::MAX));
        assert!(qualifies(30, u32::MAX));
    }

    #[test]
    fn a_page_left_open_counts_no_longer_than_it_takes() {
        assert_eq!(counted_seconds(10_000, 100), 60);
        assert_eq!(counted_seconds(30, 100), 30);
        assert_eq!(counted_seconds(9, 0), 3);
        assert_eq!(counted_seconds(u32::MAX, u32::MAX), 2_576_980_377);
    }

    #[test]
    fn longer_never_counts_less() {
        for words in [0, 1, 50, 400, 3000] {
            let first = (0..60).find(|seconds| qualifies(*seconds, words)).unwrap();
            assert!((first..200).all(|seconds| qualifies(seconds, words)), "{words} words");
        }
    }
}
