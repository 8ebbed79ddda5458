//! The commands `erase`, `backup` and `restore`, for the operator.

use std::{io::Write, path::Path, sync::Arc};

use anyhow::{Context, bail};

use crate::{
    config::DatabaseUrl,
    desk::{Desk, OwnTexts},
    domain::{GuildId, SystemClock, UserId},
    store::{self, Store},
};

/// Erases what a person wrote, in one server or in all, as their own `/forget-me` would. The bot
/// may be running.
///
/// # Errors
/// If there is no such database or server, or the database does not answer.
pub async fn erase(
    database: &DatabaseUrl,
    user: u64,
    guild: Option<u64>,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    must_exist(database)?;
    let store = Store::connect(database.reveal()).await.context("the database cannot be opened")?;
    let (desk, _errands) = Desk::new(store.clone(), Arc::new(SystemClock));
    let erased = erase_in_servers(&desk, UserId(user), guild.map(GuildId), out).await;
    store.close().await;
    erased
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

/// Copies the database into a new file. The bot may be running.
///
/// # Errors
/// If the file exists, the database is a Postgres server, or the copy fails.
pub async fn backup(
    database: &DatabaseUrl,
    file: &Path,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    if !database.is_file() {
        bail!(
            "DATABASE_URL names a Postgres server: `pg_dump --format=custom --file=FILE DATABASE_URL` makes a backup while the bot is running"
        );
    }
    must_exist(database)?;
    let bytes = store::copy(&named(database)?, file).await?;
    writeln!(
        out,
        "Copied to {}, {bytes} bytes. It holds people's texts: keep it as carefully as the database.",
        file.display()
    )?;
    Ok(())
}

/// Creates a database from a backup.
///
/// # Errors
/// If the database exists already, or the file is not a backup of ours.
pub async fn restore(
    database: &DatabaseUrl,
    file: &Path,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    if !database.is_file() {
        bail!(
            "DATABASE_URL names a Postgres server: `pg_restore --dbname=DATABASE_URL FILE` brings a backup back into an empty database"
        );
    }
    if !file.exists() {
        bail!("there is no file {}", file.display());
    }
    match store::copy(file, &named(database)?).await {
        Err(store::CopyError::Exists(there)) => bail!(
            "there is a database at {} already, and a restore overwrites nothing; stop the bot, move the database away, and try again",
            there.display()
        ),
        done => done?,
    };
    writeln!(out, "Restored. `switchboard run` goes on from there.")?;
    Ok(())
}

/// Opening a missing database would create an empty one.
fn must_exist(database: &DatabaseUrl) -> anyhow::Result<()> {
    match database.file().filter(|file| !file.exists()) {
        Some(file) => bail!(
            "there is no database at {}; check DATABASE_URL and the folder you are in",
            file.display()
        ),
        None => Ok(()),
    }
}

fn named(database: &DatabaseUrl) -> anyhow::Result<std::path::PathBuf> {
    database.file().context(
        "DATABASE_URL names a file with % in its path, which only `run` understands; rename it",
    )
}
