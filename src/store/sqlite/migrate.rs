//! Brings an SQLite file's tables up to date.

use std::time::Instant;

use rusqlite::{Connection, TransactionBehavior, params};

use crate::store::migrations::{self, MigrateError, Migration};

/// As sqlx 0.9 creates it on SQLite.
const NOTES: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
)";

/// Applies the migrations that a file does not have yet: all of them, or none.
pub(in crate::store) fn run(connection: &mut Connection) -> Result<(), MigrateError> {
    if missing(connection)?.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(NOTES)?;
    // Read again under the lock: another process may have been faster.
    for migration in missing(&transaction)? {
        let begun = Instant::now();
        transaction.execute_batch(migration.sql).map_err(|error| migration.fails(error))?;
        let nanoseconds = i64::try_from(begun.elapsed().as_nanos()).unwrap_or(i64::MAX);
        transaction.execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (?1, ?2, TRUE, ?3, ?4)",
            params![migration.version, migration.name, migration.checksum(), nanoseconds],
        )?;
    }
    Ok(transaction.commit()?)
}

/// The migrations that a file does not have yet.
///
/// # Errors
/// If the file's tables were made by a newer version of this program, or by another program.
pub(in crate::store) fn missing(connection: &Connection) -> Result<Vec<Migration>, MigrateError> {
    migrations::missing(migrations::sqlite(), &applied(connection)?)
}

/// Version and checksum of the migrations that a file has.
fn applied(connection: &Connection) -> Result<Vec<(i64, Vec<u8>)>, MigrateError> {
    if !connection.table_exists(None, "_sqlx_migrations")? {
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema)";
        let is_used = connection.query_row(sql, [], |row| row.get(0))?;
        return if is_used { Err(MigrateError::NotOurs) } else { Ok(Vec::new()) };
    }
    let mut statement = connection.prepare("SELECT version, checksum FROM _sqlx_migrations")?;
    // The checksum may be text or bytes: it is only compared.
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get_ref(1)?.as_bytes()?.to_vec())))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
