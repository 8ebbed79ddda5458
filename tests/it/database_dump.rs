//! Looks into a database past the bot: above all for a text, in every column of every table, and on
//! SQLite in the bytes of its files too.

use sqlx::{AssertSqlSafe, Connection, Row};

use crate::database::Database;

/// Where the text stands, in any column of any table: the names of the tables.
pub async fn tables_that_hold(database: &Database, text: &str) -> Vec<String> {
    if database.url().starts_with("sqlite:") {
        in_sqlite(database, text)
    } else {
        in_postgres(database, text).await
    }
}

/// The files of the database that hold the text. None on Postgres, whose files are its own.
pub fn files_that_hold(database: &Database, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(database.folder()).expect("the folder of the test") {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("a file");
        if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
            found.push(path.file_name().expect("a name").to_string_lossy().into_owned());
        }
    }
    found
}

/// A connection to an SQLite file beside the bot's own.
pub fn sqlite(database: &Database) -> rusqlite::Connection {
    let file = database.folder().join("switchboard.db");
    rusqlite::Connection::open(file).expect("the database opens")
}

/// Changes a database past the bot.
pub async fn execute(database: &Database, sql: &'static str) {
    if database.url().starts_with("sqlite:") {
        return sqlite(database).execute_batch(sql).expect("it can be done");
    }
    let mut connection =
        sqlx::PgConnection::connect(database.url()).await.expect("the database opens");
    sqlx::raw_sql(sql).execute(&mut connection).await.expect("it can be done");
    connection.close().await.expect("it closes");
}

fn in_sqlite(database: &Database, text: &str) -> Vec<String> {
    let connection = sqlite(database);
    let mut columns = connection
        .prepare(
            // What a virtual table has is in tables of its own.
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'",
        )
        .expect("the columns");
    let columns = columns
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the columns")
        .collect::<Result<Vec<(String, String)>, _>>()
        .expect("the columns");
    let mut found = Vec::new();
    for (table, column) in columns {
        let query = format!(
            "SELECT COUNT(*) FROM \"{table}\" WHERE INSTR(CAST(\"{column}\" AS BLOB), CAST(?1 AS BLOB)) > 0"
        );
        let held: i64 = connection.query_row(&query, [text], |row| row.get(0)).expect("a count");
        if held > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

async fn in_postgres(database: &Database, text: &str) -> Vec<String> {
    let mut connection =
        sqlx::PgConnection::connect(database.url()).await.expect("the database opens");
    let columns = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = 'public'";
    let columns = sqlx::query(columns).fetch_all(&mut connection).await.expect("the columns");
    let mut found = Vec::new();
    for row in columns {
        let (table, column, kind): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        let value = if kind == "bytea" {
            format!("encode(\"{column}\", 'escape')")
        } else {
            format!("\"{column}\"::text")
        };
        let query = format!("SELECT COUNT(*) FROM \"{table}\" WHERE POSITION($1 IN {value}) > 0");
        let held = sqlx::query(AssertSqlSafe(query))
            .bind(text)
            .fetch_one(&mut connection)
            .await
            .expect("a count");
        if held.get::<i64, _>(0) > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    connection.close().await.expect("it closes");
    found
}
