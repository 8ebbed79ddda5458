//! A session with SQLite. Statements run in the thread that calls it, which must be one that may
//! block: to hand a statement to another thread and back takes longer than most statements.

use std::{path::Path, time::Duration};

use rusqlite::{OpenFlags, Row, Statement, ToSql};

use crate::store::{
    error::Error,
    migrations::{self, Access, MigrateError},
    sqlite::{migrate, private},
};

/// How long a statement waits for SQLite's lock while another program holds it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// The same for a statement during which others have to wait.
const SHORT_TIMEOUT: Duration = Duration::from_millis(500);
/// How many statements stay prepared: more than a use case has.
const PREPARED: usize = 64;

/// The settings of a session that writes.
///
/// A commit that has returned survives a loss of power (`synchronous`), and erased texts are
/// overwritten (`secure_delete`). What a savepoint may have to restore is in memory, not in a file.
/// The log beside the file shrinks again after a burst, to 64 MiB.
const WRITING: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = 67108864;
";

/// The settings of a session that reads.
const READING: &str = "PRAGMA temp_store = MEMORY";

/// The setting of a session in the writer's place that must not write. The file is open to write
/// all the same: SQLite removes the log beside it only after a session that could.
const QUERY_ONLY: &str = "PRAGMA query_only = ON";

/// A connection to a file.
pub struct Session {
    connection: rusqlite::Connection,
}

impl Session {
    /// Opens a file before all other sessions. Unless it is only read, its tables are brought up to
    /// date.
    ///
    /// # Errors
    /// If the access does not allow what has to be done, or the file was made by another program or
    /// by a newer version of this one. Then it is not changed.
    pub(in crate::store) fn open_migrated(
        file: &Path,
        access: Access,
    ) -> Result<Self, MigrateError> {
        let flags = match access {
            Access::Create => {
                private::create(file);
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
            }
            Access::Open | Access::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let mut session = Self::connect(file, flags)?;
        access.admit(&migrate::missing(&session.connection)?, &migrations::sqlite())?;
        if access == Access::Read {
            session.connection.execute_batch(QUERY_ONLY)?;
            return Ok(session);
        }
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

    /// Opens a file only to read: SQLite itself refuses to write. It exists and its tables are up
    /// to date.
    pub(in crate::store) fn open_to_read(file: &Path) -> Result<Self, Error> {
        let session = Self::connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        session.connection.execute_batch(READING)?;
        Ok(session)
    }

    fn connect(file: &Path, access: OpenFlags) -> rusqlite::Result<Self> {
        // Only one thread at a time uses a session, so SQLite need not lock it.
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        Ok(Self { connection })
    }

    /// Runs a statement. Returns how many rows it changed.
    pub(in crate::store) fn execute(
        &mut self,
        sql: &str,
        values: &[&dyn ToSql],
    ) -> Result<u64, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(u64::try_from(statement.raw_execute()?).unwrap_or(u64::MAX))
    }

    /// Returns the first row that a statement finds, if there is one.
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

    /// Returns all rows that a statement finds.
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

    /// Writes the log beside the file into the file, and empties the log. Those who write wait
    /// meanwhile, so it does not wait for a lock for long.
    pub(in crate::store) fn empty_log(&mut self) -> Result<(), Error> {
        self.connection.busy_timeout(SHORT_TIMEOUT)?;
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// The options that SQLite was built with, without their prefix (SQLite, *PRAGMA
    /// compile_options*).
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_that_writes_syncs_each_commit_and_overwrites_what_is_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("it.db");
        let created = Session::open_migrated(&file, Access::Create).expect("a file");
        let opened = Session::open(&file).expect("a file");
        for mut session in [created, opened] {
            let settings: Option<(String, i64, bool, bool, i64, i64)> = session
                .fetch_optional(
                    "SELECT journal_mode, synchronous, foreign_keys, secure_delete, temp_store, journal_size_limit
                     FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys, pragma_secure_delete,
                        pragma_temp_store, pragma_journal_size_limit",
                    &[],
                )
                .expect("an answer");
            // FULL is 2 (SQLite, *PRAGMA synchronous*), and MEMORY is 2 (*PRAGMA temp_store*).
            assert_eq!(settings, Some(("wal".to_owned(), 2, true, true, 2, 64 << 20)));
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_a_new_file_and_the_files_beside_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let session = Session::open_migrated(&folder.path().join("it.db"), Access::Create);
        let files = std::fs::read_dir(folder.path()).expect("the folder");
        let modes: Vec<u32> = files
            .map(|file| file.and_then(|file| file.metadata()).expect("a file"))
            .map(|file| file.permissions().mode() & 0o777)
            .collect();
        assert_eq!(modes, [0o600; 3]);
        drop(session);
    }

    #[test]
    fn a_session_that_reads_cannot_write() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("it.db");
        drop(Session::open_migrated(&file, Access::Create).expect("a file"));
        let mut session = Session::open_to_read(&file).expect("a file");
        let memory: Option<(i64,)> = session
            .fetch_optional("SELECT temp_store FROM pragma_temp_store", &[])
            .expect("an answer");
        assert_eq!(memory, Some((2,)));
        let mut first = Session::open_migrated(&file, Access::Read).expect("a file");
        for session in [&mut session, &mut first] {
            assert!(session.execute("DELETE FROM cases", &[]).is_err());
        }
    }
}
