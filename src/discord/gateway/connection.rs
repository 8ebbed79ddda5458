//! The connection to Discord's gateway. It is opened only to the address that the configured server
//! has named.

use std::{sync::Arc, time::Duration};

use poise::serenity_prelude as serenity;
use reqwest::Method;
use serde::Deserialize;
use tokio::{sync::watch, task::JoinSet, time::timeout};
use twilight_gateway::{ConfigBuilder, Intents, Shard, ShardId, queue::InMemoryQueue};

use crate::discord::{
    bot::{Bot, BotIdentity},
    command,
    gateway::{
        reception::Reception,
        session::{self, GatewayEnd},
    },
    rest::{self, Failure, Rest, Route},
};

/// What the application is granted in Discord's developer portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Whether it may read what members write (Discord, "Message Content Intent").
    pub message_content: bool,
    /// Whether it is told of members who join, leave or change (Discord, "Gateway Intents").
    pub members: bool,
}

/// The flags of an application with the message content intent: granted, or granted up to a number
/// of servers (Discord, "Application Flags").
const MESSAGE_CONTENT_FLAGS: u64 = 1 << 18 | 1 << 19;

/// The same for the server members intent.
const MEMBERS_FLAGS: u64 = 1 << 14 | 1 << 15;

#[derive(Deserialize)]
struct User {
    id: String,
}

#[derive(Deserialize)]
struct Application {
    id: String,
    #[serde(default)]
    flags: u64,
}

#[derive(Deserialize)]
struct GatewayAddress {
    url: String,
    shards: u32,
    session_start_limit: StartLimit,
}

/// How many sessions may begin (Discord, "Session Start Limit").
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct StartLimit {
    /// How many in a day.
    pub total: u32,
    /// How many more until the count is reset.
    pub remaining: u32,
    /// After how many milliseconds it is reset.
    pub reset_after: u64,
    /// How many within 5 s.
    pub max_concurrency: u16,
}

/// What Discord tells us before the gateway opens.
#[derive(Clone, Debug)]
pub struct GatewayInfo {
    /// The bot's IDs.
    pub me: BotIdentity,
    /// What the application is granted.
    pub granted: Granted,
    /// The address of the gateway.
    pub gateway: String,
    /// The number of connections over which Discord wants the servers divided.
    pub shards: u32,
    /// How many sessions may begin.
    pub starts: StartLimit,
}

/// Asks Discord who we are, what we are granted, and where the gateway is.
///
/// # Errors
/// See [`Failure`].
pub async fn fetch_gateway_info(rest: &Rest) -> Result<GatewayInfo, Failure> {
    let user: User = rest.get(Route::plain(Method::GET, "/users/@me")).await?;
    let application: Application = rest.get(Route::plain(Method::GET, "/applications/@me")).await?;
    let read = |id: &str| {
        id.parse::<u64>().map_err(|_| Failure::Unknown("an id that is no number".to_owned()))
    };
    let me = BotIdentity {
        user: crate::domain::UserId(read(&user.id)?),
        application: read(&application.id)?,
    };
    let gateway: GatewayAddress = rest.get(Route::plain(Method::GET, "/gateway/bot")).await?;
    Ok(GatewayInfo {
        me,
        shards: gateway.shards,
        starts: gateway.session_start_limit,
        granted: Granted {
            message_content: application.flags & MESSAGE_CONTENT_FLAGS != 0,
            members: application.flags & MEMBERS_FLAGS != 0,
        },
        gateway: gateway.url,
    })
}

/// Registers all commands, in all languages. Replaces what was registered before.
///
/// # Errors
/// See [`Failure`].
pub async fn register_commands(rest: &Rest, me: BotIdentity) -> Result<(), Failure> {
    let body = serde_json::to_value(command::definitions())
        .map_err(|error| Failure::Unknown(error.to_string()))?;
    let route = Route::plain(Method::PUT, format!("/applications/{}/commands", me.application));
    rest.send(route, Some(&body), &[]).await?;
    Ok(())
}

/// The open gateway.
pub struct Gateway {
    closing: watch::Sender<bool>,
    sessions: JoinSet<GatewayEnd>,
}

impl Gateway {
    /// Resolves when one of its sessions has ended for good.
    pub async fn ended(&mut self) -> GatewayEnd {
        match self.sessions.join_next().await {
            Some(Ok(end)) => end,
            Some(Err(panic)) => GatewayEnd::Fault(anyhow::Error::new(panic)),
            None => GatewayEnd::Fault(anyhow::anyhow!("it was closed")),
        }
    }

    /// Closes the gateway. It gets at most `max_wait`, in case nobody answers.
    pub async fn close(&mut self, max_wait: Duration) {
        self.closing.send_replace(true);
        let all = async { while self.sessions.join_next().await.is_some() {} };
        if timeout(max_wait, all).await.is_err() {
            tracing::warn!("The connection to Discord did not close in time");
        }
        self.sessions.abort_all();
    }
}

/// Opens the gateway: one session for each connection that Discord wants.
///
/// # Errors
/// If serenity cannot be set up.
pub async fn open(
    bot: Arc<Bot>,
    token: &str,
    base: &str,
    gateway_info: GatewayInfo,
) -> anyhow::Result<Gateway> {
    let mut intents = Intents::GUILDS
        | Intents::GUILD_MESSAGES
        | Intents::GUILD_MESSAGE_REACTIONS
        | Intents::GUILD_MODERATION;
    intents.set(Intents::MESSAGE_CONTENT, gateway_info.granted.message_content);
    intents.set(Intents::GUILD_MEMBERS, gateway_info.granted.members);
    let StartLimit { total, remaining, reset_after, max_concurrency } = gateway_info.starts;
    let reset_after = Duration::from_millis(reset_after);
    let queue = InMemoryQueue::new(max_concurrency, remaining.min(total), reset_after, total);
    // twilight would connect to Discord's own gateway, and send it the token. So the address is
    // set here.
    let config = ConfigBuilder::new(token.to_owned(), intents)
        .proxy_url(gateway_info.gateway.trim_end_matches('/').to_owned())
        .queue(queue)
        .build();
    let http = serenity::HttpBuilder::new(token)
        .client(rest::client()?)
        .proxy(base)
        .ratelimiter_disabled(true)
        .build();
    let shards = gateway_info.shards.max(1);
    let reception = Arc::new(Reception::open(bot, http, shards).await?);
    let (closing, is_closing) = watch::channel(false);
    let mut sessions = JoinSet::new();
    for number in 0..shards {
        let shard = Shard::with_config(ShardId::new(number, shards), config.clone());
        sessions.spawn(session::receive(shard, Arc::clone(&reception), is_closing.clone()));
    }
    Ok(Gateway { closing, sessions })
}
