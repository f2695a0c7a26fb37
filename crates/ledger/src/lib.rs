//! Who says what: quotes, figures, people and places as spans of stored text
