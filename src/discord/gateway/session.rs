//! One session with Discord's gateway: begun, kept and resumed by twilight. What it receives is
//! handed on as events.

use std::{error::Error, sync::Arc, time::Duration};

use futures_util::StreamExt;
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};
use twilight_gateway::{
    CloseFrame, Message, Shard, ShardState,
    error::{ReceiveMessageError, ReceiveMessageErrorType},
};

use crate::discord::gateway::reception::Reception;

/// Why the gateway ended.
#[derive(Debug)]
pub enum GatewayEnd {
    /// Needs a person to fix it. Says what to do.
    Fatal(&'static str),
    /// The connection failed; opening it again may help.
    Fault(anyhow::Error),
}

/// A connection that ends sooner than this was of no use.
const STABLE_AFTER: Duration = Duration::from_secs(5);
/// How many connections in a row may be of no use before the next one waits.
const FAILURES_WITHOUT_PAUSE: u32 = 3;
/// The longest pause before a connection.
const LONGEST_PAUSE: Duration = Duration::from_secs(32);
/// How long Discord has to answer the end of a session.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Receives events until the session ends for good, or until `closing` changes.
pub async fn receive(
    mut shard: Shard,
    reception: Arc<Reception>,
    mut closing: watch::Receiver<bool>,
) -> GatewayEnd {
    let (mut code, mut failures, mut began) = (None, 0, Instant::now());
    loop {
        let received = tokio::select! {
            received = shard.next() => received,
            _ = closing.changed() => {
                leave(shard).await;
                return end(None);
            }
        };
        let ended = match received {
            None => return end(code),
            Some(Ok(Message::Text(payload))) => {
                reception.take(&payload);
                false
            }
            Some(Ok(Message::Close(frame))) => {
                code = frame.map(|frame| frame.code);
                true
            }
            Some(Err(error)) => {
                tracing::warn!("{}", failure(&error));
                false
            }
        };
        reception.note_session(shard.id(), shard.state() == ShardState::Active);
        if ended && matches!(shard.state(), ShardState::Disconnected { .. }) {
            tracing::info!(code, "The connection to Discord's gateway was closed");
            failures = if began.elapsed() < STABLE_AFTER { failures + 1 } else { 0 };
            tokio::select! {
                () = sleep(pause(failures)) => began = Instant::now(),
                _ = closing.changed() => return end(None),
            }
        }
    }
}

/// What went wrong with a connection, without what people wrote: what twilight says of a payload
/// that it cannot read contains the payload.
fn failure(error: &ReceiveMessageError) -> String {
    match error.kind() {
        ReceiveMessageErrorType::Reconnect => {
            let source = error.source().map(ToString::to_string).unwrap_or_default();
            format!("Can't connect to Discord's gateway: {source}")
        }
        _ => "Discord's gateway sent something that is no payload".to_owned(),
    }
}

/// Ends the session, so that Discord shows the bot as offline.
async fn leave(mut shard: Shard) {
    if !shard.state().is_identified() {
        return;
    }
    shard.close(CloseFrame::NORMAL);
    // Where nobody answers, twilight would connect once more.
    let answered = async { while let Some(Ok(Message::Text(_))) = shard.next().await {} };
    if timeout(CLOSE_TIMEOUT, answered).await.is_err() {
        tracing::info!("Discord did not answer the end of the session");
    }
}

/// How long to wait after connections that were of no use: longer each time, and a little longer
/// or shorter each time, so that many bots do not come back at once.
fn pause(failures: u32) -> Duration {
    let doubled = failures.checked_sub(FAILURES_WITHOUT_PAUSE).map_or(Duration::ZERO, |times| {
        Duration::from_secs(2_u64.saturating_pow(times)).min(LONGEST_PAUSE)
    });
    doubled.mul_f64(0.5 + fastrand::f64())
}

/// Why the gateway does not take us back, by the code with which it closed (Discord, "Gateway
/// Close Event Codes").
fn end(code: Option<u16>) -> GatewayEnd {
    match code {
        Some(4004) => GatewayEnd::Fatal(
            "DISCORD_TOKEN is not valid any more: make a new one in the developer portal, under Bot.",
        ),
        Some(4013 | 4014) => GatewayEnd::Fatal(
            "Discord refuses what the bot wants to be told: switch on Message Content Intent and Server Members Intent in the developer portal, under Bot.",
        ),
        Some(4010..=4012) => GatewayEnd::Fatal(
            "Discord does not accept how the bot divides its servers: start it again.",
        ),
        code => GatewayEnd::Fault(match code {
            Some(code) => anyhow::anyhow!("it was closed with code {code}"),
            None => anyhow::anyhow!("it was closed"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Discord, "Gateway Close Event Codes": after these six nobody may come back by themselves.
    #[test]
    fn a_person_has_to_act_where_discord_does_not_take_the_bot_back() {
        let is_fatal = |code: &u16| matches!(end(Some(*code)), GatewayEnd::Fatal(_));
        let fatal: Vec<u16> = (4000..4020).filter(is_fatal).collect();
        assert_eq!(fatal, [4004, 4010, 4011, 4012, 4013, 4014]);
        assert!(matches!(end(None), GatewayEnd::Fault(_)));
    }

    #[test]
    fn the_first_connections_do_not_wait_and_no_pause_is_long() {
        let pauses: Vec<Duration> = (0..40).map(pause).collect();
        assert!(pauses[..3].iter().all(Duration::is_zero), "{pauses:?}");
        assert!(pauses[3..].iter().all(|pause| !pause.is_zero()), "{pauses:?}");
        assert!(pauses.iter().all(|pause| *pause <= LONGEST_PAUSE.mul_f64(1.5)), "{pauses:?}");
    }
}
