//! The program as people run it: the built binary, its output, its exit codes.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use insta::assert_snapshot;
use regex::Regex;
use switchboard::store::Store;
use tempfile::TempDir;

/// Runs the binary in an empty folder, with no settings but those that a test gives, until it ends.
pub fn switchboard(
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

pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What a run printed, without what differs from run to run. It must have succeeded.
pub fn printed(output: &Output) -> String {
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

/// What `switchboard sandbox --tour` prints, and whether the folder is empty after it.
fn tour() -> (String, bool) {
    let folder = folder();
    let text = printed(&switchboard(folder.path(), &["sandbox", "--tour"], &[], ""));
    (text, fs::read_dir(folder.path()).expect("the folder").count() == 0)
}

#[test]
fn the_tour_has_ten_steps_and_leaves_nothing_behind() {
    let began = std::time::Instant::now();
    let (text, leaves_nothing) = tour();
    assert!(began.elapsed().as_secs() < 60, "too slow to be watched: {:?}", began.elapsed());
    assert!(text.lines().count() < 240 && leaves_nothing, "{text}");
    let is_heading = |line: &&str| line.starts_with(|first: char| first.is_ascii_digit());
    let headings: Vec<&str> = text.lines().filter(is_heading).collect();
    assert_snapshot!(headings.join("\n"), @"
    1. ana asks, and max opens a case
    2. Two agents claim it at the same moment
    3. The case is tagged and answered, and the card keeps up
    4. ben has the same problem, and mia opens a case with one reaction
    5. lea adds a rule, and the next message becomes a case by itself
    6. It's a bug: the case goes to the developers
    7. Who's waiting for us?
    8. ben's case ends, and ben has the last word
    9. The bot crashes at the worst moment
    10. The fix is shipped, and ana hears about it
    ");
}

#[test]
fn the_tour_shows_what_people_see() {
    let (text, _) = tour();
    for seen in [
        "Opened case #1 and greeted @ana in its thread.",
        "Hi @ana, thanks for asking! We've opened case #1 for you.",
        "has had case #1 since DATE (now)",
        "Pending, waiting for the customer",
        "By rule “export trouble”, now",
        "Switchboard: Bug #1 · Export of large projects stops at 80% (E17)",
        "│ I have to send it to the printer by tomorrow noon. The picture shows what I see.",
        "file: export.png (70 bytes)",
        "On hold, waiting for a bug",
        "five messages, five cases, five threads, five cards",
        "ana Good news: this is fixed in version 5.2.1.",
        "[Works now] [Still broken]",
        "1 of 1 told, 1 confirmed",
        "switchboard sandbox --replay",
    ] {
        assert!(text.contains(seen), "{seen} is missing in\n{text}");
    }
}

/// What `switchboard sandbox` prints when these lines are typed: the welcome, and what each line
/// led to.
fn played(folder: &Path, script: &[&str]) -> (String, Vec<String>) {
    let text = printed(&switchboard(folder, &["sandbox"], &[], &script.join("\n")));
    let mut parts = text.trim_end().split("\n\n> ").map(str::to_owned);
    (parts.next().expect("a welcome"), parts.collect())
}

/// The first lines of the messages that a part shows.
fn messages(part: &str) -> String {
    part.lines().filter(|line| line.starts_with('[')).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_sandbox_says_what_to_do_and_reads_lines() {
    // A file of settings in the folder is not for the bot in the sandbox.
    let folder = folder();
    let settings = "DISCORD_TOKEN_FILE=/nowhere\nDATABASE_URL=postgres://nobody@127.0.0.1:1/nothing\nHTTP_ADDR=nonsense\n";
    fs::write(folder.path().join(".env"), settings).expect("a file");
    let script = ["ana in #help: the export fails", "", "max dances", "quit", "ana: never said"];
    let (welcome, parts) = played(folder.path(), &script);
    assert!(welcome.starts_with("Open http://127.0.0.1:"), "what to do comes first: {welcome}");
    assert!(welcome.contains("Welcome to Lantern") && welcome.lines().count() <= 16, "{welcome}");
    assert_snapshot!(parts.join("\n\n"), @r#"
    ana in #help: the export fails
    [1] #help | ana: the export fails

    max dances
    I don't understand "max dances". Try: ana in #help: it fails (or help for more)

    quit
    Bye!
    "#);
}

#[test]
fn the_sandbox_shows_what_each_line_led_to() {
    let script = ["ana in #help: the export fails", "max flags 1", "max claims 1", "mia claims 1"];
    let (_, parts) = played(folder().path(), &script);
    assert_snapshot!(messages(&parts[1]), @"
    [1] now: #help | ana: the export fails
    [2] #help | Switchboard: Opened case #1 and greeted @ana in its thread.
    [3] #desk | Switchboard: #1 · the export fails
    [4] #1 · the export fails | * about ana: the export fails
    [5] #1 · the export fails | Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. Someone from the team will answer here.
    ");
    assert!(parts[1].contains("\n      ↳ thread #1 · the export fails (1 message)\n"));
    assert!(parts[1].contains("\n      [Claim] ["), "{}", parts[1]);
    assert!(!parts[1].contains("]("), "links without their addresses");
    assert_snapshot!(messages(&parts[2]), @"
    [1] now: #help | ana: the export fails
    [3] now: #desk | Switchboard: #1 · the export fails (edited)
    [5] now: #1 · the export fails | Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. @max is looking into it.
    [6] #help | Switchboard: Case #1 is yours. Reply to @ana in its thread.
    [7] #1 · the export fails | * Switchboard added max to the thread.
    ");
    assert_snapshot!(messages(&parts[3]), @"[8] #help | Switchboard: @max has had case #1 since DATE (now); if you need it, press **Take over** on its card.");
    assert!(parts[3].ends_with("(only mia sees this)"), "{}", parts[3]);
}

#[test]
fn the_sandbox_shows_a_thread_as_somebody_sees_it() {
    let script = ["ana in #help: the export fails", "max flags 1", "look #1 as ana"];
    let (_, parts) = played(folder().path(), &script);
    assert_snapshot!(parts[2], @"
    look #1 as ana
    [4] * about ana: the export fails
    [5] Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. Someone from the team will answer here.
          In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
          I'm a bot that keeps track of questions. A person will answer you. · #1
          → pings: ana
    ");
}

const KEPT: [&str; 3] = ["sandbox", "--data", "our lantern.db"];

#[test]
fn a_community_is_kept_for_the_next_time() {
    let folder = folder();
    let asks = "ana in #help: it fails\nmax flags 1\nmax claims 1\n";
    printed(&switchboard(folder.path(), &KEPT, &[], asks));
    let looks = "look #1 as ana\nmia claims 1\n";
    let text = printed(&switchboard(folder.path(), &KEPT, &[], looks));
    let greeting = "Hi @ana, thanks for asking! We've opened case #1 for you.";
    assert!(text.contains(greeting), "{text}");
    assert!(text.contains("@max has had case #1 since DATE"), "{text}");
}

#[test]
fn a_damaged_community_is_left_as_it_is() {
    let folder = folder();
    let world = folder.path().join("our lantern.db.world.json");
    fs::write(&world, "{\"users\": ").expect("a file");
    let output = switchboard(folder.path(), &KEPT, &[], "");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("our lantern.db.world.json is damaged"), "{errors}");
    assert!(errors.contains("nothing was changed"), "{errors}");
    assert_eq!(fs::read_to_string(&world).expect("the file"), "{\"users\": ");
}

const LIVE: &str = "sqlite://lantern.db";
const BACK: &str = "sqlite://back.db";
const JUNK: &str = "sqlite://junk.db";
/// What stands below the missing token if no verb is given.
const TRY_IT: &str = "\nTo try it without an account: switchboard sandbox (in a clone of the repository: cargo try)\n";

/// A folder with a database in which ana has a case.
pub fn with_case() -> TempDir {
    let folder = folder();
    let script = "ana in #help: the export fails\nmax flags 1\n";
    printed(&switchboard(folder.path(), &["sandbox", "--data", "lantern.db"], &[], script));
    folder
}

pub fn run(folder: &TempDir, arguments: &[&str], database: &str) -> Output {
    switchboard(folder.path(), arguments, &[("DATABASE_URL", database)], "")
}

/// The cases of a database as `export` prints them.
fn cases(folder: &TempDir, database: &str) -> String {
    String::from_utf8(run(folder, &["export"], database).stdout).expect("text")
}

#[test]
fn a_database_is_copied_and_brought_back() {
    let folder = with_case();
    let told = printed(&run(&folder, &["backup", "copy"], LIVE));
    let told = told.replace(|letter: char| letter.is_ascii_digit(), "");
    assert_snapshot!(told, @"Copied to copy,  bytes. It contains people's texts, so protect it like the database.");
    assert!(printed(&run(&folder, &["restore", "copy"], BACK)).starts_with("Restored."));
    assert_eq!(cases(&folder, BACK), cases(&folder, LIVE));
}

#[test]
fn a_persons_texts_are_erased_from_a_database_and_not_from_its_copy() {
    let folder = with_case();
    printed(&run(&folder, &["backup", "copy"], LIVE));
    printed(&run(&folder, &["restore", "copy"], BACK));
    let case: serde_json::Value = serde_json::from_str(&cases(&folder, BACK)).expect("one case");
    let ana = case["requester_id"].as_str().expect("an id");
    let erased = printed(&run(&folder, &["erase", "--user", ana], BACK));
    assert!(erased.contains("deleted 1 question"), "{erased}");
    assert!(cases(&folder, BACK).contains("A question (erased)"));
    assert!(cases(&folder, LIVE).contains("the export fails"));
}

#[test]
fn wrong_uses_of_a_database_end_with_one_plain_line() {
    let folder = with_case();
    printed(&run(&folder, &["backup", "copy"], LIVE));
    fs::write(folder.path().join("junk.db"), [7; 4_096]).expect("a file");
    let (typo, postgres) = ("sqlite://typo.db", "postgres://nobody@127.0.0.1:1/nothing");
    let stray = ["restore", "lantern.db.world.json"];
    for (arguments, database, code, sentence) in [
        (&["backup", "copy"][..], LIVE, 1, "error: copy already exists"),
        (&["restore", "copy"], LIVE, 1, "error: there's already a database at lantern.db"),
        (&stray, BACK, 1, "error: lantern.db.world.json isn't a Switchboard backup"),
        (&["backup", "other"], typo, 1, "error: there's no database at typo.db"),
        (
            &["backup", "other"],
            postgres,
            1,
            "error: DATABASE_URL names a Postgres server; back it up with `pg_dump",
        ),
        (&["erase"], LIVE, 2, "error: the following required arguments were not provided"),
        (&["erase", "--user", "0"], LIVE, 2, "error: invalid value '0'"),
        (
            &["backup", "missing/copy"],
            LIVE,
            1,
            "error: there's no folder missing; create it, or choose another place\n",
        ),
        (&["export"], JUNK, 1, "error: can't open the database junk.db"),
    ] {
        let output = run(&folder, arguments, database);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {errors}");
        assert!(errors.starts_with(sentence), "{arguments:?} {errors}");
        let repeated = errors.matches("file is not a database").count();
        assert!(repeated <= 1, "{arguments:?} {errors}");
    }
    for file in ["back.db", "typo.db", "other"] {
        assert!(!folder.path().join(file).exists(), "{file} was made");
    }
}

#[test]
fn at_a_terminal_the_tour_waits_for_enter_between_its_steps() {
    let folder = folder();
    let tour = format!("{} sandbox --tour", env!("CARGO_BIN_EXE_switchboard"));
    let mut terminal = Command::new("script");
    terminal.args(["--quiet", "--return", "--command", &tour, "/dev/null"]);
    terminal.current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut program) = terminal.spawn() else {
        return drop(writeln!(std::io::stderr(), "skipped: there is no script of util-linux"));
    };
    let mut typed = program.stdin.take().expect("a pipe");
    typed.write_all("\n".repeat(9).as_bytes()).expect("nine times Enter");
    let shown = program.wait_with_output().expect("it ends");
    drop(typed);
    let shown = String::from_utf8_lossy(&shown.stdout);
    assert_eq!(shown.matches("(Enter shows the next step.)").count(), 9, "{shown}");
    assert!(shown.contains("That's the tour, and every step was checked."), "{shown}");
}

#[test]
fn help_is_a_verb_too() {
    let folder = folder();
    let help = printed(&switchboard(folder.path(), &["help"], &[], ""));
    assert_eq!(help, printed(&switchboard(folder.path(), &["--help"], &[], "")));
    let backup = printed(&switchboard(folder.path(), &["help", "backup"], &[], ""));
    assert!(backup.contains("Copy the database to a new file"), "{backup}");
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
    let arguments = ["sandbox", "--replay", "talk.jsonl"];
    let text = printed(&switchboard(folder.path(), &arguments, &[], ""));
    let (_, played) = text.split_once("There are no rules").expect("rules are added");
    assert_snapshot!(played.trim_end(), @r"
     yet, so lea adds two:
      trouble: opens a case for messages that match (?i)\b(error|fails?|broken|not working)\b
      how-to: asks the agents about messages that match (?i)^(how (do|can) (i|we)|is there a way)\b

    Playing FILE in #help ...
    4 messages played; 2 members joined for this.
    2 lines couldn't be played:
      line 3: not an object with user and text (expected ident)
      line 4: not an object with user and text (missing field `user`)
    What the rules did:
      trouble: opened 1 case
      how-to: opened 0 cases, asked the agents about 1 message
    The cases:
      #1 zoe: I get an error at the start (trouble)
    ");
}

#[test]
fn a_recording_that_cannot_be_read_is_named() {
    let arguments = ["sandbox", "--replay", "tolk.jsonl"];
    let output = switchboard(folder().path(), &arguments, &[], "");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.starts_with("error: can't read tolk.jsonl"), "{errors}");
    assert!(output.stdout.is_empty());
}

#[test]
fn wrong_settings_end_with_one_plain_line_each() {
    let folder = folder();
    let token = ("DISCORD_TOKEN", "a.b.c");
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[], "DISCORD_TOKEN isn't set;"),
        (
            &[token, ("DATABASE_URL", "mysql://somewhere")],
            "DATABASE_URL names no database that the bot supports;",
        ),
        (&[token, ("DISCORD_API_URL", "nonsense")], "DISCORD_API_URL isn't the base of an API;"),
        (&[token, ("HTTP_ADDR", "somewhere")], "HTTP_ADDR isn't an address;"),
    ];
    for (variables, sentence) in cases {
        for arguments in [&["run"][..], &[]] {
            let output = switchboard(folder.path(), arguments, variables, "");
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(78), "{errors}");
            // Who starts it without anything may want to look at it first.
            let newcomer = arguments.is_empty() && variables.is_empty();
            let errors = match errors.strip_suffix(TRY_IT) {
                Some(rest) if newcomer => rest,
                _ => {
                    assert!(!newcomer, "{errors}");
                    &errors
                }
            };
            assert!(errors.starts_with(sentence) && errors.lines().count() == 1, "{errors}");
            assert!(output.stdout.is_empty());
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0, "no database was made");
}

#[tokio::test]
async fn two_programs_do_not_work_on_one_file() {
    let folder = folder();
    let file = folder.path().join("switchboard.db");
    let url = format!("sqlite://{}", file.display());
    let held = Store::lock(&url).expect("nobody works on it");
    let variables = [
        ("DISCORD_TOKEN", "a.b.c"),
        ("DISCORD_API_URL", "http://127.0.0.1:1"),
        ("DATABASE_URL", url.as_str()),
    ];
    let output = switchboard(folder.path(), &["run"], &variables, "");
    assert_eq!(output.status.code(), Some(78));
    let errors = String::from_utf8_lossy(&output.stderr);
    let errors = errors.replace(&file.display().to_string(), "FILE");
    assert_snapshot!(errors, @"Another Switchboard is using the database FILE; stop it first, or give this one a database of its own with DATABASE_URL.");
    assert!(!file.exists(), "nothing is made");
    drop(held);
    assert!(Store::lock(&url).is_ok_and(|held| held.is_some()));
}
