//! Scenarios: the real bot, the real wire, a real database. Run with
//! `SWITCHBOARD_TEST_POSTGRES=postgres://...` they use Postgres, else SQLite.

mod away;
mod backup;
mod bad_input;
mod clients;
mod crash;
mod database;
mod database_dump;
mod ending;
mod find;
mod first_case;
mod forum;
mod gateway;
mod keeping;
mod languages;
mod moves;
mod openapi;
mod operator;
mod page;
mod places;
mod private;
mod program;
mod rating;
mod replay;
mod rights;
mod rules;
mod scene;
mod secrets;
mod servers;
mod store;
mod thanks;
mod tidy;
mod trouble;
mod turns;
mod words;
mod work;
