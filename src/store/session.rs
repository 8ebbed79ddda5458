//! A session with SQLite, in whose thread its statements run. A driver with a thread of its own
//! takes longer for the way there and back than for most statements; so whoever holds a session is
//! in a thread where it may wait.

use std::{path::Path, time::Duration};

use rusqlite::{OpenFlags, Row, Statement, ToSql};

use crate::store::Error;

/// How long a statement waits for SQLite's lock while another program holds it.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// The same where the one who waits holds up others.
const SHORT_TIMEOUT: Duration = Duration::from_millis(500);
/// How many statements stay prepared: more than there are in one use case.
const PREPARED: usize = 64;

/// A connection to a file.
pub struct Session {
    connection: rusqlite::Connection,
}

impl Session {
    /// Opens a file that is there and has its tables.
    pub(super) fn open(file: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        // A claim that was acknowledged survives the loss of power. What a savepoint may have to
        // put back are pages that are on their way to the file anyway.
        connection.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
             PRAGMA journal_size_limit = 67108864",
        )?;
        Ok(Self { connection })
    }

    /// Runs a statement; tells how many rows it touched.
    pub(super) fn execute(&mut self, sql: &str, values: &[&dyn ToSql]) -> Result<u64, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(u64::try_from(statement.raw_execute()?).unwrap_or(u64::MAX))
    }

    /// Reads the row that a statement finds, or none.
    pub(super) fn fetch_optional<T>(
        &mut self,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<Option<T>, Error>
    where
        T: for<'r> TryFrom<&'r Row<'r>, Error = rusqlite::Error>,
    {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_query().next()?.map(|row| T::try_from(row)).transpose()?)
    }

    /// Reads all rows that a statement finds.
    pub(super) fn fetch_all<T>(&mut self, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<T>, Error>
    where
        T: for<'r> TryFrom<&'r Row<'r>, Error = rusqlite::Error>,
    {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        let mut rows = statement.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(T::try_from(row)?);
        }
        Ok(all)
    }

    /// Empties the log beside the file into it. It holds up those who write, so it waits for nobody
    /// for long.
    pub(super) fn empty_log(&mut self) -> Result<(), Error> {
        self.connection.busy_timeout(SHORT_TIMEOUT)?;
        let emptied = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        self.connection.busy_timeout(BUSY_TIMEOUT)?;
        Ok(emptied?)
    }
}

/// Binds values by the numbers in the statement's text: SQLite takes `$1` for a name.
fn bind(statement: &mut Statement<'_>, values: &[&dyn ToSql]) -> Result<(), Error> {
    for index in 1..=statement.parameter_count() {
        let number = statement
            .parameter_name(index)
            .and_then(|name| name.trim_start_matches('$').parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| {
            Error::from(rusqlite::Error::InvalidParameterCount(values.len(), index))
        })?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}
