//! Widths.

use super::*;

#[test]
fn only_a_few_widths_are_served() {
    assert_eq!(width(None), 960);
    assert_eq!(width(Some(0)), 240);
    assert_eq!(width(Some(241)), 480);
    assert_eq!(width(Some(960)), 960);
    assert_eq!(width(Some(u32::MAX)), 1440);
}
