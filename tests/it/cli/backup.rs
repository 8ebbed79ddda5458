//! Copies of the database, made while the bot runs.

use std::fs;

use insta::assert_snapshot;
use switchboard::{
    cli::{
        backup::{backup, restore},
        export,
    },
    config::DatabaseUrl,
};
use tempfile::TempDir;

use crate::{database::postgres, scene::Scene};

/// A community with a case in it, and a folder for its copies.
struct Copies {
    scene: Scene,
    folder: TempDir,
}

impl Copies {
    async fn begin() -> Self {
        let scene = Scene::open().await;
        scene.ana.opens_case("The export fails").await;
        Self { scene, folder: tempfile::tempdir().expect("a folder") }
    }

    /// Copies the database; returns how that was refused, if it was.
    async fn back_up(&self) -> Result<(), String> {
        let file = self.folder.path().join("switchboard.backup");
        let done = backup(&self.scene.database_url(), &file, &mut Vec::new()).await;
        done.map_err(|error| self.words(&error))
    }

    /// Makes a database of a file in the folder; returns how that was refused, if it was.
    async fn restore(&self, database: &DatabaseUrl, file: &str) -> Result<(), String> {
        let file = self.folder.path().join(file);
        let done = restore(database, &file, &mut Vec::new()).await;
        done.map_err(|error| self.words(&error))
    }

    /// A database in the folder that does not exist yet.
    fn new_database(&self) -> DatabaseUrl {
        let url = format!("sqlite://{}", self.folder.path().join("new.db").display());
        DatabaseUrl::parse(&url).expect("an address")
    }

    fn words(&self, error: &anyhow::Error) -> String {
        format!("{error:#}").replace(&self.folder.path().display().to_string(), "FOLDER")
    }
}

#[tokio::test]
async fn a_backup_made_while_the_bot_runs_is_restored_where_nothing_is() {
    if postgres().is_some() {
        return;
    }
    let copies = Copies::begin().await;
    copies.back_up().await.expect("a backup");
    assert_eq!(fs::read_dir(copies.folder.path()).expect("the folder").count(), 1, "nothing half");
    // What comes after the copy is not in it; what was there before is, also what the write-ahead
    // log still holds.
    copies.scene.ben.opens_case("The import fails").await;
    let target = copies.new_database();
    copies.restore(&target, "switchboard.backup").await.expect("restored");
    let mut rows = Vec::new();
    let cases = export::Arguments { guild: None, what: export::What::Cases };
    export::run(&target, &cases, &mut rows).await.expect("rows");
    let rows = String::from_utf8(rows).expect("text");
    assert!(rows.lines().count() == 1 && rows.contains("The export fails"), "{rows}");
    copies.scene.close().await;
}

#[tokio::test]
async fn a_backup_overwrites_no_file_and_a_restore_no_database() {
    if postgres().is_some() {
        return;
    }
    let copies = Copies::begin().await;
    copies.back_up().await.expect("a backup");
    assert_snapshot!(copies.back_up().await.expect_err("it is there"), @"FOLDER/switchboard.backup already exists; choose another name, or move it away");
    let live = copies.scene.database_url();
    let refused = copies.restore(&live, "switchboard.backup").await.expect_err("a live database");
    let told = "restore never overwrites one; stop the bot, move the database away";
    assert!(refused.contains(told), "{refused}");
    fs::write(copies.folder.path().join("new.db-wal"), b"of another").expect("a file");
    let target = copies.new_database();
    let refused = copies.restore(&target, "switchboard.backup").await.expect_err("another's log");
    assert!(refused.contains("new.db-wal"), "{refused}");
    copies.scene.close().await;
}

#[tokio::test]
async fn only_a_backup_is_restored() {
    if postgres().is_some() {
        return;
    }
    let copies = Copies::begin().await;
    let target = copies.new_database();
    fs::write(copies.folder.path().join("photo.jpg"), b"no database").expect("a file");
    assert_snapshot!(copies.restore(&target, "photo.jpg").await.expect_err("a photo"), @"FOLDER/photo.jpg isn't a Switchboard backup: it has none of Switchboard's tables");
    assert_snapshot!(copies.restore(&target, "nothing").await.expect_err("no file"), @"file not found: FOLDER/nothing");
    copies.scene.close().await;
}

#[tokio::test]
async fn for_postgres_the_operator_is_told_to_use_its_own_tools() {
    if postgres().is_none() {
        return;
    }
    let copies = Copies::begin().await;
    let refused = copies.back_up().await.expect_err("not for Postgres");
    assert!(refused.contains("pg_dump"), "{refused}");
    let database = copies.scene.database_url();
    let refused = copies.restore(&database, "switchboard.backup").await.expect_err("nor this");
    assert!(refused.contains("pg_restore"), "{refused}");
    copies.scene.close().await;
}
