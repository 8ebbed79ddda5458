//! The verb `sandbox`: a local community with the real bot in it.
//!
//! The server is the crate [`::sandbox`]. The bot is this program with the verb `run`, in a
//! process of its own. So everything goes over the wire, as it would with Discord, and the bot can
//! be killed.

mod child;
mod keep;
mod lines;
mod replay;
mod screen;
mod stage;
mod tour;

use std::{io, path::PathBuf, process::ExitCode};

use replay::Recording;
use screen::Screen;
use stage::Stage;

/// What to do in the sandbox.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; if left out 7171, or any free one where that is taken. 0 takes any
    /// free one.
    pub port: Option<u16>,
    /// Play one case through and end.
    pub tour: bool,
    /// Recorded conversations to play: one JSON object a line, with `user` and `text`.
    pub replay: Option<PathBuf>,
    /// How many times faster than recorded; as fast as possible if left out.
    pub speed: Option<f64>,
    /// Where the bot's database is kept, and the community beside it; nowhere if left out.
    pub data: Option<PathBuf>,
}

/// Runs the sandbox until its work is done, its input ends, or somebody stops it. Succeeds only if
/// all of it happened.
///
/// # Errors
/// When something prevented it, with what to do about it.
pub async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let mut screen = Screen;
    // Before anything starts, so that a wrong name costs nobody any time.
    let recording = match &options.replay {
        Some(path) => Some(Recording::open(path, options.speed).await?),
        None => None,
    };
    let mut stopped = Box::pin(asked_to_stop());
    let opened = tokio::select! {
        biased;
        () = &mut stopped => None,
        stage = Stage::open(&options) => Some(stage),
    };
    let Some(stage) = opened else { return Ok(interrupted(&options)) };
    let mut stage = stage?;
    let played = tokio::select! {
        biased;
        () = &mut stopped => Ok(interrupted(&options)),
        played = play(&options, recording, &mut stage, &mut screen) => played.map(|()| ExitCode::SUCCESS),
    };
    let failed = played.as_ref().is_err_and(|error| !is_closed_pipe(error));
    let closed = stage.close(failed).await;
    match played {
        // Whoever read our output has seen enough.
        Err(error) if is_closed_pipe(&error) => Ok(interrupted(&options)),
        Err(error) => Err(match closed? {
            Some(log) => {
                anyhow::anyhow!("{error:#}\nWhat the bot said meanwhile is in {}", log.display())
            }
            None => error,
        }),
        Ok(code) => closed.map(|_| code),
    }
}

async fn play(
    options: &Options,
    recording: Option<Recording>,
    stage: &mut Stage,
    screen: &mut Screen,
) -> anyhow::Result<()> {
    if options.tour {
        tour::play(stage, screen).await?;
    } else {
        lines::welcome(stage, screen)?;
    }
    if let Some(recording) = recording {
        recording.play(stage, screen).await?;
    }
    if options.tour { Ok(()) } else { lines::live(stage, screen, options.replay.is_none()).await }
}

/// A tour that was broken off has not happened.
fn interrupted(options: &Options) -> ExitCode {
    if options.tour { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Ends when a person or the system asks the program to stop.
async fn asked_to_stop() {
    tokio::select! {
        () = heard(tokio::signal::ctrl_c()) => {}
        () = terminated() => {}
    }
}

/// Ends with a signal; never, where signals cannot be heard.
async fn heard(signal: impl Future<Output = io::Result<()>>) {
    if signal.await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => drop(terminate.recv().await),
        Err(_) => std::future::pending::<()>().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
