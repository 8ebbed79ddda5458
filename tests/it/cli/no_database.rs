//! What each verb says if `DATABASE_URL` names no database, or one that does not answer.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::Output,
    time::{Duration, Instant},
};

use insta::assert_snapshot;

use crate::cli::program::{folder, switchboard};

/// The verbs that need a database and must not create one.
const VERBS: [&[&str]; 9] = [
    &["doctor"],
    &["export"],
    &["export", "--what", "events"],
    &["erase", "--user", "1"],
    &["backup", "copy"],
    &["rules", "export"],
    &["rules", "import", "rows.jsonl"],
    &["snippets", "export"],
    &["snippets", "import", "rows.jsonl"],
];

const RULES: &str = r#"{"name":"it","pattern":"it","text":"it"}"#;

/// Runs a verb with a token that no server knows, and an API that nobody serves.
fn run(folder: &Path, verb: &[&str], database: Option<&str>) -> Output {
    let mut variables = vec![("DISCORD_TOKEN", "a.b.c"), ("DISCORD_API_URL", "http://127.0.0.1:1")];
    variables.extend(database.map(|url| ("DATABASE_URL", url)));
    switchboard(folder, verb, &variables, "")
}

/// What was printed; standard error first.
fn said(output: &Output) -> String {
    let [errors, text] =
        [&output.stderr, &output.stdout].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{errors}{text}")
}

#[test]
fn each_verb_names_the_folder_in_which_there_is_no_database_and_creates_none() {
    let folder = folder();
    fs::write(folder.path().join("rows.jsonl"), RULES).expect("a file");
    let here = fs::canonicalize(folder.path()).expect("a folder");
    for verb in VERBS {
        let output = run(folder.path(), verb, None);
        let said = said(&output);
        let sentence =
            format!("there's no database at switchboard.db in the folder {}", here.display());
        assert!(said.contains(&sentence) && said.contains("check DATABASE_URL"), "{verb:?} {said}");
        assert_eq!(output.status.code(), Some(1), "{verb:?} {said}");
        let files = fs::read_dir(&here).expect("the folder").count();
        assert_eq!(files, 1, "{verb:?} created a file");
    }
}

#[test]
fn a_path_with_an_encoded_character_creates_no_database_either() {
    let folder = folder();
    let url = format!("sqlite://{}/our%20cases.db", folder.path().display());
    let said = said(&run(folder.path(), &["export"], Some(&url)));
    assert!(
        said.starts_with("error: there's no database at /") && said.contains("/our cases.db;"),
        "{said}"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[test]
fn an_empty_file_stays_empty() {
    let folder = folder();
    let file = folder.path().join("switchboard.db");
    fs::write(&file, "").expect("a file");
    for verb in [&["doctor"][..], &["export"], &["erase", "--user", "1"]] {
        let output = run(folder.path(), verb, None);
        let said = said(&output);
        assert!(
            said.contains("it's empty; `switchboard run` creates its tables"),
            "{verb:?} {said}"
        );
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(fs::metadata(&file).expect("the file").len(), 0, "{verb:?}");
    }
}

#[test]
fn a_failed_check_of_the_doctor_reads_as_one() {
    let folder = folder();
    let output = run(folder.path(), &["doctor"], None);
    let said = said(&output).replace(
        &fs::canonicalize(folder.path()).expect("a folder").display().to_string(),
        "FOLDER",
    );
    assert_snapshot!(said, @"
    ok    the settings can be read
    FAIL  Can't read the database: there's no database at switchboard.db in the folder FOLDER; check DATABASE_URL and the folder you're in, or start `switchboard run`, which creates it
    FAIL  Can't reach Discord: check DISCORD_API_URL and the network (no conclusive answer: error sending request: client error (Connect): tcp connect error: Connection refused (os error 111))
    Some checks failed; see the FAIL lines above.
    ");
}

#[test]
fn the_doctor_leaves_the_database_as_it_is() {
    let folder = crate::cli::program::with_case();
    let contents = || {
        let files = fs::read_dir(folder.path()).expect("the folder");
        let mut files: Vec<_> = files
            .map(|file| file.expect("a file").path())
            .map(|path| (fs::read(&path).expect("the file"), path))
            .collect();
        files.sort();
        files
    };
    let before = contents();
    let said = said(&run(folder.path(), &["doctor"], Some("sqlite://lantern.db")));
    assert!(said.contains("ok    the database answers"), "{said}");
    assert_eq!(before, contents());
}

#[test]
fn a_postgres_that_is_not_there_is_named_within_three_seconds() {
    let folder = folder();
    fs::write(folder.path().join("rows.jsonl"), RULES).expect("a file");
    let url = "postgres://nobody:secret@127.0.0.1:1/cases";
    for verb in VERBS.into_iter().filter(|verb| verb[0] != "backup") {
        let began = Instant::now();
        let output = run(folder.path(), verb, Some(url));
        let said = said(&output);
        assert!(began.elapsed() < Duration::from_secs(3), "{verb:?} {:?}", began.elapsed());
        let sentence = "the database cases at 127.0.0.1:1: Postgres refuses connections; check that it's running, and check DATABASE_URL";
        assert!(said.contains(sentence) && !said.contains("secret"), "{verb:?} {said}");
        assert_eq!(output.status.code(), Some(1), "{verb:?} {said}");
    }
}

#[test]
fn a_server_that_does_not_answer_is_named_within_three_seconds() {
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = server.local_addr().expect("an address");
    let url = format!("postgres://nobody@{address}/cases");
    let began = Instant::now();
    let said = said(&run(folder().path(), &["export"], Some(&url)));
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    let sentence =
        format!("error: can't open the database cases at {address}: the server isn't responding;");
    assert!(said.starts_with(&sentence), "{said}");
}
