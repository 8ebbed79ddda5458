//! Where the gateway's payloads arrive: commands go to poise, and everything else goes to the bot.
//! poise would allocate for each event what only a command needs, which costs more than handling
//! most events.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use poise::serenity_prelude::{self as serenity, Framework, FullEvent};
use tokio::{net::TcpListener, sync::Mutex, time::timeout};
use tokio_websockets::ServerBuilder;
use twilight_gateway::ShardId;

use crate::desk::Error;

use crate::discord::{
    bot::Bot,
    command,
    gateway::payload::{self, Incoming},
};

/// How long serenity may take to connect to a socket of ours.
const HANDSHAKE: Duration = Duration::from_secs(5);

/// Receives what the gateway tells.
pub struct Reception {
    commands: poise::Framework<Arc<Bot>, Error>,
    context: serenity::Context,
    bot: Arc<Bot>,
    /// Which connections have a session.
    sessions: Vec<AtomicBool>,
}

impl Reception {
    /// Creates the place for the payloads of this many connections.
    ///
    /// # Errors
    /// If serenity cannot be set up.
    pub async fn open(
        bot: Arc<Bot>,
        http: serenity::Http,
        connections: u32,
    ) -> anyhow::Result<Self> {
        let user_data = Arc::clone(&bot);
        let mut commands = poise::Framework::builder()
            .options(poise::FrameworkOptions {
                commands: command::all(),
                initialize_owners: false,
                allowed_mentions: Some(serenity::CreateAllowedMentions::new()),
                on_error: |error| Box::pin(command::failed(error)),
                ..Default::default()
            })
            .setup(move |_, _, _| Box::pin(async move { Ok(user_data) }))
            .build();
        let intents = serenity::GatewayIntents::empty();
        let client = serenity::ClientBuilder::new_with_http(http, intents).await?;
        commands.init(&client).await;
        let sessions = (0..connections).map(|_| AtomicBool::new(false)).collect();
        Ok(Self { commands, context: context(&client).await?, bot, sessions })
    }

    /// Takes a payload. What it leads to is done in a task of its own: nothing waits for it.
    pub fn take(self: &Arc<Self>, payload: &str) {
        let incoming = match payload::read(payload) {
            Ok(Some(incoming)) => incoming,
            Ok(None) => return,
            Err(unreadable) => {
                tracing::warn!("Discord sent something that can't be read: {unreadable}");
                return;
            }
        };
        if matches!(incoming, Incoming::Ready(_)) {
            self.bot.status.mark_all_behind();
        }
        let (reception, in_progress) = (Arc::clone(self), self.bot.begin_work());
        tokio::spawn(async move {
            reception.handle(incoming).await;
            drop(in_progress);
        });
    }

    async fn handle(&self, incoming: Incoming) {
        let command = async |event| self.commands.dispatch(self.context.clone(), event).await;
        match incoming {
            // poise learns from it who we are.
            Incoming::Ready(ready) => {
                command(FullEvent::Ready { data_about_bot: *ready }).await;
            }
            Incoming::Command(interaction) => {
                command(FullEvent::InteractionCreate { interaction: *interaction }).await;
            }
            Incoming::Press(press) => Box::pin(self.bot.pressed(&press)).await,
            Incoming::Form(form) => Box::pin(self.bot.submitted(&form)).await,
            Incoming::Event(event) => self.bot.event(&event).await,
        }
    }

    /// Notes whether a connection has a session. The gateway is up while all have one.
    pub fn note_session(&self, connection: ShardId, is_active: bool) {
        let flag = usize::try_from(connection.number()).ok().and_then(|at| self.sessions.get(at));
        if flag.is_some_and(|flag| flag.swap(is_active, Ordering::SeqCst) != is_active) {
            let all = self.sessions.iter().all(|session| session.load(Ordering::SeqCst));
            self.bot.status.set_gateway_up(all);
        }
    }
}

/// poise gives each command a context of serenity's, which only a connection of serenity's can
/// make. So it is connected once, to a socket of ours that is closed right away: it is never told
/// the token, and receives nothing.
async fn context(client: &serenity::Client) -> anyhow::Result<serenity::Context> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("ws://{}", listener.local_addr()?);
    let shard_id = serenity::ShardId(0);
    let connects = serenity::Shard::new(
        Arc::new(Mutex::new(address)),
        "",
        serenity::ShardInfo { id: shard_id, total: 1 },
        serenity::GatewayIntents::empty(),
        None,
    );
    let accepts = async {
        let (stream, _) = listener.accept().await?;
        anyhow::Ok(ServerBuilder::new().accept(stream).await?)
    };
    // Another program of this machine may have come first, and say nothing.
    let (shard, accepted) = timeout(HANDSHAKE, async { tokio::join!(connects, accepts) }).await?;
    drop(accepted?);
    let runner = serenity::ShardRunner::new(serenity::ShardRunnerOptions {
        data: Arc::clone(&client.data),
        event_handlers: Vec::new(),
        raw_event_handlers: Vec::new(),
        framework: None,
        manager: Arc::clone(&client.shard_manager),
        shard: shard?,
        http: Arc::clone(&client.http),
    });
    Ok(serenity::Context {
        data: Arc::clone(&client.data),
        shard: serenity::ShardMessenger::new(&runner),
        shard_id,
        http: Arc::clone(&client.http),
    })
}
