//! Connections to Postgres.

use std::{str::FromStr, time::Duration};

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::store::postgres::migrate;

/// How many use the database at once.
const CONNECTIONS: u32 = 16;
/// How long one may wait for a connection while all are in use.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);

/// Connects to the server that a URL names, and brings the database's tables up to date.
pub(in crate::store) async fn connect(url: &str) -> anyhow::Result<PgPool> {
    let options = PgConnectOptions::from_str(url)?
        .application_name("switchboard")
        // A rollback where there is nothing to roll back is no news.
        .options([("client_min_messages", "error")]);
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // A dropped `begin` may leave a transaction open on a connection that goes back to the
        // pool.
        .after_release(|connection, _| {
            Box::pin(
                async move { sqlx::raw_sql("ROLLBACK").execute(connection).await.map(|_| true) },
            )
        })
        .connect_with(options)
        .await?;
    migrate::run(&pool).await?;
    Ok(pool)
}
