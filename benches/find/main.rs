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
        Cause, ChannelId, Clock, Language, Mode, Names, Permission, RoleId, Search, Settings,
        SystemClock, UserId, settings::DEFAULT_CLOSE_AFTER,
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
    let begin = SystemClock.now() - chrono::TimeDelta::minutes(cases);
    let (began, before) = (Instant::now(), processor_time());
    corpus::fill(&store, 1..=cases, begin).await?;
    let (written, processor) = (began.elapsed(), processor_time() - before);
    let began = Instant::now();
    desk.index().await?;
    while desk.index_more().await?.is_some() {}
    let indexed = began.elapsed();
    let (text, index) = sizes(url).await?;
    let mut out = stdout().lock();
    writeln!(
        out,
        "\n{name}: {cases} closed cases, written in {:.1} s ({processor:.1} s of this process), indexed in {:.1} s; \
         the index takes {:.1} MB, {:.2} of the texts",
        written.as_secs_f64(),
        indexed.as_secs_f64(),
        index / 1e6,
        index / text
    )?;
    writeln!(out, "{:<44}{:>10}{:>10}{:>10}{:>10}", "", "p50, ms", "p95, ms", "most, ms", "found")?;
    let agent = desk.authorize(&person, Permission::ReadCases).await?;
    for (what, query) in kinds() {
        let mut times = Vec::new();
        let mut found = 0;
        for round in 0..ROUNDS {
            let query = query(&mut Dice::new(round + 1));
            let began = Instant::now();
            let search = Search::parse(&query).map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
            let findings = desk.search(&agent, search, &Names::default(), 1).await?;
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
            found += findings.page.total;
        }
        let average = found as f64 / ROUNDS as f64;
        writeln!(out, "{what:<44}{}{average:>10.1}", percentiles(times))?;
    }
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let case = round.cast_signed() * (cases / ROUNDS.cast_signed()) + 1;
        let (message, now) = (corpus::message(case, begin, 1), SystemClock.now());
        let began = Instant::now();
        let gone =
            store.write(async move |tx| tx.forget_message(GUILD, message, now).await).await?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
        anyhow::ensure!(gone, "case {case} has no message");
    }
    writeln!(out, "{:<44}{}", "to delete a message", percentiles(times))?;
    store.close().await;
    Ok(())
}

/// Shows the middle of some times, the 95th of 100, and the longest.
fn percentiles(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    format!("{:>10.2}{:>10.2}{:>10.2}", at(50), at(95), at(100))
}

/// The seconds of the processor that this process has used. Zero where the system does not say.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().unwrap_or_default().split(' ').skip(12).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The bytes of all texts, and of the index. Postgres learns the sizes of its tables at once, as it
/// would by itself within minutes.
async fn sizes(url: &str) -> anyhow::Result<(f64, f64)> {
    let text = "SELECT CAST((SELECT SUM(OCTET_LENGTH(title) + OCTET_LENGTH(question)) FROM cases)
        + (SELECT SUM(OCTET_LENGTH(content)) FROM messages) AS BIGINT)";
    if let Some(file) = url.strip_prefix("sqlite://") {
        let file = rusqlite::Connection::open(file)?;
        let ask = |sql: &str| file.query_row(sql, [], |row| row.get::<_, i64>(0));
        let index = ask("SELECT SUM(LENGTH(block)) FROM case_terms_data")?
            + ask("SELECT SUM(LENGTH(term) + 8) FROM case_terms_idx")?
            + ask("SELECT SUM(LENGTH(entries) + 8) FROM case_words")?
            + ask("SELECT 50 * COUNT(*) FROM case_documents")?;
        return Ok((ask(text)? as f64, index as f64));
    }
    let mut connection = sqlx::PgConnection::connect(url).await?;
    sqlx::raw_sql("VACUUM ANALYZE").execute(&mut connection).await?;
    let text: i64 = sqlx::query_scalar(text).fetch_one(&mut connection).await?;
    let index =
        "SELECT pg_total_relation_size('case_words') + pg_total_relation_size('case_documents')";
    let index: i64 = sqlx::query_scalar(index).fetch_one(&mut connection).await?;
    Ok((text as f64, index as f64))
}

type Query = fn(&mut Dice) -> String;

/// The kinds of searches. At most 200 cases are ranked, so no more are counted.
fn kinds() -> [(&'static str, Query); 18] {
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
        ("the first four letters of a rare word", |dice| {
            one_of(dice, RARE).chars().take(4).collect()
        }),
        ("the beginnings of two words", |dice| {
            let mut beginning = || one_of(dice, MIDDLING).chars().take(4).collect::<String>();
            format!("{} {}", beginning(), beginning())
        }),
        ("a part of a word", |dice| one_of(dice, RARE).chars().skip(3).take(5).collect()),
        ("two words with a hyphen between", |dice| {
            format!("{}-{}", one_of(dice, COMMON), one_of(dice, MIDDLING))
        }),
        ("a common word of the last week", |dice| format!("after:7d {}", one_of(dice, COMMON))),
        ("a common word of an earlier month", |dice| {
            format!("before:20d after:50d {}", one_of(dice, COMMON))
        }),
        ("a common word in a channel, with a priority", |dice| {
            format!("in:<#1> priority:normal {}", one_of(dice, COMMON))
        }),
    ]
}

fn one_of(dice: &mut Dice, ranks: std::ops::Range<usize>) -> String {
    let count = u64::try_from(ranks.len()).unwrap_or(1);
    word(ranks.start + usize::try_from(dice.below(count)).unwrap_or(0))
}
