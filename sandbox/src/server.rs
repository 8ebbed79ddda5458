//! Starting and stopping: one listener that serves the API, the gateway and the files.

use std::future::IntoFuture as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::{broadcast, watch};

use crate::fault::Faults;
use crate::gateway::hub::Hub;
use crate::interaction::pending::Pending;
use crate::journal::Journal;
use crate::page::{self, Page};
use crate::rate::Limiter;
use crate::sandbox::{Inner, Options, Sandbox};

/// How many changes a window may be behind before it is shown everything anew.
const NOTICES: usize = 4_096;
/// How long requests in flight may take to end after a stop.
const GRACE: Duration = Duration::from_millis(200);

pub(crate) async fn start(options: Options) -> std::io::Result<Sandbox> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await?;
    let address = listener.local_addr()?;
    let mut world = options.world;
    world.url = format!("http://{address}");
    world.outgoing.clear();
    world.noticed.clear();
    let page = Page::new(&world, options.operator)?;
    let limiter = Limiter::default();
    let sandbox = Sandbox {
        inner: Arc::new(Inner {
            world: Mutex::new(world),
            pending: Mutex::new(Pending::default()),
            hub: Hub::default(),
            faults: Faults::new(limiter.clone()),
            journal: Journal::default(),
            limiter,
            changed: watch::channel(0).0,
            stopped: watch::channel(false).0,
            notices: broadcast::channel(NOTICES).0,
            page,
            address,
        }),
    };
    // Small answers must not wait for the delayed acknowledgement of the peer.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was not set");
        }
    });
    let router = router(&sandbox);
    let stopped = stop_signal(sandbox.inner.stopped.subscribe());
    let alive = sandbox.inner.hub.alive();
    let grace = stop_signal(sandbox.inner.stopped.subscribe());
    tokio::spawn(async move {
        let serving = axum::serve(listener, router).with_graceful_shutdown(grace).into_future();
        tokio::select! {
            result = serving => {
                if let Err(error) = result {
                    tracing::error!(%error, "the sandbox stopped serving");
                }
            }
            // Requests that hang on purpose would hold up a graceful end for ever.
            () = async { stopped.await; tokio::time::sleep(GRACE).await } => {}
        }
        drop(alive);
    });
    Ok(sandbox)
}

fn router(sandbox: &Sandbox) -> Router {
    let api =
        crate::rest::layered(crate::rest::router().merge(crate::interaction::router()), sandbox);
    let local_only = axum::middleware::from_fn_with_state(sandbox.clone(), page::gate::local_only);
    api.merge(crate::gateway::router())
        .merge(page::router())
        .layer(local_only)
        .with_state(sandbox.clone())
}

/// Ends when the sandbox is stopped.
pub(crate) async fn stop_signal(mut stopped: watch::Receiver<bool>) {
    // An error means that the sandbox itself is gone, which is a stop too.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
