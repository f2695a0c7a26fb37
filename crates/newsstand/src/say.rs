//! Printing for people and pipes: whoever stops reading along ends the program quietly.

use std::fmt::Arguments;
use std::io::Write as _;

/// Writes to standard output; ends the program when nobody reads it any more, as `head` does.
pub fn out(text: Arguments<'_>) {
    let mut to = std::io::stdout().lock();
    if to.write_fmt(text).and_then(|()| to.flush()).is_err() {
        std::process::exit(0);
    }
}

/// Like `println!`, for output that may be piped.
macro_rules! say {
    () => { $crate::say::out(format_args!("\n")) };
    ($($part:tt)*) => { $crate::say::out(format_args!("{}\n", format_args!($($part)*))) };
}

/// Like `print!`, for output that may be piped.
macro_rules! say_on {
    ($($part:tt)*) => { $crate::say::out(format_args!($($part)*)) };
}
