//! The program as people run it: the built binary, its output, its exit codes.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use insta::assert_snapshot;
use regex::Regex;
use tempfile::TempDir;

/// Runs the binary in an empty folder, with no settings but those that a test gives, until it ends.
fn switchboard(
    folder: &Path,
    arguments: &[&str],
    variables: &[(&str, &str)],
    input: &str,
) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_switchboard"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = program.stdin.take().expect("a pipe");
    // A program that ends without reading its input closes the pipe, which is no fault.
    drop(pipe.write_all(input.as_bytes()));
    drop(pipe);
    program.wait_with_output().expect("the program ends")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What a run printed, without what differs from run to run. It must have succeeded.
fn printed(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}\n{errors}\n{text}", output.status);
    assert_eq!(errors, "", "{text}");
    let replaced = [
        (r"\d+ \w+ \d{4} \d\d:\d\d", "DATE"),
        (r"\d+\.\d+ s\b", "TIME"),
        (r"\d{17,20}", "ID"),
        (r"Playing \S+", "Playing FILE"),
    ];
    replaced.iter().fold(text, |text, (pattern, name)| {
        Regex::new(pattern).expect("a pattern").replace_all(&text, *name).into_owned()
    })
}

#[test]
fn the_tour_shows_every_step() {
    let folder = folder();
    let began = std::time::Instant::now();
    let text = printed(&switchboard(folder.path(), &["sandbox", "--tour"], &[], ""));
    let headings: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_digit()))
        .collect();
    assert_snapshot!(headings.join("\n"), @"
    1. ana asks, and max makes a case of it
    2. Two agents reach for it at the same moment
    3. The case is sorted and answered, and the card keeps up
    4. ben has the same trouble, and mia flags it with one click
    5. lea adds a rule, and the next message flags itself
    6. It is a bug: the case goes to the developers, with all that is known
    7. Who waits for us?
    8. ben's case ends, and ben has the last word
    9. The bot crashes at the worst moment
    ");
    for seen in [
        "Case #1 is open, and @ana will be greeted in its thread.",
        "Hello @ana! Your message is with the team now: this is case #1.",
        "has had case #1 since DATE (now)",
        "│ Status: Pending: waiting on the customer",
        "│ Opened: Flagged by the rule “export trouble”, now",
        "Switchboard: Bug #1 · Export of large projects stops at 80 % (E17)",
        "│ I have to send it to the printer by tomorrow noon. The picture shows what I see.",
        "file: export.png (70 bytes)",
        "│ Status: On hold: waiting on a bug",
        "five flagged messages, five cases, five threads, five cards",
        "switchboard sandbox --replay",
    ] {
        assert!(text.contains(seen), "{seen} is missing in\n{text}");
    }
    assert!(text.lines().count() < 200, "too long to be read");
    assert!(began.elapsed().as_secs() < 60, "too slow to be watched: {:?}", began.elapsed());
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder").count(),
        0,
        "the tour leaves nothing behind"
    );
}

#[test]
fn a_script_speaks_for_everybody() {
    let script = "ana in #help: the export fails\nmax flags 1\nmax claims 1\nmia claims 1\nlook #1 as ana\n\nmax dances\nquit\nana: never said\n";
    // A file of settings in the folder is not for the bot in the sandbox.
    let folder = folder();
    let settings = "DISCORD_TOKEN_FILE=/nowhere\nDATABASE_URL=postgres://nobody@127.0.0.1:1/nothing\nHTTP_ADDR=nonsense\n";
    fs::write(folder.path().join(".env"), settings).expect("a file");
    let text = printed(&switchboard(folder.path(), &["sandbox"], &[], script));
    let (welcome, played) = text.split_once("\n\n>").expect("a welcome, then lines");
    assert!(welcome.starts_with("Open http://127.0.0.1:"), "what to do comes first: {welcome}");
    assert!(welcome.contains("Welcome to Lantern") && welcome.lines().count() <= 16, "{welcome}");
    assert_snapshot!(format!(">{played}"), @r#"
    > ana in #help: the export fails
    [1] #help | ana: the export fails

    > max flags 1
    [1] now: #help | ana: the export fails
          ↳ thread #1 · the export fails (1 message)
    [2] #help | Switchboard: Case #1 is open, and @ana will be greeted in its thread.
          (only max sees this)
    [3] #desk | Switchboard: #1 · the export fails
          │ the export fails
          │ Customer: @ana
          │ Status: New: nobody has it
          │ Has it: Nobody yet
          │ Priority: Normal
          │ Tags: None yet
          │ Waiting: Since DATE (now)
          │ Links: Message · Thread
          │ Opened: Flagged by @max, now
          [Claim] [Solve] [Escalate]
    [4] #1 · the export fails | * about ana: the export fails
    [5] #1 · the export fails | Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
          Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
          I am a bot. I only keep things in order; the answers come from people.
          → pings: ana

    > max claims 1
    [3] now: #desk | Switchboard: #1 · the export fails (edited)
          │ the export fails
          │ Customer: @ana
          │ Status: Open: waiting on us
          │ Has it: @max
          │ Priority: Normal
          │ Tags: None yet
          │ Waiting: Since DATE (now)
          │ Links: Message · Thread
          │ Opened: Flagged by @max, now
          [Claim] [Solve] [Escalate]
    [6] #help | Switchboard: Case #1 is yours: @ana reads what you write in its thread.
          (only max sees this)

    > mia claims 1
    [7] #help | Switchboard: @max has had case #1 since DATE (now): please ask them to `/release` it if you want to take over.
          (only mia sees this)

    > look #1 as ana
    [4] * about ana: the export fails
    [5] Switchboard: Hello @ana! Your message is with the team now: this is case #1. Nobody has it yet; a person of the team will read it and answer here.
          Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
          I am a bot. I only keep things in order; the answers come from people.
          → pings: ana

    > max dances
    I do not understand "max dances". For example: ana in #help: it fails (help shows all of it)

    > quit
    Good bye.
    "#);
}

#[test]
fn a_community_is_kept_for_the_next_time() {
    let folder = folder();
    let sandbox = ["sandbox", "--data", "our lantern.db"];
    printed(&switchboard(
        folder.path(),
        &sandbox,
        &[],
        "ana in #help: it fails\nmax flags 1\nmax claims 1\n",
    ));
    let text =
        printed(&switchboard(folder.path(), &sandbox, &[], "look #1 as ana\nmia claims 1\n"));
    assert!(
        text.contains("Hello @ana! Your message is with the team now: this is case #1."),
        "{text}"
    );
    assert!(text.contains("@max has had case #1 since DATE"), "{text}");

    let world = folder.path().join("our lantern.db.world.json");
    fs::write(&world, "{\"users\": ").expect("a file");
    let output = switchboard(folder.path(), &sandbox, &[], "");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(
        errors.contains("our lantern.db.world.json is damaged")
            && errors.contains("nothing was changed"),
        "{errors}"
    );
    assert_eq!(fs::read_to_string(&world).expect("the file"), "{\"users\": ");
}

#[test]
fn a_database_is_copied_brought_back_and_rid_of_a_persons_texts() {
    let folder = folder();
    let run = |arguments: &[&str], database: &str| {
        switchboard(folder.path(), arguments, &[("DATABASE_URL", database)], "")
    };
    printed(&switchboard(
        folder.path(),
        &["sandbox", "--data", "lantern.db"],
        &[],
        "ana in #help: the export fails\nmax flags 1\n",
    ));
    let live = "sqlite://lantern.db";
    assert_snapshot!(printed(&run(&["backup", "copy"], live)).replace(|letter: char| letter.is_ascii_digit(), ""), @"Copied to copy,  bytes. It holds people's texts: keep it as carefully as the database.");
    assert!(printed(&run(&["restore", "copy"], "sqlite://back.db")).starts_with("Restored."));
    let cases = run(&["export"], "sqlite://back.db");
    assert_eq!(cases.stdout, run(&["export"], live).stdout);
    let case: serde_json::Value = serde_json::from_slice(&cases.stdout).expect("one case");
    let erased = printed(&run(
        &["erase", "--user", case["requester_id"].as_str().expect("an id")],
        "sqlite://back.db",
    ));
    assert!(erased.contains("erased questions 1, messages 0"), "{erased}");
    assert!(
        String::from_utf8_lossy(&run(&["export"], "sqlite://back.db").stdout)
            .contains("A question (erased)")
    );
    assert!(String::from_utf8_lossy(&run(&["export"], live).stdout).contains("the export fails"));

    for (arguments, database, code, sentence) in [
        (&["backup", "copy"][..], live, 1, "error: copy exists already"),
        (&["restore", "copy"], live, 1, "error: there is a database at lantern.db already"),
        (
            &["restore", "lantern.db.world.json"],
            "sqlite://new.db",
            1,
            "error: lantern.db.world.json is no backup of Switchboard",
        ),
        (&["backup", "other"], "sqlite://typo.db", 1, "error: there is no database at typo.db"),
        (
            &["backup", "other"],
            "postgres://nobody@127.0.0.1:1/nothing",
            1,
            "error: DATABASE_URL names a Postgres server: `pg_dump",
        ),
        (&["erase"], live, 2, "error: the following required arguments were not provided"),
        (&["erase", "--user", "0"], live, 2, "error: invalid value '0'"),
    ] {
        let output = run(arguments, database);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            (output.status.code(), errors.starts_with(sentence)),
            (Some(code), true),
            "{arguments:?} {errors}"
        );
    }
    assert!(
        !folder.path().join("new.db").exists()
            && !folder.path().join("typo.db").exists()
            && !folder.path().join("other").exists()
    );
}

#[test]
fn a_recording_meets_the_rules() {
    let folder = folder();
    let lines = [
        r#"{"user":"zoe","text":"Hello all"}"#,
        r#"{"user":"zoe","text":"I get an error at the start","time":"10:00"}"#,
        "no JSON",
        r#"{"text":"nobody said this"}"#,
        r#"{"user":"yan","text":"How can I export?"}"#,
        "",
        r#"{"user":"ana","text":"It works for me"}"#,
    ];
    fs::write(folder.path().join("talk.jsonl"), lines.join("\n")).expect("a file");
    let text = printed(&switchboard(
        folder.path(),
        &["sandbox", "--replay", "talk.jsonl"],
        &[],
        "max in #desk: /queue\n",
    ));
    let (_, played) = text.split_once("There are no rules").expect("rules are added");
    assert_snapshot!(format!("There are no rules{played}"), @r"
    There are no rules yet, so lea adds two:
      trouble: opens a case for messages that match (?i)\b(error|fails?|broken|not working)\b
      how-to: asks the agents about messages that match (?i)^(how (do|can) (i|we)|is there a way)\b

    Playing FILE in #help ...
    4 messages said; 2 members joined for it.
    2 lines could not be played:
      line 3: not an object with user and text (expected ident)
      line 4: not an object with user and text (missing field `user`)
    What the rules did:
      trouble: opened 1 case
      how-to: opened 0 cases, asked the agents about 1 message
    The cases:
      #1 zoe: I get an error at the start (trouble)

    > max in #desk: /queue
    [1] #desk | Switchboard: **Queue: waiting**, oldest waiting first · 1 case
          │ #1 · I get an error at the start — new, nobody has it, waiting less than a minute · card
          (only max sees this)
    ");

    let output = switchboard(folder.path(), &["sandbox", "--replay", "tolk.jsonl"], &[], "");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        errors.starts_with("error: tolk.jsonl cannot be read") && output.stdout.is_empty(),
        "{errors}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn wrong_settings_end_with_one_plain_line_each() {
    let folder = folder();
    let token = ("DISCORD_TOKEN", "a.b.c");
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[], "DISCORD_TOKEN is not set;"),
        (
            &[token, ("DATABASE_URL", "mysql://somewhere")],
            "DATABASE_URL names no database that the bot knows;",
        ),
        (&[token, ("DISCORD_API_URL", "nonsense")], "DISCORD_API_URL is not the base of an API;"),
        (&[token, ("HTTP_ADDR", "somewhere")], "HTTP_ADDR is not an address;"),
    ];
    for (variables, sentence) in cases {
        for arguments in [&["run"][..], &[]] {
            let output = switchboard(folder.path(), arguments, variables, "");
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(78), "{errors}");
            assert!(errors.starts_with(sentence) && errors.lines().count() == 1, "{errors}");
            assert!(output.stdout.is_empty());
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0, "no database was made");
}
