//! One suite, two engines: every check runs on SQLite, and on PostgreSQL when `NEWSSTAND_TEST_POSTGRES` names a
//! server where schemas can be made. Where it does not, the check says so and runs on SQLite alone.

mod accounts;
mod articles;
mod choices;
mod engine;
mod feeds;
mod holding;
mod manners;
mod members;
mod mine;
mod money;
mod offers_desk;
mod payments;
mod publishers;
mod readers;
mod reminders;
mod schema;
mod search;
mod stories;
mod ways;
mod world;
