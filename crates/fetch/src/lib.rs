//! One guarded, polite HTTP client
