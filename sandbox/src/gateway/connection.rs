//! One WebSocket: HELLO, heartbeats, IDENTIFY and RESUME from the client, events and orders to it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::Instant;

use crate::gateway::compression::Encoder;
use crate::gateway::hello::{self, RESUME_PATH};
use crate::gateway::hub::{Delivery, Order};
use crate::observation::{ConnectionChange, Observation};
use crate::state::ServerState;

/// What a client may send at most in one payload (close code 4002).
const LARGEST_PAYLOAD: usize = 4_096;
/// What a client may send at most within [`SEND_WINDOW`] (close code 4008).
const SENDS: usize = 120;
const SEND_WINDOW: Duration = Duration::from_secs(60);
/// How long the connection stays open after op 7 or op 9.
const CLOSE_DELAY: Duration = Duration::from_millis(500);
/// How long a client may take to read a frame before its connection counts as broken.
const STUCK: Duration = Duration::from_secs(30);

/// The routes of the gateway.
pub(crate) fn router() -> Router<Arc<ServerState>> {
    // Some clients put a slash between the address and the query.
    let with_slash = format!("{RESUME_PATH}/");
    ["/", RESUME_PATH, &with_slash]
        .into_iter()
        .fold(Router::new(), |router, path| router.route(path, any(open)))
}

/// The query of the gateway address.
#[derive(Debug, Deserialize)]
struct Parameters {
    v: Option<String>,
    encoding: Option<String>,
    compress: Option<String>,
}

/// Accepts a connection; what is wrong with its query is told by a close code, as Discord does.
async fn open(
    State(state): State<Arc<ServerState>>,
    Query(parameters): Query<Parameters>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some((id, deliveries, orders)) = state.hub.connect() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let abandoned = state.clone();
    upgrade.on_failed_upgrade(move |_| abandoned.hub.disconnect(id, false)).on_upgrade(
        move |socket| async move {
            let alive = state.hub.alive();
            let refusal = match (parameters.v.as_deref(), parameters.encoding.as_deref()) {
                (Some("10") | None, Some("json") | None) => None,
                (Some("10") | None, Some(_)) => Some(4002),
                (Some(_), _) => Some(4012),
            };
            let encoder = Encoder::from_query(parameters.compress.as_deref());
            let (sink, stream) = socket.split();
            let mut line = Line {
                state,
                id,
                sink,
                encoder: Encoder::Plain,
                sends: VecDeque::new(),
                identified: false,
            };
            let ended = match (refusal, encoder) {
                (Some(code), _) => line.close(Some(code)).await,
                (None, None) => line.close(Some(4002)).await,
                (None, Some(encoder)) => {
                    line.encoder = encoder;
                    line.run(stream, deliveries, orders).await
                }
            };
            line.state.hub.disconnect(id, ended == End::Session);
            if line.identified {
                line.tell(ConnectionChange::Closed);
            }
            line.state.touch();
            drop(alive);
        },
    )
}

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The session can be resumed.
    Connection,
    /// The session is over too.
    Session,
}

/// The writing end of a connection, with what has to be known about it.
struct Line {
    state: Arc<ServerState>,
    id: u64,
    sink: SplitSink<WebSocket, Message>,
    encoder: Encoder,
    /// When the client sent something lately.
    sends: VecDeque<Instant>,
    identified: bool,
}

impl Line {
    fn tell(&self, change: ConnectionChange) {
        let observation = Observation::Connection { id: self.id, change };
        self.state.world(|world| self.state.notify(world, &observation));
    }

    async fn run(
        &mut self,
        mut stream: SplitStream<WebSocket>,
        mut deliveries: mpsc::UnboundedReceiver<Delivery>,
        mut orders: mpsc::UnboundedReceiver<Order>,
    ) -> End {
        let interval = self.state.hub.lock().heartbeat_interval;
        let hello = json!({"op": 10, "s": null, "t": null,
            "d": {"heartbeat_interval": interval.as_millis(), "_trace": ["sandbox"]}});
        if self.send(hello.to_string()).await.is_err() {
            return End::Connection;
        }
        let mut paused = self.state.hub.paused();
        let mut stopped = std::pin::pin!(self.state.stopped());
        // Discord ends a connection whose client does not beat; the slack allows for a busy
        // machine.
        let timeout = interval * 2 + Duration::from_secs(5);
        let mut last_beat = Instant::now();
        let mut closing: Option<(Instant, u16)> = None;
        loop {
            let silent = *paused.borrow_and_update();
            let deadline = closing.map_or(last_beat + timeout, |(at, _)| at);
            tokio::select! {
                biased;
                () = &mut stopped => return End::Session,
                order = orders.recv() => match order {
                    Some(order) => match self.obey(order).await {
                        Obeyed::Stay => {}
                        Obeyed::Leave => closing = Some((Instant::now() + CLOSE_DELAY, 4000)),
                        Obeyed::Ended(end) => return end,
                    },
                    None => return End::Connection,
                },
                changed = paused.changed() => if changed.is_err() { return End::Connection },
                incoming = stream.next() => match incoming {
                    None | Some(Err(_)) => return End::Connection,
                    Some(Ok(Message::Close(frame))) => {
                        // The answer is queued by now (RFC 6455, section 5.5.1).
                        let _ = within(self.sink.flush()).await;
                        return how_client_left(frame.as_ref());
                    }
                    // During a silence the client is not heard either.
                    Some(Ok(_)) if silent => {}
                    Some(Ok(Message::Text(text))) => match self.receive(text.as_str(), &mut last_beat).await {
                        Ok(()) => {}
                        Err(Disconnect::Close(code)) => return self.close(Some(code)).await,
                        Err(Disconnect::Broken) => return End::Connection,
                    },
                    Some(Ok(Message::Binary(bytes))) => {
                        let Ok(text) = std::str::from_utf8(&bytes) else { return self.close(Some(4002)).await };
                        match self.receive(text, &mut last_beat).await {
                            Ok(()) => {}
                            Err(Disconnect::Close(code)) => return self.close(Some(code)).await,
                            Err(Disconnect::Broken) => return End::Connection,
                        }
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                },
                delivery = deliveries.recv(), if !silent && closing.is_none() => {
                    let Some(delivery) = delivery else { return End::Connection };
                    if self.deliver(delivery, &mut deliveries).await.is_err() {
                        return End::Connection;
                    }
                }
                () = tokio::time::sleep_until(deadline), if !silent || closing.is_some() => {
                    return self.close(Some(closing.map_or(4000, |(_, code)| code))).await;
                }
            }
        }
    }

    /// Sends one event and whatever else waits, with one flush for all.
    async fn deliver(
        &mut self,
        first: Delivery,
        more: &mut mpsc::UnboundedReceiver<Delivery>,
    ) -> Result<(), axum::Error> {
        let mut next = Some(first);
        let mut batch = 0;
        while let Some((sequence, event)) = next {
            let frame = self.encoder.encode(event.payload(sequence));
            within(self.sink.feed(frame)).await?;
            batch += 1;
            // Orders must not wait behind an endless stream of events.
            next = if batch < 256 { more.try_recv().ok() } else { None };
        }
        within(self.sink.flush()).await
    }

    async fn send(&mut self, payload: String) -> Result<(), axum::Error> {
        let frame = self.encoder.encode(payload);
        within(self.sink.send(frame)).await
    }

    async fn close(&mut self, code: Option<u16>) -> End {
        let frame = code.map(|code| CloseFrame { code, reason: Utf8Bytes::from_static("") });
        // The other side may be gone already: then there is nobody left to tell.
        let _ = within(self.sink.send(Message::Close(frame))).await;
        match code {
            Some(1000 | 1001 | 4003 | 4004 | 4007 | 4009..) => End::Session,
            _ => End::Connection,
        }
    }

    async fn obey(&mut self, order: Order) -> Obeyed {
        match order {
            Order::Cut => Obeyed::Ended(End::Connection),
            Order::Close(code) => Obeyed::Ended(self.close(code).await),
            Order::AskHeartbeat => {
                match self.send(json!({"op": 1, "d": null, "s": null, "t": null}).to_string()).await
                {
                    Ok(()) => Obeyed::Stay,
                    Err(_) => Obeyed::Ended(End::Connection),
                }
            }
            Order::Reconnect => {
                self.send_last(json!({"op": 7, "d": null, "s": null, "t": null})).await
            }
            Order::Invalidate(resumable) => {
                if !resumable {
                    self.state.hub.end_session(self.id);
                }
                // A client may identify or resume on the same connection.
                self.identified = false;
                match self
                    .send(json!({"op": 9, "d": resumable, "s": null, "t": null}).to_string())
                    .await
                {
                    Ok(()) => Obeyed::Stay,
                    Err(_) => Obeyed::Ended(End::Connection),
                }
            }
        }
    }

    async fn send_last(&mut self, payload: Value) -> Obeyed {
        match self.send(payload.to_string()).await {
            Ok(()) => Obeyed::Leave,
            Err(_) => Obeyed::Ended(End::Connection),
        }
    }

    /// Handles one payload of the client.
    async fn receive(&mut self, text: &str, last_beat: &mut Instant) -> Result<(), Disconnect> {
        let now = Instant::now();
        self.sends.push_back(now);
        while self.sends.front().is_some_and(|at| now.duration_since(*at) > SEND_WINDOW) {
            self.sends.pop_front();
        }
        if self.sends.len() > SENDS {
            return Err(Disconnect::Close(4008));
        }
        if text.len() > LARGEST_PAYLOAD {
            return Err(Disconnect::Close(4002));
        }
        let payload: Value = serde_json::from_str(text).map_err(|_| Disconnect::Close(4002))?;
        let data = &payload["d"];
        match payload["op"].as_u64() {
            Some(1) => {
                *last_beat = now;
                self.state.hub.acknowledge(self.id, data.as_u64());
                self.send("{\"t\":null,\"s\":null,\"op\":11,\"d\":null}".to_owned()).await?;
            }
            Some(2) if self.identified => return Err(Disconnect::Close(4005)),
            Some(2) => {
                hello::identify(&self.state, self.id, data).map_err(Disconnect::Close)?;
                self.identified = true;
                self.tell(ConnectionChange::Identified);
            }
            Some(6) if self.identified => return Err(Disconnect::Close(4005)),
            Some(6) => {
                if hello::resume(&self.state, self.id, data).map_err(Disconnect::Close)? {
                    self.identified = true;
                    self.tell(ConnectionChange::Resumed);
                } else {
                    self.send("{\"t\":null,\"s\":null,\"op\":9,\"d\":false}".to_owned()).await?;
                }
            }
            Some(3 | 4 | 8 | 31 | 43) if !self.identified => return Err(Disconnect::Close(4003)),
            Some(8) => {
                hello::request_members(&self.state, self.id, data).map_err(Disconnect::Close)?
            }
            // Presence, voice, sounds: a support bot's are of no consequence here.
            Some(3 | 4 | 31 | 43) => {}
            Some(_) => return Err(Disconnect::Close(4001)),
            None => return Err(Disconnect::Close(4002)),
        }
        Ok(())
    }
}

/// What became of an order.
enum Obeyed {
    Stay,
    Leave,
    Ended(End),
}

/// Why a client is not heard any longer.
enum Disconnect {
    Close(u16),
    Broken,
}

impl From<axum::Error> for Disconnect {
    fn from(_: axum::Error) -> Self {
        Self::Broken
    }
}

/// A client that closes with 1000 or 1001 ends its session; any other code leaves it resumable.
fn how_client_left(frame: Option<&CloseFrame>) -> End {
    match frame {
        Some(CloseFrame { code: 1000 | 1001, .. }) => End::Session,
        _ => End::Connection,
    }
}

/// Gives up on a client that does not read.
async fn within(sending: impl Future<Output = Result<(), axum::Error>>) -> Result<(), axum::Error> {
    match tokio::time::timeout(STUCK, sending).await {
        Ok(result) => result,
        Err(elapsed) => Err(axum::Error::new(elapsed)),
    }
}
