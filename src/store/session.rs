//! A session with SQLite. Each way to the driver's thread and back costs more than most statements; so a statement that
//! tells nothing waits, and travels with the next one that does, or with the commit.

use futures_util::TryStreamExt;
use sqlx::{
    Arguments, AssertSqlSafe, Either, Encode, Executor, FromRow, Sqlite, Type,
    pool::PoolConnection,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::Error;

/// The most statements that travel together: each combination that comes up is prepared and kept.
const TOGETHER: usize = 10;

/// A connection, and the statements that wait on it.
pub struct Session {
    connection: PoolConnection<Sqlite>,
    sql: String,
    arguments: SqliteArguments,
    waiting: usize,
}

impl Session {
    pub(super) fn new(connection: PoolConnection<Sqlite>) -> Self {
        Self { connection, sql: String::new(), arguments: SqliteArguments::default(), waiting: 0 }
    }

    /// Adds a statement to those that wait. Its arguments, `$1` and so on, are to be bound next, in order.
    pub(super) fn add(&mut self, sql: &'static str) {
        if self.waiting > 0 {
            self.sql.push_str("; ");
        }
        self.waiting += 1;
        // All that travel together share one list of arguments.
        let bound = self.arguments.len();
        if bound == 0 {
            return self.sql.push_str(sql);
        }
        let mut parts = sql.split('$');
        self.sql.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let number = part[..digits].parse().unwrap_or(0) + bound;
            self.sql.push('$');
            self.sql.push_str(&number.to_string());
            self.sql.push_str(&part[digits..]);
        }
    }

    pub(super) fn bind<'q, T: Encode<'q, Sqlite> + Type<Sqlite>>(&mut self, value: T) -> Result<(), Error> {
        self.arguments.add(value).map_err(|error| Error::Database(sqlx::Error::Encode(error)))
    }

    /// Lets what waits come to nothing.
    pub(super) fn forget(&mut self) {
        self.take();
    }

    fn take(&mut self) -> (AssertSqlSafe<String>, SqliteArguments) {
        self.waiting = 0;
        // Put together from literals alone.
        (AssertSqlSafe(std::mem::take(&mut self.sql)), std::mem::take(&mut self.arguments))
    }

    /// Runs all that waits; tells how many rows the last statement touched.
    pub(super) async fn execute(&mut self) -> Result<u64, Error> {
        let (sql, arguments) = self.take();
        let mut results = self.connection.fetch_many(sqlx::query_with(sql, arguments));
        let mut touched = 0;
        while let Some(result) = results.try_next().await? {
            if let Either::Left(done) = result {
                touched = done.rows_affected();
            }
        }
        Ok(touched)
    }

    /// Whether so much waits that it should not wait for more.
    pub(super) fn is_laden(&self) -> bool {
        self.waiting >= TOGETHER
    }

    /// Runs all that waits; reads the row that the last statement finds, or none. No other may give rows.
    pub(super) async fn fetch_optional<T: for<'r> FromRow<'r, SqliteRow>>(&mut self) -> Result<Option<T>, Error> {
        let (sql, arguments) = self.take();
        let row = sqlx::query_with(sql, arguments).fetch_optional(&mut *self.connection).await?;
        Ok(row.as_ref().map(T::from_row).transpose()?)
    }

    /// Runs all that waits; reads all rows that the last statement finds. No other may give rows.
    pub(super) async fn fetch_all<T: for<'r> FromRow<'r, SqliteRow>>(&mut self) -> Result<Vec<T>, Error> {
        let (sql, arguments) = self.take();
        let rows = sqlx::query_with(sql, arguments).fetch_all(&mut *self.connection).await?;
        Ok(rows.iter().map(T::from_row).collect::<Result<_, _>>()?)
    }

    pub(super) async fn close(self) -> Result<(), Error> {
        Ok(self.connection.close().await?)
    }
}
