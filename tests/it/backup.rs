//! Copies of the database, made while the bot runs.

use insta::assert_snapshot;
use switchboard::{
    cli::{backup, export},
    config::DatabaseUrl,
};

use crate::scene::Scene;

#[tokio::test]
async fn a_backup_is_made_while_the_bot_runs_and_goes_back_where_nothing_is() {
    let scene = Scene::open().await;
    scene.flagged("ana", "The export fails").await;
    let database = DatabaseUrl::parse(scene.database.url()).expect("an address");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("switchboard.backup");
    let mut out = Vec::new();
    let done = backup::backup(&database, &file, &mut out).await;
    let refusal = |error: anyhow::Error| {
        format!("{error:#}").replace(&folder.path().display().to_string(), "FOLDER")
    };
    if crate::database::postgres().is_some() {
        let error = refusal(done.expect_err("not for Postgres"))
            + "\n"
            + &refusal(backup::restore(&database, &file, &mut out).await.expect_err("nor"));
        assert!(error.contains("pg_dump") && error.contains("pg_restore"), "{error}");
        return scene.close().await;
    }
    done.expect("a backup");
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("the folder").count(),
        1,
        "nothing half is left"
    );
    assert_snapshot!(refusal(backup::backup(&database, &file, &mut out).await.expect_err("it is there")), @"FOLDER/switchboard.backup exists already; choose another name, or move it away");
    // What comes after the copy is not in it; what was there before is, also of writes that no one
    // has tidied yet.
    scene.flagged("ben", "The import fails").await;
    let live =
        refusal(backup::restore(&database, &file, &mut out).await.expect_err("a live database"));
    assert!(
        live.contains("a restore overwrites nothing; stop the bot, move the database away"),
        "{live}"
    );
    let target =
        DatabaseUrl::parse(&format!("sqlite://{}", folder.path().join("new.db").display()))
            .expect("an address");
    let stray = folder.path().join("photo.jpg");
    std::fs::write(&stray, b"no database").expect("a file");
    assert_snapshot!(refusal(backup::restore(&target, &stray, &mut out).await.expect_err("a photo")), @"FOLDER/photo.jpg is no backup of Switchboard: it holds none of our tables");
    assert_snapshot!(refusal(backup::restore(&target, &folder.path().join("nothing"), &mut out).await.expect_err("no file")), @"there is no file FOLDER/nothing");
    std::fs::write(folder.path().join("new.db-wal"), b"of another").expect("a file");
    assert!(
        refusal(
            backup::restore(&target, &file, &mut out).await.expect_err("a log of another database")
        )
        .contains("new.db-wal")
    );
    std::fs::remove_file(folder.path().join("new.db-wal")).expect("it was there");
    backup::restore(&target, &file, &mut out).await.expect("restored");
    let mut rows = Vec::new();
    export::run(&target, &export::Arguments { guild: None, what: export::What::Cases }, &mut rows)
        .await
        .expect("rows");
    let rows = String::from_utf8(rows).expect("text");
    assert!(rows.lines().count() == 1 && rows.contains("The export fails"), "{rows}");
    scene.close().await;
}
