//! The types that read and write a database, and the macros that run one SQL text on either.
//!
//! A [`Reader`] reads; a [`Tx`] is one transaction, and reads and writes. Their methods are in the
//! modules of the store, by what they read and write.

use std::ops::{Deref, DerefMut};

use sqlx::PgConnection;

use crate::store::sqlite::session;

/// Reads from the database. All its statements see the same state, however much is committed
/// meanwhile.
pub struct Reader<'c> {
    session: Session<'c>,
}

/// One transaction. What it reads includes what it has written.
pub struct Tx<'c> {
    reader: Reader<'c>,
}

/// The connection that the statements run on.
pub(super) enum Session<'c> {
    Sqlite(&'c mut session::Session),
    Postgres(&'c mut PgConnection),
}

impl<'c> Reader<'c> {
    pub(super) fn new(session: Session<'c>) -> Self {
        Self { session }
    }

    pub(super) fn session(&mut self) -> &mut Session<'c> {
        &mut self.session
    }
}

impl<'c> Tx<'c> {
    /// The caller has begun the transaction, and ends it.
    pub(super) fn new(session: Session<'c>) -> Self {
        Self { reader: Reader::new(session) }
    }

    /// The connection for a statement that writes. A [`Reader`] has no such method.
    pub(super) fn writing_session(&mut self) -> &mut Session<'c> {
        &mut self.reader.session
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.reader
    }
}

// The statement is one text for both databases, or `{ sqlite: …, postgres: … }`. Its values are
// numbered `$1`, `$2` and so on.

/// Runs a statement that writes. Returns how many rows it changed.
macro_rules! execute {
    ($tx:expr, { sqlite: $sqlite:expr, postgres: $postgres:expr } $(, $value:expr)* $(,)?) => {{
        const SQLITE: &str = $crate::store::tx::sqlite_text!($sqlite $(, $value)*);
        match $tx.writing_session() {
            $crate::store::tx::Session::Sqlite(session) => {
                session.execute(SQLITE, &[$(&$value as &dyn rusqlite::ToSql),*])
            }
            $crate::store::tx::Session::Postgres(connection) => sqlx::query($postgres)
                $(.bind($value))*
                .execute(&mut **connection)
                .await
                .map(|done| done.rows_affected())
                .map_err($crate::store::error::Error::from),
        }
    }};
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::store::tx::execute!($tx, { sqlite: $sql, postgres: $sql } $(, $value)*)
    };
}

/// Returns the first row that a statement finds or changes, if there is one.
macro_rules! fetch_optional {
    (
        $reader:expr, $row:ty, { sqlite: $sqlite:expr, postgres: $postgres:expr }
        $(, $value:expr)* $(,)?
    ) => {{
        const SQLITE: &str = $crate::store::tx::sqlite_text!($sqlite $(, $value)*);
        match $reader.session() {
            $crate::store::tx::Session::Sqlite(session) => {
                session.fetch_optional::<$row>(SQLITE, &[$(&$value as &dyn rusqlite::ToSql),*])
            }
            $crate::store::tx::Session::Postgres(connection) => sqlx::query_as::<_, $row>($postgres)
                $(.bind($value))*
                .fetch_optional(&mut **connection)
                .await
                .map_err($crate::store::error::Error::from),
        }
    }};
    ($reader:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::store::tx::fetch_optional!(
            $reader, $row, { sqlite: $sql, postgres: $sql } $(, $value)*
        )
    };
}

/// Returns all rows that a statement finds or changes.
macro_rules! fetch_all {
    (
        $reader:expr, $row:ty, { sqlite: $sqlite:expr, postgres: $postgres:expr }
        $(, $value:expr)* $(,)?
    ) => {{
        const SQLITE: &str = $crate::store::tx::sqlite_text!($sqlite $(, $value)*);
        match $reader.session() {
            $crate::store::tx::Session::Sqlite(session) => {
                session.fetch_all::<$row>(SQLITE, &[$(&$value as &dyn rusqlite::ToSql),*])
            }
            $crate::store::tx::Session::Postgres(connection) => sqlx::query_as::<_, $row>($postgres)
                $(.bind($value))*
                .fetch_all(&mut **connection)
                .await
                .map_err($crate::store::error::Error::from),
        }
    }};
    ($reader:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::store::tx::fetch_all!($reader, $row, { sqlite: $sql, postgres: $sql } $(, $value)*)
    };
}

/// Declares a row that is read by the names of its columns, from either database.
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

/// Returns a statement as SQLite reads it, when the program is compiled. Postgres numbers the
/// values of a statement `$1`, `$2`; SQLite takes these for names, and numbers `?1`, `?2`. If the
/// statement has another number of values than it is given, it does not compile.
macro_rules! sqlite_text {
    ($sql:expr $(, $value:expr)*) => {{
        const TEXT: &str = $sql;
        const VALUES: usize = <[&str]>::len(&[$(stringify!($value)),*]);
        const BYTES: [u8; TEXT.len()] = $crate::store::tx::numbered_as_in_sqlite(TEXT, VALUES);
        match core::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => unreachable!(),
        }
    }};
}

pub(super) use {execute, fetch_all, fetch_optional, row, sqlite_text};

/// # Panics
/// If the statement's highest number is not `values`.
pub(super) const fn numbered_as_in_sqlite<const N: usize>(text: &str, values: usize) -> [u8; N] {
    let text = text.as_bytes();
    let mut bytes = [0; N];
    let mut highest = 0;
    let mut at = 0;
    while at < N {
        bytes[at] = text[at];
        if text[at] == b'$' && at + 1 < N && text[at + 1].is_ascii_digit() {
            bytes[at] = b'?';
            let mut number = 0;
            let mut digit = at + 1;
            while digit < N && text[digit].is_ascii_digit() {
                number = number * 10 + (text[digit] - b'0') as usize;
                digit += 1;
            }
            if number > highest {
                highest = number;
            }
        }
        at += 1;
    }
    assert!(highest == values, "the statement takes another number of values");
    bytes
}

impl Reader<'_> {
    pub(super) async fn ping(&mut self) -> Result<(), crate::store::error::Error> {
        fetch_optional!(self, (i32,), "SELECT 1").map(|_| ())
    }
}
