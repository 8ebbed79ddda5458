//! Opening and closing a database, and what holds for every transaction.

use switchboard::{domain::BugNumber, store::Store};

use crate::{
    database::{Database, postgres},
    store::server::{GUILD, Server},
};

#[tokio::test]
async fn a_database_answers_until_it_is_closed() {
    let server = Server::set_up().await;
    assert!(server.store.answers().await);
    let syncs_data_alone = server.store.syncs_data_alone().await.expect("an answer");
    // `.cargo/config.toml` says how SQLite is built here.
    assert_eq!(syncs_data_alone, postgres().is_none().then_some(true));
    server.store.close().await;
    assert!(!server.store.answers().await);
    let late = server.store.write(async |tx| tx.release_jobs().await).await;
    assert!(late.is_err(), "nothing is written any more");
    server.database.remove().await;
}

#[tokio::test]
async fn a_url_that_names_no_database_is_refused() {
    for url in ["sqlite:file.db?mode=memory", "file.db"] {
        assert!(Store::connect(url).await.is_err(), "{url}");
    }
}

#[tokio::test]
async fn only_connecting_creates_a_database() {
    let database = Database::fresh().await;
    assert!(Store::open(database.url()).await.is_err());
    assert!(Store::open_to_read(database.url()).await.is_err());
    Store::connect(database.url()).await.expect("it is created").close().await;
    Store::open(database.url()).await.expect("it exists").close().await;
    database.remove().await;
}

#[tokio::test]
async fn a_store_that_only_reads_changes_nothing() {
    let server = Server::set_up().await;
    let store = Store::open_to_read(server.database.url()).await.expect("it exists");
    let guilds = store.read(async |reader| reader.guilds().await).await.expect("an answer");
    assert_eq!(guilds.len(), 1);
    assert!(store.write(async |tx| tx.next_bug(GUILD).await).await.is_err());
    store.close().await;
    server.close().await;
}

#[tokio::test]
async fn each_commit_is_noticed_a_deferred_one_too() {
    let server = Server::set_up().await;
    server.store.changed().await;
    let deferred = server.store.write_deferred(async |tx| tx.next_bug(GUILD).await);
    assert_eq!(deferred.await.expect("it is written"), BugNumber(1));
    server.store.changed().await;
    server.close().await;
}
