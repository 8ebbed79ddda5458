//! Starting and stopping: one listener that serves the API, the gateway and the files.

use std::future::IntoFuture as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;

use crate::state::ServerState;
use crate::{gate, gateway, interaction, rest};

/// How long requests in flight may take to end after a stop.
const GRACE: Duration = Duration::from_millis(200);

/// Opens a port on 127.0.0.1.
///
/// # Errors
/// The port is taken or may not be opened.
pub(crate) async fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await
}

/// Returns the routes that Discord serves.
pub(crate) fn discord(state: &Arc<ServerState>) -> Router {
    rest::layered(rest::router().merge(interaction::router()), state)
        .merge(gateway::router())
        .with_state(state.clone())
}

/// Serves in the background until the state is stopped.
pub(crate) fn serve(state: &Arc<ServerState>, listener: TcpListener, router: Router) {
    // Small responses must not wait for the peer's delayed acknowledgement.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was not set");
        }
    });
    let port = state.address.port();
    let router = router.layer(middleware::from_fn_with_state(port, gate::local_only));
    let (stopped, grace) = (state.stopped(), state.stopped());
    let alive = state.hub.alive();
    tokio::spawn(async move {
        let serving = axum::serve(listener, router).with_graceful_shutdown(grace).into_future();
        tokio::select! {
            result = serving => {
                if let Err(error) = result {
                    tracing::error!(%error, "the sandbox stopped serving");
                }
            }
            // Requests that hang on purpose would delay a graceful stop forever.
            () = async { stopped.await; tokio::time::sleep(GRACE).await } => {}
        }
        drop(alive);
    });
}
