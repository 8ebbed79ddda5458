//! The command line: commands and exit codes.

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

/// `EX_CONFIG` of `sysexits.h`: a setting is wrong.
const EXIT_SETTINGS: u8 = 78;
/// How long blocked threads, such as one that reads from the terminal, may delay the exit.
const LAST_PATIENCE: Duration = Duration::from_millis(200);

/// A Discord bot for teams that support a community.
#[derive(Parser)]
#[command(version, disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the bot (the default without a command)
    Run {
        /// Stop when standard input closes: for programs that start a bot of their own
        #[arg(long, hide = true)]
        attended: bool,
    },
    /// Try the bot on a local community: no account, no token, no network
    Sandbox(SandboxArguments),
    /// Check settings, database, token, intents, and the channels, roles and permissions of each
    /// server
    Doctor,
    /// Write rows of the database to standard output, one JSON object per line
    Export(ExportArguments),
    /// Erase what a person wrote, everywhere; numbers and times stay. The bot may be running
    Erase(EraseArguments),
    /// Copy the database into a new file. The bot may be running
    Backup {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Create a database from a backup, where there is none yet
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Args)]
struct EraseArguments {
    /// Whose texts: the ID of their account
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    user: u64,
    /// Only in this server; in all servers if left out
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    guild: Option<u64>,
}

#[derive(Args)]
struct SandboxArguments {
    /// The port on 127.0.0.1; if left out 7171, or any free one if that is taken
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Play one case from start to end, print what each person sees, and exit
    #[arg(long)]
    tour: bool,
    /// Play recorded conversations as members' messages: one JSON object per line, with `user` and
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
    /// Which rows to write
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
    // Exits with code 2 if the usage is wrong.
    let command_line = CommandLine::parse();
    match obey(command_line.command.unwrap_or(Command::Run { attended: false })) {
        Ok(code) => code,
        Err(error) => {
            let (code, text) = match what_to_mend(&error) {
                Some(sentences) => (ExitCode::from(EXIT_SETTINGS), sentences),
                None => (ExitCode::FAILURE, format!("error: {error:#}")),
            };
            // If standard error is closed, there is nobody to report to.
            drop(writeln!(io::stderr(), "{text}"));
            code
        }
    }
}

/// Returns the faults to fix in the settings, one sentence per line; none if the error is of
/// another kind.
fn what_to_mend(error: &anyhow::Error) -> Option<String> {
    if let Some(Ended::Settings(sentence)) = error.downcast_ref() {
        return Some(sentence.clone());
    }
    error.downcast_ref::<Faults>().map(ToString::to_string)
}

fn obey(command: Command) -> anyhow::Result<ExitCode> {
    // Before the runtime starts, since the environment may only be changed while there is one
    // thread.
    config::load_dotenv()?;
    let source = Source::process();
    match command {
        Command::Run { attended } => {
            let (config, logging) = config::for_bot(source)?;
            logging.start();
            block_on(Builder::new_current_thread(), app::run(config, asked_to_stop(attended)))??;
            Ok(ExitCode::SUCCESS)
        }
        Command::Sandbox(arguments) => {
            config::for_sandbox(source)?.start();
            block_on(Builder::new_multi_thread(), sandbox::run(arguments.into()))?
        }
        Command::Doctor => {
            let (config, logging) = config::for_bot(source)?;
            logging.start();
            let all_well = block_on(
                Builder::new_current_thread(),
                doctor::run(&config, &mut io::stdout().lock()),
            )??;
            Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Command::Export(arguments) => {
            let (database, logging) = config::for_database(source)?;
            logging.start();
            let mut out = BufWriter::new(io::stdout().lock());
            block_on(
                Builder::new_current_thread(),
                export::run(&database, arguments.guild, arguments.what.into(), &mut out),
            )??;
            Ok(ExitCode::SUCCESS)
        }
        Command::Erase(arguments) => {
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
        Command::Backup { file } => {
            let (database, logging) = config::for_database(source)?;
            logging.start();
            block_on(
                Builder::new_current_thread(),
                keeping::backup(&database, &file, &mut io::stdout().lock()),
            )??;
            Ok(ExitCode::SUCCESS)
        }
        Command::Restore { file } => {
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

/// One worker thread is enough for the bot: Discord allows it 50 requests per second, and waking
/// other threads costs more than their work.
fn block_on<T>(mut threads: Builder, work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = threads.enable_all().build().context("no threads to work with")?;
    let done = runtime.block_on(work);
    runtime.shutdown_timeout(LAST_PATIENCE);
    Ok(done)
}

/// Resolves when a person or the system asks the program to stop or, if `attended`, when the
/// process that started it has exited.
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

/// Resolves when standard input closes: nothing is written to it, so the process that holds its
/// other end has exited.
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
