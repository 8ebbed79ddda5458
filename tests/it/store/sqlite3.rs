//! The database's file, read with the `sqlite3` program that operators have. The environment
//! variable `SWITCHBOARD_TEST_SQLITE3` names it. Debian 12's (3.40) is the oldest that must be able
//! to read the file.

use std::{
    io::{Write, stderr},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use switchboard::{
    desk::Desk,
    domain::{Origin, SystemClock},
    store::Store,
};

use crate::store::at_once::{flag, set_up};

/// What the program prints about a file when it is given these lines.
fn ask(program: &str, file: &Path, lines: &str) -> String {
    let mut child = Command::new(program)
        .args(["-batch", "-bail"])
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

#[tokio::test]
async fn the_file_can_be_read_with_the_sqlite3_of_the_system() {
    let Ok(program) = std::env::var("SWITCHBOARD_TEST_SQLITE3") else {
        return drop(writeln!(stderr(), "skipped: SWITCHBOARD_TEST_SQLITE3 is not set"));
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("switchboard.db");
    let store = Store::connect(&format!("sqlite://{}", file.display())).await.expect("it opens");
    let (desk, _) = Desk::new(store.clone(), Arc::new(SystemClock));
    set_up(&desk).await;
    for number in 1..=3 {
        flag(&desk, number, Origin::Menu, number).await.expect("a case");
    }
    store.index().await.expect("the index is current");

    // While the bot has the file open, and after.
    for open in [true, false] {
        if !open {
            store.close().await;
        }
        assert!(ask(&program, &file, ".tables").contains("cases"));
        assert_eq!(ask(&program, &file, "SELECT COUNT(*) FROM cases;"), "3\n");
        let dump = ask(&program, &file, ".dump");
        let copy = folder.path().join(format!("copy-{open}.db"));
        ask(&program, &copy, &dump);
        assert_eq!(ask(&program, &copy, "SELECT COUNT(*) FROM cases;"), "3\n");
        // Older versions do not know how this index is kept; what they copy is whole all the same.
        let copied = rusqlite::Connection::open(&copy).expect("it opens");
        let found = "SELECT COUNT(*) FROM case_terms WHERE case_terms MATCH 'question'";
        let found: i64 = copied.query_row(found, [], |row| row.get(0)).expect("an answer");
        assert_eq!(found, 3);
    }
}
