//! The verb `erase`.

use std::{io::Write, sync::Arc};

use anyhow::bail;
use clap::Args;

use crate::{
    cli::database,
    config::DatabaseUrl,
    desk::Desk,
    domain::{Clock, GuildId, OwnTexts, UserId},
};

/// The arguments of `erase`.
#[derive(Args)]
pub struct Arguments {
    /// Whose texts: the ID of their account
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    pub user: u64,
    /// Only in this server; in all servers if left out
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
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
            bail!("there is no server {guild} in this database");
        }
        guilds = vec![guild];
    }
    let mut nothing = true;
    for guild in guilds {
        let texts = desk.forget_for(guild, user).await?;
        if !texts.is_empty() {
            nothing = false;
            writeln!(out, "Server {guild}: erased {}", counted(&texts))?;
        }
    }
    if nothing {
        writeln!(out, "Nothing is kept that {user} wrote.")?;
    } else {
        writeln!(
            out,
            "What Discord shows of it follows while the bot runs. Copies made by `backup` still hold it: delete or renew them."
        )?;
    }
    Ok(())
}

fn counted(texts: &OwnTexts) -> String {
    let OwnTexts { questions, messages, files, comments, reports, posts, offers } = texts;
    format!(
        "questions {questions}, messages {messages}, files {files}, comments {comments}, quotes in bug reports {reports}, \
         posts {posts}, messages that rules found {offers}"
    )
}
