//! A connection to either database, and the small macros with which one text of SQL serves both.

use super::{Error, session::Session};

/// A connection inside a transaction, or one that reads.
pub enum Connection<'c> {
    Sqlite(&'c mut Session),
    Postgres(&'c mut sqlx::PgConnection),
}

/// Runs a statement that tells nothing. On SQLite it waits for company (see `session`), so what is wrong with it shows
/// at the latest when the transaction commits.
macro_rules! run {
    ($connection:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $connection {
            $crate::store::Connection::Sqlite(one) => {
                one.add($sql);
                $(one.bind($bind)?;)*
                Ok(())
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
                one.add($sql);
                $(one.bind($bind)?;)*
                one.execute().await
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
                one.add($sql);
                $(one.bind($bind)?;)*
                one.fetch_optional::<$row>().await
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
                one.add($sql);
                $(one.bind($bind)?;)*
                one.fetch_all::<$row>().await
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

        $crate::store::connection::row!(@from $name, sqlx::sqlite::SqliteRow, $($field),*);
        $crate::store::connection::row!(@from $name, sqlx::postgres::PgRow, $($field),*);
    };
    (@from $name:ident, $row:ty, $($field:ident),*) => {
        impl<'r> sqlx::FromRow<'r, $row> for $name {
            fn from_row(row: &'r $row) -> Result<Self, sqlx::Error> {
                use sqlx::Row;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }
    };
}

pub(super) use {execute, fetch_all, fetch_optional, row, run};

impl Connection<'_> {
    pub(super) async fn ping(&mut self) -> Result<(), Error> {
        execute!(self, "SELECT 1").map(|_| ())
    }
}
