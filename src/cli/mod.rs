//! The command line: parses the verb and its arguments, runs it, and turns how it ended into an
//! exit code. Each verb has a file or a folder of its own.

use std::{
    future::Future,
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use clap::{Parser, Subcommand};
use tokio::runtime::Builder;

use crate::{
    app::{self, Ended},
    config::{self, DatabaseUrl, Faults, Source},
    domain::SystemClock,
};

pub mod backup;
mod database;
pub mod doctor;
pub mod erase;
pub mod export;
mod id;
mod rows;
pub mod rules;
mod sandbox;
pub mod snippets;
mod stop;

/// `EX_CONFIG` of `sysexits.h`: a setting is missing or wrong.
const EXIT_SETTINGS: u8 = 78;
/// How long blocked threads, such as one that reads standard input, may delay the exit.
const THREAD_TIMEOUT: Duration = Duration::from_millis(200);

/// What somebody reads who starts the program without a verb and without a token.
const TRY_IT: &str =
    "\nTo try it without an account: switchboard sandbox (in a clone of the repository: cargo try)";

/// A Discord bot for teams that support a community.
#[derive(Parser)]
#[command(version)]
struct CommandLine {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Run the bot (the default)
    Run {
        /// Stop when standard input closes: for programs that start a bot of their own
        #[arg(long, hide = true)]
        attended: bool,
    },
    /// Try the bot in a local community: no account, token or network needed
    #[command(hide = cfg!(not(feature = "playground")))]
    Sandbox(sandbox::Arguments),
    /// Check the settings, the database, the token, the intents, and each server's channels, roles
    /// and permissions
    Doctor,
    /// Export cases, bugs, events, messages, rules, saved replies, bridges, teams or requests as
    /// JSON Lines
    Export(export::Arguments),
    /// Export rules, or import them from a file. Safe while the bot runs
    Rules(rules::Arguments),
    /// Export saved replies, or import them from a file, also from other programs. Safe while the
    /// bot runs
    Snippets(snippets::Arguments),
    /// Delete everything a person wrote; statistics stay. Safe while the bot runs
    Erase(erase::Arguments),
    /// Copy the database to a new file. Safe while the bot runs
    Backup {
        /// The file to create
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Restore a backup into a new database. Never overwrites one
    Restore {
        /// The file with the backup
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Runs the verb that the command line names.
pub fn main() -> ExitCode {
    // Wrong usage exits here, with code 2.
    let command_line = CommandLine::parse();
    let is_bare = command_line.verb.is_none();
    match execute(command_line.verb.unwrap_or(Verb::Run { attended: false })) {
        Ok(code) => code,
        Err(error) => {
            let (code, text) = match settings_faults(&error) {
                Some(mut sentences) => {
                    if is_bare && lacks_token() {
                        sentences.push_str(TRY_IT);
                    }
                    (ExitCode::from(EXIT_SETTINGS), sentences)
                }
                None => (ExitCode::FAILURE, format!("error: {error:#}")),
            };
            // If standard error is closed, there is nobody to report to.
            drop(writeln!(io::stderr(), "{text}"));
            code
        }
    }
}

/// Whether nobody has named a token: then somebody may want to look at the program first.
fn lacks_token() -> bool {
    let source = Source::process();
    cfg!(feature = "playground")
        && ["DISCORD_TOKEN", "DISCORD_TOKEN_FILE"]
            .iter()
            .all(|name| (source.variable)(name).is_none_or(|value| value.is_empty()))
}

/// Returns the faults to fix in the settings, one sentence per line; `None` if the error is of
/// another kind.
fn settings_faults(error: &anyhow::Error) -> Option<String> {
    if let Some(Ended::Settings(sentence)) = error.downcast_ref() {
        return Some(sentence.clone());
    }
    error.downcast_ref::<Faults>().map(ToString::to_string)
}

fn execute(verb: Verb) -> anyhow::Result<ExitCode> {
    // The sandbox takes no settings from a file. Before the runtime starts: the environment may be
    // changed only while there is one thread.
    if !matches!(verb, Verb::Sandbox(_)) {
        config::load_dotenv()?;
    }
    let source = Source::process();
    match verb {
        Verb::Run { attended } => {
            let (config, logging) = config::for_bot(source)?;
            logging.start();
            block_on(Builder::new_current_thread(), app::run(config, stop::requested(attended)))??;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Sandbox(arguments) => {
            config::for_sandbox(source)?.start();
            block_on(Builder::new_multi_thread(), sandbox::run(arguments))?
        }
        Verb::Doctor => {
            let (config, logging) = config::for_bot(source)?;
            logging.start();
            let mut out = io::stdout().lock();
            let all_well =
                block_on(Builder::new_current_thread(), doctor::run(&config, &mut out))??;
            Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Verb::Export(arguments) => on_database(source, async |database| {
            let mut out = BufWriter::new(io::stdout().lock());
            export::run(database, &arguments, &mut out).await
        }),
        Verb::Rules(arguments) => on_database(source, async |database| {
            rules::run(database, &arguments, Arc::new(SystemClock), &mut io::stdout().lock()).await
        }),
        Verb::Snippets(arguments) => on_database(source, async |database| {
            snippets::run(database, &arguments, Arc::new(SystemClock), &mut io::stdout().lock())
                .await
        }),
        Verb::Erase(arguments) => on_database(source, async |database| {
            erase::run(database, &arguments, Arc::new(SystemClock), &mut io::stdout().lock()).await
        }),
        Verb::Backup { file } => on_database(source, async |database| {
            backup::backup(database, &file, &mut io::stdout().lock()).await
        }),
        Verb::Restore { file } => on_database(source, async |database| {
            backup::restore(database, &file, &mut io::stdout().lock()).await
        }),
    }
}

/// Runs a verb that needs the database and no token.
fn on_database(
    source: Source,
    verb: impl AsyncFnOnce(&DatabaseUrl) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let (database, logging) = config::for_database(source)?;
    logging.start();
    block_on(Builder::new_current_thread(), verb(&database))??;
    Ok(ExitCode::SUCCESS)
}

/// Runs a future to its end. One worker thread is enough for the bot: Discord allows it 50 requests
/// per second, and waking other threads costs more than their work.
fn block_on<T>(mut threads: Builder, work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = threads.enable_all().build().context("can't start the runtime")?;
    let done = runtime.block_on(work);
    runtime.shutdown_timeout(THREAD_TIMEOUT);
    Ok(done)
}
