//! Makes an article of a page, and is the only maker of clean HTML
