//! Databases that other versions of this program made, and other programs.

use std::path::Path;

use switchboard::store::Store;

use crate::{
    database::{Database, postgres},
    database_dump::{execute, sqlite},
};

/// What the last version whose tables sqlx created noted of each migration: its SHA-384.
const NOTED_ON_SQLITE: [(i64, &str); 11] = [
    (
        1,
        "acf43bc4e0cdf1bc2a50819b28d637122ef3a90e2c57243687cc8d1afaf41e662eed88546ac6ecf6b7c20051cdb8531a",
    ),
    (
        2,
        "3b871e4a874a225911f7b71f8139285781908b6bca738fb0905f80d4967f048dea1c6d196e64579f2f0a3acc717d0827",
    ),
    (
        3,
        "b10f95935d5b469f8ab945d5c411bf34dd74f8d5ad215ad3612ad61848278b34286d96885e863b4f6757fbb8f2415ca8",
    ),
    (
        4,
        "8c016023dd92f5513989a5c3dd85bc5272562ce4d94b7651240c386f36bea7e2027f3df67a87dbf836f34232c9ba0f42",
    ),
    (
        5,
        "fa1220ffbdb068cc9e5156cd07e50b28ac98c1a09958360b14099b6f18788cedb626f68cdaca43a2e0be4989b93ccc21",
    ),
    (
        6,
        "5a0c31a1ca8ddcad8d19cfebf069ab15b58ae978575265804787e5cc1278c0d59060f052296ae82558aeb1625890e5c1",
    ),
    (
        7,
        "10b4ce0375dd99584022f8396b9c1ad962881637206ebd14a7c15a0e1041006567be06e18ea452c9b93de3467f34be34",
    ),
    (
        8,
        "75ed7452f07efd37dcf2112db2c41d0e051da60054350960d0095d277645aad7a4971c12f9038244bb8a875bb7a69dd1",
    ),
    (
        10,
        "c8f72cc97aa0037e321b18dbc5b83b64297eb8a4afed323b0c7d85d06e49e1c33a72bb9df4adb2e2c361a2726f74eb81",
    ),
    (
        11,
        "fac0eced5594bc524d9f0207ebcf091fdc0cfa278a7741ce3883bdeefaa0a71a12c2ccce3effc99406aab8e0ec962184",
    ),
    (
        12,
        "dbebd8cfcf41f7c7e52db4bc5172dec947ebf4d4f7f8eb049299237cf12634f50c3d5090004fd27728220f27668f1f33",
    ),
];

const NOTED_ON_POSTGRES: [(i64, &str); 10] = [
    (
        1,
        "acf43bc4e0cdf1bc2a50819b28d637122ef3a90e2c57243687cc8d1afaf41e662eed88546ac6ecf6b7c20051cdb8531a",
    ),
    (
        2,
        "3b871e4a874a225911f7b71f8139285781908b6bca738fb0905f80d4967f048dea1c6d196e64579f2f0a3acc717d0827",
    ),
    (
        3,
        "b10f95935d5b469f8ab945d5c411bf34dd74f8d5ad215ad3612ad61848278b34286d96885e863b4f6757fbb8f2415ca8",
    ),
    (
        4,
        "8c016023dd92f5513989a5c3dd85bc5272562ce4d94b7651240c386f36bea7e2027f3df67a87dbf836f34232c9ba0f42",
    ),
    (
        5,
        "fa1220ffbdb068cc9e5156cd07e50b28ac98c1a09958360b14099b6f18788cedb626f68cdaca43a2e0be4989b93ccc21",
    ),
    (
        6,
        "5a0c31a1ca8ddcad8d19cfebf069ab15b58ae978575265804787e5cc1278c0d59060f052296ae82558aeb1625890e5c1",
    ),
    (
        7,
        "0650a18ce8c5316aac2432e269e6e6551366c3deb3edeb80d0d2ac5ceea568e1e172872eb66d2c1b28897e34eeebbbec",
    ),
    (
        9,
        "698b6346254ed34829467b044a9b5a3010ad7ee4b9e62bd131f1d0d9910a3d10974d10a96e973b5ec787be4fd713d498",
    ),
    (
        10,
        "c8f72cc97aa0037e321b18dbc5b83b64297eb8a4afed323b0c7d85d06e49e1c33a72bb9df4adb2e2c361a2726f74eb81",
    ),
    (
        11,
        "fac0eced5594bc524d9f0207ebcf091fdc0cfa278a7741ce3883bdeefaa0a71a12c2ccce3effc99406aab8e0ec962184",
    ),
];

/// Why a database is not opened.
async fn refusal(database: &Database) -> String {
    match Store::connect(database.url()).await {
        Ok(_) => panic!("it opens"),
        Err(error) => format!("{error:#}"),
    }
}

async fn noted(database: &Database) -> Vec<(i64, String)> {
    if postgres().is_none() {
        let connection = sqlite(database);
        let mut rows = connection
            .prepare("SELECT version, LOWER(HEX(checksum)) FROM _sqlx_migrations ORDER BY version")
            .expect("the notes");
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the notes");
        return rows.collect::<Result<_, _>>().expect("the notes");
    }
    let mut connection =
        <sqlx::PgConnection as sqlx::Connection>::connect(database.url()).await.expect("it opens");
    sqlx::query_as("SELECT version, ENCODE(checksum, 'hex') FROM _sqlx_migrations ORDER BY version")
        .fetch_all(&mut connection)
        .await
        .expect("the notes")
}

#[tokio::test]
async fn what_earlier_versions_noted_still_holds() {
    let database = Database::fresh().await;
    Store::connect(database.url()).await.expect("it opens").close().await;
    let noted = noted(&database).await;
    let earlier: &[(i64, &str)] =
        if postgres().is_some() { &NOTED_ON_POSTGRES } else { &NOTED_ON_SQLITE };
    for (version, checksum) in earlier {
        assert!(noted.contains(&(*version, (*checksum).to_owned())), "migration {version}");
    }
    Store::connect(database.url()).await.expect("it opens again").close().await;
    database.remove().await;
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let database = Database::fresh().await;
    Store::connect(database.url()).await.expect("it opens").close().await;
    execute(
        &database,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, 'x', 0)",
    )
    .await;
    let refusal = refusal(&database).await;
    assert_eq!(refusal, "it was created by a newer version of Switchboard, or by another program");
    database.remove().await;
}

#[tokio::test]
async fn the_tables_of_an_older_version_are_not_changed_by_reading() {
    let database = Database::fresh().await;
    Store::connect(database.url()).await.expect("it opens").close().await;
    execute(&database, "DELETE FROM _sqlx_migrations WHERE version = 26").await;
    let before = noted(&database).await;
    let error = Store::open_to_read(database.url()).await.err().expect("it is refused");
    let older = "its tables are older than this program; `switchboard run` updates them";
    assert_eq!(error.to_string(), older);
    assert_eq!(noted(&database).await, before);
    database.remove().await;
}

#[tokio::test]
async fn a_database_whose_tables_another_program_made_is_refused() {
    let database = Database::fresh().await;
    Store::connect(database.url()).await.expect("it opens").close().await;
    execute(&database, "UPDATE _sqlx_migrations SET checksum = 'x' WHERE version = 3").await;
    assert_eq!(refusal(&database).await, "its tables were created by another program");
    database.remove().await;
}

#[tokio::test]
async fn a_file_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = |file: &Path| format!("sqlite://{}", file.display());
    let file = folder.path().join("another.db");
    let another = rusqlite::Connection::open(&file).expect("a file");
    another.execute_batch("CREATE TABLE places (id INTEGER PRIMARY KEY)").expect("a table");
    drop(another);
    let before = std::fs::read(&file).expect("the file");
    let error = Store::connect(&url(&file)).await.err().expect("it is refused");
    assert_eq!(error.to_string(), "its tables were created by another program");
    assert_eq!(std::fs::read(&file).expect("the file"), before);

    let photo = folder.path().join("photo.jpg");
    std::fs::write(&photo, [7; 4_096]).expect("a file");
    let error = Store::connect(&url(&photo)).await.err().expect("it is refused");
    assert_eq!(error.to_string(), "file is not a database");
    assert_eq!(std::fs::read(&photo).expect("the file"), [7; 4_096]);
}

/// SQLite changes a `CHECK` only in the text of its schema, where a text that is not found stays
/// without an error.
#[tokio::test]
async fn no_table_lists_the_statuses() {
    if postgres().is_some() {
        return;
    }
    let database = Database::fresh().await;
    Store::connect(database.url()).await.expect("it opens").close().await;
    let tables = "SELECT COUNT(*) FROM sqlite_schema WHERE sql LIKE '%status IN (%'";
    let count = sqlite(&database).query_row(tables, [], |row| row.get::<_, i64>(0));
    assert_eq!(count, Ok(0));
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_processes_may_open_a_new_database_at_once() {
    let database = Database::fresh().await;
    let openings = (0..8).map(|_| {
        let url = database.url().to_owned();
        tokio::spawn(async move { Store::connect(&url).await })
    });
    for opening in openings.collect::<Vec<_>>() {
        opening.await.expect("no panic").expect("it opens").close().await;
    }
    database.remove().await;
}

#[tokio::test]
async fn the_name_of_a_file_may_be_percent_encoded() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/what%3F%20now.db?mode=rwc", folder.path().display());
    Store::connect(&url).await.expect("it opens").close().await;
    assert!(folder.path().join("what? now.db").exists());
    let url = format!("sqlite://{}/new.db?mode=ro", folder.path().display());
    let error = Store::connect(&url).await.err().expect("it is refused");
    assert_eq!(error.to_string(), "an SQLite address can't have options such as \"mode=ro\"");
}
