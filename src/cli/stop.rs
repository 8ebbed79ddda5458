//! When the program is asked to stop.

/// Resolves when a person or the system asks the program to stop or, if `attended`, when the
/// process that started it has exited.
pub async fn requested(attended: bool) {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "can't listen for Ctrl-C");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
        () = standard_input_closed(), if attended => {}
    }
}

/// Resolves when standard input closes: nothing is written to it, so the process that holds its
/// other end has exited.
async fn standard_input_closed() {
    if let Err(error) = tokio::io::copy(&mut tokio::io::stdin(), &mut tokio::io::sink()).await {
        tracing::warn!(%error, "can't read standard input");
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
            tracing::error!(%error, "can't listen for SIGTERM");
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
