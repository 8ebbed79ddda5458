//! A connection to either database, and the small macros with which one text of SQL serves both.

use futures_util::future::BoxFuture;

use crate::store::{error::Error, sqlite::session::Session};

/// What is done in one transaction. It may be started over.
pub(super) type Work<T> =
    dyn for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync;

/// A connection inside a transaction, or one that reads.
pub enum Connection<'c> {
    Sqlite(&'c mut Session),
    Postgres(&'c mut sqlx::PgConnection),
}

/// Runs a statement without a result.
macro_rules! run {
    ($connection:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $connection {
            $crate::store::Connection::Sqlite(one) => {
                one.execute($sql, &[$(&$bind as &dyn rusqlite::ToSql),*]).map(|_| ())
            }
            $crate::store::Connection::Postgres(one) => {
                sqlx::query($sql)$(.bind($bind))*.execute(&mut **one).await.map(|_| ()).map_err($crate::store::Error::from)
            }
        }
    };
}

/// Runs a statement; tells how many rows it touched.
macro_rules! execute {
    ($connection:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $connection {
            $crate::store::Connection::Sqlite(one) => {
                one.execute($sql, &[$(&$bind as &dyn rusqlite::ToSql),*])
            }
            $crate::store::Connection::Postgres(one) => sqlx::query($sql)$(.bind($bind))*
                .execute(&mut **one)
                .await
                .map(|done| done.rows_affected())
                .map_err($crate::store::Error::from),
        }
    };
}

/// Reads the row that is there, or none.
macro_rules! fetch_optional {
    ($connection:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $connection {
            $crate::store::Connection::Sqlite(one) => {
                one.fetch_optional::<$row>($sql, &[$(&$bind as &dyn rusqlite::ToSql),*])
            }
            $crate::store::Connection::Postgres(one) => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*
                .fetch_optional(&mut **one)
                .await
                .map_err($crate::store::Error::from),
        }
    };
}

/// Reads all rows.
macro_rules! fetch_all {
    ($connection:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $connection {
            $crate::store::Connection::Sqlite(one) => {
                one.fetch_all::<$row>($sql, &[$(&$bind as &dyn rusqlite::ToSql),*])
            }
            $crate::store::Connection::Postgres(one) => sqlx::query_as::<_, $row>($sql)$(.bind($bind))*
                .fetch_all(&mut **one)
                .await
                .map_err($crate::store::Error::from),
        }
    };
}

/// Declares a row that is read by its columns' names, from either database.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($field: $kind),* }

        impl TryFrom<&rusqlite::Row<'_>> for $name {
            type Error = rusqlite::Error;

            fn try_from(row: &rusqlite::Row<'_>) -> Result<Self, rusqlite::Error> {
                Ok(Self { $($field: row.get(stringify!($field))?),* })
            }
        }

        impl<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> for $name {
            fn from_row(row: &'r sqlx::postgres::PgRow) -> Result<Self, sqlx::Error> {
                use sqlx::Row;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }
    };
}

pub(super) use {execute, fetch_all, fetch_optional, row, run};

impl Connection<'_> {
    pub(super) async fn ping(&mut self) -> Result<(), Error> {
        fetch_optional!(self, (i32,), "SELECT 1").map(|_| ())
    }
}
