//! Who may read what: terms, members and access
