//! The cost of a case: the release build of our bot, beside a bare serenity handler that makes the
//! same requests without a database. Everything goes over the wire, and the community is in this
//! process.
//!
//! `cargo bench` takes about two minutes, `cargo bench -- --quick` a few seconds.
//! `cargo bench -- --beside PATH` measures another build of our bot in turn with this one, such as
//! the one of an older commit.

mod answers;
mod bare;
mod contender;
mod load;
mod workload;

use std::{
    fs::File,
    io::{Write, stdout},
    path::Path,
    time::Instant,
};

use anyhow::Context;

use self::{contender::Contender, load::Cost, workload::Requests};

/// The number of messages in flight at once in the runs with many.
const MANY: u32 = 64;
const FSYNCS: usize = 200;

/// The size of a run.
struct Size {
    rounds: u32,
    one_at_a_time: u32,
    many_at_once: u32,
    chatter: u32,
    commands: u32,
}

const FULL: Size =
    Size { rounds: 5, one_at_a_time: 200, many_at_once: 1_000, chatter: 10_000, commands: 400 };
const QUICK: Size =
    Size { rounds: 2, one_at_a_time: 50, many_at_once: 256, chatter: 2_000, commands: 100 };

/// The results of one contender.
#[derive(Default)]
struct Score {
    one: Cost,
    many: Cost,
    chatter: Cost,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--bare", url, token, desk, requests] => {
            let requests = Requests::parse(requests).context("two or three requests")?;
            let done = runtime.block_on(bare::run(url, token, desk.parse()?, requests));
            // A thread that reads standard input may be blocked.
            runtime.shutdown_background();
            done
        }
        // Cargo adds `--bench`.
        _ => {
            let size = if words.contains(&"--quick") { QUICK } else { FULL };
            let beside = match words.iter().position(|word| *word == "--beside") {
                Some(at) => Some(Path::new(words.get(at + 1).context("--beside PATH")?)),
                None => None,
            };
            runtime.block_on(compare(size, beside))
        }
    }
}

async fn compare(size: Size, beside: Option<&Path>) -> anyhow::Result<()> {
    let ours = Path::new(env!("CARGO_BIN_EXE_switchboard"));
    let contenders = [
        Contender::bot("ours", ours).await?,
        match beside {
            Some(program) => Contender::bot("the other build", program).await?,
            None => Contender::bare("bare: thread, card", Requests::Two).await?,
        },
        Contender::bare("bare: thread, first message, card", Requests::Three).await?,
    ];
    let mut scores = [(); 3].map(|()| Score::default());
    let mut answers = Cost::default();
    let mut syncs = Syncs::default();
    let mut out = stdout().lock();
    let named =
        contenders.each_ref().map(|contender| format!("{} {}", contender.name, contender.id()));
    writeln!(out, "{} rounds in turn; processes: {}", size.rounds, named.join("; "))?;
    for _ in 0..size.rounds {
        syncs.measure()?;
        for (contender, score) in contenders.iter().zip(&mut scores) {
            let round = async {
                score.one.add(load::cases(contender, size.one_at_a_time, 1).await?);
                score.many.add(load::cases(contender, size.many_at_once, MANY).await?);
                score.chatter.add(load::chatter(contender, size.chatter).await?);
                anyhow::Ok(())
            };
            round.await.with_context(|| contender.log())?;
        }
        answers.add(
            answers::answers(&contenders[0], size.commands)
                .await
                .with_context(|| contenders[0].log())?,
        );
    }
    show(&mut out, &contenders, &scores, &syncs)?;
    writeln!(
        out,
        "{} commands answered: p50 {:.2} ms, p99 {:.2} ms",
        answers.count,
        answers.percentile(50),
        answers.percentile(99)
    )?;
    for contender in contenders {
        contender.end().await?;
    }
    Ok(())
}

/// The time that the machine takes to store anything, in milliseconds each.
#[derive(Default)]
struct Syncs {
    /// Writing and syncing a page.
    pages: Vec<f64>,
    /// SQLite's smallest commit: one number in a table without an index.
    commits: Vec<f64>,
}

impl Syncs {
    fn measure(&mut self) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut file = File::create(folder.path().join("page"))?;
        let database = rusqlite::Connection::open(folder.path().join("database"))?;
        database.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE numbers (id INTEGER PRIMARY KEY)")?;
        for _ in 0..FSYNCS {
            let began = Instant::now();
            file.write_all(&[1; 4_096])?;
            file.sync_data()?;
            self.pages.push(began.elapsed().as_secs_f64() * 1_000.0);
            let began = Instant::now();
            database.execute("INSERT INTO numbers DEFAULT VALUES", [])?;
            self.commits.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
        Ok(())
    }
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn show(
    out: &mut impl Write,
    contenders: &[Contender; 3],
    scores: &[Score; 3],
    syncs: &Syncs,
) -> anyhow::Result<()> {
    let cores = std::thread::available_parallelism()?;
    let (page, commit) = (median(&syncs.pages), median(&syncs.commits));
    writeln!(
        out,
        "{cores} cores, shared with the community; a page is synced in {page:.2} ms, SQLite's smallest commit done in {commit:.2} ms"
    )?;
    let name = |index: usize| contenders[index].name;
    writeln!(
        out,
        "\n{:<44}{:>10}{:>20}{:>36}{:>8}{:>8}",
        "",
        name(0),
        name(1),
        name(2),
        "ratio",
        "ratio"
    )?;
    let mut row = |what: &str,
                   digits: usize,
                   of: &dyn Fn(&Score, &Contender) -> anyhow::Result<f64>|
     -> anyhow::Result<[f64; 2]> {
        let mut values = [0.0; 3];
        for (value, (score, contender)) in values.iter_mut().zip(scores.iter().zip(contenders)) {
            *value = of(score, contender)?;
        }
        let [ours, two, three] = values;
        let ratios = [ours / two, ours / three];
        writeln!(
            out,
            "{what:<44}{ours:>10.digits$}{two:>20.digits$}{three:>36.digits$}{:>8.2}{:>8.2}",
            ratios[0], ratios[1]
        )?;
        Ok(ratios)
    };
    row("one at a time: p50, ms", 2, &|score, _| Ok(score.one.percentile(50)))?;
    row("one at a time: p99, ms", 2, &|score, _| Ok(score.one.percentile(99)))?;
    row("one at a time: processor, s per 1,000", 2, &|score, _| {
        Ok(score.one.processor_per_thousand())
    })?;
    row("64 at once: p50, ms", 2, &|score, _| Ok(score.many.percentile(50)))?;
    row("64 at once: p99, ms", 2, &|score, _| Ok(score.many.percentile(99)))?;
    row("64 at once: cases per second", 0, &|score, _| Ok(score.many.per_second()))?;
    row("64 at once: processor, s per 1,000", 2, &|score, _| {
        Ok(score.many.processor_per_thousand())
    })?;
    row("no rule matches (50): processor, s per 1,000", 4, &|score, _| {
        Ok(score.chatter.processor_per_thousand())
    })?;
    row("memory at rest, MiB", 1, &|_, contender| Ok(contender.memory_at_rest))?;
    row("memory after all that, MiB", 1, &|_, contender| contender.memory())?;
    for bare in [1, 2] {
        let late = scores[0].one.percentile(50) - scores[bare].one.percentile(50);
        let (pages, commits) = (late / page, late / commit);
        writeln!(
            out,
            "one at a time, ours comes {late:.2} ms after {}: {pages:.1} syncs, {commits:.1} commits",
            name(bare)
        )?;
    }
    Ok(())
}
