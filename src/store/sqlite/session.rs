//! A session with SQLite, in whose thread its statements run. A driver with a thread of its own
//! takes longer for the way there and back than for most statements; so whoever holds a session is
//! in a thread where it may wait.

use std::{path::Path, time::Duration};

use rusqlite::{OpenFlags, Row, Statement, ToSql};

use crate::store::{error::Error, migrations::MigrateError, sqlite::migrate};

/// How long a statement waits for SQLite's lock while another program holds it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// The same where the one who waits holds up others.
const SHORT_TIMEOUT: Duration = Duration::from_millis(500);
/// How many statements stay prepared: more than there are in one use case.
const PREPARED: usize = 64;

/// What holds for a session that writes.
///
/// A commit that was acknowledged survives the loss of power (`synchronous`), and what was erased is
/// overwritten (`secure_delete`). What a savepoint may have to restore is kept in memory, not in a
/// file. The log beside the file shrinks again after a burst, to 64 MiB.
const WRITING: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = 67108864;
";

/// What holds for a session that reads.
const READING: &str = "PRAGMA temp_store = MEMORY";

/// A connection to a file.
pub struct Session {
    connection: rusqlite::Connection,
}

impl Session {
    /// Opens a file to read and write, creates it if there is none, and brings its tables up to
    /// date.
    ///
    /// # Errors
    /// If the file is another program's, or a newer version of this one made it. Then it is left as
    /// it is.
    pub(in crate::store) fn create(file: &Path) -> Result<Self, MigrateError> {
        let access = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut session = Self::connect(file, access)?;
        migrate::missing(&session.connection)?;
        session.connection.execute_batch(WRITING)?;
        migrate::run(&mut session.connection)?;
        Ok(session)
    }

    /// Opens a file to read and write. It exists and its tables are up to date.
    pub(in crate::store) fn open(file: &Path) -> Result<Self, Error> {
        let session = Self::connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        session.connection.execute_batch(WRITING)?;
        Ok(session)
    }

    /// The same to read alone: SQLite refuses to write.
    pub(in crate::store) fn open_to_read(file: &Path) -> Result<Self, Error> {
        let session = Self::connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        session.connection.execute_batch(READING)?;
        Ok(session)
    }

    fn connect(file: &Path, access: OpenFlags) -> rusqlite::Result<Self> {
        // One thread at a time uses a session, so SQLite need not lock it.
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        Ok(Self { connection })
    }

    /// Runs a statement; tells how many rows it touched.
    pub(in crate::store) fn execute(
        &mut self,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<u64, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(u64::try_from(statement.raw_execute()?).unwrap_or(u64::MAX))
    }

    /// Reads the row that a statement finds, or none.
    pub(in crate::store) fn fetch_optional<T>(
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
    pub(in crate::store) fn fetch_all<T>(
        &mut self,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<Vec<T>, Error>
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
    pub(in crate::store) fn empty_log(&mut self) -> Result<(), Error> {
        self.connection.busy_timeout(SHORT_TIMEOUT)?;
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// How SQLite was built, each option without its prefix (SQLite, *PRAGMA compile_options*).
    pub(in crate::store) fn compile_options(&mut self) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare("PRAGMA compile_options")?;
        let options = statement.query_map([], |row| row.get(0))?;
        Ok(options.collect::<Result<_, _>>()?)
    }
}

/// Binds values to `?1`, `?2` and so on.
fn bind(statement: &mut Statement<'_>, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
    for (index, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, value)?;
    }
    Ok(())
}
