//! Where every value rests: SQLite or PostgreSQL
