//! The start of the sandbox with the page.

use sandbox::{Sandbox, World};

use crate::operator::Operator;
use crate::page::context::Context;
use crate::page::routes;

/// How to start.
#[derive(Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The world at the start.
    pub world: World,
    /// The channel to the program that runs the bot, if there is one.
    pub operator: Option<Operator>,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, world: World::community(), operator: None }
    }
}

/// Starts a sandbox that serves the page to browsers, and the gateway to bots, at `/`.
///
/// # Errors
/// The port is taken or may not be opened, or the system gives no random numbers.
pub async fn start(options: Options) -> std::io::Result<Sandbox> {
    let Options { port, world, operator } = options;
    let token = random_token()?;
    Sandbox::start_with(sandbox::Options { port, world }, |sandbox, discord| {
        let context = Context::new(sandbox, token, operator);
        routes::beside(discord, context)
    })
    .await
}

/// Returns 48 random hexadecimal digits.
fn random_token() -> std::io::Result<String> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
