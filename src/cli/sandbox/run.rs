//! The run of the verb, from start to exit.

use std::{io, process::ExitCode};

use crate::cli::sandbox::{
    arguments::Arguments, lines, replay::Recording, screen::Screen, stage::Stage, tour,
};

/// Runs the sandbox until its work is done, its input ends, or somebody stops it. Succeeds only if
/// all of it happened.
///
/// # Errors
/// When something prevented it, with what to do about it.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut screen = Screen;
    // Before anything starts, so that a wrong name costs nobody any time.
    let recording = match &arguments.replay {
        Some(path) => Some(Recording::open(path, arguments.speed).await?),
        None => None,
    };
    let mut stopped = Box::pin(asked_to_stop());
    let opened = tokio::select! {
        biased;
        () = &mut stopped => None,
        stage = Stage::open(&arguments) => Some(stage),
    };
    let Some(stage) = opened else { return Ok(interrupted(&arguments)) };
    let mut stage = stage?;
    let played = tokio::select! {
        biased;
        () = &mut stopped => Ok(interrupted(&arguments)),
        played = play(&arguments, recording, &mut stage, &mut screen) => played.map(|()| ExitCode::SUCCESS),
    };
    let failed = played.as_ref().is_err_and(|error| !is_closed_pipe(error));
    let closed = stage.close(failed).await;
    match played {
        // The reader of our output has closed it.
        Err(error) if is_closed_pipe(&error) => Ok(interrupted(&arguments)),
        Err(error) => Err(match closed? {
            Some(log) => {
                anyhow::anyhow!("{error:#}\nSee the bot's log in {}", log.display())
            }
            None => error,
        }),
        Ok(code) => closed.map(|_| code),
    }
}

async fn play(
    arguments: &Arguments,
    recording: Option<Recording>,
    stage: &mut Stage,
    screen: &mut Screen,
) -> anyhow::Result<()> {
    if arguments.tour {
        tour::play(stage, screen).await?;
    } else {
        lines::welcome(stage, screen)?;
    }
    if let Some(recording) = recording {
        recording.play(stage, screen).await?;
    }
    if arguments.tour {
        Ok(())
    } else {
        lines::live(stage, screen, arguments.replay.is_none()).await
    }
}

/// A tour that was broken off has not happened.
fn interrupted(arguments: &Arguments) -> ExitCode {
    if arguments.tour { ExitCode::FAILURE } else { ExitCode::SUCCESS }
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
