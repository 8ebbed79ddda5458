//! The migrations of either database. One that has been released never changes.
//!
//! Which of them a database has is noted in it as sqlx notes it: in the table `_sqlx_migrations`,
//! with the SHA-384 of each migration's text. Earlier versions of this program had sqlx do it.

use sha2::{Digest, Sha384};

/// One step in the life of the tables.
#[derive(Clone, Copy)]
pub(super) struct Migration {
    /// Unique for each database. Some numbers exist for one database only.
    pub version: i64,
    pub name: &'static str,
    pub sql: &'static str,
}

macro_rules! migration {
    ($version:literal, $name:literal, $file:literal) => {
        Migration {
            version: $version,
            name: $name,
            sql: include_str!(concat!("../../migrations/", $file)),
        }
    };
}

const BOTH: [Migration; 9] = [
    migration!(1, "house", "0001_house.sql"),
    migration!(2, "life", "0002_life.sql"),
    migration!(3, "find", "0003_find.sql"),
    migration!(4, "turns", "0004_turns.sql"),
    migration!(5, "keeping", "0005_keeping.sql"),
    migration!(6, "places", "0006_places.sql"),
    migration!(10, "language", "0010_language.sql"),
    migration!(11, "indexes", "0011_indexes.sql"),
    migration!(15, "jobs", "0015_jobs.sql"),
];

/// Full-text search is each database's own, and SQLite numbers its rows.
const SQLITE: [Migration; 5] = [
    migration!(7, "search", "0007_search_sqlite.sql"),
    migration!(8, "search in bulk", "0008_search_sqlite.sql"),
    migration!(12, "row numbers", "0012_row_numbers_sqlite.sql"),
    migration!(13, "search view", "0013_search_view_sqlite.sql"),
    migration!(14, "phase", "0014_phase_sqlite.sql"),
];

const POSTGRES: [Migration; 3] = [
    migration!(7, "search", "0007_search_postgres.sql"),
    migration!(9, "search planned once", "0009_search_postgres.sql"),
    migration!(14, "phase", "0014_phase_postgres.sql"),
];

/// Why a database is not used.
#[derive(Debug, thiserror::Error)]
pub(super) enum MigrateError {
    #[error("a newer version of this program made it, or another program")]
    Newer,
    #[error("another program made its tables")]
    NotOurs,
    #[error("migration {version} ({name}) fails")]
    Fails { version: i64, name: &'static str, source: Box<dyn std::error::Error + Send + Sync> },
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
}

impl Migration {
    /// What is noted of its text.
    pub fn checksum(&self) -> Vec<u8> {
        Sha384::digest(self.sql.as_bytes()).to_vec()
    }

    pub fn fails(
        &self,
        error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> MigrateError {
        MigrateError::Fails { version: self.version, name: self.name, source: error.into() }
    }
}

/// What brings an SQLite file up to date.
pub(super) fn sqlite() -> Vec<Migration> {
    in_order(&SQLITE)
}

/// What brings a Postgres database up to date.
pub(super) fn postgres() -> Vec<Migration> {
    in_order(&POSTGRES)
}

fn in_order(own: &[Migration]) -> Vec<Migration> {
    let mut migrations = [&BOTH, own].concat();
    migrations.sort_by_key(|migration| migration.version);
    migrations
}

/// The migrations that a database does not have yet, given version and checksum of those that it
/// has.
///
/// # Errors
/// If something else than this version, or an earlier one, made the tables.
pub(super) fn missing(
    mut known: Vec<Migration>,
    applied: &[(i64, Vec<u8>)],
) -> Result<Vec<Migration>, MigrateError> {
    for (version, noted) in applied {
        match known.iter().position(|migration| migration.version == *version) {
            None => return Err(MigrateError::Newer),
            Some(at) if known[at].checksum() != *noted => return Err(MigrateError::NotOurs),
            Some(at) => drop(known.remove(at)),
        }
    }
    Ok(known)
}
