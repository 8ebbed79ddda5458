//! Opening the database for a verb that works on one that exists.

use std::sync::Arc;

use anyhow::{Context, bail};

use crate::{
    config::DatabaseUrl,
    desk::{self, Desk},
    discord::view,
    domain::{Clock, GuildId, Language},
    store::Store,
};

/// Opens the database. What is written carries the time of `clock`.
///
/// # Errors
/// If there is none, or it cannot be opened.
pub async fn open(database: &DatabaseUrl, clock: Arc<dyn Clock>) -> anyhow::Result<(Store, Desk)> {
    must_exist(database)?;
    let store = Store::open(database.reveal())
        .await
        .with_context(|| format!("can't open the database {}", address(database)))?;
    // The bot finds the jobs that are enqueued here when they are due.
    let (desk, _jobs) = Desk::new(store.clone(), clock);
    Ok((store, desk))
}

/// Returns the server that is meant: the named one, or the only one.
///
/// # Errors
/// If there is no such server, or several and none is named.
pub async fn server(desk: &Desk, named: Option<u64>) -> anyhow::Result<GuildId> {
    let known: Vec<GuildId> =
        desk.servers().await?.into_iter().map(|settings| settings.guild).collect();
    match (named.map(GuildId), &known[..]) {
        (Some(guild), known) if known.contains(&guild) => Ok(guild),
        (Some(guild), known) => bail!("{}", unknown(guild, known)),
        (None, [only]) => Ok(*only),
        (None, []) => bail!("this database has no servers yet; use /setup in Discord first"),
        (None, known) => {
            bail!("this database has several servers; choose one with --guild: {}", listed(known))
        }
    }
}

/// Says that a server is not in the database.
pub fn unknown(guild: GuildId, known: &[GuildId]) -> String {
    if known.is_empty() {
        return "this database has no servers yet; use /setup in Discord first".to_owned();
    }
    format!("server {guild} isn't in this database, which has: {}", listed(known))
}

/// Says in words why an import did not happen.
pub fn failed(error: desk::Error) -> anyhow::Error {
    match error {
        desk::Error::Refused(refusal) => {
            anyhow::anyhow!("nothing was imported: {}", view::refusal(Language::English, &refusal))
        }
        desk::Error::Internal(error) => error.context("nothing was imported"),
    }
}

fn listed(guilds: &[GuildId]) -> String {
    guilds.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Refuses an SQLite file that does not exist, and says where it was looked for.
///
/// # Errors
/// If there is no such file.
pub fn must_exist(database: &DatabaseUrl) -> anyhow::Result<()> {
    if database.file().is_none_or(|file| file.exists()) {
        return Ok(());
    }
    bail!(
        "there's no database at {}; check DATABASE_URL and the folder you're in",
        address(database)
    )
}

/// Returns where the database is, as people read it.
pub fn address(database: &DatabaseUrl) -> String {
    Store::address(database.reveal()).unwrap_or_else(|_| "of DATABASE_URL".to_owned())
}
