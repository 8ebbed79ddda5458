//! A serenity bot that runs against the sandbox: no account, no token, no network.
//!
//! `cargo run -p switchboard-sandbox --example serenity_bot`

use std::{
    error::Error,
    io::{self, Write as _},
};

use sandbox::{Options, Sandbox};
use serenity::all::{
    ClientBuilder, Context, EventHandler, GatewayIntents, HttpBuilder, Message, async_trait,
};

/// The whole bot: it replies to everybody who says hello.
struct Greeter;

#[async_trait]
impl EventHandler for Greeter {
    async fn message(&self, context: Context, message: Message) {
        if message.content == "hello"
            && let Err(error) = message.reply(&context, "Hello! How can I help?").await
        {
            drop(writeln!(io::stderr(), "the reply was refused: {error}"));
        }
    }
}

/// Lets somebody talk to the bot, and returns what stands in the channel then.
pub async fn conversation() -> Result<String, Box<dyn Error>> {
    let sandbox = Sandbox::start(Options::default()).await?;

    // serenity calls the base of the API a proxy, and reaches it only without its own limiter.
    let http =
        HttpBuilder::new(sandbox.token()).proxy(sandbox.url()).ratelimiter_disabled(true).build();
    let intents = GatewayIntents::GUILD_MESSAGES | GatewayIntents::MESSAGE_CONTENT;
    let mut bot = ClientBuilder::new_with_http(http, intents).event_handler(Greeter).await?;
    let running = tokio::spawn(async move { bot.start().await });
    sandbox.gateway().wait_connected().await;

    let ana = sandbox.person("ana");
    let general = ana.channel("general")?;
    ana.say(general, "hello")?;
    sandbox
        .until("the reply", |world| world.messages.get(&general)?.values().nth(1).map(drop))
        .await;
    let seen = ana.sees(general);
    running.abort();
    sandbox.stop().await;
    Ok(seen)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    writeln!(io::stdout(), "{}", conversation().await?)?;
    Ok(())
}
