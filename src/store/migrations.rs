//! The migrations of either database. One that has been released never changes.
//!
//! The table `_sqlx_migrations` lists those that a database has, each with the SHA-384 of its text.
//! Table and checksums are those of sqlx, which applied the first migrations of older databases.

use sha2::{Digest, Sha384};

/// One change of the tables.
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

const BOTH: [Migration; 43] = [
    migration!(1, "house", "0001_house.sql"),
    migration!(2, "life", "0002_life.sql"),
    migration!(3, "find", "0003_find.sql"),
    migration!(4, "turns", "0004_turns.sql"),
    migration!(5, "keeping", "0005_keeping.sql"),
    migration!(6, "places", "0006_places.sql"),
    migration!(10, "language", "0010_language.sql"),
    migration!(11, "indexes", "0011_indexes.sql"),
    migration!(15, "jobs", "0015_jobs.sql"),
    migration!(17, "asking", "0017_asking.sql"),
    migration!(18, "sides", "0018_sides.sql"),
    migration!(19, "replies", "0019_replies.sql"),
    migration!(20, "people", "0020_people.sql"),
    migration!(21, "preferences", "0021_preferences.sql"),
    migration!(22, "leases", "0022_leases.sql"),
    migration!(23, "bridges", "0023_bridges.sql"),
    migration!(24, "locks", "0024_locks.sql"),
    migration!(25, "follow up", "0025_follow_up.sql"),
    migration!(26, "postponed deletions", "0026_postponed_deletions.sql"),
    migration!(28, "waiting", "0028_waiting.sql"),
    migration!(29, "promises", "0029_promises.sql"),
    migration!(30, "handover", "0030_handover.sql"),
    migration!(31, "greeting", "0031_greeting.sql"),
    migration!(32, "one case", "0032_one_case.sql"),
    migration!(33, "ask panel", "0033_ask_panel.sql"),
    migration!(34, "notifications", "0034_notifications.sql"),
    migration!(36, "greeting", "0036_greeting.sql"),
    migration!(37, "life of bugs", "0037_bug_life.sql"),
    migration!(38, "news of bugs", "0038_bug_news.sql"),
    migration!(39, "followers", "0039_followers.sql"),
    migration!(42, "issues on GitHub", "0042_github.sql"),
    migration!(43, "teams", "0043_teams.sql"),
    migration!(44, "known issues", "0044_known_issues.sql"),
    migration!(45, "the cases of reports", "0045_reported_from.sql"),
    migration!(46, "shipments", "0046_shipments.sql"),
    migration!(47, "questions", "0047_questions.sql"),
    migration!(49, "superseded questions", "0049_superseded.sql"),
    migration!(50, "questions of developers", "0050_developer_questions.sql"),
    migration!(51, "start of a wait", "0051_wait_start.sql"),
    migration!(54, "words of rules", "0054_rule_words.sql"),
    migration!(55, "deleted notices", "0055_deleted_notices.sql"),
    migration!(56, "known issues that are open again", "0056_known_issue_reopened.sql"),
    migration!(57, "what is said meanwhile", "0057_notices_meanwhile.sql"),
];

/// Each database has its own full-text search, and SQLite numbers its rows.
const SQLITE: [Migration; 10] = [
    migration!(7, "search", "0007_search_sqlite.sql"),
    migration!(8, "search in bulk", "0008_search_sqlite.sql"),
    migration!(12, "row numbers", "0012_row_numbers_sqlite.sql"),
    migration!(13, "search view", "0013_search_view_sqlite.sql"),
    migration!(14, "phase", "0014_phase_sqlite.sql"),
    migration!(16, "surfaces", "0016_surfaces_sqlite.sql"),
    migration!(35, "offers", "0035_offers_sqlite.sql"),
    migration!(48, "search of files", "0048_search_files_sqlite.sql"),
    migration!(52, "search by terms", "0052_search_terms_sqlite.sql"),
    migration!(53, "questions by post", "0053_questions_by_post_sqlite.sql"),
];

const POSTGRES: [Migration; 8] = [
    migration!(7, "search", "0007_search_postgres.sql"),
    migration!(9, "search planned once", "0009_search_postgres.sql"),
    migration!(14, "phase", "0014_phase_postgres.sql"),
    migration!(16, "surfaces", "0016_surfaces_postgres.sql"),
    migration!(35, "offers", "0035_offers_postgres.sql"),
    migration!(48, "search of files", "0048_search_files_postgres.sql"),
    migration!(52, "search by terms", "0052_search_terms_postgres.sql"),
    migration!(53, "questions by post", "0053_questions_by_post_postgres.sql"),
];

/// What a database is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// To read and to write. The database and its tables are created if they do not exist.
    Create,
    /// The same, but only if the database exists.
    Open,
    /// To read. Nothing in the database is changed, not even old tables.
    Read,
}

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum MigrateError {
    #[error("it's empty; `switchboard run` creates its tables")]
    Empty,
    #[error("its tables are older than this program; `switchboard run` updates them")]
    Outdated,
    #[error("it was created by a newer version of Switchboard, or by another program")]
    Newer,
    #[error("its tables were created by another program")]
    NotOurs,
    #[error("migration {version} ({name}) failed")]
    Fails { version: i64, name: &'static str, source: Box<dyn std::error::Error + Send + Sync> },
    // Without a source: SQLite's own words are the source of rusqlite's, and would be read twice.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
}

impl From<rusqlite::Error> for MigrateError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Access {
    /// Checks the migrations that a database lacks, of all that there are.
    ///
    /// # Errors
    /// If they would have to be applied, and this access does not allow it.
    pub fn admit(self, missing: &[Migration], all: &[Migration]) -> Result<(), MigrateError> {
        match self {
            Self::Open | Self::Read if missing.len() == all.len() => Err(MigrateError::Empty),
            Self::Read if !missing.is_empty() => Err(MigrateError::Outdated),
            Self::Create | Self::Open | Self::Read => Ok(()),
        }
    }
}

impl Migration {
    /// The checksum of its text, as the table of migrations holds it.
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

/// The migrations of SQLite, in order.
pub(super) fn sqlite() -> Vec<Migration> {
    in_order(&SQLITE)
}

/// The migrations of Postgres, in order.
pub(super) fn postgres() -> Vec<Migration> {
    in_order(&POSTGRES)
}

fn in_order(own: &[Migration]) -> Vec<Migration> {
    let mut migrations = [&BOTH, own].concat();
    migrations.sort_by_key(|migration| migration.version);
    migrations
}

/// Returns the migrations that a database does not have yet, given version and checksum of those
/// that it has.
///
/// # Errors
/// If the tables were made by a newer version of this program, or by another program.
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
