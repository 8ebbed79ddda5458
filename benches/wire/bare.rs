//! The obvious first version: a serenity handler without cache and database that makes the same
//! requests.

use std::{io::Write, time::Duration};

use serenity::all::{
    ButtonStyle, ChannelId, ClientBuilder, Context, CreateActionRow, CreateAllowedMentions,
    CreateButton, CreateEmbed, CreateMessage, CreateThread, EventHandler, GatewayIntents,
    HttpBuilder, Message, async_trait,
};
use tokio::io::AsyncReadExt;

use crate::workload::{FLAGGED, Requests};

/// How long the parent process may take to close our standard input.
const LONGEST: Duration = Duration::from_secs(3_600);

struct Handler {
    desk: ChannelId,
    requests: Requests,
}

#[async_trait]
impl EventHandler for Handler {
    async fn message(&self, ctx: Context, message: Message) {
        if message.author.bot || !message.content.contains(FLAGGED) {
            return;
        }
        // Concurrently, since neither needs the other: the comparison must be fair.
        let (thread, card) = tokio::join!(
            self.thread(&ctx, &message),
            self.desk.send_message(&ctx.http, card(&message))
        );
        if let Err(error) = thread.and(card.map(|_| ())) {
            // If even standard error fails, there is nowhere to report to.
            drop(writeln!(std::io::stderr(), "a request failed: {error:?}"));
        }
    }
}

impl Handler {
    async fn thread(&self, ctx: &Context, message: &Message) -> Result<(), serenity::Error> {
        let thread = CreateThread::new(format!("#12 · {}", message.content));
        let thread =
            message.channel_id.create_thread_from_message(&ctx.http, message.id, thread).await?;
        if self.requests == Requests::Three {
            thread.id.send_message(&ctx.http, opening(message)).await?;
        }
        Ok(())
    }
}

/// As large as our bot's first message.
fn opening(message: &Message) -> CreateMessage {
    let text = format!(
        "Hello <@{}>! Your message looks like something for the team: this is case #12. Nobody has it yet; a person of the team will read \
         it and answer here.\nMeanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which \
         version you use, a screenshot.\n-# I am a bot. I only keep things in order; the answers come from people.",
        message.author.id
    );
    CreateMessage::new()
        .content(text)
        .allowed_mentions(CreateAllowedMentions::new().users([message.author.id]))
}

/// As large as our bot's card.
fn card(message: &Message) -> CreateMessage {
    let asked = message.timestamp.unix_timestamp();
    let channel = format!(
        "https://discord.com/channels/{}/{}",
        message.guild_id.unwrap_or_default(),
        message.channel_id
    );
    let embed = CreateEmbed::new().colour(0xED_42_45).description(&message.content).fields([
        ("Customer", format!("<@{}>", message.author.id), true),
        ("Status", "New".to_owned(), true),
        ("Assignee", "Unassigned".to_owned(), true),
        ("Priority", "Normal".to_owned(), true),
        ("Tags", "None".to_owned(), true),
        ("Waiting", format!("Since <t:{asked}:f> (<t:{asked}:R>)"), true),
        ("Links", format!("[Message]({channel}/{}) · [Thread]({channel})", message.id), true),
        ("Opened", format!("By rule “failure”, <t:{asked}:R>"), true),
    ]);
    let claim = CreateButton::new(format!("claim:{}", message.id))
        .label("Claim")
        .style(ButtonStyle::Primary);
    let escalate = CreateButton::new(format!("escalate:{}", message.id))
        .label("Escalate")
        .style(ButtonStyle::Secondary);
    CreateMessage::new()
        .content(format!("#12 · {}", message.content))
        .embed(embed)
        .components(vec![CreateActionRow::Buttons(vec![claim, escalate])])
        .allowed_mentions(CreateAllowedMentions::new())
}

/// Runs the handler until standard input closes, which ties it to the program that started it.
pub async fn run(url: &str, token: &str, desk: u64, requests: Requests) -> anyhow::Result<()> {
    let http = HttpBuilder::new(token).proxy(url).ratelimiter_disabled(true).build();
    let intents = GatewayIntents::GUILDS
        | GatewayIntents::GUILD_MESSAGES
        | GatewayIntents::GUILD_MESSAGE_REACTIONS
        | GatewayIntents::MESSAGE_CONTENT;
    let gateway = http.get_gateway().await?.url;
    let handler = Handler { desk: ChannelId::new(desk), requests };
    let mut client = ClientBuilder::new_with_http(http, intents).event_handler(handler).await?;
    *client.ws_url.lock().await = gateway;
    let farewell = async {
        tokio::time::timeout(LONGEST, tokio::io::stdin().read_to_end(&mut Vec::new())).await
    };
    tokio::select! {
        ended = client.start() => Ok(ended?),
        _ = farewell => Ok(()),
    }
}
