//! The connection to Discord's gateway. serenity and poise are set up so that they connect only to
//! the address that was configured.

use std::{sync::Arc, time::Duration};

use poise::serenity_prelude::{self as serenity, FullEvent};
use reqwest::Method;
use serde::Deserialize;
use tokio::{task::JoinHandle, time::timeout};

use crate::desk::Error;

use crate::discord::{
    bot::{Bot, BotIdentity},
    command,
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
}

/// Asks Discord who we are, what we are granted, and where the gateway is.
///
/// # Errors
/// See [`Failure`].
pub async fn greet(rest: &Rest) -> Result<GatewayInfo, Failure> {
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
    shards: Arc<serenity::ShardManager>,
    task: JoinHandle<Result<(), serenity::Error>>,
}

/// Why the gateway ended.
pub enum GatewayEnd {
    /// Needs a person to fix it. Says what to do.
    Fatal(&'static str),
    /// The connection failed; opening it again may help.
    Fault(anyhow::Error),
}

impl Gateway {
    /// Resolves when the gateway has ended for good.
    pub async fn ended(&mut self) -> GatewayEnd {
        match (&mut self.task).await {
            Ok(Err(error)) => match fatal(&error) {
                Some(what_to_do) => GatewayEnd::Fatal(what_to_do),
                None => GatewayEnd::Fault(anyhow::Error::new(error)),
            },
            Ok(Ok(())) => GatewayEnd::Fault(anyhow::anyhow!("it was closed")),
            Err(panic) => GatewayEnd::Fault(anyhow::Error::new(panic)),
        }
    }

    /// Closes the gateway. During an outage serenity never returns from closing, so it gets at most
    /// `max_wait`.
    pub async fn close(&self, max_wait: Duration) {
        if timeout(max_wait, self.shards.shutdown_all()).await.is_err() {
            tracing::warn!("The connection to Discord did not close in time");
        }
        self.task.abort();
    }
}

/// Receives events: commands go to poise, which learns from the first `Ready` who we are, and
/// everything else goes to the bot. poise would allocate for each event what only a command needs,
/// which costs more than handling most events.
struct Reception {
    commands: poise::Framework<Arc<Bot>, Error>,
    bot: Arc<Bot>,
}

#[serenity::async_trait]
impl serenity::Framework for Reception {
    async fn init(&mut self, client: &serenity::Client) {
        self.commands.init(client).await;
    }

    async fn dispatch(&self, ctx: serenity::Context, event: FullEvent) {
        let is_command = matches!(
            &event,
            FullEvent::InteractionCreate {
                interaction: serenity::Interaction::Command(_)
                    | serenity::Interaction::Autocomplete(_)
            }
        );
        if !is_command {
            self.bot.event(&event).await;
        }
        if is_command || matches!(event, FullEvent::Ready { .. }) {
            self.commands.dispatch(ctx, event).await;
        }
    }
}

/// Opens the gateway.
///
/// # Errors
/// If serenity cannot be set up.
pub async fn open(
    bot: Arc<Bot>,
    token: &str,
    base: &str,
    gateway_info: GatewayInfo,
) -> anyhow::Result<Gateway> {
    let mut intents = serenity::GatewayIntents::GUILDS
        | serenity::GatewayIntents::GUILD_MESSAGES
        | serenity::GatewayIntents::GUILD_MESSAGE_REACTIONS
        | serenity::GatewayIntents::GUILD_MODERATION;
    if gateway_info.granted.message_content {
        intents |= serenity::GatewayIntents::MESSAGE_CONTENT;
    }
    if gateway_info.granted.members {
        intents |= serenity::GatewayIntents::GUILD_MEMBERS;
    }
    let http = serenity::HttpBuilder::new(token)
        .client(rest::client()?)
        .proxy(base)
        .ratelimiter_disabled(true)
        .build();
    let user_data = Arc::clone(&bot);
    let commands = poise::Framework::builder()
        .options(poise::FrameworkOptions {
            commands: command::all(),
            initialize_owners: false,
            allowed_mentions: Some(serenity::CreateAllowedMentions::new()),
            on_error: |error| Box::pin(command::failed(error)),
            ..Default::default()
        })
        .setup(move |_, _, _| Box::pin(async move { Ok(user_data) }))
        .build();
    let framework = Reception { commands, bot };
    let mut client =
        serenity::ClientBuilder::new_with_http(http, intents).framework(framework).await?;
    // serenity falls back to Discord's own gateway if it cannot learn the address, and would send
    // it the token. So the address is set here.
    *client.ws_url.lock().await = gateway_info.gateway;
    let shards = Arc::clone(&client.shard_manager);
    Ok(Gateway {
        shards,
        task: tokio::spawn(async move { client.start_shards(gateway_info.shards.max(1)).await }),
    })
}

/// Returns what a person has to do if Discord closes the gateway for good; none if it may come
/// back.
fn fatal(error: &serenity::Error) -> Option<&'static str> {
    use serenity::GatewayError;
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => Some(
            "DISCORD_TOKEN is not valid any more: make a new one in the developer portal, under Bot.",
        ),
        serenity::Error::Gateway(
            GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
        ) => Some(
            "Discord refuses what the bot wants to be told: switch on Message Content Intent and Server Members Intent in the developer portal, under Bot.",
        ),
        serenity::Error::Gateway(
            GatewayError::InvalidShardData | GatewayError::OverloadedShard,
        ) => Some("Discord does not accept how the bot divides its servers: start it again."),
        _ => None,
    }
}
