//! The cost of a search among a hundred thousand closed cases: from the words to the first page of
//! results, as `/find` does it. On SQLite, and on Postgres if `SWITCHBOARD_TEST_POSTGRES` names
//! one.
//!
//! `cargo bench --bench find` takes some minutes, mostly to fill the database; `-- --quick` uses
//! 5,000 cases.

mod corpus;
#[path = "../../tests/it/database.rs"]
mod database;

use std::{
    io::{Write, stdout},
    sync::Arc,
    time::Instant,
};

use sqlx::Connection;
use switchboard::{
    desk::{Desk, Person},
    domain::{
        Cause, ChannelId, Language, Mode, Permission, RoleId, Settings, SystemClock, Time, UserId,
        settings::DEFAULT_CLOSE_AFTER,
    },
    store::Store,
};

use self::{
    corpus::{Dice, GUILD, word},
    database::Database,
};

const CASES: i64 = 100_000;
const QUICK: i64 = 5_000;
/// The number of searches of each kind, each with other words.
const ROUNDS: u64 = 200;

/// Ranks of words by the number of cases that contain them: about a third of all, some hundreds,
/// some.
const COMMON: std::ops::Range<usize> = 2..12;
const MIDDLING: std::ops::Range<usize> = 500..900;
const RARE: std::ops::Range<usize> = 12_000..20_000;

/// The tables from whose rows a case's document is made.
const TRIGGERING: [&str; 3] = ["cases", "case_tags", "messages"];

fn main() -> anyhow::Result<()> {
    // Cargo adds `--bench`.
    let cases = if std::env::args().any(|argument| argument == "--quick") { QUICK } else { CASES };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let database = Database::migrated().await;
        measure(
            "SQLite",
            &format!("sqlite://{}", database.folder().join("find.db").display()),
            cases,
        )
        .await?;
        if database::postgres().is_some() {
            measure("Postgres", database.url(), cases).await?;
        }
        database.remove().await;
        Ok(())
    })
}

async fn measure(name: &str, url: &str, cases: i64) -> anyhow::Result<()> {
    let store = Store::connect(url).await?;
    let (desk, _jobs) = Desk::new(store.clone(), Arc::new(SystemClock));
    let settings = Settings {
        guild: GUILD,
        help_channel: ChannelId(1),
        desk_channel: ChannelId(2),
        developers_channel: ChannelId(3),
        agents_roles: vec![RoleId(4)],
        developers_role: RoleId(5),
        leads_roles: Vec::new(),
        flag_emoji: "🎫".to_owned(),
        close_after: DEFAULT_CLOSE_AFTER,
        follow_up_after: None,
        answer_claims: true,
        sends_bug_news: false,
        update_every: None,
        waiting_first: chrono::TimeDelta::hours(24),
        mode: Mode::Public,
        keep_texts: chrono::TimeDelta::days(180),
        keep_banned: None,
        language: Language::English,
        ask_panel: false,
        greeting: None,
        github: None,
        github_words: true,
        one_case_within: None,
    };
    let person =
        Person { guild: GUILD, user: UserId(1), roles: vec![RoleId(4)], manages_server: true };
    let by = desk.authorize(&person, Permission::SetUp).await?;
    desk.set_up(&by, settings, Cause::Interaction(1)).await?;
    let began = Instant::now();
    let begin = Time::default() + chrono::TimeDelta::days(20_000);
    if url.starts_with("postgres:") {
        fill_in_bulk(&store, url, cases, begin).await?;
    } else {
        corpus::fill(&store, 1..=cases, begin).await?;
        desk.index().await?;
    }
    let mut out = stdout().lock();
    writeln!(
        out,
        "\n{name}: {cases} closed cases, filled in {:.0} s",
        began.elapsed().as_secs_f64()
    )?;
    writeln!(out, "{:<44}{:>10}{:>10}{:>10}{:>10}", "", "p50, ms", "p95, ms", "most, ms", "found")?;
    let agent = desk.authorize(&person, Permission::ReadCases).await?;
    for (what, query) in kinds() {
        let mut times = Vec::new();
        let mut found = 0;
        for round in 0..ROUNDS {
            let query = query(&mut Dice::new(round + 1));
            let began = Instant::now();
            let findings = desk.search(&agent, &query, 1).await?;
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
            found += findings.page.total;
        }
        times.sort_by(f64::total_cmp);
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        let average = found as f64 / ROUNDS as f64;
        writeln!(
            out,
            "{what:<44}{:>10.2}{:>10.2}{:>10.2}{average:>10.1}",
            at(50),
            at(95),
            at(100)
        )?;
    }
    store.close().await;
    Ok(())
}

/// Fills Postgres. Its triggers would write the document of each case six times, so they are
/// disabled, and each document is written once at the end. Postgres also learns the tables' sizes
/// early (`ANALYZE`) and writes the index at once, both of which it would do on its own within
/// minutes.
async fn fill_in_bulk(store: &Store, url: &str, cases: i64, begin: Time) -> anyhow::Result<()> {
    let mut connection = sqlx::PgConnection::connect(url).await?;
    for table in TRIGGERING {
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("ALTER TABLE {table} DISABLE TRIGGER USER")))
            .execute(&mut connection)
            .await?;
    }
    let first = cases.min(corpus::BATCH);
    corpus::fill(store, 1..=first, begin).await?;
    sqlx::raw_sql("ANALYZE").execute(&mut connection).await?;
    corpus::fill(store, first + 1..=cases, begin).await?;
    sqlx::raw_sql("SET gin_pending_list_limit = '1GB'; SET maintenance_work_mem = '512MB'")
        .execute(&mut connection)
        .await?;
    sqlx::raw_sql("DO $$ BEGIN PERFORM write_case_document(guild_id, number) FROM cases; END $$")
        .execute(&mut connection)
        .await?;
    for table in TRIGGERING {
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("ALTER TABLE {table} ENABLE TRIGGER USER")))
            .execute(&mut connection)
            .await?;
    }
    sqlx::raw_sql("VACUUM ANALYZE").execute(&mut connection).await?;
    Ok(())
}

type Query = fn(&mut Dice) -> String;

/// The kinds of searches. At most 200 cases are ranked, so no more are counted.
fn kinds() -> [(&'static str, Query); 11] {
    [
        ("a rare word", |dice| one_of(dice, RARE)),
        ("a common word", |dice| one_of(dice, COMMON)),
        ("two common words", |dice| format!("{} {}", one_of(dice, COMMON), one_of(dice, COMMON))),
        ("a common and a middling word", |dice| {
            format!("{} {}", one_of(dice, COMMON), one_of(dice, MIDDLING))
        }),
        ("the first three letters of a word", |dice| {
            one_of(dice, MIDDLING).chars().take(3).collect()
        }),
        ("a tag", |dice| format!("#{}", corpus::tag(dice.rank(40)))),
        ("a common word with a tag", |dice| {
            format!("{} #{}", one_of(dice, COMMON), corpus::tag(dice.rank(40)))
        }),
        ("a member", |dice| format!("<@{}>", 1_000 + dice.below(corpus::MEMBERS))),
        ("an agent and a common word", |dice| {
            format!("<@{}> {}", 1 + dice.below(corpus::AGENTS), one_of(dice, COMMON))
        }),
        ("a common word among closed cases", |dice| format!("is:closed {}", one_of(dice, COMMON))),
        ("a common word among open cases (none)", |dice| {
            format!("is:open {}", one_of(dice, COMMON))
        }),
    ]
}

fn one_of(dice: &mut Dice, ranks: std::ops::Range<usize>) -> String {
    let count = u64::try_from(ranks.len()).unwrap_or(1);
    word(ranks.start + usize::try_from(dice.below(count)).unwrap_or(0))
}
