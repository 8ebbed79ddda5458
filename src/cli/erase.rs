//! The verb `erase`.

use std::{io::Write, sync::Arc};

use anyhow::bail;
use clap::Args;

use crate::{
    cli::{database, id::discord_id},
    config::DatabaseUrl,
    desk::Desk,
    domain::{Clock, GuildId, OwnTexts, UserId},
};

/// The arguments of `erase`.
#[derive(Args)]
pub struct Arguments {
    /// Discord user ID
    #[arg(long, value_name = "ID", value_parser = discord_id)]
    pub user: u64,
    /// Only in this server [default: in all servers]
    #[arg(long, value_name = "ID", value_parser = discord_id)]
    pub guild: Option<u64>,
}

/// Erases what a person wrote, in one server or in all, as their own `/forget-me` would. The bot
/// may be running.
///
/// # Errors
/// If there is no such database or server, or the database does not answer.
pub async fn run(
    database: &DatabaseUrl,
    arguments: &Arguments,
    clock: Arc<dyn Clock>,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let (store, desk) = database::open(database, clock).await?;
    let guild = arguments.guild.map(GuildId);
    let erased = erase_in_servers(&desk, UserId(arguments.user), guild, out).await;
    // What Discord shows of it is drawn again by the bot.
    let released = desk.release_jobs().await;
    store.close().await;
    erased?;
    Ok(released?)
}

async fn erase_in_servers(
    desk: &Desk,
    user: UserId,
    guild: Option<GuildId>,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let mut guilds: Vec<GuildId> =
        desk.servers().await?.into_iter().map(|settings| settings.guild).collect();
    if let Some(guild) = guild {
        if !guilds.contains(&guild) {
            bail!("server {guild} isn't in this database");
        }
        guilds = vec![guild];
    }
    let mut nothing = true;
    for guild in guilds {
        let texts = desk.forget_for(guild, user).await?;
        if !texts.is_empty() {
            nothing = false;
            writeln!(out, "Server {guild}: deleted {}", counted(&texts))?;
        }
    }
    if nothing {
        writeln!(out, "No data from user {user}.")?;
    } else {
        writeln!(
            out,
            "The bot removes it from its messages in Discord while it runs. Copies made by `backup` still contain it: delete or replace them."
        )?;
    }
    Ok(())
}

fn counted(texts: &OwnTexts) -> String {
    let OwnTexts { questions, messages, files, comments, reports, posts, offers } = texts;
    let parts = [
        (questions, "question"),
        (messages, "message"),
        (files, "file"),
        (comments, "comment"),
        (reports, "bug report quote"),
        (posts, "note or reply"),
        (offers, "matched message"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| **count > 0)
        .map(|(count, what)| match (count, what) {
            (1, what) => format!("1 {what}"),
            (count, "note or reply") => format!("{count} notes or replies"),
            (count, what) => format!("{count} {what}s"),
        })
        .collect();
    parts.join(", ")
}
