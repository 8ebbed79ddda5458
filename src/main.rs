//! The command line: its verbs, their exit codes, and nothing else.

use std::{
    future::Future,
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use switchboard::{
    app::{self, Ended},
    config::{self, Faults, Source},
    doctor, export, keeping, sandbox,
};
use tokio::runtime::Builder;

/// What `sysexits.h` calls EX_CONFIG: something is wrong with the settings.
const EXIT_SETTINGS: u8 = 78;
/// How long a thread that waits for something, such as a line from the terminal, may hold up the
/// end.
const LAST_PATIENCE: Duration = Duration::from_millis(200);

/// A Discord bot for teams that support a community.
#[derive(Parser)]
#[command(version, disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    permission: Option<Permission>,
}

#[derive(Subcommand)]
enum Permission {
    /// Run the bot (also without any permission)
    Run {
        /// End when standard input does: for programs that start a bot of their own
        #[arg(long, hide = true)]
        attended: bool,
    },
    /// Try the bot on a local community: no account, no token, no network
    Sandbox(SandboxArguments),
    /// Check settings, database, token, intents, and the channels, roles and permissions of each
    /// server
    Doctor,
    /// Write rows of the database to standard output, one JSON object a line
    Export(ExportArguments),
    /// Erase what a person wrote, everywhere; the figures stay. The bot may be running
    Erase(EraseArguments),
    /// Copy the database into a new file. The bot may be running
    Backup {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Make a database of a backup, where there is none
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Args)]
struct EraseArguments {
    /// Whose texts: the number of their account
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    user: u64,
    /// Only in this server; in all servers if left out
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    guild: Option<u64>,
}

#[derive(Args)]
struct SandboxArguments {
    /// The port on 127.0.0.1; 7171 if left out, or any free one where that is taken
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Play one case through, print what each person sees, and end
    #[arg(long)]
    tour: bool,
    /// Play recorded conversations as members' messages: one JSON object a line, with `user` and
    /// `text`
    #[arg(long, value_name = "FILE.jsonl")]
    replay: Option<PathBuf>,
    /// How many times faster than recorded to play; as fast as possible if left out
    #[arg(long, value_name = "X", value_parser = positive, requires = "replay")]
    speed: Option<f64>,
    /// Keep the bot's SQLite database in this file and the community beside it, for the next time
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
}

impl From<SandboxArguments> for sandbox::Options {
    fn from(arguments: SandboxArguments) -> Self {
        let SandboxArguments { port, tour, replay, speed, data } = arguments;
        Self { port, tour, replay, speed, data }
    }
}

#[derive(Args)]
struct ExportArguments {
    /// Only this server; all servers if left out
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    guild: Option<u64>,
    /// Which rows
    #[arg(long, value_enum, default_value_t = What::Cases)]
    what: What,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    Cases,
    Bugs,
    Events,
    Messages,
}

impl From<What> for export::What {
    fn from(what: What) -> Self {
        match what {
            What::Cases => Self::Cases,
            What::Bugs => Self::Bugs,
            What::Events => Self::Events,
            What::Messages => Self::Messages,
        }
    }
}

fn positive(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => Ok(number),
        _ => Err("it must be a number above 0"),
    }
}

fn main() -> ExitCode {
    // Wrong usage ends in here, with exit code 2.
    let command_line = CommandLine::parse();
    match obey(command_line.permission.unwrap_or(Permission::Run { attended: false })) {
        Ok(code) => code,
        Err(error) => {
            let (code, text) = match what_to_mend(&error) {
                Some(sentences) => (ExitCode::from(EXIT_SETTINGS), sentences),
                None => (ExitCode::FAILURE, format!("error: {error:#}")),
            };
            // Nobody is left to be told when even standard error is closed.
            drop(writeln!(io::stderr(), "{text}"));
            code
        }
    }
}

/// What a person has to mend in the settings, a sentence a line; none for every other end.
fn what_to_mend(error: &anyhow::Error) -> Option<String> {
    if let Some(Ended::Settings(sentence)) = error.downcast_ref() {
        return Some(sentence.clone());
    }
    error.downcast_ref::<Faults>().map(ToString::to_string)
}

fn obey(permission: Permission) -> anyhow::Result<ExitCode> {
    // Before the runtime, since the environment may only be changed while there is one thread.
    config::load_dotenv()?;
    let source = Source::process();
    match permission {
        Permission::Run { attended } => {
            let (config, logging) = config::for_bot(source)?;
            logging.start();
            block_on(Builder::new_current_thread(), app::run(config, asked_to_stop(attended)))??;
            Ok(ExitCode::SUCCESS)
        }
        Permission::Sandbox(arguments) => {
            config::for_sandbox(source)?.start();
            block_on(Builder::new_multi_thread(), sandbox::run(arguments.into()))?
        }
        Permission::Doctor => {
            let (config, logging) = config::for_bot(source)?;
            logging.start();
            let all_well = block_on(
                Builder::new_current_thread(),
                doctor::run(&config, &mut io::stdout().lock()),
            )??;
            Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Permission::Export(arguments) => {
            let (database, logging) = config::for_database(source)?;
            logging.start();
            let mut out = BufWriter::new(io::stdout().lock());
            block_on(
                Builder::new_current_thread(),
                export::run(&database, arguments.guild, arguments.what.into(), &mut out),
            )??;
            Ok(ExitCode::SUCCESS)
        }
        Permission::Erase(arguments) => {
            let (database, logging) = config::for_database(source)?;
            logging.start();
            block_on(
                Builder::new_current_thread(),
                keeping::erase(
                    &database,
                    arguments.user,
                    arguments.guild,
                    &mut io::stdout().lock(),
                ),
            )??;
            Ok(ExitCode::SUCCESS)
        }
        Permission::Backup { file } => {
            let (database, logging) = config::for_database(source)?;
            logging.start();
            block_on(
                Builder::new_current_thread(),
                keeping::backup(&database, &file, &mut io::stdout().lock()),
            )??;
            Ok(ExitCode::SUCCESS)
        }
        Permission::Restore { file } => {
            let (database, logging) = config::for_database(source)?;
            logging.start();
            block_on(
                Builder::new_current_thread(),
                keeping::restore(&database, &file, &mut io::stdout().lock()),
            )??;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// One thread is plenty for the bot: Discord takes 50 requests a second from it, and threads that
/// wake each other cost more than what they do.
fn block_on<T>(mut threads: Builder, work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = threads.enable_all().build().context("no threads to work with")?;
    let done = runtime.block_on(work);
    runtime.shutdown_timeout(LAST_PATIENCE);
    Ok(done)
}

/// Ends when a person or the system asks the program to stop, or, where it is attended, when
/// whoever started it is gone.
async fn asked_to_stop(attended: bool) {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be heard");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
        () = left_alone(), if attended => {}
    }
}

/// Nothing is written to us: standard input ends when whoever holds its other end does, however
/// that comes about.
async fn left_alone() {
    if let Err(error) = tokio::io::copy(&mut tokio::io::stdin(), &mut tokio::io::sink()).await {
        tracing::warn!(%error, "standard input cannot be read");
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};

    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
        }
        Err(error) => {
            tracing::error!(%error, "the signal to terminate cannot be heard");
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
