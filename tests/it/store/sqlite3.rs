//! The database's file, read with the `sqlite3` program that operators have. The oldest that must
//! be able to read it is Debian 12's, which is of SQLite 3.40.
//!
//! A program reads the definitions of all views, indexes and triggers before it runs any statement,
//! so a single one that it does not understand makes the whole file unreadable for it.

use std::{
    collections::BTreeSet,
    io::{Write, stderr},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use regex::Regex;
use switchboard::{
    desk::Desk,
    domain::{Origin, SystemClock},
    store::Store,
};

use crate::store::at_once::{flag, set_up};

/// The functions that views, indexes and triggers may call: those that SQLite 3.40 has too, of the
/// ones that they call.
const FUNCTIONS: [&str; 9] = [
    "char",
    "coalesce",
    "group_concat",
    "hex",
    "json_extract",
    "lower",
    "replace",
    "substr",
    "typeof",
];

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
async fn the_file_can_be_read_with_the_sqlite3_of_debian_12() {
    let Ok(program) = std::env::var("SWITCHBOARD_TEST_SQLITE3") else {
        return drop(writeln!(stderr(), "skipped: SWITCHBOARD_TEST_SQLITE3 is not set"));
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("switchboard.db");
    let version = ask(&program, &folder.path().join("empty.db"), "SELECT sqlite_version();");
    let version = version.trim();
    drop(writeln!(stderr(), "{program} is of SQLite {version}"));
    assert!(
        version.starts_with("3.40."),
        "{program} is of SQLite {version}, which proves nothing about 3.40; name one of 3.40, such as Debian 12's"
    );
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

/// The functions that a definition calls, each with its arguments.
fn calls<'a>(definition: &'a str, functions: &BTreeSet<String>) -> Vec<(String, &'a str)> {
    let opened = Regex::new(r"\b([A-Za-z_]\w*)\s*\(").expect("a pattern");
    let called = opened.captures_iter(definition).map(|found| {
        let rest = &definition[found.get(0).expect("a match").end()..];
        let mut depth = 1;
        let end = rest.char_indices().find(|(_, letter)| {
            depth += match letter {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        (found[1].to_lowercase(), &rest[..end.map_or(rest.len(), |(at, _)| at)])
    });
    called.filter(|(name, _)| functions.contains(name)).collect()
}

/// What of a definition SQLite 3.40 does not understand, of what later versions added to the
/// language (SQLite, *Release History*, 3.41 to 3.50).
fn newer_than_3_40(definition: &str, functions: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let inner = Regex::new(r"\([^()]*\)").expect("a pattern");
    let ordered = Regex::new(r"(?i)\bORDER\s+BY\b").expect("a pattern");
    for (name, arguments) in calls(definition, functions) {
        if !FUNCTIONS.contains(&&*name) {
            found.push(format!("{name}(): list it, if 3.40 has it"));
        }
        // 3.44. An argument that is a query has parentheses of its own.
        let mut flat = arguments.to_owned();
        while inner.is_match(&flat) {
            flat = inner.replace_all(&flat, "").into_owned();
        }
        if ordered.is_match(&flat) {
            found.push(format!("ORDER BY in the arguments of {name}()"));
        }
    }
    // 3.46.
    if Regex::new(r"\b\d+_\d").expect("a pattern").is_match(definition) {
        found.push("a number with underscores".to_owned());
    }
    // 3.47: before, the message of `RAISE` is a literal and nothing else.
    let raised = Regex::new(r"(?i)\bRAISE\s*\(\s*\w+\s*,\s*('[^']*'\s*\))?").expect("a pattern");
    if raised.captures_iter(definition).any(|found| found.get(1).is_none()) {
        found.push("an expression in RAISE()".to_owned());
    }
    found
}

/// The functions of the SQLite that the program is built with, which is newer than 3.40.
fn functions(connection: &rusqlite::Connection) -> BTreeSet<String> {
    let mut names = connection.prepare("SELECT name FROM pragma_function_list").expect("a list");
    let names = names.query_map([], |row| row.get(0)).expect("rows");
    names.map(|name| name.expect("a name")).collect()
}

#[tokio::test]
async fn no_view_index_or_trigger_is_newer_than_sqlite_3_40() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("switchboard.db");
    let store = Store::connect(&format!("sqlite://{}", file.display())).await.expect("it opens");
    store.close().await;
    let connection = rusqlite::Connection::open(&file).expect("it opens");
    let functions = functions(&connection);
    let query = "SELECT name, sql FROM sqlite_master WHERE type IN ('view', 'index', 'trigger') AND sql IS NOT NULL";
    let mut definitions = connection.prepare(query).expect("a statement");
    let definitions = definitions.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let definitions: Vec<(String, String)> =
        definitions.expect("rows").map(|row| row.expect("a row")).collect();
    assert!(definitions.len() > 30, "{} definitions", definitions.len());
    let newer: Vec<(String, Vec<String>)> = definitions
        .into_iter()
        .map(|(name, sql)| (name, newer_than_3_40(&sql, &functions)))
        .filter(|(_, newer)| !newer.is_empty())
        .collect();
    assert!(newer.is_empty(), "Debian 12's sqlite3 could not open the file: {newer:#?}");
}

#[test]
fn what_is_newer_than_sqlite_3_40_is_found() {
    let functions = functions(&rusqlite::Connection::open_in_memory().expect("a database"));
    let count = |sql: &str| newer_than_3_40(sql, &functions).len();
    let view = |column: &str| format!("CREATE VIEW v AS SELECT {column} FROM t");
    assert_eq!(count(&view("GROUP_CONCAT(name, ', ' ORDER BY name)")), 1);
    assert_eq!(count(&view("GROUP_CONCAT(COALESCE(name, '') ORDER BY name)")), 1);
    assert_eq!(count(&view("COALESCE((SELECT a FROM u ORDER BY b), name)")), 0);
    assert_eq!(count(&view("GROUP_CONCAT(name) ORDER BY name")), 0);
    assert_eq!(count(&view("CONCAT(a, b)")), 1);
    assert_eq!(count(&view("octet_length (a)")), 1);
    assert_eq!(count("CREATE INDEX i ON t (a) WHERE a > 1_000"), 1);
    assert_eq!(count("CREATE INDEX lower ON t (LOWER(a), b2_3) WHERE a IN (1, 2)"), 0);
    let trigger = |raise: &str| format!("CREATE TRIGGER r INSERT ON t BEGIN SELECT {raise}; END");
    assert_eq!(count(&trigger("RAISE(ABORT, 'no')")), 0);
    assert_eq!(count(&trigger("RAISE(ABORT, 'no ' || NEW.a)")), 1);
    assert_eq!(count(&trigger("RAISE(ABORT, NEW.a)")), 1);
}
