//! Looks through a whole database for a text: every column of every table, and on SQLite the bytes
//! of its files too.

use sqlx::{AssertSqlSafe, Connection, Row};

use crate::database::Database;

/// Where the text stands, in any column of any table: the names of the tables.
pub async fn tables_that_hold(database: &Database, text: &str) -> Vec<String> {
    if database.url().starts_with("sqlite:") {
        in_sqlite(database, text).await
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

async fn in_sqlite(database: &Database, text: &str) -> Vec<String> {
    let mut connection =
        sqlx::SqliteConnection::connect(database.url()).await.expect("the database opens");
    let tables = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table'")
        .fetch_all(&mut connection)
        .await
        .expect("the tables");
    let mut found = Vec::new();
    for table in tables {
        let table: String = table.get(0);
        let columns = AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')"));
        let columns = sqlx::query(columns).fetch_all(&mut connection).await.expect("the columns");
        for column in columns {
            let column: String = column.get(0);
            let query = format!(
                "SELECT COUNT(*) FROM \"{table}\" WHERE INSTR(CAST(\"{column}\" AS BLOB), CAST($1 AS BLOB)) > 0"
            );
            let held = sqlx::query(AssertSqlSafe(query))
                .bind(text)
                .fetch_one(&mut connection)
                .await
                .expect("a count");
            if held.get::<i64, _>(0) > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    connection.close().await.expect("it closes");
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
