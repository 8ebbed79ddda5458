//! Why the database did not do what was asked.

use rusqlite::{ErrorCode, ffi};

use crate::domain::Refusal;

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules forbid it. Nothing was changed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Another transaction changed the same rows first. `Store::write` starts over if it gets this.
    #[error("another change came first")]
    Conflict,
    /// Another program holds the lock on SQLite's file. `Store::write` waits if it gets this.
    #[error("another program holds the database's lock")]
    Locked,
    /// The database failed, or did not answer.
    #[error("the database did not answer")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A row holds what this program cannot have written.
    #[error("the database holds {0}")]
    Corrupt(String),
    /// The work panicked. Nothing was changed.
    #[error("the work panicked")]
    Panicked,
}

impl Error {
    pub(super) fn closed() -> Self {
        Self::Database("the database is closed".into())
    }
}

impl<R: Into<Refusal>> From<R> for Error {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        // Serialization failure and deadlock (PostgreSQL, appendix A).
        let conflict = error.as_database_error().is_some_and(|database| {
            database.is_unique_violation()
                || matches!(database.code().as_deref(), Some("40001" | "40P01"))
        });
        if conflict { Self::Conflict } else { Self::Database(Box::new(error)) }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(failure) if failure.code == ErrorCode::DatabaseBusy => Self::Locked,
            Some(failure)
                if matches!(
                    failure.extended_code,
                    ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                ) =>
            {
                Self::Conflict
            }
            _ => Self::Database(Box::new(error)),
        }
    }
}
