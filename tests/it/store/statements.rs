//! Every SQL statement in `src/store/`, read from the code's own tokens and prepared on a real
//! database: a misspelt column fails here, whether or not a scenario runs the statement.

mod collector;
mod definitions;

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::fallible_iterator::FallibleIterator;
use sqlx::{Column, Executor, SqlSafeStr, Statement as _};
use strum::VariantNames;
use switchboard::{
    domain::{
        BugNumber, BugStatus, CaseNumber, Cause, Effect, FactKind, MessageId, NoticePlace, Origin,
        Phase, Receipt, RequestNumber, RequestStatus, Side, Subject, ThreadKind, Topic,
    },
    store::Store,
};

use crate::{
    database::{Database, postgres},
    store::statements::collector::{Collector, collect},
};

/// The database that runs a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Both,
    Sqlite,
    Postgres,
}

/// The columns that the code reads of each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowShape {
    Names(Vec<String>),
    Count(usize),
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    file: String,
    on: On,
    /// A method of `Reader` runs it, so it must not write.
    only_reads: bool,
    sql: String,
    row: RowShape,
}

impl Statement {
    /// What is wrong with the columns that the database finds, if anything.
    fn wrong_columns(&self, columns: &[String]) -> Option<String> {
        let wrong = match &self.row {
            RowShape::Unknown => None,
            RowShape::Count(count) if *count == columns.len() => None,
            RowShape::Count(count) => Some(format!("{} columns, {count} read", columns.len())),
            RowShape::Names(names) => {
                let missing = names.iter().find(|name| !columns.contains(name));
                missing.map(|name| format!("no column {name}"))
            }
        };
        wrong.map(|wrong| format!("{}: {wrong}: {}", self.file, self.sql))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn statements_of_the_store() -> Collector {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let source = |path: PathBuf| {
        let name = path.strip_prefix(&folder).expect("a file of the store").display().to_string();
        (name, fs::read_to_string(&path).expect("a source"))
    };
    collect(&files(&folder).into_iter().map(source).collect::<Vec<_>>())
}

#[test]
fn no_statement_stays_unseen() {
    let Collector { statements, unseen, .. } = statements_of_the_store();
    assert!(unseen.is_empty(), "{unseen:#?}");
    assert!(statements.len() > 150, "{} statements", statements.len());
    assert!(statements.iter().any(|statement| statement.only_reads));
}

#[tokio::test]
async fn every_statement_can_be_prepared_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("switchboard.db");
    let store = Store::connect(&format!("sqlite://{}", file.display())).await.expect("it opens");
    store.close().await;
    let connection = rusqlite::Connection::open(&file).expect("it opens");
    let mut wrong = Vec::new();
    for statement in statements_of_the_store().statements {
        if statement.on != On::Postgres
            && let Err(why) = prepare_on_sqlite(&connection, &statement)
        {
            wrong.push(format!("{}: {why}: {}", statement.file, statement.sql));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn prepare_on_sqlite(connection: &rusqlite::Connection, tried: &Statement) -> Result<(), String> {
    let mut batch = rusqlite::Batch::new(connection, &tried.sql);
    let mut count = 0;
    while let Some(statement) = batch.next().map_err(|error| error.to_string())? {
        count += 1;
        if tried.only_reads && !statement.readonly() {
            return Err("a reader writes".to_owned());
        }
        let columns: Vec<String> =
            statement.column_names().into_iter().map(str::to_owned).collect();
        if let Some(wrong) = tried.wrong_columns(&columns) {
            return Err(wrong);
        }
    }
    // SQLite takes any name for that of a pragma.
    let pragmas = regex::Regex::new(r"PRAGMA (\w+)").expect("a pattern");
    for pragma in pragmas.captures_iter(&tried.sql) {
        let known = "SELECT EXISTS (SELECT 1 FROM pragma_pragma_list WHERE name = ?1)";
        let is_known: bool = connection
            .query_row(known, [&pragma[1]], |row| row.get(0))
            .map_err(|error| error.to_string())?;
        if !is_known {
            return Err(format!("no pragma {}", &pragma[1]));
        }
    }
    if count == 0 { Err("no statement".to_owned()) } else { Ok(()) }
}

#[tokio::test]
async fn every_statement_can_be_prepared_on_postgres() {
    if postgres().is_none() {
        return;
    }
    let database = Database::fresh().await;
    Store::connect(database.url()).await.expect("it opens").close().await;
    let mut connection = <sqlx::PgConnection as sqlx::Connection>::connect(database.url())
        .await
        .expect("the database opens");
    let mut wrong = Vec::new();
    for tried in statements_of_the_store().statements {
        if tried.on == On::Sqlite {
            continue;
        }
        let sql = sqlx::AssertSqlSafe(tried.sql.clone()).into_sql_str();
        match (&mut connection).prepare(sql).await {
            Ok(prepared) => {
                let columns: Vec<String> =
                    prepared.columns().iter().map(|column| column.name().to_owned()).collect();
                wrong.extend(tried.wrong_columns(&columns));
            }
            Err(error) => wrong.push(format!("{}: {error}: {}", tried.file, tried.sql)),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    drop(connection);
    database.remove().await;
}

/// Whether a statement may compare a column with this text: the name of a value of the domain, or
/// the beginning of a key.
fn is_known(text: &str) -> bool {
    let origins = [Origin::Menu, Origin::Reaction, Origin::Ask].map(|origin| origin.name());
    let subjects = [
        Subject::Case(CaseNumber(1)),
        Subject::Bug(BugNumber(1)),
        Subject::KnownIssue(BugNumber(1)),
        Subject::Request(RequestNumber(1)),
        Subject::Board,
        Subject::Offer(MessageId(1)),
    ];
    let none = String::new;
    let offer = Effect::Offer {
        channel: 1,
        message: 1,
        author: 1,
        name: None,
        rule: none(),
        excerpt: None,
        end: None,
    };
    let issue = Effect::SyncIssue { bug: BugNumber(1) };
    let keys = [Cause::Interaction(1).to_string(), offer.key(), issue.key()];
    [Phase::Open, Phase::Solved, Phase::Closed].iter().any(|phase| phase.into_str() == text)
        || subjects.iter().any(|subject| subject.name() == text)
        || text.parse::<BugStatus>().is_ok()
        || text.parse::<ThreadKind>().is_ok()
        || text.parse::<Side>().is_ok()
        || text.parse::<NoticePlace>().is_ok()
        || text.parse::<Receipt>().is_ok()
        || text.parse::<RequestStatus>().is_ok()
        || text.parse::<Topic>().is_ok()
        || FactKind::VARIANTS.contains(&text)
        || origins.iter().any(|origin| origin == text)
        || keys.iter().any(|key| text.strip_suffix('%').is_some_and(|text| key.starts_with(text)))
}

#[test]
fn statements_compare_columns_with_names_of_the_domain() {
    let comparisons = regex::Regex::new(r"(?:=|<>|LIKE) '([a-z_]+(?::%)?)'").expect("a pattern");
    let mut count = 0;
    for Statement { file, sql, .. } in statements_of_the_store().statements {
        for text in comparisons.captures_iter(&sql) {
            count += 1;
            assert!(is_known(&text[1]), "{file}: {:?} is no name: {sql}", &text[1]);
        }
    }
    assert!(count > 20, "{count} comparisons");
}

#[test]
fn each_statement_names_its_server_except_those_that_span_servers() {
    // They return the server of each row.
    let spanning = [
        "FROM guilds ORDER BY guild_id",
        "SELECT COUNT(*) FROM cases WHERE (phase",
        "FROM cases WHERE due_at <= $1",
        "AND g.follow_up_since <= $1 - g.follow_up_after",
        "AND c.unheard_since <= $1 - g.update_every",
        "FROM preferences p JOIN cases c ON c.guild_id = p.guild_id",
        "FROM postponed_deletions WHERE due_at <= $1",
        "FROM offers WHERE offered_at <= $1",
        "FROM requests WHERE remind_at <= $1",
        "FROM bugs WHERE phase <> 'closed' AND redraw_at <= $1",
        "FROM issues WHERE LOWER(repository) = $1 AND number = $2",
        "WHERE LOWER(repository) = $1 AND b.status = 'fixed'",
        "UPDATE guilds SET github = $2 WHERE LOWER(github) = $1 RETURNING guild_id",
        "UPDATE issues SET repository = $2 WHERE LOWER(repository) = $1",
        "WHERE c.phase = 'closed' AND (c.erased_at IS NULL OR c.erased_at < c.closed_at)",
    ];
    let inserts = regex::Regex::new(r"INSERT INTO \w+ \((id, )?guild_id").expect("a pattern");
    let of_all = ["outbox", "github_deliveries", "github_repositories", "github_shipments"];
    let mut spanning_count = 0;
    for Statement { file, sql, .. } in statements_of_the_store().statements {
        // Jobs of all servers are claimed together, and a job is known by its row. A repository on
        // GitHub may be that of several servers. The index of searches is one for all.
        let is_internal = file.starts_with("sqlite/")
            || file.starts_with("postgres/")
            || ["search/index.rs", "search/documents.rs"].contains(&file.as_str())
            || of_all.iter().any(|table| sql.contains(table))
            || sql == "SELECT 1";
        let names_server = sql.contains("guild_id = $") || inserts.is_match(&sql);
        if !is_internal && !names_server {
            spanning_count += 1;
            assert!(spanning.iter().any(|part| sql.contains(part)), "{file}: {sql}");
        }
    }
    assert_eq!(spanning_count, spanning.len());
}

/// What is collected of one file.
fn collected(file: &str, source: &str) -> Collector {
    collect(&[(file.to_owned(), source.to_owned())])
}

fn unseen(file: &str, source: &str) -> Vec<String> {
    collected(file, source).unseen
}

#[test]
fn statements_are_read_through_macros() {
    let found = collected(
        "it.rs",
        r#"
        row! { struct Row { a: i64, pub b: Option<i64> } }
        macro_rules! select { ($($rest:expr),+) => { concat!("SELECT a, b FROM t ", $($rest),+) }; }
        macro_rules! open { () => { "status = 1" }; }
        impl Reader<'_> {
            async fn one(&mut self) -> Result<(), Error> {
                fetch_all!(self, Row, select!("WHERE ", open!(), " AND a = $1"), id(1))?;
            }
        }
        impl Tx<'_> {
            async fn two(&mut self) {
                execute!(self, { sqlite: "DELETE FROM a", postgres: "DELETE FROM b" }, x);
                fetch_optional!(self, (i64,), "SELECT 1");
            }
        }
        "#,
    );
    let statement = |on, only_reads, sql: &str, row| Statement {
        file: "it.rs".to_owned(),
        on,
        only_reads,
        sql: sql.to_owned(),
        row,
    };
    let names = RowShape::Names(vec!["a".to_owned(), "b".to_owned()]);
    let selected = "SELECT a, b FROM t WHERE status = 1 AND a = $1";
    assert_eq!(
        found.statements,
        [
            statement(On::Both, true, selected, names),
            statement(On::Sqlite, false, "DELETE FROM a", RowShape::Unknown),
            statement(On::Postgres, false, "DELETE FROM b", RowShape::Unknown),
            statement(On::Both, false, "SELECT 1", RowShape::Count(1)),
        ]
    );
    assert!(found.unseen.is_empty(), "{:?}", found.unseen);
}

#[test]
fn statements_are_read_through_functions() {
    let found = collected(
        "sqlite/it.rs",
        r#"
        const BEGIN: &str = concat!("BEGIN", " NOW");
        fn run(session: &Session, sql: &str) { session.execute(sql, &[]); }
        fn f() {
            run(session, BEGIN);
            let ask = |sql: &'static str| sqlx::query_as::<_, (i64, i64)>(sql).persistent(false);
            ask("ASK").fetch_all(&mut *connection);
            connection.query_row("COMMIT", [], |row| row.get(0));
        }
        "#,
    );
    let sql: Vec<&str> = found.statements.iter().map(|found| found.sql.as_str()).collect();
    assert_eq!(sql, ["BEGIN NOW", "ASK", "COMMIT"]);
    assert!(found.unseen.is_empty(), "{:?}", found.unseen);
}

#[test]
fn columns_that_are_read_must_be_found() {
    let statement = |row| Statement {
        file: "it.rs".to_owned(),
        on: On::Both,
        only_reads: true,
        sql: "SELECT a".to_owned(),
        row,
    };
    let columns = ["a".to_owned()];
    let wrong = |row| statement(row).wrong_columns(&columns);
    let names = |name: &str| RowShape::Names(vec![name.to_owned()]);
    assert_eq!(wrong(names("a")), None);
    assert_eq!(wrong(names("b")).as_deref(), Some("it.rs: no column b: SELECT a"));
    assert_eq!(wrong(RowShape::Count(1)), None);
    assert_eq!(wrong(RowShape::Count(2)).as_deref(), Some("it.rs: 1 columns, 2 read: SELECT a"));
}

#[test]
fn sql_that_cannot_be_read_is_found_out() {
    let root = |source| unseen("it.rs", source);
    assert_eq!(root(r#"fn f() { say("SELECT 1") }"#), ["it.rs: SELECT 1"]);
    assert_eq!(root("fn f() { execute!(self, sql, 1) }"), ["it.rs: sql"]);
    assert_eq!(root(r#"fn f() { s.query("SELCT 1") }"#), ["it.rs: a driver's query"]);
    let columns = r#"fn f() { fetch_all!(self, Other, "SELECT 1") }"#;
    assert_eq!(root(columns), ["it.rs: a row that `row!` does not declare"]);
    let hidden = r#"macro_rules! count { ($sql:expr) => { fetch_all!(self, (i64,), $sql) }; }"#;
    assert_eq!(root(hidden), ["it.rs: the macro count runs statements"]);

    let sqlite = |source| unseen("sqlite/it.rs", source);
    for (source, why) in [
        ("fn f() { c.execute(&format!(\"x\"), []) }", "& format ! (\"x\")"),
        ("fn f() { let sql = format!(\"x\"); c.execute(sql, []) }", "sql"),
        ("fn f(text: &str) { c.prepare(text) }", "text"),
        ("fn f() { let sql = \"a\"; } fn g() { let sql = \"b\"; c.prepare(sql) }", "sql"),
        ("fn f() { g(Connection::prepare) }", "prepare is not called where it is named"),
        ("use sqlx::query as q;", "use sqlx :: query as q"),
        ("fn f() { c.pragma_update(None, \"a\", 1) }", "pragma_update"),
        ("fn f() { ffi::sqlite3_exec(c) }", "sqlite3_exec"),
        (
            "fn f(sql: &str) { c.execute(sql) } fn g() { h(|sql| c.execute(sql)) }",
            "a parameter `sql` that is not a function's",
        ),
    ] {
        assert_eq!(sqlite(source), [format!("sqlite/it.rs: {why}")], "{source}");
    }
}
