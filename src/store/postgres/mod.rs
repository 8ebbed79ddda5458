//! Postgres: a pool of connections.

pub(super) mod migrate;
pub(super) mod pool;
pub(super) mod search;
