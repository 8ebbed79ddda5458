//! Brings a Postgres database's tables up to date.

use std::time::Instant;

use sqlx::{Connection, PgConnection};

use crate::store::migrations::{self, Access, MigrateError, Migration};

/// As sqlx 0.9 creates it on Postgres.
const NOTES: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
    success BOOLEAN NOT NULL,
    checksum BYTEA NOT NULL,
    execution_time BIGINT NOT NULL
)";

/// The number of the lock that a process holds while it migrates. It is arbitrary, and no other
/// program's.
const LOCK: i64 = 0x7377_6974_6368;

/// Applies the migrations that a database does not have yet: all of them, or none. If several
/// processes start at once, one applies them and the others wait.
///
/// # Errors
/// If the access does not allow it, or another program or a newer version of this one made the
/// tables. Then nothing is changed.
pub(in crate::store) async fn run(
    connection: &mut PgConnection,
    access: Access,
) -> Result<(), MigrateError> {
    if access == Access::Read {
        return access.admit(&missing(connection).await?, &migrations::postgres());
    }
    let mut transaction = connection.begin().await?;
    // It ends with the transaction, so it also works behind a connection pooler.
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(&mut *transaction).await?;
    let missing = missing(&mut transaction).await?;
    access.admit(&missing, &migrations::postgres())?;
    sqlx::raw_sql(NOTES).execute(&mut *transaction).await?;
    for migration in missing {
        let begun = Instant::now();
        sqlx::raw_sql(migration.sql)
            .execute(&mut *transaction)
            .await
            .map_err(|error| migration.fails(error))?;
        let nanoseconds = i64::try_from(begun.elapsed().as_nanos()).unwrap_or(i64::MAX);
        sqlx::query(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES ($1, $2, TRUE, $3, $4)",
        )
        .bind(migration.version)
        .bind(migration.name)
        .bind(migration.checksum())
        .bind(nanoseconds)
        .execute(&mut *transaction)
        .await?;
    }
    Ok(transaction.commit().await?)
}

/// Returns the migrations that a database does not have yet.
async fn missing(connection: &mut PgConnection) -> Result<Vec<Migration>, MigrateError> {
    let is_used: bool = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    let mut applied: Vec<(i64, Vec<u8>)> = Vec::new();
    if is_used {
        applied = sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations")
            .fetch_all(connection)
            .await?;
    }
    migrations::missing(migrations::postgres(), &applied)
}
